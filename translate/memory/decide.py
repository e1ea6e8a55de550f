"""What a person's change does to a segment, its history, its approval and its article's signature.

The functions take an open transaction: whoever calls them commits all of it or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from translate.errors import StoreError
from translate.memory import near_index, signing, tables
from translate.memory.codec import from_json, to_json
from translate.memory.records import Action, Change, Conflict, Kept, State
from translate.memory.rows import Before, SegmentRow, findings_columns, timestamp
from translate.model import BlockKind, Draft, Finding, Lock, Row, Segment, Span

# Gives back the rows of an article whose findings are others now: translate.checks.again.check_again.
Checker = Callable[[Sequence[Row], Collection[str]], Iterable[Row]]

Outcome = Kept | Conflict


@dataclass(frozen=True, slots=True)
class _Scene:
    """A change, the segment it is about, and that segment's newest step."""

    db: sqlite3.Connection
    path: Path
    change: Change
    row: SegmentRow
    newest: tables.Step | None

    @property
    def version(self) -> int:
        return self.newest.id if self.newest else 0

    @property
    def stale(self) -> bool:
        """Whether the person saw another version than the one that stands there."""
        return self.change.version not in (None, self.version)

    @property
    def conflict(self) -> Conflict:
        row, newest = self.row, self.newest
        return Conflict(
            row.article,
            row.id,
            row.zh,
            row.en,
            State(row.state),
            self.version,
            newest.who if newest else "",
            datetime.fromisoformat(newest.at) if newest else None,
        )


def decide(db: sqlite3.Connection, path: Path, change: Change) -> Outcome:
    """Makes one change, or gives the conflict that keeps it from being made.

    Raises :class:`StoreError` if there is no such segment or no such step of its history, ``ValueError`` for a
    time without a zone or an edit without English.
    """
    row = tables.segment(db, path, change.article, change.segment)
    scene = _Scene(db, path, change, row, tables.newest_step(db, change.article, change.segment))
    if change.zh not in (None, row.zh):
        return scene.conflict
    return _ACTIONS[change.action](scene)


def _edit(scene: _Scene) -> Outcome:
    change, row = scene.change, scene.row
    if change.en is None:
        raise ValueError(f"an edit of {row.id} without English")
    if change.en == row.en:
        return _approve(scene) if change.approve else _same(scene)
    if scene.stale:
        return scene.conflict
    version = _write(scene, _with_english(row, change.en), change.action)
    if change.approve:
        version = _sign(_again(scene))
    return _kept(scene, version)


def _approve(scene: _Scene) -> Outcome:
    """Signs the English that the person saw: another one than stands there is given first."""
    change, row = scene.change, scene.row
    if change.en not in (None, row.en):
        if scene.stale:
            return scene.conflict
        _write(scene, _with_english(row, change.en or ""), Action.EDIT)
        scene = _again(scene)
    elif row.state == State.APPROVED:
        return _same(scene)
    return _kept(scene, _sign(scene))


def _unapprove(scene: _Scene) -> Outcome:
    row = scene.row
    if row.state != State.APPROVED:
        return _same(scene)
    if scene.stale:
        return scene.conflict
    state = State.EDITED if row.origin == "human" else State.DRAFT
    return _kept(scene, _write(scene, replace(row, state=state.value), Action.UNAPPROVE))


def _undo(scene: _Scene) -> Outcome:
    """Takes back the newest step that is not taken back yet; undone again and again it ends at the draft."""
    if scene.stale:
        return scene.conflict
    row = scene.row
    step = tables.step_to_undo(scene.db, row)
    if step is None:
        return _same(scene)
    was = from_json(Before, step.was) if step.was else Before(State.DRAFT.value, "engine")
    back = replace(
        row,
        en=step.before,
        state=was.state,
        origin=was.origin,
        engine=was.engine,
        redecoded=was.redecoded,
    )
    return _kept(scene, _write(scene, back, Action.UNDO, undoes=step.id))


def _restore(scene: _Scene) -> Outcome:
    step = tables.step(scene.db, scene.row, scene.change.step)
    if step is None:
        raise StoreError(
            f"has no step {scene.change.step} of segment {scene.row.id} in article {scene.row.article}",
            where=scene.path,
            remedy="open its history again",
        )
    if step.after == scene.row.en:
        return _same(scene)
    if scene.stale:
        return scene.conflict
    return _kept(scene, _write(scene, _with_english(scene.row, step.after), Action.RESTORE))


