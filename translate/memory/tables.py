"""The statements behind :class:`translate.memory.Memory`: each takes a connection and speaks in rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from translate.errors import StoreError
from translate.memory.codec import to_json
from translate.memory.records import (
    Action,
    Approved,
    Edit,
    HumanText,
    Place,
    Sentence,
    State,
    StoredSegment,
)
from translate.memory.rows import VALUES, ArticleRow, Before, BlockRow, SegmentRow, columns
from translate.model import BlockKind, Draft, Segment

Stored = TypeVar("Stored", BlockRow, SegmentRow)

_TABLES: Mapping[type, str] = {ArticleRow: "articles", BlockRow: "blocks", SegmentRow: "segments"}
_KEYS: Mapping[type, tuple[str, ...]] = {
    ArticleRow: ("id",),
    BlockRow: ("article", "id"),
    SegmentRow: ("article", "id"),
}


def _select(kind: type) -> str:
    return f"SELECT {', '.join(columns(kind))} FROM {_TABLES[kind]}"


def _upsert(kind: type) -> str:
    """Not INSERT OR REPLACE: that deletes first, and a deleted block takes its segments with it."""
    names, keys = columns(kind), _KEYS[kind]
    rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    return (
        f"INSERT INTO {_TABLES[kind]} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {rest}"
    )


_SELECT = {kind: _select(kind) for kind in _TABLES}
_UPSERT = {kind: _upsert(kind) for kind in _TABLES}


def article(db: sqlite3.Connection, id_: str) -> ArticleRow | None:
    """The row of one article, if it is there."""
    row = db.execute(f"{_SELECT[ArticleRow]} WHERE id = ?", (id_,)).fetchone()
    return None if row is None else ArticleRow(*row)


def put_article(db: sqlite3.Connection, row: ArticleRow) -> None:
    """Writes an article's row unless it is there already, just so."""
    if article(db, row.id) != row:
        db.execute(_UPSERT[ArticleRow], VALUES[ArticleRow](row))


def of_article(db: sqlite3.Connection, kind: type[Stored], id_: str) -> dict[str, Stored]:
    """An article's blocks or segments by id, in reading order."""
    rows = db.execute(f"{_SELECT[kind]} WHERE article = ? ORDER BY ordinal", (id_,))
    return {row.id: row for row in (kind(*values) for values in rows)}


def sync(
    db: sqlite3.Connection, kind: type[Stored], old: Mapping[str, Stored], new: Iterable[Stored]
) -> None:
    """Makes an article's rows those of ``new``; rows that are the same are not written at all."""
    rows = {row.id: row for row in new}
    gone = [(row.article, row.id) for row in old.values() if row.id not in rows]
    changed = [VALUES[kind](row) for row in rows.values() if old.get(row.id) != row]
    db.executemany(f"DELETE FROM {_TABLES[kind]} WHERE article = ? AND id = ?", gone)
    db.executemany(_UPSERT[kind], changed)


def segment(db: sqlite3.Connection, path: Path, article_id: str, id_: str) -> SegmentRow:
    """One segment. Raises :class:`StoreError` if the article has none of that id (any more)."""
    row = db.execute(f"{_SELECT[SegmentRow]} WHERE article = ? AND id = ?", (article_id, id_)).fetchone()
    if row is None:
        raise StoreError(
            f"has no segment {id_} in article {article_id}",
            where=path,
            remedy="the article may have changed: open its page again",
        )
    return SegmentRow(*row)


def block(db: sqlite3.Connection, article_id: str, id_: str) -> BlockRow:
    """One block; the segments' foreign keys see to it that it is there."""
    return BlockRow(
        *db.execute(f"{_SELECT[BlockRow]} WHERE article = ? AND id = ?", (article_id, id_)).fetchone()
    )


def put_segment(db: sqlite3.Connection, row: SegmentRow) -> None:
    """Writes one segment's row."""
    db.execute(_UPSERT[SegmentRow], VALUES[SegmentRow](row))


def human(db: sqlite3.Connection, article_id: str) -> list[HumanText]:
    """The segments of an article that a person decided, in reading order."""
    rows = db.execute(
        """SELECT id, zh, en, state FROM segments
           WHERE article = ? AND state IN ('edited', 'approved') ORDER BY ordinal""",
        (article_id,),
    )
    return [HumanText(id_, zh, en, State(state)) for id_, zh, en, state in rows]


