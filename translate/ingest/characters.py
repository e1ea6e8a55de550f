"""Which characters are invisible, and which join across a line break without a space.

Invisible are controls, format characters and fillers (general categories Cc, Cf and a few Lo).
The newline rule is that of CSS Text 4, section "Segment Break Transformation Rules".
"""

from __future__ import annotations

import re

from translate.text import CJK_PUNCTUATION, HAN

_KANA_AND_BOPOMOFO = "\u3041-\u3096\u309b-\u312f\u31a0-\u31ff"
_WIDE_PUNCTUATION = f"{CJK_PUNCTUATION}\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
# Quotation marks, ellipsis, dash and middle dot are as wide as a Han character in Chinese text, narrow in English.
_SHARED_PUNCTUATION = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"

_HAN = re.compile(f"[{HAN}]")
_JOINS = re.compile(f"[{HAN}{_KANA_AND_BOPOMOFO}{_WIDE_PUNCTUATION}{_SHARED_PUNCTUATION}]")
_WIDE = re.compile(f"[{HAN}{_KANA_AND_BOPOMOFO}{_WIDE_PUNCTUATION}]")
_FULL_WIDTH_MARK = re.compile(f"[{_WIDE_PUNCTUATION}]")

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but not those that are white space
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    f"\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f{BIDI_CONTROLS}]+"
)
BIDI = re.compile(f"[{BIDI_CONTROLS}]")
NEWLINE = re.compile("[\n\r\v\f\x85\u2028\u2029]")
REPLACEMENT = "\ufffd"  # what a decoder puts for bytes that it cannot read


def count_han(text: str) -> int:
    """The number of Chinese characters in ``text``."""
    return len(_HAN.findall(text))


def joins_without_space(before: str, after: str) -> bool:
    """Whether a line broken between these two characters is joined without a space.

    >>> joins_without_space("中", "国"), joins_without_space("中", "A"), joins_without_space("：", "“")
    (True, False, True)
    """
    if _FULL_WIDTH_MARK.match(before) or _FULL_WIDTH_MARK.match(after):
        return True
    both = bool(_JOINS.match(before) and _JOINS.match(after))
    return both and bool(_WIDE.match(before) or _WIDE.match(after))
