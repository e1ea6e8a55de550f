"""The statements about pages, runs and faults: what was made from what, and what could not be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from translate.memory.run_records import Listed, Made, Problem, Run

_MADE = """SELECT reading, made, file, work, entry, changed = shown, changed = listed, changed
    FROM pages WHERE article = ?"""


def made(db: sqlite3.Connection, article: str) -> Made | None:
    """What an article's page was made from; ``None`` for an article that is not stored."""
    row = db.execute(_MADE, (article,)).fetchone()
    if row is None:
        return None
    read, by, file, work, entry, shown, listed, version = row
    return Made(article, read, by, file, work, entry, bool(shown), bool(listed), version)


def reading(db: sqlite3.Connection, article: str) -> str:
    """The digest of the reading that an article's page was made from, empty where none is known."""
    row = db.execute("SELECT reading FROM pages WHERE article = ?", (article,)).fetchone()
    return "" if row is None else str(row[0])


def note(db: sqlite3.Connection, pages: Iterable[Made]) -> None:
    """Notes pages that were written, as of their ``version``: what changed since leaves them stale."""
    db.executemany(
        """UPDATE pages SET reading = ?, made = ?, file = ?, work = ?, entry = ?, shown = ?, listed = ?
           WHERE article = ?""",
        [
            (
                page.reading,
                page.made,
                page.file,
                page.work,
                page.entry,
                page.version,
                page.version,
                page.article,
            )
            for page in pages
        ],
    )


def list_again(db: sqlite3.Connection, entries: Mapping[str, tuple[str, int]]) -> None:
    """Notes index lines (JSON, and the version that they tell) of articles."""
    db.executemany(
        "UPDATE pages SET entry = ?, listed = ? WHERE article = ?",
        [(entry, version, article) for article, (entry, version) in entries.items()],
    )


def listed(db: sqlite3.Connection, after: str, most: int) -> list[Listed]:
    """The next index lines in the order of article ids."""
    rows = db.execute(
        "SELECT article, CASE WHEN changed = listed THEN entry ELSE '' END, changed FROM pages "
        "WHERE article > ? ORDER BY article LIMIT ?",
        (after, most),
    )
    return [Listed(*row) for row in rows]


def begin(db: sqlite3.Connection, run: Run) -> None:
    """Notes a run that begins; ends those that were killed before it, and forgets all but the latest."""
    db.execute("DELETE FROM runs WHERE rowid NOT IN (SELECT rowid FROM runs ORDER BY started DESC LIMIT 99)")
    db.execute("UPDATE runs SET ended = '' WHERE ended IS NULL")
    db.execute(
        "INSERT INTO runs VALUES (?, ?, ?, NULL, ?, 0, 0)",
        (run.id, run.pid, run.started.isoformat(), run.articles),
    )


def end(db: sqlite3.Connection, id_: str, at: str, pages: int, faults: int) -> None:
    """Notes that a run came to its end."""
    db.execute("UPDATE runs SET ended = ?, made = ?, faults = ? WHERE id = ?", (at, pages, faults, id_))


def unfinished(db: sqlite3.Connection) -> Run | None:
    """The last run, if it has not come to its end."""
    row = db.execute(
        "SELECT id, pid, started, articles, ended IS NULL FROM runs ORDER BY started DESC, rowid DESC LIMIT 1"
    ).fetchone()
    return Run(row[0], row[1], datetime.fromisoformat(row[2]), row[3]) if row and row[4] else None


def faults(db: sqlite3.Connection) -> list[Problem]:
    """Every fault that is known, by place."""
    rows = db.execute("SELECT place, message, remedy, kind FROM faults ORDER BY kind, place, message")
    return [Problem(*row) for row in rows]


def change_faults(db: sqlite3.Connection, gone: Iterable[Problem], new: Iterable[Problem]) -> None:
    """Forgets some faults and keeps others."""
    db.executemany(
        "DELETE FROM faults WHERE place = ? AND message = ?", [(each.place, each.message) for each in gone]
    )
    db.executemany(
        "INSERT OR REPLACE INTO faults VALUES (?, ?, ?, ?)",
        [(each.place, each.message, each.remedy, each.kind) for each in new],
    )


def machine_drafts(db: sqlite3.Connection, article: str) -> dict[str, str]:
    """The keys of the drafts that an article's segments have from engines, each with its engine's signature.

    Adapted ones have keys of one of the article's engines: the signatures of all, as the article has them.
    """
    rows = db.execute(
        """SELECT draft, CASE origin WHEN 'adapted' THEN articles.engine ELSE segments.engine END
           FROM segments JOIN articles ON articles.id = segments.article
           WHERE article = ? AND origin IN ('engine', 'adapted') AND draft <> ''""",
        (article,),
    )
    return dict(rows.fetchall())


def drafted_by(db: sqlite3.Connection, run: str, keys: Sequence[str]) -> set[str]:
    """Those of ``keys`` whose drafts the run made; not more keys than a statement takes variables."""
    marks = ",".join("?" * len(keys))
    rows = db.execute(f"SELECT key FROM drafts WHERE key IN ({marks}) AND run = ?", (*keys, run))
    return {key for (key,) in rows}
