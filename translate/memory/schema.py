"""The tables of ``memory.db``, the steps that brought them there, and opening a file safely."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from translate.errors import StoreError
from translate.lock.skeleton import skeleton_hash
from translate.memory import near_index, pairs
from translate.memory.codec import from_json
from translate.memory.faults import DAMAGE_REMEDY, clear_errors
from translate.model import Lock

# "DUIZ": file(1) and we tell our databases from other programs' by it.
APPLICATION_ID = 0x4455495A

# A full check reads the whole file: 0.2 s for this size. Damage in a larger one is met when it is read.
CHECKED_BYTES = 64 * 2**20

_FIRST = (
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, date TEXT,
        image TEXT NOT NULL, notices TEXT NOT NULL, digest TEXT NOT NULL,
        engine TEXT NOT NULL, glossary TEXT NOT NULL, segmenter TEXT NOT NULL)""",
    """CREATE TABLE blocks (
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        id TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, zh TEXT NOT NULL,
        marks TEXT NOT NULL, level INTEGER NOT NULL,
        PRIMARY KEY (article, id))""",
    """CREATE TABLE segments (
        article TEXT NOT NULL, id TEXT NOT NULL, block TEXT NOT NULL, ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL, kind TEXT NOT NULL, zh TEXT NOT NULL, zh_hash INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'edited', 'approved')),
        draft TEXT NOT NULL, en TEXT NOT NULL,
        origin TEXT NOT NULL, engine TEXT NOT NULL, redecoded INTEGER NOT NULL,
        blockers INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
        findings TEXT NOT NULL, locks TEXT NOT NULL, held TEXT NOT NULL,
        PRIMARY KEY (article, id),
        FOREIGN KEY (article, block) REFERENCES blocks(article, id) ON DELETE CASCADE)""",
    "CREATE INDEX segments_block ON segments(article, block)",
    "CREATE INDEX segments_zh ON segments(zh_hash)",
    "CREATE INDEX segments_tally ON segments(article, state, blockers, warnings, notes)",
    "CREATE INDEX segments_title ON segments(article, ordinal) WHERE kind = 'title'",
    """CREATE TABLE drafts (
        key TEXT PRIMARY KEY, en TEXT NOT NULL, origin TEXT NOT NULL, engine TEXT NOT NULL,
        redecoded INTEGER NOT NULL, run TEXT NOT NULL) WITHOUT ROWID""",
    # No reference to segments: history outlives them.
    """CREATE TABLE edits (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, segment TEXT NOT NULL, zh TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('edit', 'approve', 'undo', 'restore', 'import')))""",
    "CREATE INDEX edits_segment ON edits(article, segment)",
    # Approvals that stand. They outlive segments too: a sentence that leaves one article may come in another.
    """CREATE TABLE approvals (
        article TEXT NOT NULL, segment TEXT NOT NULL, zh_hash INTEGER NOT NULL, zh TEXT NOT NULL,
        en TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (article, segment, zh_hash))""",
    "CREATE INDEX approvals_zh ON approvals(zh_hash, at)",
)

# What the glossaries said that articles were made with, so that a change can be told from what there was before.
_GLOSSARIES = (
    "CREATE TABLE glossaries (signature TEXT PRIMARY KEY, terms BLOB NOT NULL)",
    "CREATE INDEX articles_glossary ON articles(glossary)",
)
# A CHECK cannot be altered, so the history gets a new table: it knows the state after each step, what stood there
# before it (JSON of :class:`translate.memory.rows.Before`), and which step an undo took back.
_REVIEW = (
    "ALTER TABLE edits RENAME TO edits_before_review",
    """CREATE TABLE edits (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, segment TEXT NOT NULL, zh TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        action TEXT NOT NULL
            CHECK (action IN ('edit', 'approve', 'unapprove', 'undo', 'restore', 'import')),
        was TEXT NOT NULL, undoes INTEGER NOT NULL)""",
    """INSERT INTO edits
        SELECT id, article, segment, zh, who, at, before, after, action, '', 0 FROM edits_before_review""",
    "DROP TABLE edits_before_review",
    "CREATE INDEX edits_segment ON edits(article, segment)",
    # Like history, signatures outlive what they were given for: one that a change withdrew has an end.
    """CREATE TABLE signatures (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        reason TEXT NOT NULL, blockers INTEGER NOT NULL, ended TEXT, ended_by TEXT NOT NULL)""",
    "CREATE INDEX signatures_article ON signatures(article)",
    # Near repeats are of about the same length; with the text in it the index alone answers, 3 times as fast.
    "CREATE INDEX approvals_length ON approvals(length(zh), zh)",
)

