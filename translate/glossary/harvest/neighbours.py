"""Latin names that stand beside their Chinese: 推特Twitter, Twitter（推特）; and those that have none.

Most Latin in Chinese text stands beside a word that is no translation of it (谷歌Gemini, 平台X), so a pair must
either sound alike or keep to itself: nearly always together, in several articles, and no word that a dictionary
knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from translate.glossary.harvest.candidate import MOST_CONTEXTS, Candidate, Context, Origin, Seen
from translate.glossary.harvest.glossed import context_of, snippet
from translate.glossary.harvest.tally import Sighting, Tally, house_form
from translate.lock import titles
from translate.lock.evidence import tokens
from translate.lock.latin import read_latin
from translate.lock.transliteration import SOUNDS, latin_sounds, spellings
from translate.model import Article, Block
from translate.termbase.words import dictionary
from translate.text import INTERPUNCTS, fold, plain_latin

_HAN = "\u3400-\u9fff"
_WORD = r"[A-Z][A-Za-z0-9\u00c0-\u024f]*(?:[.&'’+-][A-Za-z0-9\u00c0-\u024f]+)*"
_LATIN = re.compile(rf"(?<![A-Za-z0-9\u00c0-\u024f.@/_-]){_WORD}(?: {_WORD}){{0,3}}(?![A-Za-z0-9@/_])")
_BEFORE = re.compile(rf"[{_HAN}](?:[{_HAN}{INTERPUNCTS}]{{0,10}}[{_HAN}]) ?$")
_INSIDE = re.compile(rf" ?[（(]([{_HAN}](?:[{_HAN}{INTERPUNCTS}]{{0,14}}[{_HAN}]))[)）]")
_REACH = 13  # characters before a Latin name that are looked at

# A pair that sounds alike at this cost or less, and has this many consonants or Chinese characters to show it, is no
# chance: in tests/names/glosses.txt names that are translated, not spelt, cost 0.36 and more.
_SPELT = 0.16
_SPELT_IN_BRACKETS = 0.3  # Kaspersky（卡巴斯基）: its beginning is certain
_ENOUGH_SOUNDS = 3
# What else is taken for a pair: in at least so many articles and places, and together this share of the times.
_LEAST_TIMES, _LEAST_ARTICLES, _SHARE = 5, 3, 0.8
_MOST = 200_000  # pairs held at a time; beyond, those seen once are dropped


_FUNCTION = tuple("upcrdmq")  # jieba's tags of 的, 在, 和, 他, 很 …
_NAMES = ("nr", "ns", "nt", "nz")  # jieba's tags of names


@dataclass(slots=True)
class _Pair:
    together: int = 0
    bracketed: int = 0  # Twitter（推特）: where the Chinese begins and ends is certain
    free: int = 0  # ，推特Twitter: where it begins is
    all: int = 0  # times that the Chinese is there at all in the articles where the two meet
    articles: int = 0
    article: int = -1
    first: date | None = None
    last: date | None = None
    contexts: list[Context] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Site:
    """A Latin name and the Chinese right beside it."""

    zh: str  # folded
    bracketed: bool
    free: bool


class Neighbours:
    """Latin names of the articles that were read, and what stands beside them."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], _Pair] = {}
        self._latin: Counter[str] = Counter()
        self._latin_seen = Tally(Origin.LATIN)
        self._articles = 0

    def read(self, article: Article, *, latin: bool = False) -> None:
        """Count an article's Latin names; with ``latin`` also keep where each was seen."""
        self._articles += 1
        met: dict[tuple[str, str], _Pair] = {}
        for block in article.blocks:
            for found in _LATIN.finditer(block.zh):
                en = found.group()
                self._latin[en] += 1
                if latin:
                    self._latin_seen.add(self._sighting(article, block, found))
                if len(en) > 2 and not en.isupper():
                    for site in _sites(block.zh, found):
                        met[site.zh, en] = self._keep(site, en, article, block, found)
        if met:
            whole = fold("\n".join(block.zh for block in article.blocks))
            for (zh, _), pair in met.items():
                pair.all += whole.count(zh)
        self._forget()

    def pairs(self) -> Iterator[Candidate]:
        """The pairs that are names of each other, as far as that is beyond doubt."""
        chosen: dict[str, tuple[tuple[float, int], str]] = {}
        for (zh, en), pair in self._pairs.items():
            rank = self._rank(zh, en, pair)
            if rank is not None and (en not in chosen or rank > chosen[en][0]):
                chosen[en] = rank, zh
        for en, (_, zh) in chosen.items():
            pair = self._pairs[zh, en]
            seen = Seen(pair.together, pair.articles, pair.first, pair.last, tuple(pair.contexts))
            yield Candidate(house_form(zh), en, seen, Origin.NEIGHBOUR)

    def latin(self, least: int, named: frozenset[str]) -> Iterator[Candidate]:
        """Latin names seen at least so often, in several articles, that are the English of nothing in ``named``.

        ``named`` holds ``plain_latin`` forms. Abbreviations are left out: GDP is no name.
        """
        for candidate in self._latin_seen.candidates():
            latin = read_latin(candidate.en)
            frequent = candidate.seen.count >= least and candidate.seen.articles >= _LEAST_ARTICLES
            if latin is None or latin.acronym or latin.common or not frequent:
                continue
            if plain_latin(candidate.en) not in named:
                yield Candidate(candidate.en, "", candidate.seen, Origin.LATIN)

    def _keep(self, site: _Site, en: str, article: Article, block: Block, found: re.Match[str]) -> _Pair:
        pair = self._pairs.setdefault((site.zh, en), _Pair())
        pair.together += 1
        pair.bracketed += site.bracketed
        pair.free += site.free
        if pair.article == self._articles:
            return pair
        pair.article = self._articles
        pair.articles += 1
        if article.date:
            day = article.date.date()
            pair.first, pair.last = min(pair.first or day, day), max(pair.last or day, day)
        if len(pair.contexts) < MOST_CONTEXTS:
            pair.contexts.append(Context(article.id, block.id, snippet(block.zh, *found.span())))
        return pair

    def _rank(self, zh: str, en: str, pair: _Pair) -> tuple[float, int] | None:
        """How well the two go together, None where there is doubt: first those that sound alike."""
        latin = read_latin(en)
        if latin is None or latin.acronym or latin.common or titles.ONLY_TITLES.match(zh):
            return None
        if pair.articles >= 2 or pair.bracketed:
            cost = _spelt(zh, latin.words, _SPELT_IN_BRACKETS if pair.bracketed else _SPELT)
            if cost is not None and not _everyday(zh):
                return 2.0 - cost, len(zh)
        certain = max(pair.bracketed, pair.free)
        share = min(pair.together / max(pair.all, 1), pair.together / max(self._latin[en], 1))
        enough = pair.together >= _LEAST_TIMES and pair.articles >= _LEAST_ARTICLES and share >= _SHARE
        return (share, certain) if enough and certain > 1 and not _everyday(zh) else None

    def _sighting(self, article: Article, block: Block, found: re.Match[str]) -> Sighting:
        day = article.date.date() if article.date else None
        span = found.span()
        return Sighting("", found.group(), self._articles, day, lambda: context_of(article, block, *span))

    def _forget(self) -> None:
        if len(self._pairs) > _MOST:
            self._pairs = {key: pair for key, pair in self._pairs.items() if pair.together > 1}
        if len(self._latin) > _MOST:
            self._latin = Counter({en: times for en, times in self._latin.items() if times > 1})


