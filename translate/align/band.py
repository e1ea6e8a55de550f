"""Which places of the table of two texts are looked at: a band along what they surely share, for a linear cost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from translate.align.evidence import Evidence, Feature

WIDTH = 12  # English sentences on each side of the expected one
_WIDEST = 200  # more, where one language leaves out much between two anchors
_RARE = 2  # a feature that is in so few sentences of each side tells places
_SCATTERED = 8  # one that is in no more than this does too, between sentences that lie near the diagonal
_CORRIDOR = 0.1  # of the English: what is near
_LIGHTEST = 2.0  # nats that two sentences must share for an anchor


@dataclass(frozen=True, slots=True)
class Band:
    """For each number of Chinese sentences, the first and the last number of English ones that are looked at."""

    low: tuple[int, ...]
    high: tuple[int, ...]


def full(zh: int, en: int) -> Band:
    """Every place."""
    return Band((0,) * (zh + 1), (en,) * (zh + 1))


def band(evidence: Evidence, width: int = WIDTH) -> Band:
    """A band of ``width`` around the chain of anchors, wider where anchors are far from each other's diagonal."""
    zh, en = len(evidence.zh), len(evidence.en)
    if zh <= 2 * width or en <= 2 * width:
        return full(zh, en)
    points = [(0, 0), *((i + 1, j + 1) for i, j in _chain(_anchors(evidence))), (zh, en)]
    low, high = [0] * (zh + 1), [0] * (zh + 1)
    for (i1, j1), (i2, j2) in pairwise(points):
        slack = width + min(_WIDEST, abs((j2 - j1) - (i2 - i1)))
        for i in range(i1, i2 + 1):
            middle = j1 + (j2 - j1) * (i - i1) // max(1, i2 - i1)
            before, after = max(0, middle - slack), min(en, middle + slack)
            low[i] = before if i != i1 or not i else min(low[i], before)
            high[i] = max(high[i], after)
    low[0], high[zh] = 0, en
    return _walkable(low, high, en)


def _walkable(low: list[int], high: list[int], en: int) -> Band:
    """Neither edge ever goes back, and each row reaches the next: a path from end to end exists."""
    for i in range(len(low) - 2, -1, -1):
        low[i] = min(low[i], low[i + 1])
        high[i] = max(high[i], low[i + 1])
    for i in range(1, len(high)):
        high[i] = max(high[i], high[i - 1])
    return Band(tuple(low), tuple(min(en, h) for h in high))


def _anchors(evidence: Evidence) -> list[tuple[int, int, float]]:
    """(Chinese sentence, English sentence, nats) of pairs that share something rare, or rare in their part."""
    zh, en = _places(evidence.zh), _places(evidence.en)
    slope = len(evidence.en) / len(evidence.zh)
    near = _CORRIDOR * len(evidence.en)
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for feature, ours in zh.items():
        theirs = en.get(feature, ())
        most = max(len(ours), len(theirs))
        if most > _SCATTERED:
            continue
        for i in ours:
            for j in theirs:
                if most <= _RARE or abs(i * slope - j) <= near:
                    weights[i, j] += evidence.both[feature] / min(most, _RARE)
    return sorted((i, j, weight) for (i, j), weight in weights.items() if weight >= _LIGHTEST)


def _places(features: Sequence[frozenset[Feature]]) -> dict[Feature, list[int]]:
    places: dict[Feature, list[int]] = {}
    for number, found in enumerate(features):
        for feature in found:
            places.setdefault(feature, []).append(number)
    return places


def _chain(anchors: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest chain of anchors that rises on both sides; n log n, by a staircase of the best totals so far."""
    ends: list[int] = []  # English places, rising, with totals rising too
    totals: list[float] = []
    holders: list[int] = []
    before: list[int] = []
    at = 0
    while at < len(anchors):
        row = at
        while at < len(anchors) and anchors[at][0] == anchors[row][0]:
            at += 1
        made = []
        for number in range(row, at):
            _, j, weight = anchors[number]
            step = bisect_left(ends, j) - 1
            before.append(holders[step] if step >= 0 else -1)
            made.append((j, weight + (totals[step] if step >= 0 else 0.0), number))
        for j, total, number in made:
            step = bisect_left(ends, j)
            if (step and totals[step - 1] >= total) or (
                step < len(ends) and ends[step] == j and totals[step] >= total
            ):
                continue
            stop = step
            while stop < len(ends) and totals[stop] <= total:
                stop += 1
            ends[step:stop], totals[step:stop], holders[step:stop] = [j], [total], [number]
    chain, number = [], holders[-1] if holders else -1
    while number >= 0:
        chain.append(anchors[number][:2])
        number = before[number]
    return chain[::-1]


def within(evidence: Evidence, band: Band) -> Evidence:
    """The evidence without features that the other side does not have anywhere near: they tell nothing of places."""
    zh, en = _places(evidence.zh), _places(evidence.en)
    low, high = band.low, band.high

    def some(places: list[int], first: int, last: int) -> bool:
        at = bisect_left(places, first)
        return at < len(places) and places[at] <= last

    ours = [
        frozenset(f for f in features if some(en.get(f, []), low[i], high[i + 1] - 1))
        for i, features in enumerate(evidence.zh)
    ]
    theirs = [
        frozenset(
            f for f in features if some(zh.get(f, []), bisect_left(high, j + 1) - 1, bisect_right(low, j) - 1)
        )
        for j, features in enumerate(evidence.en)
    ]
    return Evidence(tuple(ours), tuple(theirs), evidence.both, evidence.alone)
