"""Plain text: title line, paragraphs, hard-wrapped lines."""

from __future__ import annotations

import pytest

from tests.ingest.writing import article, shown
from translate.ingest import Form


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "新馆开放\n\n第一段。\n\n第二段。",
            ["title: 新馆开放", "paragraph: 第一段。", "paragraph: 第二段。"],
        ),
        ("新馆开放\n第一段。\n第二段。", ["title: 新馆开放", "paragraph: 第一段。", "paragraph: 第二段。"]),
        (
            "\n\n　　新馆开放　\n\n　　第一段。\n　　第二段。\n",
            ["title: 新馆开放", "paragraph: 第一段。", "paragraph: 第二段。"],
        ),
        (
            "新馆开放\n　　第一段。\n\n　　第二段。",
            ["title: 新馆开放", "paragraph: 第一段。", "paragraph: 第二段。"],
        ),
        ("第一段。\n\n第二段。", ["paragraph: 第一段。", "paragraph: 第二段。"]),
        ("https://n.example/x\n\n第二段。", ["paragraph: https://n.example/x", "paragraph: 第二段。"]),
        (
            "新馆开放\n\n（河城讯）\n\n（本文有删节。）",
            ["title: 新馆开放", "paragraph: （河城讯）", "note: （本文有删节。）"],
        ),
        ("A & B &nbsp; <b>甲</b>\n\n正文。", ["title: A & B &nbsp; <b>甲</b>", "paragraph: 正文。"]),
    ],
)
def test_title_and_paragraphs(text: str, blocks: list[str]) -> None:
    assert shown(article(text, Form.TEXT)) == blocks


def test_hard_wrapped_lines_are_joined_without_a_space() -> None:
    text = (
        "新馆开放\n\n河城市立图书馆新馆星期四对公众\n开放，馆长在仪式上说，他们为此整\n整等了十年。\n\n"
        "另有 River City\nLibrary 的报道。"
    )
    assert shown(article(text, Form.TEXT))[1:] == [
        "paragraph: 河城市立图书馆新馆星期四对公众开放，馆长在仪式上说，他们为此整整等了十年。",
        "paragraph: 另有 River City Library 的报道。",
    ]


def test_a_sentence_that_happens_to_end_with_its_line_does_not_end_the_paragraph() -> None:
    text = "新馆开放\n\n河城市立图书馆新馆星期四开放。\n馆长在仪式上说，他们为此整整\n等了十年。"
    assert shown(article(text, Form.TEXT))[1:] == [
        "paragraph: 河城市立图书馆新馆星期四开放。馆长在仪式上说，他们为此整整等了十年。"
    ]


def test_lines_that_each_end_a_sentence_are_paragraphs() -> None:
    text = "新馆开放\n\n河城市立图书馆新馆星期四对公众开放。\n馆长说等了十年。\n欢迎前来。"
    assert len(article(text, Form.TEXT).blocks) == 4


def test_a_first_line_that_runs_on_is_no_title() -> None:
    text = "河城市立图书馆新馆星期四对公众\n开放，馆长在仪式上说，等了十年。\n\n第二段。"
    assert (
        shown(article(text, Form.TEXT))[0]
        == "paragraph: 河城市立图书馆新馆星期四对公众开放，馆长在仪式上说，等了十年。"
    )


def test_bidirectional_controls_are_noted() -> None:
    assert "holds 1 bidirectional control character; removed" in article("新\u202e馆。", Form.TEXT).notices
