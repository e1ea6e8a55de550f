"""Sentences by their skeleton (:mod:`translate.lock.skeleton`): whose English others are made from."""

from __future__ import annotations

import sqlite3

from translate.memory.codec import from_json
from translate.memory.records import Known, State
from translate.model import Lock


def alike(db: sqlite3.Connection, skeleton: int, engine: str) -> list[Known]:
    """The first approved, the first edited sentence of a skeleton, and the first that ``engine`` drafted.

    A person's own words come before drafts that were approved. Only the first of each is given: which one lends
    its English must not depend on how far a run had got.
    """
    found = []
    for state, by in ((State.APPROVED, None), (State.EDITED, None), (State.DRAFT, engine)):
        row = db.execute(
            f"""SELECT article, id, zh, en, locks FROM segments
                WHERE skeleton = ? AND skeleton != 0 AND state = ? {"AND engine = ?" if by else ""} AND en != ''
                ORDER BY engine, rowid LIMIT 1""",
            (skeleton, state.value, by) if by else (skeleton, state.value),
        ).fetchone()
        if row is not None:
            article_id, id_, zh, en, locks = row
            found.append(Known(article_id, id_, zh, en, from_json(tuple[Lock, ...], locks), state))
    return found
