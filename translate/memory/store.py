"""The translation memory: what engines drafted and what people decided, in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from translate.duplicates.sketch import marks
from translate.memory import copies, glossaries, revisions, schema, signing, skeletons, summary, tables
from translate.memory.codec import to_json
from translate.memory.decide import decide
from translate.memory.desk_store import DeskStore
from translate.memory.keys import sentence_hash
from translate.memory.merge import merged, moves
from translate.memory.pair_store import PairStore
from translate.memory.records import (
    Action,
    Approved,
    ArticleSummary,
    Change,
    Correction,
    Edit,
    HumanText,
    Kept,
    Known,
    Place,
    Sentence,
    Stats,
    StoredSegment,
)
from translate.memory.revision_store import RevisionStore
from translate.memory.rows import (
    BlockRow,
    SegmentRow,
    article_of,
    article_row,
    block_rows,
    digest,
    findings_columns,
    segment_rows,
    text_of,
    timestamp,
)
from translate.memory.run_store import RunStore
from translate.model import Article, Copy, Draft, Finding, Span, TranslatedArticle

TRANSLATED = "duizhao translate"  # who ends a signature when an article comes with other words

CHUNK = 500  # SQLite before 3.32 takes at most 999 variables in a statement

PAGE = 5000  # segments read at a time


class Memory(RevisionStore, RunStore, DeskStore, PairStore):
    """An open ``memory.db``. Every method that changes something is one transaction: all or nothing.

    Any number may read while one process writes; a second writer waits its turn. All methods raise
    :class:`StoreError`, which names the file and the remedy, when the file or its disk fails.
    """

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
        """By sentence: the English that a person last approved for exactly this Chinese, in any article.

        A pair from elsewhere (:meth:`take_pairs`) only where no article has it.
        """
        wanted = dict.fromkeys(zhs)
        with self._reading() as db:
            found = (tables.approval(db, zh, sentence_hash(zh)) for zh in wanted)
            return {approved.zh: approved for approved in found if approved is not None}

    def approvals(self) -> Iterator[Approved]:
        """Every approval that stands, in the order in which they were given, a few at a time whatever
        their number.

        Each few are read by themselves, so that a long look keeps nobody from writing.
        """
        last = 0
        while True:
            with self._reading() as db:
                found = tables.approvals(db, last, CHUNK)
            yield from found.values()
            if len(found) < CHUNK:
                return
            last = max(found)

    def human(self, article_id: str) -> dict[str, HumanText]:
        """By segment id: the words of an article's segments that a person decided, in reading order."""
        with self._reading() as db:
            return {text.segment: text for text in tables.human(db, article_id)}

    def repeats(self, zh: str) -> tuple[Place, ...]:
        """Every segment whose Chinese is exactly ``zh``, by article and place in it."""
        with self._reading() as db:
            return tables.places(db, zh, sentence_hash(zh))

    def alike(self, skeleton: int, engine: str) -> tuple[Known, ...]:
        """Sentences of one skeleton (see :mod:`translate.lock.skeleton`): approved, edited, drafted by ``engine``.

        At most one of each, always the one that was stored first.
        """
        with self._reading() as db:
            return tuple(skeletons.alike(db, skeleton, engine))

    def sentences(self) -> Iterator[Sentence]:
        """The Chinese of every segment with its article's date, in no order that means anything.

        Read page by page, so that a long look holds no writer up; what is stored meanwhile may be left out.
        """
        after, page = 0, [Sentence("", None)]
        while page:
            with self._reading() as db:
                page, after = tables.sentences(db, after, PAGE)
            yield from page

    def holding(self, zh: str) -> int:
        """How many segments hold these characters somewhere. Reads them all: 0.1 s for 200,000."""
        with self._reading() as db:
            return tables.holding(db, zh)

    def store(self, result: TranslatedArticle, keys: Mapping[str, str]) -> None:
        """Stores an article over what is there of it. ``keys``: draft key by segment id, where there is one.

        A person's words stay (see :mod:`translate.memory.merge`); rows that did not change are not written. What a
        corrected version did is kept (:mod:`translate.memory.revisions`) and counted in ``corrections``.
        Raises ``ValueError`` if two segments have one id or a segment is of another article.
        """
        self.store_all([(result, keys)])

    def store_all(self, results: Iterable[tuple[TranslatedArticle, Mapping[str, str]]]) -> None:
        """Stores several articles, each with its keys, as :meth:`store` does one: all of them or none."""
        rows = [(each, block_rows(each.article), segment_rows(each, keys)) for each, keys in results]
        with self._writing() as db:
            corrections = [_store(db, result, blocks, fresh) for result, blocks, fresh in rows]
        found = {each.article.id: what for (each, *_), what in zip(rows, corrections, strict=True) if what}
        self.corrections.update(found)

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
        with self._undamaged(article_id):
            if digest(blocks) != stored.digest:
                raise ValueError("its blocks are not those that were stored")
            return article_of(stored, blocks, segments, found)

    def article(self, article_id: str) -> Article | None:
        """The Chinese of an article as it was stored, with its copies; ``None`` if there is none.

        Quicker than :meth:`load`.
        """
        with self._reading() as db:
            stored = tables.article(db, article_id)
            blocks = tables.of_article(db, BlockRow, article_id).values()
            found = copies.of_article(db, article_id)
        if stored is None:
            return None
        with self._undamaged(article_id):
            return text_of(stored, blocks, found)

    def segments(self, article_id: str, blocks: Collection[str] | None = None) -> tuple[StoredSegment, ...]:
        """The segments of an article, of some of its blocks or all (``None``), in reading order."""
        with self._reading() as db:
            found = tables.stored(db, article_id)
        return tuple(each for each in found if blocks is None or each.segment.block in blocks)

    def matching_blocks(self, holds: Callable[[str], object]) -> dict[str, tuple[str, ...]]:
        """The blocks whose Chinese ``holds``, by article; every block of the memory is asked."""
        with self._reading() as db:
            return glossaries.matching_blocks(db, holds)

    def articles_by_glossary(self) -> dict[str, tuple[str, ...]]:
        """The ids of all articles by the signature of the glossary that their locks were last compared with."""
        with self._reading() as db:
            return glossaries.articles_by_glossary(db)

    def note_glossary(self, articles: Iterable[str], glossary: str) -> None:
        """Notes that the locks of these articles are those of the glossary with this signature."""
        with self._writing() as db:
            glossaries.sign(db, articles, glossary)

    def keep_glossary(self, signature: str, terms: Callable[[], bytes]) -> None:
        """Keeps what a glossary says unless it is there.

        Glossaries that no article was made with are forgotten, and all but the latest few.
        """
        with self._reading() as db:
            if glossaries.has(db, signature):
                return
        packed = terms()
        with self._writing() as db:
            glossaries.put(db, signature, packed)

    def glossary(self, signature: str) -> bytes | None:
        """What :meth:`keep_glossary` was given, if it is still there."""
        with self._reading() as db:
            return glossaries.get(db, signature)

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
            outcome = decide(db, self.path, Change(article, segment, Action.EDIT, who, at, en))
            if findings is not None and isinstance(outcome, Kept) and outcome.changed:
                columns = findings_columns(findings)
                columns["held"] = to_json(tuple[Span, ...], tuple(held))
                tables.set_columns(db, article, segment, columns)
            revisions.tell_again(db, article, {segment})

    def approve(self, article: str, segment: str, who: str, at: datetime) -> None:
        """Signs a segment's English as it stands; from now on it is reused for the same Chinese anywhere.

        An empty English is signed as well (a sentence told in the one before), but not reused.
        ``at`` is aware. Raises :class:`StoreError` if there is no such segment.
        """
        with self._writing() as db:
            decide(db, self.path, Change(article, segment, Action.APPROVE, who, at))
            revisions.tell_again(db, article, {segment})

    def history(self, article: str, segment: str) -> tuple[Edit, ...]:
        """What people did to a segment, oldest first; also to one that has left its article.

        Each step names the Chinese that it was about: with a new version of the article another sentence may
        stand at this place, and steps move along with their sentence.
        """
        with self._reading() as db:
            return tables.history(db, article, segment)

    def newest_steps(self, article_id: str) -> dict[str, Edit]:
        """By segment id: the newest step in the history of each segment of an article that has one."""
        with self._reading() as db:
            return tables.newest_steps(db, article_id)

    def stats(self) -> Stats:
        """What the memory holds, counted."""
        with self._reading() as db:
            return summary.stats(db)

    def verify(self) -> None:
        """Reads the whole file; raises :class:`StoreError` with the first damage found."""
        schema.verify(self._db, self.path)


