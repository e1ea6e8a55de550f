"""Whether two quantities are the same value, and where an English text states a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from translate.quantity.english import read_english
from translate.quantity.model import DATES, Approx, Found, Kind, Quantity
from translate.quantity.units import SCALE, SHARED

_MORE = frozenset({Approx.OVER, Approx.AT_LEAST})
_LESS = frozenset({Approx.UNDER, Approx.NEARLY, Approx.AT_MOST})
_RATIOS = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE})
_UNITED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.POINTS, Kind.PERCENT})


def same(a: Quantity, b: Quantity) -> bool:
    """Whether ``b`` says what ``a`` says: by value and unit, never by words; nothing is rounded.

    600万 is 6 million, six million and 6,000,000; 两成 is 20%; 增长两倍 is tripled, threefold, and up 200%.
    ``b`` may say more (a year that ``a`` leaves out), not less. Hedges may be dropped, not turned round:
    "more than" is not "less than".
    """
    if a.kind in DATES or b.kind in DATES:
        return _same_date(a, b)
    return _same_value(a, b) and hedges_agree(a, b)


def hedges_agree(a: Quantity, b: Quantity) -> bool:
    """Not one over and the other under."""
    return not ((a.approx in _MORE and b.approx in _LESS) or (a.approx in _LESS and b.approx in _MORE))


def _same_value(a: Quantity, b: Quantity) -> bool:
    if Approx.VAGUE in (a.approx, b.approx):
        return units_agree(a, b) and _same_magnitude(a, b)
    if a.kind is b.kind or {a.kind, b.kind} <= {Kind.AGE, Kind.DURATION}:
        return _scaled_alike(a, b)
    if a.kind in _RATIOS and b.kind in _RATIOS:
        return _same_ratio(a, b)
    if Kind.POINTS in (a.kind, b.kind):
        return False
    if b.kind is Kind.NUMBER and a.kind in _UNITED:
        return False  # the unit is lost
    return (a.low, a.high) == (b.low, b.high)


def _same_magnitude(a: Quantity, b: Quantity) -> bool:
    """数百万 and millions; 上百 and hundreds; 成千上万 and tens of thousands."""
    if a.approx is b.approx:
        return a.low <= b.low < a.high or b.low <= a.low < b.high
    return a.low == b.low and (a.approx in _MORE or b.approx in _MORE)


def _scaled_alike(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit or a.kind is Kind.MULTIPLE:
        return (a.low, a.high) == (b.low, b.high)
    if a.kind is Kind.POINTS:
        return (a.low, a.high) == (b.low, b.high)
    if a.kind is Kind.MONEY:
        return units_agree(a, b) and (a.low, a.high) == (b.low, b.high)
    one, two = SCALE.get(a.unit or "year"), SCALE.get(b.unit or "year")
    if one is None or two is None or one[0] != two[0]:
        return units_agree(a, b) and (a.low, a.high) == (b.low, b.high)
    return (a.low * one[1], a.high * one[1]) == (b.low * two[1], b.high * two[1])


def units_agree(a: Quantity, b: Quantity) -> bool:
    """Whether the units, where both state one, can be the same: 元 and yuan, "pounds" and £ or lb."""
    if a.kind is Kind.NUMBER or not a.unit:
        return True
    if b.kind is Kind.NUMBER:
        return False
    if a.unit == b.unit or b.unit in SHARED.get(a.unit, ()) or a.unit in SHARED.get(b.unit, ()):
        return True
    return "degree" in (a.unit, b.unit) and (a.unit or b.unit)[0] in "°d" and (b.unit or "°")[0] in "°d"


def _same_ratio(a: Quantity, b: Quantity) -> bool:
    """50% is half; tripled is up 200% and is 300% of what it was."""
    if Kind.PERCENT in (a.kind, b.kind) and Kind.MULTIPLE in (a.kind, b.kind):
        percent, multiple = (a, b) if a.kind is Kind.PERCENT else (b, a)
        return multiple.low in (percent.low, percent.low + 1)
    return (a.low, a.high) == (b.low, b.high)


# --- dates --------------------------------------------------------------------------------------------------
_CALENDAR = frozenset({Kind.DATE, Kind.MONTH, Kind.YEAR})


def _same_date(a: Quantity, b: Quantity) -> bool:
    if a.kind in _CALENDAR and b.kind in _CALENDAR:
        return parts_agree(a, b) or (b.unit == "?" and parts_agree(a, _swapped(b)))
    if a.kind is Kind.TIME or b.kind is Kind.TIME:
        return _same_time(a, b)
    if Kind.DECADE in (a.kind, b.kind):
        return _same_decade(a, b)
    if a.kind is b.kind:
        return a.low == b.low
    if a.kind is Kind.DATE or b.kind is Kind.DATE:
        date, other = (a, b) if a.kind is Kind.DATE else (b, a)
        return other.kind in (Kind.ORDINAL, Kind.NUMBER) and date.month is None and date.day == other.low
    if a.kind is Kind.YEAR or b.kind is Kind.YEAR:  # 2,017 people and 2017 look alike without a unit
        return (a.low, a.high) == (b.low, b.high) and a.kind not in _UNITED and b.kind is not Kind.MONEY
    return False


def parts_agree(a: Quantity, b: Quantity) -> bool:
    """Whether ``b`` has every part that ``a`` states, and the same."""
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    return all(one is None or one == two for one, two in pairs)


def _swapped(date: Quantity) -> Quantity:
    return Quantity(Kind.DATE, year=date.year, month=date.day, day=date.month)


def _same_time(a: Quantity, b: Quantity) -> bool:
    if a.kind is b.kind:
        return a.low == b.low or (not (a.unit and b.unit) and a.low % 720 == b.low % 720)
    time, other = (a, b) if a.kind is Kind.TIME else (b, a)
    if other.kind is Kind.SCORE:
        return time.low % 720 == (other.low * 60 + other.high) % 720
    return other.kind is Kind.NUMBER and not time.unit and time.low % 720 == other.low * 60 % 720


def _same_decade(a: Quantity, b: Quantity) -> bool:
    if a.is_range or b.is_range:
        return a.kind is b.kind and (a.low, a.high) == (b.low, b.high)
    if Kind.AGE in (a.kind, b.kind):  # 30多岁 is in his 30s
        age, decade = (a, b) if a.kind is Kind.AGE else (b, a)
        return age.low == decade.low and age.approx is Approx.OVER
    if a.kind is b.kind:
        return a.low == b.low or (min(a.low, b.low) < 100 and a.low % 100 == b.low % 100)
    century, decade = (a, b) if a.kind is Kind.CENTURY else (b, a)
    return century.kind is Kind.CENTURY and decade.low == (century.low - 1) * 100


# --- where the English states it ----------------------------------------------------------------------------
_NEAR = 40  # characters between the two ends of a range that is not written as one


def find(quantity: Quantity, en: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """The first span of ``en`` outside ``taken`` that states ``quantity``, or None.

    ``taken`` are spans that hold another lock; a span that touches none of them is free. A range may also be
    stated by its two ends close together.
    """
    for found in _flat(read_english(en)):
        if _free((found.start, found.end), taken) and same(quantity, found.quantity):
            return found.start, found.end
    if quantity.kind is Kind.MONTH and quantity.month in _AMBIGUOUS and quantity.year is None:
        return _bare_month(quantity.month, en, taken)
    return _ends(quantity, en, taken) if quantity.is_range else None


# The reader takes these for months only where the context says so; where a month is wanted, the word will do.
_AMBIGUOUS = {3: re.compile(r"\bMarch\b"), 5: re.compile(r"\bMay\b")}


def _bare_month(month: int, en: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    spans = (match.span() for match in _AMBIGUOUS[month].finditer(en))
    return next((span for span in spans if _free(span, taken)), None)


def _flat(found: Sequence[Found]) -> Iterator[Found]:
    for each in found:
        yield each
        yield from each.parts


def _free(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _ends(quantity: Quantity, en: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    low = find(_single(quantity, quantity.low), en, taken)
    high = find(_single(quantity, quantity.high), en, [*taken, *([low] if low else [])])
    if low is None or high is None or high[0] - low[1] > _NEAR or low[0] > high[0]:
        return None
    return low[0], high[1]


def _single(quantity: Quantity, value: Fraction) -> Quantity:
    return Quantity(quantity.kind, value, value, quantity.unit)
