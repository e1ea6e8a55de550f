"""Locks for examples."""

from __future__ import annotations

from collections.abc import Mapping

from translate.model import Lock, LockKind, Segment
from translate.termbase import ArticleContext, Term, Termbase

ANYWHERE = ArticleContext()


def segment(zh: str) -> Segment:
    """A segment that is the whole of its block."""
    return Segment("article", "p01", "p01.s01", zh, 0)


def locks_on(
    zh: str, pairs: Mapping[str, str], *, at: int = 0, kind: LockKind = LockKind.TERM
) -> tuple[Lock, ...]:
    """A lock on each Chinese of ``pairs``, in order, looked for from ``at`` on."""
    locks = []
    for part, en in pairs.items():
        start = zh.index(part, at)
        at = start + len(part)
        locks.append(Lock(start, at, part, en, kind))
    return tuple(locks)


def lock(en: str, **more: object) -> Lock:
    """A lock whose Chinese does not matter."""
    return Lock(0, 1, "字", en, LockKind.TERM, **more)  # type: ignore[arg-type]


def termbase(**terms: str) -> Termbase:
    """A termbase of plain pairs."""
    return Termbase.of(Term(zh, en) for zh, en in terms.items())
