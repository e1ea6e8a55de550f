"""The desk's board: how far each article is, for the live index and for ``duizhao status``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote

from translate.memory.records import ArticleSummary
from translate.review.index import IndexEntry
from translate.review.index_rows import Line, line_of
from translate.review.site import INDEX, live_page


class Stage(StrEnum):
    """How far an article is."""

    NEW = "not begun"
    REVIEW = "in review"
    READY = "ready"
    SIGNED = "signed"
    REOPENED = "reopened"  # signed, and changed since, or more blockers have come


def stage(line: ArticleSummary) -> Stage:
    """How far the article of a summary is."""
    if line.signed:
        return Stage.SIGNED if line.signed.answers_for(line.blockers) else Stage.REOPENED
    if line.withdrawn:
        return Stage.REOPENED
    if line.segments and line.approved == line.segments and not line.blockers:
        return Stage.READY
    return Stage.REVIEW if line.version else Stage.NEW


def is_signed(line: ArticleSummary) -> bool:
    """Whether the article is signed, with all the blockers that stand against it now."""
    return stage(line) is Stage.SIGNED


def last_change(line: ArticleSummary) -> tuple[str, datetime | None]:
    """Who last did something to the article, and when: a signature counts too."""
    signature = line.signed
    if signature and (line.at is None or signature.at >= line.at):
        return signature.who, signature.at
    return line.who, line.at


def board_page(lines: Sequence[ArticleSummary], name: str = INDEX) -> str | None:
    """A page of the index of all articles as the server gives it: progress, stage, last change, links to live pages.

    ``name`` is one that the index links to, as ``day-2026-11-24.html``; ``None`` if there is no such page.
    """
    return live_page(name, [_line(line) for line in lines])


@lru_cache(maxsize=1 << 15)
def _line(line: ArticleSummary) -> Line:
    """What the table shows of an article. Kept: of 10,000 lines, few change from one request to the next."""
    return line_of(_entry(line), live=True)


def _entry(line: ArticleSummary) -> IndexEntry:
    who, at = last_change(line)
    reason = line.signed.reason if line.signed else ""
    return IndexEntry(
        page=f"a/{quote(line.id, safe='')}",
        title_zh=line.title_zh.strip() or line.id,
        title_en=line.title_en or line.title_zh.strip() or line.id,
        date=line.date,
        url=line.url,
        segments=line.segments,
        locks=0,
        locks_held=0,
        blockers=line.blockers,
        warnings=line.warnings,
        notes=line.notes,
        approved=line.approved,
        edited=line.edited,
        stage=stage(line).value,
        who=who,
        at=at,
        notices=(f"signed with this reason: {reason}",) if reason else (),
    )


def totals(lines: Iterable[ArticleSummary]) -> dict[str, int]:
    """The sums over all articles."""
    names = ("segments", "approved", "edited", "draft", "blockers", "warnings", "notes", "corrected")
    kept = list(lines)
    counted = {name: sum(getattr(line, name) for line in kept) for name in names}
    signed = sum(map(is_signed, kept))
    return {"articles": len(kept), **counted, "signed": signed}
