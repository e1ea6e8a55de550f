"""Which articles of a memory are asked for: by id, by day, by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from translate.memory import ArticleSummary, Memory
from translate.review.words import in_utc
from translate.text import fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to publish. Without ids all articles; days are in UTC, both included; all words must be there."""

    ids: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    query: str = ""

    @property
    def in_words(self) -> str:
        """A title for what was asked for; empty where that is everything or a list of ids."""
        if self.query:
            return f"“{self.query}”"
        if self.since and self.since == self.until:
            return f"Articles of {self.since}"
        days = [f"since {self.since}" if self.since else "", f"until {self.until}" if self.until else ""]
        return " ".join(filter(None, ["Articles", *days])) if any(days) else ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that were found, in the order of the ids, else newest first; and the ids that there are not."""

    lines: tuple[ArticleSummary, ...]
    unknown: tuple[str, ...]


def select(memory: Memory, wanted: Wanted) -> Selection:
    """What the memory has of what is wanted."""
    lines = {line.id: line for line in memory.articles()}
    ids = list(dict.fromkeys(id_.removesuffix(".html") for id_ in wanted.ids))
    named = [lines[id_] for id_ in ids if id_ in lines] if ids else list(lines.values())
    found = [line for line in named if _is_in(line, wanted)]
    return Selection(
        tuple(_holding(memory, found, wanted.query)), tuple(id_ for id_ in ids if id_ not in lines)
    )


def _is_in(line: ArticleSummary, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if line.date is None:
        return False
    day = in_utc(line.date).date()
    return (wanted.since or day) <= day <= (wanted.until or day)


def _holding(memory: Memory, lines: Sequence[ArticleSummary], query: str) -> Iterator[ArticleSummary]:
    words = [fold(word).casefold() for word in query.split()]
    for line in lines:
        if not words or _holds(memory, line.id, words):
            yield line


def _holds(memory: Memory, article: str, words: Sequence[str]) -> bool:
    """Whether all words are in its Chinese (in either script) or its English, without regard to case."""
    segments = memory.segments(article)
    zh = fold("".join(each.segment.zh for each in segments))
    en = fold(" ".join(each.en for each in segments))
    text = f"{zh}\n{en}".casefold()
    return all(word in text for word in words)
