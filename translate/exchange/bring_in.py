"""What an imported PO entry does to the memory. Pure: an entry and what stands there in, a verdict out.

A newer human edit is never overwritten: it is a conflict, both texts are shown, and the newer one stays unless the
person who imports says that the file is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from translate.exchange.po import PoArticle, PoEntry, seen, twice
from translate.memory import Action, ArticleReview, Change, Conflict, SegmentReview, State
from translate.model import Row

# What no PO editor writes and no page can show. Tab and line feed are fine.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Same:
    """An entry that changes nothing."""

    entry: PoEntry


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be taken, and why, in one sentence."""

    entry: PoEntry
    reason: str


@dataclass(frozen=True, slots=True)
class Take:
    """An entry that gives a sentence other English, or another state."""

    entry: PoEntry
    change: Change


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry that would overwrite newer words: ``there`` is what stands in the memory."""

    entry: PoEntry
    there: Conflict


Verdict = Same | Refused | Take | Clash


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as it is in the memory, and what its history knows.

    ``text_at`` gives the English of a segment at a version, if known; ``signed_at`` whether it was approved then;
    ``newest`` who made a segment's newest step, and when.
    """

    rows: tuple[Row, ...]
    review: ArticleReview
    text_at: Callable[[str, int], str | None]
    signed_at: Callable[[str, int], bool]
    newest: Callable[[str], tuple[str, datetime | None]]


def judge(po: PoArticle, standing: Standing, who: str, at: datetime, *, theirs: bool) -> Iterator[Verdict]:
    """A verdict for each entry, in the order of the file. ``theirs``: the file is right where both changed."""
    rows = {row.segment.id: row for row in standing.rows}
    by_zh: defaultdict[str, list[Row]] = defaultdict(list)
    for each in standing.rows:
        by_zh[each.segment.zh].append(each)
    doubled = {entry.segment for entry in twice(po)}
    for entry in po.entries:
        row = rows.get(entry.segment)
        if entry.segment in doubled:
            yield Refused(entry, f"{entry.segment} is in the file more than once")
        elif row is not None and row.segment.zh == entry.zh:
            yield _verdict(entry, row, standing, who, at, theirs)
        else:  # the article has changed: the sentence may stand elsewhere now
            moved = by_zh[entry.zh]
            if len(moved) == 1:
                yield _verdict(entry, moved[0], standing, who, at, theirs)
            else:
                yield Refused(entry, _unknown(entry, row, moved))


def _unknown(entry: PoEntry, row: Row | None, moved: Iterable[Row]) -> str:
    if moved:
        return f"the Chinese of {entry.segment} stands in several places now"
    if row is None:
        return f"the article has no segment {entry.segment} and nowhere its Chinese"
    return f"the Chinese of {entry.segment} has changed since: it is now “{row.segment.zh.strip()}”"


def _verdict(entry: PoEntry, row: Row, standing: Standing, who: str, at: datetime, theirs: bool) -> Verdict:
    reviewed = standing.review.segments[row.segment.id]
    if found := _CONTROL.search(entry.en):
        return Refused(entry, f"the English holds a control character, U+{ord(found[0]):04X}")
    if entry.en == row.draft.en:
        action = _other_state(entry, reviewed)
        return Take(entry, _change(entry, row, reviewed, action, who, at)) if action else Same(entry)
    if not entry.en.strip():
        return Refused(entry, "it has no English; the memory has some, which stays")
    if _untouched(entry, row.segment.id, standing) and not _signed_in_file(entry, row.segment.id, standing):
        return Same(entry)
    if entry.version != reviewed.version and reviewed.version and not theirs:
        return Clash(entry, _there(row, reviewed, standing))
    return Take(entry, _change(entry, row, reviewed, Action.IMPORT, who, at))


def _wanted(entry: PoEntry) -> State:
    """The state that the file gives a sentence: a draft whose flag is off was signed in an editor."""
    if entry.fuzzy:
        return State.DRAFT
    return State.EDITED if entry.state is State.EDITED else State.APPROVED


def _other_state(entry: PoEntry, reviewed: SegmentReview) -> Action | None:
    """What a file does to a sentence whose English is the memory's.

    At the memory's own version another state is somebody's decision in the file; at an older one it is only old,
    unless a flag was taken off.
    """
    flag_off = not entry.fuzzy and entry.state in (State.DRAFT, None)
    fresh = entry.version == reviewed.version
    if _wanted(entry) is State.APPROVED:
        signs = reviewed.state is not State.APPROVED and entry.en.strip() and (flag_off or fresh)
        return Action.APPROVE if signs else None
    return Action.UNAPPROVE if reviewed.state is State.APPROVED and fresh else None


def _untouched(entry: PoEntry, segment: str, standing: Standing) -> bool:
    """Whether the file has the English that it was written with."""
    if entry.seen is not None:
        return entry.seen == seen(entry.en)
    return entry.version is not None and standing.text_at(segment, entry.version) == entry.en


def _signed_in_file(entry: PoEntry, segment: str, standing: Standing) -> bool:
    """Whether the English was signed after the file was written, and not in the memory before."""
    if _wanted(entry) is not State.APPROVED:
        return False
    return entry.state is not State.APPROVED or not standing.signed_at(segment, entry.version or 0)


def _change(
    entry: PoEntry, row: Row, reviewed: SegmentReview, action: Action, who: str, at: datetime
) -> Change:
    return Change(
        row.segment.article,
        row.segment.id,
        action,
        who,
        at,
        entry.en,
        reviewed.version,
        row.segment.zh,
        approve=action is Action.IMPORT and _wanted(entry) is State.APPROVED,
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
