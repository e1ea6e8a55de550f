"""A tree of HTML to the parts of an article, in reading order, without losing any text that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from translate.ingest.addresses import safe_address
from translate.ingest.characters import BIDI
from translate.ingest.inline import PLAIN, Run, Style, settle, visible
from translate.ingest.markup import attribute, names
from translate.ingest.parts import Part
from translate.model import BlockKind

# Left out and counted: a reader of the page would see none of it as the article's text.
_LEFT_OUT = names("script noscript iframe object embed applet canvas video audio select textarea button")
_SILENT = names("style template svg math title meta link input base source track param area map")
NOT_READ = _LEFT_OUT | _SILENT
BLOCKS = names(
    "[document] address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option "
    "p pre search section summary table tbody td tfoot th thead tr ul"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figure": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "table": BlockKind.PARAGRAPH,
} | dict.fromkeys(_HEADINGS, BlockKind.HEADING)
_BARE = names("[document] html body div article section main center form fieldset")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CAPTION_CLASS = re.compile(r"(?:^|\s)(?!has|no|with)[\w-]*caption(?:[-_]+text)?(?:\s|$)", re.I)
BLANK_LINE = re.compile(r"\n\s*\n|\n(?=[ \t]*\u3000)")
_INDENT = re.compile("\u3000|\xa0\xa0")  # how Chinese pages without <p> begin a paragraph
_IMAGE_SOURCES = ("data-src", "data-original", "src")  # a page that loads late has a placeholder in src


@dataclass(frozen=True, slots=True)
class Walked:
    """The parts under an element, the first image that has a web address, and notices of what was left out."""

    parts: tuple[Part, ...]
    image: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds inside one element."""

    style: Style = PLAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    block: bool = True
    bare: bool = True  # the nearest block element is a mere container, so blank lines part paragraphs
    pre: bool = False


@dataclass(slots=True)
class _Walker:
    base: str
    parts: list[Part] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    image: str = ""
    after_break: bool = False  # a <br> came and no visible text since
    left_out: Counter[str] = field(default_factory=Counter)
    bidi: int = 0


def walk(root: Tag, base: str = "") -> Walked:
    """The parts of ``root``. Links are resolved against ``base``. Iterative: no depth is too great."""
    walker = _Walker(base)
    stack: list[tuple[Iterator[PageElement], _Frame]] = [(iter(root.contents), _Frame())]
    while stack:
        children, frame = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if frame.block:
                _flush(walker, frame)
        elif isinstance(node, Tag):
            inner = _enter(walker, node, frame)
            if inner is not None:
                stack.append((iter(node.contents), inner))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _text(walker, node, frame)
    return Walked(tuple(walker.parts), walker.image, _notices(walker))


def is_hidden(tag: Tag) -> bool:
    """Whether the element's own attributes hide it."""
    return "hidden" in tag.attrs or bool("style" in tag.attrs and _HIDDEN.search(attribute(tag, "style")))


def _enter(walker: _Walker, tag: Tag, outer: _Frame) -> _Frame | None:
    """The frame inside ``tag``; None if nothing of it is read."""
    name = tag.name.lower()
    if name in _SILENT:
        return None
    handlers = sum(attribute_name.startswith("on") for attribute_name in tag.attrs)
    if handlers:
        walker.left_out["event handler"] += handlers
    if name in _LEFT_OUT or is_hidden(tag):
        walker.left_out[f"<{name}>" if name in _LEFT_OUT else "hidden element"] += 1
        return None
    if name == "br":
        _break(walker, outer)
        return None
    if name == "img":
        walker.image = walker.image or image_address(tag, walker.base)
        return None
    style = _style(walker, tag, name, outer.style)
    if name not in BLOCKS:
        return replace(outer, style=style, block=False)
    _flush(walker, outer)
    kind = _KINDS.get(name, outer.kind)
    if "class" in tag.attrs and _CAPTION_CLASS.search(attribute(tag, "class")):
        kind = BlockKind.CAPTION
    level = int(name[1]) if name in _HEADINGS else outer.level if kind is outer.kind else 0
    return _Frame(style, kind, level, True, name in _BARE, outer.pre or name == "pre")


def _style(walker: _Walker, tag: Tag, name: str, outer: Style) -> Style:
    if name == "a":
        href = safe_address(attribute(tag, "href"), walker.base, mail=True) if "href" in tag.attrs else ""
        outer = replace(outer, href=href or outer.href)
    elif name in ("em", "i"):
        outer = replace(outer, em=True)
    elif name in ("strong", "b"):
        outer = replace(outer, strong=True)
    elif name == "small":
        outer = replace(outer, small=True)
    if tag.attrs and (
        attribute(tag, "translate") == "no" or "notranslate" in attribute(tag, "class").split()
    ):
        return replace(outer, keep=True)
    return outer


def _text(walker: _Walker, text: str, frame: _Frame) -> None:
    if frame.pre:
        _lines(walker, text.split("\n"), frame)
    elif frame.bare and "\n" in text:
        for number, piece in enumerate(BLANK_LINE.split(text)):
            if number:
                _flush(walker, frame)
            _append(walker, piece, frame)
    else:
        _append(walker, text, frame)


def _lines(walker: _Walker, lines: list[str], frame: _Frame) -> None:
    """Lines of a <pre> end as visibly as at a <br>."""
    for number, line in enumerate(lines):
        if number:
            _break(walker, frame)
        _append(walker, line, frame)


def _append(walker: _Walker, text: str, frame: _Frame) -> None:
    if walker.after_break:
        begin = len(text) - len(text.lstrip())
        if _INDENT.search(text, 0, begin):
            _flush(walker, frame)
        walker.after_break = walker.after_break and begin == len(text)
    walker.bidi += len(BIDI.findall(text))
    shown = visible(text)
    if shown:
        walker.runs.append(Run(shown, frame.style))


def _break(walker: _Walker, frame: _Frame) -> None:
    """One <br> is a line break; two, or one before an indent, part paragraphs."""
    if walker.after_break:
        _flush(walker, frame)
    else:
        walker.runs.append(Run("\n", frame.style))
        walker.after_break = True


def _flush(walker: _Walker, frame: _Frame) -> None:
    """What has come in so far is one block of the frame's kind."""
    walker.after_break = False
    runs, walker.runs = walker.runs, []
    inline = settle(runs)
    if not inline.zh:
        return
    kind, level = frame.kind, frame.level
    if (
        kind is BlockKind.PARAGRAPH
        and frame.bare
        and all(run.style.small or run.text.isspace() for run in runs)
    ):
        kind = BlockKind.CAPTION
    walker.parts.append(Part(kind, inline.zh, inline.marks, level))


def image_address(tag: Tag, base: str) -> str:
    """The web address of an <img>, "" where it has none."""
    addresses = (
        safe_address(attribute(tag, source), base) for source in _IMAGE_SOURCES if source in tag.attrs
    )
    return next(filter(None, addresses), "")


def _notices(walker: _Walker) -> tuple[str, ...]:
    notices = []
    if walker.left_out:
        things = ", ".join(
            f"{count} {_plural(name, count)}" for name, count in sorted(walker.left_out.items())
        )
        notices.append(f"holds {things}; left out")
    if walker.bidi:
        notices.append(bidi_notice(walker.bidi))
    return tuple(notices)


def bidi_notice(count: int) -> str:
    """What to tell about characters that can show a text in another order than it is stored in."""
    return f"holds {count} bidirectional control {_plural('character', count)}; removed"


def _plural(name: str, count: int) -> str:
    return name if count == 1 or name.startswith("<") else f"{name}s"
