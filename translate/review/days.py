"""The articles of an index by the day of their date, in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from translate.review.index import Totals, totals
from translate.review.index_rows import Line
from translate.review.words import MONTHS, WEEKDAYS

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that has articles. ``key`` is its date, or :data:`UNDATED`; ``weekday`` 1 is Monday, 0 none."""

    key: str
    lines: tuple[Line, ...]
    totals: Totals

    @property
    def date(self) -> date | None:
        """The day, ``None`` for articles without a date."""
        return None if self.key == UNDATED else date.fromisoformat(self.key)

    @property
    def href(self) -> str:
        """The address of its first page, beside the index."""
        return day_file(self.key)

    @property
    def heading(self) -> str:
        """``Tuesday, November 24, 2026``."""
        day = self.date
        if day is None:
            return "Without a date"
        return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"

    @property
    def label(self) -> str:
        """What stands for it in its month."""
        return str(self.date.day) if self.date else "–"

    @property
    def weekday(self) -> int:
        """1 is Monday; 0: it has none."""
        return self.date.isoweekday() if self.date else 0

    @property
    def words(self) -> str:
        """The day and its counts in words."""
        return f"{self.heading}: {_counts(self.totals)}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has articles, its days from the first to the last."""

    label: str
    words: str
    days: tuple[Day, ...]


def day_file(key: str, part: int = 1) -> str:
    """The name of a day's page. No article's: those end in eight hexadecimal digits (``article_id``).

    >>> day_file("2026-11-24"), day_file("2026-11-24", 2)
    ('day-2026-11-24.html', 'day-2026-11-24.2.html')
    """
    return f"day-{key}.html" if part == 1 else f"day-{key}.{part}.html"


def by_day(lines: Iterable[Line]) -> tuple[Day, ...]:
    """The lines by their day, the newest day first, those without a date last; within a day as given."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.day or UNDATED, []).append(line)
    dated = sorted(found.keys() - {UNDATED}, reverse=True)
    keys = [*dated, UNDATED] if UNDATED in found else dated
    return tuple(Day(key, tuple(found[key]), totals([line.entry for line in found[key]])) for key in keys)


def by_month(days: Sequence[Day]) -> tuple[Month, ...]:
    """The days by their month, the newest month first."""
    months = groupby(days, key=lambda day: day.key if day.key == UNDATED else day.key[:7])
    return tuple(_month(tuple(found)) for _, found in months)


def _month(days: tuple[Day, ...]) -> Month:
    first = days[0].date
    label = f"{MONTHS[first.month - 1]} {first.year}" if first else "Without a date"
    sums = totals([line.entry for day in days for line in day.lines])
    return Month(label, _counts(sums), days[::-1])


def _counts(sums: Totals) -> str:
    share = f", {100 * sums.approved // sums.segments}% approved" if sums.approved and sums.segments else ""
    return f"{_many(sums.articles, 'article')}, {_many(sums.blockers, 'blocker')}{share}"


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
