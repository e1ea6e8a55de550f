"""House style for numbers and dates, in one place: ``$2.34 billion``, ``January 27``, ``5%``.

After the Associated Press Stylebook: figures from 10 up, words below for plain counts and spans of time, figures
always for money, percentages, ages and measures; million, billion and trillion from a million up. Nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from translate.quantity.model import DATES, Approx, Kind, Quantity
from translate.quantity.units import PREFIX, UNIT_WORDS, WORDS

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_PARTS = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth",
    11: "eleventh", 12: "twelfth",
}  # fmt: skip
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_VAGUE = {10: "dozens", 100: "hundreds", 1000: "thousands"}
_SHARES = {Kind.PERCENT: 100, Kind.POINTS: 100}
_GREW = {2: "doubled", 3: "tripled", 4: "quadrupled"}
_YEARS_AWAY = {
    -2: "the year before last",
    -1: "last year",
    0: "this year",
    1: "next year",
    2: "the year after next",
}
_MONTHS_AWAY = {-1: "last month", 0: "this month", 1: "next month"}
_HEDGES = {
    Approx.EXACT: "", Approx.ABOUT: "about ", Approx.NEARLY: "nearly ", Approx.OVER: "more than ",
    Approx.UNDER: "less than ", Approx.AT_LEAST: "at least ", Approx.AT_MOST: "no more than ", Approx.VAGUE: "",
}  # fmt: skip
_MAX_DECIMALS = (
    5  # 43亿5585万 is 4.35585 billion; with more digits behind the point the full figure reads better
)


def write(quantity: Quantity) -> str:
    """The quantity in house style; ``read_english`` of it gives the same value back.

    >>> write(Quantity(Kind.MONEY, Fraction(2_340_000_000), Fraction(2_340_000_000), "USD"))
    '$2.34 billion'
    """
    if quantity.approx is Approx.VAGUE:
        return _write_vague(quantity)
    if quantity.low == quantity.high < 0 and quantity.kind not in DATES:
        positive = replace(quantity, low=-quantity.low, high=-quantity.high, approx=Approx.EXACT)
        text = figure(positive.low) if quantity.kind is Kind.NUMBER else write(positive)
        return f"{_hedge(quantity)}-{text}"
    writer = _WRITERS.get(quantity.kind)
    if writer is not None:
        return _hedge(quantity) + writer(quantity)
    low, high = quantity.low, quantity.high
    if low == high:
        return _hedge(quantity) + _one(quantity, low)
    top = _one(quantity, high)
    if low < _SCALES[-1][0] <= high:  # 10 to 900 million would be read as 10 million
        top = top.replace(figure(high), decimal(high))
    return f"{_hedge(quantity)}{_low_end(quantity)} to {top}"


def _hedge(quantity: Quantity) -> str:
    if quantity.approx is Approx.UNDER and quantity.kind is Kind.NUMBER:
        return "fewer than "
    return _HEDGES[quantity.approx]


def _low_end(quantity: Quantity) -> str:
    """The lower end of a range: a unit that is a word is said once (2 to 4 inches)."""
    if quantity.kind in (Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS, Kind.MULTIPLE):
        return figure(
            quantity.low * {Kind.POINTS: 10000 if quantity.unit == "bp" else 100}.get(quantity.kind, 1)
        )
    return _one(quantity, quantity.low, alone=False)


def decimal(value: Fraction) -> str:
    """The exact decimal with thousands separated: ``2,048``, ``3.14``; a value without one as ``1/3``."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole = f"{int(digits[: len(digits) - places]):,}"
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{digits[-places:]}" if places else sign + whole


def figure(value: Fraction) -> str:
    """The figure with million, billion or trillion from a million up: ``13.8 billion``, ``120,000``."""
    for scale, word in _SCALES:
        if value >= scale:
            text = decimal(value / scale)
            if len(text.partition(".")[2]) <= _MAX_DECIMALS and "/" not in text:
                return f"{text} {word}"
    return decimal(value)


def _count(value: Fraction, *, alone: bool = True) -> str:
    if alone and value.denominator == 1 and 0 < value < 10:
        return _ONES[int(value)]
    return figure(value)


def _one(quantity: Quantity, value: Fraction, *, alone: bool = True) -> str:
    match quantity.kind:
        case Kind.NUMBER:
            return _count(value, alone=alone and not quantity.is_range)
        case Kind.MONEY:
            return _money(value, quantity.unit, alone=not quantity.is_range)
        case Kind.PERCENT:
            return f"{decimal(value * 100)}%"
        case Kind.POINTS if quantity.unit == "bp":
            return f"{decimal(value * 10000)} basis {_noun(value * 10000, 'point', 'points')}"
        case Kind.POINTS:
            return f"{decimal(value * 100)} percentage {_noun(value * 100, 'point', 'points')}"
        case Kind.AGE:
            return f"{decimal(value)} {_noun(value, 'year', 'years')} old"
        case Kind.DURATION:
            if value == Fraction(1, 2) and not quantity.is_range:
                return _half_of(quantity.unit)
            return f"{_count(value, alone=not quantity.is_range)} {_noun(value, *UNIT_WORDS[quantity.unit])}"
        case _:
            return f"{figure(value)} {_noun(value, *UNIT_WORDS[quantity.unit])}"


def _noun(value: Fraction, one: str, many: str) -> str:
    return one if value == 1 else many


