"""The dump format: a comment with the time, a Markdown link with the title, a rule, then HTML.

<!--1738061943000-->
[title](address)
------

<div><i>Tue, 28 Jan 2025 10:41:05 GMT</i></div><img src=…><div><small>caption</small></div><p>…</p>
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString

from translate.ingest.addresses import safe_address
from translate.ingest.characters import count_han
from translate.ingest.dates import from_milliseconds, from_text
from translate.ingest.inline import clean
from translate.ingest.markdown import Rendered, render
from translate.ingest.markup import parse
from translate.ingest.parts import Reading
from translate.ingest.regular_dump import read_regular
from translate.ingest.walk import walk

_LONGEST_HEADER = 8_000  # characters; a longer first line is no header
_COMMENT = re.compile(r"<!--([^<>]{0,200}?)-->")
_STAMP = re.compile(r"\s*-?\d{6,}\s*")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MOST_APART = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Header:
    stamp: str | None  # what the comment holds; None where there is no comment
    link: str  # the line with title and address, "" where there is none
    ruled: bool
    body: str


@dataclass(frozen=True, slots=True)
class _Link:
    title: str
    url: str
    notices: tuple[str, ...] = ()


def is_dump(text: str) -> bool:
    """Whether ``text`` begins as a dump does: with a comment of digits, or a link line over a rule."""
    header = _header(text)
    if header.stamp is not None and _STAMP.fullmatch(header.stamp):
        return True
    return bool(header.link) and header.ruled and "](" in header.link


def read_dump(text: str) -> Reading:
    """Title, address and date from the header, everything else from the HTML below it."""
    header = _header(text)
    link = _link(header)
    regular = read_regular(header.body, link.url)
    if regular is not None:
        date, notices = _date(header.stamp, regular.date_line)
        return Reading(link.title, regular.parts, link.url, date, regular.image, (*link.notices, *notices))
    return _parsed(header, link)


def _parsed(header: _Header, link: _Link) -> Reading:
    """Any body at all, through the parser."""
    body = Rendered(header.body) if _TAG.search(header.body) else render(header.body)
    markup = parse(body.html)
    date, notices = _date(header.stamp, _take_date_line(markup.root))
    walked = walk(markup.root, link.url)
    return Reading(
        link.title,
        walked.parts,
        link.url,
        date,
        walked.image,
        (*link.notices, *notices, *body.notices, *markup.notices, *walked.notices),
    )


def _header(text: str) -> _Header:
    rest = text.lstrip()
    stamp = None
    if comment := _COMMENT.match(rest):
        stamp = comment[1]
        rest = rest[comment.end() :].lstrip()
    link = ""
    line, below = _first_line(rest)
    if line.lstrip("# ").startswith("["):
        link, rest = line.lstrip("# ").strip(), below.lstrip()
        line, below = _first_line(rest)
    ruled = _RULE.fullmatch(line) is not None
    return _Header(stamp, link, ruled, below if ruled else rest)


def _first_line(text: str) -> tuple[str, str]:
    end = text.find("\n")
    line, below = (text, "") if end < 0 else (text[:end], text[end + 1 :])
    return (line, below) if len(line) <= _LONGEST_HEADER else ("", text)


def _link(header: _Header) -> _Link:
    """Title and address of ``[title](address)``; brackets in either need not be escaped or balanced."""
    line = header.link
    if not line:
        return _Link("", "", ("has no link line, so it has no address",))
    split = line.rfind("](")
    cut = split < 0 or not line.endswith(")")
    title = line[1:split] if split > 0 else line[1:].removesuffix("]")
    title = clean(unescape(_ESCAPED.sub(r"\1", title)))
    address = line[split + 2 :].removesuffix(")").strip() if split > 0 else ""
    address = re.sub(r"""\s+(?:"[^"]*"|'[^']*')$""", "", address).removeprefix("<").removesuffix(">")
    if cut and not header.body.strip():
        return _Link(
            title, "", ("ends in the middle of its link line; it is cut off, what is there was kept",)
        )
    url = safe_address(address)
    if not url:
        return _Link(title, "", ("has a link line without a web address",))
    return _Link(title, url)


def _take_date_line(root: BeautifulSoup) -> str:
    """The text of the date line, which is taken out of the tree; "" where the text begins with something else.

    It is the first text there is, in italics; in a <p>, or with Chinese in it, it must be a date to count.
    """
    for node in root.descendants:
        if not isinstance(node, NavigableString) or isinstance(node, PreformattedString) or not node.strip():
            continue
        text = clean(node)
        doubtful = node.find_parent("p") or count_han(text)
        if not node.find_parent(["i", "em"]) or (doubtful and from_text(text) is None):
            return ""
        node.extract()
        return text
    return ""


def _date(stamp: str | None, line: str) -> tuple[datetime | None, tuple[str, ...]]:
    """The comment's time, checked against the date line, which also stands in for it."""
    first = from_milliseconds(stamp.strip()) if stamp is not None else None
    second = from_text(line)
    notices = []
    if first is None:
        fault = "no date comment" if stamp is None else f"a wrong date comment ({stamp.strip()[:40]})"
        notices.append(f"has {fault}; {'the date line is used' if second else 'its date is unknown'}")
    if second is None:
        notices.append(f"has a wrong date line ({line[:40]})" if line else "has no date line")
    if first and second and abs(first - second) > _MOST_APART:
        notices.append(
            f"gives two dates, {first:%Y-%m-%d} in its comment and {second:%Y-%m-%d} in its date line; "
            "the comment's is used"
        )
    return first or second, tuple(notices)
