"""The texts of a block as escaped, well-nested HTML that is XHTML as well: attributes quoted, elements closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from translate.model import Mark, MarkKind
from translate.publish.model import PublishedBlock
from translate.review.markup import Layer, readable, weave

# The element of each mark, its depth (the outermost first), and its attributes.
_TAGS = {
    MarkKind.STRONG: ("strong", 1, Markup("")),
    MarkKind.EMPHASIS: ("em", 2, Markup("")),
    MarkKind.KEEP: ("span", 3, Markup(' translate="no"')),
}


def text_of(text: str) -> str:
    """A text for readers: on one line, nothing invisible or forbidden in HTML and XML, no space at its ends."""
    return shown(text).strip()


def shown(text: str) -> str:
    """A stretch of a text as :func:`text_of` has it, the spaces at its ends kept."""
    return readable(text).translate(_BREAKS)


_BREAKS = {ord(character): " " for character in "\t\n\u2028\u2029"}


def inline(text: str) -> Markup:
    """A text without marks, escaped."""
    return escape(text_of(text))


def chinese(block: PublishedBlock) -> Markup:
    """What is inside the element of the block's Chinese: text, links, emphasis."""
    return _woven(block.zh, block.marks)


def english(block: PublishedBlock) -> Markup:
    """What is inside the element of the block's English: text, and the links and emphasis that fall on it."""
    return _woven(block.en, block.en_marks)


def _woven(text: str, marks: Iterable[Mark]) -> Markup:
    return Markup(weave(text, _layers(marks), _written).strip())


def _written(text: str) -> Markup:
    return escape(shown(text))


def _layers(marks: Iterable[Mark]) -> Iterator[Layer]:
    for mark in marks:
        if mark.kind is MarkKind.LINK:
            yield Layer(mark.start, mark.end, "a", 0, Markup(' href="{}"').format(mark.href))
        else:
            yield Layer(mark.start, mark.end, *_TAGS[mark.kind])
