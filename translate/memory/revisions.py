"""What corrections did to an article's sentences: written when a version is stored, read by pages and exports."""

from __future__ import annotations

import sqlite3
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from translate.checks.corrected import source_changed
from translate.memory import tables
from translate.memory.codec import from_json
from translate.memory.records import Correction, Earlier, HumanText, State
from translate.memory.rows import SegmentRow, findings_columns
from translate.model import BlockKind, Finding, Segment, Severity
from translate.revise import Alignment, align


@dataclass(frozen=True, slots=True)
class _Was:
    """An old sentence as it is kept: the last columns of ``revisions``."""

    segment: str
    zh: str
    en: str
    state: str
    origin: str
    engine: str
    redecoded: int
    who: str
    at: str | None


_NOTHING = _Was("", "", "", State.DRAFT.value, "", "", 0, "", None)
_WAS = "old_segment, old_zh, old_en, state, origin, engine, redecoded, who, at"


@dataclass(frozen=True, slots=True)
class Revision:
    """What storing a version means for an article: ``moved`` and ``back`` are decisions, by new segment id.

    ``moved`` names the old segment of a sentence that is there still, ``back`` the decision on one that an earlier
    version had. The correction is empty if the Chinese is what it was.
    """

    alignment: Alignment
    moved: Mapping[str, str]
    back: Mapping[str, _Was]
    correction: Correction


def revision(
    db: sqlite3.Connection,
    article: str,
    old: Mapping[str, SegmentRow],
    new: Sequence[SegmentRow],
    moved: Mapping[str, str],
) -> Revision:
    """Compares the rows to be stored with those that are there. Nothing is written."""
    if not old or [(row.id, row.zh) for row in old.values()] == [(row.id, row.zh) for row in new]:
        return Revision(Alignment((), (), {}), moved, {}, Correction())
    alignment = align(*([_segment(row) for row in rows] for rows in (old.values(), new)))
    fresh = [match.new for match in alignment.matches if not match.same and match.new.id not in moved]
    back = dict(_back(db, article, fresh)) if fresh else {}
    changed = [match for match in alignment.matches if match.old and not match.same]
    decided = {row.id for row in old.values() if row.state != State.DRAFT} - set(moved.values())
    correction = Correction(
        len(changed),
        sum(not match.old for match in alignment.matches),
        len(alignment.removed),
        len({one.id for match in changed for one in match.old} & decided),
        len(moved) + len(back),
    )
    return Revision(alignment, moved, back, correction)


def _segment(row: SegmentRow) -> Segment:
    return Segment(row.article, row.block, row.id, row.zh, row.start, BlockKind(row.kind))


def _back(db: sqlite3.Connection, article: str, fresh: Iterable[Segment]) -> Iterator[tuple[str, _Was]]:
    known = _decided(db, article)
    for segment in fresh:
        if known[segment.zh]:
            yield segment.id, known[segment.zh].popleft()


def _decided(db: sqlite3.Connection, article: str) -> defaultdict[str, deque[_Was]]:
    """Decisions on sentences that left the article, by Chinese: those that left last, in order of reading."""
    rows = db.execute(
        f"""SELECT made, {_WAS} FROM revisions WHERE article = ? AND state <> 'draft'
            AND old_zh NOT IN (SELECT zh FROM segments WHERE article = ?) ORDER BY id""",
        (article, article),
    )
    left: defaultdict[str, deque[_Was]] = defaultdict(deque)
    last: dict[str, str] = {}
    for made, *was in rows:
        one = _Was(*was)
        if last.get(one.zh) != made:
            left[one.zh].clear()
        last[one.zh] = made
        if one.segment not in {each.segment for each in left[one.zh]}:
            left[one.zh].append(one)
    return left


def returned(row: SegmentRow, was: _Was) -> SegmentRow:
    """The row with the decision that its sentence had when it left; findings are about the English given."""
    same = row.en == was.en
    kept = replace(
        row, state=was.state, en=was.en, origin=was.origin, engine=was.engine, redecoded=was.redecoded
    )
    return kept if same else replace(kept, held="[]")


def move_back(db: sqlite3.Connection, article: str, back: Mapping[str, _Was]) -> None:
    """Lets history and approvals follow sentences that came back under other ids."""
    for segment, was in back.items():
        if segment != was.segment:
            where = (segment, article, was.segment, was.zh)
            db.execute("UPDATE edits SET segment = ? WHERE article = ? AND segment = ? AND zh = ?", where)
            db.execute(
                "UPDATE OR REPLACE approvals SET segment = ? WHERE article = ? AND segment = ? AND zh = ?",
                where,
            )


def gone(db: sqlite3.Connection, article: str) -> dict[str, HumanText]:
    """By Chinese: what people decided on sentences that earlier versions of an article had and this one has not."""
    return {
        zh: HumanText(found[0].segment, zh, found[0].en, State(found[0].state))
        for zh, found in _decided(db, article).items()
        if found
    }


def ids(db: sqlite3.Connection, article: str) -> dict[str, str]:
    """The ids of all sentences that corrections took out or changed, by their Chinese; the latest where several."""
    rows = db.execute(
        "SELECT old_zh, old_segment FROM revisions WHERE article = ? AND old_segment <> '' ORDER BY id",
        (article,),
    )
    return dict(iter(rows))


