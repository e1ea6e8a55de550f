"""The records that pass between stages: frozen, slotted, in the field's own words.

Offsets are counted in code points of the text that they point into, ``start`` inclusive, ``end`` exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.quantity.model import Quantity


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "item"
    QUOTE = "quote"
    NOTE = "note"


class MarkKind(StrEnum):
    """Inline markup that survives on the Chinese side."""

    LINK = "link"
    EMPHASIS = "em"
    STRONG = "strong"
    KEEP = "keep"  # translate="no": the English keeps these characters as they are


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over ``[start, end)`` of a block's text. ``href`` only for links (http, https, mailto)."""

    start: int
    end: int
    kind: MarkKind
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One aligned unit: a paragraph, title, caption … ``zh`` is plain text without line breaks."""

    id: str  # "p00" is the title; then p01, p02 … in reading order
    kind: BlockKind
    zh: str
    marks: tuple[Mark, ...] = ()
    level: int = 0  # headings: 1 to 6


@dataclass(frozen=True, slots=True)
class Copy:
    """The same article at another place: recognised, not translated again. ``id`` is what it would have been."""

    id: str
    source: str
    url: str = ""
    date: datetime | None = None  # aware, UTC


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. ``notices`` are what ingest had to mend or leave out, each one clear sentence."""

    id: str  # from the URL, else from the path; safe as a file name
    source: str  # the file it came from, as given by the user
    blocks: tuple[Block, ...]  # blocks[0] is the title where there is one
    url: str = ""
    date: datetime | None = None  # aware, UTC
    image: str = ""  # http(s) URL
    notices: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()  # by address and source


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a block, the unit that is translated. Joined, a block's segments give its text back."""

    article: str
    block: str
    id: str  # "p07.s02"
    zh: str  # with its own leading and trailing white space
    start: int  # offset of zh in the block's text
    kind: BlockKind = BlockKind.PARAGRAPH


class LockKind(StrEnum):
    """Where a lock comes from; it is also the colour on the page."""

    TERM = "term"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Lock:
    """What the English of ``[start, end)`` of a segment must be.

    ``zh`` is the Chinese that is replaced, a swallowed gloss ``(Latin)`` included. ``en`` is what stands in its
    place before translation. ``accept`` are other English forms that hold the lock too, ``forbidden`` those
    that must not be used. ``quantity`` is set for numbers and dates: they are compared as values.
    """

    start: int
    end: int
    zh: str
    en: str
    kind: LockKind
    accept: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    exact: bool = False  # no inflection, no change of case
    source: str = ""  # "people.po:12", "gloss in p02.s01", "number"
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An English text of a segment and how it came about."""

    en: str
    origin: str  # "engine", "adapted", "memory", "copied", "human"
    engine: str = ""  # the engine's signature; if adapted, from where: "article#p07.s02"
    redecoded: int = 0  # how many forced prefixes the ladder spent on it


class Severity(StrEnum):
    """How much a finding weighs: a blocker keeps an article from being signed out."""

    BLOCKER = "blocker"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about one segment. ``zh`` and ``en`` are spans in the two texts, if any."""

    check: str  # the check's name, e.g. "term_missing"
    severity: Severity
    message: str  # one sentence for the translator
    zh: tuple[int, int] | None = None
    en: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of English that holds lock number ``lock`` of its segment."""

    lock: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One segment as reviewed: its locks, its English, what holds them, what was found."""

    segment: Segment
    locks: tuple[Lock, ...]
    draft: Draft
    held: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


BOTH = " + "  # between the signatures of engines that have drafted one article


@dataclass(frozen=True, slots=True)
class Signature:
    """What made a page: same signature and same input give the same bytes."""

    engine: str
    glossary: str
    segmenter: str


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """An article with one row a segment, in reading order."""

    article: Article
    rows: tuple[Row, ...]
    signature: Signature
