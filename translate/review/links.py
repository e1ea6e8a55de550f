"""Links that a page may carry: http, https and mailto, with the host that they really lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from translate.review.markup import plain

# What is no URL code point (WHATWG URL Standard): quoted after the host, refused within it.
_NO_CODE_POINT = re.compile(r"[\x00-\x20\"<>\\^`{|}\[\]\x7f\ufffd]|%(?![0-9A-Fa-f]{2})")
_NO_HOST = re.compile(r"[\x00-\x20\"<>\\^`{|}%\x7f\ufffd]")
_SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is safe to follow; ``host`` is for people: the host name, or the address of a mailto."""

    href: str
    host: str
    text: str = ""


def safe_link(url: str, text: str = "", schemes: tuple[str, ...] = _SCHEMES) -> Link | None:
    """The URL as a link, or None where it is not of one of ``schemes`` or names no host.

    The host is the one a browser would visit: ``https://bank.example@evil.example/`` gives ``evil.example``.

    >>> safe_link("https://例子.example/a b").href
    'https://例子.example/a%20b'
    >>> safe_link("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(plain(url))
        host = parts.path if parts.scheme == "mailto" else parts.hostname or ""
    except ValueError:  # "http://[" and the like
        return None
    if parts.scheme not in schemes or not host or _NO_HOST.search(parts.netloc):
        return None
    authority = "" if parts.scheme == "mailto" else f"//{parts.netloc}"
    query = f"?{parts.query}" if parts.query else ""
    fragment = "#" + parts.fragment.replace("#", "%23") if parts.fragment else ""
    rest = _NO_CODE_POINT.sub(lambda match: quote(match.group()), f"{parts.path}{query}{fragment}")
    return Link(href=f"{parts.scheme}:{authority}{rest}", host=host, text=text)


def page_href(page: str) -> str:
    """The relative address of a page file beside the index; a colon in its name starts no scheme.

    >>> page_href("javascript:1.html")
    'javascript%3A1.html'
    """
    return quote(page, safe="/", errors="replace")
