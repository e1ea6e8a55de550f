"""Weekdays put in place together with their dates."""

from __future__ import annotations

import pytest

from translate.lock.numbers import number_locks
from translate.lock.place import put_in_place
from translate.lock.weekday import with_weekdays
from translate.model import Segment


def placed(zh: str) -> str:
    locks = number_locks(Segment("article", "p01", "p01.s01", zh, 0))
    return put_in_place(zh, with_weekdays(zh, locks))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("星期二(5月5日)将利率维持不变", "on Tuesday (May 5)将利率维持不变"),
        ("会议在星期天（2月11日）举行", "会议on Sunday (February 11)举行"),
        ("公司於周三 (2025年4月22日) 說", "公司on Wednesday (April 22, 2025) 說"),
        ("英伟达星期一(1月5日)与", "英伟达on Monday (January 5)与"),
        ("星期六(5月23日)以微弱优势", "on Saturday (May 23)以微弱优势"),
        ("会议在5月5日（周二）举行", "会议on Tuesday (May 5)举行"),
        ("公司5月5日(星期二)说", "公司on Tuesday (May 5)说"),
        ("公司5月5日（周二）说", "公司on Tuesday (May 5)说"),
    ],
)
def test_a_weekday_beside_its_date_is_put_in_place_with_it(zh: str, en: str) -> None:
    assert placed(zh) == en


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("截至星期二(5月5日)，", "截至Tuesday (May 5)，"),
        ("星期二(5月5日)的会议", "Tuesday (May 5)的会议"),
        ("星期二(5月5日)以来", "Tuesday (May 5)以来"),
        ("自5月5日（周二）起", "自Tuesday (May 5)起"),
    ],
)
def test_no_on_where_another_word_governs_the_day(zh: str, en: str) -> None:
    assert placed(zh) == en


@pytest.mark.parametrize(
    "zh", ["星期二说", "星期二5月5日", "一周三(5月5日)", "(5月5日)星期二", "周三（昨天）"]
)
def test_other_weekdays_stay_as_they_are(zh: str) -> None:
    locks = number_locks(Segment("article", "p01", "p01.s01", zh, 0))
    assert with_weekdays(zh, locks) == locks


def test_the_lock_stays_the_date_alone() -> None:
    zh = "星期二(5月5日)说"
    (lock,) = number_locks(Segment("article", "p01", "p01.s01", zh, 0))
    (wide,) = with_weekdays(zh, [lock])
    assert (lock.en, lock.start, wide.start, wide.end) == ("May 5", 4, 0, 9)
