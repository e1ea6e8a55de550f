"""Our own small corpus of news, and texts made of it with sentences merged, dropped and paragraphs run together."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from benchmarks.align import Case, Line, make

_FILE = Path(__file__).parent / "news.tsv"


@cache
def reports() -> tuple[tuple[tuple[Line, ...], ...], ...]:
    """The reports, each a tuple of paragraphs."""
    found: list[list[list[Line]]] = []
    for row in _FILE.read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            found.append([[]])
        elif not row:
            found[-1].append([])
        else:
            zh, en = row.split("\t")
            found[-1][-1].append(Line(zh, en))
    return tuple(tuple(map(tuple, report)) for report in found)


def cases(seeds: int) -> list[Case]:
    """Every report once a seed."""
    return [
        make([line for paragraph in report for line in paragraph], random.Random(f"{seed} {number}"))
        for seed in range(seeds)
        for number, report in enumerate(reports())
    ]


def texts(report: int) -> tuple[str, str]:
    """A report as a file has it: paragraphs parted by blank lines."""
    paragraphs = reports()[report]
    zh = "\n\n".join("".join(line.zh for line in paragraph) for paragraph in paragraphs)
    en = "\n\n".join(" ".join(line.en for line in paragraph) for paragraph in paragraphs)
    return f"{zh}\n", f"{en}\n"
