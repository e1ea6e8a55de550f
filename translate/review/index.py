"""What the index tells of each article of a run, and of the files that could not be made into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from translate.errors import DuizhaoError
from translate.memory.records import ArticleReview, State
from translate.model import Copy, TranslatedArticle
from translate.review.tally import tally, titles

# How far review is, what is to be done first coming first; ``board.Stage`` has the same words.
STAGES = ("reopened", "not begun", "in review", "ready", "signed")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article in the index. ``page`` is its file's name beside the index; counts are of segments,
    of locks demanded and held, of findings by severity and of segments that a person approved or edited.

    ``stage`` is how far review is, where that is more than the counts tell; ``who`` and ``at``, the last thing
    done to it, are for the live index.
    """

    page: str
    title_zh: str
    title_en: str
    date: datetime | None
    url: str
    segments: int
    locks: int
    locks_held: int
    blockers: int
    warnings: int
    notes: int
    approved: int = 0
    notices: tuple[str, ...] = ()
    edited: int = 0
    stage: str = ""
    who: str = ""
    at: datetime | None = None
    copies: tuple[Copy, ...] = ()  # where else the article stands

    @property
    def review(self) -> str:
        """How far review is, one of :data:`STAGES`: ``stage``, or what the counts tell."""
        if self.stage:
            return self.stage
        if self.segments and self.approved == self.segments and not self.blockers:
            return "ready"
        return "in review" if self.approved or self.edited else "not begun"


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that gave no page, and why, in one sentence; ``remedy`` is the end of it, if that is known."""

    where: str
    message: str
    remedy: str = ""

    @classmethod
    def of(cls, error: DuizhaoError) -> Fault:
        """The error as the index tells it."""
        where = f"{error.where}:{error.line}" if error.line else str(error.where)
        return cls(where, f"{error.what}; {error.remedy}" if error.remedy else error.what, error.remedy)

    @property
    def why(self) -> str:
        """The message without the remedy.

        >>> Fault("a.md", "is empty; export it again", "export it again").why
        'is empty'
        """
        return self.message.removesuffix(f"; {self.remedy}") if self.remedy else self.message


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over all entries."""

    articles: int
    segments: int
    locks: int
    held: int
    blockers: int
    warnings: int
    notes: int
    approved: int
    edited: int
    signed: int


def entry_of(result: TranslatedArticle, page: str, review: ArticleReview | None = None) -> IndexEntry:
    """The article's line in the index; ``page`` is the name of its file, relative to the index.

    ``review`` is how far people have got; without it nothing counts as approved.
    """
    states = [each.state for each in review.segments.values()] if review else []
    counts = tally(result.rows)
    zh, en = titles(result)
    return IndexEntry(
        page=page,
        title_zh=zh,
        title_en=en,
        date=result.article.date,
        url=result.article.url,
        segments=counts.segments,
        locks=counts.locks,
        locks_held=counts.held,
        blockers=counts.blockers,
        warnings=counts.warnings,
        notes=counts.notes,
        approved=states.count(State.APPROVED),
        edited=states.count(State.EDITED),
        notices=result.article.notices,
        stage=_signed(review, counts.blockers),
        copies=result.article.copies,
    )


def _signed(review: ArticleReview | None, blockers: int) -> str:
    if review and review.signed:
        return "signed" if review.signed.answers_for(blockers) else "reopened"
    return "reopened" if review and review.withdrawn else ""


def totals(entries: list[IndexEntry]) -> Totals:
    """The sums over the entries."""
    return Totals(
        articles=len(entries),
        segments=sum(entry.segments for entry in entries),
        locks=sum(entry.locks for entry in entries),
        held=sum(entry.locks_held for entry in entries),
        blockers=sum(entry.blockers for entry in entries),
        warnings=sum(entry.warnings for entry in entries),
        notes=sum(entry.notes for entry in entries),
        approved=sum(entry.approved for entry in entries),
        edited=sum(entry.edited for entry in entries),
        signed=sum(entry.stage == "signed" for entry in entries),
    )
