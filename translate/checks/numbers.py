"""Checks on numbers, units, dates and multiples: by value, on anybody's translation.

They set every quantity of the Chinese against every quantity of the English (``translate.quantity.align``). What
people rightly change is let pass: small counts that become a pronoun or an article, a year that 去年 stands for, a
repeated figure said once. What passes and what does not is measured by ``benchmarks/amounts.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from translate.checks.hedges import made_vague
from translate.checks.years import years_of_its_own
from translate.model import Finding, Lock, Severity
from translate.quantity.align import Alignment, align
from translate.quantity.compare import find
from translate.quantity.model import DATES, Approx, Found, Kind, Quantity
from translate.quantity.numerals import plain
from translate.quantity.style import write

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_HAN = "零一二三四五六七八九十"
_TWO = re.compile("[两双俩对]")
_YEAR_WORDS = re.compile("[去今明前后後当當同次翌]年|年前|之年|一年|两年|兩年")
_LARGE = frozenset({Kind.MONEY, Kind.PERCENT, Kind.POINTS})
_COUNTS = (Kind.NUMBER, Kind.DURATION, Kind.ORDINAL)
_SMALL = 10  # up to ten, written out, a person may say it with a pronoun or leave it out
_TIMES = frozenset({Kind.MULTIPLE, Kind.PERCENT})


def number_differs(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Number differs

    A number, sum, share or measure of the Chinese that the English lacks, or one in the English that the Chinese
    does not have. A blocker where the English states another value, a warning where it is only missing or where an
    exact figure of two digits or more became "more than", "about" or "nearly".
    """
    found = _align(zh, en, locks)
    if not (found.missing or found.extra or found.hedges or found.hedged):
        return
    small = list(_small_counts(found, zh, en))
    yield from small
    said = {finding.en for finding in small}
    extra = [e for e in found.extra if (e.start, e.end) not in said and _is_invented(e, zh, en)]
    extra = [e for e in extra if e.quantity.kind not in DATES]
    for z in found.missing:
        if z.quantity.kind not in DATES and z.quantity.kind is not Kind.MULTIPLE and _is_demanded(z, zh, en):
            yield _differs("number_differs", z, _take_answer(z, extra, found.extra), zh, en)
    for e in extra:
        yield _invented("number_differs", e, en)
    for pair in found.hedges:
        finding = _differs("number_differs", pair.zh, pair.en, zh, en)
        yield replace(finding, severity=Severity.WARNING)
    yield from made_vague(found.hedged, zh, en)


