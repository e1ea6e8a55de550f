"""How much was translated, by day, week and month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from translate.memory.figures import Day

UNDATED = "no date"


@dataclass(frozen=True, slots=True)
class Volume:
    """Articles, segments and characters of Chinese that were published in a period."""

    period: str
    articles: int
    segments: int
    characters: int


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


PERIODS: Mapping[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": _week,
    "month": lambda day: f"{day:%Y-%m}",
}


def volume(days: Iterable[Day], by: str) -> tuple[Volume, ...]:
    """The days summed up by one of ``PERIODS``, the newest first, articles without a date last.

    >>> days = [Day("2026-01-04", 1, 10, 200), Day("2026-01-05", 2, 5, 90), Day("2026-01-11", 1, 1, 9)]
    >>> [(each.period, each.articles, each.characters) for each in volume(days, "week")]
    [('2026-W02', 3, 99), ('2026-W01', 1, 200)]
    """
    found: dict[str, Volume] = {}
    for day in days:
        period = PERIODS[by](date.fromisoformat(day.day)) if day.day else UNDATED
        had = found.get(period, Volume(period, 0, 0, 0))
        found[period] = Volume(
            period,
            had.articles + day.articles,
            had.segments + day.segments,
            had.characters + day.characters,
        )
    return tuple(
        sorted(
            sorted(found.values(), key=lambda each: each.period, reverse=True),
            key=lambda each: each.period == UNDATED,
        )
    )
