"""What a harvest brings: a Chinese name, its English, how often and where it was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """How a pair was found."""

    GLOSS = "gloss"  # 克莱纳曼(Kleinerman)
    NEIGHBOUR = "neighbour"  # 推特Twitter, Twitter（推特）
    MEMORY = "memory"  # what translators wrote in sentences that were approved
    LATIN = "latin"  # a Latin name without any Chinese one


class Kind(StrEnum):
    """What a name names, as far as its surroundings tell; it decides which file the entry goes to."""

    PERSON = "person"
    COMPANY = "company"
    BODY = "body"
    PLACE = "place"
    OTHER = "other"


HOME = {
    Kind.PERSON: "people.po",
    Kind.COMPANY: "companies.po",
    Kind.BODY: "agencies.po",
    Kind.PLACE: "places.po",
    Kind.OTHER: "terms.po",
}
MOST_CONTEXTS = 3


@dataclass(frozen=True, slots=True)
class Context:
    """A snippet of the Chinese that a name was seen in, on one line; ``place`` is a segment's or block's id."""

    article: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.article} {self.place} {self.text}"


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a pair was seen. ``first`` and ``last`` are dates of articles, None where none had one."""

    count: int
    articles: int
    first: date | None = None
    last: date | None = None
    contexts: tuple[Context, ...] = ()

    def __str__(self) -> str:
        """As the proposal says it.

        >>> str(Seen(7, 3, date(2025, 1, 28), date(2025, 2, 3)))
        '7 times in 3 articles, 2025-01-28…2025-02-03'
        """
        times = "once" if self.count == 1 else f"{self.count} times"
        place = "1 article" if self.articles == 1 else f"{self.articles} articles"
        if self.first is None or self.last is None:
            return f"{times} in {place}"
        span = f"{self.first}" if self.first == self.last else f"{self.first}…{self.last}"
        return f"{times} in {place}, {span}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may become an entry. ``zh`` is simplified; ``accept`` other English that a later mention may be."""

    zh: str
    en: str
    seen: Seen
    origin: Origin
    kind: Kind = Kind.OTHER
    accept: tuple[str, ...] = ()
