"""What is locked, and the English that is put in its place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from translate.lock.numbers import number_locks
from translate.model import LockKind, Segment
from translate.quantity.compare import find

PUBLISHED = datetime(2025, 1, 28, 10, 41, tzinfo=UTC)


def segment(zh: str) -> Segment:
    return Segment("a", "p01", "p01.s01", zh, 0)


LOCKED = [
    ("花费不到600万美元。", [("不到600万美元", "less than $6 million")]),
    ("耗资数十亿美元的技术", [("数十亿美元", "billions of dollars")]),
    ("耗资百亿美元", [("百亿美元", "$10 billion")]),
    ("投入千亿元", [("千亿元", "100 billion yuan")]),
    ("罚款十亿美元", [("十亿美元", "$1 billion")]),
    ("市值达万亿美元", [("万亿美元", "$1 trillion")]),
    ("百万欧元奖金", [("百万欧元", "€1 million")]),
    ("近百亿美元", [("近百亿美元", "nearly $10 billion")]),
    ("投入将高达2500亿美元", [("2500亿美元", "$250 billion")]),
    ("使用了2,048块芯片", [("2,048", "2,048")]),
    ("从18个月缩短至6个月", [("18个月", "18 months"), ("6个月", "six months")]),
    ("符合2022年发布的规定", [("2022", "2022")]),
    ("二零二五年", [("二零二五年", "2025")]),
    ("星期一(1月27日)引发了抛售", [("1月27日", "January 27")]),
    ("去年12月发表了论文", [("12月", "December")]),
    ("本月10日", [("本月10日", "January 10")]),
    ("上月25日", [("上月25日", "December 25")]),
    ("上世纪90年代", [("上世纪90年代", "the 1990s")]),
    ("第19批学员", [("第19", "19th")]),
    ("近2000万人", [("近2000万", "nearly 20 million")]),
    ("增长两倍", [("增长两倍", "tripled")]),
    ("三分之二的人", [("三分之二", "two-thirds")]),
    ("百分之五", [("百分之五", "5%")]),
    ("138亿至143亿", [("138亿至143亿", "13.8 billion to 14.3 billion")]),
    ("45岁的男子", [("45", "45")]),
    ("拨打12345热线", [("12345", "12345")]),
    ("055型驱逐舰", [("055", "055")]),
    ("赛事于09:30开始", [("09:30", "09:30")]),
    ("上午9时30分", [("上午9时30分", "9:30 a.m.")]),
    ("5公里", [("5公里", "5 kilometers")]),
    ("１２人", [("１２", "12")]),
]

NOT_LOCKED = [
    "三名学生",
    "两家公司",
    "一年",
    "第一",
    "一半",
    "周三",
    "3名",
    "百万富豪",
    "亿万富翁",
    "百万人口",
    "万亿元级",
    "百億美元級",
    "十亿美元级企业",
    "百亿级市场",
    "三十多岁",
    "一些人",
    "三一重工",
]


@pytest.mark.parametrize(("zh", "locks"), LOCKED)
def test_what_is_locked_and_what_stands_in_its_place(zh: str, locks: list[tuple[str, str]]) -> None:
    assert [(lock.zh, lock.en) for lock in number_locks(segment(zh), PUBLISHED)] == locks


@pytest.mark.parametrize("zh", NOT_LOCKED)
def test_small_counts_and_words_are_left_to_the_translator(zh: str) -> None:
    assert number_locks(segment(zh)) == ()


@pytest.mark.parametrize("zh", [zh for zh, _ in LOCKED])
def test_a_lock_points_into_its_segment_and_is_found_in_its_own_english(zh: str) -> None:
    for lock in number_locks(segment(zh), PUBLISHED):
        assert zh[lock.start : lock.end] == lock.zh
        assert lock.quantity is not None
        assert find(lock.quantity, f"It was {lock.en} there.") is not None


def test_dates_and_numbers_have_their_own_kind_and_say_where_they_come_from() -> None:
    date, amount = number_locks(segment("1月27日花费600万美元"))
    assert (date.kind, amount.kind) == (LockKind.DATE, LockKind.NUMBER)
    assert {date.source, amount.source} == {"number"}


def test_without_a_date_of_publication_this_month_stays_this_month() -> None:
    assert [lock.en for lock in number_locks(segment("本月10日"))] == ["the 10th of this month"]
