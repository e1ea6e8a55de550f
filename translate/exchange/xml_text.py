"""Text in XML, whatever characters it has: those that XML 1.0 cannot hold stand as elements of the format's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

# What XML 1.0 has no way to write, not even as a character reference (XML 1.0, 2.2).
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_IN_TEXT = re.compile(f"[&<>\r{_FORBIDDEN}]")
_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_FORBIDDEN}]')
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",  # a bare one is read as a line feed
}


def escaped(text: str, element: Callable[[str], str]) -> str:
    """The text as content; ``element`` gives what stands for a character that XML cannot hold."""

    def one(found: re.Match[str]) -> str:
        return _ESCAPES.get(found[0]) or element(found[0])

    return _IN_TEXT.sub(one, text)


def plain(text: str) -> str:
    """The text as content of an element that has no others in it; U+FFFD for what XML cannot hold."""
    return escaped(text, lambda _: "\ufffd")


def attribute(text: str) -> str:
    """The text as it stands between the quotation marks of an attribute; U+FFFD for what XML cannot hold."""
    return _IN_ATTRIBUTE.sub(lambda found: _ESCAPES.get(found[0], "\ufffd"), text)


def hex_of(character: str) -> str:
    """The number of a character in four hex digits, as elements for characters carry it.

    >>> hex_of(chr(1))
    '0001'
    """
    return f"{ord(character):04X}"


def character(digits: str) -> str:
    """The character with this number in hex; none for what is no number of one.

    >>> character("0041"), character("x"), character("FFFFFFFF")
    ('A', '', '')
    """
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", digits) or int(digits, 16) > 0x10FFFF:
        return ""
    return chr(int(digits, 16))


def text_of(element: Any, character_of: Callable[[Any], str], codes: Collection[str] = ()) -> str:
    """The text of an element: what other elements in it enclose belongs to it, but not that of ``codes``.

    ``character_of`` gives the character that an element stands for, none for any other element.
    """
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            parts.append(character_of(child))
            if name not in codes:
                parts.append(text_of(child, character_of, codes))
        parts.append(child.tail or "")
    return "".join(parts)
