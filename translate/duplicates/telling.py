"""The tellings of a story as they are compared: what decides whether two are one, and which of them counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from rapidfuzz.distance import Levenshtein

from translate.duplicates.shelf import Shelf
from translate.duplicates.sketch import SHORTEST
from translate.model import Article, Copy

# Share of characters that must agree. Papers cut a line or change a word of a wire report; the next day's report on
# the same matter shares less, and if it shares more (exchange rates, weather), its numbers differ: see _same_numbers.
NEAR = 0.9
OLDER = "older version"  # of an article that is there: changes nothing, and is no copy
SAME_PAGE = 0.5  # two texts at nearly the same address are versions of one page if they share this much
_FULLER = 1.02
_MOST_APART = timedelta(days=7)
_NUMBER = re.compile(r"\d+|[零〇一二三四五六七八九十百千万亿两]+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that was read and is not translated, why, and the id of the one that stands for it."""

    source: str
    url: str
    of: str
    why: str  # "same text", "same text, fuller" (than one that has a page), "same address" or "older version"


@dataclass(slots=True)
class Telling:
    """One article as it was read or stored: the little that decides, the rest is on the shelf."""

    shelf: Shelf
    place: int
    id: str
    source: str
    url: str
    date: datetime | None
    copies: tuple[Copy, ...]
    stored: bool  # its id has a page: people may have worked on it, so it never becomes a copy
    address: str
    reading: str = ""
    same: bool = False  # its page was made from just this reading

    @property
    def article(self) -> Article:
        """The whole article."""
        return self.shelf.article(self.place)

    @property
    def text(self) -> str:
        """What its copies share, as :func:`translate.duplicates.sketch.story` gives it."""
        return self.shelf.text(self.place)


@dataclass(slots=True)
class Story:
    """The telling that is translated, and the others."""

    head: Telling
    read: bool  # in this run; else only the memory knows it
    copies: list[Copy]
    dropped: list[Duplicate] = field(default_factory=list)  # of which article is told at the end
    number: int = 0


def is_fuller(new: Telling, head: Telling) -> bool:
    return len(new.text) > len(head.text) * _FULLER


def is_older(date: datetime | None, other: datetime | None) -> bool:
    """Whether both dates are known and the first is the older."""
    return date is not None and other is not None and date < other


def age(telling: Telling) -> datetime:
    """The date, the greater the newer; without one it is older than any."""
    return telling.date or datetime.min.replace(tzinfo=UTC)


def later_counts(new: Telling, head: Telling) -> bool:
    """Whether the one that was read later is the newer one, where no date tells: at the very same address it is."""
    return new.id == head.id or new.date is None


def near(one: Telling, other: Telling) -> bool:
    """Whether two texts are one story, as a paper prints a wire report: nearly all characters, the same numbers."""
    if min(len(one.text), len(other.text)) < SHORTEST:
        return False
    dates = one.date, other.date
    if dates[0] and dates[1] and abs(dates[0] - dates[1]) > _MOST_APART:
        return False
    return similarity(one, other, NEAR) >= NEAR and _same_numbers(one.text, other.text)


def similarity(one: Telling, other: Telling, least: float) -> float:
    """The Levenshtein ratio, 0 where it is below ``least``: that is known sooner."""
    return Levenshtein.normalized_similarity(one.text, other.text, score_cutoff=least)


def _same_numbers(one: str, other: str) -> bool:
    """Whether the shorter text has no number that the longer has not: yesterday's exchange rate is no copy."""
    shorter, longer = sorted((one, other), key=len)
    return Counter(_NUMBER.findall(shorter)) <= Counter(_NUMBER.findall(longer))
