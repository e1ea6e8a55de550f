"""Number, unit, date and multiple checks: a table of right and wrong English for each."""

from __future__ import annotations

import pytest

from translate.checks.numbers import date_differs, multiple_differs, number_differs, unit_differs
from translate.model import Finding, Lock, LockKind, Severity

CHECKS = (number_differs, unit_differs, date_differs, multiple_differs)

RIGHT = [
    ("花费不到600万美元。", "It cost less than $6 million."),
    ("花费600万美元。", "It cost six million U.S. dollars."),
    ("全城600万人。", "The city has 6,000,000 people."),
    ("增长50%。", "It grew by half."),
    ("两成的人同意。", "Twenty percent agreed."),
    ("增长两倍。", "It tripled."),
    ("增长两倍。", "It rose 200%."),
    ("是去年的两倍。", "It is twice last year's."),
    ("翻了两番。", "It quadrupled."),
    ("从18个月缩短至6个月。", "It was cut from 18 months to six months."),
    ("138亿至143亿美元。", "Between $13.8 billion and $14.3 billion."),
    ("星期一(1月27日)。", "On Monday (January 27)."),
    ("去年12月发表。", "It was published in December last year."),
    ("2025年产量比去年高。", "In 2025 output was higher than in 2024."),
    ("去年（2024年）亏损。", "It lost money in 2024."),
    ("去年有1000人受伤。", "Almost 1000 people were hurt last year."),
    ("他如今年轻有为。", "He is young and able."),
    ("十年后公司成立，当年亏损。", "The company was set up 10 years on and lost money in 1999."),
    ("本月10日。", "On the 10th."),
    ("上世纪90年代。", "In the '90s."),
    ("下午3点开始。", "It starts at 3 p.m."),
    ("三名学生来了。", "Some students came."),
    ("两国同意。", "Both agreed."),
    ("十二人受伤。", "A dozen people were hurt."),
    ("一名男子。", "A man."),
    ("今年增长5%，去年增长5%。", "It grew 5% in both years."),
    ("去年亏损。", "It lost money last year."),
    ("约有412名代表。", "There were about 412 delegates."),
    ("有412名以上代表。", "There were more than 412 delegates."),
    ("最高可达10米的海浪。", "Waves of up to 10 meters."),
    ("据估计，有13%的房屋空置。", "An estimated 13% of the homes are empty."),
    ("24小时内打了412个电话。", "They made 412 calls over 24 hours."),
    ("三名学生来了。", "About three students came."),
    ("有500至600人。", "There were about 500 to 600 people."),
    ("45岁的男子。", "The man, 45."),
    ("30多岁的男子。", "A man in his 30s."),
    ("60英里外。", "97 km away."),
    ("以2比1获胜。", "They won 2-1."),
    ("以1:2落败。", "They lost 2-1."),
    ("领先20个百分点。", "They led by 20 points."),
    ("增速为-5%。", "It shrank 5%."),
    ("使用了H800芯片。", "It used H800 chips."),
    ("五角大楼表示。", "The Pentagon said."),
    ("上百人参加。", "Hundreds took part."),
    ("五分之一的孩子。", "One in five children."),
    ("2016-17赛季。", "The 2016-17 season."),
]

