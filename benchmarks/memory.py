"""Exact and near repeats among 10,000 to 1,000,000 segments: ``python -m benchmarks.memory``, some minutes.

Builds ``memory.db`` files of as many segments as ``--segments`` says (10,000, 100,000 and 1,000,000), each sentence
another one and approved by a person: half are news reports that differ in names and figures only, as those of
markets, weather and casualties do, half are words of jieba's dictionary, each as often as in its corpus (seeded).
With ``--text`` the sentences of a file come in as well, one a line, and half of the questions are about them. Each
file is then opened in another process, ten questions warm it up, and 300 are timed, by the clock and by what
the processor worked (the machine may be shared):

- exact: what is approved for a sentence, where it stands, and its draft;
- near: what ``Memory.near`` gives for a sentence that was changed, in one stretch or here and there, a tenth to a
  quarter of it;
- found: of the best five that comparing with all of them gives (rapidfuzz, ratio 0.7), how many have their ratio in
  the answer;
- writing: what keeping up the index of near repeats takes, and making it for a file that has none.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, islice
from math import exp
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from translate.memory import Memory, draft_key, near_index, schema, tables
from translate.memory.keys import sentence_hash
from translate.memory.rows import BlockRow, SegmentRow
from translate.model import Draft
from translate.termbase.words import dictionary
from translate.text import is_han

SIZES = (10_000, 100_000, 1_000_000)
ARTICLE = 10  # segments
QUESTIONS, COMPARED, WARM_UP = 300, 40, 10
LEAST = 0.7
AT = "2026-01-05T08:00:00+00:00"

PLACES = "上海 深圳 香港 东京 纽约 伦敦 巴黎 柏林 悉尼 孟买 首尔 曼谷 雅加达 开罗 莫斯科 广州 成都 武汉"
FIRMS = "英伟达 特斯拉 苹果 微软 华为 小米 比亚迪 腾讯 阿里巴巴 宁德时代 三星电子 台积电 丰田 波音 空中客车"
REPORTS = (
    "截至{hour}时收盘，{place}综合指数{move}{percent}%，报{points}点，成交额{money}亿元。",
    "{firm}股价{day}日{move}{percent}%，收于{points}美元，市值约{money}亿美元。",
    "{place}气象台预计，{day}日白天最高气温{degrees}摄氏度，{wind}级偏北风，{place2}有中到大雨。",
    "{place}官员{day}日说，洪水已造成{dead}人死亡，{money}人被迫离开家园，{place2}灾情最重。",
    "{firm}公布的财报显示，第{quarter}季度营收{money}亿元，同比{move}{percent}%，净利润{dead}亿元。",
    "世界卫生组织{day}日通报，{place}新增{money}例确诊病例，{dead}人死亡，累计{points}例。",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the memories, ask them, print the table."""
    options = _options(arguments)
    table = Table("", *(f"{size:,}" for size in options.segments))
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        columns = [measured(Path(name) / f"{size}.db", size, options.text) for size in options.segments]
    for what in columns[0]:
        table.add_row(what, *(column[what] for column in columns))
    Console(width=100).print(table)


