"""Every lock of a machine's draft is in the English, or a blocker names it."""

from __future__ import annotations

import pytest

from translate.checks import check_rows
from translate.lock.numbers import number_locks
from translate.model import Draft, Row, Segment, Severity


def blockers(zh: str, en: str, origin: str = "engine") -> list[str]:
    segment = Segment("a", "p01", "p01.s01", zh, 0)
    (row,) = check_rows([Row(segment, number_locks(segment), Draft(en, origin))])
    return [finding.message for finding in row.findings if finding.severity is Severity.BLOCKER]


@pytest.mark.parametrize(
    ("zh", "en", "named"),
    [
        ("这项技术耗资数十亿美元。", "The technology cost a lot of money.", "数十亿美元"),
        ("洪水影响了数百万人。", "The floods affected hundreds of thousands of people.", "数百万"),
        ("这本书写于上世纪90年代。", "The book was written in the 1890s.", "上世纪90年代"),
        ("工厂有2,048名工人。", "The factory has workers.", "2,048"),
    ],
)
def test_a_draft_without_its_number_is_blocked(zh: str, en: str, named: str) -> None:
    (message,) = blockers(zh, en)
    assert named in message


def test_a_draft_with_its_number_is_not() -> None:
    assert blockers("这项技术耗资数十亿美元。", "The technology cost billions of dollars.") == []


def test_a_person_may_say_it_otherwise() -> None:
    assert blockers("这项技术耗资数十亿美元。", "The technology cost a fortune.", "human") == []


def test_what_another_check_blocks_is_named_once() -> None:
    assert len(blockers("花费600万美元。", "It cost $600 million.")) == 1
