"""Locks for numbers and dates: the Chinese amount and what its English must be, to the last digit."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from translate.model import Lock, LockKind, Segment
from translate.quantity.chinese import read_chinese
from translate.quantity.model import DATES, Approx, Found, Kind, Quantity
from translate.quantity.numerals import plain
from translate.quantity.style import write

_ALWAYS = frozenset(
    {Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE, Kind.DECADE, Kind.CENTURY, Kind.MEASURE, Kind.TIME}
)
_ARABIC = re.compile(r"\d[\d,，.:：]*")
_PLAIN_FIGURE = re.compile(r"\d[\d,，.]*|\d{1,2}[:：]\d\d")
_WRITTEN_SMALL = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.DURATION, Kind.AGE})
_RELATIVE_YEAR = re.compile("(?:去年|今年|明年|前年|后年|後年|当年|當年|同年|翌年|次年)的?")
# 百万富豪, 百万人口: a size, not a figure. A sum is one (百亿美元), but not where it names a class (万亿元级).
_BARE = re.compile("[百千万亿兆]+(?![零〇一二两三四五六七八九十百千万亿兆余多几来点分])")
_CLASS_OF = re.compile("十?[百千万亿兆]+[^零〇一二两三四五六七八九十百千万亿兆余多几来点分]*$")
_CLASS = ("级", "級")


def number_locks(segment: Segment, article_date: datetime | None = None) -> tuple[Lock, ...]:
    """The numbers and dates of a segment whose English is settled, in order, never overlapping.

    ``en`` is house style. Small counts written out (三名) and weekdays are left to the translator: they are
    checked, not locked. With ``article_date`` (when the article was published) 本月10日 names its month.
    """
    locks = []
    for found in read_chinese(segment.zh):
        lock = _lock(segment.zh, found, article_date)
        if lock is not None:
            locks.append(lock)
    return tuple(locks)


def _lock(zh: str, found: Found, date: datetime | None) -> Lock | None:
    quantity = found.quantity
    if not _is_settled(zh, found):
        return None
    if quantity.relative_month is not None and date is not None:
        quantity = _this_month(quantity, date)
    relative = _RELATIVE_YEAR.match(zh, found.start, found.end) if quantity.month else None
    if relative is not None:  # 去年 stays for the model to place: "DeepSeek December last year published"
        quantity = replace(quantity, relative_year=None)
    start, end, en = relative.end() if relative else found.start, found.end, write(quantity)
    kept = _kept_figures(zh, found)
    if kept is not None:
        start, end, en = kept.start(), kept.end(), kept[0].replace("，", ",").replace("：", ":")
    kind = LockKind.DATE if quantity.kind in DATES else LockKind.NUMBER
    return Lock(start, end, zh[start:end], en, kind, source="number", quantity=quantity)


def _is_settled(zh: str, found: Found) -> bool:
    """Whether there is one right English value: not for 三名, 一年, 第一, 一半, 周三, 三十多岁."""
    quantity = found.quantity
    text = plain(zh[found.start : found.end])
    if quantity.kind is Kind.WEEKDAY or _is_size(zh, found, text):
        return False
    if quantity.kind is Kind.AGE and quantity.approx in (Approx.OVER, Approx.VAGUE):
        return False
    if quantity.kind in (Kind.PERCENT, Kind.POINTS) and quantity.approx is Approx.VAGUE:
        return False
    if quantity.kind in _WRITTEN_SMALL:
        written_small = (
            _ARABIC.search(text) is None and quantity.high < 10 and quantity.approx is not Approx.VAGUE
        )
        bare_small = quantity.kind in (Kind.NUMBER, Kind.ORDINAL) and quantity.high < 10
        return not (written_small or bare_small)
    if quantity.kind is Kind.FRACTION:
        return quantity.low != Fraction(1, 2)
    return quantity.kind in _ALWAYS or quantity.kind in DATES or quantity.kind is Kind.SCORE


def _is_size(zh: str, found: Found, text: str) -> bool:
    """百万人口 and 万亿元级 say how large something is, not how much it is."""
    if zh.startswith(_CLASS, found.end) and _CLASS_OF.match(text):
        return True
    return found.quantity.kind is not Kind.MONEY and _BARE.match(text) is not None


def _this_month(quantity: Quantity, date: datetime) -> Quantity:
    """本月10日 in an article of January is January 10."""
    month = (date.month - 1 + (quantity.relative_month or 0)) % 12 + 1
    return replace(quantity, month=month, relative_month=None)


def _kept_figures(zh: str, found: Found) -> re.Match[str] | None:
    """The figures alone, as they stand, where the model reads what follows by itself: 45岁, 2022年, 055型."""
    quantity = found.quantity
    text = plain(zh)
    if quantity.is_range or quantity.approx is not Approx.EXACT:
        return None
    if quantity.kind in (Kind.AGE, Kind.YEAR):
        return _ARABIC.match(text, found.start, found.end)
    if quantity.kind in (Kind.NUMBER, Kind.TIME) and quantity.low >= 0:
        return _PLAIN_FIGURE.fullmatch(text, found.start, found.end)
    return None
