"""Rows of the page: one a block, both texts of its sentences woven with marks, locks and findings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from translate.memory import Near
from translate.model import Article, Block, BlockKind, Finding, Lock, Mark, MarkKind, Row, Severity
from translate.review.links import Link, safe_link
from translate.review.markup import NOTHING, Layer, attribute, weave
from translate.review.near import Offer, offer_views
from translate.review.records import SegmentReview, State
from translate.review.revisions import RevisionView, revision_views
from translate.review.tally import Term, TermUse, demanded_locks, held_locks, term_of, worst

# How deep each layer lies, the outermost first. Locks lie outside links: the script gives them a tab stop,
# and no element with one may stand within a link.
_LOCK, _FINDING, _LINK, _STRONG, _EMPHASIS, _KEEP = range(6)

_MARKS = {
    MarkKind.STRONG: ("strong", _STRONG, NOTHING),
    MarkKind.EMPHASIS: ("em", _EMPHASIS, NOTHING),
    MarkKind.KEEP: ("span", _KEEP, Markup(' translate="no"')),
}

_LEADING_ZEROS = re.compile(r"^0+(?=\d)")

NOBODY: Mapping[str, SegmentReview] = {}

# The elements that carry a block on either side, from the outside in.
_ELEMENTS = {
    BlockKind.TITLE: ("h1",),
    BlockKind.CAPTION: ("figure", "figcaption"),
    BlockKind.PARAGRAPH: ("p",),
    BlockKind.LIST_ITEM: ("ul", "li"),
    BlockKind.QUOTE: ("blockquote", "p"),
    BlockKind.NOTE: ("p", "em"),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as listed under the English. ``segment`` is the id of its sentence, ``number`` that
    sentence's place in the block, empty where the block has only one."""

    segment: str
    number: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class RowView:
    """One aligned row, its HTML made. ``links`` are those that no English span carries."""

    id: str
    target: str  # the id that its number in the margin links to
    label: str
    kind: BlockKind
    zh: Markup
    en: Markup
    links: tuple[Link, ...]
    findings: tuple[FindingView, ...]
    worst: Severity | None
    revisions: tuple[RevisionView, ...] = ()
    near: tuple[Offer, ...] = ()


def row_views(
    article: Article,
    rows: Sequence[Row],
    uses: Sequence[TermUse],
    reviewed: Mapping[str, SegmentReview] = NOBODY,
    near: Mapping[str, Near] | None = None,
) -> tuple[RowView, ...]:
    """One row a block, in reading order. ``uses`` are the lines of the term table that locks point to;
    ``reviewed`` is how far people have got, ``near`` what is like a sentence, by segment id."""
    by_block: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_block[row.segment.block].append(row)
    lines = _lines(uses)
    outline = _outline(article.blocks)
    views = (
        _row_view(block, by_block[block.id], outline[block.id], lines, reviewed) for block in article.blocks
    )
    if not near:
        return tuple(views)
    texts = {block: {row.segment.id: row.segment.zh for row in of} for block, of in by_block.items()}
    return tuple(replace(view, near=offer_views(near, texts.get(view.id, {}), article.id)) for view in views)


def sentence_html(block: Block, row: Row, uses: Sequence[TermUse]) -> tuple[Markup, Markup]:
    """What is inside the sentence's two elements, Chinese and English, escaped; ``uses`` as for a whole page."""
    return _chinese(block, row, _lines(uses)), _english(row, _carried(block, row))


def _lines(uses: Sequence[TermUse]) -> _Lines:
    return {use.term: index for index, use in enumerate(uses)}


def _row_view(
    block: Block,
    rows: list[Row],
    elements: tuple[str, ...],
    lines: _Lines,
    reviewed: Mapping[str, SegmentReview],
) -> RowView:
    solo = len(rows) == 1
    numbers = [""] if solo else [_number(row.segment.id.rpartition(".s")[2]) for row in rows]
    carried = [_carried(block, row) for row in rows]
    in_english = {mark for marks in carried for mark in marks.values()}
    zh = [
        _sentence(row, row.segment.id, number, _chinese(block, row, lines))
        for row, number in zip(rows, numbers, strict=True)
    ]
    en = [
        _sentence(row, f"{row.segment.id}-en", number, _english(row, links), _progress(row, reviewed))
        for row, number, links in zip(rows, numbers, carried, strict=True)
    ]
    findings = tuple(
        FindingView(row.segment.id, number, finding)
        for row, number in zip(rows, numbers, strict=True)
        for finding in row.findings
    )
    return RowView(
        id=block.id,
        target=rows[0].segment.id if solo else block.id,
        label=_number(block.id.lstrip("p")),
        kind=block.kind,
        zh=_wrapped(elements, Markup("").join(zh) if rows else weave(block.zh, _mark_layers(block, 0))),
        en=_wrapped(elements, Markup(" ").join(en)),
        links=tuple(_left_links(block, in_english)),
        findings=findings,
        worst=worst(view.finding for view in findings),
        revisions=revision_views(rows, numbers, reviewed),
    )


def _number(digits: str) -> str:
    """As the margin has it: ``07`` is 7, ``00a`` 0a."""
    return _LEADING_ZEROS.sub("", digits)


_Lines = Mapping[Term, int]


def _chinese(block: Block, row: Row, lines: _Lines) -> Markup:
    kept = held_locks(row)
    layers = [*_mark_layers(block, row.segment.start), *_finding_layers(row, english=False)]
    for index in demanded_locks(row):
        lock = row.locks[index]
        at = lines.get(term_of(lock))
        line = NOTHING if at is None else attribute("data-t", str(at))
        layers.append(_lock_layer(lock.start, lock.end, index, lock, line=line, missing=index not in kept))
    return weave(row.segment.zh, layers)


