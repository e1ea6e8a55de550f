"""Amounts in English text (in lower case): a number with its unit, hedge, currency and range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from translate.quantity import units
from translate.quantity.english_hedges import hedge
from translate.quantity.english_words import DENOMINATORS, SCALES, Number, read_number
from translate.quantity.model import BELOW_ZERO, Approx, Found, Kind, Quantity
from translate.quantity.numerals import longest_first


def singular(word: str, table: dict[str, str]) -> str:
    """The entry of a word or of its singular."""
    return table.get(word) or table[word[:-1]]


def _and_plurals(table: dict[str, str]) -> str:
    return longest_first([*table, *(f"{word}s" for word in table if word[-1].isalpha())])


DURATION = _and_plurals(units.DURATION_EN)
MEASURE = _and_plurals(units.MEASURE_EN)
MONEY = _and_plurals(units.CURRENCY_EN)
_ONE = Fraction(1)
_HALF = Fraction(1, 2)

# --- what stands behind the number ------------------------------------------------------------------------
# Each alternative is one named group around its own parts: the name of the group picks the reader below.
_SUFFIX = re.compile(
    "|".join(
        (
            r"(?P<points>(?: ?%|[ -]per ?cent)[ -]points?\b|[ -]percentage[ -]points?\b)",
            r"(?P<percent> ?%|[ -]per ?cent\b|[ -]pct\b)",
            r"(?P<bp>[ -]?(?:basis[ -]points?|bps)\b)",
            rf"(?P<money>(?: (?:in|of))?[ -](?P<m_unit>{MONEY})\b)",
            rf"(?P<cents>[ -]?(?P<c_unit>{_and_plurals(units.CENT_EN)})\b)",
            r"(?P<pence>p\b(?!\.))",
            r"(?P<age>[- ]years?[- ]olds?\b|[ -]years? of age\b|[ -]y/?o\b)",
            r"(?P<times> times\b|-?fold\b|x\b|-times\b)",
            rf"(?P<duration>[- ]?(?P<d_unit>{DURATION})\b(?P<d_half> and a half)?)",
            r"(?P<ordinal>(?:st|nd|rd|th)\b)",
            rf"(?P<measure>[- ]?(?P<u_unit>{MEASURE})(?![a-z\d]))",
        )
    )
)
_FACTORS = {
    "percent": Fraction(1, 100),
    "points": Fraction(1, 100),
    "bp": Fraction(1, 10000),
    "cents": Fraction(1, 100),
    "pence": Fraction(1, 100),
}
_KINDS: dict[str, Callable[[re.Match[str]], tuple[Kind, str]]] = {
    "points": lambda _: (Kind.POINTS, ""),
    "percent": lambda _: (Kind.PERCENT, ""),
    "bp": lambda _: (Kind.POINTS, "bp"),
    "money": lambda m: (Kind.MONEY, singular(m["m_unit"], units.CURRENCY_EN)),
    "cents": lambda m: (Kind.MONEY, singular(m["c_unit"], units.CENT_EN)),
    "pence": lambda _: (Kind.MONEY, "GBP"),
    "age": lambda _: (Kind.AGE, ""),
    "times": lambda _: (Kind.MULTIPLE, ""),
    "duration": lambda m: (Kind.DURATION, singular(m["d_unit"], units.DURATION_EN)),
    "ordinal": lambda _: (Kind.ORDINAL, ""),
    "measure": lambda m: (Kind.MEASURE, singular(m["u_unit"], units.MEASURE_EN)),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A number with its suffix, before hedges and ranges."""

    number: Number
    end: int
    kind: Kind
    unit: str
    low: Fraction
    approx: Approx = Approx.EXACT
    factor: Fraction = _ONE  # what the unit makes of the figure: 1/100 for percent


def read_amount(low: str, at: int) -> tuple[Found, ...]:
    """The amount, fraction, range or score that starts at ``at``; () when there is none."""
    number = _several(low, at) or read_number(low, at)
    return amount_of(low, number) if number is not None else ()


def amount_of(low: str, number: Number) -> tuple[Found, ...]:
    """The amount that a number already read begins."""
    if fraction := _fraction(low, number):
        return (fraction,)
    first = _suffixed(low, number)
    if first is None:
        return ()
    return (_pair(low, first) or _finish(low, first),)


