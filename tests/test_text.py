"""Unicode ranges and one-character folding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.text import (
    cjk_spans,
    fold,
    han_spans,
    has_cjk,
    has_han,
    has_latin,
    is_han,
    is_wordish,
    plain_latin,
    simplified,
    taiwan_words,
)


@pytest.mark.parametrize(
    "text", ["汉", "〇", "々", "㐀", "鿿", "\U00020000", "\U0002a6d6", "\U00030000", "\U000323af", "金", "⼀"]
)
def test_han_reaches_from_radicals_to_the_last_extension(text: str) -> None:
    assert has_han(f"DeepSeek {text}!")
    assert is_han(text)


@pytest.mark.parametrize(
    "text", ["", "DeepSeek", "“quoted” – it’s 5%…", "ひらがな", "한국", "，。", "１２", "é"]
)
def test_what_is_not_han(text: str) -> None:
    assert not has_han(text)
    assert not is_han(text)


def test_spans_count_code_points_past_the_basic_plane() -> None:
    text = "a𠮷野家b𠀀"
    assert han_spans(text) == ((1, 4), (5, 6))
    assert [text[start:end] for start, end in han_spans(text)] == ["𠮷野家", "𠀀"]


@pytest.mark.parametrize(
    "text", ["他说。", "、", "「", "》", "（", "Ａ", "１", "％", "｡", "￥", "\u3000", "︰"]
)
def test_full_width_forms_have_no_place_in_english(text: str) -> None:
    assert has_cjk(f"It said{text}")


@pytest.mark.parametrize("text", ["“It’s,” he said — ‘5%…’", "São Paulo, £5 / €6", "·", "½ °C"])
def test_english_punctuation_is_no_residue(text: str) -> None:
    assert not has_cjk(text)


def test_residue_is_found_in_runs() -> None:
    assert cjk_spans("It said，他说。 Then １") == ((7, 11), (17, 18))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("薩姆‧奧爾特曼", "萨姆·奥尔特曼"),
        ("萨姆・奥尔特曼", "萨姆·奥尔特曼"),
        ("萨姆•奥尔特曼", "萨姆·奥尔特曼"),
        ("臺灣台灣", "台湾台湾"),
        ("裡裏里", "里里里"),
        ("ＡＩ（５％）", "AI(5%)"),
        ("金\u3000", "金 "),
        ("著陸着陆", "着陆着陆"),
        ("什么甚麼", "什么甚么"),
        ("衞星衛星", "卫星卫星"),
        ("\uf902\uf98c", "车历"),  # compatibility ideographs of 車 and 曆
    ],
)
def test_one_form_for_every_character(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_offsets_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_phrases_need_opencc_itself() -> None:
    assert simplified("乾隆皇帝") == "乾隆皇帝"
    assert fold("乾隆皇帝") == "干隆皇帝"
    assert taiwan_words("老挝和英伟达") == "寮國和輝達"


def test_latin_letters_and_what_makes_words_touch() -> None:
    assert has_latin("中é文")
    assert not has_latin("中文123")
    assert [character for character in "aé9·×-汉" if is_wordish(character)] == ["a", "é", "9"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("DeepSeek", "deep-seek"), ("Beyoncé", "beyonce"), ("U.S. Steel", "US Steel"), ("Ａ", "a")],
)
def test_plain_latin_is_equal_for_one_name(one: str, other: str) -> None:
    assert plain_latin(one) == plain_latin(other)
    assert plain_latin(one) != plain_latin(other + "x")
