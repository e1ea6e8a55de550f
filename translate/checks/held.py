"""What always holds of a machine's draft: each lock is in the English, or a blocker names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translate.lock.matching import find_held, missing
from translate.model import Finding, Row, Severity

_BY_MACHINE = frozenset({"engine", "adapted", "copied"})


def lock_not_held(row: Row, found: Sequence[Finding]) -> Iterator[Finding]:
    """A number or date is not in the English as it must be

    ``found`` is what the other checks say of the row: a lock that a blocker of theirs names is not named twice.
    People may leave a figure out or say it with other words; a draft may not, so this is asked of drafts alone.
    """
    if row.draft.origin not in _BY_MACHINE or not row.locks:
        return
    blockers = [finding.zh for finding in found if finding.severity is Severity.BLOCKER and finding.zh]
    for index in missing(row.locks, find_held(row.locks, row.draft.en)):
        lock = row.locks[index]
        if lock.en and not any(start < lock.end and lock.start < end for start, end in blockers):
            message = f"“{lock.zh}” must be “{lock.en}” in the English."
            yield Finding("lock_not_held", Severity.BLOCKER, message, (lock.start, lock.end))