_SCALE_WORD = re.compile(
    r"(hundred|thousand|million|billion|trillion)(?: (thousand|million|billion|trillion))?\b"
)
_SEVERAL = re.compile(r"(?:several|a few|few|many|some|couple|a couple of|multiple) $")


def _several(low: str, at: int) -> Number | None:
    """Several million: the value is left vague by ``short``."""
    if not low[at].isalpha():
        return None
    match = _SCALE_WORD.match(low, at)
    if match is None or not _SEVERAL.search(low, max(0, at - 14), at):
        return None
    value = SCALES[match[1]] * (SCALES[match[2]] if match[2] else 1)
    return Number(at, match.end(), Fraction(value), value, "several")


_FRACTION = re.compile(
    rf"(?:[- ](?P<word>{longest_first(DENOMINATORS)})|/(?P<figure>\d{{1,9}}))(?![\w/])(?! place)"
)
_IN = re.compile(r" in (?:every )?| out of |-in-| of every ")
_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000})


def _fraction(low: str, number: Number) -> Found | None:
    """Two-thirds, three quarters, 3/4, one in five."""
    match = _FRACTION.match(low, number.end)
    if match is not None and number.value.denominator == 1 and number.scale == 1:
        below = int(match["figure"]) if match["figure"] else DENOMINATORS[match["word"]]
        plural = (match["word"] or "s").endswith("s")
        if below and number.value < below and (plural or number.value == 1):
            approx, start, _ = hedge(low, number.start)
            value = number.value / below
            return Found(start, match.end(), Quantity(Kind.FRACTION, value, value, "", approx))
    inside = _IN.match(low, number.end)
    whole = read_number(low, inside.end()) if inside else None
    if whole is None or whole.value not in _WHOLES or number.value >= whole.value:
        return None
    value = number.value / whole.value
    parts = tuple(Found(n.start, n.end, Quantity(Kind.NUMBER, n.value, n.value)) for n in (number, whole))
    return Found(number.start, whole.end, Quantity(Kind.FRACTION, value, value), parts)


def _suffixed(low: str, number: Number) -> Read | None:
    """The number with its unit; None where letters run on (3D)."""
    if number.short == "m" and not hedge(low, number.start)[2]:
        return _metres(low, number)
    approx = Approx.VAGUE if number.short == "several" else Approx.EXACT
    plain = Read(number, number.end, Kind.NUMBER, "", number.value, approx)
    suffix = _SUFFIX.match(low, number.end)
    if suffix is None:
        name = low[number.start].isdigit() and low[number.end : number.end + 1].isalpha()
        return None if name else plain
    if _is_no_unit(low, suffix, number.value):
        return plain
    group = suffix.lastgroup or ""
    kind, unit = _KINDS[group](suffix)
    factor = _FACTORS.get(group, _ONE)
    value = number.value * factor if factor != 1 else number.value
    if group == "duration" and suffix["d_half"]:
        value += _HALF
    return Read(number, suffix.end(), kind, unit, value, approx, factor)


def _is_no_unit(low: str, suffix: re.Match[str], value: Fraction) -> bool:
    """They won 3, won; the two second-place finishers; 3 in. all."""
    if suffix["m_unit"] == "won":
        return value < 1000 and low[suffix.end() + 1 : suffix.end() + 2].isalpha()
    if suffix["d_unit"] == "second":
        return value != 1
    return suffix["u_unit"] == "in." and bool(low[suffix.end() :].strip())


_MANY = re.compile(r" (?!races|finals|as |was |is )(?:people|users|[a-z]+s)\b")


def _metres(low: str, number: Number) -> Read:
    """10m is ten metres, but 10m people are ten million."""
    if _MANY.match(low, number.end):
        return Read(number, number.end, Kind.NUMBER, "", number.value)
    return Read(number, number.end, Kind.MEASURE, "m", number.value / 10**6)


# --- what stands before it ---------------------------------------------------------------------------------
_AGED = re.compile(r"\b(?:aged?|ages) $")
_MINUS = re.compile(r"(?:(?<![\w.%)])[-−]|\b(?:minus|negative) )$")


