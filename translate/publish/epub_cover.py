"""The cover of an EPUB: the title set in lines on a plain page, drawn as SVG; nothing is fetched or rasterised."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from translate.publish.model import Edition
from translate.publish.weaving import text_of

_TOP = 260  # units of the drawing, 1200 by 1600
_SIZES = {"zh": 92, "en": 72}
_WIDE = {"zh": 20, "en": 26}  # columns in a line; a Chinese character takes two
_LINES = {"zh": 3, "en": 5}


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One line of text on the cover; ``y`` of its base line, ``size`` of its letters."""

    text: str
    y: int
    size: int
    lang: str


def cover_lines(edition: Edition, bilingual: bool) -> tuple[CoverLine, ...]:
    """The title in lines that fit, the Chinese above the English."""
    return tuple(_lines(edition, bilingual))


def _lines(edition: Edition, bilingual: bool) -> Iterator[CoverLine]:
    first = edition.contents[0]
    texts = [("en", "en", edition.title or first.title_en)]
    if bilingual and edition.is_single and first.title_zh != first.title_en:
        texts.insert(0, ("zh", first.zh_tag, first.title_zh))
    y = _TOP
    for kind, lang, text in texts:
        for line in _cut(text_of(text), _WIDE[kind], _LINES[kind]):
            yield CoverLine(line, y, _SIZES[kind], lang)
            y += round(_SIZES[kind] * 1.35)
        y += 40


def _cut(text: str, columns: int, most: int) -> list[str]:
    """At most ``most`` lines of at most ``columns``; what is longer ends in an ellipsis."""
    lines = list(_wrapped(text, columns)) or ["…"]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1].rstrip()}…"]


def _wrapped(text: str, columns: int) -> Iterator[str]:
    for piece in textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False):
        line, width = "", 0
        for character in piece:
            wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if width + wide > columns:
                yield line
                line, width = "", 0
            line, width = line + character, width + wide
        yield line
