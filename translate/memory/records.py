"""What the memory gives back: frozen records, one a question that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from translate.model import Segment


class State(StrEnum):
    """How far people have got with a segment: draft → edited → approved."""

    DRAFT = "draft"
    EDITED = "edited"
    APPROVED = "approved"


class Action(StrEnum):
    """What somebody did to a segment, as its history tells it."""

    EDIT = "edit"
    APPROVE = "approve"
    UNDO = "undo"
    RESTORE = "restore"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Approved:
    """English that ``who`` approved for exactly the sentence ``zh``, in ``segment`` of ``article``."""

    zh: str
    en: str
    article: str
    segment: str
    who: str
    at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class HumanText:
    """The words of a segment that a person decided: ``state`` is edited or approved."""

    segment: str
    zh: str
    en: str
    state: State


@dataclass(frozen=True, slots=True)
class Edit:
    """One step in a segment's history. ``zh`` is the sentence as it then was; ``id`` grows with time."""

    id: int
    article: str
    segment: str
    zh: str
    who: str
    at: datetime  # aware, UTC
    before: str
    after: str
    action: Action


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: a segment, its English there, and its state."""

    article: str
    segment: str
    en: str
    state: State


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of an index page: segments counted by state, findings by severity."""

    id: str
    title_zh: str
    title_en: str
    date: datetime | None  # aware, UTC
    url: str
    draft: int
    edited: int
    approved: int
    blockers: int
    warnings: int
    notes: int

    @property
    def segments(self) -> int:
        """How many segments the article has, whatever their state."""
        return self.draft + self.edited + self.approved


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds. ``sentences`` are approved ones to reuse; ``bytes`` is the file's size."""

    articles: int
    draft: int
    edited: int
    approved: int
    drafts: int
    edits: int
    sentences: int
    bytes: int

    @property
    def segments(self) -> int:
        """How many segments all articles have, whatever their state."""
        return self.draft + self.edited + self.approved


@dataclass(frozen=True, slots=True)
class Sentence:
    """The Chinese of one segment, and the day (UTC) of its article if that has one."""

    zh: str
    date: date | None


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment as the memory has it; ``key`` is that of its machine draft, empty if it has none."""

    segment: Segment
    en: str
    origin: str
    state: State
    key: str

    @property
    def is_human(self) -> bool:
        """Whether a person decided its English."""
        return self.state is not State.DRAFT
