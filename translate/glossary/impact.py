"""What a change of the glossary touches: the segments whose English must be otherwise, and who decided it.

Pure but for reading the memory. A segment is touched when the locks that :mod:`translate.prepare` would put on it
differ: other English demanded, accepted or forbidden, or at another place. So a term that loses against a longer one,
whose scope does not hold, that stands inside another word, or that the article's own gloss demands anyway, touches
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from translate.glossary.candidates import finder
from translate.lock import merge
from translate.lock.latin import PARENTHESES
from translate.lock.names import Gloss, glosses, name_locks
from translate.lock.numbers import number_locks
from translate.lock.terms import terms_of
from translate.memory import Memory, State, StoredSegment
from translate.model import Article, Lock, Segment
from translate.termbase import ArticleContext, Term, Termbase, enforced
from translate.text import fold

# How much text before a gloss can be of the name that it glosses (translate.lock.boundary: 28, a frame, spaces).
_BEFORE_GLOSS = 36

Demands = tuple[Lock, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """One segment that a change touches. ``before`` and ``after`` are the locks that are on one side only."""

    article: str
    segment: str
    zh: str
    en: str  # at present
    state: State
    origin: str
    before: Demands
    after: Demands

    @property
    def is_human(self) -> bool:
        """Whether a person decided its English: then it keeps its words whatever the glossary says."""
        return self.state is not State.DRAFT


@dataclass(frozen=True, slots=True)
class Impact:
    """The segments that a change touches, by article, each in reading order."""

    touched: tuple[Touched, ...] = ()

    @property
    def articles(self) -> int:
        """In how many articles they are."""
        return len({each.article for each in self.touched})

    @property
    def human(self) -> int:
        """How many of them a person decided."""
        return sum(each.is_human for each in self.touched)


def difference(before: Iterable[Term], after: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that are enforced on one side only (``Termbase.terms`` of both); notes and places do not matter."""
    one = {enforced(term): term for term in before}
    other = {enforced(term): term for term in after}
    return (
        *(term for line, term in one.items() if line not in other),
        *(term for line, term in other.items() if line not in one),
    )


def impact(
    memory: Memory, before: Termbase, after: Termbase, changed: Iterable[Term] | None = None
) -> Impact:
    """The segments of the memory that differ between two glossaries.

    ``changed`` are the terms by which they differ, if that is known; finding them takes half a second for
    100,000 terms. For one entry more, ``after`` is best made with ``before.changed([entry])``.
    Raises :class:`StoreError` if the memory fails.
    """
    if changed is None:
        changed = difference(before.terms, after.terms)
    return _judged(memory, changed, lambda subject: subject.difference(before, after))


def uses(memory: Memory, termbase: Termbase, terms: Sequence[Term]) -> Impact:
    """The segments in which some terms of the glossary count now, their locks as ``after``."""
    sources = {term.source for term in terms}
    return _judged(memory, terms, lambda subject: ((), subject.of_sources(termbase, sources)))


def differing(one: Iterable[Lock], other: Iterable[Lock]) -> tuple[Demands, Demands]:
    """The locks that demand or forbid something on one side only. Where a lock comes from does not matter."""
    left, right = {_demand(lock): lock for lock in one}, {_demand(lock): lock for lock in other}
    return (
        tuple(lock for demand, lock in left.items() if demand not in right),
        tuple(lock for demand, lock in right.items() if demand not in left),
    )


def _demand(lock: Lock) -> object:
    return lock.start, lock.end, lock.en, lock.accept, lock.forbidden, lock.exact


def _judged(
    memory: Memory, terms: Iterable[Term], judge: Callable[[_Subject], tuple[Demands, Demands]]
) -> Impact:
    return Impact(tuple(_touched(memory, terms, judge)))


