"""What a glossary change costs on a large memory: ``python -m benchmarks.glossary_impact``, some minutes.

Builds a memory of 200,000 segments (``--segments``): articles of ten paragraphs of two sentences, drawn from jieba's
dictionary as often as each word occurs (seeded), with starter glossary terms where chance puts them, and in every
fifth article one of three glossed names. The locks are those that ``duizhao translate`` would put, the English is
made up. One segment in fifty was approved by a person. Then it runs whole commands, each three times in a process of
its own, and prints the best wall and processor time (the machine may be shared): impact of one new term, an
ordinary one, a frequent one, and one that the articles themselves gloss, with the starter glossary and with 100,000
terms; ``duizhao update --dry-run`` with nothing changed, with one term new, and where it is unknown what the glossary
said before.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import exp
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.termbase import generated_names, write_glossary
from translate.memory import schema, tables
from translate.memory.rows import BlockRow, SegmentRow, article_row, block_rows, segment_rows
from translate.memory.store import Memory
from translate.model import Article, Block, BlockKind, Draft, Row, Signature, TranslatedArticle
from translate.prepare import prepare
from translate.segment import SEGMENTER
from translate.termbase import Termbase
from translate.termbase.packed import pack
from translate.termbase.words import dictionary
from translate.text import is_han

STARTER = Path(__file__).parents[1] / "glossary"
PARAGRAPHS, SENTENCES, WORDS = 10, 2, 14
HUMAN = 50  # one segment in so many was approved
GLOSSED = 5  # one article in so many glosses a name
ROUNDS = 3
ENGINE = "made-up/1"
ORDINARY, FREQUENT, GLOSSED_TOO = "卫星", "市场", "雪花"
NAMES = ("马丁·霍夫曼(Martin Hoffman)", "雪花公司(Snowflake)", "安娜·林德(Anna Lind)")


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the memory, time the commands, print the table."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(STARTER, folder / "glossary")
        began = time.monotonic()
        segments = build(folder / "memory.db", Termbase.load(folder / "glossary"), options.segments)
        size = (folder / "memory.db").stat().st_size / 2**20
        print(f"{segments:,} segments, {size:.0f} MiB, made in {time.monotonic() - began:.0f} s", flush=True)
        table = Table("command", "terms", "segments touched", "wall s", "processor s")
        for row in _rows(folder):
            table.add_row(*row)
        Console().print(table)


def build(path: Path, termbase: Termbase, segments: int, seed: int = 1) -> int:
    """Make a memory of at least so many segments at ``path``; gives how many there are."""
    made = 0
    Memory.open(path).close()
    db = schema.connect(path, 10)
    with schema.transaction(db):
        for result in _articles(termbase, segments, random.Random(seed)):
            blocks, rows = block_rows(result.article), segment_rows(result, {})
            tables.put_article(db, article_row(result, blocks))
            tables.sync(db, BlockRow, {}, blocks)
            tables.sync(db, SegmentRow, {}, rows)
            made += len(rows)
        db.execute("UPDATE segments SET state = 'approved', origin = 'human' WHERE rowid % ? = 0", (HUMAN,))
    db.close()
    with Memory.open(path) as memory:
        memory.keep_glossary(termbase.signature, lambda: pack(termbase.terms))
    return made


def _articles(termbase: Termbase, segments: int, chance: random.Random) -> Iterator[TranslatedArticle]:
    weights = dictionary().weights
    words = [word for word in sorted(weights) if is_han(word)]
    shares = [exp(weights[word]) for word in words]
    signature = Signature(ENGINE, termbase.signature, SEGMENTER)
    made = number = 0
    while made < segments:
        drawn = iter(chance.choices(words, shares, k=PARAGRAPHS * SENTENCES * WORDS))
        article = _article(number, drawn, chance)
        items = prepare(article, termbase, ENGINE)
        rows = [
            Row(item.segment, (*item.locks, *item.forbidden), Draft(f"Sentence {at}.", "engine", ENGINE))
            for at, item in enumerate(items)
        ]
        yield TranslatedArticle(article, tuple(rows), signature)
        made, number = made + len(rows), number + 1


def _article(number: int, words: Iterator[str], chance: random.Random) -> Article:
    paragraphs = [
        "".join("".join(next(words) for _ in range(WORDS)) + "。" for _ in range(SENTENCES))
        for _ in range(PARAGRAPHS)
    ]
    if number % GLOSSED == 0:
        paragraphs[1] = f"{chance.choice(NAMES)}说，{paragraphs[1]}"
    blocks = [
        Block(f"p{at:02d}", BlockKind.PARAGRAPH if at else BlockKind.TITLE, zh)
        for at, zh in enumerate(paragraphs)
    ]
    day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return Article(f"news-{number}", f"{number}.md", tuple(blocks), f"https://news.example/{number}", day)


def _rows(folder: Path) -> Iterator[tuple[str, ...]]:
    starter = len(Termbase.load(folder / "glossary"))
    many = folder / "many"
    many.mkdir()
    write_glossary(many / "terms.po", generated_names(100_000, random.Random(1)))
    for glossary, terms in (("glossary", starter), ("many", 100_000)):
        for zh in (ORDINARY, FREQUENT, GLOSSED_TOO):
            yield _impact(folder, glossary, zh, terms)
    yield _update(folder, "nothing changed", starter)
    with (folder / "glossary" / "new.po").open("w", encoding="utf-8") as file:
        file.write(f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{ORDINARY}"\nmsgstr "satellite"\n')
    yield _update(folder, "one term new", starter + 1)
    db = schema.connect(folder / "memory.db", 10)
    db.execute("DELETE FROM glossaries")
    db.close()
    yield _update(folder, "old glossary unknown", starter + 1)


def _impact(folder: Path, glossary: str, zh: str, terms: int) -> tuple[str, ...]:
    command = ["glossary", "impact", zh, "--en", "Something", "--glossary", glossary, "--memory", "memory.db"]
    return (f"impact {zh}", f"{terms:,}", *_best(folder, command))


def _update(folder: Path, name: str, terms: int) -> tuple[str, ...]:
    return (f"update, {name}", f"{terms:,}", *_best(folder, ["update", "--dry-run"]))


def _best(folder: Path, command: list[str]) -> tuple[str, str, str]:
    """The segments that the command tells, and the shortest times of three runs."""
    runs = [_timed(folder, command) for _ in range(ROUNDS)]
    segments = runs[0][0]
    return f"{segments:,}", f"{min(run[1] for run in runs):.2f}", f"{min(run[2] for run in runs):.2f}"


def _timed(folder: Path, command: list[str]) -> tuple[int, float, float]:
    before, began = _processor(), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "translate", *command, "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    wall, processor = time.monotonic() - began, _processor() - before
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr}")
    return json.loads(done.stdout)["segments"], wall, processor


def _processor() -> float:
    """Seconds of processor time of all commands so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=200_000)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
