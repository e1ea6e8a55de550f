"""Sentences: where one ends, where none does, and that nothing is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.model import Article, Block, BlockKind
from translate.segment import LONGEST, segment, sentences


@pytest.mark.parametrize(
    "pieces",
    [
        ["股价下跌。", "分析师并不担心！", "为什么？"],
        ["他写道，“能够以这个价格提供。”", "公司没有回应。"],
        ["“我们欢迎竞争。”他说。", "股价随后上涨。"],
        ["“真的吗？！”", "没有人知道。"],
        ["指数上涨3.14%，收于2.5万点。", "成交清淡。"],
        ["U.S. Steel 拒绝置评。", "日本制铁也是。"],
        ["详见 https://news.example/a?b=1!c。", "完。"],
        ["他说：“我想……也许可以。”", "会议结束。"],
        ["他停了停……", "然后离开。"],
        ["（本文依据了通讯社的报道。完）"],
        ["小说《谁是英雄？》获奖。", "作者没有出席。"],
        ["「沒有問題。」", "發言人離開了現場。"],
        ["他说（当时是下午。）没有人受伤。", "调查继续。"],
        ["第一句。 ", "第二句。"],
        ["只有标题没有句号"],
        ["未闭合的括号（照样断句。", "第二句。"],
        ["省略号...", "英文句点也算."],
        ["结束了。***"],
    ],
)
def test_a_sentence_ends_where_a_reader_says_it_ends(pieces: list[str]) -> None:
    assert list(sentences("".join(pieces))) == pieces


def test_a_semicolon_ends_a_sentence_only_when_asked() -> None:
    text = "北京下雨；上海晴。"
    assert sentences(text) == (text,)
    assert sentences(text, semicolons=True) == ("北京下雨；", "上海晴。")


def test_an_overlong_sentence_is_cut_at_a_comma() -> None:
    text = "这是很长的一句话，" * 60 + "完。"
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith("，") for piece in pieces[:-1])


MARKS = "。！？；…“”‘’「」『』（）()《》【】.!?,，、 \u3000\n\"'"


@given(st.one_of(st.text(), st.text(alphabet=MARKS + "中文a1𠀀")), st.booleans())
def test_joining_the_sentences_gives_the_paragraph_back(text: str, semicolons: bool) -> None:
    pieces = sentences(text, semicolons=semicolons)
    assert "".join(pieces) == text
    assert all(pieces)


def test_cutting_takes_time_in_proportion_to_the_text() -> None:
    text = "（" * 200_000 + "甲。" * 200_000
    assert "".join(sentences(text)) == text  # a quadratic cutter would not come back


def test_ids_and_offsets_point_into_the_paragraph() -> None:
    block = Block("p07", BlockKind.PARAGRAPH, "第一句。第二句。")
    first, second = segment(Article("a", "a.md", (block,)))
    assert (first.id, second.id) == ("p07.s01", "p07.s02")
    assert block.zh[second.start :] == second.zh == "第二句。"
