"""The English of a block, and which of its Chinese links and emphasis fall on which English words.

Nobody aligns words here; two rules place a mark without a guess. A mark over a whole sentence (but for its
punctuation) lies over the whole of its English. A mark over exactly what a lock holds lies over what holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from translate.model import Block, Mark, MarkKind, Row
from translate.publish.model import Left
from translate.review.links import safe_link
from translate.review.tally import held_locks

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class English:
    """A block's English with its marks, and the links that none of them carries."""

    text: str
    marks: tuple[Mark, ...]
    links: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence with where its English begins in the block's, and how much was stripped from its head."""

    row: Row
    en: str
    start: int
    stripped: int


def safe_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks with every address made safe; links that lead nowhere safe are left out."""
    return tuple(_safe(marks))


def _safe(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if mark.kind is not MarkKind.LINK:
            yield mark
        elif link := safe_link(mark.href):
            yield replace(mark, href=link.href)


def english_of(block: Block, rows: Sequence[Row]) -> English:
    """The English of a block; ``rows`` are its sentences in order, ``block.marks`` are safe already."""
    pieces = tuple(_pieces(rows))
    text = " ".join(piece.en for piece in pieces)
    placed = {mark: tuple(_joined(_placed(mark, pieces))) for mark in block.marks}
    marks = tuple(
        replace(mark, start=start, end=end) for mark, spans in placed.items() for start, end in spans
    )
    carried = {mark.href for mark in marks if mark.kind is MarkKind.LINK}
    return English(text, marks, tuple(_left(block, carried)))


def _pieces(rows: Iterable[Row]) -> Iterator[_Piece]:
    start = 0
    for row in rows:
        en = row.draft.en.strip()
        if en:
            yield _Piece(row, en, start, len(row.draft.en) - len(row.draft.en.lstrip()))
            start += len(en) + 1


def _placed(mark: Mark, pieces: Iterable[_Piece]) -> Iterator[tuple[int, int]]:
    for piece in pieces:
        segment = piece.row.segment
        start = max(mark.start - segment.start, 0)
        end = min(mark.end - segment.start, len(segment.zh))
        if start >= end:
            continue
        if not _WORD.search(segment.zh[:start] + segment.zh[end:]) and _WORD.search(segment.zh[start:end]):
            yield piece.start, piece.start + len(piece.en)
        elif mark.kind is not MarkKind.KEEP:
            yield from _held(piece, start, end)


def _held(piece: _Piece, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What holds the lock that is exactly the Chinese of ``[start, end)``; its first holder, if it has several."""
    zh = piece.row.segment.zh[start:end]
    start += len(zh) - len(zh.lstrip())
    kept = held_locks(piece.row)
    for span in piece.row.held:
        lock = piece.row.locks[span.lock]
        if span.lock in kept and (lock.start, lock.end) == (start, start + len(zh.strip())):
            by = piece.start - piece.stripped
            first, last = max(by + span.start, piece.start), min(by + span.end, piece.start + len(piece.en))
            if first < last:
                yield first, last
            return


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans with only a space between them made one: a link over two sentences is one link."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start == last[1] + 1:
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _left(block: Block, carried: set[str]) -> Iterator[Left]:
    seen = set(carried)
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.href not in seen:
            seen.add(mark.href)
            link = safe_link(mark.href)
            if link:
                yield Left(link.href, link.host, block.zh[mark.start : mark.end].strip())
