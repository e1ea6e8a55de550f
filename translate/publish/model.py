"""What a form writes: published articles and editions of them, frozen, in reading order, safe to name files by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from translate.memory.records import SignOff, State
from translate.model import BlockKind, Finding, Mark

if TYPE_CHECKING:
    from translate.publish.house import House


class Standing(StrEnum):
    """Whether people answer for an article's English."""

    APPROVED = "approved"
    UNREVIEWED = "unreviewed"


class Language(StrEnum):
    """What a product holds: both texts, or the English alone."""

    BILINGUAL = "bilingual"
    ENGLISH = "english"


class Images(StrEnum):
    """What becomes of an article's image: left out, a link to where it stands on the web, or put in."""

    NONE = "none"
    REFERENCE = "reference"
    EMBED = "embed"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment. ``zh`` and ``en`` as the memory has them; ``findings`` are those that stand, heaviest first."""

    id: str  # "p07.s02"
    zh: str
    en: str
    state: State
    origin: str  # "engine", "adapted", "memory", "copied", "human"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedBlock:
    """One aligned block. ``en`` is its sentences' English, stripped and joined by a space; may be empty.

    ``marks`` point into ``zh``, ``en_marks`` into ``en`` (those that could be placed there, see
    :mod:`translate.publish.english`); all links in both are safe to write as they are. ``links`` are links of the
    Chinese that no English span carries, their text in Chinese.
    """

    id: str  # "p07"
    kind: BlockKind
    level: int  # headings: 1 to 6 as in the source; see Published.outline for one without gaps
    zh: str
    en: str
    marks: tuple[Mark, ...] = ()
    en_marks: tuple[Mark, ...] = ()
    links: tuple[Left, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A link that the English does not carry: where to, the host that it really leads to, its Chinese text."""

    href: str
    host: str
    zh: str


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who approved sentences: how many of those that stand, and when the last."""

    who: str
    sentences: int
    at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class Override:
    """A blocker that stands and was signed over."""

    segment: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an article's English was made and who answers for it. Nothing in it tells when it was published."""

    source_url: str  # safe to link; empty where the dump named none
    source_name: str  # the host of the URL, else the dump's file name without its folders
    source_date: datetime | None  # aware, UTC
    engine: str  # its name: how the signature begins; of several engines their names, "a + b"
    engine_signature: str
    glossary: str  # the glossary's signature: its version
    segmenter: str
    duizhao: str  # version of Duizhao that made the product
    sentences: int
    adapted: int  # sentences made from ones that differ in names and figures only
    reused: int  # sentences in the English that was approved elsewhere
    edited: int  # sentences whose English a person wrote
    approved: int  # sentences whose English a person approved
    signed: SignOff | None = None  # the signature that stands
    approvers: tuple[Approver, ...] = ()  # of single sentences, the one with most first
    overrides: tuple[Override, ...] = ()  # blockers that ``signed.reason`` answers for
    modified: datetime | None = None  # last step or signature in the memory; None: no person has touched it


@dataclass(frozen=True, slots=True)
class Picture:
    """An image's bytes, where they are at hand; ``suffix`` as in ``.jpg``. The type is told by the bytes."""

    data: bytes = field(repr=False)
    media_type: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Published:
    """One article as it leaves the house."""

    id: str  # safe as a file name; unique in an edition
    title_zh: str
    title_en: str
    zh_tag: str  # BCP 47: "zh-Hans", "zh-Hant" or "zh"
    blocks: tuple[PublishedBlock, ...]  # in order; blocks[0] is the title where there is one
    standing: Standing
    provenance: Provenance
    url: str = ""  # of the source; safe to link (http, https), else empty
    date: datetime | None = None  # aware, UTC
    image: str = ""  # URL, safe to link, else empty
    picture: Picture | None = None  # its bytes: with Images.EMBED, where they are at hand

    @property
    def head(self) -> PublishedBlock | None:
        """The title's block, where there is one."""
        first = self.blocks[0] if self.blocks else None
        return first if first and first.kind is BlockKind.TITLE else None

    @property
    def body(self) -> tuple[PublishedBlock, ...]:
        """The blocks below the title."""
        return self.blocks[1:] if self.head else self.blocks

    @property
    def caption(self) -> PublishedBlock | None:
        """The caption of the article's image: the first caption in the body. The image stands there."""
        return next((block for block in self.body if block.kind is BlockKind.CAPTION), None)

    @property
    def outline(self) -> dict[str, int]:
        """By block id: how deep each heading of the body lies below the title, from 1, no level skipped."""
        levels: dict[str, int] = {}
        above: list[int] = []
        for block in self.body:
            if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
                above = [level for level in above if level < block.level] + [block.level]
                levels[block.id] = min(len(above), 5)
        return levels

    @property
    def unreviewed(self) -> bool:
        """Whether it must carry the mark of unreviewed machine translation, in every product, visibly."""
        return self.standing is Standing.UNREVIEWED


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's line in a table of contents; known before its text is loaded."""

    id: str
    title_zh: str
    title_en: str
    zh_tag: str
    date: datetime | None
    standing: Standing
    modified: datetime | None


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name or proper term in an edition, and the articles (by id, in the edition's order) that hold it."""

    en: str
    zh: tuple[str, ...]  # each way the Chinese writes it otherwise, the most frequent first
    articles: tuple[str, ...]


class Articles(Protocol):
    """Articles that are loaded one at a time, anew with each walk: never keep them all."""

    def __iter__(self) -> Iterator[Published]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Edition:
    """What one product holds. An article that is published by itself is an edition of one without a title."""

    name: str  # the stem of its files: safe, and stable for the same request
    title: str  # empty: one article by itself
    contents: tuple[Entry, ...]  # one an article, in the same order
    articles: Articles
    names: tuple[IndexedName, ...] = ()  # by the English, without regard to case and accents
    since: date | None = None  # days in UTC, both included; what was asked for
    until: date | None = None
    query: str = ""

    @property
    def is_single(self) -> bool:
        """Whether it is one article by itself: no contents, no index of names."""
        return not self.title

    @property
    def unreviewed(self) -> int:
        """How many of its articles nobody answers for; the product as a whole carries the mark if any."""
        return sum(entry.standing is Standing.UNREVIEWED for entry in self.contents)

    @property
    def modified(self) -> datetime | None:
        """The newest of its articles' last changes, else the newest article's date. The only "now" there is."""
        moments = [entry.modified or entry.date for entry in self.contents]
        return max((moment for moment in moments if moment is not None), default=None)


@dataclass(frozen=True, slots=True)
class Options:
    """How a product is made."""

    language: Language
    images: Images
    house: House  # the desk's templates over the built-in ones
    pages: str = (
        ""  # where the desk's pages are on the web, "{id}" standing for an article's id; safe to link
    )

    def page_url(self, article: str) -> str:
        """Where the desk's page of an article is on the web; empty where nobody said."""
        return self.pages.replace("{id}", quote(article, safe=""))

    @property
    def home_url(self) -> str:
        """Where the desk's pages are, without an article; empty where nobody said."""
        return self.pages.partition("{id}")[0]

    @property
    def is_bilingual(self) -> bool:
        """Whether the Chinese is in it."""
        return self.language is Language.BILINGUAL


@dataclass(frozen=True, slots=True)
class File:
    """One file of a product. ``name`` is relative, parted by ``/``, every part safe (see ``naming``)."""

    name: str
    data: bytes = field(repr=False)
