"""Dates, years, decades, centuries, weekdays and times in English text."""

from __future__ import annotations

import re
from fractions import Fraction

from translate.quantity.english_words import DECADES, MONTHS, ONES, ORDINALS, WEEKDAYS
from translate.quantity.model import Found, Kind, Quantity

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=lambda m: (-len(m), m)))})(?![a-z])\.?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:,]\d|\d|%| ?[ap]\.?m|[.]\d)"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\d,]\d|\d|s|-year)"
_OTHER_DAY = r"3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
MONTH_DAY = re.compile(
    rf"{_MONTH} (?:the )?{_DAY}(?: ?(?:[-–]|to|and|&) ?(?P<day2>{_OTHER_DAY}(?![\d:]|,\d| ?[ap]\.?m))?"
    rf"(?:,? (?:of )?{_YEAR})?"
)
DAY_MONTH = re.compile(
    rf"(?:(?P<day0>{_OTHER_DAY}(?: ?[-–] ?| to | and ))?{_DAY}(?: day)?(?: of| )? ?{_MONTH}(?:,? {_YEAR})?"
)
MONTH_YEAR = re.compile(rf"{_MONTH},? (?:of )?{_YEAR}")
MONTH = re.compile(_MONTH)
ISO = re.compile(r"(1\d{3}|20\d\d)([-/])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?!\d)")
SLASH = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?!\d)")
YEARS = re.compile(r"(1\d{3}|20\d\d) ?[-–/] ?(1\d{3}|20\d\d|\d\d)(?![\d,.]\d|\d|%|s)")
YEAR = re.compile(r"(1\d{3}|20\d\d)(?![\d,.]\d|\d|%|[ -]?(?:m|bn|km|kg)\b)")
BEFORE_CHRIST = re.compile(r"(\d{1,4}) ?(?:bce?(?![a-z])|b\.c\.)")
DECADE = re.compile(r"((?:1\d|20)\d0)['’]?s(?![a-z])|['’‘]?(\d0)['’]?s(?![a-z])")
CENTURY = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)|((?:twenty[- ])?(?:{'|'.join(ORDINALS)})))[- ]centur(?:y|ies)"
)
TIME = re.compile(
    r"(?P<h>2[0-4]|1\d|0?\d)(?:(?P<sep>[:.])(?P<m>[0-5]\d)(?!\d))?"
    r"(?: ?(?P<half>[ap])\.?m(?![a-z])\.?| ?(?P<clock>o['’]clock))?"
)
_MAYBE_MONTH = re.compile(
    r"(?:\b(?:in|last|this|next|since|by|early|late|mid|of|until|till|from|through|to|between|during|for|past|and|on"
    r"|before|after|every)[ -]|(?:january|february|april)-|[(\d–] ?)$"
)
_THEN_A_YEAR = re.compile(r" (?:last|this|next) ")
_ON_FOOT = re.compile(r" (?:for|on|against|of|to|into|with|forward|out) ")
_MIDDAY = {"noon": 720, "midday": 720, "midnight": 0}


def year_of(year: int) -> Quantity:
    """The year as a quantity."""
    return Quantity(Kind.YEAR, Fraction(year), Fraction(year), year=year)


def read_figures_date(low: str, at: int) -> tuple[Found, ...]:
    """The date, year, decade, century or time that starts with a figure at ``at``; () when none does."""
    if match := BEFORE_CHRIST.match(low, at):
        return (Found(at, match.end(), year_of(-int(match[1]))),)
    if match := ISO.match(low, at):
        day = Quantity(Kind.DATE, year=int(match[1]), month=int(match[3]), day=int(match[4]))
        return (Found(at, match.end(), day),)
    if (match := SLASH.match(low, at)) and (slash := _slash(match)):
        return (slash,)
    if match := DAY_MONTH.match(low, at):
        return _days(match, "day0", first=True)
    if match := DECADE.match(low, at):
        return (_decade(match),)
    if match := CENTURY.match(low, at):
        return (_century(match),)
    if match := YEARS.match(low, at):
        first, second = int(match[1]), int(match[2])
        second += first // 100 * 100 if second < 100 else 0
        if first < second:
            return (
                Found(at, match.end(1), year_of(first)),
                Found(match.start(2), match.end(), year_of(second)),
            )
    if time := _time(low, at):
        return (time,)
    if match := YEAR.match(low, at):
        return (Found(at, match.end(), year_of(int(match[1]))),)
    return ()


