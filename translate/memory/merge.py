"""What becomes of people's decisions when an article is stored again. Pure: rows in, rows out.

A decision belongs to a sentence. While the sentence stays as it was, its English and its state stay, whatever
the engine now says; also when the sentence has moved to another place in the article. A sentence that changed
starts again as a draft.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from translate.checks.changed import glossary_changed
from translate.memory.codec import from_json, to_json
from translate.memory.records import State
from translate.memory.rows import SegmentRow, findings_columns
from translate.model import Finding, Severity, Span


def moves(old: Mapping[str, SegmentRow], new: Iterable[SegmentRow]) -> dict[str, str]:
    """Where each decided segment's sentence is now: new id → old id. ``old`` is in order of reading.

    Most ids map to themselves. A paragraph put in at the top shifts every id below it; then the decisions on
    a sentence that is there several times go to its places in order of reading.
    """
    rows = list(new)
    decided = {row.id: row for row in old.values() if row.state != State.DRAFT}
    found = {row.id: row.id for row in rows if row.id in decided and decided[row.id].zh == row.zh}
    homeless: dict[str, deque[str]] = defaultdict(deque)
    for row in decided.values():
        if row.id not in found:
            homeless[row.zh].append(row.id)
    for row in rows:
        if row.id not in found and homeless[row.zh]:
            found[row.id] = homeless[row.zh].popleft()
    return found


def keep_decision(new: SegmentRow, decided: SegmentRow) -> SegmentRow:
    """``new`` with the words and the state that a person gave the same sentence.

    Locks come from the Chinese and are taken over. Findings and held spans are about an English text: the new
    ones if they are about the person's, else those that were there. That the glossary changed is told until the
    person has looked, or it changes again.
    """
    kept = replace(
        new,
        state=decided.state,
        draft=new.draft or decided.draft,
        en=decided.en,
        origin=decided.origin,
        engine=decided.engine,
        redecoded=decided.redecoded,
    )
    same_locks = new.locks == decided.locks  # held spans point at locks by number
    if new.en == decided.en:
        return _flagged(kept, decided) if same_locks else kept
    kept = replace(kept, held=decided.held if same_locks else to_json(tuple[Span, ...], ()))
    return replace(kept, **findings_columns(from_json(tuple[Finding, ...], decided.findings)))


def _flagged(row: SegmentRow, decided: SegmentRow) -> SegmentRow:
    flags = [
        finding
        for finding in from_json(tuple[Finding, ...], decided.findings)
        if finding.check == glossary_changed.__name__
    ]
    if not flags:
        return row
    found = [*from_json(tuple[Finding, ...], row.findings), *flags]
    weights = list(Severity)
    return replace(
        row, **findings_columns(sorted(found, key=lambda finding: weights.index(finding.severity)))
    )


def merged(
    new: Iterable[SegmentRow], old: Mapping[str, SegmentRow], moved: Mapping[str, str]
) -> list[SegmentRow]:
    """The rows to store: fresh ones, with people's decisions where :func:`moves` found some."""
    return [keep_decision(row, old[moved[row.id]]) if row.id in moved else row for row in new]
