"""How often the terms of a glossary fire in a translation memory, and when they last did, in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from translate.memory import Sentence
from translate.termbase import ArticleContext, Term, Termbase
from translate.text import fold

TWO_YEARS = timedelta(days=730)


@dataclass(slots=True)
class Usage:
    """By folded Chinese of a term: in how many segments it is found without regard to scopes, and when it last was.

    The longest term wins, as in a translation: 上海 in 上海交通大学 is not counted. What stands in an article
    without a date counts as seen today.
    """

    segments: int = 0
    fires: dict[str, int] = field(default_factory=dict)
    last: dict[str, date] = field(default_factory=dict)
    oldest: date | None = None
    newest: date | None = None

    @property
    def spans_two_years(self) -> bool:
        """Whether the dated articles of the memory lie at least two years apart."""
        return bool(self.oldest and self.newest and self.newest - self.oldest >= TWO_YEARS)

    def seen_lately(self, zh: str) -> bool:
        """Whether a term was found in the last two years before the newest article."""
        last = self.last.get(zh)
        return last is not None and self.newest is not None and last > self.newest - TWO_YEARS


def count_usage(terms: Iterable[Term], sentences: Iterable[Sentence]) -> Usage:
    """Look for the terms, whatever their scope, in every sentence of a memory."""
    usage = Usage()
    base = Termbase.of(terms)
    keys = {term.zh: fold(term.zh) for term in base.terms}
    context = ArticleContext()
    for sentence in sentences:
        usage.segments += 1
        day = sentence.date
        if day is not None:
            usage.oldest = min(usage.oldest or day, day)
            usage.newest = max(usage.newest or day, day)
        for zh in {keys[match.term.zh] for match in base.match(sentence.zh, context)}:
            usage.fires[zh] = usage.fires.get(zh, 0) + 1
            usage.last[zh] = max(usage.last.get(zh, date.min), day or date.max)
    return usage
