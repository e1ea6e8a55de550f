"""The memory for corrected articles: what a new version is compared with, and what is still to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from translate.errors import StoreError
from translate.memory import revisions, tables
from translate.memory.records import HumanText
from translate.memory.review_store import ReviewStore
from translate.memory.rows import BlockRow, block_of
from translate.settle import Stored


class RevisionStore(ReviewStore):
    """The part of :class:`translate.memory.Memory` that knows the versions of an article."""

    def version(self, article_id: str) -> Stored:
        """What a new version of the article is to be settled against: see :mod:`translate.settle`."""
        with self._reading() as db:
            blocks = tables.of_article(db, BlockRow, article_id).values()
            segments = tables.stored(db, article_id)
            gone = revisions.ids(db, article_id) if segments else {}
        there = tuple(each.segment for each in segments)
        with self._undamaged(article_id):
            return Stored(tuple(map(block_of, blocks)), there, gone, frozenset(gone.values()))

    def corrected(self, article_id: str) -> bool:
        """Whether a correction changed a sentence of the article that nobody has looked at since."""
        with self._reading() as db:
            return revisions.is_open(db, article_id)

    def gone(self, article_id: str) -> dict[str, HumanText]:
        """By Chinese: what people decided on sentences of an article's earlier versions that it no longer has."""
        with self._reading() as db:
            return revisions.gone(db, article_id)

    @contextmanager
    def _undamaged(self, article_id: str) -> Iterator[None]:
        """Turns a ``ValueError`` about a stored article into :class:`StoreError`."""
        try:
            yield
        except ValueError as error:
            raise StoreError(
                f"holds a damaged article {article_id}: {error}",
                where=self.path,
                remedy="translate its dump again, or put a backup of the memory in its place",
            ) from error
