"""The forms that an article comes in, how each is told, and which reader takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from translate.ingest.dump import is_dump, read_dump
from translate.ingest.markdown import read_markdown
from translate.ingest.page import read_page
from translate.ingest.parts import Reading
from translate.ingest.plain_text import read_plain_text


class Form(StrEnum):
    """What the text of an article is written in."""

    DUMP = "dump"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


READERS: Mapping[Form, Callable[[str], Reading]] = MappingProxyType(
    {
        Form.DUMP: read_dump,
        Form.HTML: read_page,
        Form.MARKDOWN: read_markdown,
        Form.TEXT: read_plain_text,
    }
)

_SUFFIXES = {
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".txt": Form.TEXT,
}
_HEAD = 4_000  # characters that tell the form
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FRAGMENT = re.compile(
    r"\s*<(?:p|div|article|section|main|h[1-6]|table|ul|ol|blockquote|figure|meta|title)\b", re.I
)
_MARKDOWN = re.compile(
    r"\A(?:---[ \t]*\n|#{1,6}[ \t])|^\s*(?:#{1,6}[ \t]|>[ \t]|!\[)|\[[^\]\n]+\]\(https?:", re.M
)


def detect(text: str, name: str) -> Form:
    """The form of ``text``: what its beginning shows for certain, else what the file name says, else a guess."""
    head = text[:_HEAD].lstrip("\ufeff")
    if is_dump(head):
        return Form.DUMP
    if _PAGE.match(head):
        return Form.HTML
    suffix = re.search(r"\.[a-z]+$", name.lower())
    if suffix and suffix[0] in _SUFFIXES:
        return _SUFFIXES[suffix[0]]
    if _FRAGMENT.match(head):
        return Form.HTML
    return Form.MARKDOWN if _MARKDOWN.search(head) else Form.TEXT


def is_page(text: str) -> bool:
    """Whether ``text`` begins as an HTML page does."""
    return _PAGE.match(text) is not None
