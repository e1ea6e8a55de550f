"""The memory for reviewers: changes by version, signatures, and what they ask while they work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from translate.errors import StoreError
from translate.memory import reviewing, revisions, summary, tables
from translate.memory.connection import Connection
from translate.memory.decide import Checker, Outcome, decide, judged, recheck
from translate.memory.records import (
    ArticleReview,
    ArticleSummary,
    Change,
    Edit,
    Kept,
    Near,
    SegmentReview,
    SignOff,
    Unsigned,
)
from translate.memory.rows import block_of, row_of
from translate.model import Block, Row


class ReviewStore(Connection):
    """The part of :class:`translate.memory.Memory` that review pages and imports live on."""

    def change(self, changes: Sequence[Change], check: Checker | None = None) -> tuple[Outcome, ...]:
        """Makes people's changes in one transaction and says of each whether it is kept or in conflict.

        A change to another version than the person saw is a :class:`Conflict`, unless the English is the same:
        nothing of it is written, the others are. ``check`` is asked about every article whose English changed;
        without it the findings of before stay. Raises :class:`StoreError`, and then nothing at all is written,
        if a segment or a step of history is not there.
        """
        with self._writing() as db:
            outcomes = tuple(decide(db, self.path, change) for change in changes)
            changed: defaultdict[str, set[str]] = defaultdict(set)
            for outcome in outcomes:
                if isinstance(outcome, Kept) and outcome.changed:
                    changed[outcome.article].add(outcome.segment)
            for article, segments in changed.items():
                if check is not None:
                    recheck(db, article, segments, check)
                revisions.tell_again(db, article, segments)
            return outcomes

    def review(self, article_id: str) -> ArticleReview | None:
        """How far people have got with an article; ``None`` if there is none."""
        with self._reading() as db:
            known = tables.article(db, article_id) is not None
            return reviewing.review(db, article_id) if known else None

    def sign_off(
        self, article_id: str, who: str, at: datetime, *, reason: str = "", version: int | None = None
    ) -> SignOff | Unsigned:
        """Signs an article as a whole and approves its segments; it stands until some English of it changes.

        Where blockers stand it takes a ``reason``, which is kept; segments with blockers keep their state.
        ``version`` is the article's that the person saw. An article that is signed already stays as it is.
        Raises :class:`StoreError` if there is no such article.
        """
        with self._writing() as db:
            if tables.article(db, article_id) is None:
                raise StoreError(
                    f"has no article {article_id}",
                    where=self.path,
                    remedy="see what there is with: duizhao status",
                )
            return reviewing.sign_off(db, article_id, who, at, reason, version)

    def near(self, zh: str, *, least: float = 0.7, most: int = 5) -> tuple[Near, ...]:
        """Sentences like ``zh`` but not it that a person gave English to, the likest first.

        ``least`` is the least Levenshtein ratio; none is missed from 0.7 up. 20 ms among 1,000,000 sentences.
        """
        with self._reading() as db:
            return reviewing.near(db, zh, least, most)

    def summary(self, article_id: str) -> ArticleSummary | None:
        """The index line of one article; ``None`` if there is none."""
        with self._reading() as db:
            return summary.article(db, article_id)

    def sentence(self, article: str, segment: str) -> tuple[Block, Row, SegmentReview, Edit | None]:
        """A segment with its block, how far it is, and its newest step, if any.

        Raises :class:`StoreError` if there is no such segment.
        """
        with self._reading() as db:
            row = tables.segment(db, self.path, article, segment)
            block = tables.block(db, article, row.block)
            steps = tables.history(db, article, segment)
            reviewed = reviewing.segment_review(db, row, steps)
        return (
            block_of(block),
            row_of(row),
            reviewed,
            steps[-1] if steps else None,
        )

    def made(self, article: str) -> tuple[str, ...]:
        """What tells whether an article was stored anew: hash of its Chinese, engine, glossary, segmenter."""
        with self._reading() as db:
            row = tables.article(db, article)
        return () if row is None else (row.digest, row.engine, row.glossary, row.segmenter)

    def judge(self, article: str, segment: str, en: str, check: Checker) -> Row:
        """The segment as it would be with ``en``, checked among the others of its article; nothing is written.

        Raises :class:`StoreError` if there is no such segment.
        """
        with self._reading() as db:
            return judged(db, tables.segment(db, self.path, article, segment), en, check)
