"""The dump format: header, date, image, caption, paragraphs, note."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.ingest.writing import DATE_LINE, STAMP, URL, article, body, dump, shown, texts

WHOLE = dump(
    '<img src="https://img.example/i?url=a/b.jpg" width="100%">'
    '<div><small style="color: #999;">新馆的阅览大厅。(本报：2026年1月1日)</small></div>'
    "<p>河城市立图书馆(River City Library)新馆星期四开放。</p><p> </p>"
    "<p>馆长说：“我们等了十年。”</p><p>\u00a0</p><p>\u3000</p>"
    "<p>新馆藏书120万册。</p><p> </p><p><em>（本文依据了通讯社的报道。）</em></p>"
)


def test_a_whole_article_comes_out_block_by_block() -> None:
    read = article(WHOLE)
    assert shown(read) == [
        "title: 河城市立图书馆新馆开放",
        "caption: 新馆的阅览大厅。(本报：2026年1月1日)",
        "paragraph: 河城市立图书馆(River City Library)新馆星期四开放。",
        "paragraph: 馆长说：“我们等了十年。”",
        "paragraph: 新馆藏书120万册。",
        "note: （本文依据了通讯社的报道。）",
    ]
    assert [block.id for block in read.blocks] == ["p00", "p01", "p02", "p03", "p04", "p05"]
    assert read.url == URL
    assert read.date == datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
    assert read.image == "https://img.example/i?url=a/b.jpg"
    assert read.source == "dump/article.md"
    assert read.notices == ()


def test_the_html_may_stand_on_several_lines_with_windows_line_ends() -> None:
    lines = WHOLE.replace("</p><p>", "</p>\n<p>").replace("</div><", "</div>\n\n<").replace("\n", "\r\n")
    assert shown(article(lines)) == shown(article(WHOLE))
    assert article("\ufeff" + lines).notices == ()


@pytest.mark.parametrize(
    ("link", "title", "url"),
    [
        (r"[\[独家\] 新馆](https://n.example/x)", "[独家] 新馆", "https://n.example/x"),
        ("[[图集] 新馆[二]](https://n.example/x)", "[图集] 新馆[二]", "https://n.example/x"),
        ("[新馆](https://n.example/x_(y)_z)", "新馆", "https://n.example/x_(y)_z"),
        ('[新馆](<https://n.example/x> "提示")', "新馆", "https://n.example/x"),
        ("[AT&amp;T与R&D ](https://n.example/x)", "AT&T与R&D", "https://n.example/x"),
        ("## [新馆](https://n.example/x)", "新馆", "https://n.example/x"),
    ],
)
def test_titles_hold_brackets_and_addresses_parentheses(link: str, title: str, url: str) -> None:
    read = article(dump("<p>正文。</p>", link=link))
    assert (read.blocks[0].zh, read.url) == (title, url)


def test_the_comments_time_is_checked_against_the_date_line() -> None:
    late = "<div><i>Sun, 04 Jan 2026 09:30:00 GMT</i></div>"
    read = article(dump("<p>正文。</p>", date_line=late))
    assert read.date == datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
    assert read.notices == (
        "gives two dates, 2026-01-01 in its comment and 2026-01-04 in its date line; the comment's is used",
    )
    assert texts(read) == ["正文。"]


@pytest.mark.parametrize(
    "stamp",
    ["<!--昨天-->", "<!--1767261600-->", "<!--2026\n年-->", "<!---1-->", "<!--999999999999999999999-->"],
)
def test_a_wrong_comment_gives_way_to_the_date_line(stamp: str) -> None:
    read = article(dump("<p>正文。</p>", stamp=stamp))
    assert read.date == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    assert "has a wrong date comment" in read.notices[0]
    assert "the date line is used" in read.notices[0]


def test_without_a_comment_the_date_line_stands_in() -> None:
    read = article(dump("<p>正文。</p>", stamp=""))
    assert read.date == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    assert read.notices == ("has no date comment; the date line is used",)


def test_a_wrong_date_line_is_named_and_not_translated() -> None:
    read = article(dump("<p>正文。</p>", date_line="<div><i>Thu, 41 Foo 2026</i></div>"))
    assert read.notices == ("has a wrong date line (Thu, 41 Foo 2026)",)
    assert texts(read) == ["正文。"]


def test_a_first_line_in_italics_that_is_text_stays() -> None:
    read = article(dump("<p><i>编者按：</i>正文。</p>", date_line=""))
    assert texts(read) == ["编者按：正文。"]
    assert read.notices == ("has no date line",)


def test_a_chinese_date_line_is_read() -> None:
    read = article(dump("<p>正文。</p>", date_line="<div><i>2026年1月1日 09:30</i></div>", stamp=""))
    assert read.date == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)


def test_a_dump_without_any_date_says_so() -> None:
    read = article(dump("<p>正文。</p>", date_line="", stamp=""))
    assert read.date is None
    assert read.notices == ("has no date comment; its date is unknown", "has no date line")


def test_without_a_title_blocks_begin_at_p01() -> None:
    read = article(dump("<p>第一句。第二句。</p>", link=f"[]({URL})"))
    assert [block.id for block in read.blocks] == ["p01"]
    assert read.notices == ("has no title; its first sentence stands in on the index",)


def test_without_a_link_line_the_id_comes_from_the_path() -> None:
    read = article(f"{STAMP}\n------\n{DATE_LINE}<p>正文。</p>")
    assert read.url == ""
    assert read.id.startswith("article-")
    assert "has no link line, so it has no address" in read.notices


def test_an_address_that_is_none_is_left_out_with_a_notice() -> None:
    read = article(dump("<p>正文。</p>", link="[新馆](javascript:alert(1))"))
    assert (read.blocks[0].zh, read.url) == ("新馆", "")
    assert "has a link line without a web address" in read.notices


def test_a_body_without_html_is_read_as_markdown() -> None:
    assert shown(article(dump("第一段。\n\n## 小标题\n\n- 一\n- 二", date_line=""))) == [
        "title: 河城市立图书馆新馆开放",
        "paragraph: 第一段。",
        "heading: 小标题",
        "item: 一",
        "item: 二",
    ]


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("<p><em>采访由记者完成。</em></p>", "note"),
        ("<p>（编辑：李明）</p>", "note"),
        ("<p>(註：匯率以當日為準。)</p>", "note"),
        ("<p>（本文依据了通讯社（News Agency）的报道。）</p>", "note"),
        ("<p>（河城讯）</p>", "paragraph"),
        ("<p>他说：<em>再见。</em></p>", "paragraph"),
    ],
)
def test_what_is_a_note_at_the_end(last: str, kind: str) -> None:
    assert body(f"<p>正文。</p>{last}").blocks[-1].kind == kind


def test_only_the_end_of_an_article_is_notes() -> None:
    read = body(
        "<p>（编者按。）</p><p>正文。</p><p>（记者：甲）</p><p>（本文有删节。）</p><p>（责编：乙）</p>"
    )
    assert [block.kind for block in read.blocks[1:]] == [
        "paragraph",
        "paragraph",
        "paragraph",
        "note",
        "note",
    ]


def test_an_only_paragraph_in_italics_is_no_note() -> None:
    assert body("<p><em>全文如此。</em></p>").blocks[-1].kind == "paragraph"