# The same article at other places, and the numbers by which copies are looked up (translate.duplicates).
_COPIES = (
    """CREATE TABLE copies (
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        id TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, date TEXT,
        PRIMARY KEY (article, url, source)) WITHOUT ROWID""",
    "CREATE INDEX copies_id ON copies(id)",
    """CREATE TABLE marks (
        mark INTEGER NOT NULL, article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        PRIMARY KEY (mark, article)) WITHOUT ROWID""",
    "CREATE INDEX marks_article ON marks(article)",
)

# What a correction of an article did to its sentences. ``segment`` and ``zh`` are empty for one that was removed,
# ``old_segment`` for one that came; two rows of one sentence are two that were joined. ``state`` to ``redecoded`` and
# who decided it when are the old one's, so that its decision can come back with it.
_REVISIONS = (
    """CREATE TABLE revisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, made TEXT NOT NULL,
        segment TEXT NOT NULL, zh TEXT NOT NULL,
        old_segment TEXT NOT NULL, old_zh TEXT NOT NULL, old_en TEXT NOT NULL,
        state TEXT NOT NULL, origin TEXT NOT NULL, engine TEXT NOT NULL, redecoded INTEGER NOT NULL,
        who TEXT NOT NULL, at TEXT)""",
    "CREATE INDEX revisions_article ON revisions(article, segment)",
    "ALTER TABLE signatures ADD COLUMN ended_why TEXT NOT NULL DEFAULT ''",
)

_STALE = "UPDATE pages SET changed = changed + 1 WHERE article = {article}.{column};"


def _stale(table: str, event: str, column: str = "article") -> tuple[str, ...]:
    """A change of a row of ``table`` makes the page and the index line of its article stale."""
    name = f"pages_{table}_{event.split()[0].lower()}"
    row = "old" if event == "DELETE" else "new"
    stale = _STALE.format(article=row, column=column)
    return (f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {stale} END",)


# A sentence approved anywhere is offered wherever it stands.
_STALE_EVERYWHERE = """CREATE TRIGGER pages_approvals_{event} AFTER {event} ON approvals BEGIN
    UPDATE pages SET changed = changed + 1
    WHERE article IN (SELECT article FROM segments WHERE zh_hash = {row}.zh_hash); END"""

# What each page and its line on the index were made from. ``changed`` counts the changes of what they tell, whoever
# makes them, by triggers: no way to change an article can forget it. ``shown`` and ``listed`` are the count that the
# page and the line tell; both are up to date when they are the same number. A glossary that was merely compared
# (UPDATE of articles.glossary alone) changes nothing.
_PAGES = (
    """CREATE TABLE pages (
        article TEXT PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
        changed INTEGER NOT NULL, shown INTEGER NOT NULL, listed INTEGER NOT NULL, reading TEXT NOT NULL,
        made TEXT NOT NULL, file TEXT NOT NULL, work TEXT NOT NULL, entry TEXT NOT NULL)""",
    "INSERT INTO pages SELECT id, 1, 0, 0, '', '', '', '', '' FROM articles",
    """CREATE TRIGGER pages_articles_insert AFTER INSERT ON articles BEGIN
        INSERT INTO pages VALUES (new.id, 1, 0, 0, '', '', '', '', ''); END""",
    *_stale(
        "articles", "UPDATE OF source, url, title, date, image, notices, digest, engine, segmenter", "id"
    ),
    *(step for event in ("INSERT", "UPDATE", "DELETE") for step in _stale("segments", event)),
    *(step for event in ("INSERT", "UPDATE", "DELETE") for step in _stale("copies", event)),
    *_stale("edits", "INSERT"),
    *_stale("signatures", "INSERT"),
    *_stale("signatures", "UPDATE"),
    _STALE_EVERYWHERE.format(event="INSERT", row="new"),
    _STALE_EVERYWHERE.format(event="DELETE", row="old"),
    # Runs of ``duizhao translate``: one without an end is at work or was killed.
    """CREATE TABLE runs (
        id TEXT PRIMARY KEY, pid INTEGER NOT NULL, started TEXT NOT NULL, ended TEXT,
        articles INTEGER NOT NULL, made INTEGER NOT NULL, faults INTEGER NOT NULL)""",
    # What could not be read, until it can be or is gone.
    """CREATE TABLE faults (
        place TEXT NOT NULL, message TEXT NOT NULL, remedy TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (place, message)) WITHOUT ROWID""",
)

# How quick each engine was in the latest runs of each machine: what estimates of time rest on.
_SPEEDS = (
    """CREATE TABLE speeds (
        engine TEXT NOT NULL, machine TEXT NOT NULL, at TEXT NOT NULL, segments INTEGER NOT NULL,
        characters INTEGER NOT NULL, tokens INTEGER NOT NULL, seconds REAL NOT NULL)""",
    "CREATE INDEX speeds_engine ON speeds(engine, machine)",
)

# What sentences are when their locked spans are taken out (translate.lock.skeleton), and by it the first one that may
# lend its English to another.
_SKELETONS = (
    "ALTER TABLE segments ADD COLUMN skeleton INTEGER NOT NULL DEFAULT 0",
    "UPDATE segments SET skeleton = skeleton_of(zh, locks) WHERE locks != '[]'",
    "CREATE INDEX segments_skeleton ON segments(skeleton, state, engine) WHERE skeleton != 0",
)

# Step n brings a database from user_version n to n + 1. Steps are only ever added.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _GLOSSARIES,
    _REVIEW,
    _COPIES,
    _REVISIONS,
    _PAGES,
    _SPEEDS,
    near_index.TABLES,
    _SKELETONS,
    pairs.TABLES,
)