def measured(path: Path, size: int, text: Path | None) -> dict[str, str]:
    """One column of the table."""
    began = time.monotonic()
    real = _lines(text)
    known = list(islice(sentences(random.Random(1), real), size))
    indexing = build(path, known)
    column = {
        "file, MB": f"{path.stat().st_size / 1e6:,.0f}",
        "of it for near repeats": f"{_index_bytes(path) / 1e6:,.0f}",
        "built in, s": f"{time.monotonic() - began:.0f}",
        "index kept up, µs a sentence": f"{indexing / size * 1e6:.0f}",
    }
    chance = random.Random(2)
    asked = chance.sample(known, WARM_UP + QUESTIONS // 2)
    asked += chance.sample(known[: len(real)] or known, QUESTIONS // 2)
    changed = [altered(zh, chance, known) for zh in asked]
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:  # with none of the sentences in it
        answers = fresh.submit(ask, path, asked, changed).result()
    column |= answers.times
    column["memory of the process that asks, MB"] = f"{answers.megabytes:.0f}"
    column["best five found, comparing with all"] = _recall(known, changed, answers.ratios)
    column["index made anew for an old file, s"] = f"{_filled(path):.0f}"
    return column


@dataclass(frozen=True, slots=True)
class Answers:
    """What asking a memory gave: rows of the table, the ratios found for each question, peak memory."""

    times: dict[str, str]
    ratios: list[list[float]]
    megabytes: float


def ask(path: Path, zhs: Sequence[str], changed: Sequence[str]) -> Answers:
    """Exact questions about ``zhs``, near ones about ``changed``, each timed."""
    ratios: list[list[float]] = []
    with Memory.open(path) as memory:
        times = {
            **_row("approved", memory.approved, [[zh] for zh in zhs]),
            **_row("repeats", memory.repeats, zhs),
            **_row("drafts", memory.drafts, [[draft_key(zh)] for zh in zhs]),
            **_row("near", lambda zh: ratios.append([each.ratio for each in memory.near(zh)]), changed),
        }
    return Answers(times, ratios, _peak())


def _peak() -> float:
    """Megabytes that this process had at most; ``getrusage`` counts those of the process that started it (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _filled(path: Path) -> float:
    """How long the index takes for a file that has none yet."""
    db = sqlite3.connect(path, isolation_level=None)
    for table in ("near_blocks", "near_grams", "near_sentences", "pairs"):
        db.execute(f"DROP TABLE {table}")
    db.execute("CREATE INDEX approvals_length ON approvals(length(zh), zh)")
    db.execute("DROP INDEX segments_skeleton")
    db.execute("ALTER TABLE segments DROP COLUMN skeleton")
    db.execute(f"PRAGMA user_version = {schema.MIGRATIONS.index(near_index.TABLES)}")
    db.close()
    began = time.monotonic()
    Memory.open(path).close()
    return time.monotonic() - began


def sentences(chance: random.Random, real: Sequence[str] = ()) -> Iterator[str]:
    """Sentences that news could have, each once, without end; the ``real`` ones first."""
    seen: set[str] = set()
    weights = dictionary().weights
    words = [word for word in sorted(weights) if is_han(word)]
    shares = list(accumulate(exp(weights[word]) for word in words))
    yield from (zh for zh in real if zh not in seen and not seen.add(zh))  # type: ignore[func-returns-value]
    while True:
        report = _report(chance)
        drawn = "".join(chance.choices(words, cum_weights=shares, k=chance.randint(6, 24))) + "。"
        for zh in (report, drawn):
            if zh not in seen:
                seen.add(zh)
                yield zh


def _report(chance: random.Random) -> str:
    return chance.choice(REPORTS).format(
        place=chance.choice(PLACES.split()),
        place2=chance.choice(PLACES.split()),
        firm=chance.choice(FIRMS.split()),
        move=chance.choice(("上涨", "下跌")),
        hour=chance.randint(10, 16),
        day=chance.randint(1, 31),
        percent=chance.randint(1, 999) / 100,
        points=f"{chance.randint(10_000, 999_999) / 100:.2f}",
        money=chance.randint(2, 99_999),
        degrees=chance.randint(-20, 40),
        wind=chance.randint(1, 9),
        dead=chance.randint(2, 999),
        quarter=chance.randint(1, 4),
    )


def altered(zh: str, chance: random.Random, known: Sequence[str]) -> str:
    """The sentence with one stretch replaced, or some characters here and there: a tenth to a quarter of it."""
    size = max(1, int(len(zh) * chance.uniform(0.1, 0.25)))
    other = chance.choice(known)
    if chance.random() < 0.5:
        at = chance.randrange(max(1, len(zh) - size))
        return zh[:at] + other[: chance.randint(0, size)] + zh[at + size :]
    made = list(zh)
    for at in chance.sample(range(len(made)), size):
        made[at] = chance.choice(other)
    return "".join(made)


def build(path: Path, known: Sequence[str]) -> float:
    """A memory in which a person approved each sentence; the seconds that went into the index of near repeats."""
    Memory.open(path).close()
    db = schema.connect(path, 10)
    indexing = 0.0
    for start in range(0, len(known), 1000 * ARTICLE):
        with schema.transaction(db):
            for at in range(start, min(start + 1000 * ARTICLE, len(known)), ARTICLE):
                rows = _article(db, at, known[at : at + ARTICLE])
                began = time.perf_counter()
                for row in rows:
                    near_index.add(db, row.zh, row.zh_hash)
                indexing += time.perf_counter() - began
    db.close()
    return indexing


def _article(db: sqlite3.Connection, at: int, zhs: Sequence[str]) -> list[SegmentRow]:
    """An article of these sentences, all approved, a paragraph each, with drafts."""
    id_ = f"news-{at // ARTICLE}"
    head = (id_, f"{id_}.md", "", zhs[0], AT, "", "[]", "", "made-up/1", "g", "s")
    db.execute(f"INSERT INTO articles VALUES ({','.join('?' * len(head))})", head)
    blocks = [BlockRow(id_, f"p{n:02}", n, "paragraph", zh, "[]", 0) for n, zh in enumerate(zhs)]
    rows = [_segment(id_, n, zh) for n, zh in enumerate(zhs)]
    tables.sync(db, BlockRow, {}, blocks)
    tables.sync(db, SegmentRow, {}, rows)
    tables.put_drafts(db, {row.draft: Draft(row.en, "engine", "made-up/1") for row in rows}, "run")
    for row in rows:
        tables.stand(db, row, "Ann", AT)
    return rows


def _segment(article: str, number: int, zh: str) -> SegmentRow:
    return SegmentRow(
        article=article, id=f"p{number:02}.s01", block=f"p{number:02}", ordinal=number, start=0, kind="paragraph",
        zh=zh, zh_hash=sentence_hash(zh), state="approved", draft=draft_key(zh), en=f"English of {len(zh)}.",
        origin="human", engine="", redecoded=0, blockers=0, warnings=0, notes=0, findings="[]", locks="[]", held="[]",
    )  # fmt: skip


def _recall(known: Sequence[str], changed: Sequence[str], found: Sequence[list[float]]) -> str:
    """Of the best five by comparing with all: how many are there, counted by ratio."""
    wanted = right = 0
    for zh, ratios in list(zip(changed, found, strict=True))[:: max(1, len(changed) // COMPARED)]:
        best = process.extract(
            zh, known, scorer=Levenshtein.normalized_similarity, score_cutoff=LEAST, limit=6
        )
        truth = [ratio for text, ratio, _ in best if text != zh][:5]
        wanted += len(truth)
        right += sum(abs(a - b) < 1e-9 for a, b in zip(truth, ratios, strict=False))
    return f"{right} of {wanted}"


def _row(name: str, ask: Callable[[Any], object], what: Sequence[object]) -> dict[str, str]:
    """How long the questions took after the warm-up: half of them, and 95%, took no longer."""
    wall, processor = [], []
    for each in what:
        began, worked = time.perf_counter(), time.process_time()
        ask(each)
        processor.append(time.process_time() - worked)
        wall.append(time.perf_counter() - began)
    return {f"{name}, ms: median, 95%": _shares(wall), f"{name}, of it processor": _shares(processor)}


def _shares(times: Sequence[float]) -> str:
    ordered = sorted(times[WARM_UP:])
    return f"{statistics.median(ordered) * 1000:.2f}, {ordered[int(len(ordered) * 0.95)] * 1000:.2f}"


def _index_bytes(path: Path) -> int:
    """What the tables of near repeats hold; the pages that they fill are somewhat more."""
    db = sqlite3.connect(path)
    (texts,) = db.execute("SELECT sum(length(CAST(zh AS BLOB)) + 24) FROM near_sentences").fetchone()
    (pairs,) = db.execute("SELECT sum(length(places) + 12) FROM near_grams").fetchone()
    db.close()
    return int(texts or 0) + int(pairs or 0)


def _lines(text: Path | None) -> list[str]:
    return text.read_text(encoding="utf-8").split("\n") if text else []


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--segments", type=int, nargs="+", default=SIZES)
    parser.add_argument("--text", type=Path, help="real sentences that come in as well, one a line")
    parser.add_argument("--folder", type=Path, default=None, help="where the files are made (and removed)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
