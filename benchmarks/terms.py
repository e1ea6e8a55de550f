"""How many required terms the English holds, step by step up the ladder.

    python -m benchmarks.terms [FILE]

``FILE`` has three columns (Chinese sentence, term, English demanded); the default is the 64 sentences beside
this script, whose terms have an English that a model would not choose by itself. Prints one row a step.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from translate.checks import check_segment
from translate.enforce import Attempt, enforce
from translate.engine.base import Engine, Request
from translate.engine.choose import choose
from translate.lock.matching import find_held, missing
from translate.lock.place import put_in_place
from translate.model import Lock, LockKind
from translate.text import has_han
from translate.tidy import tidy

_DEFAULT = Path(__file__).with_name("terms.tsv")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and the one lock that it must hold."""

    zh: str
    lock: Lock


def read_cases(path: Path) -> list[Case]:
    """The cases of a tab-separated file; lines that begin with ``#`` are comments."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 3]
    cases = []
    for zh, term, en in rows:
        if not zh.startswith("#"):
            start = zh.index(term)
            cases.append(
                Case(zh, Lock(start, start + len(term), term, en, LockKind.TERM, source="terms.tsv"))
            )
    return cases


def drafts(engine: Engine, requests: list[Request], cases: list[Case]) -> list[str]:
    """The engine's drafts, tidied, in the order of the requests."""
    done = {d.index: d.en for d in engine.draft(requests)}
    return [tidy(done[at], case.zh) for at, case in enumerate(cases)]


def held(cases: list[Case], texts: list[str]) -> int:
    """How many of the locks the texts hold."""
    return sum(not missing((c.lock,), find_held((c.lock,), en)) for c, en in zip(cases, texts, strict=True))


def main() -> None:
    cases = read_cases(Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT)
    choice = choose()
    engine = choice.load()
    print(f"{len(cases)} sentences, engine {choice.signature}\n")
    print(f"{'step':<44}{'held':>6}{'share':>8}{'with Han':>10}")

    def row(step: str, texts: list[str]) -> None:
        count, han = held(cases, texts), sum(map(has_han, texts))
        print(f"{step:<44}{count:>6}{count / len(cases):>8.1%}{han:>10}", flush=True)

    plain = [Request(case.zh) for case in cases]
    row("nothing", drafts(engine, plain, cases))
    placed = [Request(put_in_place(c.zh, (c.lock,)), (c.lock.en,)) for c in cases]
    row("the names listed in the prompt", drafts(engine, [Request(c.zh, (c.lock.en,)) for c in cases], cases))
    first = drafts(engine, placed, cases)
    row("put in place of the Chinese, and listed", first)
    attempts = [Attempt(r, (c.lock,), en) for r, c, en in zip(placed, cases, first, strict=True)]
    final = [attempt.en for attempt in enforce(engine, attempts)]
    row("then decoded again from forced beginnings", final)
    flagged = [
        any(f.severity == "blocker" for f in check_segment(c.zh, en, (c.lock,)))
        for c, en in zip(cases, final, strict=True)
        if missing((c.lock,), find_held((c.lock,), en))
    ]
    print(f"\nnot held: {len(flagged)}, of these flagged by a blocker: {sum(flagged)}")


if __name__ == "__main__":
    main()