def connect(path: Path, patience: float, *, live: bool = False) -> sqlite3.Connection:
    """An open database at ``path`` with today's tables; made if there is none.

    ``patience`` is how many seconds to wait for another process that writes. ``live``: any thread may use it,
    one at a time, and what is committed survives a power cut. Raises :class:`StoreError`.
    """
    with clear_errors(path):
        db = sqlite3.connect(
            path.absolute(), timeout=patience, isolation_level=None, check_same_thread=not live
        )
        try:
            refuse_strangers(db, path)
            _settle(db, patience, "FULL" if live else "NORMAL")
            migrate(db, MIGRATIONS)
            _catch_up(db)
            _refuse_damage(db, path)
        except BaseException:
            db.close()
            raise
    return db


def number(db: sqlite3.Connection, pragma: str) -> int:
    """The value of a numeric pragma."""
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


def refuse_strangers(db: sqlite3.Connection, path: Path) -> None:
    """Raises :class:`StoreError` for another program's database and for one with tables newer than these."""
    newest = len(MIGRATIONS)
    version = number(db, "user_version")
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if number(db, "application_id") != APPLICATION_ID and (tables or version):
        raise StoreError("is another program's database", where=path, remedy="name another file")
    if version > newest:
        raise StoreError(
            f"was made by a newer Duizhao (its schema is {version}, this one knows {newest})",
            where=path,
            remedy="upgrade duizhao",
        )


def _settle(db: sqlite3.Connection, patience: float, synchronous: str) -> None:
    """WAL: people read while a run writes. NORMAL: a power cut may cost the last commits, never the file."""
    _use_wal(db, time.monotonic() + patience)
    db.execute(f"PRAGMA synchronous = {synchronous}")
    db.execute("PRAGMA foreign_keys = ON")


def _use_wal(db: sqlite3.Connection, deadline: float) -> None:
    """SQLite itself does not wait here for another process that makes the same new file: 10 of 360 failed."""
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def migrate(db: sqlite3.Connection, steps: Sequence[Sequence[str]]) -> None:
    """Takes the database forward through the steps it has not had yet: all of them or none."""
    if number(db, "user_version") >= len(steps):
        return
    with transaction(db):
        db.create_function("skeleton_of", 2, _skeleton_of, deterministic=True)
        reached = number(db, "user_version")  # asked again: another process may have been faster
        for statements in steps[reached:]:
            for statement in statements:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(steps)}")


def _skeleton_of(zh: str, locks: str) -> int:
    try:
        return skeleton_hash(zh, from_json(tuple[Lock, ...], locks))
    except ValueError:  # told when the article is asked for
        return 0


def _catch_up(db: sqlite3.Connection) -> None:
    """Packs what a migration left to be packed, a block a transaction: others may write in between."""
    while near_index.waiting(db):
        with transaction(db):
            near_index.catch_up(db)


def _refuse_damage(db: sqlite3.Connection, path: Path) -> None:
    if number(db, "page_count") * number(db, "page_size") <= CHECKED_BYTES:
        verify(db, path)


def verify(db: sqlite3.Connection, path: Path) -> None:
    """Reads the whole file; raises :class:`StoreError` with the first damage found."""
    with clear_errors(path), closing(db.execute("PRAGMA quick_check(1)")) as found:
        verdict = found.fetchone()[0]
    if verdict != "ok":
        raise StoreError(
            f"is damaged: {verdict}",
            where=path,
            remedy=DAMAGE_REMEDY,
        )


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One write, all or nothing, whatever ends it (Ctrl-C too).

    IMMEDIATE takes the write lock at once: a transaction that first reads and then wants to write would be
    refused, without any wait, when another process wrote in between.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Several reads of one moment, whatever another process commits meanwhile."""
    try:
        db.execute("BEGIN")
        yield db
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