_ACTIONS: Mapping[Action, Callable[[_Scene], Outcome]] = {
    Action.EDIT: _edit,
    Action.IMPORT: _edit,
    Action.APPROVE: _approve,
    Action.UNAPPROVE: _unapprove,
    Action.UNDO: _undo,
    Action.RESTORE: _restore,
}


def _with_english(row: SegmentRow, en: str) -> SegmentRow:
    return replace(row, en=en, state=State.EDITED.value, origin="human", engine="", redecoded=0)


def _write(scene: _Scene, new: SegmentRow, action: Action, undoes: int = 0) -> int:
    """Puts the segment as ``new``; what rested on the old one no longer stands. The id of the step.

    Until a check has seen it, the findings of the English before it stay, without their places in it.
    """
    old, change = scene.row, scene.change
    at = timestamp(change.at)
    if new.en != old.en:
        kept = (replace(finding, en=None) for finding in from_json(tuple[Finding, ...], old.findings))
        new = replace(new, held=to_json(tuple[Span, ...], ()), **findings_columns(kept))
    tables.put_segment(scene.db, new)
    if new.state != State.DRAFT and new.en.strip():
        near_index.add(scene.db, new.zh, new.zh_hash)
    if new.state == State.APPROVED and new.en.strip():
        tables.stand(scene.db, new, change.who, at)
    else:
        tables.withdraw(scene.db, old)
    if new.en != old.en or old.state == State.APPROVED:
        signing.withdraw(scene.db, old.article, change.who, at)
    return tables.record(scene.db, old, change.who, at, after=new.en, action=action, undoes=undoes)


def _sign(scene: _Scene) -> int:
    return sign_segment(scene.db, scene.row, scene.change.who, timestamp(scene.change.at))


def sign_segment(db: sqlite3.Connection, row: SegmentRow, who: str, at: str) -> int:
    """Approves a segment as it stands: reused from now on, unless it is empty. The id of the step."""
    tables.put_segment(db, replace(row, state=State.APPROVED.value))
    if row.en.strip():
        near_index.add(db, row.zh, row.zh_hash)
        tables.stand(db, row, who, at)
    return tables.record(db, row, who, at, after=row.en, action=Action.APPROVE)


def _again(scene: _Scene) -> _Scene:
    return replace(scene, row=tables.segment(scene.db, scene.path, scene.row.article, scene.row.id))


def _same(scene: _Scene) -> Kept:
    return Kept(scene.row.article, scene.row.id, scene.version, changed=False)


def _kept(scene: _Scene, version: int) -> Kept:
    return Kept(scene.row.article, scene.row.id, version, changed=True)


def recheck(db: sqlite3.Connection, article: str, changed: Collection[str], check: Checker) -> None:
    """Asks the checks about an article again after ``changed`` segments got another English."""
    rows = [_thin(row, row.id in changed) for row in tables.of_article(db, SegmentRow, article).values()]
    for row in check(rows, changed):
        columns = findings_columns(row.findings)
        if row.segment.id in changed:
            columns["held"] = to_json(tuple[Span, ...], row.held)
        tables.set_columns(db, article, row.segment.id, columns)


def judged(db: sqlite3.Connection, row: SegmentRow, en: str, check: Checker) -> Row:
    """What the checks would say of a segment with other English. Nothing is written."""
    article = tables.of_article(db, SegmentRow, row.article).values()
    rows = [
        _thin(each if each.id != row.id or en == row.en else _with_english(row, en), each.id == row.id)
        for each in article
    ]
    return next(each for each in check(rows, {row.id}) if each.segment.id == row.id)


def _thin(row: SegmentRow, changed: bool) -> Row:
    """What the checks read; the locks of a long article take most of the time that reading it takes."""
    return Row(
        segment=Segment(row.article, row.block, row.id, row.zh, row.start, BlockKind(row.kind)),
        locks=from_json(tuple[Lock, ...], row.locks) if changed else (),
        draft=Draft(row.en, row.origin, row.engine, row.redecoded),
        findings=() if row.findings == "[]" else from_json(tuple[Finding, ...], row.findings),
    )
