"""The body of a dump as nearly all are written, read by regular expressions: several times as fast as by a parser.

Known here are paragraphs with links, italics and bold, headings, captions, the image and the date line. Anything
else is left to the parser, whose result this one is held equal to by tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from translate.ingest.addresses import safe_address
from translate.ingest.characters import BIDI, count_han
from translate.ingest.inline import PLAIN, Run, Style, settle, visible
from translate.ingest.parts import Part
from translate.ingest.walk import BLANK_LINE
from translate.model import BlockKind

_ENTITY = "&(?:amp|quot|lt|gt|nbsp|#39);"
_TEXT = rf"(?:[^<>&]|{_ENTITY})*+"
_ADDRESS = r"https?://[^\"<>&\s]*"
_INLINE = (
    rf"(?:{_TEXT}(?:<em>{_TEXT}</em>|<strong>{_TEXT}</strong>|<a href=\"{_ADDRESS}\">{_TEXT}</a>))*+{_TEXT}"
)
_PIECE = re.compile(
    rf"<p>(?P<p>{_INLINE})</p>|<h(?P<level>[2-6])>(?P<heading>{_TEXT})</h(?P=level)>"
    rf'|<div><small(?: style="color: ?\#[0-9a-fA-F]+;?")?>(?P<small>{_TEXT})</small></div>'
    rf'|<img src="(?P<image>{_ADDRESS})"(?: width="[0-9]+%?")?/?>'
    rf"|<div><i>(?P<date>{_TEXT})</i></div>|[ \t\n]+"
)
_RUN = re.compile(rf'(?:<(?P<tag>em|strong|a)(?: href="(?P<href>[^"]*)")?>)?(?P<text>{_TEXT})(?:</\w+>)?')
_TAG = re.compile("<[^<>]*>")
_STYLES = {"em": Style(em=True), "strong": Style(strong=True)}


@dataclass(frozen=True, slots=True)
class RegularBody:
    """What a regular body holds: ``date_line`` is "" where there is none."""

    parts: tuple[Part, ...]
    date_line: str
    image: str


def read_regular(body: str, base: str) -> RegularBody | None:
    """The body of a dump if it is a regular one, else None. Addresses are resolved against ``base``."""
    if BIDI.search(body) or "<p>" not in body:
        return None
    pieces = list(_pieces(body))
    if not pieces or pieces[-1].end() != len(body):
        return None
    told = [piece for piece in pieces if piece.lastgroup not in (None, "image")]
    if any(map(_is_parted, told)):
        return None
    first = next((piece for piece in told if piece[piece.lastgroup or 0].strip()), None)
    if first is None or not _begins_plainly(first, told):
        return None
    date_line = _settled(first["date"]).zh if first.lastgroup == "date" else ""
    images = (safe_address(piece["image"], base) for piece in pieces if piece.lastgroup == "image")
    return RegularBody(tuple(_parts(told, base)), date_line, next(filter(None, images), ""))


def _pieces(body: str) -> Iterator[re.Match[str]]:
    at = 0
    while (piece := _PIECE.match(body, at)) is not None:
        yield piece
        at = piece.end()


def _is_parted(piece: re.Match[str]) -> bool:
    """Whether a blank line or an indent inside may make several parts of it: the parser's affair."""
    text = piece[piece.lastgroup or 0]
    return "\n" in text and BLANK_LINE.search(unescape(_TAG.sub("", text))) is not None


def _begins_plainly(first: re.Match[str], told: list[re.Match[str]]) -> bool:
    """Whether it is sure what the date line is: italics that come first, or Chinese in it, need a closer look."""
    dates = [piece for piece in told if piece.lastgroup == "date"]
    if first.lastgroup == "date":
        return len(dates) == 1 and not count_han(first["date"])
    return not dates and "<em>" not in first[0]


def _settled(text: str, style: Style = PLAIN) -> Part:
    inline = settle((Run(_shown(text), style),))
    return Part(BlockKind.PARAGRAPH, inline.zh, inline.marks)


def _shown(text: str) -> str:
    return visible(unescape(text) if "&" in text else text)


def _parts(told: list[re.Match[str]], base: str) -> Iterator[Part]:
    for piece in told:
        part = _part(piece, base)
        if part is not None and part.zh:
            yield part


def _part(piece: re.Match[str], base: str) -> Part | None:
    match piece.lastgroup:
        case "p":
            return _paragraph(piece["p"], base)
        case "heading":
            part = _settled(piece["heading"])
            return Part(BlockKind.HEADING, part.zh, part.marks, int(piece["level"]))
        case "small":
            return Part(BlockKind.CAPTION, _settled(piece["small"], Style(small=True)).zh)
        case _:
            return None


def _paragraph(text: str, base: str) -> Part:
    if "<" not in text:
        return _settled(text)
    runs = []
    for found in _RUN.finditer(text):
        shown = _shown(found["text"])
        if shown:
            style = _STYLES.get(found["tag"] or "", PLAIN)
            if found["href"]:
                style = Style(href=safe_address(found["href"], base, mail=True))
            runs.append(Run(shown, style))
    inline = settle(runs)
    return Part(BlockKind.PARAGRAPH, inline.zh, inline.marks)
