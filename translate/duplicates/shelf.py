"""Where a run keeps the articles that it has read and not yet translated: on the disk, whatever their number."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from translate.duplicates.sketch import story
from translate.errors import StoreError
from translate.model import Article

_TABLES = (
    "CREATE TABLE articles (place INTEGER PRIMARY KEY, article BLOB NOT NULL, text TEXT)",
    "CREATE TABLE marks (mark INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (mark, story)) WITHOUT ROWID",
)


class Shelf:
    """Articles by place, the texts that are compared, and the marks by which stories are looked up.

    SQLite's own temporary database: in memory while it is small, then in an unnamed file of the system's temporary
    folder, which is gone with the process however that ends. Pickled articles are safe there: nobody else has the
    file. Raises :class:`StoreError` where that disk is full.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        for statement in _TABLES:
            self._db.execute(statement)
        self._db.execute("BEGIN")
        self._places = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def put(self, article: Article, text: str | None) -> int:
        """Keeps an article and the text that its copies share (``None``: made when it is asked for)."""
        self._places += 1
        data = pickle.dumps(article, pickle.HIGHEST_PROTOCOL)
        kept = None if text is None else text.encode("utf-8", "surrogatepass")
        with _clear_errors():
            self._db.execute("INSERT INTO articles VALUES (?, ?, ?)", (self._places, data, kept))
        return self._places

    def article(self, place: int) -> Article:
        """The article at a place."""
        with _clear_errors():
            (data,) = self._db.execute("SELECT article FROM articles WHERE place = ?", (place,)).fetchone()
        article: Article = pickle.loads(data)
        return article

    def text(self, place: int) -> str:
        """The text of the article at a place."""
        with _clear_errors():
            (data,) = self._db.execute("SELECT text FROM articles WHERE place = ?", (place,)).fetchone()
        return story(self.article(place)) if data is None else bytes(data).decode("utf-8", "surrogatepass")

    def mark(self, marks: Iterable[int], story_: int, most: int) -> None:
        """Lets a story be found by its marks; one that ``most`` stories have already is of boilerplate."""
        with _clear_errors():
            self._db.executemany(
                """INSERT OR IGNORE INTO marks SELECT ?1, ?2
                   WHERE (SELECT count(*) FROM (SELECT 1 FROM marks WHERE mark = ?1 LIMIT ?3)) < ?3""",
                [(mark, story_, most) for mark in marks],
            )

    def marked(self, marks: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each mark with each story that has it, in the order of the marks and of the stories."""
        with _clear_errors():
            for mark in marks:
                yield from self._db.execute(
                    "SELECT mark, story FROM marks WHERE mark = ?", (mark,)
                ).fetchall()


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"the temporary folder cannot take what was read: {error}",
            remedy="free some space there, or name another one with SQLITE_TMPDIR",
        ) from error
