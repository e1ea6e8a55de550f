"""Addresses that EPUB's checker and Word take: RFC 3986, whatever the page had."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.publish import hostile
from translate.publish.uris import uri, with_uris
from translate.review.links import safe_link

# RFC 3986, appendix A: what may stand between the scheme and the end.
_URI = re.compile(
    r"(https?://(\[[0-9A-Fa-f:.]+\]|([\w.~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@?([\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(:\d*)?(?=[/?#]|\Z)"
    r"|mailto:)([\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
    r"(\?([\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(#([\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)


@pytest.mark.parametrize("href", hostile.HREFS)
def test_addresses_of_real_pages_become_uris(href: str) -> None:
    assert _URI.fullmatch(uri(href))


@given(
    st.sampled_from(["https://news.example/", "http://例子.example:8080/?", "mailto:a@b.example?subject="]),
    st.text(),
)
def test_any_link_that_is_safe_becomes_a_uri_once_and_for_all(head: str, tail: str) -> None:
    link = safe_link(head + tail)
    assume(link is not None)
    assert link is not None
    made = uri(link.href)
    assert _URI.fullmatch(made), made
    assert uri(made) == made


def test_all_addresses_of_an_article_are_made_uris() -> None:
    article = with_uris(hostile.article("a", "北", "North", "https://news.example/{x}"))
    wanted = "https://news.example/%7Bx%7D"
    block = article.blocks[1]
    assert {mark.href for mark in (*block.marks, *block.en_marks) if mark.href} == {wanted}
    assert {left.href for left in block.links} == {wanted}
