"""HTML, however broken, to a tree: nothing readable is lost to a cut or a missing quote without a notice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.entities import html5

from bs4 import BeautifulSoup, Tag

from translate.text import CJK_PUNCTUATION, FULL_WIDTH, HAN

# Put after the text: where the parser leaves it tells in what state the text ended.
_END = "duizhao-end"
_MOST_DEPTH = 5_000  # the parser's time is depth times tags; a page that people read is some 30 deep
_MOST_TAGS = 300_000  # 0.3 GB of tree; an article has some 50
_MOST_REPAIRS = 4


def names(text: str) -> frozenset[str]:
    """A set of element names, written as one line."""
    return frozenset(text.split())


_PROCESSING = re.compile(r"<\?[^>]*>?")
# A quote left open swallows everything up to the next one. These attributes never hold ">".
_OPEN_QUOTE = re.compile(
    r"""(\s(?:href|src|style|width|height|align|target|rel|color|face|size)\s*=\s*)(["'])([^"'<>]*)>(?![^<>]*\2[\s/>])""",
    re.I,
)
# Chinese in pointed brackets, <AI时代>, is text; a parser would take it for a tag and drop it.
_CHINESE = f"{HAN}{CJK_PUNCTUATION}{FULL_WIDTH}"
_NO_TAG = re.compile(f"<(?=/?[a-zA-Z][^<>\"'={_CHINESE}]*+[{_CHINESE}][^<>\"'=]*+>)")
_CUT_TAG = re.compile(r"<(?:[/!a-zA-Z][^<>]*)?\Z")
_CUT_ENTITY = re.compile(r"&(#[xX]?[0-9a-fA-F]*|[a-z]{2,31})\Z")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TAG_BEGIN = re.compile(r"<[/a-zA-Z]")
_WHOLE_TAG = re.compile(r"""<[/a-zA-Z](?:[^>=]|=\s*(?:"[^"]*"|'[^']*'|(?!["'])))*+>""")
_RAW_TEXT = re.compile(r"<(script|style|textarea|title|iframe|xmp|noembed|noframes|plaintext)\b[^<>]*>", re.I)
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_BREAKING = re.compile(r"</?(?:p|div|br|h[1-6]|li|tr|td|blockquote|section|article)\b[^<>]*>", re.I)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

_VOID = names("area base br col embed hr img input link meta param source track wbr")
_CLOSED_BY_NEXT = names("p li dt dd td th tr option tbody thead tfoot")
_MAY_STAY_OPEN = _CLOSED_BY_NEXT | {"html", "body", "head", "[document]", "colgroup", "caption"}


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed text and what had to be mended in it."""

    root: BeautifulSoup
    notices: tuple[str, ...] = ()


def parse(html: str) -> Markup:
    """The tree of an HTML page or fragment. Takes time in proportion to the text; never fails."""
    notices: list[str] = []
    html = _flatten(_close_quotes(_without_traps(html), notices), notices)
    html = _trim_cut_end(html, notices)
    for _ in range(_MOST_REPAIRS):
        root = _tree(f"{html}<{_END}>")
        end = root.find(_END)
        if isinstance(end, Tag):
            _note_open_elements(end, html, notices)
            end.extract()
            return Markup(root, tuple(notices))
        html = _open_up(html, notices)
    return Markup(_tree(f"{html}<br>"), tuple(notices))


def _tree(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml", multi_valued_attributes=None)


def attribute(tag: Tag, name: str) -> str:
    """An attribute's text, "" where it is absent; class names come joined by spaces."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def _without_traps(html: str) -> str:
    """Without what HTML would read as comments or tags and drop: ``<?xml …?>``, CDATA marks, ``<AI时代>``."""
    if "<![CDATA[" in html:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
    return _NO_TAG.sub("&lt;", _PROCESSING.sub("", html))


def _close_quotes(html: str, notices: list[str]) -> str:
    html, count = _OPEN_QUOTE.subn(r"\1\2\3\2>", html)
    if count:
        notices.append("has an attribute whose quote is never closed; it was closed at the end of its tag")
    return html


def _flatten(html: str, notices: list[str]) -> str:
    """Text nested too deeply to be a page keeps its paragraphs and loses the rest of its markup."""
    tags = html.count("<")
    if tags <= _MOST_DEPTH or (tags <= _MOST_TAGS and _depth(html) <= _MOST_DEPTH):
        return html
    notices.append("is nested too deeply or has too many tags for a page; only its plain text was kept")
    return _ANY_TAG.sub("", _BREAKING.sub("\n\n", _CODE.sub("", html)))


def _depth(html: str) -> int:
    """The greatest number of elements open at once, as far as a parser would keep them open."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for tag in _TAG_NAME.finditer(html):
        name = tag[2].lower()
        if name in _VOID or name in _CLOSED_BY_NEXT:
            continue
        if not tag[1]:
            opened[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest


def _trim_cut_end(html: str, notices: list[str]) -> str:
    html = html.rstrip()
    if tag := _CUT_TAG.search(html, max(html.rfind("<"), 0)):
        notices.append("ends in the middle of a tag; it is cut off, what is there was kept")
        return html[: tag.start()]
    entity = _CUT_ENTITY.search(html, max(html.rfind("&"), 0))
    if entity and (entity[1].startswith("#") or _begins_entity(entity[1])):
        notices.append("ends in the middle of a character entity; it is cut off, what is there was kept")
        return html[: entity.start()]
    return html


def _begins_entity(name: str) -> bool:
    return any(known.startswith(name) for known in html5)


def _note_open_elements(end: Tag, html: str, notices: list[str]) -> None:
    if any(notice.startswith("ends") for notice in notices) or re.search(
        r"</(?:html|body)\s*>\s*\Z", html[-100:], re.I
    ):
        return
    still_open = [parent.name for parent in end.parents if parent.name not in _MAY_STAY_OPEN]
    if not still_open and end.find_parent("p") and re.search(r"</p\s*>", html, re.I):
        still_open = ["p"]
    if still_open:
        notices.append(f"ends with <{still_open[0]}> still open; it may be cut off, what is there was kept")


def _open_up(html: str, notices: list[str]) -> str:
    """``html`` without the one thing that swallowed its end: an open comment, raw element or quote."""
    comment = html.rfind("<!--")
    if comment > html.rfind("-->"):
        rest = html[comment + 4 :]
        if not _ANY_TAG.search(rest):
            notices.append("ends in the middle of a comment; it is cut off, what is there was kept")
            return html[:comment]
        notices.append("has a comment that is never closed; what follows it was kept")
        return html[:comment] + rest
    if (tag := _open_tag(html)) is not None:
        notices.append("has a tag that is never closed; what follows it was kept")
        close = html.find(">", tag.start())
        return html[: tag.start()] + (html[close + 1 :] if close >= 0 else "")
    raw = list(_RAW_TEXT.finditer(html))[-1:]
    if not raw:
        return html
    name_of_raw = raw[0][1].lower()
    if name_of_raw in ("script", "style"):
        notices.append(f"ends inside a <{name_of_raw}>; it is cut off, what is there was kept")
        return html[: raw[0].start()]
    notices.append(f"has a <{name_of_raw}> that is never closed; what follows it was kept")
    return html[: raw[0].start()] + html[raw[0].end() :]


def _open_tag(html: str) -> re.Match[str] | None:
    """The beginning of the first tag that has no end, as a parser sees it; None if every tag has one."""
    at = 0
    while (begin := _TAG_BEGIN.search(html, at)) is not None:
        whole = _WHOLE_TAG.match(html, begin.start())
        if whole is None:
            return begin
        at = whole.end()
    return None
