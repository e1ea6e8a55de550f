"""The registries, the order of findings, and the checks that need a whole article."""

from __future__ import annotations

import pytest

from translate.checks import (
    ARTICLE_CHECKS,
    CHECKS,
    check_article,
    check_rows,
    check_segment,
    glossary_changed,
    source_changed,
    titles,
)
from translate.checks.adapted import adapted
from translate.checks.held import lock_not_held
from translate.checks.text import empty_english
from translate.model import Draft, Finding, Row, Segment, Severity


def row(at: int, zh: str, en: str, *findings: Finding) -> Row:
    segment = Segment("a", f"p{at:02}", f"p{at:02}.s01", zh, 0)
    return Row(segment, (), Draft(en, "engine"), findings=findings)


def two_ways(*pairs: tuple[str, str]) -> list[tuple[int, Severity]]:
    rows = [row(at, zh, en) for at, (zh, en) in enumerate(pairs)]
    return [(at, finding.severity) for at, finding in check_article(rows)]


def test_every_check_has_a_title_of_its_own() -> None:
    names = [
        check.__name__
        for check in (*CHECKS, lock_not_held, adapted, glossary_changed, source_changed, *ARTICLE_CHECKS)
    ]
    assert list(titles()) == names
    assert len(set(titles().values())) == len(names)
    assert all(title and "\n" not in title and len(title) < 90 for title in titles().values())


def test_the_numbers_are_checked_too() -> None:
    found = check_segment("该公司花费600万美元。", "The company spent $600 million.")
    assert "number_differs" in {finding.check for finding in found}


def test_a_good_pair_has_no_finding() -> None:
    assert check_segment("雪花的股价星期一下跌。", "Snowflake's shares fell on Monday.") == ()


def test_blockers_come_first() -> None:
    found = check_segment(
        "雪花的股价星期一(1月27日)下跌。", "Snowflake，shares fell on Monday (January 27 下跌."
    )
    weights = [finding.severity for finding in found]
    assert weights == sorted(weights, key=list(Severity).index)
    assert len(weights) >= 3


def test_a_check_may_be_run_alone() -> None:
    assert check_segment("雪花", "雪花", checks=(empty_english,)) == ()


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (("他拒绝置评。", "He declined to comment."), []),
        (("他拒绝置评！", "he declined to comment"), []),
        (("他拒绝置评。", "He would not comment."), [(1, Severity.NOTE)]),
        (("她拒绝置评。", "She would not comment."), []),
        (("他拒绝置评。", ""), []),
        (("他拒绝 置评。", "No comment came from him."), [(1, Severity.NOTE)]),
    ],
)
def test_translated_two_ways(second: tuple[str, str], found: list[tuple[int, Severity]]) -> None:
    assert two_ways(("他拒绝置评。", "He declined to comment."), second) == found


def test_a_long_sentence_translated_two_ways_weighs_more() -> None:
    zh = "该公司没有立即回应记者的置评请求。"
    assert two_ways((zh, "It did not respond."), (zh, "There was no answer.")) == [(1, Severity.WARNING)]


def test_two_words_may_be_said_in_two_ways() -> None:
    assert two_ways(("他说。", "He said."), ("他说。", "He added.")) == []


def test_the_other_rendering_is_named() -> None:
    rows = [row(3, "他拒绝置评。", "He declined to comment."), row(9, "他拒绝置评。", "No comment.")]
    [(_, finding)] = check_article(rows)
    assert "in p03.s01 it is “He declined to comment.”" in finding.message


def test_rows_get_their_findings_and_lose_old_ones() -> None:
    old = Finding("gone", Severity.NOTE, "An earlier finding.")
    rows = [
        row(0, "他拒绝置评。", "He declined.", old),
        row(1, "他拒绝置评。", ""),
        row(2, "他拒绝置评。", "He would not say."),
    ]
    checked = check_rows(rows)
    assert [[finding.check for finding in each.findings] for each in checked] == [
        [],
        ["empty_english"],
        ["translated_two_ways"],
    ]
    assert [each.segment for each in checked] == [each.segment for each in rows]