def _half_of(unit: str) -> str:
    return f"half {'an' if unit == 'hour' else 'a'} {UNIT_WORDS[unit][0]}"


def _money(value: Fraction, unit: str, *, alone: bool) -> str:
    if alone and unit == "USD" and 0 < value < 1 and (value * 100).denominator == 1:
        return f"{int(value * 100)} {_noun(value * 100, 'cent', 'cents')}"
    if unit in PREFIX:
        text = figure(value)
        cents = "0" if len(text.partition(".")[2]) == 1 else ""  # $12.50, but $1.5 million
        return PREFIX[unit] + text + cents
    words = WORDS.get(unit, unit)
    if value == 1 and words.endswith("s"):
        words = "real" if words == "reais" else words.removesuffix("s")
    return f"{figure(value)} {words}"


def _write_vague(quantity: Quantity) -> str:
    """数十亿美元 is billions of dollars: dozens, hundreds, thousands, tens of thousands … trillions."""
    low = int(quantity.low * _SHARES.get(quantity.kind, 1))
    words = _VAGUE.get(low) or _large_vague(low)
    if quantity.kind in _SHARES:
        return f"{words} of {'percent' if quantity.kind is Kind.PERCENT else 'percentage points'}"
    if quantity.kind is Kind.MONEY:
        return f"{words} of {WORDS.get(quantity.unit, quantity.unit)}"
    if quantity.kind is Kind.DURATION and quantity.unit == "year" and low == 10:
        return "decades"
    if quantity.kind in (Kind.MEASURE, Kind.DURATION):
        return f"{words} of {UNIT_WORDS[quantity.unit][1]}"
    return words


def _large_vague(low: int) -> str:
    for scale, word in (*_SCALES, (1000, "thousand")):
        if low >= scale:
            times = low // scale
            head = {1: "", 10: "tens of ", 100: "hundreds of "}.get(times)
            return f"{head}{word}s" if head is not None else f"thousands of {word}s"
    return str(low)


def _write_date(quantity: Quantity) -> str:
    month = MONTHS[quantity.month - 1] if quantity.month else ""
    if not month:
        away = _MONTHS_AWAY.get(quantity.relative_month) if quantity.relative_month is not None else None
        return f"the {_nth(quantity.day or 0)}" + (f" of {away}" if away else "")
    day = f"{month} {quantity.day}" if quantity.day else month
    if quantity.year:
        return f"{day}, {quantity.year}" if quantity.day else f"{day} {quantity.year}"
    if quantity.relative_year is not None:
        return f"{day} {_YEARS_AWAY[quantity.relative_year]}"
    return day


def _nth(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{tail}"


def _write_ordinal(quantity: Quantity) -> str:
    number = int(quantity.low)
    return _ORDINALS[number] if 0 < number < 10 else _nth(number)


def _write_year(quantity: Quantity) -> str:
    year = int(quantity.low)
    return f"{-year} B.C." if year < 0 else str(year)


def _write_decade(quantity: Quantity) -> str:
    if quantity.is_range:
        low, high = (replace(quantity, low=end, high=end) for end in (quantity.low, quantity.high))
        return f"{_write_decade(low)} and {_write_decade(high).removeprefix('the ')}"
    decade = int(quantity.low)
    if decade < 100:  # 80年代 is the 1980s; only the twenties and earlier are open
        return f"the 19{decade}s" if decade > 20 else f"the '{decade:02}s"
    return f"the {decade}s"


def _write_time(quantity: Quantity) -> str:
    hour, minute = divmod(int(quantity.low), 60)
    if not quantity.unit:
        return f"{hour}:{minute:02}"
    clock = f"{(hour - 1) % 12 + 1}" + (f":{minute:02}" if minute else "")
    if not minute and hour in (0, 12):
        return "midnight" if hour == 0 else "noon"
    return f"{clock} {'a.m.' if quantity.unit == 'am' else 'p.m.'}"


def _write_fraction(quantity: Quantity) -> str:
    value = quantity.low
    if value == Fraction(1, 2):
        return "half"
    if value.denominator in _PARTS and 0 < value.numerator < 10:
        part = _PARTS[value.denominator]
        return f"{_ONES[value.numerator]}-{part}{'s' if value.numerator > 1 else ''}"
    return f"{value.numerator}/{value.denominator}"


def _write_multiple(quantity: Quantity) -> str:
    factor = quantity.low
    if quantity.low != quantity.high:
        return f"{decimal(factor)} to {decimal(quantity.high)} times"
    if quantity.unit == "growth":
        if factor in _GREW:
            return _GREW[int(factor)]
        if factor.denominator == 1 and factor < 10:
            return f"increased {_ONES[int(factor)]}fold"
        return f"grown to {decimal(factor)} times"
    return "twice" if factor == 2 else f"{_count(factor)} times"


_WRITERS: dict[Kind, Callable[[Quantity], str]] = {
    Kind.DATE: _write_date,
    Kind.MONTH: _write_date,
    Kind.YEAR: _write_year,
    Kind.DECADE: _write_decade,
    Kind.CENTURY: lambda q: f"the {_nth(int(q.low))} century",
    Kind.WEEKDAY: lambda q: _WEEKDAYS[int(q.low) - 1],
    Kind.TIME: _write_time,
    Kind.ORDINAL: _write_ordinal,
    Kind.FRACTION: _write_fraction,
    Kind.MULTIPLE: _write_multiple,
    Kind.SCORE: lambda q: f"{int(q.low)}-{int(q.high)}",
}
