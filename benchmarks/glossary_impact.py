"""What a glossary change costs on a large memory: ``python -m benchmarks.glossary_impact``, some minutes.

Builds a memory of 200,000 segments (``--segments``): articles of ten paragraphs of two sentences, drawn from jieba's
dictionary as often as each word occurs (seeded), with starter glossary terms where chance puts them, and in every
fifth article a glossed name. The locks are those that ``duizhao translate`` would put, the English is made up. One
segment in fifty was approved by a person. Then it prints the wall time of whole commands, each a process of its
own, the best of three: impact of one new term, rare and frequent, with the starter glossary and with 100,000 terms;
``duizhao update`` with nothing changed, with one term changed, and where it is unknown what the old glossary said.
"""

from __future__ import annotations

import argparse
import random
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

from benchmarks.termbase import _names, _write
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
RARE, FREQUENT = "雪花", "市场"
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
        table = Table("command", "terms", "segments touched", "seconds")
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


def _rows(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    starter = len(Termbase.load(folder / "glossary"))
    for zh in (RARE, FREQUENT):
        yield _impact(folder, "glossary", zh, starter)
    many = folder / "many"
    many.mkdir()
    _write(many / "terms.po", _names(100_000, random.Random(1)))
    yield _impact(folder, "many", RARE, 100_000)
    yield _update(folder, "update, nothing changed", starter)
    with (folder / "glossary" / "new.po").open("w", encoding="utf-8") as file:
        file.write(f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{RARE}"\nmsgstr "Snowfall"\n')
    yield _update(folder, "update, one term new", starter + 1)
    db = schema.connect(folder / "memory.db", 10)
    db.execute("DELETE FROM glossaries")
    db.close()
    yield _update(folder, "update, old glossary unknown", starter + 1)


def _impact(folder: Path, glossary: str, zh: str, terms: int) -> tuple[str, str, str, str]:
    command = ["glossary", "impact", zh, "--en", "Something", "--glossary", glossary, "--memory", "memory.db"]
    seconds, told = _best(folder, command)
    return f"glossary impact {zh}", f"{terms:,}", told, f"{seconds:.2f}"


def _update(folder: Path, name: str, terms: int) -> tuple[str, str, str, str]:
    seconds, told = _best(folder, ["update", "--dry-run"])
    return f"{name} (--dry-run)", f"{terms:,}", told, f"{seconds:.2f}"


def _best(folder: Path, command: list[str]) -> tuple[float, str]:
    """The shortest of three runs, and the number of segments that it tells."""
    runs = [_timed(folder, command) for _ in range(ROUNDS)]
    return min(runs)


def _timed(folder: Path, command: list[str]) -> tuple[float, str]:
    import json

    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "translate", *command, "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode not in (0, 3):
        raise SystemExit(f"{command}: {done.stderr}")
    return seconds, f"{json.loads(done.stdout)['segments']:,}"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=200_000)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
