"""Telling the form of a text."""

from __future__ import annotations

import pytest

from tests.ingest.writing import LINK, dump
from translate.ingest import Form, detect


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        (dump("<p>甲</p>"), "a.md", Form.DUMP),
        (dump("<p>甲</p>"), "a.txt", Form.DUMP),
        (dump("<p>甲</p>", stamp=""), "a", Form.DUMP),
        (f"<!--无-->\n{LINK}\n------\n甲", "a.md", Form.DUMP),
        ("<!--1767261600000-->\n甲", "a.md", Form.DUMP),
        ("<!-- 注 -->\n# 题", "a.md", Form.MARKDOWN),
        (f"{LINK}\n\n正文", "a.md", Form.MARKDOWN),
        ("<!DOCTYPE html><p>甲", "a.md", Form.HTML),
        ("\n<!-- 注 -->\n<HTML><p>甲", "a.txt", Form.HTML),
        ("<p>甲</p>", "a.HTM", Form.HTML),
        ("<p>甲</p>", "a.md", Form.MARKDOWN),
        ("<p>甲</p>", "stdin", Form.HTML),
        ("# 题\n\n甲", "a.txt", Form.TEXT),
        ("# 题\n\n甲", "stdin", Form.MARKDOWN),
        ("---\ntitle: 甲\n---\n乙", "stdin", Form.MARKDOWN),
        ("题\n\n正文。", "stdin", Form.TEXT),
        ("", "a.md", Form.MARKDOWN),
        ("<!---->" * 500 + "甲", "a.md", Form.MARKDOWN),  # exponential, if one comment may swallow the next
    ],
)
def test_detect(text: str, name: str, form: Form) -> None:
    assert detect(text, name) is form
