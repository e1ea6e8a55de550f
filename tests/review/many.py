"""An index of many articles, made by rule: what the tests of the index and its benchmark look at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from translate.model import Copy
from translate.review import Fault, IndexEntry

NEWEST = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
_SUBJECTS = (
    ("英国央行", "Bank of England"),
    ("深度求索", "DeepSeek"),
    ("台積電", "TSMC"),
    ("国际能源署", "International Energy Agency"),
    ("北風能源", "Northwind Energy"),
    ("港口工人", "Dock workers"),
    ("气象部门", "Weather service"),
)
_DEEDS = (
    ("宣布下调今年的增长预期", "lowers its growth forecast for this year"),
    ("與供應商簽署十年合同", "signs ten-year contracts with suppliers"),
    ("称谈判仍在继续", "says talks go on"),
    ("公布第三季度业绩", "reports results of the third quarter"),
    ("将在明年春天开始招聘", "will begin hiring next spring"),
)
_SITES = ("www.morning.example", "wire.example", "evening.example")


def many(count: int, *, minutes: int = 53) -> list[IndexEntry]:
    """So many articles, the newest first, one every so many minutes; the last two of a hundred have no date.

    Of each hundred: ten have blockers (one each), twenty warnings, five a notice, four a copy, ten are half
    approved, ten approved, of which five signed.
    """
    return [_entry(number, minutes) for number in range(count)]


def _entry(number: int, minutes: int) -> IndexEntry:
    (zh, en), (did_zh, did_en) = _SUBJECTS[number % 7], _DEEDS[number % 5]
    place, segments = number % 100, 8 + number % 23
    name = f"{en.lower().replace(' ', '-')}-{did_en.lower().replace(' ', '-')[:24]}-{number:08x}"
    url = f"https://{_SITES[number % 3]}/a/{name}.html"
    return IndexEntry(
        page=f"{name}.html",
        title_zh=f"{zh}{did_zh}（{number}）",
        title_en=f"{en} {did_en} ({number})",
        date=None if place >= 98 else NEWEST - timedelta(minutes=number * minutes),
        url=url,
        segments=segments,
        locks=12,
        locks_held=11 if place % 50 == 7 else 12,
        blockers=int(place % 10 == 3),
        warnings=int(place % 5 == 1),
        notes=place % 3,
        approved=segments // 2 if place % 10 == 4 else segments if place % 10 == 5 else 0,
        notices=("The date was read from the file’s name.",) if place % 20 == 6 else (),
        stage="signed" if place % 20 == 5 else "",
        copies=(Copy("c", "again/c.md", "https://mirror.example/c"),) if place % 25 == 8 else (),
    )


def broken(count: int) -> list[Fault]:
    """So many files that were not made, one in ten for a reason of its own."""
    return [
        Fault(f"dump/{number:05}.md", "is empty", "")
        if number % 10
        else Fault(
            f"dump/{number:05}.jpg", "is not text; leave it out of the dump", "leave it out of the dump"
        )
        for number in range(count)
    ]
