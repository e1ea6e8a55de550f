"""What an imported sentence does to the memory. Pure: an entry and what stands there in, a verdict out.

A newer human edit is never overwritten: it is a conflict, both texts are shown, and the newer one stays unless the
person who imports says that the file is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from translate.exchange.model import Entry, Refused, seen
from translate.memory import Action, ArticleReview, Change, Conflict, SegmentReview, State
from translate.model import Row

# What no PO editor writes and no page can show. Tab and line feed are fine.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Same:
    """An entry that changes nothing."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Take:
    """An entry that gives a sentence other English, or another state."""

    entry: Entry
    change: Change


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry that would overwrite newer words: ``there`` is what stands in the memory."""

    entry: Entry
    there: Conflict


Verdict = Same | Refused | Take | Clash


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as it is in the memory, and what its history knows.

    ``text_at`` gives the English of a segment at a version, if known; ``signed_at`` whether it was approved then;
    ``newest`` who made a segment's newest step, and when.
    """

    by_id: Mapping[str, Row]
    by_zh: Mapping[str, Sequence[Row]]
    review: ArticleReview
    text_at: Callable[[str, int], str | None]
    signed_at: Callable[[str, int], bool]
    newest: Callable[[str], tuple[str, datetime | None]]


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports, and when; ``theirs``: the file is right where both changed."""

    who: str
    at: datetime
    theirs: bool = False


def judge(entry: Entry, standing: Standing, importer: Importer) -> Verdict:
    """What is to become of a sentence of a file, given the article as it stands."""
    row = standing.by_id.get(entry.segment)
    if row is not None and row.segment.zh == entry.zh:
        return _verdict(entry, row, standing, importer)
    moved = standing.by_zh.get(entry.zh, ())  # the article has changed: it may stand elsewhere now
    if len(moved) == 1:
        return _verdict(entry, moved[0], standing, importer)
    return Refused(entry, _unknown(entry, row, moved))


def _unknown(entry: Entry, row: Row | None, moved: Iterable[Row]) -> str:
    if moved:
        return f"the Chinese of {entry.segment} stands in several places now"
    if row is None:
        return f"the article has no segment {entry.segment} and nowhere its Chinese"
    return f"the Chinese of {entry.segment} has changed since: it is now “{row.segment.zh.strip()}”"


def _verdict(entry: Entry, row: Row, standing: Standing, importer: Importer) -> Verdict:
    reviewed = standing.review.segments[row.segment.id]
    if entry.en == row.draft.en:
        action = _other_state(entry, reviewed)
        return Take(entry, _change(entry, row, reviewed, action, importer)) if action else Same(entry)
    if found := _CONTROL.search(entry.en):
        return Refused(entry, f"the English holds a control character, U+{ord(found[0]):04X}")
    if not entry.en.strip():
        return Refused(entry, "it has no English; the memory has some, which stays")
    if _untouched(entry, row.segment.id, standing) and not _signed_in_file(entry, row.segment.id, standing):
        return Same(entry)
    if entry.stamp.version != reviewed.version and reviewed.version and not importer.theirs:
        return Clash(entry, _there(row, reviewed, standing))
    return Take(entry, _change(entry, row, reviewed, Action.IMPORT, importer))


def _other_state(entry: Entry, reviewed: SegmentReview) -> Action | None:
    """What a file does to a sentence whose English is the memory's.

    At the memory's own version another state is somebody's decision in the file; at an older one it is only old,
    unless it was signed since the file was written.
    """
    fresh = entry.stamp.version == reviewed.version
    if entry.signed:
        newly = entry.stamp.state is not State.APPROVED
        signs = reviewed.state is not State.APPROVED and entry.en.strip() and (newly or fresh)
        return Action.APPROVE if signs else None
    return Action.UNAPPROVE if reviewed.state is State.APPROVED and fresh else None


def _untouched(entry: Entry, segment: str, standing: Standing) -> bool:
    """Whether the file has the English that it was written with."""
    version = entry.stamp.version
    if entry.stamp.seen is not None:
        return entry.stamp.seen == seen(entry.en)
    return version is not None and standing.text_at(segment, version) == entry.en


def _signed_in_file(entry: Entry, segment: str, standing: Standing) -> bool:
    """Whether the English was signed after the file was written, and not in the memory before."""
    if not entry.signed:
        return False
    return entry.stamp.state is not State.APPROVED or not standing.signed_at(
        segment, entry.stamp.version or 0
    )


def _change(entry: Entry, row: Row, reviewed: SegmentReview, action: Action, importer: Importer) -> Change:
    return Change(
        row.segment.article,
        row.segment.id,
        action,
        importer.who,
        importer.at,
        entry.en,
        reviewed.version,
        row.segment.zh,
        approve=action is Action.IMPORT and entry.signed,
    )


def _there(row: Row, reviewed: SegmentReview, standing: Standing) -> Conflict:
    segment = row.segment
    return Conflict(
        segment.article,
        segment.id,
        segment.zh,
        row.draft.en,
        reviewed.state,
        reviewed.version,
        *standing.newest(segment.id),
    )
