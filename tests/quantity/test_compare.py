"""The same value in other words, and other values in nearly the same words."""

from __future__ import annotations

import pytest

from translate.quantity.chinese import read_chinese
from translate.quantity.compare import find, same
from translate.quantity.english import read_english

SAME = [
    ("600万", "6 million"),
    ("600万", "six million"),
    ("600万", "6,000,000"),
    ("600万美元", "US$6m"),
    ("600万元", "6 million yuan"),
    ("600万元", "RMB 6 million"),
    ("600万元人民币", "6 million yuan"),
    ("50%", "half"),
    ("两成", "20 percent"),
    ("20个百分点", "20 percentage points"),
    ("三分之二", "two-thirds"),
    ("五分之一", "one in five"),
    ("增长两倍", "tripled"),
    ("增长两倍", "rose threefold"),
    ("增长两倍", "up 200%"),
    ("增长两倍", "three times as much"),
    ("翻一番", "doubled"),
    ("是去年的两倍", "twice"),
    ("18个月", "a year and a half"),
    ("两周", "14 days"),
    ("十年", "a decade"),
    ("5公里", "5,000 meters"),
    ("数十亿美元", "billions of dollars"),
    ("上百人", "hundreds"),
    ("1月27日", "January 27, 2025"),
    ("1月27日", "27th of January"),
    ("本月10日", "the 10th"),
    ("去年12月", "December"),
    ("80年代", "the 1980s"),
    ("90年代", "the nineties"),
    ("下午3点", "3 p.m."),
    ("15:30", "3:30 p.m."),
    ("45岁", "aged 45"),
    ("30多岁", "in his 30s"),
    ("第19批", "Batch 19"),
    ("近2000万人", "20 million"),
    ("138亿至143亿美元", "between $13.8 billion and $14.3 billion"),
    ("30磅", "30 pounds"),
    ("30英镑", "30 pounds"),
]

DIFFERENT = [
    ("600万", "600 million"),
    ("600万", "6 billion"),
    ("23.4亿美元", "$2.3 billion"),
    ("600万美元", "€6 million"),
    ("600万美元", "6 million"),
    ("600万澳元", "$6 million"),
    ("20个百分点", "20%"),
    ("三分之二", "three-quarters"),
    ("增长两倍", "doubled"),
    ("是去年的两倍", "tripled"),
    ("翻两番", "doubled"),
    ("18个月", "18 weeks"),
    ("5公里", "5 miles"),
    ("数十亿美元", "millions of dollars"),
    ("1月27日", "January 28"),
    ("1月27日", "January"),
    ("2025年1月28日", "January 28"),
    ("上世纪90年代", "the 1980s"),
    ("下午3点", "3 a.m."),
    ("周六", "Sunday"),
    ("45岁", "54-year-old"),
    ("不到100人", "more than 100"),
    ("零下15度", "15 degrees"),
    ("138亿至143亿美元", "$13.8 billion to $14.4 billion"),
]


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_the_same_value_in_other_words(zh: str, en: str) -> None:
    assert same(read_chinese(zh)[0].quantity, read_english(en)[0].quantity)


@pytest.mark.parametrize(("zh", "en"), DIFFERENT)
def test_another_value(zh: str, en: str) -> None:
    assert not same(read_chinese(zh)[0].quantity, read_english(en)[0].quantity)


def test_find_gives_the_first_place_that_is_not_taken() -> None:
    sum_of_money = read_chinese("600万美元")[0].quantity
    en = "It cost $6 million, not $60 million; again, $6 million."
    first = find(sum_of_money, en)
    assert first == (8, 18)
    second = find(sum_of_money, en, [first])
    assert second is not None
    assert en[slice(*second)] == "$6 million"
    assert second[0] > first[1]
    assert find(sum_of_money, en, [first, second]) is None


def test_one_end_of_an_english_range_is_found() -> None:
    en = "cut from 18 months to 6 months"
    spans = [find(f.quantity, en) for f in read_chinese("从18个月缩短至6个月")]
    assert [en[slice(*span)] for span in spans if span] == ["18 months", "6 months"]


def test_a_range_may_be_told_by_its_two_ends() -> None:
    quantity = read_chinese("10%-15%")[0].quantity
    assert find(quantity, "at least 10% and perhaps even 15%") is not None
    assert find(quantity, "15% and then 10%") is None
