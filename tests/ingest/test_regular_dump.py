"""The quick way through a regular dump gives what the parser gives, or leaves it to the parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate.ingest.dump import _header, _link, _parsed, read_dump
from translate.ingest.regular_dump import read_regular

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("0*.md"))
HEAD = "<!--1738061943000-->\n[标题](https://news.example/a/1.html)\n------\n\n"
DATE = "<div><i>Tue, 28 Jan 2025 10:41:05 GMT</i></div>"

TEXTS = st.text(st.sampled_from("芯片，。 \n\t\u3000\u200b\u202eAT&T；é\u0301<>“”0"), max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
INLINE = st.lists(
    st.one_of(
        TEXTS,
        TEXTS.map(lambda t: f"<em>{t}</em>"),
        TEXTS.map(lambda t: f"<strong>{t}</strong>"),
        TEXTS.map(lambda t: f'<a href="https://news.example/{len(t)}">{t}</a>'),
        st.sampled_from(
            ["<br>", "<em><strong>重</strong></em>", '<a href="javascript:x">坏</a>', "&nbsp;", "&copy;"]
        ),
    ),
    max_size=4,
).map("".join)
PIECES = st.one_of(
    INLINE.map(lambda t: f"<p>{t}</p>"),
    TEXTS.map(lambda t: f"<h3>{t}</h3>"),
    TEXTS.map(lambda t: f'<div><small style="color: #999;">{t}</small></div>'),
    st.sampled_from(
        [
            "\n",
            DATE,
            "<div><i>星期二</i></div>",
            '<img src="https://images.example/a.jpg" width="100%">',
            '<img src="a.jpg">',
            "<ul><li>项目</li></ul>",
            '<p style="display:none">看不见</p>',
            "漏出的字",
            "<p>没有结束",
        ]
    ),
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_read_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_dump(text) == _parsed(_header(text), _link(_header(text)))


def test_most_examples_are_regular() -> None:
    bodies = [_header(path.read_text(encoding="utf-8")).body for path in EXAMPLES]
    assert sum(read_regular(body, "") is not None for body in bodies) >= 5


@settings(deadline=None, max_examples=300)
@example(body='<p></p><div><small style="color: #999;">0\n\u30000</small></div>', dated=False)
@given(body=st.lists(PIECES, max_size=6).map("".join), dated=st.booleans())
def test_any_body_reads_alike(body: str, dated: bool) -> None:
    text = HEAD + (DATE if dated else "") + body
    assert read_dump(text) == _parsed(_header(text), _link(_header(text)))
