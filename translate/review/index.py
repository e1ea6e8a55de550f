"""The list of all pages of a run, and of the files that could not be made into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from translate.memory.records import ArticleReview, State
from translate.model import Copy, Signature, TranslatedArticle
from translate.review.assets import assets, environment
from translate.review.copies import Elsewhere, elsewhere
from translate.review.links import page_href, safe_link
from translate.review.tally import tally, titles
from translate.review.words import chinese_tag, date_for_machines, in_utc


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article in the index. ``page`` is its file's name beside the index; counts are of segments,
    of locks demanded and held, of findings by severity and of segments that a person approved or edited.

    ``stage``, ``who`` and ``at`` are for the live index: how far review is, and the last thing done to it.
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


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that gave no page, and why, in one sentence; ``remedy`` is its second half, where there is one."""

    where: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what the table shows of it."""

    entry: IndexEntry
    href: str
    lang: str
    day: str
    moment: str
    host: str
    changed: str  # when something was last done to it, to the minute
    changed_moment: str
    elsewhere: Elsewhere


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over all entries."""

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
        copies=result.article.copies,
    )


def render_index(
    entries: Sequence[IndexEntry],
    faults: Sequence[Fault],
    signature: Signature | None,
    *,
    live: bool = False,
) -> str:
    """The index page, entries in the order given, faults listed last with their reasons.

    Self-contained like an article's page; sorting and searching need its script, reading does not. ``live``:
    as the review server gives it, with progress and stage in place of the locks.
    """
    return (
        environment()
        .get_template("index.html.jinja2")
        .render(
            assets=assets("board" if live else "index"),
            rows=[_row(entry, live) for entry in entries],
            faults=faults,
            live=live,
            totals=_totals(entries),
            signature=signature,
        )
    )


@lru_cache(maxsize=4096)
def _row(entry: IndexEntry, live: bool) -> Markup:
    """The entry's row. Kept: the server's index of 1,000 articles spends three quarters of its time on rows."""
    template = environment().get_template("index_row.html.jinja2")
    return Markup(template.render(line=_line(entry, live), live=live))


def _line(entry: IndexEntry, live: bool) -> Line:
    link = safe_link(entry.url, schemes=("http", "https"))
    return Line(
        entry=entry,
        href=entry.page if live else page_href(entry.page),
        lang=chinese_tag(entry.title_zh),
        day=f"{in_utc(entry.date):%Y-%m-%d}" if entry.date else "",
        moment=date_for_machines(entry.date) if entry.date else "",
        host=link.host.removeprefix("www.") if link else "",
        changed=f"{in_utc(entry.at):%Y-%m-%d %H:%M}" if entry.at else "",
        changed_moment=date_for_machines(entry.at) if entry.at else "",
        elsewhere=elsewhere(entry.url, entry.copies),
    )


def _totals(entries: Sequence[IndexEntry]) -> Totals:
    return Totals(
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
