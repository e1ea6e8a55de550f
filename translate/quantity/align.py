"""Sets the quantities of a Chinese text against those of its English: which agree, are missing, are new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from translate.quantity.chinese import read_chinese
from translate.quantity.compare import hedges_agree, same, units_agree
from translate.quantity.english import read_english
from translate.quantity.model import DATES, Approx, Found, Kind, Quantity
from translate.quantity.units import SCALE

_CALENDAR = frozenset({Kind.DATE, Kind.MONTH, Kind.YEAR})
_LIKE_A_DAY = frozenset({Kind.NUMBER, Kind.ORDINAL})
_UNITED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.POINTS})
_CONVERTED = Fraction(3, 100)  # 30 英里 given as 48 km: converted figures are rounded
_MONTH = 86400 * Fraction(36525, 1200)  # seconds in a twelfth of a Julian year


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese quantity and the English one that answers it."""

    zh: Found
    en: Found


@dataclass(frozen=True, slots=True)
class Alignment:
    """``missing`` is said only in Chinese, ``extra`` only in English. The rest are pairs of one value: ``units``
    with another unit, ``hedges`` with the opposite hedge, ``hedged`` with a hedge only in English."""

    missing: tuple[Found, ...] = ()
    extra: tuple[Found, ...] = ()
    units: tuple[Pair, ...] = ()
    hedges: tuple[Pair, ...] = ()
    hedged: tuple[Pair, ...] = ()


_NOTHING = Alignment()


@dataclass(slots=True)
class _Work:
    zh: list[Found]
    en: list[Found]
    all_zh: tuple[Found, ...]
    all_en: tuple[Found, ...]
    units: list[Pair] = field(default_factory=list)
    hedges: list[Pair] = field(default_factory=list)
    hedged: list[Pair] = field(default_factory=list)


@lru_cache(maxsize=64)
def align(zh: str, en: str) -> Alignment:
    """How the quantities of the two texts answer each other. The four number checks share one result."""
    chinese, english = read_chinese(zh), read_english(en)
    if not chinese and not english:
        return _NOTHING
    work = _Work(list(chinese), list(english), chinese, english)
    _match(work, same)
    if work.zh or work.en:
        _match_loosely(work)
    if not (work.zh or work.en or work.units or work.hedges or work.hedged):
        return _NOTHING
    pairs = (tuple(work.units), tuple(work.hedges), tuple(work.hedged))
    return Alignment(tuple(work.zh), tuple(work.en), *pairs)


def _match_loosely(work: _Work) -> None:
    _match_ends(work)
    _match(work, _agrees)
    _match(work, _converted)
    _match_dates(work)
    _conflicts(work)
    _repeats(work)


_Test = Callable[[Quantity, Quantity], bool]


def _match(work: _Work, test: _Test) -> None:
    """Takes each Chinese quantity out together with the first English one that passes."""
    left = []
    for z in work.zh:
        e = next((e for e in work.en if test(z.quantity, e.quantity)), None)
        if e is None:
            left.append(z)
        else:
            _note_hedges(work, z, e)
            work.en.remove(e)
    work.zh = left


def _note_hedges(work: _Work, z: Found, e: Found) -> None:
    if e.quantity.approx is Approx.EXACT:
        return
    if not hedges_agree(z.quantity, e.quantity):
        work.hedges.append(Pair(z, e))
    elif z.quantity.approx is Approx.EXACT and e.quantity.approx is not Approx.VAGUE:
        work.hedged.append(Pair(z, e))


def _match_ends(work: _Work) -> None:
    """A range on one side may be two figures on the other."""
    for mine, theirs in ((work.zh, work.en), (work.en, work.zh)):
        for whole in [
            f for f in mine if f.quantity.low != f.quantity.high and f.quantity.approx is not Approx.VAGUE
        ]:
            ends = whole.parts or _ends(whole)
            taken = [next((t for t in theirs if _agrees(end.quantity, t.quantity)), None) for end in ends]
            if any(taken):
                at = mine.index(whole)
                mine[at : at + 1] = [end for end, t in zip(ends, taken, strict=True) if t is None]
                for t in taken:
                    if t in theirs:
                        theirs.remove(t)


