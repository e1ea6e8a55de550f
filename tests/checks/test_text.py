"""Right and wrong English for each check that reads the two texts alone."""

from __future__ import annotations

import pytest

from translate.checks import Check
from translate.checks.text import (
    breaks_off,
    chat_leftover,
    chinese_left,
    copied_source,
    empty_english,
    full_width_left,
    length_out_of_range,
    repetition,
)
from translate.model import Finding, Lock, LockKind, Severity

ZH = "深度求索星期一发布了新模型，业界为之震动。"
EN = "DeepSeek released a new model on Monday, and the industry was shaken."


def run(check: Check, zh: str, en: str, locks: tuple[Lock, ...] = ()) -> list[Finding]:
    return list(check(zh, en, locks))


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        (ZH, "", True),
        (ZH, "  \n", True),
        ("2025年", "", True),
        (ZH, EN, False),
        ("……", "", False),
        ("", "", False),
        ("***", "", False),
    ],
)
def test_empty_english(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(empty_english, zh, en)] == [Severity.BLOCKER] * wrong


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        (ZH, ZH, True),
        (f" {ZH}", f"{ZH}\n", True),
        ("路透社", "路透社", True),
        (ZH, EN, False),
        ("https://example.com/a", "https://example.com/a", False),
        ("DeepSeek R1", "DeepSeek R1", False),
        ("", "", False),
    ],
)
def test_copied_source(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(copied_source, zh, en)] == [Severity.BLOCKER] * wrong


@pytest.mark.parametrize(
    ("en", "left"),
    [
        ("DeepSeek released 新模型 on Monday.", ["新模型"]),
        ("深度求索 released a new 模型.", ["深度求索", "模型"]),
        ("The rare 𠮷 is Han, too.", ["𠮷"]),
        ("〇 is a numeral.", ["〇"]),
        (EN, []),
        ("“DeepSeek” – naïve café, 5 °C, €3", []),
        ("", []),
    ],
)
def test_chinese_left(en: str, left: list[str]) -> None:
    findings = run(chinese_left, ZH, en)
    assert [en[slice(*finding.en)] for finding in findings if finding.en] == left
    assert {finding.severity for finding in findings} <= {Severity.BLOCKER}


def test_chinese_that_an_editor_wants_may_stay() -> None:
    lock = Lock(0, 1, "道", "Dao (道)", LockKind.TERM)
    assert run(chinese_left, "道可道。", "The Dao (道) can be told.", (lock,)) == []
    assert len(run(chinese_left, "道可道。", "The Dao (道) can be told.")) == 1


@pytest.mark.parametrize(
    ("en", "wrong"),
    [
        ("DeepSeek said so。", True),
        ("DeepSeek，a start-up, said so.", True),
        ("It costs ５ dollars.", True),
        ("It is called 《Title》.", True),
        ("OpenAI （US） said so.", True),
        (EN, False),
        ("“Quoted” – and… so on", False),
    ],
)
def test_full_width_left(en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(full_width_left, ZH, en)] == [Severity.WARNING] * wrong


LONG = "她" * 60


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        (LONG, "She " * 20, "short"),
        (LONG, "She " * 100, "long"),
        ("他们不得不在星期三之前离开这座城市，否则就会被捕。", "They left.", "short"),
        (
            "他走了。",
            "He left, and with him went all that the people of the small town had ever hoped for.",
            "long",
        ),
        (LONG, "She " * 50, ""),
        (
            "全市约有850万名选民。",
            "There are approximately 8.5 million registered voters in the whole city.",
            "",
        ),
        (
            "全市约有850万名选民。",
            "There are approximately 8.5 million registered voters in the whole city. The number of registered "
            "voters is approximately 8.5 million.",
            "long",
        ),
        ("他走了。", "He left.", ""),
        ("OpenAI的ChatGPT", "OpenAI's ChatGPT", ""),
        ("https://example.com/a/very/long/address", "https://example.com/a/very/long/address", ""),
        (ZH, EN, ""),
        (ZH, "", ""),
    ],
)
def test_length_out_of_range(zh: str, en: str, message: str) -> None:
    findings = run(length_out_of_range, zh, en)
    assert len(findings) == bool(message)
    assert all(message in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("zh", "en", "severities"),
    [
        (ZH, "The model model model model model model model model is new and good.", "blocker"),
        (ZH, "it is said that " * 9, "blocker"),
        (ZH, "The chip is fast, and the chip is fast, and the chip is fast, they said on Monday.", "warning"),
        (ZH, "He went to the the bank on Monday.", "warning"),
        (ZH, EN, ""),
        ("他很很高兴。", "He was very, very happy, so very very happy that he sang.", ""),
        (ZH, "Moon Jae-in in Seoul said that that was all.", ""),
        ("“不，不，不，不！”他喊道，没有人听他的话，不，不，不，不！", "“No, no, no, no!” he cried.", ""),
        (ZH, "Duran Duran sang in Baden-Baden.", ""),
    ],
)
def test_repetition(zh: str, en: str, severities: str) -> None:
    worst = {finding.severity.value for finding in run(repetition, zh, en)} - (
        {"warning"} if severities == "blocker" else set()
    )
    assert worst == ({severities} if severities else set())


def test_repetition_that_is_in_the_chinese_is_let_pass() -> None:
    en = "We want bread today, we want bread today, we want bread today, they cried in the square."
    assert run(repetition, "他们在广场上喊：我们要面包，我们要面包，我们要面包！", en) == []
    assert run(repetition, "他们在广场上要面包。", en) != []


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        (ZH, "DeepSeek released a new model on Monday, and the", True),
        (ZH, "DeepSeek released a new model,", True),
        (ZH, "DeepSeek released a new model of ", True),
        ("他说：“好。”", "He said it was a", True),
        (ZH, EN, False),
        ("新模型的价格", "The price of a", False),
        (ZH, "DeepSeek is what they talk about", False),
    ],
)
def test_breaks_off(zh: str, en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(breaks_off, zh, en)] == [Severity.WARNING] * wrong


@pytest.mark.parametrize(
    ("en", "wrong"),
    [
        ("Translation: DeepSeek released a new model.", True),
        ("Here is the translation: DeepSeek released a new model.", True),
        ("Sure, here you are: DeepSeek released a new model.", True),
        ("DeepSeek released a new model.<|im_end|>", True),
        ("DeepSeek released {{TERM_1}}.", True),
        ("[TERM3] released a new model.", True),
        ("DeepSeek __NAME_2__ released a new model.", True),
        ("As an AI language model, I cannot translate this.", True),
        ("English: DeepSeek released a new model.", True),
        ("```\nDeepSeek released a new model.\n```", True),
        ("DeepSeek released a new model.\ufffd", True),
        ("Keep these words exactly as they are: DeepSeek", True),
        (EN, False),
        ("Of course, unlike others, DeepSeek is small.", False),
        ("The translation was praised: readers bought a million copies.", False),
        ("He asked: is it so? <3 and x_1 [sic]", False),
        ("Sources: police and witnesses.", False),
    ],
)
def test_chat_leftover(en: str, wrong: bool) -> None:
    assert [finding.severity for finding in run(chat_leftover, ZH, en)] == [Severity.BLOCKER] * wrong


def test_what_the_article_says_itself_is_no_leftover() -> None:
    assert run(chat_leftover, "他写下{{name}}。", "He wrote {{name}}.") == []
