"""Article ids: readable, unique, stable, safe as file names."""

from __future__ import annotations

import re

import pytest

from translate.ingest.addresses import article_id


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (
            "https://n.example/a/river-city-opens-library-20260101/4411.html",
            "river-city-opens-library-20260101",
        ),
        ("https://n.example/city/Library_Opens.shtml?from=rss", "library-opens"),
        ("https://n.example/2026/01/01/4411.html", "4411"),
        ("https://n.example/news/index.html", "n-example"),
        ("https://n.example", "n-example"),
        ("https://n.example/%E6%B2%B3%E5%9F%8E", "n-example"),
        ("https://n.example/" + "word-" * 20, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("https://n.example/" + "x" * 99, "x" * 60),
    ],
)
def test_the_telling_part_of_an_address(url: str, slug: str) -> None:
    assert re.fullmatch(re.escape(slug) + "-[0-9a-f]{8}", article_id(url, "a.md"))


def test_two_addresses_with_one_slug_differ() -> None:
    ids = {article_id(f"https://n.example/library?id={number}", "a.md") for number in range(100)}
    assert len(ids) == 100


def test_without_an_address_the_path_counts_as_given() -> None:
    assert article_id("", "dump/Library Opens.v2.md").startswith("library-opens-")
    assert article_id("", "dump\\a.md") == article_id("", "dump/a.md")
    assert article_id("", "dump/a.md") != article_id("", "other/a.md")
    assert re.fullmatch("[0-9a-f]{8}", article_id("", "dump/图书馆.md"))


def test_the_address_alone_counts_where_there_is_one() -> None:
    assert article_id("https://n.example/x", "a.md") == article_id("https://n.example/x", "b/c.md")
