"""Which words of an English text hold which lock.

Rules, in the order in which they are applied:

1. A form of a lock is its ``en`` or one of ``accept``. Its occurrences are whole words, inflected unless the lock is
   ``exact`` (``forms.pattern``).
2. An occurrence inside a longer one of another form is none: the Shanghai of Shanghai Jiao Tong University
   does not hold Shanghai.
3. An occurrence that holds one lock cannot hold another with other English.
4. Several locks with the same English, a name twice in one sentence, are each held by an occurrence of their
   own as far as there are enough, and the rest by the last: English says "it" where Chinese repeats the name.
5. Numbers and dates are looked for as values (``translate.quantity.compare``), outside what holds a term.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translate.lock.forms import occurrences
from translate.model import Lock, Span


@dataclass(frozen=True, slots=True)
class _Claim:
    """One occurrence of a form of a group of locks (those with the same English)."""

    start: int
    end: int
    group: int
    own: bool  # of ``en``, not of ``accept``


def find_held(locks: Sequence[Lock], en: str) -> tuple[Span, ...]:
    """The stretches of English that hold a lock, at most one a lock, in order of the locks.

    A lock without English demands nothing and is never held.
    """
    return _held(_These(tuple(locks)), en) if locks else ()


class _These:
    """Locks told from others by which objects they are: comparing the quantities of equal ones takes too long."""

    __slots__ = ("_ids", "locks")

    def __init__(self, locks: tuple[Lock, ...]) -> None:
        self.locks = locks  # held here, so that no other lock gets the id of one
        self._ids = tuple(map(id, locks))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _These) and self._ids == other._ids


@lru_cache(maxsize=2048)  # drafting, enforcing, storing and checking ask the same of the segments at hand
def _held(these: _These, en: str) -> tuple[Span, ...]:
    held: dict[int, tuple[int, int]] = {}
    _hold_words(these.locks, en, held)
    _hold_values(these.locks, en, held)
    return tuple(Span(lock, *held[lock]) for lock in sorted(held))


def missing(locks: Sequence[Lock], spans: Sequence[Span]) -> tuple[int, ...]:
    """The indices of the locks that no span holds."""
    held = {span.lock for span in spans}
    return tuple(i for i, lock in enumerate(locks) if i not in held and lock.en)


def forbidden_used(locks: Sequence[Lock], en: str) -> tuple[Span, ...]:
    """Where the English uses what a lock forbids, in order of the text.

    A forbidden form inside a permitted one does not count: Taiwan is not used in Taiwan Semiconductor.
    """
    found: set[tuple[int, int, int]] = set()
    for i, lock in enumerate(locks):
        if not lock.forbidden:
            continue
        allowed = [span for form in _forms(lock) for span in occurrences(form, en, exact=lock.exact)]
        for form in lock.forbidden:
            for start, end in occurrences(form, en, exact=lock.exact):
                if not any(first <= start and end <= last for first, last in allowed):
                    found.add((start, end, i))
    return tuple(Span(i, start, end) for start, end, i in sorted(found))


def _forms(lock: Lock) -> tuple[str, ...]:
    return (lock.en, *lock.accept) if lock.en else ()


def _hold_words(locks: Sequence[Lock], en: str, held: dict[int, tuple[int, int]]) -> None:
    groups: dict[str, list[int]] = {}
    for i, lock in enumerate(locks):
        if lock.quantity is None and lock.en:
            groups.setdefault(lock.en, []).append(i)
    if not groups:
        return
    members = list(groups.values())
    claims = _maximal([claim for g, group in enumerate(members) for claim in _claims(g, group, locks, en)])
    _assign(members, claims, held)


def _claims(number: int, group: list[int], locks: Sequence[Lock], en: str) -> Iterator[_Claim]:
    exact = all(locks[i].exact for i in group)
    own = locks[group[0]].en
    for start, end in occurrences(own, en, exact=exact):
        yield _Claim(start, end, number, True)
    for form in dict.fromkeys(form for i in group for form in locks[i].accept if form and form != own):
        for start, end in occurrences(form, en, exact=exact):
            yield _Claim(start, end, number, False)


def _maximal(claims: list[_Claim]) -> list[_Claim]:
    """The claims that do not overlap a longer one, longest first, an own form before an accepted one."""
    claims.sort(key=lambda claim: (claim.start - claim.end, not claim.own, claim.start))
    kept: list[_Claim] = []
    for claim in claims:
        rivals = (k for k in kept if claim.start < k.end and k.start < claim.end)
        if all((k.start, k.end) == (claim.start, claim.end) for k in rivals):
            kept.append(claim)
    return kept


def _assign(members: list[list[int]], claims: list[_Claim], held: dict[int, tuple[int, int]]) -> None:
    taken: set[tuple[int, int]] = set()
    won: list[list[tuple[int, int]]] = [[] for _ in members]
    for own in (True, False):
        for claim in sorted((c for c in claims if c.own is own), key=lambda c: (c.start - c.end, c.start)):
            span = (claim.start, claim.end)
            if span not in taken and len(won[claim.group]) < len(members[claim.group]):
                taken.add(span)
                won[claim.group].append(span)
    for group, spans in zip(members, won, strict=True):
        spans.sort()
        for place, lock in enumerate(group):
            if spans:
                held[lock] = spans[min(place, len(spans) - 1)]


def _hold_values(locks: Sequence[Lock], en: str, held: dict[int, tuple[int, int]]) -> None:
    numbers = [i for i, lock in enumerate(locks) if lock.quantity is not None]
    if not numbers:
        return
    taken = list(held.values())
    found: list[tuple[int, tuple[int, int]]] = []
    for i in numbers:
        span = _find_value(locks[i], en, taken)
        if span is None:
            span = next((s for j, s in found if locks[j].quantity == locks[i].quantity), None)
        else:
            taken.append(span)
            found.append((i, span))
        if span is not None:
            held[i] = span


def _find_value(lock: Lock, en: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The value in any words, else the very words that were asked for: those always hold."""
    from translate.quantity.compare import find  # not loaded for terms and names alone

    assert lock.quantity is not None
    span = find(lock.quantity, en, tuple(taken))
    if span is None:
        words = (place for form in _forms(lock) for place in occurrences(form, en))
        span = next((s for s in words if not any(s[0] < end and start < s[1] for start, end in taken)), None)
    return span
