"""Only links that a person can follow safely, under the name of the host they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.review.links import page_href, safe_link


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "/relative",
        "https://",
        "http://[",
        "https://evil.example\\@bank.example/",
        "mailto:",
    ],
)
def test_what_is_no_web_or_mail_address_is_no_link(url: str) -> None:
    assert safe_link(url) is None


@pytest.mark.parametrize(
    ("url", "href", "host"),
    [
        ("https://www.voachinese.com/a/1.html?x=1&y=2#z", None, "www.voachinese.com"),
        ("HTTPS://Example.ORG/A", "https://Example.ORG/A", "example.org"),
        ("https://bank.example@evil.example/", None, "evil.example"),
        ("http://[2001:db8::1]:8080/a", None, "2001:db8::1"),
        ("https://例子.example/路径?q=中文", None, "例子.example"),
        (
            'https://x.example/a b"<c>|100%?q=[1]#a#b',
            "https://x.example/a%20b%22%3Cc%3E%7C100%25?q=%5B1%5D#a%23b",
            "x.example",
        ),
        ("mailto:press@x.example?subject=a", None, "press@x.example"),
    ],
)
def test_addresses_are_kept_and_made_valid(url: str, href: str | None, host: str) -> None:
    link = safe_link(url)
    assert link is not None
    assert (link.href, link.host) == (href or url, host)


def test_the_source_of_an_article_is_never_a_mail_address() -> None:
    assert safe_link("mailto:a@x.example", schemes=("http", "https")) is None


@given(st.text())
def test_no_text_whatever_gives_another_scheme(url: str) -> None:
    link = safe_link(url)
    assert link is None or link.href.split(":")[0] in {"http", "https", "mailto"}


def test_a_page_name_is_a_path_and_no_scheme() -> None:
    assert page_href("2025/javascript:alert(1) #1?.html") == "2025/javascript%3Aalert%281%29%20%231%3F.html"
