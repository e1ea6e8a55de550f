"""Reads numbers, sums, measures and dates out of Chinese text, as exact values with their offsets.

One scan stops at every character that may begin a quantity; fixed words (三星, 一些) and names
(H800) are passed over.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from translate.quantity import units
from translate.quantity.chinese_amounts import (
    NUMERAL_AT,
    TO,
    after_number,
    read_amount,
)
from translate.quantity.chinese_dates import read_date, read_weekday
from translate.quantity.chinese_hedges import hedge_after, hedge_before
from translate.quantity.chinese_words import COUNTERS, FIXED
from translate.quantity.model import Approx, Found, Kind, Quantity
from translate.quantity.numerals import NUMERAL, plain, read_numeral

# 兆 in the news of Taiwan and Japan; in physics it is 10**6 and comes with a unit (兆瓦), which wins.
ZHAO = 10**12

_TRIGGER = re.compile(
    r"[\d零〇一二两俩三四五六七八九十百千万亿半第翻数几]|星期|礼拜|周(?=[一二三四五六日天])|成千上万|成百上千"
)
_STARTS = "零一二两三四五六七八九十百千万亿半第翻数几周"
_ANY = re.compile(r"[\d〇零一二两俩三四五六七八九十百千万亿半翻数几]|周日|星期[日天]|礼拜[日天]")
_URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:@+-]+", re.ASCII)
_LETTERS = re.compile(r"([A-Za-z@#_]+)[-–.]?$")
_PER_CENT_OF = re.compile(rf"百分之 ?({NUMERAL})")
_FRACTION = re.compile(rf"({NUMERAL}) ?分之 ?({NUMERAL})")
_ORDINAL = re.compile(r"第 ?(\d+|[零〇一二两三四五六七八九十百千]+)")
_FAN = re.compile(r"翻(?:了|上)?(?:([一两二三四五六七八九])番|番|倍|(?=一倍))")
_HALF = re.compile(
    r"(?:一半|半数|半壁|半)(?P<counter>个?多?(?=[个年天月小世])(?:个?多?(?:年|天|月|小时|世纪|钟头)))?"
)
_SMALL = frozenset("零〇一二两俩三四五六七八九十")
# What may follow a written-out digit in a number: the scan passes 一 and 三 of ordinary words by this alone.
_MAY_FOLLOW = frozenset(
    "零〇一二两三四五六七八九十百千万亿兆 点多余几来半分年月日号时世成倍岁至到比-–—~:%个"
) | {
    word[0] for word in (*COUNTERS, *units.CURRENCY_ZH, *units.CENT_ZH, *units.DURATION_ZH, *units.MEASURE_ZH)
}
# 一名, 一个 are "a" in English and no count: 一 stands for a number only before a unit or another numeral.
_ONE_OF = re.compile(
    "一(?:[名位人只头条件项家次场座所部辆架艘枚颗块张支队组种类篇封份笔批]"
    "|个(?![半多月世季小星礼钟交工基百]))"
)
_DATE_AHEAD = re.compile(r"[\d零〇一二两三四五六七八九十]+ ?[年月日号时点世:：/.\-–—~至到]")


def _by_trigger(words: list[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each character that stops the scan: where in a fixed word it stands, and how long the words are."""
    table: dict[str, set[tuple[int, int]]] = {}
    for word in words:
        at = next((i for i, c in enumerate(word) if c in _STARTS), None)
        if at is not None:
            table.setdefault(word[at], set()).add((at, len(word)))
    return {c: tuple(sorted(places, key=lambda p: -p[1])) for c, places in table.items()}


_FIXED = frozenset(FIXED.split())
_PLACES = _by_trigger(FIXED.split())


@lru_cache(maxsize=4096)
def read_chinese(zh: str, zhao: int = ZHAO) -> tuple[Found, ...]:
    """Every quantity of a Chinese text, in order, never overlapping. ``zhao`` is what 兆 stands for.

    >>> [f.quantity.low for f in read_chinese("花费不到600万美元")]
    [Fraction(6000000, 1)]
    """
    text = plain(zh)
    if _ANY.search(text) is None:
        return ()
    if "://" in text or "www." in text:
        text = _URL.sub(lambda url: " " * len(url[0]), text)
    found: list[Found] = []
    at = 0
    while (match := _TRIGGER.search(text, at)) is not None:
        start = match.start()
        fixed = _fixed(text, start)
        here = () if fixed else _read_at(text, start, zhao)
        at = max(fixed, here[-1].end if here else match.end(), start + 1)
        if not here and text[start].isdigit():
            at = after_number(text, start)
        found.extend(f for f in here if not found or f.start >= found[-1].end)
    return tuple(found)


def _fixed(text: str, at: int) -> int:
    """Where the fixed word around ``at`` ends (三星, 统一, 双十一), else 0."""
    for before, length in _PLACES.get(text[at], ()):
        start = at - before
        end = start + length
        in_tenths = text.startswith("分之", end - 1)  # 十分 is very, 十分之九 nine-tenths
        if start >= 0 and text[start:end] in _FIXED and not in_tenths:
            return end
    return 0


