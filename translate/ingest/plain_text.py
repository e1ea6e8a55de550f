"""Plain text: a title line, then paragraphs parted by blank lines or by indents, hard-wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.ingest.characters import BIDI, count_han
from translate.ingest.inline import clean
from translate.ingest.parts import Part, Reading
from translate.ingest.walk import bidi_notice
from translate.model import BlockKind

_LONGEST_TITLE = 60  # characters; Chinese headlines run to some 35, Latin names in them take more
_FINAL = re.compile(r"[。！？!?；;：:，,、.…]+[”’」』）)\]\"']*$")
_PARAGRAPH_END = re.compile(r"[。！？!?….：][”’」』）)\"']*$")
_INDENTED = re.compile(r"[ \t]*\u3000")
_RAGGED = 4  # columns by which hard-wrapped lines differ: a wide character or a short word


def read_plain_text(text: str) -> Reading:
    """The first line as title if it is short and ends like one; the rest as paragraphs."""
    chunks = _chunks(text)
    spaced = len(chunks) > 1
    title = _take_title(chunks)
    return _reading(title, chunks, spaced, text)


def read_body(text: str) -> Reading:
    """All of ``text`` as paragraphs, for one whose title came beside it."""
    chunks = _chunks(text)
    return _reading("", chunks, len(chunks) > 1, text)


def _chunks(text: str) -> list[list[str]]:
    return [chunk.split("\n") for chunk in re.split(r"\n(?:[^\S\n]*\n)+", text.strip("\n")) if chunk.strip()]


def _reading(title: str, chunks: Sequence[Sequence[str]], spaced: bool, text: str) -> Reading:
    paragraphs = [paragraph for chunk in chunks for paragraph in _paragraphs(chunk, spaced=spaced)]
    parts = tuple(Part(BlockKind.PARAGRAPH, zh) for zh in map(clean, paragraphs) if zh)
    bidi = len(BIDI.findall(text))
    return Reading(title, parts, notices=(bidi_notice(bidi),) if bidi else ())


def _take_title(chunks: list[list[str]]) -> str:
    """The title, taken out of ``chunks``; "" if the first line reads like the beginning of a paragraph."""
    if not chunks:
        return ""
    first, *rest = chunks[0]
    title = clean(first)
    stands_alone = not rest or len(chunks) == 1 or bool(_INDENTED.match(rest[0]))
    if not title or len(title) > _LONGEST_TITLE or _FINAL.search(title) or "://" in title or not stands_alone:
        return ""
    if rest:
        chunks[0] = rest
    else:
        del chunks[0]
    return title


def _paragraphs(lines: Sequence[str], *, spaced: bool) -> list[str]:
    """The paragraphs of lines without a blank one between: each line is one, unless they are hard-wrapped."""
    joined = spaced and _is_wrapped(lines)
    paragraphs: list[list[str]] = []
    for line in lines:
        previous = paragraphs[-1][-1].rstrip() if paragraphs else ""
        begins = not previous or not spaced or bool(_INDENTED.match(line))
        if begins or (not joined and _PARAGRAPH_END.search(previous)):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return ["\n".join(paragraph) for paragraph in paragraphs]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether all lines but the last are about equally wide and do not all end a sentence."""
    widths = [_width(line) for line in lines]
    full = max(widths[:-1], default=0)
    even = all(width >= full - _RAGGED for width in widths[:-1]) and widths[-1] <= full + _RAGGED
    return even and not all(_PARAGRAPH_END.search(line.rstrip()) for line in lines[:-1])


def _width(line: str) -> int:
    """Columns, a Chinese character counting two."""
    return len(line.rstrip()) + count_han(line)