def unit_differs(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Unit or currency differs

    The figure is right, but it counts something else: 40 percentage points given as 40%, euros as dollars.
    """
    for pair in _align(zh, en, locks).units:
        severity = Severity.BLOCKER if pair.zh.quantity.kind in _LARGE else Severity.WARNING
        yield replace(_differs("unit_differs", pair.zh, pair.en, zh, en), severity=severity)


def date_differs(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Date or time differs

    A date, year, weekday or time of the Chinese that the English lacks or gives otherwise, or one that only the
    English has. A weekday may be left out or put in, not changed.
    A year in figures for 去年, 今年 or 明年 is a warning.
    """
    yield from (own := list(years_of_its_own(zh, en, locks)))
    found = _align(zh, en, locks)
    if not (found.missing or found.extra):
        return
    said = {finding.en for finding in own}
    extra = [e for e in found.extra if e.quantity.kind in DATES and (e.start, e.end) not in said]
    extra = [e for e in extra if _is_invented(e, zh, en)]
    for z in found.missing:
        if z.quantity.kind in DATES and _is_demanded(z, zh, en):
            other = _take_answer(z, extra, found.extra)
            if other is not None or z.quantity.kind is not Kind.WEEKDAY:
                yield _differs("date_differs", z, other, zh, en)
    for e in extra:
        if e.quantity.kind is not Kind.WEEKDAY:
            yield _invented("date_differs", e, en)


def multiple_differs(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Multiple (倍) differs

    增长两倍 is tripled, not doubled; 是…的两倍 is twice; 翻两番 is quadrupled.
    """
    found = _align(zh, en, locks)
    for z in found.missing:
        if z.quantity.kind is Kind.MULTIPLE:
            other = next((e for e in found.extra if e.quantity.kind in _TIMES), None)
            yield _differs("multiple_differs", z, other, zh, en)


def _align(zh: str, en: str, locks: tuple[Lock, ...]) -> Alignment:
    """The alignment without what terms and names settle: the 19 of a locked 第十九军 is not a number of ours."""
    found = align(zh, en)
    named = [lock for lock in locks if lock.quantity is None]
    if not named:
        return found
    missing = tuple(z for z in found.missing if not any(n.start <= z.start < n.end for n in named))
    words = " ".join(lock.en for lock in named)
    extra = tuple(e for e in found.extra if en[e.start : e.end] not in words)
    return replace(found, missing=missing, extra=extra)


def _differs(check: str, z: Found, e: Found | None, zh: str, en: str) -> Finding:
    said = f"“{zh[z.start : z.end]}” is “{write(z.quantity)}”,"
    if e is None:
        heavy = z.quantity.kind in _LARGE or z.quantity.low >= 10**4
        severity = Severity.BLOCKER if heavy else Severity.WARNING
        return Finding(check, severity, f"{said} which the English does not say.", (z.start, z.end))
    message = f"{said} but the English says “{en[e.start : e.end]}”."
    return Finding(check, Severity.BLOCKER, message, (z.start, z.end), (e.start, e.end))


def _invented(check: str, e: Found, en: str) -> Finding:
    message = f"The English says “{en[e.start : e.end]}”, which the Chinese does not."
    return Finding(check, Severity.WARNING, message, en=(e.start, e.end))


def _small_counts(found: Alignment, zh: str, en: str) -> Iterator[Finding]:
    """三名 against "four": one small count left over on either side, of one kind."""
    if not (found.missing and found.extra):
        return
    for kind in _COUNTS:
        ours = [z for z in found.missing if _is_small(z, kind, zh)]
        theirs = [e for e in found.extra if _is_small(e, kind, en)]
        if len(ours) == len(theirs) == 1 and ours[0].quantity.unit == theirs[0].quantity.unit:
            finding = _differs("number_differs", ours[0], theirs[0], zh, en)
            yield replace(finding, severity=Severity.WARNING)


def _is_small(found: Found, kind: Kind, text: str) -> bool:
    quantity = found.quantity
    small = quantity.kind is kind and 1 < quantity.low == quantity.high <= _SMALL
    return small and _DIGIT.search(plain(text[found.start : found.end])) is None


def _take_answer(z: Found, extra: list[Found], left: tuple[Found, ...]) -> Found | None:
    """Takes out of ``extra`` what stands where ``z`` should: of its kind (in all that is left over), else any."""
    kind = z.quantity.kind
    answer = next((e for e in (*extra, *left) if e.quantity.kind is kind), None)
    if answer is None and kind is not Kind.WEEKDAY:
        answer = next((e for e in extra if e.quantity.kind is not Kind.WEEKDAY), None)
    if answer in extra:
        extra.remove(answer)
    return answer


def _is_demanded(z: Found, zh: str, en: str) -> bool:
    """Whether a person must keep it: not small counts written out, halves, or vague magnitudes."""
    quantity = z.quantity
    if quantity.approx is Approx.VAGUE or (quantity.kind is Kind.FRACTION and quantity.low.denominator == 2):
        return False
    text = plain(zh[z.start : z.end])
    if quantity.kind is Kind.MONTH and find(quantity, en) is not None:
        return False
    if quantity.kind in DATES:
        return not (
            quantity.kind is Kind.DATE and not quantity.month and str(quantity.day) in _FIGURE.findall(en)
        )
    shared = quantity.kind in _LARGE or quantity.kind is Kind.FRACTION
    if _DIGIT.search(text) is None and quantity.high <= _SMALL and not shared:
        return False
    return not _stands_in_english(quantity, en)


def _stands_in_english(quantity: Quantity, en: str) -> bool:
    """The plain figure is there, in a name or some form that is not read as a quantity."""
    if quantity.low != quantity.high or quantity.low >= 10**4 or quantity.low.denominator != 1:
        return False
    figure = str(int(quantity.low))
    return figure in _FIGURE.findall(en.replace(",", ""))


def _is_invented(e: Found, zh: str, en: str) -> bool:
    """Whether the Chinese ought to have it: not what people put in for style (half, dozens, the first, one)."""
    quantity = e.quantity
    text = en[e.start : e.end]
    if len(text) > 2 and text in zh:
        return False
    if quantity.approx is Approx.VAGUE or quantity.unit == "growth":
        return False
    if quantity.low == 1 and en.endswith(("No.", "No. ", "number "), 0, e.start):
        return False
    if quantity.kind is Kind.WEEKDAY:
        return True
    if quantity.kind is Kind.YEAR and _YEAR_WORDS.search(zh):
        return False
    written = _DIGIT.search(text) is None
    if written and quantity.kind not in DATES and quantity.high <= 12 and not _is_small_count(quantity):
        return False
    return not _stands_in_chinese(quantity, plain(zh))


def _is_small_count(quantity: Quantity) -> bool:
    """Three, five years, the fourth; not one, a dozen, the first or second."""
    if quantity.kind is Kind.ORDINAL:
        return 2 < quantity.low <= _SMALL
    return (
        quantity.kind in (Kind.NUMBER, Kind.DURATION, Kind.MULTIPLE)
        and 1 < quantity.low == quantity.high <= _SMALL
    )


def _stands_in_chinese(quantity: Quantity, zh: str) -> bool:
    if quantity.low != quantity.high or quantity.low.denominator != 1 or quantity.low >= 10**4:
        return False
    value = int(quantity.low)
    if 0 < value <= 10 and (_HAN[value] in zh or (value == 2 and _TWO.search(zh) is not None)):
        return True
    return str(value) in _FIGURE.findall(zh.replace(",", "").replace("，", ""))
