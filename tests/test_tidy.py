"""What is mended in a draft without touching its words."""

from __future__ import annotations

import pytest

from translate.tidy import narrow, spaced, tidy


@pytest.mark.parametrize(
    ("zh", "draft", "en"),
    [
        ("他离开了。", " He left.\n", "He left."),
        ("他离开了。", "Translation: He left.", "He left."),
        ("他离开了。", "Here is the translation: He left.", "He left."),
        ("他离开了。", '"He left."', "He left."),
        ("“他离开了。”", '"He left."', '"He left."'),
        ("「他離開了。」", '"He left."', '"He left."'),
        ("甲说“好”，乙说“不”。", '"Good," said A; B said "no"', '"Good," said A; B said "no"'),
        ("深度求索(DeepSeek)说", "DeepSeek (DeepSeek) said", "DeepSeek said"),
        ("萨姆·奥尔特曼", "Sam Altman (Sam Altman) wrote", "Sam Altman wrote"),
        ("他说（笑）", "He said（laughs）。", "He said(laughs)."),
        ("股价下跌", "Shares fall.", "Shares fall"),
        ("股价下跌。", "Shares fall.", "Shares fall."),
        ("股价重挫美国", "Shares batter the U.S.", "Shares batter the U.S."),
        ("两行", "Two\n\nlines", "Two lines"),
    ],
)
def test_what_surrounds_the_translation_goes(zh: str, draft: str, en: str) -> None:
    assert tidy(draft, zh) == en


@pytest.mark.parametrize("text", ["plain English", "$5 million – “quoted” … é", "中文"])
def test_what_is_not_full_width_is_left_alone(text: str) -> None:
    assert narrow(text) == text


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("(AP：January 28，2026)", "(AP: January 28, 2026)"),
        ("Nvidia、TSMC（Taiwan）", "Nvidia, TSMC (Taiwan)"),
        ("plain (text): here", "plain (text): here"),
    ],
)
def test_what_is_copied_is_set_as_english_is_set(zh: str, en: str) -> None:
    assert spaced(zh) == en