def _store(
    db: sqlite3.Connection, result: TranslatedArticle, blocks: list[BlockRow], fresh: list[SegmentRow]
) -> Correction:
    """Stores one article, and says what that corrected."""
    article_id = result.article.id
    old = tables.of_article(db, SegmentRow, article_id)
    found, rows = _revised(db, article_id, old, fresh)
    tables.put_article(db, article_row(result, blocks))
    tables.sync(db, BlockRow, tables.of_article(db, BlockRow, article_id), blocks)
    tables.sync(db, SegmentRow, old, rows)
    tables.move_decisions(db, old, found.moved)
    revisions.move_back(db, article_id, found.back)
    copies.put(db, article_id, result.article.copies)
    copies.withdraw(db, article_id)
    copies.put_marks(db, article_id, marks(result.article))
    return found.correction


def _revised(
    db: sqlite3.Connection, article_id: str, old: dict[str, SegmentRow], fresh: list[SegmentRow]
) -> tuple[revisions.Revision, list[SegmentRow]]:
    """The rows to store, with people's decisions and what is to be looked at again; both texts compared."""
    found = revisions.revision(db, article_id, old, fresh, moves(old, fresh))
    rows = [
        revisions.returned(row, found.back[row.id]) if row.id in found.back else row
        for row in merged(fresh, old, found.moved)
    ]
    now = timestamp(datetime.now(UTC))
    if _texts(old.values()) != _texts(rows):
        signing.withdraw(db, article_id, TRANSLATED, now, found.correction.words)
    if found.correction:
        revisions.put(db, article_id, old, found, now)
    earlier = revisions.earlier(db, article_id, revisions.drafts(rows))
    return found, [revisions.told(row, earlier) for row in rows]


def _texts(rows: Iterable[SegmentRow]) -> list[tuple[str, str]]:
    return [(row.zh, row.en) for row in rows]
