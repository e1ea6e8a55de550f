"""Which sentences are like one, among a million: an index of pairs of characters in the memory's own file.

Every Chinese that a person gave English to is kept once, numbered as it comes. What is new waits, at most
``_FIRST`` sentences, and is compared one by one; then it is packed: one row a pair of characters, with the places of
all sentences of the block that have it. Blocks grow by eights, so that few are asked and a decision costs little.
Nothing is ever taken out: whether a sentence still has English is asked when it has been found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Levenshtein

from translate.memory.grams import MOST_SENTENCES, best_ratio, grams, most_lost, packed, sharing

_FIRST = 1024
_SIZES = (MOST_SENTENCES, 8 * _FIRST, _FIRST)  # of blocks, in sentences, the largest first
_CHUNK = 500  # SQLite before 3.32 takes at most 999 variables in a statement
# Candidates are looked at the likeliest first. A sentence with more siblings than this (market reports of ten years)
# gets the best of these.
_MOST_COMPARED = 1024
_TOGETHER = 64
_SPARE = 4  # so many of the best may have lost their English since

TABLES = (
    "CREATE TABLE near_sentences (id INTEGER PRIMARY KEY, zh_hash INTEGER NOT NULL, zh TEXT NOT NULL)",
    "CREATE INDEX near_sentences_hash ON near_sentences(zh_hash)",
    # A block holds the sentences start + 1 … start + size.
    "CREATE TABLE near_blocks (start INTEGER PRIMARY KEY, size INTEGER NOT NULL)",
    """CREATE TABLE near_grams (
        block INTEGER NOT NULL, gram INTEGER NOT NULL, places BLOB NOT NULL,
        PRIMARY KEY (block, gram)) WITHOUT ROWID""",
    """INSERT INTO near_sentences (zh_hash, zh)
        SELECT zh_hash, zh FROM approvals
        UNION SELECT zh_hash, zh FROM segments WHERE state IN ('edited', 'approved')""",
    "DROP INDEX approvals_length",  # what near repeats were looked for with before
)


@dataclass(frozen=True, slots=True)
class Like:
    """A sentence of the index that is like the one asked for; ``ratio`` from 0 to 1."""

    zh: str
    ratio: float


def add(db: sqlite3.Connection, zh: str, zh_hash: int) -> None:
    """Takes a sentence in, unless it is there; in the transaction of the decision that it is about."""
    if db.execute("SELECT 1 FROM near_sentences WHERE zh_hash = ? AND zh = ?", (zh_hash, zh)).fetchone():
        return
    added = db.execute("INSERT INTO near_sentences (zh_hash, zh) VALUES (?, ?)", (zh_hash, zh))
    number = int(added.lastrowid or 0)
    if number % _FIRST == 0:
        _pack(db, number)


def waiting(db: sqlite3.Connection) -> bool:
    """Whether more wait to be packed than should: after a migration, which only fills the list of sentences."""
    return _newest(db) - _packed_until(db) >= _FIRST


def catch_up(db: sqlite3.Connection) -> None:
    """Packs the next block, if any is :func:`waiting`: a second for the largest."""
    start, newest = _packed_until(db), _newest(db)
    sizes = [size for size in _SIZES if start % size == 0 and newest - start >= size]
    if sizes:
        _pack(db, start + sizes[0])


def like(
    db: sqlite3.Connection, zh: str, least: float, most: int, stands: Callable[[str], bool]
) -> list[Like]:
    """Sentences whose Levenshtein ratio with ``zh`` is at least ``least``, the likest first, ``zh`` not among them.

    ``stands`` says of a text whether it has English now. Exact from a ratio of 0.7 up; below, short sentences that
    share no two neighbouring characters are missed.
    """
    if not zh or not _newest(db):
        return []
    found = dict(_compared(_unpacked(db), zh, least))
    pairs = grams(zh)
    enough = max(1, len(pairs) - most_lost(len(zh), least))
    candidates = sharing(_blocks(db, pairs), enough, _MOST_COMPARED)
    for at in range(0, len(candidates), _TOGETHER):
        group = candidates[at : at + _TOGETHER]
        if _worst_kept(found, most) >= best_ratio(len(zh), len(pairs) - group[0][0]):
            break
        found |= _compared(_texts(db, [id_ for _, id_ in group]), zh, least)
    ranked = (found[id_] for id_ in sorted(found, key=lambda id_: (-found[id_].ratio, id_)))
    return list(islice((each for each in ranked if stands(each.zh)), most))


def _worst_kept(found: dict[int, Like], most: int) -> float:
    """The ratio that a sentence must have to be among the best; some of those found may stand no more."""
    kept = most + _SPARE
    return -1.0 if len(found) < kept else sorted(like.ratio for like in found.values())[-kept]


def _compared(rows: Iterable[tuple[int, str]], zh: str, least: float) -> Iterator[tuple[int, Like]]:
    for id_, text in rows:
        ratio = Levenshtein.normalized_similarity(zh, text, score_cutoff=least)
        if ratio >= least and text != zh:
            yield id_, Like(text, float(ratio))


def _unpacked(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    yield from db.execute("SELECT id, zh FROM near_sentences WHERE id > ?", (_packed_until(db),))


def _blocks(db: sqlite3.Connection, pairs: tuple[int, ...]) -> Iterator[tuple[int, list[bytes]]]:
    """The number of each block's first sentence, and where ``pairs`` are in it."""
    for (start,) in db.execute("SELECT start FROM near_blocks ORDER BY start").fetchall():
        yield start + 1, _places(db, start, pairs)


def _places(db: sqlite3.Connection, block: int, pairs: tuple[int, ...]) -> list[bytes]:
    found: list[bytes] = []
    for at in range(0, len(pairs), _CHUNK):
        chunk = pairs[at : at + _CHUNK]
        marks = ",".join("?" * len(chunk))
        rows = db.execute(
            f"SELECT places FROM near_grams WHERE block = ? AND gram IN ({marks})", (block, *chunk)
        )
        found += [places for (places,) in rows]
    return found


def _texts(db: sqlite3.Connection, ids: list[int]) -> list[tuple[int, str]]:
    marks = ",".join("?" * len(ids))
    return db.execute(f"SELECT id, zh FROM near_sentences WHERE id IN ({marks})", ids).fetchall()


def _newest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT max(id) FROM near_sentences").fetchone()[0] or 0)


def _packed_until(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT start + size FROM near_blocks ORDER BY start DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def _pack(db: sqlite3.Connection, last: int) -> None:
    """Packs the sentences up to ``last`` into one block, the largest that may end there, in place of smaller ones."""
    size = next(size for size in _SIZES if last % size == 0)
    start = last - size
    db.execute("DELETE FROM near_grams WHERE block >= ?", (start,))
    db.execute("DELETE FROM near_blocks WHERE start >= ?", (start,))
    rows = db.execute("SELECT zh FROM near_sentences WHERE id > ? AND id <= ? ORDER BY id", (start, last))
    made = packed([zh for (zh,) in rows])
    db.executemany(
        "INSERT INTO near_grams VALUES (?, ?, ?)", ((start, pair, places) for pair, places in made)
    )
    db.execute("INSERT INTO near_blocks VALUES (?, ?)", (start, size))
