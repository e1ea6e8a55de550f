"""Characters, in one tested place: what is Han, what is full-width, and which forms are one character.

Ranges are Unicode 16. Han reaches past the Basic Plane (Extension B starts at U+20000), so every range here is
written in code points, and every offset counts code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

HAN = (
    "\u2e80-\u2fd5"  # radicals
    "\u3005\u3007\u3021-\u3029\u3038-\u303b"  # 々 〇 and the Suzhou numerals
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Extension A, the main block, compatibility
    "\U00020000-\U0003ffff"  # Extensions B and later: planes 2 and 3 hold nothing else
)
CJK_PUNCTUATION = "\u3000-\u3004\u3006\u3008-\u3020\u3030\u303d\ufe10-\ufe19\ufe30-\ufe4f"
FULL_WIDTH = "\uff01-\uff65\uffe0-\uffe6"
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
INTERPUNCTS = "·・‧•･⋅∙·"  # all stand between the parts of a foreign name: 萨姆·奥尔特曼

_HAN = re.compile(f"[{HAN}]+")
_CJK = re.compile(f"[{HAN}{CJK_PUNCTUATION}{FULL_WIDTH}]+")
_LATIN = re.compile(f"[{LATIN}]")
_WORDISH = re.compile(f"[{LATIN}0-9]")


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character.

    >>> has_han("DeepSeek 𠮷"), has_han("“DeepSeek”")
    (True, False)
    """
    return _HAN.search(text) is not None


def han_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The runs of Chinese characters, as ``(start, end)`` in code points.

    >>> han_spans("买DeepSeek的票")
    ((0, 1), (9, 11))
    """
    return tuple(found.span() for found in _HAN.finditer(text))


def count_han(text: str) -> int:
    """How many Chinese characters the text holds.

    >>> count_han("买DeepSeek的票")
    3
    """
    return sum(map(len, _HAN.findall(text)))


def is_han(text: str) -> bool:
    """Whether the text is Chinese characters and nothing else; the empty text is not."""
    return _HAN.fullmatch(text) is not None


def has_cjk(text: str) -> bool:
    """Whether the text holds anything that has no place in English: Han, 。「」《》, full-width Ａ１（）."""
    return _CJK.search(text) is not None


def cjk_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The runs of Han, CJK punctuation and full-width forms, as ``(start, end)``."""
    return tuple(found.span() for found in _CJK.finditer(text))


def has_latin(text: str) -> bool:
    """Whether the text holds a Latin letter, accented ones included."""
    return _LATIN.search(text) is not None


def is_wordish(character: str) -> bool:
    """Whether a character is a Latin letter or an ASCII digit: two of them touching are one word."""
    return _WORDISH.match(character) is not None


def fold(text: str) -> str:
    """The text with one form for every character, at the same length, so that offsets stay good.

    Traditional characters become simplified ones by OpenCC's character tables, full-width ASCII half-width,
    compatibility ideographs the usual ones, and every interpunct ``·``. For comparing, never for showing:
    character by character, 乾隆 becomes 干隆 (on both sides of a comparison).

    >>> fold("薩姆‧奧爾特曼（ＡＩ）")
    '萨姆·奥尔特曼(AI)'
    """
    return text.translate(_fold_table())


def unfolded(character: str) -> str:
    """Every character that :func:`fold` makes this one of, itself included: what a pattern over raw text asks for.

    >>> unfolded("国")
    '国國'
    """
    return character + _unfold_table().get(character, "")


def simplified(text: str) -> str:
    """The text in simplified characters by OpenCC's phrases (乾隆 stays); its length may change."""
    return _convert("t2s", text)


def taiwan_words(text: str) -> str:
    """The text in traditional characters and Taiwan's words, by OpenCC's phrases: 寮國 for 老挝, 輝達 for 英伟达."""
    return _convert("s2twp", text)


def plain_latin(text: str) -> str:
    """Latin text without case, accents, spaces, hyphens and points, for telling whether two are one name.

    >>> plain_latin("Beyoncé Knowles-Carter") == plain_latin("beyonce knowles carter")
    True
    """
    parted = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in parted if character.isalnum())


@cache
def _converter(config: str) -> Any:
    """One converter a process and kind: making one reads its dictionaries, about 0.1 s."""
    import opencc

    return opencc.OpenCC(config)


def _convert(config: str, text: str) -> str:
    return str(_converter(config).convert(text))


@cache
def _fold_table() -> dict[int, str]:
    table = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}
    table[0x3000] = " "
    table |= {ord(point): "·" for point in INTERPUNCTS}
    for compatible in map(chr, range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", compatible)
        if len(plain) == 1 and plain != compatible:
            table[ord(compatible)] = plain
    for traditional, plain in _simplified_characters().items():
        table.setdefault(ord(traditional), plain)
    # A compatibility ideograph may stand for a traditional character: U+F902 → 車 → 车.
    return {point: table.get(ord(plain), plain) for point, plain in table.items()}


@cache
def _unfold_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for other, plain in _fold_table().items():
        if chr(other) != plain:
            table[plain] = table.get(plain, "") + chr(other)
    return table


def _simplified_characters() -> dict[str, str]:
    """Every single character that OpenCC simplifies, followed to its end (薴 → 苧 → 苎).

    Not through ``tw2s``: alone, it turns the 么 of 什么 into 幺. The one character that it is needed for, 著
    (Taiwan's 着), is given here.
    """
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
    characters = [chr(point) for first, last in blocks for point in range(first, last)]
    joined = "\n".join(characters)
    pairs = {"著": "着"}
    for config in ("hk2s", "t2s"):
        plain = _convert(config, joined).split("\n")
        pairs |= {
            old: new for old, new in zip(characters, plain, strict=True) if old != new and len(new) == 1
        }
    return {old: pairs.get(new, new) for old, new in pairs.items()}
