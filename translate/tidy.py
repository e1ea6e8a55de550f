"""Small mends to what an engine says, each of which leaves the words alone."""

from __future__ import annotations

import re
import unicodedata

_CHAT = re.compile(r"^(?:(?:Here is |Here's )?(?:the )?(?:English )?translation:|English:)\s*", re.IGNORECASE)
_DOUBLED = re.compile(r"\b([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}) \(\1\)")
_WIDE = re.compile(r"[\u3000-\u3002\u3008-\u3011\u2018-\u201f\uff01-\uff5e]")
_QUOTES = '"“”'
# A stop after a whole word, not one of U.S. or Inc.; and what a Chinese sentence ends with.
_STOP_ADDED = re.compile(r"[a-z]{4,}\.$|\d\.$")
_ENDED = re.compile(r"[。．.！!？?…；;：:，,、”’」』）)]\s*$")
# English sets a blank after these, and one before an opening bracket; full-width ones bring their own.
_AFTER = re.compile(r"([：，；！？。、）])(?=[\w(（“$€£¥])")
_BEFORE = re.compile(r"(?<=\w)(?=（)")
# What NFKC leaves as it is, or makes a lookalike of.
_MARKS = str.maketrans(dict(zip("。、《》〈〉【】「」『』", ".,\"\"''[]\"\"''", strict=True)))


def tidy(en: str, zh: str) -> str:
    """The draft ``en`` of ``zh`` in one line, without what a chat model adds around a translation.

    Removes a leading ``Translation:``, quotes around the whole that the Chinese does not have, a name said twice
    as ``DeepSeek (DeepSeek)``, and a full stop where the Chinese (a headline) has none; full-width punctuation
    becomes ASCII.
    """
    en = _CHAT.sub("", " ".join(narrow(en).split()))
    bare = en[1:-1]
    if (
        len(en) > 2
        and en[0] in _QUOTES
        and en[-1] in _QUOTES
        and not zh.strip().startswith(("“", "「", '"', "『", "《"))
    ):
        en = bare if not any(mark in bare for mark in _QUOTES) else en
    en = _DOUBLED.sub(r"\1", en).strip()
    return en.removesuffix(".") if _STOP_ADDED.search(en) and not _ENDED.search(zh) else en


def spaced(text: str) -> str:
    """Chinese punctuation around words that stay as they are, set as English sets it.

    >>> spaced("(AP：January 28，2026)")
    '(AP: January 28, 2026)'
    """
    return narrow(_BEFORE.sub(" ", _AFTER.sub(r"\1 ", text)))


def narrow(text: str) -> str:
    """Full-width letters and punctuation as ASCII, 。 as a full stop; everything else untouched.

    >>> narrow("（ＡＰ）。")
    '(AP).'
    """
    if not _WIDE.search(text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" or char == "\u3000" else char
        for char in text
    ).translate(_MARKS)