def _touched(
    memory: Memory, terms: Iterable[Term], judge: Callable[[_Subject], tuple[Demands, Demands]]
) -> Iterator[Touched]:
    holds = finder(terms)
    for article_id, blocks in sorted(memory.matching_blocks(holds).items()):
        article = memory.article(article_id)
        if article is None:  # removed meanwhile
            continue
        setting = _Setting(article)
        for stored in memory.segments(article_id, blocks):
            if not holds(stored.segment.zh):
                continue
            before, after = judge(_Subject(stored.segment, setting))
            if before or after:
                yield _found(stored, before, after)


def _found(stored: StoredSegment, before: Demands, after: Demands) -> Touched:
    segment = stored.segment
    return Touched(
        segment.article, segment.id, segment.zh, stored.en, stored.state, stored.origin, before, after
    )


class _Setting:
    """An article with what its segments are judged by."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.context = ArticleContext.of(article)

    @cached_property
    def glosses(self) -> tuple[Gloss, ...]:
        return glosses(self.article)

    @cached_property
    def near_glosses(self) -> tuple[str, ...]:
        """Every parenthesis with Latin in it and the text before it, which holds the name that it may gloss."""
        texts = self.context.text.split("\n")
        found = ((text, match.span()) for text in texts for match in PARENTHESES.finditer(text))
        return tuple(text[max(0, start - _BEFORE_GLOSS) : end] for text, (start, end) in found)


@dataclass(frozen=True, slots=True)
class _Subject:
    """A segment whose locks are asked for."""

    segment: Segment
    setting: _Setting

    def difference(self, before: Termbase, after: Termbase) -> tuple[Demands, Demands]:
        """The locks that it has under one glossary and not under the other."""
        old, new = self._by_terms(before), self._by_terms(after)
        changed = differing((*old[0], *old[1]), (*new[0], *new[1]))
        if not (changed[0] or changed[1]):
            return (), ()
        spans = [(lock.start, lock.end) for side in changed for lock in side]
        names = self._names(spans, (*old[0], *new[0]))
        return differing(self._merged(*old, names), self._merged(*new, names))

    def of_sources(self, termbase: Termbase, sources: Collection[str]) -> Demands:
        """The locks that it has from some entries of a glossary."""
        terms, bans = self._by_terms(termbase)
        mine = [(lock.start, lock.end) for lock in (*terms, *bans) if lock.source in sources]
        if not mine:
            return ()
        locks = self._merged(terms, bans, self._names(mine, terms))
        return tuple(lock for lock in locks if lock.source in sources)

    def _by_terms(self, termbase: Termbase) -> tuple[Demands, Demands]:
        context = self.setting.context
        return terms_of(self.segment, termbase, context)

    def _merged(self, terms: Demands, bans: Demands, names: Demands) -> Demands:
        return (*merge(terms, names, self._numbers()), *bans)

    def _numbers(self) -> Demands:
        return number_locks(self.segment, self.setting.article.date)

    def _names(self, spans: Sequence[tuple[int, int]], terms: Demands) -> Demands:
        """The locks of glossed names, if any can matter to these spans: finding glosses loads a tagger, 0.7 s.

        One can if it overlaps them, or what overlaps them, and so on: of overlapping locks one is left.
        """
        if not self.setting.near_glosses:
            return ()
        others = [(lock.start, lock.end) for lock in (*terms, *self._numbers())]
        reached = set(spans)
        for _ in others:
            more = {other for other in others for span in reached if _overlap(other, span)}
            if more <= reached:
                break
            reached |= more
        return name_locks(self.segment, self.setting.glosses) if self._may_be_names(reached) else ()

    def _may_be_names(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether a glossed name can overlap one of the spans.

        A name is found at its gloss, or as a piece of the text before some gloss: so two neighbouring characters,
        one of them in the span, stand there too.
        """
        text, near = fold(self.segment.zh), self.setting.near_glosses
        for start, end in spans:
            pairs = {text[at : at + 2] for at in range(max(0, start - 1), min(end, len(text) - 1))}
            if any(pair in words for words in near for pair in pairs):
                return True
            if end - start == 1:  # a name of one character wins against no longer term
                return True
        return False


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
