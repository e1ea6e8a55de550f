"""What a glossary change means for words that a person decided: they stay, and are looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translate.lock.matching import find_held, forbidden_used, missing
from translate.model import Finding, Lock, Row, Severity


def glossary_changed(row: Row, before: Sequence[Lock], after: Sequence[Lock]) -> Iterator[Finding]:
    """The glossary has changed since a person decided this

    ``before`` and ``after`` are the locks of one side only. What the English does right anyway is no finding; what is
    no longer demanded is a note, and only where nothing else is demanded in its place.
    """
    en = row.draft.en
    lost = set(missing(after, find_held(after, en)))
    used = {span.lock for span in forbidden_used(after, en)}
    for index, lock in enumerate(after):
        was = " or ".join(f"“{old.en}”" for old in before if old.en and _overlap(old, lock))
        if index in lost:
            message = f"The glossary now demands “{lock.en}” for “{lock.zh}”{was and f' (before: {was})'}."
            yield Finding("glossary_changed", Severity.WARNING, message, (lock.start, lock.end))
        elif index in used:
            words = " or ".join(f"“{form}”" for form in lock.forbidden)
            message = f"The glossary now forbids {words} for “{lock.zh}”."
            yield Finding("glossary_changed", Severity.WARNING, message, (lock.start, lock.end))
    for old in before:
        if old.en and not any(_overlap(old, lock) for lock in row.locks):
            message = f"The glossary no longer demands “{old.en}” for “{old.zh}”."
            yield Finding("glossary_changed", Severity.NOTE, message, (old.start, old.end))


def _overlap(one: Lock, other: Lock) -> bool:
    return one.start < other.end and other.start < one.end
