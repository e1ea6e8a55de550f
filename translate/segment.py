"""Cuts a paragraph into sentences, the unit that is translated. Nothing is dropped.

Rules (design section 4): a sentence ends at 。！？ or an ellipsis, and the closing quotes and brackets that
follow belong to it. No end: a stop inside （…）, 《…》 or 【…】, an ellipsis inside a quote, a decimal point,
``U.S.``, a URL.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from translate.model import Article, Block, Segment

#: Part of every page's signature: change it when the rules change what a segment is.
SEGMENTER = "seg1"

# A sentence longer than this (code points) is cut at a comma: beyond it the default model drops clauses.
LONGEST = 240

_CLOSERS = "”’」』）)】》〉〕］]\"'"
_END = re.compile(
    rf"(?:[。！？!?｡]+|…+|\.{{3,}}|(?<=[\u3400-\u9fff”）])\.(?![\w.]))[。！？!?…]*[{re.escape(_CLOSERS)}]*\s*"
)
_SEMICOLON = re.compile(rf"[；;][{re.escape(_CLOSERS)}]*\s*")
_COMMA = re.compile(r"[，,、：:；;—]+[”’」』）)]*\s*")
_URL = re.compile(r"(?:https?://|www\.)[!-~]+")
_BRACKETS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "［": "］", "[": "]"}
_QUOTES = {"“": "”", "「": "」", "『": "』"}
# “…。”他说。 is one sentence: who speaks, within a few characters, then a verb of saying and the end.
_SPEECH_TAG = re.compile(
    r"[^。！？!?，,“”「」\s]{1,14}(?<![知报访疑职名])(?:说|道|称|表示|指出|强调|问|回答|补充|補充|說|稱|問)[。！？]"
)
_WORD = re.compile(r"\w")


def segment(article: Article, *, semicolons: bool = False) -> tuple[Segment, ...]:
    """All segments of an article in reading order, with ids like ``p07.s02``.

    ``semicolons`` ends a sentence at ； too, for desks whose sources chain whole reports with it.
    """
    return tuple(
        s for block in article.blocks for s in segment_block(article.id, block, semicolons=semicolons)
    )


def segment_block(article: str, block: Block, *, semicolons: bool = False) -> Iterator[Segment]:
    """The segments of one block; joined they are ``block.zh``."""
    start = 0
    for number, zh in enumerate(sentences(block.zh, semicolons=semicolons), 1):
        yield Segment(article, block.id, f"{block.id}.s{number:02d}", zh, start, block.kind)
        start += len(zh)


@lru_cache(maxsize=1024)  # a run asks several times for those of the articles at hand
def sentences(text: str, *, semicolons: bool = False) -> tuple[str, ...]:
    """Cut ``text`` into sentences; ``"".join(sentences(text)) == text`` for any text.

    >>> sentences("他说：“能够以这个价格提供。”股价跌了17.5%。")
    ('他说：“能够以这个价格提供。”', '股价跌了17.5%。')
    """
    cuts = sorted({*_ends(text, semicolons), len(text)})
    pieces = [text[a:b] for a, b in zip([0, *cuts], cuts, strict=False) if b > a]
    return tuple(part for piece in _join_bare(pieces) for part in _shorten(piece))


def _ends(text: str, semicolons: bool) -> Iterator[int]:
    shut = _Stretches([*_enclosed(text, _BRACKETS), *((m.start(), m.end()) for m in _URL.finditer(text))])
    quoted = _Stretches(_enclosed(text, _QUOTES))
    for match in _END.finditer(text):
        trailing_off = match[0].startswith(("…", "..")) and match.start() in quoted
        speech_follows = match[0].rstrip()[-1] in "”」』" and _SPEECH_TAG.match(text, match.end())
        if match.start() not in shut and not trailing_off and not speech_follows:
            yield match.end()
    if semicolons:
        yield from (m.end() for m in _SEMICOLON.finditer(text) if m.start() not in shut)


class _Stretches:
    """Answers whether an offset lies inside any of some stretches, in logarithmic time."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


def _enclosed(text: str, pairs: dict[str, str]) -> list[tuple[int, int]]:
    """Stretches from an opening mark to just before its closing one; an unclosed mark encloses nothing."""
    closers = {close: open_ for open_, close in pairs.items()}
    waiting: dict[str, list[int]] = {open_: [] for open_ in pairs}
    found = []
    for match in re.finditer(f"[{re.escape(''.join([*pairs, *closers]))}]", text):
        if (mark := match[0]) in pairs:
            waiting[mark].append(match.start())
        elif waiting[closers[mark]]:
            found.append((waiting[closers[mark]].pop(), match.start()))
    return found


def _join_bare(pieces: list[str]) -> list[str]:
    """A piece without a letter or digit (a stray quote, ``***``) belongs to its neighbour."""
    joined: list[str] = []
    for piece in pieces:
        if joined and not (_WORD.search(piece) and _WORD.search(joined[-1])):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _shorten(piece: str) -> Iterator[str]:
    """Cut what is longer than ``LONGEST`` at the last comma before it, else right there."""
    while len(piece) > LONGEST:
        commas = [m.end() for m in _COMMA.finditer(piece, LONGEST // 2, LONGEST)]
        cut = commas[-1] if commas else LONGEST
        yield piece[:cut]
        piece = piece[cut:]
    yield piece
