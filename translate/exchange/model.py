"""What the exchange formats of articles have in common: an article on its way out, sentences on their way in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from translate.memory import ArticleReview, Edit, NewPair, SegmentReview, State
from translate.model import Row, TranslatedArticle
from translate.script import chinese_tag

# The languages as CAT tools know them: most take no Chinese without a country.
CHINESE, ENGLISH = "zh-CN", "en"
_TRADITIONAL = "zh-TW"

_FIELD = re.compile(r"^(state|version|seen): *(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a sentence was like when its file was written; what an editor lost is ``None``.

    ``version`` is that of :class:`translate.memory.SegmentReview`, ``seen`` a hash of the English.
    """

    state: State | None = None
    version: int | None = None
    seen: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """As comments and notes have it, one thing a line."""
        return (f"state: {self.state}", f"version: {self.version}", f"seen: {self.seen}")

    @property
    def cell(self) -> str:
        """As tables have it, in one cell."""
        return f"{self.state} {self.version} {self.seen}"


def stamp_of(reviewed: SegmentReview, en: str) -> Stamp:
    """The stamp of a sentence as it is now."""
    return Stamp(reviewed.state, reviewed.version, seen(en))


def read_lines(text: str) -> Stamp:
    """The stamp in comments or notes, whatever else they say."""
    fields = dict(reversed(_FIELD.findall(text)))  # the first of each: people write notes as well
    return read_stamp(fields.get("state"), fields.get("version"), fields.get("seen"))


def read_cell(text: str) -> Stamp:
    """The stamp in a table's cell; an empty one if it is none."""
    fields = text.split()
    return read_stamp(*fields) if len(fields) == 3 else Stamp()


def read_stamp(state: str | None, version: str | None, seen: str | None) -> Stamp:
    """A stamp from its parts; what makes no sense is ``None``."""
    return Stamp(
        next((known for known in State if known == state), None),
        # The longest is 2**63: SQLite has no greater number.
        int(version) if version and version.isascii() and version.isdecimal() and len(version) < 20 else None,
        seen or None,
    )


def seen(en: str) -> str:
    """Twelve hex digits for an English text: whether an editor has touched it since the file was written."""
    return hashlib.sha256(en.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence in a file. ``signed``: whether the file says that its English is approved."""

    line: int  # of the file; in a workbook the row
    article: str
    segment: str
    zh: str
    en: str
    signed: bool
    stamp: Stamp = Stamp()


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that cannot be taken, and why, in one sentence."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True)
class PairEntry:
    """Chinese and English in a file that tells no sentence of an article; ``line`` as in :class:`Entry`."""

    line: int
    pair: NewPair


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row or unit that holds no pair, and why: "has no English"."""

    line: int
    reason: str


# What a file holds, one after another.
Record = Entry | Refused | PairEntry | Unusable


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An article on its way out. ``steps`` are the newest steps of history by segment, where there are any."""

    result: TranslatedArticle
    review: ArticleReview
    steps: Mapping[str, Edit] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The tag of its Chinese."""
        return language_of("".join(block.zh for block in self.result.article.blocks))

    @property
    def rows(self) -> Iterator[tuple[Row, SegmentReview]]:
        """Its sentences that have Chinese, each with how far review has got with it."""
        for row in self.result.rows:
            if row.segment.zh:
                yield row, self.review.segments.get(row.segment.id, SegmentReview(State.DRAFT))


def language_of(zh: str) -> str:
    """The tag of a Chinese text as CAT tools know it, by its script.

    >>> language_of("这个国家"), language_of("這個國家"), language_of("中文")
    ('zh-CN', 'zh-TW', 'zh-CN')
    """
    return _TRADITIONAL if chinese_tag(zh) == "zh-Hant" else CHINESE


def tool_version() -> str:
    """Our own version, for headers that ask for it."""
    from importlib.metadata import version

    return version("duizhao")


def findings_of(row: Row) -> list[str]:
    """What the checks say of a sentence, one line a finding."""
    return [f"{finding.severity}: {' '.join(finding.message.split())}" for finding in row.findings]


def before_correction(reviewed: SegmentReview) -> tuple[str, str] | None:
    """The Chinese and a person's English of a sentence before a correction that nobody has looked at yet."""
    earlier = reviewed.earlier
    return (earlier.zh, earlier.en) if earlier and earlier.zh and earlier.is_human and earlier.en else None


def machine_draft(row: Row, reviewed: SegmentReview) -> str:
    """The machine's English if a person's stands now, else empty."""
    human = row.draft.origin == "human" and reviewed.draft != row.draft.en
    return reviewed.draft if human else ""


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format of articles.

    ``write`` gives a whole file. ``read`` gives the records of a file one by one and raises
    :class:`translate.errors.ExchangeError` where it is not of this format or broken, with the line.
    """

    name: str
    title: str  # for people
    ending: str
    write: Callable[[Iterable[Outgoing]], bytes]
    read: Callable[[Path], Iterator[Record]]
