"""What holds for any input."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.writing import STAMP, attempt, dump
from translate.errors import IngestError
from translate.ingest import Form, read_text
from translate.ingest.characters import INVISIBLE
from translate.model import Article, BlockKind, MarkKind

FORMS = st.sampled_from([*Form, None])
TAGS = (
    "p",
    "div",
    "b",
    "em",
    "a",
    "span",
    "ul",
    "li",
    "table",
    "td",
    "h2",
    "blockquote",
    "br",
    "figure",
    "small",
    "pre",
    "font",
)
# What trips parsers, mixed with Chinese: tag soup that looks like a page.
OPENERS = (
    "html",
    "body",
    "article",
    "nav",
    "title",
    "textarea",
    "svg",
    "template",
    "script",
    "/script",
    "form",
)
TRAPS = (
    "<!--",
    "-->",
    "&#",
    "&amp",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    '"',
    "'",
    "<a href='",
    '<a href="javascript:x">',
)
MARKDOWN = ("\n\n", "---\n", "------\n", "# ", "**", "[", "](x)", "> ", STAMP)
UNSEEN = ("\u3000", "\u202e", "\ufffd", "\0", "\ud800")
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in (*TAGS, *OPENERS)]),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from([*TRAPS, *MARKDOWN, *UNSEEN]),
    st.text(alphabet="中文新闻报道，。“”（）AI 1\u0301\u200b", min_size=1, max_size=6),
)
SOUP = st.lists(PIECES, max_size=40).map("".join)
ANYTHING = st.one_of(SOUP, SOUP.map(dump), st.text(max_size=200))


def check(article: Article) -> None:
    """What every article promises to the stages after."""
    numbers = [int(block.id[1:]) for block in article.blocks]
    first = 0 if article.blocks[0].kind is BlockKind.TITLE else 1
    assert numbers == list(range(first, first + len(numbers)))
    for block in article.blocks:
        assert block.zh
        assert block.zh == block.zh.strip()
        assert not {"\n", "\t", "\u3000", "\xa0"} & set(block.zh)
        assert "  " not in block.zh
        assert not INVISIBLE.search(block.zh)
        assert unicodedata.is_normalized("NFC", block.zh)
        assert list(block.marks) == sorted(block.marks, key=lambda mark: (mark.start, -mark.end, mark.kind))
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.zh)
            assert bool(mark.href) == (mark.kind is MarkKind.LINK)
            assert not mark.href or mark.href.startswith(("http://", "https://", "mailto:"))
    assert all(notice and "\n" not in notice for notice in article.notices)
    assert article.id == "".join(
        character for character in article.id if character.isalnum() or character == "-"
    )


@given(ANYTHING, FORMS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_an_article_or_one_clear_error(text: str, form: Form | None) -> None:
    read = attempt(text, form)
    if isinstance(read, IngestError):
        assert str(read).startswith("dump/x.md: ")
        assert read.remedy
    else:
        check(read)


@given(ANYTHING, FORMS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_article(text: str, form: Form | None) -> None:
    first, second = attempt(text, form), attempt(text, form)
    assert first == second or str(first) == str(second)


WORDS = st.text(
    alphabet=[chr(point) for point in range(0x4E00, 0x4F00)] + ["，", "。", "A", "7"], min_size=1, max_size=8
)
INLINE = st.sampled_from(
    ("b", "em", "a href='/x'", "span class='x'", "font color=red", "i", "small", "unknown", "sup")
)
BLOCKS = st.sampled_from(
    ("p", "div", "li", "td", "h3", "blockquote", "section", "center", "figcaption", "dd", "article")
)
SPACE = st.sampled_from(
    (
        "",
        " ",
        "\n",
        "&nbsp;",
        "<br>",
        "<br><br>",
        "<!-- 注 -->",
        "<wbr>",
        "<hr>",
        "<img src=x alt=图>",
        "\u200b",
    )
)


def tagged(name: str, inside: str, closed: bool) -> str:
    return f"<{name}>{inside}" + (f"</{name.split()[0]}>" if closed else "")


HTML = st.recursive(
    st.builds("{}{}{}".format, SPACE, WORDS, SPACE),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.builds(tagged, INLINE, inner, st.booleans()),
        st.builds(tagged, BLOCKS, inner, st.booleans()),
    ),
    max_leaves=20,
)


def seen(text: str) -> str:
    """The characters of ``text`` that cannot be lost: everything but white space and markup."""
    return "".join(
        character for character in text if character in "，。A7" or "\u4e00" <= character < "\u4f00"
    )


def source_text(html: str) -> str:
    """The text outside of tags, comments and entities, by a scan that knows nothing of nesting."""
    kept, inside = [], False
    for character in html.replace("&nbsp;", " "):
        inside = (inside or character == "<") and character != ">"
        kept.append("" if inside or character == ">" else character)
    return seen("".join(kept))


@given(HTML, st.sampled_from([Form.DUMP, Form.HTML]))
@settings(max_examples=400, deadline=None)
def test_all_visible_text_comes_out_in_order(html: str, form: Form) -> None:
    text = dump(html) if form is Form.DUMP else html
    article = read_text(text, source="x", form=form)
    check(article)
    blocks = [block for block in article.blocks if form is Form.HTML or block.kind is not BlockKind.TITLE]
    assert seen("".join(block.zh for block in blocks)) == source_text(html)


@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(["\n", "\n\n", "\n　　", "\r\n \r\n"]))
@settings(max_examples=100, deadline=None)
def test_plain_text_keeps_every_character(lines: list[str], between: str) -> None:
    article = read_text(between.join(lines), source="x.txt", form=Form.TEXT)
    check(article)
    assert "".join(block.zh for block in article.blocks) == "".join(lines)
