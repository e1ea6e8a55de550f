"""What a batch costs: ``python -m benchmarks.batch [--articles 1000 10000] [--repeat 0.33]``.

Articles are made of the sentences of ``examples/`` with other characters put in (seeded), about 1 KB of UTF-8 each,
as JSON Lines; a share of the sentences is taken from few (``--repeat``). The engine is the fake one of the tests, so
the figures are of everything but the model. Each run is a process of its own. Rates are articles a second of wall
time in the stage (the machine's other work counts); "CPU" is that process's seconds, "peak" its most memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.fakes import FakeEngine
from translate import index_job, pipeline
from translate import job as jobs
from translate.errors import IngestError
from translate.ingest import read_articles
from translate.memory import Memory
from translate.segment import segment
from translate.text import is_han

_CHARACTERS = 340  # of an article's body: with its markup about 1 KB
_FEW = 200  # sentences that repeat
_STAGES = ("reading, duplicates", "planning", "locks", "drafts", "checks", "memory", "pages", "index")


def main() -> None:
    """Make the articles, run twice over them, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--repeat", type=float, default=1 / 3, help="share of sentences that repeat")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(_run(options.run)))
        return
    table = Table("", *(f"{count:,} articles" for count in options.articles))
    found = [_measured(count, options.repeat) for count in options.articles]
    for name in found[0]:
        table.add_row(name, *(each[name] for each in found))
    Console().print(table)


def _measured(count: int, repeat: float) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        size = _write(project / "news.jsonl", count, repeat)
        first, second = _process(project), _process(project)
        index = sum(path.stat().st_size for path in (project / "output").glob("index*"))
        memory = (project / "memory.db").stat().st_size
        rows = {f"{stage}, articles/s": _rate(count, first["stages"].get(stage, 0)) for stage in _STAGES}
    return {
        "MB in": f"{size / 1e6:.1f}",
        "sentences": f"{first['sentences']:,}",
        **rows,
        "first run, s": f"{first['seconds']:.1f} (CPU {first['cpu']:.1f})",
        "its peak, MB": f"{first['peak']:.0f}",
        "the model's share of the characters": f"{first['share']:.1%}",
        "second run, s": f"{second['seconds']:.1f} (CPU {second['cpu']:.1f})",
        "its peak, MB ": f"{second['peak']:.0f}",
        "passed over in it": f"{second['unchanged']:,}",
        "index, MB": f"{index / 1e6:.1f}",
        "memory.db, MB": f"{memory / 1e6:.1f}",
    }


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f}" if seconds else "–"


def _process(project: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.batch", "--run", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _run(project: Path) -> dict[str, Any]:
    stages = _timed()
    began, cpu = time.perf_counter(), time.process_time()
    job = jobs.Job((project / "news.jsonl",), project / "output", Path("glossary"), project / "memory.db")
    report = jobs.run(job, FakeEngine().choice)
    if report.faults:
        raise SystemExit(f"faults: {report.faults[:3]}")
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "share": report.effort.share,
        "unchanged": report.unchanged,
        "sentences": report.effort.total,
        "stages": stages,
    }


def _timed() -> dict[str, float]:
    """Lets the stages note their seconds in the mapping that is given."""
    spent: dict[str, float] = defaultdict(float)

    def watch(owner: Any, name: str, stage: str) -> None:
        work = getattr(owner, name)

        def timed(*args: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*args, **named)
            finally:
                spent[stage] += time.perf_counter() - began

        setattr(owner, name, timed)

    watch(jobs, "tell", "reading, duplicates")
    watch(jobs, "plan_of", "planning")
    watch(pipeline, "prepare", "locks")
    watch(pipeline, "adapt_or_draft", "drafts")
    watch(pipeline, "check_rows", "checks")
    watch(Memory, "store_all", "memory")
    watch(Memory, "note_pages", "memory")
    watch(jobs.Pages, "write", "pages")
    watch(jobs, "index_entries", "index")
    watch(index_job, "render_site", "index")
    return spent


def _write(path: Path, count: int, repeat: float) -> int:
    chance = random.Random(1)
    known = _sentences()
    han = [character for sentence in known for character in sentence if is_han(character)]
    few = [_altered(chance.choice(known), han, chance) for _ in range(_FEW)]

    def one() -> str:
        return chance.choice(few) if chance.random() < repeat else _altered(chance.choice(known), han, chance)

    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            record = {
                "title": _altered(chance.choice(known), han, chance)[:20],
                "url": f"https://news.example/{number}.html",
                "date": f"2026-01-{1 + number % 28:02d}T10:00:00Z",
                "body": "\n\n".join(_paragraphs(one, chance)),
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def _paragraphs(one: Any, chance: random.Random) -> Iterator[str]:
    size = 0
    while size < _CHARACTERS:
        paragraph = "".join(one() for _ in range(chance.choice((1, 2, 3))))
        size += len(paragraph)
        yield paragraph


def _altered(sentence: str, han: list[str], chance: random.Random) -> str:
    characters = list(sentence)
    for _ in range(3):
        at = chance.randrange(len(characters))
        if is_han(characters[at]):
            characters[at] = chance.choice(han)
    return "".join(characters)


def _sentences() -> list[str]:
    articles = read_articles(sorted(Path("examples").glob("0*.md")))
    read = [each for each in articles if not isinstance(each, IngestError)]
    return [part.zh.strip() for article in read for part in segment(article)]


if __name__ == "__main__":
    main()
