"""What one line of a benchmark's table says, and how two ways of doing a thing are compared fairly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """``what`` was measured, the figure as it is printed, what is aimed at, and in whose units or on what."""

    what: str
    figure: str
    goal: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long the other way took: the median of the pairs, the least and the most."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f} to {self.most:.2f})"


def compare(ours: Callable[[], object], other: Callable[[], object], *, pairs: int = 5) -> Ratio:
    """Seconds of ``other`` for one of ``ours``, each run ``pairs`` times in turn: ABBA, so that a machine that
    slows down (others share it) is held against neither."""
    ratios = []
    for turn in range(pairs):
        first, second = (ours, other) if turn % 2 == 0 else (other, ours)
        took = {first: seconds(first)}
        took[second] = seconds(second)
        ratios.append(took[other] / took[ours])
    return Ratio(median(ratios), min(ratios), max(ratios))


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    began = perf_counter()
    work()
    return perf_counter() - began
