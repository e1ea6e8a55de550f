"""Which of the articles that are read are taken: published since a moment, and the first so many of those."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from translate.errors import DuizhaoError
from translate.ingest import Read
from translate.model import Article

_SPAN = re.compile(r"(\d+)\s*(m|h|d|w)", re.I)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class MomentError(DuizhaoError):
    """A moment that nobody can read."""


@dataclass(slots=True)
class Counts:
    """What a selection left out; it grows while articles are read."""

    older: int = 0  # published before ``since``
    undated: int = 0  # taken although they name no date
    beyond: int = 0  # after the first ``limit``, as far as they were looked at
    stopped: bool = False  # reading stopped early: how many more there are is not known


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take: articles published at ``since`` or later, and of those the first ``limit``; all without them.

    An article without a date is taken: a feed that names none is as new as the run that reads it, and news that is
    silently left out is worse than an old article that is translated. ``count`` looks at what is beyond the limit
    to say how many that are; without it reading stops there, which is what a limit is for where inputs are large.
    """

    since: datetime | None = None  # aware
    limit: int | None = None
    count: bool = True
    counts: Counts = field(default_factory=Counts, compare=False)

    def takes(self, article: Article) -> bool:
        """Whether the article is new enough."""
        return self.since is None or article.date is None or article.date >= self.since


# After the limit, so many articles more are read to say how many were left out.
MOST_COUNTED = 10_000


def select(found: Iterable[Read], selection: Selection) -> Iterator[Read]:
    """The articles that the selection takes and every fault that was met on the way, in the order read.

    Once the limit is reached nothing is read but to count, at most ``MOST_COUNTED`` articles, whose faults are not
    told; and nothing at all where the selection does not count.
    """
    counts = selection.counts
    taken = 0
    reading = iter(found)
    while selection.limit is None or taken < selection.limit:
        each = next(reading, None)
        if each is None:
            return
        if not isinstance(each, Article):
            yield each
        elif not selection.takes(each):
            counts.older += 1
        else:
            taken += 1
            counts.undated += selection.since is not None and each.date is None
            yield each
    _count_rest(reading, selection)


def _count_rest(reading: Iterator[Read], selection: Selection) -> None:
    counts = selection.counts
    for _ in range(MOST_COUNTED if selection.count else 0):
        each = next(reading, None)
        if each is None:
            return
        if isinstance(each, Article):
            if selection.takes(each):
                counts.beyond += 1
            else:
                counts.older += 1
    counts.stopped = True


def moment(text: str, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> datetime:
    """The moment that a person means, aware: ``2026-11-24``, ``2026-11-24T06:00``, ``6h``, ``2d``, ``yesterday``.

    What names no zone is in this machine's; a day is its first moment. Raises :class:`MomentError`.

    >>> moment("2d", lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)).isoformat()
    '2026-11-22T12:00:00+00:00'
    >>> moment("yesterday", lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)).isoformat()
    '2026-11-23T00:00:00+00:00'
    """
    wanted, here = text.strip().lower(), now()
    if wanted in ("today", "yesterday"):
        return _midnight(here - timedelta(days=wanted == "yesterday"))
    try:
        if span := _SPAN.fullmatch(wanted):
            return here - timedelta(**{_UNITS[span[2]]: int(span[1])})
        found = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        raise MomentError(
            f"“{text}” is no moment",
            remedy="say 2026-11-24, 2026-11-24T06:00, 6h, 2d, 1w, today or yesterday",
        ) from None
    if found.tzinfo is not None:
        return found
    return found.replace(tzinfo=here.tzinfo) if here.tzinfo is UTC else found.astimezone()


def _midnight(day: datetime) -> datetime:
    naive = datetime.combine(day.date(), time())
    return naive.replace(tzinfo=day.tzinfo) if day.tzinfo is UTC else naive.astimezone()
