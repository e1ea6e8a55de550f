"""Addresses that lead to one page, and those that may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.duplicates import normal_address

ONE = "https://news.example/a/library-opens.html"


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example/a/library-opens.html",
        "https://www.news.example/a/library-opens.html/",
        "https://m.news.example/a/library-opens.html?utm_source=rss&utm_medium=feed",
        "https://NEWS.example:443/a/library-opens.html#comments",
        "https://news.example/amp/a/library-opens.html",
        "https://news.example/a/library-opens.html/amp",
        "https://news.example/a/library-opens.html?amp=1&fbclid=x&spm=a.b&from=timeline&isappinstalled=0",
        "https://news.example//a/library%2Dopens.html",
    ],
)
def test_one_page(other: str) -> None:
    assert normal_address(other) == normal_address(ONE) == "news.example/a/library-opens.html"


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a/library-opens.html?id=2",
        "https://news.example/a/library-opens.html?from=beijing",
        "https://news.example/a/library-opens.html?page=2",
        "https://news.example:8080/a/library-opens.html",
        "https://sports.news.example/a/library-opens.html",
        "https://news.example/a/Library-Opens.html",
        "https://news.example/a/library-opens",
        "https://news.example/example/library-opens.html",
        "https://news.example/a/library-opens.html#!/2",
    ],
)
def test_pages_that_may_differ_stay_apart(other: str) -> None:
    assert normal_address(other) != normal_address(ONE)


def test_the_order_of_parameters_does_not_matter() -> None:
    assert normal_address("https://a.example/?b=2&a=1") == normal_address("https://a.example/?a=1&b=2")


@pytest.mark.parametrize(
    "url", ["", "https://news.example", "https://www.news.example/?utm_source=x", "http://a:x/1"]
)
def test_what_is_no_articles_own_address(url: str) -> None:
    assert normal_address(url) == ""


def test_a_short_host_keeps_its_name() -> None:
    assert normal_address("https://m.example/1") == "m.example/1"


@given(st.text(max_size=60))
def test_any_text_has_a_form_and_the_form_is_stable(text: str) -> None:
    form = normal_address(f"https://a.example/{text}")
    assert not form or form.startswith("a.example")