def _slash(match: re.Match[str]) -> Found | None:
    """1/27/2025 or 27/1/2025; ``unit`` is "?" when day and month may be the other way round."""
    one, two, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (two, one) if one > 12 else (one, two)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    open_ = "?" if one <= 12 and two <= 12 else ""
    return Found(match.start(), match.end(), Quantity(Kind.DATE, unit=open_, year=year, month=month, day=day))


def _days(match: re.Match[str], other: str, *, first: bool) -> tuple[Found, ...]:
    month, year = MONTHS[match["month"]], int(match["year"]) if match["year"] else None
    whole = Quantity(Kind.DATE, year=year, month=month, day=int(match["day"]))
    if not match[other]:
        return (Found(match.start(), match.end(), whole),)
    second = Quantity(Kind.DATE, year=year, month=month, day=int(match[other]))
    if first:
        return (
            Found(match.start(other), match.end(other), second),
            Found(match.start("day"), match.end(), whole),
        )
    return (Found(match.start(), match.end("day"), whole), Found(match.start(other), match.end(), second))


def _decade(match: re.Match[str]) -> Found:
    decade = Fraction(int(match[1] or match[2]))
    return Found(match.start(), match.end(), Quantity(Kind.DECADE, decade, decade))


def _century(match: re.Match[str]) -> Found:
    words = (match[2] or "").replace("-", " ").split()
    number = int(match[1]) if match[1] else ORDINALS[words[-1]] + (20 if len(words) == 2 else 0)
    return Found(match.start(), match.end(), Quantity(Kind.CENTURY, Fraction(number), Fraction(number)))


def _time(low: str, at: int) -> Found | None:
    match = TIME.match(low, at)
    if match is None or not (match["half"] or match["clock"] or match["sep"] == ":"):
        return None
    if match["sep"] == ":" and low[match.end() : match.end() + 1] == ":":
        return None
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["half"] and not 1 <= hour <= 12:
        return None
    unit = {"a": "am", "p": "pm"}.get(match["half"] or "", "")
    if unit:
        hour = hour % 12 + (12 if unit == "pm" else 0)
    elif hour > 12:
        unit = "pm" if hour < 24 else "am"
    minutes = Fraction(hour % 24 * 60 + minute)
    return Found(at, match.end(), Quantity(Kind.TIME, minutes, minutes, unit))


def read_word_date(en: str, low: str, at: int, word: str) -> tuple[Found, ...]:
    """The date that starts with the name of a month, weekday or decade, or with noon or midnight."""
    if word in _MIDDAY:
        minutes = Fraction(_MIDDAY[word])
        return (
            Found(at, at + len(word), Quantity(Kind.TIME, minutes, minutes, "am" if not minutes else "pm")),
        )
    if word in DECADES:
        decade = Fraction(DECADES[word])
        return (Found(at, at + len(word), Quantity(Kind.DECADE, decade, decade)),)
    if not en[at].isupper():
        return ()
    if word in WEEKDAYS:
        day = Fraction(WEEKDAYS[word])
        return (Found(at, at + len(word), Quantity(Kind.WEEKDAY, day, day)),)
    return _month(low, at, word) if word in MONTHS else ()


def _month(low: str, at: int, word: str) -> tuple[Found, ...]:
    if match := MONTH_DAY.match(low, at):
        return _days(match, "day2", first=False)
    if match := MONTH_YEAR.match(low, at):
        month = Quantity(Kind.MONTH, year=int(match["year"]), month=MONTHS[match["month"]])
        return (Found(at, match.end(), month),)
    abbreviated = len(word) < 5 and word not in ("may", "june", "july")
    if abbreviated and not low.startswith(".", at + len(word)):
        return ()
    if word == "may" and not (
        _MAYBE_MONTH.search(low, max(0, at - 10), at) or _THEN_A_YEAR.match(low, at + 3)
    ):
        return ()
    if word == "march" and (low.endswith(("the ", "a ", "'s ", "’s "), 0, at) or _ON_FOOT.match(low, at + 5)):
        return ()
    return (Found(at, at + len(word), Quantity(Kind.MONTH, month=MONTHS[word])),)


def written_clock(low: str, at: int, end: int, word: str) -> Found | None:
    """seven o'clock."""
    if word not in ONES or not low.startswith((" o'clock", " o’clock"), end):
        return None
    minutes = Fraction(ONES[word] % 24 * 60)
    return Found(at, end + 8, Quantity(Kind.TIME, minutes, minutes))
