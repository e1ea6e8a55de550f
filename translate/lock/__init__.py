"""Locks: what the English of a span must be, from three layers (terms, glossed names, numbers and dates)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate.model import Lock, LockKind

__all__ = ["merge"]

_GLOSS = re.compile(r"\s*[(（][^()（）]*[)）]$")


def merge(*layers: Sequence[Lock]) -> tuple[Lock, ...]:
    """One set of locks from layers in order of authority, sorted by start, none overlapping.

    The longest wins, whatever its layer; of equals the earlier layer, then the leftmost. A gloss that a lock
    swallowed does not count for its length: where an editor's term and the article's own gloss name the same
    Chinese, the term wins, and takes the gloss with it so that the English is not doubled.
    """
    ranked = [(-_size(lock), rank, lock.start, lock) for rank, layer in enumerate(layers) for lock in layer]
    ranked.sort(key=lambda item: item[:3])
    kept: list[Lock] = []
    for *_, lock in ranked:
        rivals = [i for i, other in enumerate(kept) if lock.start < other.end and other.start < lock.end]
        if not rivals:
            kept.append(lock)
        elif len(rivals) == 1 and _names_same(kept[rivals[0]], lock):
            kept[rivals[0]] = replace(kept[rivals[0]], start=lock.start, end=lock.end, zh=lock.zh)
    return tuple(sorted(kept, key=lambda lock: lock.start))


def _size(lock: Lock) -> int:
    """Length of the Chinese, without a gloss (and the frame of a title) that the lock swallowed."""
    return len(_core(lock.zh)) if lock.kind in (LockKind.TERM, LockKind.NAME) else len(lock.zh)


def _core(zh: str) -> str:
    return (_GLOSS.sub("", zh) or zh).strip('《》〈〉“”‘’「」『』【】"')


def _names_same(term: Lock, name: Lock) -> bool:
    """Whether a name lock is the term's own Chinese and no more than its gloss beyond it."""
    return (
        term.kind is LockKind.TERM
        and name.kind is LockKind.NAME
        and name.start <= term.start
        and name.end >= term.end
        and _core(name.zh) == _core(term.zh)
    )
