"""The memory for the desk: what a run would change, what it found, and how quick engines were."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from translate.memory import figures, schema
from translate.memory.connection import Connection
from translate.memory.faults import clear_errors
from translate.memory.rows import block_rows, digest, timestamp
from translate.memory.run_records import Speed
from translate.model import Article, Severity

if TYPE_CHECKING:
    from translate.memory.store import Memory

_KEPT = 20  # runs whose speed is kept, an engine and machine


class DeskStore(Connection):
    """The part of :class:`translate.memory.Memory` that plans and sums up runs."""

    def standing(self, article: Article) -> str:
        """``new``, ``changed`` or ``unchanged``: the article's text against what is stored under its id."""
        with self._reading() as db:
            row = db.execute("SELECT digest FROM articles WHERE id = ?", (article.id,)).fetchone()
        if row is None:
            return "new"
        return "unchanged" if row[0] == digest(block_rows(article)) else "changed"

    def findings_by_check(self, articles: Iterable[str]) -> dict[str, Counter[Severity]]:
        """How often each check has something to say in these articles, by severity; the most frequent first."""
        found: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
        with self._reading() as db:
            for article in articles:
                rows = db.execute(
                    "SELECT findings FROM segments WHERE article = ? AND findings <> '[]'", (article,)
                )
                for (findings,) in rows:
                    for finding in json.loads(findings):
                        found[finding["check"]][Severity(finding["severity"])] += 1
        return dict(sorted(found.items(), key=lambda each: (-each[1].total(), each[0])))

    def keep_speed(self, speed: Speed) -> None:
        """Notes how quick an engine was in a run; the latest few are kept of each engine and machine."""
        with self._writing() as db:
            db.execute("INSERT INTO speeds VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(speed))
            db.execute(
                """DELETE FROM speeds WHERE engine = ?1 AND machine = ?2 AND rowid NOT IN (
                    SELECT rowid FROM speeds WHERE engine = ?1 AND machine = ?2 ORDER BY rowid DESC LIMIT ?3)""",
                (speed.engine, speed.machine, _KEPT),
            )

    def speeds(self, engine: str, machine: str) -> tuple[Speed, ...]:
        """How quick an engine was in its latest runs on a machine, the newest first."""
        with self._reading() as db:
            rows = db.execute(
                """SELECT engine, machine, at, segments, characters, tokens, seconds FROM speeds
                   WHERE engine = ? AND machine = ? ORDER BY rowid DESC""",
                (engine, machine),
            ).fetchall()
        return tuple(Speed(*row) for row in rows)

    def days(self, since: datetime | None) -> tuple[figures.Day, ...]:
        """Volume by day of publication, the newest first; articles without a date count whatever ``since`` is."""
        with self._reading() as db:
            return tuple(figures.days(db, _since(since)))

    def origins(self, since: datetime | None) -> dict[str, int]:
        """Segments by where their English first came from."""
        with self._reading() as db:
            return figures.origins(db, _since(since))

    def machine_drafts_by_engine(self, since: datetime | None) -> tuple[figures.Drafts, ...]:
        """Machine drafts by engine, the busiest first."""
        with self._reading() as db:
            return tuple(figures.drafts(db, _since(since)))

    def most_blocked(self, since: datetime | None, most: int) -> tuple[figures.Blocked, ...]:
        """The articles with most blockers."""
        with self._reading() as db:
            return tuple(figures.blocked(db, _since(since), most))

    def revisions(self, since: datetime | None) -> Iterator[figures.Revision]:
        """What people made of machines' English, one sentence after another, all of one moment."""
        with self._reading() as db:
            yield from figures.revisions(db, _since(since))

    def latest_engine(self) -> str:
        """The signature of the engine that drafted the segment that was stored last, empty if there is none."""
        with self._reading() as db:
            row = db.execute(
                "SELECT engine FROM segments WHERE origin = 'engine' ORDER BY rowid DESC LIMIT 1"
            ).fetchone()
        return str(row[0]) if row else ""


def _since(at: datetime | None) -> str:
    return "" if at is None else timestamp(at)


@contextmanager
def reading_only(path: Path) -> Iterator[Memory]:
    """The memory at ``path`` to read from: nothing is made or changed there, whatever is asked of it.

    Where there is none it is an empty one, and where an older Duizhao made it, a copy with today's tables; both are
    gone afterwards. Raises :class:`StoreError` as opening does.
    """
    from translate.memory.store import Memory

    with clear_errors(path):
        db = _kept(path) if path.exists() else sqlite3.connect("", isolation_level=None)
    try:
        with clear_errors(path):
            schema.migrate(db, schema.MIGRATIONS)
            db.execute("PRAGMA query_only = ON")
        yield Memory(path, db)
    finally:
        db.close()


def _kept(path: Path) -> sqlite3.Connection:
    """The file itself, else a copy in a temporary database of SQLite's own where its tables are older.

    Not ``mode=ro``: such a reader leaves the files that WAL needs behind.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10.0, isolation_level=None)
    try:
        schema.refuse_strangers(db, path)
        if schema.number(db, "user_version") == len(schema.MIGRATIONS):
            return db
        copy = sqlite3.connect("", isolation_level=None)
        db.backup(copy)
        db.close()
    except BaseException:
        db.close()
        raise
    return copy
