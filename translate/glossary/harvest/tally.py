"""Counting pairs over any number of articles: what is kept grows with the names, not with the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from translate.glossary.harvest.candidate import MOST_CONTEXTS, Candidate, Context, Kind, Origin, Seen
from translate.text import INTERPUNCTS, fold, plain_latin, simplified

_INTERPUNCT = re.compile(f"[{INTERPUNCTS}]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One pair at one place of article number ``article`` (of this harvest); ``context`` is asked for when needed."""

    zh: str
    en: str
    article: int
    day: date | None
    context: Callable[[], Context]
    kind: Kind = Kind.OTHER
    accept: tuple[str, ...] = ()


@dataclass(slots=True)
class _Count:
    spellings: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    count: int = 0
    articles: int = 0
    article: int = -1
    first: date | None = None
    last: date | None = None
    contexts: list[Context] = field(default_factory=list)
    accept: dict[str, None] = field(default_factory=dict)


class Tally:
    """Pairs of one origin, counted. Traditional and simplified are one name, so are Nvidia and NVIDIA."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._counts: dict[tuple[str, str], _Count] = {}

    def add(self, seen: Sighting) -> None:
        """Count one more sighting; the sightings of an article come one after the other."""
        kept = self._counts.setdefault(_key(seen.zh, seen.en), _Count())
        kept.count += 1
        kept.spellings[seen.zh, seen.en] += 1
        kept.kinds[seen.kind] += 1
        kept.accept.update(dict.fromkeys(seen.accept))
        if kept.article == seen.article:
            return
        kept.article = seen.article
        kept.articles += 1
        if seen.day is not None:
            kept.first = min(kept.first or seen.day, seen.day)
            kept.last = max(kept.last or seen.day, seen.day)
        if len(kept.contexts) < MOST_CONTEXTS:  # one an article: the first
            kept.contexts.append(seen.context())

    def candidates(self) -> Iterator[Candidate]:
        """Every pair, in the order in which each was first seen, in its most frequent spelling."""
        for kept in self._counts.values():
            (zh, en), _ = kept.spellings.most_common(1)[0]
            told = Counter({kind: n for kind, n in kept.kinds.items() if kind is not Kind.OTHER})
            kind = told.most_common(1)[0][0] if told else Kind.OTHER
            seen = Seen(kept.count, kept.articles, kept.first, kept.last, tuple(kept.contexts))
            accept = tuple(form for form in kept.accept if form != en)
            yield Candidate(house_form(zh), en, seen, self._origin, kind, accept)


@lru_cache(maxsize=65_536)
def _key(zh: str, en: str) -> tuple[str, str]:
    return fold(zh), plain_latin(en)


def house_form(zh: str) -> str:
    """The Chinese as a glossary writes it: simplified, one interpunct, no white space.

    >>> house_form("特里薩•梅")
    '特里萨·梅'
    """
    return _INTERPUNCT.sub("·", simplified("".join(zh.split())))