def _sites(text: str, found: re.Match[str]) -> Iterator[_Site]:
    start, end = found.span()
    inside = _INSIDE.match(text, end)
    if inside:
        yield _Site(fold(inside.group(1)), True, True)
    run = _BEFORE.search(text[max(0, start - _REACH) : start])
    if run:
        zh = fold(run.group().rstrip())
        for length in range(2, len(zh) + 1):
            if zh[-length] not in INTERPUNCTS:
                yield _Site(zh[-length:], False, length == len(zh) < _REACH - 1)


def _spelt(zh: str, words: tuple[str, ...], most: float) -> float | None:
    """The cost at which the Chinese spells the Latin words, all of them; None if it is more than ``most``."""
    if not all(character in SOUNDS or character in INTERPUNCTS for character in zh):
        return None
    if sum(len(latin_sounds(word)) for word in words) < _ENOUGH_SOUNDS and len(zh) < _ENOUGH_SOUNDS:
        return None
    costs = (s.cost for s in spellings(zh, words) if s.start == 0 and s.words == len(words))
    cost = min(costs, default=1.0)
    return cost if cost <= most else None


def _everyday(zh: str) -> bool:
    """Whether a dictionary knows it, or a word of it, as something else than a name."""
    words = dictionary()

    def known(word: str, tag: str) -> bool:
        name = word in words.names or word in words.bodies or tag[:2] in _NAMES
        return word in words.weights and not name and (len(word) > 1 or tag[:1] in _FUNCTION)

    parts = tokens(zh)
    return known(zh, "") if zh in words.weights else any(known(word, tag) for word, tag in parts)
