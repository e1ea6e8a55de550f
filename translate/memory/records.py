"""What the memory gives back: frozen records, one a question that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from translate.model import Lock, Segment


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
class Earlier:
    """What a sentence was before a correction of its article; empty where the correction brought it.

    Of the version that a person saw last: of several corrections in a row they see what all changed together.
    ``who`` decided its English, and when; empty and ``None`` where nobody did.
    """

    zh: str
    en: str
    state: State
    who: str = ""
    at: datetime | None = None  # aware, UTC

    @property
    def is_human(self) -> bool:
        """Whether a person decided its English."""
        return self.state is not State.DRAFT


@dataclass(frozen=True, slots=True)
class SegmentReview:
    """How far review has got with a segment.

    ``draft`` is the machine's English before any person changed it, empty where none is known; ``version`` is
    the id of the newest step in the segment's history, 0 if nobody touched it. ``earlier`` is what it was before a
    correction that nobody has looked at yet.
    """

    state: State
    draft: str = ""
    version: int = 0
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """An article signed as a whole; ``reason`` is why it was signed with blockers, else empty or a remark.

    ``ended`` is when a later change of its text withdrew the signature, ``ended_by`` whose change that was;
    ``None`` and empty while it stands. ``ended_why`` tells what a correction of the Chinese changed, if it was one.
    ``blockers`` is how many stood when it was given.
    """

    who: str
    at: datetime  # aware, UTC
    reason: str = ""
    ended: datetime | None = None
    ended_by: str = ""
    ended_why: str = ""
    blockers: int = 0

    def answers_for(self, blockers: int) -> bool:
        """Whether it was given in view of so many blockers: more have come after it."""
        return blockers <= self.blockers


@dataclass(frozen=True, slots=True)
class ArticleReview:
    """What people have done to an article: each segment by id, and the signatures.

    ``signed`` is the one that stands, ``withdrawn`` the last one that a later change ended.
    """

    segments: Mapping[str, SegmentReview] = field(default_factory=dict)
    signed: SignOff | None = None
    withdrawn: SignOff | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a corrected version did to its article, in sentences.

    ``reopened``: those changed whose English a person had decided; ``carried``: all whose decision stands.
    """

    changed: int = 0
    added: int = 0
    removed: int = 0
    reopened: int = 0
    carried: int = 0

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)

    @property
    def words(self) -> str:
        """What changed, e.g. ``2 sentences changed, 1 added``."""
        counts = ((self.changed, "changed"), (self.added, "added"), (self.removed, "removed"))
        told = [(count, what) for count, what in counts if count]
        return ", ".join(
            f"{count} {('sentence ' if count == 1 else 'sentences ') if not index else ''}{what}"
            for index, (count, what) in enumerate(told)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What a person does to a segment. ``version`` is the one that they saw; ``None`` is whatever is there.

    ``en`` is the new English (edit, import) or the one that was seen (approve; ``None`` is whatever is there);
    ``zh``, where it is given, the Chinese that was seen. ``step`` is the id of the step of history whose English
    is to stand again (restore). ``approve`` signs the new English at once (edit, import).
    """

    article: str
    segment: str
    action: Action
    who: str
    at: datetime  # aware
    en: str | None = None
    version: int | None = None
    zh: str | None = None
    step: int = 0
    approve: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A change that is in the memory; ``version`` is the segment's newest step, ``changed`` whether it is new."""

    article: str
    segment: str
    version: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that was not made: the segment is not as the person saw it.

    ``zh``, ``en``, ``state`` and ``version`` are what stands there; ``who`` and ``at`` its newest step, if any.
    """

    article: str
    segment: str
    zh: str
    en: str
    state: State
    version: int
    who: str = ""
    at: datetime | None = None  # aware, UTC


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A signature that was not given: ``blockers`` are the segments that stand against it, with no reason given.

    ``changed`` instead of blockers: the article is not as the person saw it, its version is now ``version``.
    """

    blockers: tuple[str, ...]
    version: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence like another, with the English that a person gave it: ``ratio`` from 0 to 1 (1 is the same).

    ``state`` is edited or approved; ``who`` and ``at`` are of the decision.
    """

    zh: str
    en: str
    article: str
    segment: str
    who: str
    at: datetime  # aware, UTC
    state: State
    ratio: float


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence with its English and its locks: what English of a sentence of the same skeleton is made from."""

    article: str
    segment: str
    zh: str
    en: str
    locks: tuple[Lock, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: a segment, its English there, and its state."""

    article: str
    segment: str
    en: str
    state: State


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of an index page: segments counted by state, findings by severity.

    ``who`` and ``at`` are of the newest step in its history; ``version`` is that step's id. Of signatures, as in
    :class:`ArticleReview`. ``corrected``: the segments that a correction changed and nobody has looked at since.
    """

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
    version: int = 0
    who: str = ""
    at: datetime | None = None  # aware, UTC
    signed: SignOff | None = None
    withdrawn: SignOff | None = None
    corrected: int = 0

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