def stored(db: sqlite3.Connection, article_id: str) -> tuple[StoredSegment, ...]:
    """The segments of an article in reading order, without locks and findings: their JSON is most of a row."""
    rows = db.execute(
        """SELECT block, id, zh, start, kind, en, origin, state, draft FROM segments
           WHERE article = ? ORDER BY ordinal""",
        (article_id,),
    )
    return tuple(
        StoredSegment(
            Segment(article_id, block, id_, zh, start, BlockKind(kind)), en, origin, State(state), key
        )
        for block, id_, zh, start, kind, en, origin, state, key in rows
    )


def places(db: sqlite3.Connection, zh: str, zh_hash: int) -> tuple[Place, ...]:
    """Where the sentence ``zh`` stands, by article and place in it."""
    rows = db.execute(
        """SELECT article, id, en, state FROM segments
           WHERE zh_hash = ? AND zh = ? ORDER BY article, ordinal""",
        (zh_hash, zh),
    )
    return tuple(Place(article_id, id_, en, State(state)) for article_id, id_, en, state in rows)


def sentences(db: sqlite3.Connection, after: int, limit: int) -> tuple[list[Sentence], int]:
    """The next segments after row ``after``, in the order of their rows, and the last of these rows."""
    rows = db.execute(
        """SELECT segments.rowid, zh, date FROM segments JOIN articles ON articles.id = segments.article
           WHERE segments.rowid > ? ORDER BY segments.rowid LIMIT ?""",
        (after, limit),
    ).fetchall()
    found = [Sentence(zh, datetime.fromisoformat(at).date() if at else None) for _, zh, at in rows]
    return found, rows[-1][0] if rows else after


def holding(db: sqlite3.Connection, zh: str) -> int:
    """How many segments hold ``zh`` somewhere."""
    return int(db.execute("SELECT count(*) FROM segments WHERE instr(zh, ?)", (zh,)).fetchone()[0])


def drafts(db: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Draft]:
    """The drafts among ``keys``, by key; not more keys than a statement takes variables."""
    marks = ",".join("?" * len(keys))
    rows = db.execute(f"SELECT key, en, origin, engine, redecoded FROM drafts WHERE key IN ({marks})", keys)
    return {key: Draft(en, origin, engine, redecoded) for key, en, origin, engine, redecoded in rows}


def put_drafts(db: sqlite3.Connection, drafts: Mapping[str, Draft], run: str) -> None:
    """Writes drafts by key; ``run`` names the run that made them."""
    rows = [
        (key, draft.en, draft.origin, draft.engine, draft.redecoded, run) for key, draft in drafts.items()
    ]
    db.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)", rows)


