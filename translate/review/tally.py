"""The figures of an article: what was held and what was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translate.model import (
    Article,
    Block,
    BlockKind,
    Finding,
    Lock,
    LockKind,
    Row,
    Severity,
    TranslatedArticle,
)

# The heaviest first: the order in which rows take their colour.
SEVERITIES = (Severity.BLOCKER, Severity.WARNING, Severity.NOTE)

_GLOSS = re.compile(r"\s*[(（][^()（）\u3400-\u9fff]*[A-Za-z][^()（）\u3400-\u9fff]*[)）]$")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over rows; a lock is held where at least one span of the English holds it.

    A lock without English (a term that only forbids) demands nothing and is not counted.
    """

    segments: int
    locks: int
    held: int
    blockers: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Term:
    """What makes locks of one article the same line in its table of terms."""

    kind: LockKind
    zh: str  # without the gloss that the lock swallowed
    en: str
    source: str


@dataclass(frozen=True, slots=True)
class TermUse:
    """One line of the table of terms, and how often it was demanded and held."""

    term: Term
    times: int
    held: int

    @property
    def missing(self) -> int:
        """How often the English does not hold it."""
        return self.times - self.held


def held_locks(row: Row) -> frozenset[int]:
    """The indices of the row's locks that its English holds."""
    demanded = demanded_locks(row)
    return frozenset(span.lock for span in row.held if span.lock in demanded)


def demanded_locks(row: Row) -> tuple[int, ...]:
    """The indices of the row's locks that demand something of the English."""
    return tuple(index for index, lock in enumerate(row.locks) if lock.en)


def tally(rows: Sequence[Row]) -> Tally:
    """The counts that the top of the page and the index show."""
    weights = Counter(finding.severity for row in rows for finding in row.findings)
    return Tally(
        segments=len(rows),
        locks=sum(len(demanded_locks(row)) for row in rows),
        held=sum(len(held_locks(row)) for row in rows),
        blockers=weights[Severity.BLOCKER],
        warnings=weights[Severity.WARNING],
        notes=weights[Severity.NOTE],
    )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The heaviest severity among the findings."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in present), None)


def term_of(lock: Lock) -> Term:
    """The lock's line in the table of terms: ``英伟达(Nvidia)`` and ``英伟达`` are one."""
    return Term(lock.kind, _GLOSS.sub("", lock.zh) or lock.zh, lock.en, lock.source)


def term_uses(rows: Iterable[Row]) -> tuple[TermUse, ...]:
    """Each distinct lock once: terms, names, numbers, dates, each in order of first appearance."""
    times: Counter[Term] = Counter()
    held: Counter[Term] = Counter()
    for row in rows:
        kept = held_locks(row)
        for index in demanded_locks(row):
            term = term_of(row.locks[index])
            times[term] += 1
            held[term] += index in kept
    order = list(LockKind)
    uses = (TermUse(term, times[term], held[term]) for term in times)
    return tuple(sorted(uses, key=lambda use: order.index(use.term.kind)))


def title_block(article: Article) -> Block | None:
    """The article's title, where it has one."""
    first = article.blocks[0] if article.blocks else None
    return first if first and first.kind is BlockKind.TITLE else None


def titles(result: TranslatedArticle) -> tuple[str, str]:
    """The Chinese and the English title; an article without one goes by its file's name in both."""
    block = title_block(result.article)
    if block is None:
        return result.article.source, result.article.source
    english = " ".join(row.draft.en.strip() for row in result.rows if row.segment.block == block.id)
    return block.zh.strip(), english.strip()
