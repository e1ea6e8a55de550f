"""Inline text: styled runs in, one clean text with marks at the right offsets out."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translate.ingest.characters import INVISIBLE, NEWLINE, joins_without_space
from translate.model import Mark, MarkKind

_SPACES = re.compile(r"\s+")
_UNTIDY = re.compile(r"\s\s|[^\S ]|\A\s|\s\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """The inline markup that holds over a run of text."""

    href: str = ""
    em: bool = False
    strong: bool = False
    keep: bool = False
    small: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style, visible characters in NFC, white space as it came."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Inline:
    """Clean text and its marks, sorted, each inside the text."""

    zh: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Collapsed:
    """Text with white space collapsed, and how an offset into the raw text maps to it."""

    text: str
    raw_at: list[int]
    text_at: list[int]
    lengths: list[int]

    def offset(self, raw: int) -> int:
        piece = bisect_right(self.raw_at, raw) - 1
        return self.text_at[piece] + min(raw - self.raw_at[piece], self.lengths[piece])


def visible(text: str) -> str:
    """``text`` without control, zero-width and bidi characters, in NFC (never NFKC: full-width forms stay)."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def clean(text: str) -> str:
    """Plain text as a block holds it: visible characters, white space collapsed, edges trimmed.

    >>> clean("  中\\n国　　AI\\u200b ")
    '中国 AI'
    """
    return settle((Run(visible(text)),)).zh


def settle(runs: Sequence[Run]) -> Inline:
    """One clean text of ``runs``, and a mark for each stretch of link, emphasis, strong or keep in it."""
    raw = "".join(run.text for run in runs)
    if not raw or raw.isspace():
        return Inline("")
    collapsed = _collapse(raw)
    zh = unicodedata.normalize("NFC", collapsed.text)  # differs only where a combining mark begins a run
    if all(run.style is PLAIN for run in runs):
        return Inline(zh)
    marks: list[Mark] = []
    for kind, value in _MARKED:
        marks += _marks(runs, kind, value, collapsed, zh)
    return Inline(zh, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind))))


def _collapse(raw: str) -> _Collapsed:
    if not _UNTIDY.search(raw):
        return _Collapsed(raw, [0], [0], [len(raw)])
    pieces: list[str] = []
    result = _Collapsed("", [], [], [])
    size = at = 0
    for gap in _SPACES.finditer(raw):
        size = _add_piece(result, pieces, raw[at : gap.start()], at, size)
        if pieces[-1:] != [" "] and size and gap.end() < len(raw) and not _closes_up(raw, gap):
            pieces.append(" ")
            size += 1
        at = gap.end()
    _add_piece(result, pieces, raw[at:], at, size)
    return _Collapsed("".join(pieces), result.raw_at, result.text_at, result.lengths)


def _add_piece(result: _Collapsed, pieces: list[str], piece: str, raw_at: int, size: int) -> int:
    result.raw_at.append(raw_at)
    result.text_at.append(size)
    result.lengths.append(len(piece))
    pieces.append(piece)
    return size + len(piece)


def _closes_up(raw: str, gap: re.Match[str]) -> bool:
    """A line break between two Chinese characters is no space; a typed space between them is."""
    return bool(NEWLINE.search(gap[0])) and joins_without_space(raw[gap.start() - 1], raw[gap.end()])


def _marks(
    runs: Sequence[Run], kind: MarkKind, value: Callable[[Style], str], collapsed: _Collapsed, zh: str
) -> list[Mark]:
    """The marks of one kind; neighbouring runs of the same value are one mark."""
    found: list[Mark] = []
    at = start = 0
    held = ""
    for run in (*runs, Run("")):
        now = value(run.style)
        if now != held or not run.text:
            if held:
                _add_mark(found, collapsed.offset(start), collapsed.offset(at), kind, held, zh)
            start, held = at, now
        at += len(run.text)
    return found


def _add_mark(found: list[Mark], start: int, end: int, kind: MarkKind, value: str, zh: str) -> None:
    end = min(end, len(zh))
    while start < end and zh[start].isspace():
        start += 1
    while start < end and zh[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Mark(start, end, kind, value if kind is MarkKind.LINK else ""))


_MARKED: tuple[tuple[MarkKind, Callable[[Style], str]], ...] = (
    (MarkKind.LINK, lambda style: style.href),
    (MarkKind.EMPHASIS, lambda style: "em" if style.em else ""),
    (MarkKind.STRONG, lambda style: "strong" if style.strong else ""),
    (MarkKind.KEEP, lambda style: "keep" if style.keep else ""),
)