def put(
    db: sqlite3.Connection, article: str, old: Mapping[str, SegmentRow], found: Revision, made: str
) -> None:
    """Keeps what a correction did; what one before it did to a sentence that nobody has looked at yet stays told.

    Where people had not been at work on the article it is no news to anybody: only what was there is kept.
    """
    news = db.execute("SELECT 1 FROM edits WHERE article = ? LIMIT 1", (article,)).fetchone() is not None
    unseen = _open(db, article, drafts(old.values()))
    for match in found.alignment.matches:
        if match.same:
            one = match.old[0]
            if one.id != match.new.id:
                db.execute(
                    "UPDATE revisions SET segment = ? WHERE article = ? AND segment = ? AND zh = ?",
                    (match.new.id, article, one.id, one.zh),
                )
            continue
        rows = [old[one.id] for one in match.old]
        for was in [each for row in rows for each in _seen(db, row, unseen)] or [_NOTHING]:
            if news or was.segment:
                _insert(db, article, made, *((match.new.id, match.new.zh) if news else ("", "")), was)
    for segment in found.alignment.removed:
        _insert(db, article, made, "", "", _was(db, old[segment.id]))


def _seen(db: sqlite3.Connection, row: SegmentRow, unseen: Mapping[str, Sequence[_Was]]) -> list[_Was]:
    """What of a row a person saw last: words that they decided on an earlier version, else the row."""
    before = [was for was in unseen.get(row.id, ()) if was.state != State.DRAFT]
    return before or [_was(db, row)]


def _was(db: sqlite3.Connection, row: SegmentRow) -> _Was:
    step = None
    if row.state != State.DRAFT:
        step = db.execute(
            "SELECT who, at FROM edits WHERE article = ? AND segment = ? AND zh = ? ORDER BY id DESC LIMIT 1",
            (row.article, row.id, row.zh),
        ).fetchone()
    who, at = step or ("", None)
    return _Was(row.id, row.zh, row.en, row.state, row.origin, row.engine, row.redecoded, who, at)


def _insert(db: sqlite3.Connection, article: str, made: str, segment: str, zh: str, was: _Was) -> None:
    db.execute(
        f"INSERT INTO revisions (article, made, segment, zh, {_WAS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(article, made, segment, zh, was.segment, was.zh, was.en, was.state),
            *(was.origin, was.engine, was.redecoded, was.who, was.at),
        ),
    )


def drafts(rows: Iterable[SegmentRow]) -> dict[str, str]:
    """The Chinese of those rows that nobody has decided, by segment."""
    return {row.id: row.zh for row in rows if row.state == State.DRAFT}


def _open(db: sqlite3.Connection, article: str, drafts: Mapping[str, str]) -> dict[str, list[_Was]]:
    """What drafts were before the last correction that changed or brought them, by segment."""
    found: dict[str, list[_Was]] = {}
    last: dict[str, str] = {}
    query = f"SELECT made, segment, zh, {_WAS} FROM revisions WHERE article = ? AND segment <> '' ORDER BY id"
    for made, segment, zh, *was in db.execute(query, (article,)):
        if drafts.get(segment) == zh:
            if last.get(segment) != made:
                found[segment] = []
            last[segment] = made
            found[segment].append(_Was(*was))
    return found


def is_open(db: sqlite3.Connection, article: str) -> bool:
    """Whether a correction changed a sentence of the article that nobody has looked at since."""
    found = db.execute(
        """SELECT 1 FROM revisions JOIN segments
           ON segments.article = revisions.article AND segments.id = segment AND segments.zh = revisions.zh
           WHERE revisions.article = ? AND segments.state = 'draft' LIMIT 1""",
        (article,),
    )
    return found.fetchone() is not None


def earlier(db: sqlite3.Connection, article: str, drafts: Mapping[str, str]) -> dict[str, Earlier]:
    """What those of an article's ``drafts`` (Chinese by segment) were before a correction changed them."""
    return {segment: _joined(olds) for segment, olds in _open(db, article, drafts).items()} if drafts else {}


def _joined(olds: Sequence[_Was]) -> Earlier:
    """Two sentences that were joined, as one: no further than the less reviewed of them."""
    order = list(State)
    decided = max((one for one in olds if one.at), key=lambda one: one.at or "", default=_NOTHING)
    return Earlier(
        "".join(one.zh for one in olds),
        " ".join(one.en.strip() for one in olds),
        min((State(one.state) for one in olds), key=order.index),
        decided.who,
        datetime.fromisoformat(decided.at) if decided.at else None,
    )


def told(row: SegmentRow, earlier: Mapping[str, Earlier]) -> SegmentRow:
    """The row with the finding that its source has changed as long as that is to be looked at, else without."""
    there = from_json(tuple[Finding, ...], row.findings)
    kept = [finding for finding in there if finding.check != source_changed.__name__]
    was = earlier.get(row.id)
    if was is None and len(kept) == len(there):
        return row
    if was is not None:
        kept.append(source_changed(was.zh, row.zh, human=was.is_human))
    weights = list(Severity)
    news = tuple(sorted(kept, key=lambda finding: weights.index(finding.severity)))
    return row if news == there else replace(row, **findings_columns(news))


def tell_again(db: sqlite3.Connection, article: str, segments: Collection[str]) -> None:
    """Brings the finding of :func:`told` up to date after people did something to these segments."""
    if db.execute("SELECT 1 FROM revisions WHERE article = ? LIMIT 1", (article,)).fetchone() is None:
        return
    rows = [row for row in tables.of_article(db, SegmentRow, article).values() if row.id in segments]
    was = earlier(db, article, drafts(rows))
    for row in rows:
        if (new := told(row, was)) is not row:
            tables.put_segment(db, new)