def _finish(low: str, read: Read, high: Fraction | None = None, end: int = 0) -> Found:
    """The quantity with what stands before it: hedges, currency, minus, aged."""
    approx, start, currency = hedge(low, read.number.start)
    kind, unit = read.kind, read.unit
    if currency and kind in (Kind.NUMBER, Kind.MONEY):
        kind, unit = Kind.MONEY, currency
    if kind is Kind.NUMBER and high is None and (clock := _clock(low, read)):
        return clock
    if kind is Kind.NUMBER and _AGED.search(low, max(0, read.number.start - 6), read.number.start):
        kind = Kind.AGE
    approx = read.approx or approx
    bottom, top = read.low, read.low if high is None else high
    if approx is Approx.VAGUE:
        top = top * 10
    elif kind in BELOW_ZERO and high is None and (minus := _MINUS.search(low, max(0, start - 9), start)):
        bottom, top, start = -bottom, -top, minus.start()
    return Found(start, end or read.end, Quantity(kind, bottom, top, unit, approx))


_PART_OF_DAY = re.compile(
    r" (?:o['’]clock )?(?:in the (morning|afternoon|evening)|at (night)|this (morning))\b"
)


def _clock(low: str, read: Read) -> Found | None:
    """Six in the morning."""
    match = _PART_OF_DAY.match(low, read.end)
    if match is None or not 1 <= read.low <= 12 or read.low.denominator != 1:
        return None
    late = match[1] in ("afternoon", "evening") or (match[2] is not None and read.low >= 6)
    minutes = read.low % 12 * 60 + (720 if late else 0)
    time = Quantity(Kind.TIME, minutes, minutes, "pm" if late else "am")
    return Found(read.number.start, match.end(), time)


# --- ranges ------------------------------------------------------------------------------------------------
_TO = re.compile(r"-? to | ?[-–—] ?| and | or ")
_BETWEEN = re.compile(r"between (?:[a-z]+ ){0,2}[^ ]*$")
_DASHES = frozenset({"-", "–"})
_OR_UP_TO = 20  # "two or three" is a range, "20 or 3,000" is a choice


def _pair(low: str, first: Read) -> Found | None:
    """13.8-14.3 billion, $2 to $3, between 5 and 10 percent; 3-1 is a score."""
    to = _TO.match(low, first.end)
    if to is None or (to[0] == " and " and not _BETWEEN.search(low, 0, first.number.start)):
        return None
    at = to.end()
    while low[at : at + 1] in ("$", "£", "€", "¥"):
        at += 1
    number = read_number(low, at) if low[at : at + 1] not in ("a", ".") else None
    second = _suffixed(low, number) if number else None
    if second is None or not _alike(first, second):
        return None
    if to[0].strip() in _DASHES and _is_score(low, at, first, second):
        return Found(first.number.start, second.end, Quantity(Kind.SCORE, first.low, second.low))
    if to[0] == " or " and second.low > _OR_UP_TO:
        return None
    return _range(low, first, second, at)


def _alike(first: Read, second: Read) -> bool:
    """Two ends of one range: the same kind and unit, or one end leaves the unit out."""
    if Kind.NUMBER in (first.kind, second.kind):
        return not {first.kind, second.kind} & {Kind.ORDINAL, Kind.MULTIPLE}
    return (first.kind, first.unit) == (second.kind, second.unit)


def _is_score(low: str, at: int, first: Read, second: Read) -> bool:
    figures = low[at].isdigit() and low[first.number.start].isdigit()
    return figures and first.kind is second.kind is Kind.NUMBER and first.low >= second.low


def _range(low: str, first: Read, second: Read, at: int) -> Found | None:
    unit = first if first.kind is not Kind.NUMBER else second
    start, end = first.low, second.low
    if first.kind is Kind.NUMBER:
        start = _scaled(first, second) * second.factor
    elif second.kind is Kind.NUMBER:
        end = end * first.factor
    if start >= end:
        return None
    whole = _finish(low, replace(first, kind=unit.kind, unit=unit.unit, low=start), end, second.end)
    left, right = (replace(whole.quantity, low=v, high=v, approx=Approx.EXACT) for v in (start, end))
    return replace(whole, parts=(Found(whole.start, first.end, left), Found(at, second.end, right)))


def _scaled(first: Read, second: Read) -> Fraction:
    """In 13.8-14.3 billion the first end is in billions too."""
    scale = second.number.scale
    if first.number.scale == 1 and scale > 1 and first.low * scale < second.number.value:
        return first.low * scale
    return first.low
