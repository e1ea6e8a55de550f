"""What the memory gives back: frozen records, one a question that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far people have got with a segment: draft → edited → approved."""

    DRAFT = "draft"
    EDITED = "edited"
    APPROVED = "approved"


class Action(StrEnum):
    """What somebody did to a segment, as its history tells it."""

    EDIT = "edit"
    APPROVE = "approve"
    UNAPPROVE = "unapprove"
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
class SegmentReview:
    """How far review has got with a segment.

    ``draft`` is the machine's English before any person changed it, empty where none is known; ``version`` is
    the id of the newest step in the segment's history, 0 if nobody touched it.
    """

    state: State
    draft: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class SignOff:
    """An article signed as a whole; ``reason`` is why it was signed with blockers, else empty or a remark.

    ``ended`` is when a later change of its text withdrew the signature, ``ended_by`` whose change that was;
    ``None`` and empty while it stands.
    """

    who: str
    at: datetime  # aware, UTC
    reason: str = ""
    ended: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class ArticleReview:
    """What people have done to an article: each segment by id, and the signatures.

    ``signed`` is the one that stands, ``withdrawn`` the last one that a later change ended.
    """

    segments: Mapping[str, SegmentReview] = field(default_factory=dict)
    signed: SignOff | None = None
    withdrawn: SignOff | None = None


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
