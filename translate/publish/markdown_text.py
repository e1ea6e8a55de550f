"""Texts as CommonMark: every character that could mean something else is escaped, links and emphasis are placed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from translate.model import Mark, MarkKind
from translate.publish.model import PublishedBlock
from translate.publish.weaving import text_of

# What CommonMark or its common extensions give a meaning to anywhere in a line; braces for Jekyll, Hugo and the like.
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|{}]|&(?=#?\w+;)|(?<=\{)[%#]|[%#](?=\})")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# … and at the beginning of one: headings, lists, rules, quotations, containers.
_OPENING = re.compile(r"[#+\-=:%]|\d{1,9}[.)]")


def escaped(text: str) -> Markup:
    """A text that CommonMark gives back to the character, wherever in a block it stands.

    >>> escaped("1. *Not* [a](b) list")
    Markup('1\\\\. \\\\*Not\\\\* \\\\[a\\\\](b) list')
    """
    return Markup(_opened(inline(text_of(text))))


def inline(text: str) -> str:
    """A text that is nothing but text within a line; at its beginning it might still open a block."""
    return _SPECIAL.sub(_escape, text)


def _opened(line: str) -> str:
    """The line with what would open a block made text."""
    found = _OPENING.match(line)
    return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}" if found else line


@dataclass(frozen=True, slots=True)
class _Style:
    """What lies over a character: the address of a link, and the sign of an emphasis."""

    href: str = ""
    sign: str = ""


def chinese(block: PublishedBlock) -> Markup:
    """The block's Chinese as Markdown."""
    return _woven(block.zh, block.marks)


def english(block: PublishedBlock) -> Markup:
    """The block's English as Markdown."""
    return _woven(block.en, block.en_marks)


def _woven(text: str, marks: Iterable[Mark]) -> Markup:
    styles = _styles(text, marks)
    parts = []
    for href, run in groupby(zip(text, styles, strict=True), key=lambda pair: pair[1].href):
        inner = "".join(_signed(tuple(run)))
        parts.append(link(inner, href) if href and inner.strip() else inner)
    line = "".join(parts).strip()
    return Markup(_opened(line))


def link(text: str, href: str) -> str:
    """A link; within its address only what looks like an entity means something else than itself."""
    return f"[{text}](<{_ENTITY.sub(_escape, href)}>)"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


def _signed(run: tuple[tuple[str, _Style], ...]) -> Iterator[str]:
    for sign, pairs in groupby(run, key=lambda pair: pair[1].sign):
        inner = inline(_spaced("".join(character for character, _ in pairs)))
        yield f"{sign}{inner}{sign}" if inner else ""


def _spaced(text: str) -> str:
    """As ``text_of``, but the spaces at its ends stay."""
    kept = text_of(f"|{text}|")
    return kept[1:-1]


def _styles(text: str, marks: Iterable[Mark]) -> list[_Style]:
    """The style of each character. No emphasis stands next to another: ``**a***b*`` is anybody's guess."""
    styles = [_Style()] * len(text)
    ordered = sorted(marks, key=lambda mark: (mark.kind is not MarkKind.LINK, mark.start, -mark.end))
    for mark in ordered:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if mark.kind is MarkKind.LINK:
            if not any(style.href for style in styles[start:end]):
                styles[start:end] = [_Style(mark.href)] * (end - start)
        elif sign := _SIGNS.get(mark.kind):
            start, end = _core(text, start, end)
            free = not any(style.sign for style in styles[max(start - 1, 0) : end + 1])
            whole = len({style.href for style in styles[start:end]}) == 1
            if free and whole:
                styles[start:end] = [replace(style, sign=sign) for style in styles[start:end]]
    return _trimmed(text, styles)


def _trimmed(text: str, styles: list[_Style]) -> list[_Style]:
    """The styles without those of the spaces at the text's ends, which are cut off."""
    first, last = 0, len(text)
    while first < last and not text_of(text[first]):
        first += 1
    while last > first and not text_of(text[last - 1]):
        last -= 1
    plain = _Style()
    return [plain] * first + styles[first:last] + [plain] * (len(text) - last)


_SIGNS: Mapping[MarkKind, str] = {MarkKind.STRONG: "**", MarkKind.EMPHASIS: "*"}


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, less what is no letter or digit at an end that touches a word: there ``**“…”**`` is no emphasis."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start and not text[start - 1].isspace():
        while start < end and not text[start].isalnum():
            start += 1
    if end < len(text) and not text[end].isspace():
        while end > start and not text[end - 1].isalnum():
            end -= 1
    return start, end
