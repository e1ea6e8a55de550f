"""Which of the articles that were read are one story, among themselves and with what the memory holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from rapidfuzz.distance import Levenshtein

from translate.duplicates.address import normal_address
from translate.duplicates.shelf import Shelf
from translate.duplicates.sketch import SHORTEST, address_mark, marks_of, story
from translate.duplicates.unchanged import reading_digest
from translate.model import Article, Copy

# Share of characters that must agree. Papers cut a line or change a word of a wire report; the next day's report on
# the same matter shares less, and if it shares more (exchange rates, weather), its numbers differ: see _same_numbers.
NEAR = 0.9
_SAME_PAGE = 0.5  # two texts at nearly the same address are versions of one page if they share this much
_FULLER = 1.02
_MOST_APART = timedelta(days=7)
_MOST_COMPARED = 20  # candidates an article, those that share most marks first: keeps the whole linear
_MOST_SHARING = 50  # articles kept a mark: one shared by more is of boilerplate, and copies share others too
_NUMBER = re.compile(r"\d+|[零〇一二三四五六七八九十百千万亿两]+")


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
class Duplicate:
    """An article that was read and is not translated, why, and the id of the one that stands for it."""

    source: str
    url: str
    of: str
    why: str  # "same text", "same text, fuller" (than one that has a page), "same address" or "older version"


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


@dataclass(slots=True)
class _Telling:
    """One article as it was read or stored: the little that decides, the rest is on the shelf."""

    shelf: Shelf
    place: int
    id: str
    source: str
    url: str
    date: datetime | None
    copies: tuple[Copy, ...]
    stored: bool  # its id has a page: people may have worked on it, so it never becomes a copy
    address: str
    reading: str = ""
    same: bool = False  # its page was made from just this reading

    @property
    def article(self) -> Article:
        """The whole article."""
        return self.shelf.article(self.place)

    @property
    def text(self) -> str:
        """What its copies share, as :func:`translate.duplicates.sketch.story` gives it."""
        return self.shelf.text(self.place)


@dataclass(slots=True)
class _Story:
    """The telling that is translated, and the others."""

    head: _Telling
    read: bool  # in this run; else only the memory knows it
    copies: list[Copy]
    dropped: list[Duplicate] = field(default_factory=list)  # of which article is told at the end
    number: int = 0


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
        self._stories: list[_Story] = []
        self._by_id: dict[str, _Story] = {}

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

    def _telling(self, article: Article, *, stored: bool, reading: str = "") -> _Telling:
        text = story(article)
        return _Telling(
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

    def _unchanged(self, article: Article, reading: str) -> _Telling:
        """One whose page was made from just this reading. The memory has its marks, and it is seldom asked more."""
        return _Telling(
            self._shelf,
            self._shelf.put(article, None),
            article.id,
            article.source,
            article.url,
            article.date,
            article.copies,
            True,
            normal_address(article.url),
            reading,
            same=True,
        )

    def _newer_one(self, new: _Telling) -> _Story | None:
        """The stored version of the article, if it is newer: an old dump that is read again undoes no correction."""
        if not _is_older(new.date, self._stored.get(new.id)):
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

    def _begin(self, head: _Telling, *, read: bool) -> _Story:
        begun = _Story(head, read, list(head.copies), number=len(self._stories))
        self._stories.append(begun)
        self._by_id[head.id] = begun
        return begun

    def _begin_stored(self, stored: Article) -> _Story:
        telling = self._telling(stored, stored=True)
        begun = self._begin(telling, read=False)
        self._index(begun, marks_of(telling.address, telling.text))
        return begun

    def _index(self, story_: _Story, marks: Iterable[int]) -> None:
        self._shelf.mark(marks, story_.number, _MOST_SHARING)

    def _candidates(self, marks: Sequence[int], new: _Telling) -> Iterator[_Story]:
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

    def _joins(self, story_: _Story, new: _Telling) -> bool:
        """Whether the article belongs to the story; then it is in it."""
        head = story_.head
        if new.stored and head.stored:
            return False
        same_page = bool(new.address) and new.address == head.address
        if _near(new, head):
            if same_page and not new.stored and _age(new) > _age(head):
                self._replace(story_, new, "same address")
            elif not head.stored and (new.stored or _is_fuller(new, head)):
                story_.head, story_.read = new, True
                _drop(story_, head, "same text")
            elif same_page:
                _drop(story_, new, "same address")
            else:
                _drop(story_, new, "same text, fuller" if _is_fuller(new, head) else "same text")
            return True
        if same_page and _similarity(new, head, _SAME_PAGE) >= _SAME_PAGE:
            self._same_page(story_, new)
            return True
        return False

    def _same_page(self, story_: _Story, new: _Telling) -> None:
        """Another reading or version of the page that the story's head is of."""
        head = story_.head
        if not story_.read and new.id == head.id and not _is_older(new.date, head.date):
            story_.head, story_.read = new, True
            self._index(story_, marks_of(new.address, new.text))
        elif new.article.blocks == head.article.blocks:
            _drop(story_, new, "same address")
        elif _age(new) > _age(head) or (_age(new) == _age(head) and _later_counts(new, head)):
            self._replace(story_, new, "older version")
        else:
            _drop(story_, new, "older version")

    def _replace(self, story_: _Story, new: _Telling, why: str) -> None:
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