def stand(db: sqlite3.Connection, row: SegmentRow, who: str, at: str) -> None:
    """Makes the segment's English an approved rendering of its Chinese."""
    db.execute(
        """INSERT OR REPLACE INTO approvals (article, segment, zh_hash, zh, en, who, at)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (row.article, row.id, row.zh_hash, row.zh, row.en, who, at),
    )


def withdraw(db: sqlite3.Connection, row: SegmentRow) -> None:
    """The segment's English is no longer an approved one."""
    db.execute(
        "DELETE FROM approvals WHERE article = ? AND segment = ? AND zh_hash = ?",
        (row.article, row.id, row.zh_hash),
    )


def approval(db: sqlite3.Connection, zh: str, zh_hash: int) -> Approved | None:
    """The approval of ``zh`` that was given last, in whatever article; one of no article gives way to all others."""
    row = db.execute(
        """SELECT zh, en, article, segment, who, at FROM approvals
           WHERE zh_hash = ? AND zh = ? ORDER BY article = '', at DESC, rowid DESC LIMIT 1""",
        (zh_hash, zh),
    ).fetchone()
    if row is None:
        return None
    text, en, article_id, id_, who, at = row
    return Approved(text, en, article_id, id_, who, datetime.fromisoformat(at))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a segment's history as a change needs it; ``was`` is JSON of :class:`Before`, empty in old ones."""

    id: int
    who: str
    at: str
    before: str
    after: str
    was: str
    undoes: int


_STEPS = "SELECT id, who, at, before, after, was, undoes FROM edits WHERE article = ? AND segment = ?"


def newest_step(db: sqlite3.Connection, article_id: str, id_: str) -> Step | None:
    """The last step of a segment's history, whatever Chinese it was about."""
    row = db.execute(f"{_STEPS} ORDER BY id DESC LIMIT 1", (article_id, id_)).fetchone()
    return None if row is None else Step(*row)


def step(db: sqlite3.Connection, row: SegmentRow, id_: int) -> Step | None:
    """One step of a segment's history, about the Chinese that stands there now."""
    found = db.execute(f"{_STEPS} AND zh = ? AND id = ?", (row.article, row.id, row.zh, id_)).fetchone()
    return None if found is None else Step(*found)


def step_to_undo(db: sqlite3.Connection, row: SegmentRow) -> Step | None:
    """The newest step about the segment's Chinese that is no undo and that none has taken back."""
    undone: set[int] = set()
    for values in db.execute(f"{_STEPS} AND zh = ? ORDER BY id DESC", (row.article, row.id, row.zh)):
        found = Step(*values)
        if found.undoes:
            undone.add(found.undoes)
        elif found.id not in undone:
            return found
    return None


def article_version(db: sqlite3.Connection, article_id: str) -> int:
    """The id of the newest step in an article, 0 if nobody has touched it."""
    newest = db.execute("SELECT max(id) FROM edits WHERE article = ?", (article_id,)).fetchone()[0]
    return int(newest or 0)


def set_columns(db: sqlite3.Connection, article_id: str, id_: str, values: Mapping[str, object]) -> None:
    """Writes some columns of one segment; the names come from our own code."""
    names = ", ".join(f"{name} = ?" for name in values)
    db.execute(
        f"UPDATE segments SET {names} WHERE article = ? AND id = ?", (*values.values(), article_id, id_)
    )


def approvals(db: sqlite3.Connection, after: int, most: int) -> dict[int, Approved]:
    """The next approvals that stand, by their number in the table, which grows."""
    rows = db.execute(
        """SELECT rowid, zh, en, article, segment, who, at FROM approvals
           WHERE rowid > ? ORDER BY rowid LIMIT ?""",
        (after, most),
    )
    return {
        number: Approved(zh, en, article_id, id_, who, datetime.fromisoformat(at))
        for number, zh, en, article_id, id_, who, at in rows
    }


def record(
    db: sqlite3.Connection,
    row: SegmentRow,
    who: str,
    at: str,
    *,
    after: str,
    action: Action,
    undoes: int = 0,
) -> int:
    """Adds a step to a segment's history and gives its id; ``row`` is the segment before it."""
    was = to_json(Before, Before(row.state, row.origin, row.engine, row.redecoded))
    added = db.execute(
        """INSERT INTO edits (article, segment, zh, who, at, before, after, action, was, undoes)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (row.article, row.id, row.zh, who, at, row.en, after, action.value, was, undoes),
    )
    return int(added.lastrowid or 0)


def history(db: sqlite3.Connection, article_id: str, id_: str) -> tuple[Edit, ...]:
    """A segment's history, oldest step first."""
    rows = db.execute(
        """SELECT id, article, segment, zh, who, at, before, after, action FROM edits
           WHERE article = ? AND segment = ? ORDER BY id""",
        (article_id, id_),
    )
    return tuple(map(_edit, rows))


def _edit(row: tuple[Any, ...]) -> Edit:
    id_, article_id, segment_id, zh, who, at, before, after, action = row
    when = datetime.fromisoformat(at)
    return Edit(id_, article_id, segment_id, zh, who, when, before, after, Action(action))


def newest_steps(db: sqlite3.Connection, article_id: str) -> dict[str, Edit]:
    """The newest step of each segment of an article that has a history."""
    rows = db.execute(
        """SELECT id, article, segment, zh, who, at, before, after, action FROM edits
           WHERE id IN (SELECT max(id) FROM edits WHERE article = ? GROUP BY segment)""",
        (article_id,),
    )
    return {step.segment: step for step in map(_edit, rows)}


def move_decisions(db: sqlite3.Connection, old: Mapping[str, SegmentRow], moved: Mapping[str, str]) -> None:
    """Lets history and approvals follow their sentences to new ids (``moved``: new id → old id).

    In any order: a sentence leaves only an id whose Chinese is another one now.
    """
    for new_id, old_id in moved.items():
        if new_id != old_id:
            row = old[old_id]
            where = (new_id, row.article, old_id, row.zh)
            db.execute("UPDATE edits SET segment = ? WHERE article = ? AND segment = ? AND zh = ?", where)
            db.execute(
                "UPDATE OR REPLACE approvals SET segment = ? WHERE article = ? AND segment = ? AND zh = ?",
                where,
            )
