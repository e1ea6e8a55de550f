"""The statements about copies of articles: where else they stand, and the marks by which they are looked up."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from translate.memory.rows import timestamp
from translate.model import Copy


def known(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, datetime | None]:
    """Those of ``ids`` that are stored articles, and their dates."""
    rows = (db.execute("SELECT id, date FROM articles WHERE id = ?", (id_,)).fetchone() for id_ in ids)
    return {row[0]: None if row[1] is None else datetime.fromisoformat(row[1]) for row in rows if row}


def lookalikes(db: sqlite3.Connection, marks: Iterable[int], most: int) -> dict[str, int]:
    """How many of ``marks`` each article shares; at most ``most`` articles are looked at for each."""
    shared: Counter[str] = Counter()
    for mark in marks:
        rows = db.execute("SELECT article FROM marks WHERE mark = ? LIMIT ?", (mark, most))
        shared.update(article for (article,) in rows)
    return dict(shared)


def of_article(db: sqlite3.Connection, article: str) -> tuple[Copy, ...]:
    """The copies of an article, by address and source."""
    rows = db.execute(
        "SELECT id, source, url, date FROM copies WHERE article = ? ORDER BY url, source", (article,)
    )
    return tuple(
        Copy(id_, source, url, None if date is None else datetime.fromisoformat(date))
        for id_, source, url, date in rows
    )


def put(db: sqlite3.Connection, article: str, copies: Iterable[Copy]) -> None:
    """Adds copies to those an article has. Copies that are stories of their own by now are not among them."""
    rows = [
        (article, copy.id, copy.source, copy.url, None if copy.date is None else timestamp(copy.date))
        for copy in copies
    ]
    db.executemany(
        "INSERT OR REPLACE INTO copies (article, id, source, url, date) VALUES (?, ?, ?, ?, ?)", rows
    )


def withdraw(db: sqlite3.Connection, article: str) -> None:
    """What is stored with a page of its own is no copy of another, and where it was read is no copy of it."""
    db.execute("DELETE FROM copies WHERE id = ? AND article <> ?", (article, article))
    db.execute(
        """DELETE FROM copies WHERE article = ?1 AND EXISTS (
           SELECT 1 FROM articles WHERE id = ?1 AND articles.url = copies.url AND articles.source = copies.source)""",
        (article,),
    )


def put_marks(db: sqlite3.Connection, article: str, marks: Iterable[int]) -> None:
    """Makes the marks of an article those given; the same ones are not written."""
    wanted = set(marks)
    there = {mark for (mark,) in db.execute("SELECT mark FROM marks WHERE article = ?", (article,))}
    db.executemany(
        "DELETE FROM marks WHERE mark = ? AND article = ?", [(mark, article) for mark in there - wanted]
    )
    db.executemany(
        "INSERT INTO marks (mark, article) VALUES (?, ?)",
        [(mark, article) for mark in sorted(wanted - there)],
    )