# (Chinese, English, the check that speaks up, how much it weighs)
WRONG = [
    ("花费600万美元。", "It cost $600 million.", "number_differs", Severity.BLOCKER),
    ("花费600万美元。", "It cost $60 million.", "number_differs", Severity.BLOCKER),
    ("花费600万美元。", "It cost $6 billion.", "number_differs", Severity.BLOCKER),
    ("花费600万美元。", "It cost a lot.", "number_differs", Severity.BLOCKER),
    ("23.4亿美元。", "$2.3 billion.", "number_differs", Severity.BLOCKER),
    ("增长5%。", "It grew 6%.", "number_differs", Severity.BLOCKER),
    ("增长5%。", "It grew.", "number_differs", Severity.BLOCKER),
    ("使用了2,048块芯片。", "It used 2,084 chips.", "number_differs", Severity.BLOCKER),
    ("使用了2,048块芯片。", "It used chips.", "number_differs", Severity.WARNING),
    ("它很大。", "It has 300 rooms.", "number_differs", Severity.WARNING),
    ("三名学生来了。", "Four students came.", "number_differs", Severity.WARNING),
    ("学生来了。", "Four students came.", "number_differs", Severity.WARNING),
    ("三分之二的人。", "Three-quarters of them.", "number_differs", Severity.BLOCKER),
    ("五分之一的孩子。", "One in six children.", "number_differs", Severity.BLOCKER),
    ("18个月。", "28 months.", "number_differs", Severity.BLOCKER),
    ("45岁的男子。", "The 54-year-old man.", "number_differs", Severity.BLOCKER),
    ("第19批学员。", "The 18th batch.", "number_differs", Severity.BLOCKER),
    ("不到100人。", "More than 100 people.", "number_differs", Severity.WARNING),
    ("有412名代表。", "There were more than 412 delegates.", "number_differs", Severity.WARNING),
    ("有412名代表。", "There were nearly 412 delegates.", "number_differs", Severity.WARNING),
    ("耗资850万美元。", "It cost about $8.5 million.", "number_differs", Severity.WARNING),
    ("约300人中有412名代表。", "Of about 300, up to 412 were delegates.", "number_differs", Severity.WARNING),
    ("历经18个月。", "It took more than 18 months.", "number_differs", Severity.WARNING),
    ("138亿至143亿美元。", "$13.8 billion to $14.8 billion.", "number_differs", Severity.BLOCKER),
    ("以2比1获胜。", "They won 3-1.", "number_differs", Severity.BLOCKER),
    ("600万美元。", "€6 million.", "unit_differs", Severity.BLOCKER),
    ("600万澳元。", "$6 million.", "unit_differs", Severity.BLOCKER),
    ("20个百分点。", "20%.", "unit_differs", Severity.BLOCKER),
    ("5公里。", "5 miles.", "unit_differs", Severity.WARNING),
    ("五年。", "Five months.", "unit_differs", Severity.WARNING),
    ("1月27日。", "January 28.", "date_differs", Severity.BLOCKER),
    ("1月27日。", "February 27.", "date_differs", Severity.BLOCKER),
    ("1月27日。", "In January.", "date_differs", Severity.WARNING),
    ("2025年1月28日。", "January 28.", "date_differs", Severity.WARNING),
    ("周六投票。", "They vote on Sunday.", "date_differs", Severity.BLOCKER),
    ("上世纪90年代。", "In the 1980s.", "date_differs", Severity.BLOCKER),
    ("下午3点开始。", "It starts at 3 a.m.", "date_differs", Severity.BLOCKER),
    ("2022年。", "In 2021.", "date_differs", Severity.BLOCKER),
    ("明年举行。", "It will be held in 2023.", "date_differs", Severity.WARNING),
    ("去年亏损。", "It lost money in 2024.", "date_differs", Severity.WARNING),
    ("今年3月举行。", "It was held in March 2019.", "date_differs", Severity.WARNING),
    ("2020年成立，去年亏损。", "Founded in 2020, it lost money in 2015.", "date_differs", Severity.WARNING),
    ("會議後年舉行。", "It meets in 2030.", "date_differs", Severity.WARNING),
    ("卫星6月9日升空。", "The satellite launched on June 9, 2023.", "date_differs", Severity.WARNING),
    ("会议举行。", "It met on May 5, 2021.", "date_differs", Severity.WARNING),
    ("增长两倍。", "It doubled.", "multiple_differs", Severity.BLOCKER),
    ("翻两番。", "It doubled.", "multiple_differs", Severity.BLOCKER),
    ("是去年的三倍。", "It grew.", "multiple_differs", Severity.WARNING),
]


def findings(zh: str, en: str, locks: tuple[Lock, ...] = ()) -> list[Finding]:
    return [finding for check in CHECKS for finding in check(zh, en, locks)]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_right_english_is_let_pass(zh: str, en: str) -> None:
    assert findings(zh, en) == []


@pytest.mark.parametrize(("zh", "en", "check", "severity"), WRONG)
def test_wrong_english_is_found(zh: str, en: str, check: str, severity: Severity) -> None:
    assert [(f.check, f.severity) for f in findings(zh, en)][:1] == [(check, severity)]


def test_a_finding_names_both_sides_and_shows_where_they_stand() -> None:
    zh, en = "花费600万美元。", "It cost $60 million."
    (finding,) = findings(zh, en)
    assert finding.message == "“600万美元” is “$6 million”, but the English says “$60 million”."
    assert zh[slice(*finding.zh or ())] == "600万美元"
    assert en[slice(*finding.en or ())] == "$60 million"


def test_a_year_that_only_the_articles_date_tells_is_named_on_both_sides() -> None:
    zh, en = "会议将于明年举行。", "The meeting will be held in 2023."
    (finding,) = findings(zh, en)
    assert finding.message == "“明年” is told by the article's date, but the English says “2023”."
    assert zh[slice(*finding.zh or ())] == "明年"
    assert en[slice(*finding.en or ())] == "2023"


def test_a_date_that_got_a_year_is_named_on_both_sides() -> None:
    zh, en = "卫星星期二(6月9日)升空。", "The satellite launched Tuesday, June 9, 2023."
    (finding,) = findings(zh, en)
    assert finding.message.startswith("“6月9日” has no year, but the English says “June 9, 2023”")
    assert findings(zh, "The satellite launched Tuesday, June 9.") == []
    assert (
        findings("2023年9月成立，6月9日升空。", "Founded in September 2023, it launched on June 9, 2023.")
        == []
    )


def test_a_year_in_the_english_of_a_term_is_the_terms() -> None:
    zh, en = "计划今年结束。", "The 2021-2025 plan ends this year."
    assert findings(zh, en) != []
    assert findings(zh, en, (Lock(0, 2, "计划", "2021-2025 plan", LockKind.TERM),)) == []


def test_a_number_inside_a_locked_name_is_no_number_of_ours() -> None:
    zh, en = "第十九军进驻。", "The Nineteenth Army moved in."
    name = Lock(0, 4, "第十九军", "Nineteenth Army", LockKind.TERM)
    assert findings("第119师进驻。", "The division moved in.") != []
    assert (
        findings(
            "第119师进驻。",
            "The Iron Division moved in.",
            (Lock(0, 5, "第119师", "Iron Division", LockKind.TERM),),
        )
        == []
    )
    assert findings(zh, en, (name,)) == []


@pytest.mark.parametrize("check", CHECKS)
def test_the_first_line_of_a_docstring_is_the_title_on_the_page(check: object) -> None:
    title = (check.__doc__ or "").splitlines()[0]
    assert title.endswith("iffers")
