"""Reads numbers, sums, measures and dates out of English text, as exact values with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import ahocorasick

from translate.quantity import units
from translate.quantity.english_amounts import (
    DURATION,
    MEASURE,
    MONEY,
    amount_of,
    read_amount,
    singular,
)
from translate.quantity.english_dates import CENTURY, read_figures_date, read_word_date, written_clock
from translate.quantity.english_hedges import hedge
from translate.quantity.english_words import (
    DECADES,
    FOLDS,
    MONTHS,
    MULTIPLES,
    ONES,
    ORDINALS,
    SCALES,
    TENS,
    WEEKDAYS,
    Number,
)
from translate.quantity.model import Approx, Found, Kind, Quantity
from translate.quantity.numerals import longest_first

_VAGUE_WORDS = frozenset([f"{s}s" for s in SCALES] + ["tens", "scores", "decades"])
_OTHERS = ["half", "halves", "quarter", "quarters", "noon", "midday", "midnight", "decade", "fortnight"]
_NUMBER_WORDS = frozenset(
    [*ONES, *TENS, *SCALES, *_VAGUE_WORDS, *ORDINALS, *MULTIPLES, *FOLDS, *DECADES, *MONTHS, *WEEKDAYS, *_OTHERS]
)  # fmt: skip
_SPANS_OF_TIME = [
    u for u in units.DURATION_EN if u not in ("quarter", "second")
]  # a second may be an ordinal
_A_SPAN = [f"{a} {u}" for a in ("a", "an", "per", "each", "every") for u in _SPANS_OF_TIME]


def _scanner(words: Iterable[str]) -> Any:
    """Finds where each word ends, all in one pass (a regex of 200 words takes ten times as long)."""
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


_SCANNER = _scanner([*_NUMBER_WORDS, *_A_SPAN, *"0123456789½"])
_URL = re.compile(r"https?://\S+|www\.\S+")


@lru_cache(maxsize=4096)
def read_english(en: str) -> tuple[Found, ...]:
    """Every quantity of an English text, in order, never overlapping.

    >>> [f.quantity.low for f in read_english("It cost less than $6 million.")]
    [Fraction(6000000, 1)]
    """
    low = en.lower()
    if len(low) != len(en):  # İ and its like
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in en)
    if "://" in low or "www." in low:
        low = _URL.sub(lambda url: " " * len(url[0]), low)
    found: list[Found] = []
    at = 0
    for last, token in _SCANNER.iter(low):
        start = last - len(token) + 1
        if start < at:
            continue
        if en.endswith("Group of ", 0, start):  # the Group of 20, of Seven
            at = _past_name(low, start)
            continue
        here: tuple[Found, ...] = ()
        if not token[0].isalpha():
            here = () if _GENERATION.match(en, start) else _read_figure(low, start)
            at = start + 1 if here else _past_name(low, start)
        elif low[last + 1 : last + 2].isalpha() or low[start - 1 : start].isalpha():
            continue
        elif token in _NUMBER_WORDS:
            here = _read_word(en, low, start, token)
        else:
            here = _a_span(low, start, token)
        if here:
            at = max(here[-1].end, start + 1)
            found.extend(f for f in here if not found or f.start >= found[-1].end)
    return tuple(found)


_GENERATION = re.compile(r"\d+[GDHSRLXVE]\b")  # 5G, 3D: in capitals no gram and no second
_ATTACKS = re.compile(r"9/11(?![\d/])")
_NAME = re.compile(r"9/11(?![\d/])|[\d.,]*\d?[a-z]+[\w\-]*|\d+")
_LETTERS = re.compile(r"([a-z_@#]+)[-.]?$")
_FOLD = re.compile(r"-?fold\b")
# Letters right before a figure make it part of a name (F-16, COVID-19) but for these.
_PREFIX_WORDS = """
rmb usd cny eur gbp hkd twd rs mid post pre under over sub early late aged nearly top fy to and or no non up down
by from of
"""
_PREFIXES = frozenset(_PREFIX_WORDS.split())


def _past_name(low: str, at: int) -> int:
    match = _NAME.match(low, at)
    return match.end() if match else at + 1


def _in_name(low: str, at: int) -> bool:
    """H800, F-16, COVID-19, G20: letters run into the figure."""
    before = low[at - 1 : at]
    if not before or not (before.isalpha() or before in "-._@#"):
        return False
    match = _LETTERS.search(low, max(0, at - 24), at)
    return match is not None and match[1] not in _PREFIXES


def _a_span(low: str, at: int, words: str) -> tuple[Found, ...]:
    """A year, an hour, a year and a half."""
    unit, end = units.DURATION_EN[words.split(" ")[1]], at + len(words)
    half = low.startswith(" and a half", end)
    value = Fraction(3, 2) if half else Fraction(1)
    return (Found(at, end + 11 * half, Quantity(Kind.DURATION, value, value, unit)),)


def _read_figure(low: str, at: int) -> tuple[Found, ...]:
    if _in_name(low, at) or _ATTACKS.match(low, at):
        return ()
    if low[at - 1 : at] not in ("$", "€", "£", "¥"):
        dates = read_figures_date(low, at)
        if dates:
            return dates
    if low[at - 1 : at] == "." and not low[at - 2 : at - 1].isalnum():
        at -= 1  # .5 percent
    return read_amount(low, at)


def _read_word(en: str, low: str, at: int, word: str) -> tuple[Found, ...]:
    if (fold := _FOLD.match(low, at + len(word))) is not None:
        number = ONES.get(word) or SCALES.get(word)
        return (_multiple(at, fold.end(), number),) if number else ()
    if word in FOLDS:
        return (_multiple(at, at + len(word), FOLDS[word]),)
    if word in MULTIPLES:
        verb = "" if word in ("twice", "thrice") else "growth"
        return (_multiple(at, at + len(word), MULTIPLES[word], verb),)
    return _word(en, low, at, word)


def _multiple(start: int, end: int, factor: int, unit: str = "") -> Found:
    return Found(start, end, Quantity(Kind.MULTIPLE, Fraction(factor), Fraction(factor), unit))


_LARGE = "thousands|millions|billions|trillions"
_VAGUE = re.compile(
    rf"(tens|dozens|scores|hundreds|{_LARGE})(?: (?:and|upon) \1)?(?: of ({_LARGE}))?"
    r"(?: of (dollars|euros|pounds|yuan|yen|people))?"
)
_HALF = re.compile(
    rf"half[- ](?:of )?(?:an? )?(?:(?P<scale>{longest_first(SCALES)})\b"
    rf"|(?P<duration>{longest_first(units.DURATION_EN)})\b)?"
)


def _word(en: str, low: str, at: int, word: str) -> tuple[Found, ...]:
    if word in ("half", "halves"):
        return _half(low, at)
    if word in ("quarter", "quarters"):
        return _quarter(low, at, word)
    if word in ("decade", "fortnight"):
        return (Found(at, at + len(word), Quantity(Kind.DURATION, Fraction(1), Fraction(1), word)),)
    if word in _VAGUE_WORDS:
        return _vague(low, at)
    if word in ORDINALS:
        return _ordinal(low, at, word)
    if dates := read_word_date(en, low, at, word):
        return dates
    if word in MONTHS or word in WEEKDAYS or word in DECADES:
        return ()
    if (word == "one" and low.startswith((" another",), at + 3)) or (
        low.endswith("no ", 0, at) and word == "one"
    ):
        return ()
    if word == "one" and low.startswith(("'s", "’s", " of ", "-off"), at + 3):
        return ()
    if word in TENS and (century := CENTURY.match(low, at)):
        value = Fraction(20 + ORDINALS[century[2][7:]]) if len(century[2]) > 7 else Fraction(0)
        return (Found(at, century.end(), Quantity(Kind.CENTURY, value, value)),)
    if word in TENS and (compound := _COMPOUND_ORDINAL.match(low, at)):
        value = Fraction(TENS[word] + ORDINALS[compound[1]])
        return (Found(at, compound.end(), Quantity(Kind.ORDINAL, value, value)),)
    if clock := written_clock(low, at, at + len(word), word):
        return (clock,)
    return read_amount(low, at)


_COMPOUND_ORDINAL = re.compile(
    rf"[a-z]+[- ]({longest_first(w for w, n in ORDINALS.items() if n < 10)})(?![a-z])"
)
_OF_SHARE = re.compile(rf" (?:of (?!{'|'.join(MONTHS)})|more\b|less\b|fewer\b|higher\b|lower\b)")


def _ordinal(low: str, at: int, word: str) -> tuple[Found, ...]:
    end = at + len(word)
    if century := CENTURY.match(low, at):
        value = Fraction(ORDINALS[word])
        return (Found(at, century.end(), Quantity(Kind.CENTURY, value, value)),)
    if word in ("first", "second") and low.startswith((" half", "-half"), end):
        return ()
    if word == "second" and low[at - 2 : at] in ("a ", "r "):  # a second, per second
        return ()
    number = Fraction(ORDINALS[word])
    if low.endswith((" a ", " one-", " one "), 0, at) or low.startswith("a ", 0, at):
        share = _OF_SHARE.match(low, end)
        if share and number > 2:
            approx, start, _ = hedge(low, at)
            return (Found(start, end, Quantity(Kind.FRACTION, 1 / number, 1 / number, "", approx)),)
    return (Found(at, end, Quantity(Kind.ORDINAL, number, number)),)


def _half(low: str, at: int) -> tuple[Found, ...]:
    if low.endswith(("first ", "second ", "other ", "first-", "second-"), 0, at):
        return ()
    match = _HALF.match(low, at)
    approx, start, _ = hedge(low, at)
    half = Fraction(1, 2)
    if match and match["scale"]:
        value = half * SCALES[match["scale"]]
        return amount_of(low, Number(at, match.end(), value, SCALES[match["scale"]]))
    if match and match["duration"]:
        unit = units.DURATION_EN[match["duration"]]
        return (Found(start, match.end(), Quantity(Kind.DURATION, half, half, unit, approx)),)
    return (Found(start, at + 4, Quantity(Kind.FRACTION, half, half, "", approx)),)


_OF_A_MILLION = re.compile(r" (?:of )?(?:a )?(million|billion)\b")


def _quarter(low: str, at: int, word: str) -> tuple[Found, ...]:
    """A quarter of the people; but the third quarter is a part of the year."""
    end = at + len(word)
    fourth = Fraction(1, 4)
    if (million := _OF_A_MILLION.match(low, end)) is not None:
        value = fourth * SCALES[million[1]]
        return amount_of(low, Number(at, million.end(), value, SCALES[million[1]]))
    if low.startswith(" of ", end) and low.endswith(
        (" a ", "a ", "ly ", "st ", "an ", "one-", "one "), 0, at
    ):
        approx, start, _ = hedge(low, at)
        return (Found(start, end, Quantity(Kind.FRACTION, fourth, fourth, "", approx)),)
    if low.startswith(" century", end) or low.startswith("-century", end):
        return (Found(at, end + 8, Quantity(Kind.DURATION, fourth, fourth, "century")),)
    return ()


def _vague(low: str, at: int) -> tuple[Found, ...]:
    """Billions; tens of thousands; hundreds of millions of dollars."""
    if low.startswith("decades", at):
        ten = Fraction(10)
        return (Found(at, at + 7, Quantity(Kind.DURATION, ten, ten * 10, "year", Approx.VAGUE)),)
    match = _VAGUE.match(low, at)
    if match is None or (
        match[1] in ("tens", "scores") and not match[2] and not low.startswith(" of", match.end(1))
    ):
        return ()
    first = {"tens": 10, "dozens": 10, "scores": 10}.get(match[1]) or SCALES[match[1][:-1]]
    value = Fraction(first * (SCALES[match[2][:-1]] if match[2] else 1))
    kind, unit, end = Kind.NUMBER, "", match.end()
    if match[3] == "people":
        end = match.start(3) - 4
    elif match[3]:
        kind, unit = Kind.MONEY, units.CURRENCY_EN.get(match[3]) or units.CURRENCY_EN[match[3][:-1]]
    _, start, currency = hedge(low, at)
    if currency:
        kind, unit = Kind.MONEY, currency
    elif not match[3]:
        start = at
        end, kind, unit = _vague_unit(low, end)
    return (Found(start, end, Quantity(kind, value, value * 10, unit, Approx.VAGUE)),)


_OF_UNIT = re.compile(rf" of (?:(?P<duration>{DURATION})|(?P<measure>{MEASURE})|(?P<money>{MONEY}))\b")


def _vague_unit(low: str, end: int) -> tuple[int, Kind, str]:
    match = _OF_UNIT.match(low, end)
    if match is None:
        return end, Kind.NUMBER, ""
    if match["duration"]:
        return match.end(), Kind.DURATION, singular(match["duration"], units.DURATION_EN)
    if match["measure"]:
        return match.end(), Kind.MEASURE, singular(match["measure"], units.MEASURE_EN)
    return match.end(), Kind.MONEY, singular(match["money"], units.CURRENCY_EN)
