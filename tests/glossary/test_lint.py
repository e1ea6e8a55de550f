"""What each rule of lint finds, where, and what it leaves alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.test_termbase_po import po_files
from translate.glossary import Glossary
from translate.glossary.lint import (
    COUNTING,
    FIXING,
    RULES,
    Level,
    Subject,
    count_usage,
    lint,
    rule_name,
    titles,
)
from translate.memory import Sentence

STARTER = Path(__file__).parents[2] / "glossary"


def entry(zh: str, en: str = "", *comments: str, context: str = "") -> str:
    """The lines of one entry, with a blank line below."""
    sense = f'msgctxt "{context}"\n' if context else ""
    return "".join(f"{line}\n" for line in comments) + f'{sense}msgid "{zh}"\nmsgstr "{en}"\n\n'


def found(folder: Path, *texts: str, rule: str = "") -> list[str]:
    """The findings for files a.po, b.po …, each as ``a.po:2: warning: near-twin``; of one rule, or of all."""
    for name, text in zip("abc", texts, strict=False):
        (folder / f"{name}.po").write_text(text, encoding="utf-8")
    findings = lint(Subject.of(Glossary.load(folder)))
    assert all(finding.message and finding.remedy and finding.rule for finding in findings)
    return [
        f"{finding.file}:{finding.line}: {finding.level}: {finding.rule}"
        for finding in findings
        if rule in ("", finding.rule)
    ]


EXAMPLES: dict[str, list[tuple[str, list[str]]]] = {
    "unreadable": [('msgid "甲"\nmsgstr A\n', ["a.po:2: error"])],
    "no-chinese": [(entry("", "Nvidia", context="company"), ["a.po:2: error"])],
    "no-english": [
        (entry("英伟达"), ["a.po:1: warning"]),
        (entry("英伟达", "", "#, fuzzy"), []),
        (entry("A股", "", "#, read-only"), []),
        (entry("英伟达", "", "#, forbidden"), ["a.po:2: error"]),
    ],
    "han-in-english": [
        (entry("英伟达", "Nvidia 公司"), ["a.po:1: error"]),
        (entry("英伟达", "", "#, read-only"), ["a.po:2: error"]),
        (entry("英伟达", "Nvidia", "#. accept: 辉达"), ["a.po:2: warning"]),
    ],
    "white-space": [
        (entry("英伟达 ", "Nvidia"), ["a.po:1: warning"]),
        (entry("英伟达", "Jensen  Huang"), ["a.po:1: warning"]),
        (entry("英\u200b伟达", "Nvidia"), ["a.po:1: warning"]),
        (entry("萨姆·奥尔特曼", "Sam Altman"), []),
    ],
    "full-width-in-english": [
        (entry("美联社", "ＡＰ"), ["a.po:1: warning"]),
        (entry("美联社", "AP", "#. accept: A.P。"), ["a.po:2: warning"]),
        (entry("多伊奇银行", "Deutsche Bank–N’Dour “é”"), []),
    ],
    "full-width-in-chinese": [
        (entry("Ａ股市场", "A-share market"), ["a.po:1: note"]),
        (entry("刚果（金）", "DR Congo"), []),
    ],
    "whole-sentence": [(entry("长" * 41, "Long"), ["a.po:1: note"]), (entry("长" * 40, "Long"), [])],
    "conflict": [
        (entry("克莱纳曼", "Kleinerman") + entry("克莱納曼", "Kleinermann"), ["a.po:4: error"]),
        (entry("商务部", "Commerce Ministry") + entry("商务部", "Commerce Department", context="US"), []),
        (entry("苹果", "Apple", "#. scope: mentions iPhone") + entry("苹果", "apple"), []),
    ],
    "duplicate": [
        (entry("英伟达", "Nvidia") + entry("英伟达", "Nvidia"), ["a.po:4: warning"]),
        (entry("英偉達", "Nvidia") + entry("英伟达", "Nvidia"), ["a.po:1: warning"]),
        (entry("英伟达", "Nvidia") + entry("英伟达", "Nvidia", "#, exact"), ["a.po:5: warning"]),
        (entry("英伟达", "NVIDIA", "#, forbidden") + entry("英伟达", "Nvidia"), []),
    ],
    "same-key": [
        (entry("英伟达", "NVIDIA", "#, forbidden") + entry("英伟达", "Nvidia"), ["a.po:5: warning"]),
        (entry("英伟达", "Nvidia") + entry("英伟达", "Nvidia"), []),
    ],
    "forbidden-and-required": [
        (entry("西藏", "Tibet") + entry("西藏", "Tibet", "#, forbidden"), ["a.po:5: error"]),
        (
            entry("西藏", "Tibet", "#. accept: Xizang") + entry("西藏", "xizang", "#, forbidden"),
            ["a.po:6: error"],
        ),
        (entry("西藏", "Tibet") + entry("西藏", "Thibet", "#, forbidden"), []),
        (entry("工党", "Labour", context="UK") + entry("工党", "Labour", "#, forbidden", context="AU"), []),
    ],
    "alias-of-another": [
        (entry("英伟达", "Nvidia", "#. aliases: 辉达公司") + entry("辉达公司", "Huida"), ["a.po:2: warning"]),
        (entry("英伟达", "Nvidia", "#. aliases: 辉达公司") + entry("輝達公司", "Nvidia"), ["a.po:2: note"]),
        (
            entry("英伟达", "Nvidia", "#. aliases: 绿厂") + entry("高通", "Qualcomm", "#. aliases: 绿厂"),
            ["a.po:6: warning"],
        ),
        (entry("英伟达", "Nvidia", "#. aliases: 绿厂") + entry("高通", "Qualcomm", "#. aliases: 红厂"), []),
    ],
    "needless-form": [
        (entry("英伟达", "Nvidia", "#. aliases: 英偉達"), ["a.po:2: note"]),
        (entry("英伟达", "Nvidia", "#. accept: Nvidia"), ["a.po:2: note"]),
        (entry("英伟达", "Nvidia", "#. aliases: 辉达", "#. accept: NVIDIA"), []),
    ],
    "taiwan-double": [
        (entry("老挝", "Laos") + entry("寮國", "Laos"), ["a.po:4: note"]),
        (entry("老挝", "Laos") + entry("寮國", "Lao"), []),
    ],
    "proposal-for-term": [
        (entry("英伟达", "Nvidia") + entry("英伟达", "Nvidia", "#, fuzzy"), ["a.po:5: note"]),
        (entry("英伟达", "Nvidia") + entry("英伟达", "NVIDIA", "#, fuzzy"), ["a.po:5: note"]),
        (entry("英伟达", "Nvidia") + entry("高通", "Qualcomm", "#, fuzzy"), []),
    ],
    "sense-never-meant": [
        (entry("商务部", "Ministry") + entry("商务部", "Department", context="US"), ["a.po:5: warning"]),
        (
            entry("商务部", "Ministry")
            + entry("商务部", "Department", "#. scope: mentions 华盛顿", context="US"),
            [],
        ),
    ],
    "bad-scope": [
        (entry("雪花", "Snowflake", "#. scope: near AI"), ["a.po:2: error"]),
        (entry("雪花", "Snowflake", "#. scope: from 2024-01-01|soon"), ["a.po:2: error"]),
        (entry("雪花", "Snowflake", "#. scope: from 2025-01-01; until 2024-01-01"), ["a.po:2: error"]),
        (entry("雪花", "Snowflake", "#. scope: site https://a.example/"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#. scope: section news/tech"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#. scope: mentions AI, 数据"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#. scope: site a.example; section /tech/; from 2024-01-01"), []),
    ],
    "scope-says-nothing": [
        (entry("雪花", "Snowflake", "#. scope: mentions AI|雪花"), ["a.po:2: warning"]),
        (entry("雪花公司", "Snowflake", "#. scope: mentions 雪花"), ["a.po:2: warning"]),
        (
            entry(
                "甲骨文", "Oracle", "#. aliases: 甲骨文公司, 奥拉可", "#. scope: mentions 甲骨文公司|数据库"
            ),
            [],
        ),
    ],
    "unknown-field": [
        (entry("雪花", "Snowflake", "#. alias: 雪片"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#. Scope: mentions AI"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#. accept：Snow"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "# scope: mentions AI"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#. harvest: 3 times", "# Note: ask the desk."), []),
    ],
    "unknown-flag": [
        (entry("雪花", "Snowflake", "#, fuzy"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#, readonly"), ["a.po:2: warning"]),
        (entry("雪花", "Snowflake", "#, checked"), ["a.po:2: note"]),
        (entry("雪花", "Snowflake", "#, no-wrap, python-format, max-length:30"), []),
    ],
    "at-odds": [
        (entry("A股", "A", "#, read-only, forbidden"), ["a.po:2: error"]),
        (entry("A股", "A share", "#, read-only"), ["a.po:2: warning"]),
        (entry("苹果", "Apple", "#. accept: APPLE", "#, exact"), ["a.po:3: warning"]),
        (entry("iPhone", "iPhone", "#, read-only, exact"), []),
    ],
    "near-twin": [
        (entry("克莱纳曼", "Kleinerman") + entry("克莱曼", "Kleinerman"), ["a.po:4: warning"]),
        (entry("克莱纳曼", "Kleinerman") + entry("克莱曼", "Kleinermann"), ["a.po:4: note"]),
        (entry("克莱纳曼", "Kleinerman") + entry("克莱曼", "Kleinerman", "#, fuzzy"), ["a.po:5: note"]),
        (entry("克莱纳曼", "Kleinerman", "#. aliases: 克莱曼") + entry("克莱曼", "Kleinerman"), []),
        (entry("山西", "Shanxi") + entry("陕西", "Shaanxi"), []),
        (entry("七国集团", "Group of Seven") + entry("八国集团", "Group of Seven"), []),
        (entry("唐纳德·特朗普", "Donald Trump") + entry("小唐纳德·特朗普", "Donald Trump Jr."), []),
        (entry("发言人", "spokesperson") + entry("代言人", "spokesperson"), []),
    ],
    "nested-spelling": [
        (
            entry("克莱纳曼", "Kleinerman") + entry("克里斯蒂安·克莱纳曼", "Christian Kleinermann"),
            ["a.po:4: warning"],
        ),
        (entry("克莱纳曼", "Kleinerman") + entry("克里斯蒂安·克莱纳曼", "Christian Kleinerman"), []),
        (entry("中国", "China") + entry("中国科学院", "Chinese Academy of Sciences"), []),
    ],
    "nested-name": [
        (entry("奥尔特曼", "Altman") + entry("萨姆·奥尔特曼", "Sam Oldman"), ["a.po:4: warning"]),
        (entry("奥尔特曼", "Altman") + entry("萨姆·奥尔特曼", "Sam Altman"), []),
    ],
    "nested-term": [
        (entry("上海", "Shanghai") + entry("上海交通大学", "SJTU"), ["a.po:4: note"]),
        (
            entry("上海", "Shanghai")
            + entry("上海交通大学", "SJTU", "#. accept: Shanghai Jiao Tong University"),
            [],
        ),
        (entry("京东", "JD.com") + entry("京东方", "BOE"), []),
    ],
    "one-character": [
        (entry("云", "Cloud"), ["a.po:1: warning"]),
        (entry("云", "Cloud", "#. scope: mentions AI"), []),
    ],
    "everyday-word": [
        (entry("苹果", "Apple"), ["a.po:1: warning"]),
        (entry("雪花", "Snowflake"), ["a.po:1: warning"]),
        (entry("苹果", "Apple", "#. scope: mentions iPhone"), []),
        (entry("微软", "Microsoft") + entry("约旦", "Jordan") + entry("苹果", "apple"), []),
    ],
    "frequent-word": [
        (entry("问题", "issue"), ["a.po:1: note"]),
        (entry("问题", "issue", "#. accept: problem, question"), []),
    ],
}
CASES = [(rule, text, expected) for rule, examples in EXAMPLES.items() for text, expected in examples]


@pytest.mark.parametrize(
    ("rule", "text", "expected"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)]
)
def test_a_rule_finds_what_it_is_for(tmp_path: Path, rule: str, text: str, expected: list[str]) -> None:
    assert found(tmp_path, text, rule=rule) == [f"{place}: {rule}" for place in expected]


def test_every_rule_has_an_example_of_what_it_finds_and_of_its_title() -> None:
    rules = {rule_name(rule) for rule in RULES}
    assert {rule for rule, examples in EXAMPLES.items() if any(wanted for _, wanted in examples)} == rules - {
        "never-seen"
    }
    assert set(titles()) == rules
    assert all(titles().values())
    assert set(FIXING) | set(COUNTING) <= set(RULES)


def test_findings_across_files_name_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(entry("英伟达", "Nvidia"), encoding="utf-8")
    (tmp_path / "b.po").write_text(entry("高通", "Qualcomm") + entry("英伟达", "NVIDIA"), encoding="utf-8")
    (finding,) = lint(Subject.of(Glossary.load(tmp_path)))
    assert str(finding) == (
        "b.po:4: error: 英伟达 is 'NVIDIA' here, but 'Nvidia' at a.po:1; decide for one and let it accept the other, "
        "or tell the senses apart with msgctxt and scope [conflict]"
    )


def test_an_entry_that_is_right_as_it_is_says_so(tmp_path: Path) -> None:
    twin = entry("克莱曼", "Kleinerman", "#. lint: near-twin, nested-name")
    assert found(tmp_path, entry("克莱纳曼", "Kleinerman") + twin) == []


def test_the_starter_glossary_has_neither_errors_nor_warnings() -> None:
    findings = lint(Subject.of(Glossary.load(STARTER)))
    assert [str(finding) for finding in findings if finding.level is not Level.NOTE] == []
    assert len(findings) < 20


def test_near_twins_in_a_crowd_are_found_by_their_english(tmp_path: Path) -> None:
    """李?明 is under one key for all of them; only two are spelled alike."""
    others = "建志国文海伟德学光永春长家金玉开天大少宏启景思宗绍继振正泽伯"
    english = [f"Li {chr(0x41 + i % 26)}{'xyz'[i % 3] * (3 + i // 3)}ming" for i in range(len(others))]
    crowd = "".join(entry(f"李{c}明", en) for c, en in zip(others, english, strict=True))
    names = found(tmp_path, crowd + entry("李晓明", "Lee Hsiaoming") + entry("李小明", "Lee Hsiaoming"))
    assert [name for name in names if "near-twin" in name] == [
        f"a.po:{3 * len(others) + 4}: warning: near-twin"
    ]


# ---- what a memory tells


MEMORY = [
    Sentence("苹果和梨都涨价了。", date(2022, 5, 1)),
    Sentence("他说，苹果发布了新手机。", date(2025, 5, 1)),
    Sentence("云上有苹果。", date(2025, 5, 1)),
    Sentence("大衛看到了輝達的產品。", date(2025, 4, 1)),
    Sentence("旧王朝银行倒闭。", date(2022, 5, 1)),
]


def subject(folder: Path, text: str, sentences: list[Sentence]) -> Subject:
    (folder / "a.po").write_text(text, encoding="utf-8")
    made = Subject.of(Glossary.load(folder))
    made.usage = count_usage(made.demands(), sentences)
    return made


def test_how_often_a_risky_term_would_fire_is_told(tmp_path: Path) -> None:
    (finding,) = lint(subject(tmp_path, entry("苹果", "Apple"), MEMORY))
    assert "would fire in 3 of the memory's 5 segments" in finding.message


def test_terms_not_seen_for_two_years_are_told_with_the_day_of_the_last(tmp_path: Path) -> None:
    text = "".join(
        entry(zh, en)
        for zh, en in [
            ("英伟达", "Nvidia"),
            ("旧王朝银行", "Old Dynasty Bank"),
            ("新月银行", "Crescent Bank"),
        ]
    )
    findings = lint(subject(tmp_path, text, MEMORY))
    assert [(finding.zh, finding.rule, finding.level) for finding in findings] == [
        ("旧王朝银行", "never-seen", Level.NOTE),
        ("新月银行", "never-seen", Level.NOTE),
    ]
    assert "last on 2022-05-01" in findings[0].message


def test_a_younger_memory_cannot_tell_what_is_never_seen(tmp_path: Path) -> None:
    young = [sentence for sentence in MEMORY if sentence.date != date(2022, 5, 1)]
    assert lint(subject(tmp_path, entry("新月银行", "Crescent Bank"), young)) == []


def test_what_has_no_date_counts_as_seen(tmp_path: Path) -> None:
    undated = [*MEMORY, Sentence("新月银行开业。", None)]
    assert lint(subject(tmp_path, entry("新月银行", "Crescent Bank"), undated)) == []


@settings(deadline=None, max_examples=80)
@given(po_files())
def test_no_glossary_breaks_a_rule(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "a.po").write_text(text, encoding="utf-8")
    for finding in lint(Subject.of(Glossary.load(folder))):
        assert finding.file == "a.po"
        assert 1 <= finding.line <= text.count("\n") + 1


def test_the_documentation_names_every_rule() -> None:
    text = (STARTER / "README.md").read_text(encoding="utf-8")
    assert [rule for rule in titles() if f"\n| `{rule}` | " not in text] == []
