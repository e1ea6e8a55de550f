"""Addresses as RFC 3986 wants them. Browsers forgive what it does not; EPUB's checker and Word do not."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, urlsplit

from translate.model import Mark
from translate.publish.model import Published, PublishedBlock

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PATH = "/:@!$&'()*+,;=-._~%"
_QUERY = _PATH + "?"


def uri(href: str) -> str:
    """A safe link as a URI: ASCII, each part holding what it may; the same place for every browser.

    >>> uri("https://例子.example/{a}?b=[c]#d e"), uri("http://[2001:db8::1]/%zz")
    ('https://xn--fsqu00a.example/%7Ba%7D?b=%5Bc%5D#d%20e', 'http://[2001:db8::1]/%25zz')
    """
    parts = urlsplit(href)
    return parts._replace(
        netloc=_authority(parts.netloc),
        path=_quoted(parts.path, _PATH),
        query=_quoted(parts.query, _QUERY),
        fragment=_quoted(parts.fragment, _QUERY),
    ).geturl()


def _quoted(text: str, safe: str) -> str:
    return _BAD_PERCENT.sub("%25", quote(text, safe=safe, errors="replace"))


def _authority(netloc: str) -> str:
    user, at, host = netloc.rpartition("@")
    return _quoted(user, ":!$&'()*+,;=-._~%") + at + _host(host)


def _host(host: str) -> str:
    """IP addresses in brackets stay; other hosts in the letters of the domain name system where they have any."""
    if host.isascii():
        return _quoted(host, "[]:!$&'()*+,;=-._~%") if host.startswith("[") else _quoted(host, ":-._~%")
    name, colon, port = host.partition(":")
    try:
        return name.encode("idna").decode("ascii") + colon + port
    except UnicodeError:
        return _quoted(host, ":-._~%")


def with_uris(article: Published) -> Published:
    """The article with all its addresses as URIs."""
    made = replace(article.provenance, source_url=uri(article.provenance.source_url))
    return replace(
        article,
        url=uri(article.url),
        image=uri(article.image),
        provenance=made,
        blocks=tuple(map(_block, article.blocks)),
    )


def _block(block: PublishedBlock) -> PublishedBlock:
    if not (block.marks or block.en_marks or block.links):
        return block
    return replace(
        block,
        marks=tuple(map(_mark, block.marks)),
        en_marks=tuple(map(_mark, block.en_marks)),
        links=tuple(replace(left, href=uri(left.href)) for left in block.links),
    )


def _mark(mark: Mark) -> Mark:
    return replace(mark, href=uri(mark.href)) if mark.href else mark
