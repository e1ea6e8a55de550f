"""Amounts in Chinese text (already ``plain``): a numeral with its unit, hedge, currency and range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from translate.quantity import units
from translate.quantity.chinese_hedges import hedge_after, hedge_before, words_before
from translate.quantity.chinese_words import BEFORE_ONE, COUNTERS
from translate.quantity.model import BELOW_ZERO, Approx, Found, Kind, Quantity
from translate.quantity.numerals import NUMERAL, Numeral, longest_first, read_numeral

NUMERAL_AT = re.compile(NUMERAL)
TO = re.compile(r" ?(?:至|到|[-–—~]+) ?")
_NAME_TAIL = re.compile(r"[A-Za-z][\w\-]*")
_SCORE = re.compile(r" ?(?:比|[:：]|[-–]) ?(\d{1,9})(?![\d年月日%:.])")
_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "mn": 10**6}
_ENGLISH_SCALE = re.compile(r" ?(million|billion|trillion|bn|mn)(?![A-Za-z])", re.IGNORECASE)
# 增速为-5% is below zero, 3-5% a range, 东风-41 a name.
_MINUS = re.compile(r"(?:(?:^|(?<=[为是达至到在约近仅、，。：:；（( “]))-|负|零下)$")
_COUNTER = re.compile(rf" ?(?:{longest_first(COUNTERS)})")
_MAGNITUDES = re.compile(r"[十百千万亿兆]+(?:余|多)?$")
_HALF = Fraction(1, 2)
# A look at one character saves the match for most numerals.
_SUFFIX_STARTS = frozenset(" %个百基多余周岁倍成°℃℉kmcgGMWH") | {
    word[0]
    for table in (units.CENT_ZH, units.CURRENCY_ZH, units.DURATION_ZH, units.MEASURE_ZH)
    for word in table
}
_ONE = Fraction(1)
_FACTORS = {
    "percent": Fraction(1, 100), "points": Fraction(1, 100), "bp": Fraction(1, 10000), "cents": Fraction(1, 100),
    "tenths": Fraction(1, 10),
}  # fmt: skip

# --- what stands behind the numeral -------------------------------------------------------------------------
_LATIN = {"km/h": "", "mph": "", "℃": "°C", "℉": "°F"}
_MORE = "多(?!万|亿|次|家|名|个|数|项|种)"  # 两年多, but 两年多次
# Each alternative is one named group around its own parts: the name of the group picks the reader below.
_SUFFIX = re.compile(
    "|".join(
        (
            " ?(?:(?P<percent>%)",
            "(?P<points>个?百分点)",
            "(?P<bp>个?基点)",
            rf"(?P<cents>{longest_first(units.CENT_ZH)})",
            rf"(?P<money>(?P<m_odd>[多余])?(?P<m_unit>{longest_first(units.CURRENCY_ZH)})"
            "(?!年|月|旦|素|件|老|首|宵|勋|凶|朝|帅|宇|配))",
            "(?P<age>周?岁(?P<a_half>半)?(?!月|末))",
            rf"(?P<duration>(?P<d_odd>个?[多余])?(?P<d_and>个半)?(?P<d_unit>{longest_first(units.DURATION_ZH)})"
            rf"(?<!年(?=级|代|度))(?P<d_half>半(?![年天月夜场数导岛球决个]))?(?P<d_more>{_MORE})?)",
            rf"(?P<measure>(?P<u_odd>[多余])?(?P<u_unit>{longest_first(units.MEASURE_ZH)})(?P<u_more>{_MORE})?)",
            rf"(?P<times>倍(?P<t_half>半)?(?P<t_more>{_MORE})?)",
            "(?P<tenths>成(?P<tenth>[一二三四五六七八九半](?![年月天个名家]))?(?P<c_more>多)?"
            "(?![为立功员果长本就交绩分品型千百了因都效语真材不人群对双才家衣熟]))",
            "(?P<latin>(?:km/h|mph|km²|km2|km|kg|cm|mm|GW|MW|kW|kWh|GWh|MWh|m²|m2|m|g|mg|ml|°C|℃|°F|℉|°|GHz|MHz|Hz)"
            "(?![A-Za-z])))",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Read:
    """A numeral with its suffix, before hedges and ranges."""

    start: int
    end: int
    numeral: Numeral
    digits_end: int
    kind: Kind
    unit: str = ""
    bare: bool = False  # nothing follows that says what is counted
    factor: Fraction = Fraction(1)  # what the unit makes of the figure: 1/100 for percent


_Counted = tuple[Kind, str, Numeral]


def _by(numeral: Numeral, factor: Fraction, more: Fraction | None = None) -> Numeral:
    low, high = numeral.low * factor, numeral.high * factor
    return Numeral(low + more, high + more, numeral.approx) if more else Numeral(low, high, numeral.approx)


def _odd(numeral: Numeral, odd: str | None) -> Numeral:
    return replace(numeral, approx=Approx.OVER) if odd else numeral


def _duration(numeral: Numeral, m: re.Match[str]) -> _Counted:
    half = _HALF if m["d_half"] or m["d_and"] or m["d_unit"] == "个半月" else None
    more = _odd(_by(numeral, Fraction(1), half) if half else numeral, m["d_odd"] or m["d_more"])
    return Kind.DURATION, units.DURATION_ZH[m["d_unit"]], more


def _latin(numeral: Numeral, m: re.Match[str]) -> _Counted:
    unit = _LATIN.get(m["latin"], units.MEASURE_EN.get(m["latin"].lower(), ""))
    return (Kind.MEASURE if unit else Kind.NUMBER), unit, numeral


def _times(numeral: Numeral, m: re.Match[str]) -> _Counted:
    more = _by(numeral, Fraction(1), _HALF) if m["t_half"] else numeral
    return Kind.MULTIPLE, "", _odd(more, m["t_more"])


def _tenths(numeral: Numeral, m: re.Match[str]) -> _Counted | None:
    """三成五 is 35%; 2万成 is nothing."""
    if numeral.high > 10:
        return None
    digit = read_numeral(m["tenth"]) if m["tenth"] and m["tenth"] != "半" else None
    more = digit.low / 100 if digit else Fraction(1, 20) if m["tenth"] else None
    return Kind.PERCENT, "", _odd(_by(numeral, _FACTORS["tenths"], more), m["c_more"])


_SUFFIXES: dict[str, Callable[[Numeral, re.Match[str]], _Counted | None]] = {
    "percent": lambda n, _: (Kind.PERCENT, "", _by(n, _FACTORS["percent"])),
    "points": lambda n, _: (Kind.POINTS, "", _by(n, _FACTORS["points"])),
    "bp": lambda n, _: (Kind.POINTS, "bp", _by(n, _FACTORS["bp"])),
    "cents": lambda n, m: (Kind.MONEY, units.CENT_ZH[m["cents"]], _by(n, _FACTORS["cents"])),
    "money": lambda n, m: (Kind.MONEY, units.CURRENCY_ZH[m["m_unit"]], _odd(n, m["m_odd"])),
    "age": lambda n, m: (Kind.AGE, "", _by(n, Fraction(1), _HALF) if m["a_half"] else n),
    "duration": _duration,
    "measure": lambda n, m: (
        Kind.MEASURE,
        units.MEASURE_ZH[m["u_unit"]],
        _odd(n, m["u_odd"] or m["u_more"]),
    ),
    "times": _times,
    "tenths": _tenths,
    "latin": _latin,
}


def read_amount(text: str, at: int, zhao: int) -> tuple[Found, ...]:
    """The amount or range of amounts that starts at ``at``; () when the numeral there is a piece of a word."""
    first = _numeral(text, at, zhao)
    if first is None:
        return ()
    to = TO.match(text, first.end)
    second = _numeral(text, to.end(), zhao) if to and to.end() < len(text) else None
    if second is not None and _is_number(text, second) and (pair := _range(text, first, second)):
        return (pair,)
    if not _is_number(text, first):
        return ()
    if first.kind is Kind.NUMBER and text[at].isdigit() and (score := _SCORE.match(text, first.end)):
        return (Found(at, score.end(), Quantity(Kind.SCORE, first.numeral.low, Fraction(int(score[1])))),)
    one = _finish(text, first)
    return (one,) if one is not None else ()


def after_number(text: str, at: int) -> int:
    """Past a figure that is part of a name: 3D, 5G."""
    numeral = NUMERAL_AT.match(text, at)
    end = numeral.end() if numeral else at + 1
    name = _NAME_TAIL.match(text, end)
    return name.end() if name else end


def _numeral(text: str, at: int, zhao: int) -> Read | None:
    match = NUMERAL_AT.match(text, at)
    numeral = read_numeral(match[0], zhao=zhao) if match else None
    if match is None or numeral is None:
        return None
    end = match.end()
    if "n" in text and (scale := _ENGLISH_SCALE.match(text, end)) is not None:  # every one of them has an n
        numeral, end = _by(numeral, Fraction(_SCALES[scale[1].lower()])), scale.end()
    suffix = _SUFFIX.match(text, end) if text[end : end + 1] in _SUFFIX_STARTS else None
    counted = _SUFFIXES[suffix.lastgroup or ""](numeral, suffix) if suffix else None
    if suffix is not None and counted is not None:
        kind, unit, value = counted
        factor = _FACTORS.get(suffix.lastgroup or "", _ONE)
        return Read(at, suffix.end(), value, end, kind, unit, factor=factor)
    return None if _NAME_TAIL.match(text, end) else Read(at, end, numeral, end, Kind.NUMBER, bare=True)


def _is_number(text: str, read: Read) -> bool:
    """Whether a written-out numeral counts something, or is only a piece of a word."""
    first = text[read.start]
    if first.isdigit():
        return True
    counted = not read.bare or _COUNTER.match(text, read.end) is not None
    words = text[read.start : read.digits_end]
    if first == "一" and len(words) == 1:
        return counted and text[read.start - 1 : read.start] not in BEFORE_ONE
    if _MAGNITUDES.match(words):
        hedged = words[-1] in "余多" or hedge_before(text, read.start)[0] is not Approx.EXACT
        return hedged or (words[0] == "十" and counted) or (len(words) > 1 and counted)
    return counted or (len(words) > 1 and read.numeral.high >= 10)


# --- what stands before and after it ------------------------------------------------------------------------
_GROWTH = re.compile(
    "(?:增长|增加|上涨|上升|提高|提升|扩大|激增|飙升|猛增|暴涨|暴增|大增|上调|增多|高出|多出|超出|增|涨|升|高|多|大|快|翻)"
    "(?:了|近|约|超过|超|逾|至少|将近|大约|达|整整| )*$"
)


def _finish(text: str, read: Read, high: Fraction | None = None) -> Found | None:
    """The quantity with what stands before it: hedges, currency, minus, the verb of a multiple."""
    kind, unit = read.kind, read.unit
    approx, start = hedge_before(text, read.start)
    if kind is Kind.MULTIPLE:
        return _multiple(text, read, approx, start)
    before = words_before(text, read.start)
    if before and before["currency"] and (kind is Kind.NUMBER or unit == "yuan"):
        name = before["currency"]
        kind, unit = Kind.MONEY, units.CURRENCY_ZH.get(name) or units.SYMBOL[name]
        start = min(start, before.start("currency"))
    elif kind is Kind.NUMBER and text.startswith(("届", "周年"), read.end):
        kind = Kind.ORDINAL
    low, top = read.numeral.low, read.numeral.high if high is None else high
    if kind in BELOW_ZERO and low == top and (minus := _MINUS.search(text, max(0, start - 2), start)):
        low, top, start = -low, -top, minus.start()
    if approx is Approx.EXACT or read.numeral.approx is Approx.VAGUE:
        approx = read.numeral.approx
    return hedge_after(text, Found(start, read.end, Quantity(kind, low, top, unit, approx)))


def _multiple(text: str, read: Read, approx: Approx, start: int) -> Found | None:
    """增长两倍 is tripled, 是…的两倍 and 增至两倍 are twice."""
    low, high = read.numeral.low, read.numeral.high
    if read.numeral.approx is Approx.VAGUE:
        return None
    growth = _GROWTH.search(text, max(0, read.start - 6), read.start)
    if growth:
        low, high, start = low + 1, high + 1, growth.start()
    elif low == high == 1:
        low = high = Fraction(2)  # 一倍 alone is what is added
    quantity = Quantity(Kind.MULTIPLE, low, high, "growth" if growth else "", read.numeral.approx or approx)
    return hedge_after(text, Found(start, read.end, quantity))


# --- ranges -------------------------------------------------------------------------------------------------
_SCALE_TAIL = re.compile(r"[百千万亿兆]+$")
_ANY_SCALE = re.compile(r"[十百千万亿兆]")


def _range(text: str, first: Read, second: Read) -> Found | None:
    """138亿至143亿, 10-15%, 3到5万, 3万到5万元."""
    if first.kind not in (second.kind, Kind.NUMBER) or (first.unit and first.unit != second.unit):
        return None
    low = first.numeral.low if first.kind is not Kind.NUMBER else _low_end(text, first, second)
    if low >= second.numeral.high or second.kind is Kind.MULTIPLE:
        return None
    numeral = Numeral(low, low, first.numeral.approx)
    both = replace(second, start=first.start, numeral=numeral)
    whole = _finish(text, both, second.numeral.high)
    if whole is None:
        return None
    ends = [replace(whole.quantity, low=v, high=v, approx=Approx.EXACT) for v in (low, second.numeral.high)]
    parts = (Found(whole.start, first.end, ends[0]), Found(second.start, second.end, ends[1]))
    return replace(whole, parts=parts)


def _low_end(text: str, first: Read, second: Read) -> Fraction:
    """In 3到5万 and 10-15% the first end is in 万 and percent too."""
    low, scale = first.numeral.low, _SCALE_TAIL.search(text[second.start : second.digits_end])
    if scale and not _ANY_SCALE.search(text[first.start : first.digits_end]):
        base = read_numeral("一" + scale[0])
        if base is not None and low * base.low < second.numeral.high / second.factor:
            low *= base.low
    return low * second.factor
