"""What two sentences share that only translations of each other are likely to share.

A feature is something that both languages show: a value (23.4亿 and $2.34 billion), a Latin word or address, a term
of the glossary, an everyday word of ``words/lexicon.txt``, a foreign name by its sound, a quotation or question mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from translate.align.lexicon import words_in_chinese, words_in_english
from translate.align.model import Text
from translate.align.sounds import names_in_chinese, names_in_english
from translate.lock.forms import occurrences
from translate.quantity.chinese import read_chinese
from translate.quantity.english import read_english
from translate.quantity.model import Approx, Found, Kind
from translate.text import fold

if TYPE_CHECKING:
    from translate.termbase import ArticleContext, Termbase


class Sort(StrEnum):
    """What a feature is."""

    NUMBER = "number"
    LATIN = "latin"
    TERM = "term"
    WORD = "word"
    SOUND = "sound"
    MARK = "mark"


Feature = tuple[Sort, str]

# How often the other side has a feature that one side has, of sentences that translate each other: as printed by
# ``python -m benchmarks.align_fit`` of half of the documents of NTREX-128. Numbers are set lower (0.98 there: careful
# work), terms are not fitted: a glossary need not be the one that the translators had.
KEPT = {
    Sort.NUMBER: 0.95,
    Sort.LATIN: 0.90,
    Sort.TERM: 0.85,
    Sort.WORD: 0.75,
    Sort.SOUND: 0.75,
    Sort.MARK: 0.84,
}
_STRONGEST = 4.5  # one feature decides no more than this: texts repeat themselves
_WEAKEST = -1.5
_NEAR = 12  # sentences

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f'’-]*[A-Za-z0-9\u00c0-\u024f]|[A-Z]")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MARKS = {"“": "quote", '"': "quote", "「": "quote", "?": "?", "!": "!", "%": "%"}
_PERCENT = frozenset({Kind.PERCENT, Kind.POINTS, Kind.FRACTION})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of each sentence, and what each is worth where both sides have it or one alone (nats)."""

    zh: tuple[frozenset[Feature], ...]
    en: tuple[frozenset[Feature], ...]
    both: dict[Feature, float]
    alone: dict[Feature, float]


def gather(
    zh: Text, en: Text, termbase: Termbase | None = None, context: ArticleContext | None = None
) -> Evidence:
    """The evidence in two texts. ``termbase`` gives the terms of a glossary, ``context`` decides on their scopes."""
    folded = [fold(sentence) for sentence in zh.sentences]
    english = list(en.sentences)
    lower = [sentence.lower() for sentence in english]
    zh_found = [{*_numbers(read_chinese(z), z), *_marks(z), *_words(words_in_chinese(z))} for z in folded]
    en_found = [
        {*_numbers(read_english(e), e), *_marks(e), *_words(words_in_english(low))}
        for e, low in zip(english, lower, strict=True)
    ]
    _add_latin(folded, lower, zh_found, en_found)
    _add_sounds(folded, english, zh_found, en_found)
    if termbase is not None and context is not None:
        _add_terms(zh.sentences, english, termbase, context, zh_found, en_found)
    return _weighed(zh_found, en_found)


def _numbers(found: Iterable[Found], text: str) -> Iterator[Feature]:
    for one in found:
        quantity = one.quantity
        if quantity.kind is Kind.WEEKDAY:
            yield Sort.NUMBER, f"weekday {quantity.low}"
            continue
        for part in (quantity.year, quantity.day):
            if part is not None:
                yield Sort.NUMBER, str(part)
        if quantity.month is not None:
            yield Sort.NUMBER, f"month {quantity.month}"
        elif quantity.kind is not Kind.DATE and quantity.approx is not Approx.VAGUE and quantity.low != 1:
            factor = 100 if quantity.kind in _PERCENT else 1
            yield from ((Sort.NUMBER, str(value * factor)) for value in {quantity.low, quantity.high})
    for figure in _FIGURE.findall(text):
        plain = figure.replace(",", "")
        if len(plain) < 16 and plain != "1":
            yield Sort.NUMBER, plain.lstrip("0") or "0"


