"""No text, however broken, makes a reader or a check fail; and what is read lies inside the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.checks.numbers import date_differs, multiple_differs, number_differs, unit_differs
from translate.lock.numbers import number_locks
from translate.model import Segment
from translate.quantity.chinese import read_chinese
from translate.quantity.english import read_english
from translate.quantity.style import write

SIGNS = "0129零二两三九十百千万亿兆半第翻数几多余年月日号时分点成倍元%至到比.,，：約近上去本前后-/"
WORDS = "美元 年代 世纪 分之 个月 US$ 百分点 上世纪 去年 星期一 million A"
ENGLISH_WORDS = """
0|1|12|2025|1,000|3.5| |-|–| to | and | million|m|bn|%|$|£|twenty|one| hundred|half|a |quarter|third| years|s|th| a.m.
|:|/|.|January |May |nearly |dozens|tens|times|fold|double| km|between |½|1/2|minus
"""
CHINESE = st.lists(st.sampled_from([*SIGNS, *WORDS.split()]), max_size=14).map("".join)
ENGLISH = st.lists(st.sampled_from(ENGLISH_WORDS.split("|")), max_size=12).map("".join)


@settings(deadline=None, max_examples=300)
@given(CHINESE | st.text(max_size=20), ENGLISH | st.text(max_size=20))
def test_anything_is_read_without_a_fault(zh: str, en: str) -> None:
    for text, read in ((zh, read_chinese), (en, read_english)):
        found = read(text)
        assert all(0 <= f.start < f.end <= len(text) for f in found)
        assert all(one.end <= two.start for one, two in pairwise(found))
        assert all(write(f.quantity) for f in found)
    for check in (number_differs, unit_differs, date_differs, multiple_differs):
        assert all(finding.message for finding in check(zh, en, ()))
    assert all(zh[lock.start : lock.end] == lock.zh for lock in number_locks(Segment("a", "b", "c", zh, 0)))


def test_a_figure_of_thousands_of_digits_is_no_fault() -> None:
    digits = "7" * 6000
    for zh, en in (
        (f"共{digits}人", f"a total of {digits}"),
        ("七" * 6000, f"{digits}th"),
        (f"1:{digits}", f"1/{digits}"),
    ):
        for found in (*read_chinese(zh), *read_english(en)):
            assert write(found.quantity)
        assert list(number_differs(zh, en, ())) is not None
