"""Inline markup becomes marks at the right offsets."""

from __future__ import annotations

import pytest

from tests.ingest.writing import body, marked, texts
from translate.model import Mark, MarkKind


def test_offsets_hold_after_white_space_is_collapsed() -> None:
    read = body("<p>\n 他\u3000 说 <b> 明天\n\n<a href='/q?x=1&amp;y=2'>在\n河城 </a></b> ，好。</p>")
    assert read.blocks[1].zh == "他 说 明天在河城 ，好。"
    assert read.blocks[1].marks == (
        Mark(4, 9, MarkKind.STRONG),
        Mark(6, 9, MarkKind.LINK, "https://news.example/q?x=1&y=2"),
    )


@pytest.mark.parametrize(
    ("html", "marks"),
    [
        ("<em>甲</em>乙<i>丙</i>", ["em 甲", "em 丙"]),
        ("<strong>甲</strong><b>乙</b>", ["strong 甲乙"]),
        ("<b>甲<em>乙</b>丙</em>", ["strong 甲乙", "em 乙"]),
        ("<em><em>甲</em></em><em> </em>", ["em 甲"]),
        (
            "用<span translate='no'>DeepSeek R1</span>和<code class='x notranslate'>Qwen</code>",
            ["keep DeepSeek R1", "keep Qwen"],
        ),
        ("<a href='mailto:a@b.example'>甲</a>", ["link 甲 mailto:a@b.example"]),
        ("<a href='../x/y.html#z'>甲</a>", ["link 甲 https://news.example/a/x/y.html#z"]),
        ("<a href='//o.example/中文'>甲</a>", ["link 甲 https://o.example/中文"]),
        ("<a href=' HTTPS://o.example/a\"b&lt;c '>甲</a>", ["link 甲 https://o.example/a%22b%3Cc"]),
        ("<a href='https://o.example'><img src=x></a>甲", []),
    ],
)
def test_which_markup_is_carried(html: str, marks: list[str]) -> None:
    assert marked(body(f"<p>{html}</p>")) == marks


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java&#10;script:alert(1)",
        " &#1;javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "http://[",
        "http:///x",
        "mailto:",
    ],
)
def test_a_dangerous_or_broken_link_goes_but_its_text_stays(href: str) -> None:
    read = body(f"<p>请看<a href='{href}'>这里</a>。</p>")
    assert texts(read) == ["请看这里。"]
    assert marked(read) == []


def test_a_mark_over_several_paragraphs_is_one_in_each() -> None:
    read = body("<a href='https://o.example/'><p>甲</p><p translate=no>乙</p></a><p>丙</p>")
    assert marked(read) == ["link 甲 https://o.example/", "keep 乙", "link 乙 https://o.example/"]


def test_small_print_in_a_paragraph_is_no_caption() -> None:
    read = body("<div><small>图说</small></div><p><small>小字</small></p><div><small>甲</small>乙</div>")
    assert [block.kind for block in read.blocks[1:]] == ["caption", "paragraph", "paragraph"]
