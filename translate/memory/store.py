"""The translation memory: what engines drafted and what people decided, in one SQLite file."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from translate.duplicates.sketch import marks
from translate.errors import StoreError
from translate.memory import copies, schema, summary, tables
from translate.memory.faults import clear_errors
from translate.memory.keys import sentence_hash
from translate.memory.merge import edited, merged, moves
from translate.memory.records import Action, Approved, ArticleSummary, Edit, HumanText, Place, State, Stats
from translate.memory.rows import (
    BlockRow,
    SegmentRow,
    article_of,
    article_row,
    block_rows,
    digest,
    segment_rows,
    source_of,
    timestamp,
)
from translate.model import Article, Copy, Draft, Finding, Span, TranslatedArticle

CHUNK = 500  # SQLite before 3.32 takes at most 999 variables in a statement


class Memory:
    """An open ``memory.db``. Every method that changes something is one transaction: all or nothing.

    Any number may read while one process writes; a second writer waits its turn. All methods raise
    :class:`StoreError`, which names the file and the remedy, when the file or its disk fails.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self._run = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"

    @classmethod
    def open(cls, path: Path, *, patience: float = 10.0) -> Self:
        """The memory at ``path``; an empty one is made if there is no file.

        ``patience``: how many seconds to wait for another process that writes. Raises :class:`StoreError` for
        a file that is not a memory, is damaged, locked, made by a newer Duizhao, or may not be written.
        """
        return cls(path, schema.connect(path, patience))

    def close(self) -> None:
        """Closes the file. Closing twice is fine."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with clear_errors(self.path), schema.snapshot(self._db) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with clear_errors(self.path), schema.transaction(self._db) as db:
            yield db

    def drafts(self, keys: Iterable[str]) -> dict[str, Draft]:
        """The kept drafts among ``keys``, by key."""
        # Read before the snapshot begins: the keys may come from a question to this memory. Sorted: neighbours
        # are on one page, which is 1.6 times as fast among 1,000,000 drafts.
        wanted = sorted(set(keys))
        with self._reading() as db:
            chunks = (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
            return {key: draft for chunk in chunks for key, draft in tables.drafts(db, chunk).items()}

    def keep_drafts(self, drafts: Mapping[str, Draft]) -> None:
        """Commits the drafts of a finished batch, by key; a killed run loses at most the batch in flight."""
        with self._writing() as db:
            tables.put_drafts(db, drafts, self._run)

    def approved(self, zhs: Iterable[str]) -> dict[str, Approved]:
        """By sentence: the English that a person last approved for exactly this Chinese, in any article."""
        wanted = dict.fromkeys(zhs)
        with self._reading() as db:
            found = (tables.approval(db, zh, sentence_hash(zh)) for zh in wanted)
            return {approved.zh: approved for approved in found if approved is not None}

    def human(self, article_id: str) -> dict[str, HumanText]:
        """By segment id: the words of an article's segments that a person decided, in reading order."""
        with self._reading() as db:
            return {text.segment: text for text in tables.human(db, article_id)}

    def repeats(self, zh: str) -> tuple[Place, ...]:
        """Every segment whose Chinese is exactly ``zh``, by article and place in it."""
        with self._reading() as db:
            return tables.places(db, zh, sentence_hash(zh))

    def store(self, result: TranslatedArticle, keys: Mapping[str, str]) -> None:
        """Stores an article over what is there of it. ``keys``: draft key by segment id, where there is one.

        A person's words stay (see :mod:`translate.memory.merge`); rows that did not change are not written.
        Raises ``ValueError`` if two segments have one id or a segment is of another article.
        """
        article_id = result.article.id
        blocks, fresh = block_rows(result.article), segment_rows(result, keys)
        with self._writing() as db:
            old = tables.of_article(db, SegmentRow, article_id)
            moved = moves(old, fresh)
            tables.put_article(db, article_row(result, blocks))
            tables.sync(db, BlockRow, tables.of_article(db, BlockRow, article_id), blocks)
            tables.sync(db, SegmentRow, old, merged(fresh, old, moved))
            tables.move_decisions(db, old, moved)
            copies.put(db, article_id, result.article.copies)
            copies.withdraw(db, article_id)
            copies.put_marks(db, article_id, marks(result.article))

    def add_copies(self, article_id: str, found: Iterable[Copy]) -> None:
        """Keeps where else a stored article was met; its text, English and decisions stay as they are."""
        with self._writing() as db:
            copies.put(db, article_id, found)

    def copies(self, ids: Iterable[str]) -> dict[str, tuple[Copy, ...]]:
        """The copies of those of these articles that have some."""
        with self._reading() as db:
            found = {id_: copies.of_article(db, id_) for id_ in ids}
        return {id_: there for id_, there in found.items() if there}

    def known(self, ids: Iterable[str]) -> dict[str, datetime | None]:
        """Those of ``ids`` that are stored articles, and their dates."""
        with self._reading() as db:
            return copies.known(db, ids)

    def lookalikes(self, marks: Iterable[int], most: int) -> dict[str, int]:
        """Ids of articles that share marks (see :mod:`translate.duplicates`), and how many of them."""
        with self._reading() as db:
            return copies.lookalikes(db, marks, most)

    def article(self, article_id: str) -> Article | None:
        """The Chinese side of an article as it was stored, with its copies; ``None`` if there is none."""
        with self._reading() as db:
            stored = tables.article(db, article_id)
            blocks = tables.of_article(db, BlockRow, article_id).values()
            found = copies.of_article(db, article_id)
        return None if stored is None else source_of(stored, blocks, found)

    def load(self, article_id: str) -> TranslatedArticle | None:
        """The article as it was stored, with people's words where there are some; ``None`` if there is none.

        Raises :class:`StoreError` if somebody has changed it in the file by other means.
        """
        with self._reading() as db:
            stored = tables.article(db, article_id)
            blocks = tables.of_article(db, BlockRow, article_id).values()
            segments = tables.of_article(db, SegmentRow, article_id).values()
            found = copies.of_article(db, article_id)
        if stored is None:
            return None
        try:
            if digest(blocks) != stored.digest:
                raise ValueError("its blocks are not those that were stored")
            return article_of(stored, blocks, segments, found)
        except ValueError as error:
            raise StoreError(
                f"holds a damaged article {article_id}: {error}",
                where=self.path,
                remedy="translate its dump again, or put a backup of the memory in its place",
            ) from error

    def articles(self) -> Iterator[ArticleSummary]:
        """One line an article for index pages: the newest first, those without a date last."""
        with self._reading() as db:
            found = summary.articles(db)
        yield from found

    def edit(
        self,
        article: str,
        segment: str,
        en: str,
        who: str,
        at: datetime,
        *,
        findings: Iterable[Finding] | None = None,
        held: Iterable[Span] = (),
    ) -> None:
        """Gives a segment a person's English: its state becomes edited, and it needs approval (again).

        ``findings`` and ``held`` are what the checks say of the new text; without them the findings of the
        text before it stay, so that typing loses no blocker. English that is there already changes nothing.
        ``at`` is aware. Raises :class:`StoreError` if there is no such segment.
        """
        with self._writing() as db:
            row = tables.segment(db, self.path, article, segment)
            if en != row.en:
                tables.put_segment(db, edited(row, en, findings, held))
                tables.withdraw(db, row)
                tables.record(db, row, who, timestamp(at), after=en, action=Action.EDIT)

    def approve(self, article: str, segment: str, who: str, at: datetime) -> None:
        """Signs a segment's English as it stands; from now on it is reused for the same Chinese anywhere.

        An empty English is signed as well (a sentence told in the one before), but not reused.
        ``at`` is aware. Raises :class:`StoreError` if there is no such segment.
        """
        with self._writing() as db:
            row = tables.segment(db, self.path, article, segment)
            tables.put_segment(db, replace(row, state=State.APPROVED.value))
            if row.en.strip():
                tables.stand(db, row, who, timestamp(at))
            tables.record(db, row, who, timestamp(at), after=row.en, action=Action.APPROVE)

    def history(self, article: str, segment: str) -> tuple[Edit, ...]:
        """What people did to a segment, oldest first; also to one that has left its article.

        Each step names the Chinese that it was about: with a new version of the article another sentence may
        stand at this place, and steps move along with their sentence.
        """
        with self._reading() as db:
            return tables.history(db, article, segment)

    def stats(self) -> Stats:
        """What the memory holds, counted."""
        with self._reading() as db:
            return summary.stats(db)

    def verify(self) -> None:
        """Reads the whole file; raises :class:`StoreError` with the first damage found."""
        schema.verify(self._db, self.path)