def _in_name(text: str, at: int) -> bool:
    """H800, F-16, 9·11: letters run into the figure."""
    before = text[at - 1] if at else ""
    if not before or not ((before.isascii() and (before.isalpha() or before in "-._@#")) or before == "–"):
        return False
    match = _LETTERS.search(text, max(0, at - 24), at)
    return match is not None and match[1] not in units.SYMBOL


def _read_at(text: str, at: int, zhao: int) -> tuple[Found, ...]:
    first = text[at]
    if first in "星礼周":
        day = read_weekday(text, at)
        return (day,) if day else ()
    if first == "第":
        return _ordinal(text, at, zhao)
    if first == "翻":
        return _fan(text, at)
    if first == "半" or text.startswith("一半", at):
        return _half(text, at)
    if first.isdigit() and (
        _in_name(text, at) or text.startswith(("9·11", "9.11"), at) or text.startswith("0后", at + 1)
    ):
        return ()
    if first in _SMALL and (text[at + 1 : at + 2] not in _MAY_FOLLOW or _ONE_OF.match(text, at)):
        return ()
    if _DATE_AHEAD.match(text, at) and (dates := read_date(text, at)):
        return dates
    if "分之" in text and (fraction := _fraction(text, at, zhao)):
        return fraction
    return read_amount(text, at, zhao)


def _ordinal(text: str, at: int, zhao: int) -> tuple[Found, ...]:
    match = _ORDINAL.match(text, at)
    value = read_numeral(match[1], zhao=zhao) if match else None
    if match is None or value is None:
        return ()
    return (Found(at, match.end(), Quantity(Kind.ORDINAL, value.low, value.high)),)


def _fan(text: str, at: int) -> tuple[Found, ...]:
    """翻一番 is doubled, 翻两番 quadrupled: each 番 doubles."""
    match = _FAN.match(text, at)
    if match is None or match[0].endswith(("翻", "了", "上")):
        return ()
    times = read_numeral(match[1]) if match[1] else None
    factor = Fraction(2) ** (int(times.low) if times else 1)
    return (Found(at, match.end(), Quantity(Kind.MULTIPLE, factor, factor, "growth")),)


def _half(text: str, at: int) -> tuple[Found, ...]:
    """一半 and 半数 are half, 半年 half a year; 上半年 and 半导体 are words."""
    match = _HALF.match(text, at)
    if match is None or (at and text[at] == "半" and text[at - 1] in "上下前后大小多一"):
        return ()
    half = Fraction(1, 2)
    approx, start = hedge_before(text, at)
    if counter := match["counter"]:
        unit = "month" if counter.endswith("月") else units.DURATION_ZH[counter.strip("个多")]
        approx = Approx.OVER if "多" in counter else approx
        return (Found(start, match.end(), Quantity(Kind.DURATION, half, half, unit, approx)),)
    if match[0] == "半":
        return ()
    return (hedge_after(text, Found(start, match.end(), Quantity(Kind.FRACTION, half, half, "", approx))),)


def _fraction(text: str, at: int, zhao: int) -> tuple[Found, ...]:
    """百分之五, 三分之二, 千分之三."""
    approx, start = hedge_before(text, at)
    if match := _PER_CENT_OF.match(text, at):
        value = read_numeral(match[1], zhao=zhao)
        if value is None:
            return ()
        share = Quantity(Kind.PERCENT, value.low / 100, value.high / 100, "", approx or value.approx)
        return (_percent_range(text, Found(start, match.end(), share), zhao),)
    match = _FRACTION.match(text, at)
    below = read_numeral(match[1], zhao=zhao) if match else None
    above = read_numeral(match[2], zhao=zhao) if match else None
    if match is None or below is None or above is None or below.low == 0:
        return ()
    part = above.low / below.low
    if part >= 1:
        return ()
    kind = Kind.PERCENT if below.low in (1000, 10000) else Kind.FRACTION  # 千分之五 is 0.5%
    return (hedge_after(text, Found(start, match.end(), Quantity(kind, part, part, "", approx))),)


def _percent_range(text: str, low: Found, zhao: int) -> Found:
    """百分之十至百分之十五, 百分之十到十五."""
    to = TO.match(text, low.end)
    end = _PER_CENT_OF.match(text, to.end()) or NUMERAL_AT.match(text, to.end()) if to else None
    value = read_numeral(end[1] if end.re is _PER_CENT_OF else end[0], zhao=zhao) if end else None
    if end is None or value is None or value.low / 100 <= low.quantity.low:
        return hedge_after(text, low)
    high = Quantity(Kind.PERCENT, value.low / 100, value.low / 100)
    quantity = replace(low.quantity, high=high.high)
    return hedge_after(
        text, Found(low.start, end.end(), quantity, (low, Found(end.start(), end.end(), high)))
    )
