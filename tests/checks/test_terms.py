"""Right and wrong English for the checks of terms, Latin names, links and handles."""

from __future__ import annotations

import pytest

from translate.checks.terms import handle_lost, latin_name_lost, link_lost, term_forbidden, term_missing
from translate.model import Finding, Lock, LockKind, Severity


def lock(zh: str, en: str, *, accept: tuple[str, ...] = (), forbidden: tuple[str, ...] = ()) -> Lock:
    return Lock(
        0, len(zh), zh, en, LockKind.TERM, accept=accept, forbidden=forbidden, source="companies.po:12"
    )


NVIDIA = lock("英伟达", "Nvidia", accept=("NVIDIA",))


@pytest.mark.parametrize(
    ("en", "wrong"),
    [
        ("NVDA shares fell.", True),
        ("Inveda shares fell.", True),
        ("nvidia shares fell.", True),
        ("Nvidia's shares fell.", False),
        ("NVIDIA shares fell.", False),
        ("Shares of Nvidia fell.", False),
        ("", False),  # that is empty_english's
    ],
)
def test_term_missing(en: str, wrong: bool) -> None:
    findings = list(term_missing("英伟达股价下跌。", en, (NVIDIA,)))
    assert [finding.severity for finding in findings] == [Severity.BLOCKER] * wrong


def test_a_missing_term_is_told_with_what_is_wanted_and_who_says_so() -> None:
    [finding] = term_missing("英伟达股价下跌。", "Shares fell.", (NVIDIA,))
    assert finding == Finding(
        "term_missing",
        Severity.BLOCKER,
        "“英伟达” must be “Nvidia” (or “NVIDIA”) in the English (companies.po:12).",
        (0, 3),
    )


def test_a_number_is_not_this_checks_business() -> None:
    number = Lock(0, 4, "600万", "6 million", LockKind.NUMBER)
    prohibition = lock("台湾", "", forbidden=("Formosa",))
    assert list(term_missing("600万人", "many people", (number, prohibition))) == []


@pytest.mark.parametrize(
    ("en", "wrong"),
    [
        ("Chip maker Inveda fell.", True),
        ("Inveda's shares fell.", True),
        ("YingWeiDa fell.", True),
        ("Nvidia fell.", False),
        ("Invedable is another word.", False),
        ("", False),
    ],
)
def test_term_forbidden(en: str, wrong: bool) -> None:
    demand = lock("英伟达", "Nvidia", forbidden=("Inveda", "YingWeiDa"))
    findings = list(term_forbidden("英伟达下跌。", en, (demand,)))
    assert [finding.severity for finding in findings] == [Severity.BLOCKER] * wrong
    assert all("say “Nvidia”" in finding.message for finding in findings)


def test_a_prohibition_without_a_demand() -> None:
    [finding] = term_forbidden("台湾", "Formosa", (lock("台湾", "", forbidden=("Formosa",)),))
    assert finding.message == "“Formosa” must not be used for “台湾” (companies.po:12)."
    assert finding.en == (0, 7)


@pytest.mark.parametrize(
    ("zh", "en", "lost"),
    [
        ("详见https://example.com/a?b=1。", "See the site.", ["https://example.com/a?b=1"]),
        ("见www.example.com和a@example.com", "See www.example.com.", ["a@example.com"]),
        ("见http://a.example/x，", "See http://a.example/y.", ["http://a.example/x"]),
        ("详见https://example.com/a。", "See https://example.com/a.", []),
        ("见HTTPS://Example.com", "See https://example.com", []),
        ("来信a@example.com", "Write to a@example.com", []),
        ("没有链接。", "No link.", []),
    ],
)
def test_link_lost(zh: str, en: str, lost: list[str]) -> None:
    findings = list(link_lost(zh, en, ()))
    assert [zh[slice(*finding.zh)] for finding in findings if finding.zh] == lost


@pytest.mark.parametrize(
    ("zh", "en", "lost"),
    [
        ("他在@elonmusk写道", "He wrote", ["@elonmusk"]),
        ("话题#MeToo很热", "The topic is hot", ["#MeToo"]),
        ("＠jack说", "Jack said", ["＠jack"]),
        ("他在@elonmusk写道", "He wrote as @elonmusk", []),
        ("话题#MeToo很热", "The topic #metoo is hot", []),
        ("来信a@example.com", "Write to us", []),
        ("第1章", "Chapter #1", []),
    ],
)
def test_handle_lost(zh: str, en: str, lost: list[str]) -> None:
    findings = list(handle_lost(zh, en, ()))
    assert [zh[slice(*finding.zh)] for finding in findings if finding.zh] == lost


@pytest.mark.parametrize(
    ("zh", "en", "lost"),
    [
        ("DeepSeek的模型", "The company's model", ["DeepSeek"]),
        ("英伟达H800芯片", "Nvidia's H100 chips", ["H800"]),
        ("OpenAI的GPT-4o很贵", "OpenAI's GPT-4 is dear", ["GPT-4o"]),
        ("R1和V3", "V3 alone", ["R1"]),
        ("新冠COVID-19疫情", "the epidemic", ["COVID-19"]),
        ("NBA和NFL", "the NBA", ["NFL"]),
        ("DeepSeek的模型", "DeepSeek's model", []),
        ("GPT-4很贵", "GPT 4 is dear", []),
        ("AI公司", "an artificial intelligence company", []),
        ("EV市场", "the market for electric vehicles", []),
        ("OPEC开会", "The Organization of the Petroleum Exporting Countries met", []),
        ("X平台上的帖子", "a post on the platform", []),
        ("这款APP很火", "The program is a hit", []),
        ("重80kg", "weighing 80 kilograms", []),
        ("iPhone很贵", "the iphone is dear", []),
    ],
)
def test_latin_name_lost(zh: str, en: str, lost: list[str]) -> None:
    findings = list(latin_name_lost(zh, en, ()))
    assert [zh[slice(*finding.zh)] for finding in findings if finding.zh] == lost
    assert {finding.severity for finding in findings} <= {Severity.WARNING}


def test_latin_inside_a_lock_is_the_locks_own() -> None:
    swallowed = Lock(0, 11, "雪花(Snowfla)", "Snowflake", LockKind.NAME)
    assert list(latin_name_lost("雪花(Snowfla)", "Snowflake", (swallowed,))) == []
