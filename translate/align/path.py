"""The best way through the table of two texts, and how sure each step of it is."""

from __future__ import annotations

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
    table = [[score(i, j) for j in range(low, band.high[i] + 1)] for i, low in enumerate(band.low)]
    table[0][0] = [0.0] + [IMPOSSIBLE] * (len(SHAPES) - 1)
    backs, inside = _forward(band, table)
    outside = _backward(band, table)
    i, j = len(band.low) - 1, band.high[-1]
    whole = inside[i][j - band.low[i]]
    steps = []
    while i or j:
        shape = backs[i][j - band.low[i]]
        a, b, _ = SHAPES[shape]
        own = table[i][j - band.low[i]][shape]
        before = inside[i - a][j - b - band.low[i - a]]
        after = outside[i][j - band.low[i]]
        steps.append(Step(shape, i, j, min(1.0, exp(min(0.0, before + own + after - whole))), own))
        i, j = i - a, j - b
    return steps[::-1]


_Rows = list[list[float]]


def _forward(band: Band, table: list[list[list[float]]]) -> tuple[list[list[int]], _Rows]:
    """For each place the last shape of the best way to it, and the log of the sum over all ways to it."""
    best: _Rows = []
    sums: _Rows = []
    backs: list[list[int]] = []
    for i, row in enumerate(table):
        low = band.low[i]
        best.append([IMPOSSIBLE] * len(row))
        sums.append([IMPOSSIBLE] * len(row))
        backs.append([0] * len(row))
        for at, scores in enumerate(row):
            j = at + low
            if not i and not j:
                best[0][0] = sums[0][0] = 0.0
                continue
            top, ways = IMPOSSIBLE, []
            for shape, (a, b, _) in enumerate(SHAPES):
                own = scores[shape]
                if a > i or own <= IMPOSSIBLE:
                    continue
                place = j - b - band.low[i - a]
                if place < 0 or place >= len(best[i - a]):
                    continue
                ways.append(sums[i - a][place] + own)
                if (total := best[i - a][place] + own) > top:
                    top = total
                    backs[i][at] = shape
            best[i][at] = top
            sums[i][at] = _log_sum(ways)
    return backs, sums


def _backward(band: Band, table: list[list[list[float]]]) -> _Rows:
    """For each place the log of the sum over all ways from it to the end."""
    sums: _Rows = [[IMPOSSIBLE] * len(row) for row in table]
    last = len(table) - 1
    for i in range(last, -1, -1):
        for at in range(len(table[i]) - 1, -1, -1):
            j = at + band.low[i]
            if i == last and j == band.high[last]:
                sums[i][at] = 0.0
                continue
            ways = []
            for shape, (a, b, _) in enumerate(SHAPES):
                if i + a > last:
                    continue
                place = j + b - band.low[i + a]
                if 0 <= place < len(table[i + a]) and (own := table[i + a][place][shape]) > IMPOSSIBLE:
                    ways.append(sums[i + a][place] + own)
            sums[i][at] = _log_sum(ways)
    return sums


def _log_sum(ways: list[float]) -> float:
    if not ways:
        return IMPOSSIBLE
    top = max(ways)
    return top + log(sum([exp(way - top) for way in ways])) if top > IMPOSSIBLE / 2 else top
