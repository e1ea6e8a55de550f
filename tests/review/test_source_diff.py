"""The Chinese diff: what a correction changed, in pieces that a person can read."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.review.source_diff import Op, diff_html, source_diff

CHINESE = st.text(alphabet="中国经济增长三成万30%.，。 ABab<\u202e\n", max_size=40)


def told(old: str, new: str) -> str:
    return "".join(
        piece.text if piece.op is Op.SAME else f"[{piece.op}{piece.text}]" for piece in source_diff(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("股价上涨30%。", "股价上涨35%。", "股价上涨[-30][+35]%。"),
        ("共有17.5万人。", "共有17.8万人。", "共有[-17.5][+17.8]万人。"),
        ("三百万人受灾。", "三百二十万人受灾。", "[-三百万][+三百二十万]人受灾。"),
        ("他说不会加息。", "他说会加息。", "他说[-不]会加息。"),
        ("英伟达股价下跌。", "英伟达股价周一下跌。", "英伟达股价[+周一]下跌。"),
        ("由OpenAI发布", "由DeepSeek发布", "由[-OpenAI][+DeepSeek]发布"),
        ("北京时间", "北京时间", "北京时间"),
        ("", "新句。", "[+新句。]"),
        ("旧句。", "", "[-旧句。]"),
        ("", "", ""),
        (
            "张三的书",
            "李四的画",
            "[-张三的书][+李四的画]",
        ),  # one character alone between two changes says nothing
    ],
)
def test_a_diff_reads_like_a_correction(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected


@given(CHINESE, CHINESE)
def test_pieces_give_both_texts_back_and_no_two_neighbours_are_of_one_kind(old: str, new: str) -> None:
    pieces = source_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.COME) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.GONE) == new
    assert all(piece.text for piece in pieces)
    assert all(one.op is not other.op for one, other in itertools.pairwise(pieces))


@given(CHINESE)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert all(piece.op is Op.SAME for piece in source_diff(text, text))


def test_the_html_says_in_words_what_colour_says_and_escapes() -> None:
    html = diff_html(source_diff("涨<3成", "涨<5成"))
    assert html == (
        "涨&lt;<del><span class=sr lang=en> removed: </span>3<span class=sr lang=en>, </span></del>"
        "<ins><span class=sr lang=en> added: </span>5<span class=sr lang=en>, </span></ins>成"
    )
