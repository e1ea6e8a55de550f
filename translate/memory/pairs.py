"""Pairs of sentences that belong to no article: other people's memories, texts that were aligned.

An approved pair stands among the approvals, in segment ``pair N`` of no article, so that it is reused and offered as
any other; one that is still to be reviewed is only kept here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from translate.memory import near_index
from translate.memory.keys import sentence_hash
from translate.memory.pair_records import NewPair, Pair, PairSource, TakenPairs

NO_ARTICLE = ""  # whose segments the approvals of pairs are; no article has an empty id

TABLES = (
    # The same two texts from the same source are one pair.
    """CREATE TABLE pairs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, zh_hash INTEGER NOT NULL,
        zh TEXT NOT NULL, en TEXT NOT NULL, approved INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX pairs_zh ON pairs(zh_hash, source)",
    "CREATE INDEX pairs_source ON pairs(source, approved)",
)


def take(
    db: sqlite3.Connection, pairs: Iterable[NewPair], who: str, at: str, approved: bool, source: str
) -> TakenPairs:
    """Puts pairs in; one that is there already at most becomes approved."""
    added = signed = same = 0
    for pair in pairs:
        zh_hash, whence = sentence_hash(pair.zh), pair.source or source
        there = _there(db, zh_hash, whence, pair)
        if there is None:
            values = (whence, zh_hash, pair.zh, pair.en, approved, who, at)
            made = db.execute(
                "INSERT INTO pairs (source, zh_hash, zh, en, approved, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            added += 1
            if approved:
                _stand(db, int(made.lastrowid or 0), zh_hash, pair, who, at)
        elif approved and not there[1]:
            db.execute("UPDATE pairs SET approved = 1, who = ?, at = ? WHERE id = ?", (who, at, there[0]))
            _stand(db, there[0], zh_hash, pair, who, at)
            signed += 1
        else:
            same += 1
    return TakenPairs(added, signed, same)


def foresee(
    db: sqlite3.Connection, pairs: Iterable[NewPair], approved: bool, source: str, met: dict[int, bool]
) -> TakenPairs:
    """What :func:`take` would make of pairs; nothing is written. ``met`` are those of before, by hash: approved?"""
    added = signed = same = 0
    for pair in pairs:
        zh_hash, whence = sentence_hash(pair.zh), pair.source or source
        key = hash((whence, pair.zh, pair.en))
        there = None if key in met else _there(db, zh_hash, whence, pair)
        if key not in met and there is None:
            added += 1
            met[key] = approved
            continue
        was = met[key] if there is None else bool(there[1])
        signed += approved and not was
        same += was or not approved
        met[key] = was or approved
    return TakenPairs(added, signed, same)


def _there(db: sqlite3.Connection, zh_hash: int, source: str, pair: NewPair) -> tuple[int, int] | None:
    """The id of a pair that is in the memory, and whether it is approved."""
    found: tuple[int, int] | None = db.execute(
        "SELECT id, approved FROM pairs WHERE zh_hash = ? AND source = ? AND zh = ? AND en = ?",
        (zh_hash, source, pair.zh, pair.en),
    ).fetchone()
    return found


def _stand(db: sqlite3.Connection, id_: int, zh_hash: int, pair: NewPair, who: str, at: str) -> None:
    db.execute(
        """INSERT OR REPLACE INTO approvals (article, segment, zh_hash, zh, en, who, at)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (NO_ARTICLE, f"pair {id_}", zh_hash, pair.zh, pair.en, who, at),
    )
    near_index.add(db, pair.zh, zh_hash)


def approve(
    db: sqlite3.Connection, source: str, ids: Sequence[int] | None, who: str, at: str, most: int
) -> int:
    """Approves pairs of a source that are not yet: the first, or those of them with these ids. How many they were."""
    wanted = _some(db, f"{_OF_SOURCE} AND approved = 0", source, ids, most)
    for id_, zh_hash, zh, en in wanted:
        db.execute("UPDATE pairs SET approved = 1, who = ?, at = ? WHERE id = ?", (who, at, id_))
        _stand(db, id_, zh_hash, NewPair(zh, en), who, at)
    return len(wanted)


def remove(db: sqlite3.Connection, source: str, ids: Sequence[int] | None, most: int) -> int:
    """Takes pairs of a source out, and what was approved by them: the first, or those with these ids. How many."""
    wanted = [row[0] for row in _some(db, _OF_SOURCE, source, ids, most)]
    segments = [(NO_ARTICLE, f"pair {id_}") for id_ in wanted]
    db.executemany("DELETE FROM approvals WHERE article = ? AND segment = ?", segments)
    db.executemany("DELETE FROM pairs WHERE id = ?", [(id_,) for id_ in wanted])
    return len(wanted)


_OF_SOURCE = "SELECT id, zh_hash, zh, en FROM pairs WHERE source = ?"


def _some(
    db: sqlite3.Connection, select: str, source: str, ids: Sequence[int] | None, most: int
) -> list[tuple[int, int, str, str]]:
    """Rows of pairs: those with these ids, however many, or the first ``most``."""
    if ids is None:
        return db.execute(f"{select} ORDER BY id LIMIT ?", (source, most)).fetchall()
    found = (db.execute(f"{select} AND id = ?", (source, id_)).fetchone() for id_ in dict.fromkeys(ids))
    return [row for row in found if row]


def page(
    db: sqlite3.Connection, source: str | None, after: int, most: int, waiting: bool = False
) -> list[Pair]:
    """The next pairs after the one with this id, of one source or of all (``None``); ``waiting``: unapproved ones."""
    only = " AND approved = 0" if waiting else ""
    rows = db.execute(
        f"""SELECT id, source, zh, en, approved, who, at FROM pairs
            WHERE id > ?1 AND (?2 IS NULL OR source = ?2){only} ORDER BY id LIMIT ?3""",
        (after, source, most),
    )
    return [
        Pair(id_, source_, zh, en, bool(approved), who, datetime.fromisoformat(at))
        for id_, source_, zh, en, approved, who, at in rows
    ]


def sources(db: sqlite3.Connection) -> tuple[PairSource, ...]:
    """Where pairs came from, and how many of each are approved and to be reviewed."""
    rows = db.execute("SELECT source, total(approved), count(*) FROM pairs GROUP BY source ORDER BY source")
    return tuple(PairSource(source, int(approved), int(all_ - approved)) for source, approved, all_ in rows)
