"""Which of the articles that were read are one story, among themselves and with what the memory holds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from rapidfuzz.distance import Levenshtein

from translate.duplicates.address import normal_address
from translate.duplicates.sketch import SHORTEST, address_mark, marks_of, story
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


@dataclass(slots=True)
class _Telling:
    """One article as it was read or stored."""

    article: Article
    stored: bool  # its id has a page: people may have worked on it, so it never becomes a copy
    text: str = field(init=False)
    address: str = field(init=False)

    def __post_init__(self) -> None:
        self.text, self.address = story(self.article), normal_address(self.article.url)


@dataclass(slots=True)
class _Story:
    """The telling that is translated, and the others."""

    head: _Telling
    read: bool  # in this run; else only the memory knows it
    copies: list[Copy]
    dropped: list[tuple[_Telling, str]] = field(default_factory=list)


def recognise(articles: Sequence[Article], known: Known) -> Recognised:
    """Sort ``articles``, in the order given, into those to translate and duplicates of them or of stored ones.

    Takes time in proportion to the number of articles. Articles with one id are versions of one page: the newer
    stays, else the later read.
    """
    desk = _Desk(known, known.known({article.id for article in articles}))
    for article in articles:
        desk.take(article)
    return desk.result()


class _Desk:
    """Takes articles one by one; holds one text a story."""

    def __init__(self, known: Known, stored: Mapping[str, datetime | None]) -> None:
        self._known, self._stored = known, stored
        self._stories: list[_Story] = []
        self._by_id: dict[str, _Story] = {}
        self._by_mark: dict[int, list[_Story]] = defaultdict(list)

    def take(self, article: Article) -> None:
        """Finds the article's story, or begins one."""
        new = _Telling(article, article.id in self._stored)
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
        self._begin(new, marks, read=True)

    def _newer_one(self, new: _Telling) -> _Story | None:
        """The stored version of the article, if it is newer: an old dump that is read again undoes no correction."""
        if not _is_older(new.article.date, self._stored.get(new.article.id)):
            return None
        stored = self._known.article(new.article.id)
        return None if stored is None else self._begin_stored(stored)

    def result(self) -> Recognised:
        """What has become of all that was taken."""
        told = [story_ for story_ in self._stories if story_.read or story_.dropped]
        heads = {story_.head.article.id for story_ in told}
        before = self._known.copies(sorted(heads & self._stored.keys()))
        whole = [(story_, _with_copies(story_, before, heads)) for story_ in told]
        return Recognised(
            tuple(article for story_, article in whole if story_.read),
            tuple(
                article
                for story_, article in whole
                if not story_.read and article.copies != story_.head.article.copies
            ),
            tuple(
                Duplicate(telling.article.source, telling.article.url, story_.head.article.id, why)
                for story_ in told
                for telling, why in story_.dropped
            ),
        )

    def _begin(self, head: _Telling, marks: Iterable[int], *, read: bool) -> _Story:
        begun = _Story(head, read, list(head.article.copies))
        self._stories.append(begun)
        self._by_id[head.article.id] = begun
        self._index(begun, marks)
        return begun

    def _begin_stored(self, stored: Article) -> _Story:
        telling = _Telling(stored, stored=True)
        return self._begin(telling, marks_of(telling.address, telling.text), read=False)

    def _index(self, story_: _Story, marks: Iterable[int]) -> None:
        for mark in marks:
            if len(self._by_mark[mark]) < _MOST_SHARING:
                self._by_mark[mark].append(story_)

    def _candidates(self, marks: Sequence[int], new: _Telling) -> Iterator[_Story]:
        """Stories that may be the article's: those at its address, then those that share most marks with it."""
        address = address_mark(new.address) if new.address else None
        shared: Counter[int] = Counter()
        here: dict[int, _Story] = {}
        for mark in marks:
            for story_ in self._by_mark.get(mark, ()):
                here[id(story_)] = story_
                shared[id(story_)] += _MOST_COMPARED if mark == address else 1
        yield from (here[key] for key, _ in shared.most_common(_MOST_COMPARED))
        if new.stored:  # two that both have a page stay two
            return
        here_too = self._known.lookalikes(marks[:1] if new.address else (), _MOST_SHARING)
        found = Counter(self._known.lookalikes(marks, _MOST_SHARING))
        alike = (id_ for id_, count in found.most_common(_MOST_COMPARED) if count > 1 and id_ not in here_too)
        for article_id in (*here_too, *alike):
            stored = None if article_id in self._by_id else self._known.article(article_id)
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
        if (
            not story_.read
            and new.article.id == head.article.id
            and not _is_older(new.article.date, head.article.date)
        ):
            story_.head, story_.read = new, True
            self._index(story_, marks_of(new.address, new.text))
        elif _same_blocks(new.article, head.article):
            _drop(story_, new, "same address")
        elif _age(new) > _age(head) or (_age(new) == _age(head) and _later_counts(new, head)):
            self._replace(story_, new, "older version")
        else:
            _drop(story_, new, "older version")

    def _replace(self, story_: _Story, new: _Telling, why: str) -> None:
        """The article is the newer version of the head, and keeps the head's id: its page, people's decisions."""
        old = story_.head
        article = replace(new.article, id=old.article.id)
        self._by_id[new.article.id] = story_
        was_read = story_.read
        story_.head, story_.read = _Telling(article, old.stored), True
        self._index(story_, marks_of(story_.head.address, story_.head.text))
        if was_read:
            _drop(story_, old, why)


def _drop(story_: _Story, telling: _Telling, why: str) -> None:
    story_.dropped.append((telling, why))
    if why != "older version":
        article = telling.article
        story_.copies += (Copy(article.id, article.source, article.url, article.date), *article.copies)


def _with_copies(story_: _Story, before: Mapping[str, tuple[Copy, ...]], heads: Set[str]) -> Article:
    """The head with each other place once: not its own, none twice, none that is a story of its own by now."""
    head = story_.head.article
    own = (head.url, head.source)
    copies = (*before.get(head.id, ()), *head.copies, *story_.copies)
    places = {(copy.url, copy.source): copy for copy in copies if copy.id == head.id or copy.id not in heads}
    return replace(head, copies=tuple(copy for place, copy in sorted(places.items()) if place != own))


def _same_blocks(one: Article, other: Article) -> bool:
    """Whether the text is the same, links and all; a stored article's ids may be those of an earlier version."""
    return [replace(block, id="") for block in one.blocks] == [
        replace(block, id="") for block in other.blocks
    ]


def _is_fuller(new: _Telling, head: _Telling) -> bool:
    return len(new.text) > len(head.text) * _FULLER


def _is_older(date: datetime | None, other: datetime | None) -> bool:
    """Whether both dates are known and the first is the older."""
    return date is not None and other is not None and date < other


def _age(telling: _Telling) -> datetime:
    """The date, the greater the newer; without one it is older than any."""
    return telling.article.date or datetime.min.replace(tzinfo=UTC)


def _later_counts(new: _Telling, head: _Telling) -> bool:
    """Whether the one that was read later is the newer one, where no date tells: at the very same address it is."""
    return new.article.id == head.article.id or new.article.date is None


def _near(one: _Telling, other: _Telling) -> bool:
    """Whether two texts are one story, as a paper prints a wire report: nearly all characters, the same numbers."""
    if min(len(one.text), len(other.text)) < SHORTEST:
        return False
    dates = one.article.date, other.article.date
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
