"""Hedges that only the English has: 412名 given as "more than 412"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate.model import Finding, Severity
from translate.quantity.align import Pair
from translate.quantity.model import DATES, Approx, Kind
from translate.quantity.numerals import plain

_DIGITS = re.compile(r"\d|(?<!分之)[零〇一二三四五六七八九十](?!分之)")
_AROUND = 12  # characters before the figure in which its hedge may stand: 大约有120名
_NEAR = r"[^，。；！？\d]{0,6}$"
_HEDGED_BEFORE = re.compile(
    "(?:约|約|大概|估|估[计計][，,]|近(?![日年期来來平])|逾|超|至少|最少|起码|不到|不足|几乎|幾乎|差不多|多于|少于|高于|低于|大于|小于|满|滿|可能"
    f"|多达|多達){_NEAR}"
)
_REACHES = re.compile(f"(?:[达達]|最高|最多|最大|至多|上限|不超){_NEAR}")  # 最高可达10米 is "up to 10 meters"
_HEDGED_AFTER = re.compile("[^，。；！？]{0,4}?(?:以上|以下|以内|之内|左右|上下|之多)")
_IN_THE_COURSE_OF = ("over ", "under ")  # over 24 hours


def made_vague(pairs: Iterable[Pair], zh: str, en: str) -> Iterator[Finding]:
    """A warning for each figure of two digits or more that the Chinese gives exactly and the English hedges.

    ``pairs`` are those that only the English hedges by what stands right at the figure (``Alignment.hedged``);
    here the Chinese around it is looked at too.
    """
    for pair in pairs:
        if _is_exact(pair, zh, en):
            z, e = pair.zh, pair.en
            message = f"“{zh[z.start : z.end]}” is exact, but the English says “{en[e.start : e.end]}”."
            yield Finding("number_differs", Severity.WARNING, message, (z.start, z.end), (e.start, e.end))


def _is_exact(pair: Pair, zh: str, en: str) -> bool:
    z, e = pair.zh, pair.en
    if z.quantity.kind in DATES or z.quantity.low != z.quantity.high:
        return False
    text = plain(zh)
    if len(_DIGITS.findall(text, z.start, z.end)) < 2 or _HEDGED_AFTER.match(text, z.end):
        return False
    if z.quantity.kind is Kind.DURATION and en.lower().startswith(_IN_THE_COURSE_OF, e.start):
        return False
    before = max(0, z.start - _AROUND)
    if e.quantity.approx is Approx.AT_MOST and _REACHES.search(text, before, z.start):
        return False
    return _HEDGED_BEFORE.search(text, before, z.start) is None
