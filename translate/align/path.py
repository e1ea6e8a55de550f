"""The best way through the table of two texts, and how sure each step of it is."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from math import exp, log

from translate.align.band import Band
from translate.align.score import IMPOSSIBLE, SHAPES, Score


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of the way: sentences taken of each side up to ``zh`` and ``en``; ``sure`` as a probability."""

    shape: int
    zh: int
    en: int
    sure: float
    score: float


def best_path(band: Band, score: Score) -> list[Step]:
    """The steps of the likeliest way, by dynamic programming, each with its posterior (forward and backward sums)."""
    table = _table(band, score)
    backs, inside = _forward(band, table)
    outside = _backward(band, table)
    i, j = len(band.low) - 1, band.high[-1]
    whole = inside[i][j - band.low[i]]
    steps = []
    while i or j:
        at = j - band.low[i]
        shape = backs[i][at]
        a, b, _ = SHAPES[shape]
        own = table[i][at * len(SHAPES) + shape]
        before = inside[i - a][j - b - band.low[i - a]]
        steps.append(Step(shape, i, j, min(1.0, exp(min(0.0, before + own + outside[i][at] - whole))), own))
        i, j = i - a, j - b
    return steps[::-1]


# For each number of Chinese sentences, the numbers of its places one after another: arrays, since a list of a book's
# would take gigabytes.
_Rows = list["array[float]"]


def _table(band: Band, score: Score) -> _Rows:
    """The scores of all shapes that end at each place."""
    table: _Rows = []
    for i, low in enumerate(band.low):
        row: array[float] = array("d")
        for j in range(low, band.high[i] + 1):
            row.extend(score(i, j))
        table.append(row)
    return table


def _forward(band: Band, table: _Rows) -> tuple[list[bytearray], _Rows]:
    """For each place the last shape of the best way to it, and the log of the sum over all ways to it."""
    best: _Rows = []
    sums: _Rows = []
    backs: list[bytearray] = []
    shapes = [(shape, a, b) for shape, (a, b, _) in enumerate(SHAPES)]
    for i, scores in enumerate(table):
        low, places = band.low[i], len(scores) // len(SHAPES)
        best.append(array("d", [IMPOSSIBLE]) * places)
        sums.append(array("d", [IMPOSSIBLE]) * places)
        backs.append(bytearray(places))
        if not i and not low:
            best[0][0] = sums[0][0] = 0.0
        for at in range(0 if i or low else 1, places):
            top, ways = IMPOSSIBLE, []
            for shape, a, b in shapes:
                own = scores[at * len(SHAPES) + shape]
                if a > i or own <= IMPOSSIBLE:
                    continue
                place = at + low - b - band.low[i - a]
                if place < 0 or place >= len(best[i - a]):
                    continue
                ways.append(sums[i - a][place] + own)
                if (total := best[i - a][place] + own) > top:
                    top = total
                    backs[i][at] = shape
            best[i][at] = top
            sums[i][at] = _log_sum(ways)
    return backs, sums


def _backward(band: Band, table: _Rows) -> _Rows:
    """For each place the log of the sum over all ways from it to the end."""
    sums: _Rows = [array("d", [IMPOSSIBLE]) * (len(row) // len(SHAPES)) for row in table]
    last = len(table) - 1
    shapes = [(shape, a, b) for shape, (a, b, _) in enumerate(SHAPES)]
    sums[last][-1] = 0.0
    for i in range(last, -1, -1):
        row = sums[i]
        for at in range(len(row) - (2 if i == last else 1), -1, -1):
            ways = []
            for shape, a, b in shapes:
                if i + a > last:
                    continue
                place = at + band.low[i] + b - band.low[i + a]
                if 0 <= place < len(sums[i + a]):
                    own = table[i + a][place * len(SHAPES) + shape]
                    if own > IMPOSSIBLE:
                        ways.append(sums[i + a][place] + own)
            row[at] = _log_sum(ways)
    return sums


def _log_sum(ways: list[float]) -> float:
    if not ways:
        return IMPOSSIBLE
    top = max(ways)
    return top + log(sum([exp(way - top) for way in ways])) if top > IMPOSSIBLE / 2 else top