def _english(row: Row, carried: Mapping[int, Mark]) -> Markup:
    layers = _finding_layers(row, english=True)
    kept = held_locks(row)
    for span in row.held:
        if span.lock in kept:
            layers.append(_lock_layer(span.start, span.end, span.lock, row.locks[span.lock]))
        if span.lock in carried:
            layers.extend(_link_layer(span.start, span.end, carried[span.lock].href))
    return weave(row.draft.en.strip(), _shifted(row, layers))


def _shifted(row: Row, layers: Iterable[Layer]) -> list[Layer]:
    """The layers moved by the white space that is cut from the head of the English."""
    by = len(row.draft.en) - len(row.draft.en.lstrip())
    if not by:
        return list(layers)
    return [
        Layer(layer.start - by, layer.end - by, layer.tag, layer.rank, layer.attributes) for layer in layers
    ]


def _sentence(row: Row, anchor: str, number: str, inner: Markup, progress: Markup = NOTHING) -> Markup:
    """The sentence with its number as a link to itself; the number is no part of the text."""
    link = f"<a class=n{attribute('href', f'#{anchor}')}>{number}</a>" if number else ""
    kind = attribute("class", "s has" if row.findings else "s")
    origin = NOTHING if row.draft.origin == "engine" else attribute("data-origin", row.draft.origin)
    return Markup(f'{link}<span{kind} id="{escape(anchor)}"{origin}{progress}>{inner}</span>')


def _progress(row: Row, reviewed: Mapping[str, SegmentReview]) -> Markup:
    """How far people have got with the sentence; nothing for a draft that nobody has touched."""
    review = reviewed.get(row.segment.id)
    if review is None:
        return NOTHING
    parts = []
    if review.state is not State.DRAFT:
        parts.append(attribute("data-state", review.state.value))
    if review.version:
        parts.append(attribute("data-version", str(review.version)))
    if review.draft and review.draft.strip() != row.draft.en.strip():
        parts.append(attribute("data-draft", review.draft.strip()))
    return NOTHING.join(parts)


def _lock_layer(
    start: int, end: int, index: int, lock: Lock, *, line: Markup = NOTHING, missing: bool = False
) -> Layer:
    state = f"{lock.kind} missing" if missing else lock.kind.value
    attributes = attribute("class", state) + attribute("data-lock", str(index)) + line
    return Layer(start, end, "mark", _LOCK, attributes)


def _link_layer(start: int, end: int, href: str) -> list[Layer]:
    link = safe_link(href)
    if link is None:
        return []
    attributes = attribute("href", link.href) + Markup(' rel="noopener noreferrer"')
    return [Layer(start, end, "a", _LINK, attributes)]


def _mark_layers(block: Block, offset: int) -> list[Layer]:
    layers: list[Layer] = []
    for mark in block.marks:
        if mark.kind is MarkKind.EMPHASIS and block.kind is BlockKind.NOTE:
            continue  # the whole note is emphasis already
        start, end = mark.start - offset, mark.end - offset
        if mark.kind is MarkKind.LINK:
            layers.extend(_link_layer(start, end, mark.href))
        else:
            tag, rank, attributes = _MARKS[mark.kind]
            layers.append(Layer(start, end, tag, rank, attributes))
    return layers


def _finding_layers(row: Row, *, english: bool) -> list[Layer]:
    layers: list[Layer] = []
    for index, finding in enumerate(row.findings):
        span = finding.en if english else finding.zh
        if span is not None:
            attributes = Markup(f' class="f {finding.severity}" data-f={index}')
            layers.append(Layer(span[0], span[1], "span", _FINDING, attributes))
    return layers


def _carried(block: Block, row: Row) -> dict[int, Mark]:
    """The links whose anchor text is exactly a lock that the English holds, by that lock's index."""
    kept = held_locks(row)
    carried: dict[int, Mark] = {}
    for mark in block.marks:
        if mark.kind is not MarkKind.LINK:
            continue
        anchor = block.zh[mark.start : mark.end]
        start = mark.start + len(anchor) - len(anchor.lstrip()) - row.segment.start
        end = start + len(anchor.strip())
        for index, lock in enumerate(row.locks):
            if index in kept and (lock.start, lock.end) == (start, end):
                carried[index] = mark
    return carried


def _left_links(block: Block, in_english: set[Mark]) -> Iterable[Link]:
    """The block's links that the English does not carry, in order, each address once."""
    seen = {mark.href for mark in in_english}
    for mark in block.marks:
        if mark.kind is MarkKind.LINK and mark.href not in seen:
            seen.add(mark.href)
            link = safe_link(mark.href, text=block.zh[mark.start : mark.end].strip())
            if link is not None:
                yield link


def _outline(blocks: Sequence[Block]) -> dict[str, tuple[str, ...]]:
    """The elements of each block. Headings come below the one ``h1`` and skip no level on the way down."""
    elements: dict[str, tuple[str, ...]] = {}
    above: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING or (block.kind is BlockKind.TITLE and index):
            above = [level for level in above if level < block.level] + [block.level]
            elements[block.id] = (f"h{min(1 + len(above), 6)}",)
        else:
            elements[block.id] = _ELEMENTS[block.kind]
    return elements


def _wrapped(elements: tuple[str, ...], inner: Markup) -> Markup:
    opening = "".join(f"<{element}>" for element in elements)
    closing = "".join(f"</{element}>" for element in reversed(elements))
    return Markup(f"{opening}{escape(inner)}{closing}")
