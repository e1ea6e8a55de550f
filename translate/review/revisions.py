"""What a correction changed, as the page tells it under a sentence until somebody has looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from translate.memory.records import Earlier, State
from translate.model import Row
from translate.review.records import SegmentReview
from translate.review.source_diff import diff_html, source_diff
from translate.review.words import date_in_words


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What one sentence was. ``diff`` is HTML; ``zh`` and ``en`` are empty where a correction brought the sentence.

    ``by`` is who decided the English of before, in words; ``human`` whether anybody did. ``number`` is the sentence's
    in its block, empty where the block has only one.
    """

    segment: str
    number: str
    zh: str
    en: str
    diff: Markup
    by: str
    human: bool


def revision_views(
    rows: Iterable[Row], numbers: Iterable[str], reviewed: Mapping[str, SegmentReview]
) -> tuple[RevisionView, ...]:
    """The sentences of a block that a correction changed and nobody has looked at since, in reading order."""
    return tuple(
        _view(row, number, review.earlier)
        for row, number in zip(rows, numbers, strict=True)
        if (review := reviewed.get(row.segment.id)) and review.earlier
    )


def _view(row: Row, number: str, earlier: Earlier) -> RevisionView:
    return RevisionView(
        segment=row.segment.id,
        number=number,
        zh=earlier.zh,
        en=earlier.en.strip(),
        diff=diff_html(source_diff(earlier.zh, row.segment.zh)),
        by=_by(earlier),
        human=earlier.is_human,
    )


def _by(earlier: Earlier) -> str:
    if not earlier.is_human:
        return "by the machine"
    when = f" on {date_in_words(earlier.at)}" if earlier.at else ""
    what = "approved" if earlier.state is State.APPROVED else "edited"
    return f"{what} by {earlier.who}{when}" if earlier.who else what
