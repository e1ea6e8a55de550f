"""What a source holds: one article, or an archive, feed or list of many. Told by its beginning, else its name."""

from __future__ import annotations

import re
from enum import StrEnum

from translate.ingest.forms import is_page
from translate.ingest.names import ARTICLE_SUFFIXES, FEED_SUFFIXES, JSON_SUFFIXES


class Kind(StrEnum):
    """How a source is read."""

    ARTICLE = "article"
    FEED = "feed"
    JSON = "JSON"
    GZIP = "gzip"
    ZIP = "ZIP"
    TAR = "tar"


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with members, and an empty one
_TAR_MARK_AT = 257  # bytes; "ustar" is what POSIX and GNU tar write there
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SNIFFED = 16_000  # bytes
_FEED = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*+<(?:\w+:)?(?:rss|feed|RDF)[\s>]",
    re.S,
)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"|\Z)|\s*\[\s*\]\s*\Z')


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a source that begins with ``head`` and is called ``name`` ("" where it has no name)."""
    folded = name.lower()
    if head.startswith(_ZIP):
        return Kind.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head[_TAR_MARK_AT : _TAR_MARK_AT + 5] == b"ustar" or folded.endswith(".tar"):
        return Kind.TAR
    if not head.strip():
        return Kind.ARTICLE  # an empty one
    text = _shown(head[:_SNIFFED])
    if _FEED.match(text) or (folded.endswith(FEED_SUFFIXES) and not is_page(text)):
        return Kind.FEED
    named = folded.endswith(JSON_SUFFIXES)
    if named or (_JSON.match(text) and not folded.endswith(ARTICLE_SUFFIXES)):
        return Kind.JSON
    return Kind.ARTICLE


def _shown(head: bytes) -> str:
    """The ASCII part of a text in whatever encoding, which is all that tells its kind."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
