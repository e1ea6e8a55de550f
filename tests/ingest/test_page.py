"""Plain HTML pages: the article without the site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.ingest.writing import article, marked, shown, texts
from translate.ingest import Form

HEAD = """<!DOCTYPE html><html lang="zh"><head><meta charset="gb2312"><title>河城开放新馆_河城新闻网</title>
<meta property="og:title" content="河城开放新馆"><meta property="og:image" content="/i/a.jpg">
<meta property="article:published_time" content="2026-01-01T17:30:00+08:00">
<link rel="canonical" href="https://news.example/city/library-opens.shtml"><script>var 脚本 = 1;</script></head>"""
SITE = (
    "<body><header><h1>河城新闻网</h1><p>今天是星期四，欢迎来到河城新闻网。</p></header>"
    "<nav><ul><li><a href=/>首页</a></ul></nav>"
)
TAIL = (
    "<aside><p>编辑推荐：十件大事，件件要紧。</p></aside>"
    "<footer><p>版权所有，未经许可不得转载。</p></footer></body></html>"
)
FIRST = "河城市立图书馆新馆星期四开放，馆长说等了十年。"
SECOND = "新馆藏书一百二十万册，每天开放十二个小时。"


def page(inside: str, head: str = HEAD) -> str:
    return f"{head}{SITE}{inside}{TAIL}"


@pytest.mark.parametrize(
    "inside",
    [
        f"<article><h1>河城开放新馆</h1><p>{FIRST}</p><aside>相关阅读</aside><p>{SECOND}</p></article>",
        f"<main><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div></main><div><a href=x>{FIRST}</a></div>",
        f"<div><a href=1>题一</a><a href=2>题二</a></div><div itemprop=articleBody><p>{FIRST}<p>{SECOND}</div>",
        f"<div class=wrap><ul><li><a href=1>{FIRST}</a></ul><div id=c><p>{FIRST}</p><p>{SECOND}</p></div></div>",
        f"<form id=aspnetForm><input type=hidden value=x><div><p>{FIRST}</p><p>{SECOND}</p></div></form>",
        f"<div>　　{FIRST}<br>　　{SECOND}<br></div>",
        f"<table><tr><td><a href=1>导航</a><td>{FIRST}<p>{SECOND}</table>",
        f"<article><p>预告一</p></article><article><p>预告二</p></article><div><p>{FIRST}<p>{SECOND}</div>",
    ],
)
def test_the_article_is_found_whatever_holds_it(inside: str) -> None:
    read = article(page(inside))
    assert [text for text in texts(read) if text not in ("预告一", "预告二", "题一题二", "导航")] == [
        FIRST,
        SECOND,
    ]
    assert read.blocks[0].zh == "河城开放新馆"
    assert read.url == "https://news.example/city/library-opens.shtml"
    assert read.id.startswith("library-opens-")
    assert read.date == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    assert read.image == "https://news.example/i/a.jpg"
    assert not [notice for notice in read.notices if "outside" in notice]


def test_prose_outside_the_main_part_is_left_out_with_a_notice() -> None:
    comments = "<div class=comments><p>读者甲说：我早就想去看看，明天一早就去排队。</p></div>"
    read = article(page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>{comments}"))
    assert texts(read) == [FIRST, SECOND]
    assert "has 22 characters of text outside its main part; left out" in read.notices


def test_an_article_in_two_columns_is_kept_whole() -> None:
    read = article(page(f"<div><p>{FIRST}</p><p>{FIRST}</p></div><div><p>{SECOND}</p></div>"))
    assert texts(read) == [FIRST, FIRST, SECOND]


@pytest.mark.parametrize(
    ("head", "inside", "title"),
    [
        (HEAD, f"<article><h1>正题</h1><p>{FIRST}</p></article>", "正题"),
        ("<html><title>某题 - 河城新闻网</title>", f"<p>{FIRST}</p>", "某题"),
        ("<html><title>河城：一座城 | 河城新闻网</title>", f"<p>{FIRST}</p>", "河城：一座城"),
        (
            "<html><title>正题_河城</title>",
            f"<div class=top><h1>正题</h1></div><div><p>{FIRST}</p></div>",
            "正题",
        ),
        ("<html>", f"<p>{FIRST}</p>", "河城新闻网"),
    ],
)
def test_where_the_title_comes_from(head: str, inside: str, title: str) -> None:
    read = article(page(inside, head), Form.HTML)
    assert shown(read) == [f"title: {title}", f"paragraph: {FIRST}"]


def test_the_date_of_a_time_element_in_the_article_comes_before_others() -> None:
    own = f"<article><time datetime='2026-01-01'></time><p>{FIRST}</p></article>"
    inside = f"<time datetime=2020-05-05>旧</time>{own}"
    assert article(page(inside, "<html>")).date == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_wrong_date_is_named() -> None:
    read = article("<html><meta name=pubdate content='不详'><h1>题</h1><p>正文。</p>")
    assert read.date is None
    assert read.notices == ("has a wrong date (不详); its date is unknown",)


def test_links_are_resolved_against_the_base_element() -> None:
    head = "<html><head><base href='https://cdn.example/deep/'><link rel=canonical href='https://news.example/x'></head>"
    assert marked(article(page(f"<p>{FIRST}<a href=y>详见</a></p>", head))) == [
        "link 详见 https://cdn.example/deep/y"
    ]


def test_a_fragment_is_kept_whole() -> None:
    read = article(
        "<h1>题</h1>甲<div>乙</div><div><p>丙，很长的一段文字，比其他都长得多。</p></div>", Form.HTML
    )
    assert shown(read) == [
        "title: 题",
        "paragraph: 甲",
        "paragraph: 乙",
        "paragraph: 丙，很长的一段文字，比其他都长得多。",
    ]
