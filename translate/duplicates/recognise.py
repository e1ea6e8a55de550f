"""Which of the articles that were read are one story, among themselves and with what the memory holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from translate.duplicates.address import normal_address
from translate.duplicates.shelf import Shelf
from translate.duplicates.sketch import address_mark, marks_of, story
from translate.duplicates.telling import (
    OLDER,
    SAME_PAGE,
    Duplicate,
    Story,
    Telling,
    age,
    is_fuller,
    is_older,
    later_counts,
    near,
    similarity,
)
from translate.duplicates.unchanged import reading_digest
from translate.model import Article, Copy

_MOST_COMPARED = 20  # candidates an article, those that share most marks first: keeps the whole linear
_MOST_SHARING = 50  # articles kept a mark: one shared by more is of boilerplate, and copies share others too


class Known(Protocol):
    """What the memory can say."""

    def known(self, ids: Iterable[str]) -> Mapping[str, datetime | None]:
        """Those of ``ids`` that are articles with a page, and their dates."""

    def lookalikes(self, marks: Iterable[int], most: int) -> Mapping[str, int]:
        """Ids of articles that share marks, and how many; a mark counts for at most ``most`` of them."""

    def article(self, article_id: str) -> Article | None:
        """A stored article with its copies."""

    def copies(self, ids: Iterable[str]) -> Mapping[str, tuple[Copy, ...]]:
        """The copies of those of these articles that have some."""

    def reading(self, article_id: str) -> str:
        """The digest of the reading that an article's page was made from, empty where none is known."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The articles to translate, in the order read, with their copies; stored ones that have new copies; the rest."""

    articles: tuple[Article, ...]
    elsewhere: tuple[Article, ...]
    duplicates: tuple[Duplicate, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The telling of a story that counts: where on the shelf it is, and where else the story stands.

    ``reading`` is the digest of the article as it was read.
    """

    id: str
    place: int
    copies: tuple[Copy, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class Told:
    """What :class:`Recognised` says of articles that are on a shelf, in a few hundred bytes a story."""

    shelf: Shelf
    heads: tuple[Head, ...]
    elsewhere: tuple[Head, ...]
    duplicates: tuple[Duplicate, ...]

    def article(self, head: Head) -> Article:
        """A head as it was read, with its copies."""
        return replace(self.shelf.article(head.place), copies=head.copies)


def recognise(articles: Iterable[Article], known: Known) -> Recognised:
    """Sort ``articles``, in the order given, into those to translate and duplicates of them or of stored ones.

    Takes time in proportion to the number of articles. Articles with one id are versions of one page: the newer
    stays, else the later read.
    """
    with Shelf() as shelf:
        told = tell(articles, known, shelf)
        return Recognised(
            tuple(map(told.article, told.heads)), tuple(map(told.article, told.elsewhere)), told.duplicates
        )


def tell(articles: Iterable[Article], known: Known, shelf: Shelf) -> Told:
    """What :func:`recognise` finds, with the articles on a shelf: any number of them takes little memory."""
    desk = _Desk(known, shelf)
    for article in articles:
        desk.take(article)
    return desk.result()


class _Desk:
    """Takes articles one by one."""

    def __init__(self, known: Known, shelf: Shelf) -> None:
        self._known, self._shelf = known, shelf
        self._stored: dict[str, datetime | None] = {}  # of what was read
        self._stories: list[Story] = []
        self._by_id: dict[str, Story] = {}

    def take(self, article: Article) -> None:
        """Finds the article's story, or begins one."""
        self._stored |= self._known.known([article.id])
        stored = article.id in self._stored
        reading = reading_digest(article)
        if stored and article.id not in self._by_id and self._known.reading(article.id) == reading:
            self._begin(self._unchanged(article, reading), read=True)
            return
        new = self._telling(article, stored=stored, reading=reading)
        own = self._by_id.get(article.id) or self._newer_one(new)
        if own is not None:
            self._same_page(own, new)
            return
        marks = marks_of(new.address, new.text)
        for story_ in self._candidates(marks, new):
            if self._joins(story_, new):
                self._by_id[article.id] = story_
                if story_.head is new:
                    self._index(story_, marks)
                return
        self._index(self._begin(new, read=True), marks)

    def _telling(self, article: Article, *, stored: bool, reading: str = "") -> Telling:
        return self._on_shelf(article, story(article), stored=stored, reading=reading)

    def _unchanged(self, article: Article, reading: str) -> Telling:
        """One whose page was made from just this reading. The memory has its marks, and it is seldom asked more."""
        return replace(self._on_shelf(article, None, stored=True, reading=reading), same=True)

    def _on_shelf(self, article: Article, text: str | None, *, stored: bool, reading: str) -> Telling:
        return Telling(
            self._shelf,
            self._shelf.put(article, text),
            article.id,
            article.source,
            article.url,
            article.date,
            article.copies,
            stored,
            normal_address(article.url),
            reading,
        )

    def _newer_one(self, new: Telling) -> Story | None:
        """The stored version of the article, if it is newer: an old dump that is read again undoes no correction."""
        if not is_older(new.date, self._stored.get(new.id)):
            return None
        stored = self._known.article(new.id)
        return None if stored is None else self._begin_stored(stored)

    def result(self) -> Told:
        """What has become of all that was taken."""
        told = [story_ for story_ in self._stories if story_.read or story_.dropped]
        ids = {story_.head.id for story_ in told}
        before = self._known.copies(sorted(ids & self._stored.keys()))
        heads = [(story_, _with_copies(story_, before, ids)) for story_ in told]
        return Told(
            self._shelf,
            tuple(head for story_, head in heads if story_.read),
            tuple(head for story_, head in heads if not story_.read and head.copies != story_.head.copies),
            tuple(replace(duplicate, of=story_.head.id) for story_ in told for duplicate in story_.dropped),
        )

    def _begin(self, head: Telling, *, read: bool) -> Story:
        begun = Story(head, read, list(head.copies), number=len(self._stories))
        self._stories.append(begun)
        self._by_id[head.id] = begun
        return begun

    def _begin_stored(self, stored: Article) -> Story:
        telling = self._telling(stored, stored=True)
        begun = self._begin(telling, read=False)
        self._index(begun, marks_of(telling.address, telling.text))
        return begun

    def _index(self, story_: Story, marks: Iterable[int]) -> None:
        self._shelf.mark(marks, story_.number, _MOST_SHARING)

    def _candidates(self, marks: Sequence[int], new: Telling) -> Iterator[Story]:
        """Stories that may be the article's: those at its address, then those that share most marks with it."""
        address = address_mark(new.address) if new.address else None
        shared: Counter[int] = Counter()
        for mark, number in self._shelf.marked(marks):
            shared[number] += _MOST_COMPARED if mark == address else 1
        yield from (self._stories[number] for number, _ in shared.most_common(_MOST_COMPARED))
        if new.stored:  # two that both have a page stay two
            return
        here_too = self._known.lookalikes(marks[:1] if new.address else (), _MOST_SHARING)
        found = Counter(self._known.lookalikes(marks, _MOST_SHARING))
        alike = (id_ for id_, count in found.most_common(_MOST_COMPARED) if count > 1 and id_ not in here_too)
        for article_id in (*here_too, *alike):
            story_ = self._by_id.get(article_id)
            if story_ is not None:
                if story_.head.same and story_.number not in shared:  # only the memory has its marks
                    yield story_
                continue
            stored = self._known.article(article_id)
            if stored is not None:
                yield self._begin_stored(stored)

    def _joins(self, story_: Story, new: Telling) -> bool:
        """Whether the article belongs to the story; then it is in it."""
        head = story_.head
        if new.stored and head.stored:
            return False
        same_page = bool(new.address) and new.address == head.address
        if near(new, head):
            if same_page and not new.stored and age(new) > age(head):
                self._replace(story_, new, "same address")
            elif not head.stored and (new.stored or is_fuller(new, head)):
                story_.head, story_.read = new, True
                _drop(story_, head, "same text")
            elif same_page:
                _drop(story_, new, "same address")
            else:
                _drop(story_, new, "same text, fuller" if is_fuller(new, head) else "same text")
            return True
        if same_page and similarity(new, head, SAME_PAGE) >= SAME_PAGE:
            self._same_page(story_, new)
            return True
        return False

    def _same_page(self, story_: Story, new: Telling) -> None:
        """Another reading or version of the page that the story's head is of."""
        head = story_.head
        if not story_.read and new.id == head.id and not is_older(new.date, head.date):
            story_.head, story_.read = new, True
            self._index(story_, marks_of(new.address, new.text))
        elif _same_blocks(new.article, head.article):
            _drop(story_, new, "same address")
        elif age(new) > age(head) or (age(new) == age(head) and later_counts(new, head)):
            self._replace(story_, new, OLDER)
        else:
            _drop(story_, new, OLDER)

    def _replace(self, story_: Story, new: Telling, why: str) -> None:
        """The article is the newer version of the head, and keeps the head's id: its page, people's decisions."""
        old, was_read = story_.head, story_.read
        self._by_id[new.id] = story_
        if new.id != old.id:
            place = self._shelf.put(replace(new.article, id=old.id), new.text)
            new = replace(new, place=place, id=old.id)
        story_.head, story_.read = replace(new, stored=old.stored), True
        self._index(story_, marks_of(new.address, new.text))
        if was_read:
            _drop(story_, old, why)


def _drop(story_: Story, telling: Telling, why: str) -> None:
    story_.dropped.append(Duplicate(telling.source, telling.url, "", why))
    if why != OLDER:
        story_.copies += (Copy(telling.id, telling.source, telling.url, telling.date), *telling.copies)


def _with_copies(story_: Story, before: Mapping[str, tuple[Copy, ...]], heads: Set[str]) -> Head:
    """The head with each other place once: not its own, none twice, none that is a story of its own by now."""
    head = story_.head
    own = (head.url, head.source)
    copies = (*before.get(head.id, ()), *head.copies, *story_.copies)
    places = {(copy.url, copy.source): copy for copy in copies if copy.id == head.id or copy.id not in heads}
    kept = tuple(copy for place, copy in sorted(places.items()) if place != own)
    return Head(head.id, head.place, kept, head.reading)


def _same_blocks(one: Article, other: Article) -> bool:
    """Whether the text is the same, links and all; a stored article's ids may be those of an earlier version."""
    return [replace(block, id="") for block in one.blocks] == [
        replace(block, id="") for block in other.blocks
    ]
