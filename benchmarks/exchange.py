"""How fast articles go out and in: ``python -m benchmarks.exchange [--segments N] [--tmx MB]``, two minutes without.

Each format in a process of its own, so that the peak of its memory is its own. The sentences are made up (seeded by
their number), in articles of 50, a third of them edited and a third approved; they are stored in a memory, written
with ``duizhao export``'s own functions, one file an article (TMX: one file for all), and read back into the same
memory, where every one must be found unchanged. Segments a second are of the wall clock, one run; the peak
(ru_maxrss) is of the process for filling the memory and both ways: the row "nothing" is one with the modules alone.

``--tmx MB`` makes a foreign TMX of that size and imports it as approved pairs, again in a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from translate.exchange.formats import FORMATS, TMX, named
from translate.exchange.round_trip import export, export_memory, import_file
from translate.memory import Action, Change, Memory
from translate.model import (
    Article,
    Block,
    BlockKind,
    Draft,
    Row,
    Segment,
    Signature,
    TranslatedArticle,
)
from translate.output import write_bytes, write_pieces

SEGMENTS = 10_000
_ARTICLE = 50  # segments
_KILOBYTES = 1024 if sys.platform != "darwin" else 1  # of ru_maxrss, by the system
_NOW = datetime(2025, 1, 27, tzinfo=UTC)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--segments", type=int, default=SEGMENTS)
    options.add_argument("--tmx", type=int, default=0, metavar="MB")
    given = options.parse_args()
    table = Table("format", "megabytes", "segments/s out", "segments/s in", "peak MB", "unchanged")
    for name in ("nothing", *(kind.name for kind in FORMATS)):
        table.add_row(name, *_alone(measure, name, given.segments))
    Console().print(table)
    if given.tmx:
        table = Table("foreign TMX", "pairs", "seconds", "pairs/s", "peak MB")
        table.add_row(f"{given.tmx:,} MB", *_alone(measure_foreign, given.tmx))
        Console().print(table)


def _alone(job: object, *arguments: object) -> list[str]:
    """What a function of this module gives, in a fresh process and folder."""
    with tempfile.TemporaryDirectory() as folder, get_context("spawn").Pool(1) as pool:
        row: list[str] = pool.apply(job, (*arguments, Path(folder)))  # type: ignore[arg-type]
        return row


def measure(name: str, segments: int, folder: Path) -> list[str]:
    """One row of the table without the format's name. Exits with an error where a sentence comes back changed."""
    if name == "nothing":
        return ["", "", "", _peak(), ""]
    with Memory.open(folder / "memory.db") as memory:
        ids = fill(memory, segments)
        begin = time.perf_counter()
        paths = _out(memory, ids, name, folder / "out")
        out = time.perf_counter() - begin
        begin = time.perf_counter()
        imported = [import_file(memory, path, "Mei", _NOW) for path in paths]
        back = time.perf_counter() - begin
    same = sum(each.same for each in imported)
    if same != segments or any(each.verdicts for each in imported):
        raise SystemExit(f"{name}: {same} of {segments} came back as they were")
    size = sum(path.stat().st_size for path in paths) / 1e6
    return [f"{size:.1f}", f"{segments / out:,.0f}", f"{segments / back:,.0f}", _peak(), f"{same:,}"]


def _out(memory: Memory, ids: list[str], name: str, folder: Path) -> list[Path]:
    kind = named(name)
    if kind is TMX:
        write_pieces(folder / "memory.tmx", export_memory(memory, drafts=True))
        return [folder / "memory.tmx"]
    paths = [folder / f"{id_}{kind.ending}" for id_ in ids]
    for id_, path in zip(ids, paths, strict=True):
        write_bytes(path, export(memory, id_, kind))
    return paths


def measure_foreign(megabytes: int, folder: Path) -> list[str]:
    """The row of a TMX of others: pairs, seconds, pairs a second, peak memory."""
    path = folder / "agency.tmx"
    write_pieces(path, _foreign(megabytes * 1_000_000))
    with Memory.open(folder / "memory.db") as memory:
        begin = time.perf_counter()
        pairs = import_file(memory, path, "Mei", _NOW, approved=True).pairs
        seconds = time.perf_counter() - begin
    return [f"{pairs.added:,}", f"{seconds:.0f}", f"{pairs.added / seconds:,.0f}", _peak()]


def _foreign(size: int) -> Iterator[bytes]:
    yield b'<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="zh-CN"/><body>\n'
    written = number = 0
    while written < size:
        number += 1
        text = (
            f'<tu tuid="{number}"><prop type="domain">news</prop><tuv xml:lang="zh-CN"><seg>{_zh(number)}</seg></tuv>'
            f'<tuv xml:lang="en-US"><seg>{_en(number)}</seg></tuv></tu>\n'
        ).encode()
        written += len(text)
        yield text
    yield b"</body></tmx>\n"


def fill(memory: Memory, segments: int) -> list[str]:
    """Stores so many sentences in articles; a third are edited, a third approved. The ids of the articles."""
    ids = []
    for first in range(0, segments, _ARTICLE):
        result = _article(f"a{first // _ARTICLE:05}", range(first, min(first + _ARTICLE, segments)))
        memory.store(result, {})
        memory.change(
            [
                Change(
                    row.segment.article,
                    row.segment.id,
                    Action.EDIT,
                    "Ann",
                    _NOW,
                    f"{row.draft.en} Edited.",
                    approve=n % 3 == 1,
                )
                for n, row in enumerate(result.rows)
                if n % 3
            ]
        )
        ids.append(result.article.id)
    return ids


def _article(id_: str, numbers: range) -> TranslatedArticle:
    blocks = [Block(f"p{n:02}", BlockKind.PARAGRAPH, _zh(number)) for n, number in enumerate(numbers, 1)]
    rows = [
        Row(
            Segment(id_, block.id, f"{block.id}.s01", block.zh, 0),
            (),
            Draft(_en(number), "engine", "made up"),
        )
        for block, number in zip(blocks, numbers, strict=True)
    ]
    return TranslatedArticle(Article(id_, f"{id_}.md", tuple(blocks)), tuple(rows), Signature("", "", ""))


def _zh(number: int) -> str:
    return (
        f"第{number}家公司周一在声明中表示，其人工智能业务第{number % 97}季度收入“大幅”增长，股价随之上涨。"
    )


def _en(number: int) -> str:
    return (
        f'Company No. {number} said in a statement on Monday that the revenue of its "AI" business rose sharply in'
        f" quarter {number % 97}, and its shares followed."
    )


def _peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTES / 1e6:,.0f}"


if __name__ == "__main__":
    main()
