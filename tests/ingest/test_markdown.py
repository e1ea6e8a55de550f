"""Markdown with and without front matter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.ingest.writing import article, marked, shown, texts
from translate.ingest import Form
from translate.ingest.markdown import front_matter

WHOLE = """---
title: "河城：开放\\"新馆\\""   # 改过
date: 2026-01-01 17:30:00 +0800
url: https://news.example/city/library
image: '/i/it''s.jpg'
tags:
  - 城市
---

# 河城：开放"新馆"

馆长说，**“我们等了十年。”**他在[仪式](../x "提示")上\\
讲话。续行
AI 与 `代码`。

- 其一
- 其二

> 引文

| 年 | 册 |
|---|---|
| 2026 | 120万 |

<p>内嵌<b>标记</b></p>
"""


def test_a_whole_article_with_front_matter() -> None:
    read = article(WHOLE)
    assert shown(read) == [
        'title: 河城：开放"新馆"',
        "paragraph: 馆长说，“我们等了十年。”他在仪式上讲话。续行 AI 与 代码。",
        "item: 其一",
        "item: 其二",
        "quote: 引文",
        "paragraph: 年",
        "paragraph: 册",
        "paragraph: 2026",
        "paragraph: 120万",
        "paragraph: 内嵌标记",
    ]
    assert marked(read) == ["strong “我们等了十年。”", "link 仪式 https://news.example/x", "strong 标记"]
    assert read.url == "https://news.example/city/library"
    assert read.date == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    assert read.image == "https://news.example/i/it's.jpg"
    assert read.notices == ()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# 题\n\n正文", ["title: 题", "paragraph: 正文"]),
        ("题\n====\n\n正文", ["title: 题", "paragraph: 正文"]),
        ("### 小\n\n正文", ["heading: 小", "paragraph: 正文"]),
        ("导语\n\n# 题\n\n正文", ["paragraph: 导语", "heading: 题", "paragraph: 正文"]),
        ("---\ntitle: 甲\n---\n# 乙\n\n正文", ["title: 甲", "heading: 乙", "paragraph: 正文"]),
    ],
)
def test_where_the_title_comes_from(text: str, blocks: list[str]) -> None:
    assert shown(article(text)) == blocks


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: 甲: 乙", "甲: 乙"),
        ("title: 甲#乙 # 注", "甲#乙"),
        ("title: 'it''s # 甲'", "it's # 甲"),
        ('title: "甲\\n\\"乙\\""', '甲\n"乙"'),
        ("Title:   甲  ", "甲"),
        ("title:", ""),
    ],
)
def test_front_matter_values(line: str, value: str) -> None:
    assert front_matter(f"---\n{line}\nnested:\n  title: 不是\n---\n").fields["title"] == value


def test_front_matter_that_never_closes_is_text() -> None:
    assert texts(article("---\n标题: 甲\n\n正文", Form.MARKDOWN)) == ["标题: 甲", "正文"]


def test_a_wrong_date_is_named() -> None:
    read = article("---\ntitle: 题\ndate: 昨天\n---\n正文")
    assert read.date is None
    assert read.notices == ("has a wrong date (昨天); its date is unknown",)


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("该公司称：**“很好”**的", "“很好”"),
        ("**声明：**其模型", "声明："),
        ("用**AI**做", "AI"),
        ("这是**重点（A）**。", "重点（A）"),
    ],
)
def test_emphasis_needs_no_space_beside_chinese(text: str, strong: str) -> None:
    assert marked(article(text, Form.MARKDOWN)) == [f"strong {strong}"]


def test_english_emphasis_follows_commonmark() -> None:
    assert marked(article('2 * 3 * 4 a**"b"**c 中', Form.MARKDOWN)) == []


def test_what_is_nested_too_deeply_is_kept_as_plain_text() -> None:
    read = article("> " * 300 + "深处", Form.MARKDOWN)
    assert read.blocks[0].zh.endswith("深处")
    assert any("nested too deeply" in notice for notice in read.notices)