def _ends(whole: Found) -> tuple[Found, ...]:
    q = whole.quantity
    return tuple(
        Found(whole.start, whole.end, Quantity(q.kind, value, value, q.unit)) for value in (q.low, q.high)
    )


def _agrees(z: Quantity, e: Quantity) -> bool:
    """Whether a person may have meant the same: the value is, and at most one side names a unit."""
    if same(z, e) or (z.kind not in _CALENDAR and same(e, z)):
        return True
    if z.kind in DATES or e.kind in DATES:
        return False
    if Approx.VAGUE in (z.approx, e.approx):
        return z.approx is e.approx and (z.low, z.high) == (e.low, e.high) and units_agree(z, e)
    if "growth" in (z.unit, e.unit) or (Kind.SCORE in (z.kind, e.kind) and z.low == z.high):
        return False
    loose = z.kind not in _UNITED or e.kind not in _UNITED
    if z.kind is Kind.POINTS and e.kind is Kind.NUMBER:  # won by 20 points
        return (z.low * 100, z.high * 100) == (e.low, e.high)
    if z.kind is e.kind is Kind.SCORE:
        return (z.low, z.high) == (e.high, e.low)  # told from the other side
    if loose and (z.low, z.high) == (e.low, e.high):
        return Kind.POINTS not in (z.kind, e.kind)
    return (
        z.low < 0 and e.low == -z.low and z.kind is e.kind and units_agree(z, e)
    )  # 增长-5% told as a fall of 5%


def _converted(z: Quantity, e: Quantity) -> bool:
    """30 miles for 48 公里; both in units of one dimension and equal but for rounding."""
    one, two = _scale(z), _scale(e)
    if one is None or two is None or one[0] != two[0] or z.unit == e.unit or z.low == 0:
        return False
    return abs(e.low * two[1] - z.low * one[1]) <= _CONVERTED * z.low * one[1]


def _scale(quantity: Quantity) -> tuple[str, Fraction] | None:
    scale = SCALE.get(quantity.unit)
    if scale is not None and scale[0] == "months":  # two months given as 60 days
        return "seconds", scale[1] * _MONTH
    return scale


def _match_dates(work: _Work) -> None:
    """A date told in pieces (on the 5th … of May), or with a part left out: matched part by part."""
    for z in [z for z in work.zh if z.quantity.kind in _CALENDAR]:
        if all(_says_part(part, work.all_en) for part in _parts(z.quantity)):
            work.zh.remove(z)
    for e in [e for e in work.en if e.quantity.kind in _CALENDAR]:
        if all(_says_part(part, work.all_zh) for part in _parts(e.quantity)):
            work.en.remove(e)


def _parts(date: Quantity) -> list[tuple[str, int]]:
    parts = (("year", date.year), ("month", date.month), ("day", date.day))
    return [(name, value) for name, value in parts if value is not None]


def _says_part(part: tuple[str, int], found: tuple[Found, ...]) -> bool:
    name, value = part
    for f in found:
        if f.quantity.kind in _CALENDAR:
            if getattr(f.quantity, name) == value or (f.quantity.unit == "?" and value == f.quantity.month):
                return True
        elif name != "month" and f.quantity.kind in _LIKE_A_DAY and f.quantity.low == value:
            return True
    return False


def _conflicts(work: _Work) -> None:
    """The same figure with another unit: 40% for 40 percentage points, $ for €."""
    for z in list(work.zh):
        e = next((e for e in work.en if _other_unit(z.quantity, e.quantity)), None)
        if e is not None:
            work.units.append(Pair(z, e))
            work.zh.remove(z)
            work.en.remove(e)


def _other_unit(z: Quantity, e: Quantity) -> bool:
    if z.kind in DATES or e.kind in DATES or (z.low, z.high) != (e.low, e.high):
        return False
    return z.kind in (*_UNITED, Kind.PERCENT) and e.kind in (*_UNITED, Kind.PERCENT)


def _repeats(work: _Work) -> None:
    """A figure said once in one text and twice in the other is no difference."""
    work.zh = [z for z in work.zh if not any(_agrees(z.quantity, e.quantity) for e in work.all_en)]
    work.en = [
        e
        for e in work.en
        if not any(_agrees(z.quantity, e.quantity) or _converted(z.quantity, e.quantity) for z in work.all_zh)
    ]
