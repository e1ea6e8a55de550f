"""Text with overlapping spans made into properly nested, escaped HTML.

Marks, locks and findings overlap as they please; HTML elements may not. ``weave`` cuts the text at every
boundary and closes and reopens elements there, so that taking the tags away gives the text back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup, escape

# Characters that no HTML5 document may hold (control characters, surrogates, noncharacters); CR is
# among them because a parser turns it into LF, which would shift nothing but would not be the text.
_NEVER = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 17)
)
_ILLEGAL = re.compile(f"[{_NEVER}]")
# Invisible characters that can hide or reorder text ("Trojan Source", CVE-2021-42574). The joiners U+200C
# and U+200D are left alone: emoji and several scripts need them.
_UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f"
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_SPECIAL = re.compile(f"[<>&'\"{_NEVER}{_UNSEEN}]")  # what cannot stand in HTML just so
_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_CHINESE = re.compile(f"{_HAN}+(?:[\u3000-\u303f\uff00-\uffef]+{_HAN}+)*")
# What needs no quotes as an attribute's value; fewer characters than HTML would let through.
_BARE = re.compile(r"[A-Za-z0-9._#-]+")

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Layer:
    """An element over ``[start, end)`` of a text; a lower ``rank`` lies further out.

    ``attributes`` is ready-made markup, repeated on each piece where the element has to be cut.
    """

    start: int
    end: int
    tag: str
    rank: int
    attributes: Markup = NOTHING


@lru_cache(maxsize=4096)  # most say the same: a class, the number of a lock
def attribute(name: str, value: str) -> Markup:
    """One escaped attribute with a leading space, for ``Layer.attributes``; unquoted where HTML allows it.

    A long article has ten thousands of them: the quotes alone would be a tenth of its page.

    >>> attribute("href", 'a"b'), attribute("id", "p07.s02")
    (Markup(' href="a&#34;b"'), Markup(' id=p07.s02'))
    """
    if _BARE.fullmatch(value):
        return Markup(f" {name}={value}")
    return Markup(f' {name}="{escape(legible(value))}"')


def legible(text: str) -> str:
    """The text with each character that HTML forbids replaced by U+FFFD: same length, so offsets hold."""
    return _ILLEGAL.sub("\ufffd", text)


def plain(text: str) -> str:
    """The text for places that take no elements (``<title>``, attributes): nothing invisible, one line."""
    return " ".join(readable(text).split())


def readable(text: str) -> str:
    """The text for readers who need not know of it: nothing that HTML or XML forbids, nothing invisible.

    >>> readable("12\u202e34\u200b")
    '1234'
    """
    return _HIDDEN.sub("", legible(text))


def visible(text: str) -> Markup:
    """The text escaped; an invisible character is boxed, its code point shown, its effect kept in the box."""
    if not _SPECIAL.search(text):
        return Markup(text)
    escaped = escape(legible(text))
    if not _HIDDEN.search(escaped):
        return escaped
    return Markup(_HIDDEN.sub(_boxed, escaped))


def bilingual(text: str, lang: str) -> Markup:
    """An English text as :func:`visible` has it, with its Chinese marked as such: a screen reader speaks it then.

    >>> bilingual("“成本” is “costs”.", "zh-Hans")
    Markup('“<span lang="zh-Hans">成本</span>” is “costs”.')
    """
    return Markup(_CHINESE.sub(rf'<span lang="{escape(lang)}">\g<0></span>', str(visible(text))))


def _boxed(match: re.Match[str]) -> str:
    character = match.group()
    return f'<span class="u" data-u="U+{ord(character):04X}">{character}</span>'


def weave(text: str, layers: Iterable[Layer], write: Callable[[str], Markup] = visible) -> Markup:
    """The text as HTML with every layer on its span; layers may overlap, touch, nest or lie partly outside.

    Of two links that overlap only the first stays open (HTML forbids ``a`` inside ``a``). ``write`` escapes a
    stretch of the text.
    """
    clipped = _clip(layers, len(text))
    cuts = sorted({0, len(text), *(edge for layer in clipped for edge in (layer.start, layer.end))})
    parts: list[str] = []
    stack: list[Layer] = []
    active: list[Layer] = []
    waiting = sorted(clipped, key=lambda layer: layer.start, reverse=True)
    for start, end in pairwise(cuts):
        active = [layer for layer in active if layer.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        stack = _turn(stack, _nested(active), parts)
        parts.append(write(text[start:end]))
    parts.extend(f"</{layer.tag}>" for layer in reversed(stack))
    return Markup("".join(parts))


def _clip(layers: Iterable[Layer], size: int) -> list[Layer]:
    clipped = (
        layer
        if layer.start >= 0 and layer.end <= size
        else Layer(max(layer.start, 0), min(layer.end, size), layer.tag, layer.rank, layer.attributes)
        for layer in layers
    )
    return [layer for layer in clipped if layer.start < layer.end]


def _nested(active: list[Layer]) -> list[Layer]:
    """The active layers from the outermost in, with at most one link among them."""
    ordered = sorted(active, key=lambda layer: (layer.rank, layer.start, -layer.end))
    links = [layer for layer in ordered if layer.tag == "a"]
    return [layer for layer in ordered if layer.tag != "a" or layer is links[0]]


def _turn(stack: list[Layer], wanted: list[Layer], parts: list[str]) -> list[Layer]:
    """Close what must end here, open what must begin, keep what the two have in common."""
    kept = 0
    while kept < min(len(stack), len(wanted)) and stack[kept] is wanted[kept]:
        kept += 1
    parts.extend(f"</{layer.tag}>" for layer in reversed(stack[kept:]))
    parts.extend(f"<{layer.tag}{layer.attributes}>" for layer in wanted[kept:])
    return wanted