def _marks(text: str) -> Iterator[Feature]:
    return ((Sort.MARK, name) for mark, name in _MARKS.items() if mark in text)


def _words(words: Iterable[str]) -> Iterator[Feature]:
    return ((Sort.WORD, word) for word in words)


def _add_latin(
    zh: Sequence[str], lower: Sequence[str], zh_found: list[set[Feature]], en_found: list[set[Feature]]
) -> None:
    """Latin words that the Chinese writes: they are looked for in the English, case apart."""
    own = [{word.lower() for word in _LATIN.findall(sentence)} for sentence in zh]
    known = set().union(*own)
    if not known:
        return
    for words, features in zip(own, zh_found, strict=True):
        features.update((Sort.LATIN, word) for word in words)
    for sentence, features in zip(lower, en_found, strict=True):
        for word in _LATIN.findall(sentence):
            stem = word if word in known else re.sub(r"['’]?s$", "", word)
            if stem in known:
                features.add((Sort.LATIN, stem))


def _add_sounds(
    zh: Sequence[str], english: Sequence[str], zh_found: list[set[Feature]], en_found: list[set[Feature]]
) -> None:
    own = [names_in_english(sentence) for sentence in english]
    wanted = frozenset().union(*own)
    for sentence, features in zip(zh, zh_found, strict=True):
        features.update((Sort.SOUND, name) for name in names_in_chinese(sentence, wanted))
    for names, features in zip(own, en_found, strict=True):
        features.update((Sort.SOUND, name) for name in names)


def _add_terms(
    zh: Sequence[str],
    english: Sequence[str],
    termbase: Termbase,
    context: ArticleContext,
    zh_found: list[set[Feature]],
    en_found: list[set[Feature]],
) -> None:
    """Terms of the glossary; each is looked for once in all of the English, not once a sentence."""
    forms: dict[str, set[str]] = {}
    for sentence, features in zip(zh, zh_found, strict=True):
        for match in termbase.match(sentence, context):
            if match.term.en and (Sort.WORD, fold(match.term.zh)) not in features:  # it tells but once
                forms.setdefault(match.term.en, set()).update((match.term.en, *match.term.accept))
                features.add((Sort.TERM, match.term.en))
    starts = list(accumulate((len(sentence) + 1 for sentence in english), initial=0))
    whole = "\n".join(english)
    for term, ways in forms.items():
        for way in ways:
            for start, _ in occurrences(way, whole):
                en_found[bisect_right(starts, start) - 1].add((Sort.TERM, term))


def _weighed(zh_found: list[set[Feature]], en_found: list[set[Feature]]) -> Evidence:
    """Features that only one of the texts ever has tell nothing of places and are left out."""
    zh_density, en_density = _densities(zh_found), _densities(en_found)
    both: dict[Feature, float] = {}
    alone: dict[Feature, float] = {}
    for feature in zh_density.keys() & en_density.keys():
        chance = max(zh_density[feature], en_density[feature])
        kept = KEPT[feature[0]]
        both[feature] = min(_STRONGEST, max(0.0, log(kept / chance)))
        alone[feature] = max(_WEAKEST, min(0.0, log((1 - kept) / max(1 - chance, 0.05))))
    shared = frozenset(both)
    return Evidence(
        tuple(shared & features for features in zh_found),
        tuple(shared & features for features in en_found),
        both,
        alone,
    )


def _densities(found: Sequence[set[Feature]]) -> dict[Feature, float]:
    """How likely a sentence has a feature, near to where the feature is: a name fills one report and no other."""
    places: dict[Feature, list[int]] = {}
    for number, features in enumerate(found):
        for feature in features:
            places.setdefault(feature, []).append(number)
    window = min(len(found), 2 * _NEAR + 1)
    return {feature: (_around(numbers) + 0.5) / (window + 1) for feature, numbers in places.items()}


def _around(numbers: Sequence[int]) -> float:
    """How many of the numbers lie within ``_NEAR`` of one of them, on average."""
    total = first = last = 0
    for number in numbers:
        while numbers[first] < number - _NEAR:
            first += 1
        while last < len(numbers) and numbers[last] <= number + _NEAR:
            last += 1
        total += last - first
    return total / len(numbers)