def _drop(story_: _Story, telling: _Telling, why: str) -> None:
    story_.dropped.append(Duplicate(telling.source, telling.url, "", why))
    if why != "older version":
        story_.copies += (Copy(telling.id, telling.source, telling.url, telling.date), *telling.copies)


def _with_copies(story_: _Story, before: Mapping[str, tuple[Copy, ...]], heads: Set[str]) -> Head:
    """The head with each other place once: not its own, none twice, none that is a story of its own by now."""
    head = story_.head
    own = (head.url, head.source)
    copies = (*before.get(head.id, ()), *head.copies, *story_.copies)
    places = {(copy.url, copy.source): copy for copy in copies if copy.id == head.id or copy.id not in heads}
    kept = tuple(copy for place, copy in sorted(places.items()) if place != own)
    return Head(head.id, head.place, kept, head.reading)


def _is_fuller(new: _Telling, head: _Telling) -> bool:
    return len(new.text) > len(head.text) * _FULLER


def _is_older(date: datetime | None, other: datetime | None) -> bool:
    """Whether both dates are known and the first is the older."""
    return date is not None and other is not None and date < other


def _age(telling: _Telling) -> datetime:
    """The date, the greater the newer; without one it is older than any."""
    return telling.date or datetime.min.replace(tzinfo=UTC)


def _later_counts(new: _Telling, head: _Telling) -> bool:
    """Whether the one that was read later is the newer one, where no date tells: at the very same address it is."""
    return new.id == head.id or new.date is None


def _near(one: _Telling, other: _Telling) -> bool:
    """Whether two texts are one story, as a paper prints a wire report: nearly all characters, the same numbers."""
    if min(len(one.text), len(other.text)) < SHORTEST:
        return False
    dates = one.date, other.date
    if dates[0] and dates[1] and abs(dates[0] - dates[1]) > _MOST_APART:
        return False
    return _similarity(one, other, NEAR) >= NEAR and _same_numbers(one.text, other.text)


def _similarity(one: _Telling, other: _Telling, least: float) -> float:
    """The Levenshtein ratio, 0 where it is below ``least``: that is known sooner."""
    return Levenshtein.normalized_similarity(one.text, other.text, score_cutoff=least)


def _same_numbers(one: str, other: str) -> bool:
    """Whether the shorter text has no number that the longer has not: yesterday's exchange rate is no copy."""
    shorter, longer = sorted((one, other), key=len)
    return Counter(_NUMBER.findall(shorter)) <= Counter(_NUMBER.findall(longer))
