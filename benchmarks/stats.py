"""``duizhao stats`` on a memory of 100,000 segments, 40,000 of which people decided: seconds and peak memory.

Usage: python -m benchmarks.stats [--segments N]
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from translate.checks import check_rows
from translate.lock.matching import find_held
from translate.memory import Action, Change, Memory, reading_only
from translate.model import (
    Article,
    Block,
    BlockKind,
    Draft,
    Lock,
    LockKind,
    Row,
    Segment,
    Signature,
    TranslatedArticle,
)
from translate.stats import figures

_A_PAGE = 20  # segments an article
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_NAMES = {"深度求索": "DeepSeek", "英伟达": "Nvidia", "雪花": "Snowflake", "谷歌": "Google"}
_WORDS = [
    "the",
    "market",
    "price",
    "rose",
    "fell",
    "after",
    "company",
    "said",
    "its",
    "new",
    "model",
    "would",
    "cost",
    "less",
    "than",
    "before",
    "and",
]


def articles(count: int, chance: random.Random) -> Iterator[TranslatedArticle]:
    """Generated articles of 20 sentences of some 20 words, each with one term."""
    for number in range(count):
        id_ = f"article-{number}"
        rows = tuple(_row(id_, at, chance) for at in range(_A_PAGE))
        blocks = tuple(Block(row.segment.block, BlockKind.PARAGRAPH, row.segment.zh) for row in rows)
        article = Article(id_, f"{id_}.md", blocks, date=_BEGAN + timedelta(hours=number))
        yield TranslatedArticle(article, check_rows(rows), Signature("generated/1", "g", "s"))


def _row(article: str, at: int, chance: random.Random) -> Row:
    zh, en = chance.choice(list(_NAMES.items()))
    text = f"{zh}说市场上涨之后公司的新模型比以前便宜第{chance.randrange(10**9)}号。"
    words = chance.choices(_WORDS, k=20)
    english = f"{en} {' '.join(words)} {chance.randrange(10**9)}."
    locks = (Lock(0, len(zh), zh, en, LockKind.TERM, source="names.po:1"),)
    segment = Segment(article, f"p{at:02}", f"p{at:02}.s01", text, 0)
    return Row(segment, locks, Draft(english, "engine", "generated/1"), find_held(locks, english))


def decide(memory: Memory, result: TranslatedArticle, chance: random.Random) -> None:
    """People approve a fifth of the segments as they are and change a fifth, a tenth of those in its term."""
    changes = []
    for row in result.rows:
        draw, id_ = chance.random(), row.segment.id
        at = _BEGAN + timedelta(days=30)
        if draw < 0.2:
            changes.append(Change(result.article.id, id_, Action.APPROVE, "Mei", at))
        elif draw < 0.4:
            en = row.draft.en.replace("fell", "dropped").replace("cost less", "be cheaper")
            en = en.replace(row.locks[0].en, "It") if draw < 0.22 else f"{en} So it said."
            changes.append(Change(result.article.id, id_, Action.EDIT, "Mei", at, en))
    memory.change(changes)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the memory, ask it, print what that took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--segments", type=int, default=100_000)
    options = parser.parse_args(arguments)
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        with Memory.open(path) as memory:
            for result in articles(options.segments // _A_PAGE, chance):
                memory.keep_drafts(
                    {f"{row.segment.article}{row.segment.id}": row.draft for row in result.rows}
                )
                memory.store(
                    replace(result),
                    {row.segment.id: f"{row.segment.article}{row.segment.id}" for row in result.rows},
                )
                decide(memory, result, chance)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = perf_counter()
        with reading_only(path) as memory:
            found = figures(memory)
        seconds = perf_counter() - began
    table = Table("segments", "decided", "changed", "seconds", "more memory at its peak, MB")
    told = found.corrections.all
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    table.add_row(
        f"{found.segments:,}",
        f"{told.segments:,}",
        f"{told.segments - told.untouched:,}",
        f"{seconds:.1f}",
        f"{more:.0f}",
    )
    Console().print(table)


if __name__ == "__main__":
    main()
