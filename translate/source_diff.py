"""What makes one Chinese text into another, in pieces that a person can read: words and figures stay whole.

Levenshtein's edits, not of characters but of units: a figure, a Chinese numeral, a Latin word or one character. So
30% → 35% is told as 30 → 35, not as 0 → 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Levenshtein

_UNITS = re.compile(
    r"\d+(?:[.,:]\d+)*|[零〇一二三四五六七八九十百千万萬亿億两兩]+|[A-Za-z\u00c0-\u024f]+(?:[.'’-][A-Za-z\u00c0-\u024f]+)*|."
    r"|\n",
    re.DOTALL,
)
_ISLAND = 1  # a unit that stays between two changes is told with them: one character alone says nothing


class Op(StrEnum):
    """What becomes of a piece; the values are those of the page's script."""

    SAME = "="
    GONE = "-"
    COME = "+"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stays, goes or comes."""

    op: Op
    text: str


def source_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that make ``old`` into ``new``: what goes stands before what comes in its place.

    Pieces that stay or go, joined, are ``old``; those that stay or come are ``new``. No piece is empty and no two
    neighbours are of one kind.

    >>> [f"{piece.op}{piece.text}" for piece in source_diff("上涨30%。", "上涨35%。")]
    ['=上涨', '-30', '+35', '=%。']
    """
    before, after = _UNITS.findall(old), _UNITS.findall(new)
    runs = [
        (step.tag == "equal", before[step.src_start : step.src_end], after[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(before, after)
    ]
    told = [
        (same and not (_is_island(went) and 0 < index < len(runs) - 1), went, came)
        for index, (same, went, came) in enumerate(runs)
    ]
    return tuple(_pieces(told))


def _is_island(units: list[str]) -> bool:
    return len(units) <= _ISLAND and not any(unit[0].isdigit() for unit in units)


def _pieces(runs: Iterable[tuple[bool, list[str], list[str]]]) -> Iterator[Piece]:
    for same, group in groupby(runs, key=lambda run: run[0]):
        steps = list(group)
        gone = "".join(unit for _, went, _ in steps for unit in went)
        come = "".join(unit for _, _, came in steps for unit in came)
        if same:
            yield Piece(Op.SAME, gone)
        else:
            yield from (Piece(op, text) for op, text in ((Op.GONE, gone), (Op.COME, come)) if text)
