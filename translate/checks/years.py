"""Years that the Chinese leaves to the date of the article: 去年, 今年, 明年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.model import Finding, Lock, Severity
from translate.quantity.chinese import read_chinese
from translate.quantity.chinese_dates import YEARS_AWAY
from translate.quantity.english import read_english

# Not in 如今年轻, 目前年收入, 今后年均.
_OWN_YEAR = re.compile(
    "[去今明前后後]年(?<!如今年)(?<![之以目年天月先提生]前年)(?<![今之以日][后後]年)(?!轻|輕)"
)
_FIGURE = re.compile(r"(?<!\d)\d{4}(?!\d)")


def years_of_its_own(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A warning for a year in figures where the Chinese says 明年: only the article's date tells whether it is right.

    Where it says nothing of a year, a date of the Chinese that has got one in the English is a warning as well.
    A year that the Chinese states is let pass, and one that follows from it: 2025年 and 去年 make 2024. So is one
    in the English of a lock.
    """
    word = _OWN_YEAR.search(zh)
    if word is None:
        yield from _years_put_in(zh, en, locks)
        return
    stated = [found.quantity.year for found in read_chinese(zh) if found.quantity.year is not None]
    known = {year + away for year in stated for away in (0, *YEARS_AWAY.values())}
    figures = {int(figure) for text in (zh, *(lock.en for lock in locks)) for figure in _FIGURE.findall(text)}
    for e in read_english(en):
        year = e.quantity.year
        if year is None or year in known or year in figures:
            continue
        message = (
            f"“{word.group()}” is told by the article's date, but the English says “{en[e.start : e.end]}”."
        )
        yield Finding("date_differs", Severity.WARNING, message, word.span(), (e.start, e.end))


def _years_put_in(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """6月9日 given as “June 9, 2023”: the model's own year, mostly a wrong one."""
    dates = [found for found in read_chinese(zh) if found.quantity.month is not None]
    if not dates or any(found.quantity.year is not None for found in dates):
        return
    figures = {int(figure) for text in (zh, *(lock.en for lock in locks)) for figure in _FIGURE.findall(text)}
    for e in read_english(en):
        year, month = e.quantity.year, e.quantity.month
        date = next((found for found in dates if found.quantity.month == month), None)
        if year is None or month is None or date is None or year in figures:
            continue
        message = (
            f"“{zh[date.start : date.end]}” has no year, but the English says “{en[e.start : e.end]}”: "
            "see the article's date."
        )
        yield Finding("date_differs", Severity.WARNING, message, (date.start, date.end), (e.start, e.end))
