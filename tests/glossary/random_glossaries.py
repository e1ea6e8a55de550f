"""Random glossaries and news over few words, so that terms meet: inside each other, in glosses, in both scripts."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from translate.model import Article, Block, BlockKind
from translate.termbase import Clause, Scope, Term

WORDS = (
    "雪花",
    "雪",
    "雪花公司",
    "英伟达",
    "国会",
    "中国",
    "会议",
    "马丁",
    "霍夫曼",
    "马丁·霍夫曼",
    "AI",
    "寮国",
    "老挝",
    "芯片",
    "3月",
)
TEXTS = (
    *WORDS,
    "馬丁",
    "輝達",
    "OpenAI",
    "国会议员",
    "說",
    "说，",
    "的",
    "(Snowflake)",
    "马丁·霍夫曼(Martin Hoffman)",
    "雪花公司(Snowflake)",
    "23.4亿美元",
    "。",
    "天气很好。",
)
_ENGLISH = ("Snowflake", "snow", "Nvidia", "Congress", "Hoffman", "Martin", "Laos", "chips")
_SCOPES = st.sampled_from(
    (
        Scope(),
        Scope(),
        Scope((Clause("mentions", ("Snowflake", "芯片")),)),
        Scope((Clause("section", ("tech",)),)),
        Scope((Clause("site", ("news.example",)),)),
        Scope((Clause("from", ("2026-01-02",)),)),
        Scope((Clause("until", ("2026-01-02",)),)),
    )
)
_FORMS = st.lists(st.sampled_from(_ENGLISH), max_size=2).map(tuple)
_DEMANDS = st.builds(
    Term,
    st.sampled_from(WORDS),
    st.sampled_from(_ENGLISH),
    st.sampled_from(("", "", "tech")),
    aliases=st.lists(st.sampled_from(WORDS), max_size=1).map(tuple),
    accept=_FORMS,
    scope=_SCOPES,
    exact=st.booleans(),
)
_BANS = st.builds(
    Term,
    st.sampled_from(WORDS),
    st.just(""),
    forbidden=st.sampled_from(_ENGLISH).map(lambda en: (en,)),
    scope=_SCOPES,
)
terms = st.lists(st.one_of(_DEMANDS, _DEMANDS, _BANS), max_size=7, unique=True)
_PARAGRAPH = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=7).map("".join)


@st.composite
def articles(draw: st.DrawFn, most: int = 3) -> list[Article]:
    """A few articles of a few paragraphs."""
    return [
        Article(
            f"news-{number}",
            f"{number}.md",
            tuple(
                Block(f"p{at:02d}", BlockKind.PARAGRAPH if at else BlockKind.TITLE, zh)
                for at, zh in enumerate(draw(st.lists(_PARAGRAPH, min_size=1, max_size=4)))
            ),
            draw(st.sampled_from(("https://news.example/tech/a.html", "https://other.example/b", ""))),
            draw(st.sampled_from((None, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)))),
        )
        for number in range(draw(st.integers(1, most)))
    ]
