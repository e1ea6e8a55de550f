"""Counts for index pages and for people who ask what a memory holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from translate.memory import signing
from translate.memory.records import ArticleSummary, SignOff, State, Stats
from translate.memory.schema import number

# {where} is empty, or limits the question to one article so that an index answers it.
_COUNTS = """
SELECT articles.id, title, date, url,
       total(state = 'draft'), total(state = 'edited'), total(state = 'approved'),
       total(blockers), total(warnings), total(notes)
FROM articles LEFT JOIN segments ON segments.article = articles.id {where}
GROUP BY articles.id ORDER BY date IS NULL, date DESC, articles.id
"""
_NEWEST_STEPS = """
SELECT article, id, who, at FROM edits WHERE id IN (SELECT max(id) FROM edits {where} GROUP BY article)
"""
_TITLES = "SELECT article, block, en FROM segments WHERE kind = 'title' {where} ORDER BY article, ordinal"

_CORRECTED = """
SELECT revisions.article, count(DISTINCT segment) FROM revisions
JOIN segments ON segments.article = revisions.article AND segments.id = segment AND segments.zh = revisions.zh
WHERE segments.state = 'draft' {where}
GROUP BY revisions.article
"""

_NO_STEP: tuple[int, str, str | None] = (0, "", None)


def articles(db: sqlite3.Connection) -> list[ArticleSummary]:
    """One line an article, the newest first, those without a date last."""
    return _lines(db, ("", "", "", ""), ())


def article(db: sqlite3.Connection, id_: str) -> ArticleSummary | None:
    """The line of one article; ``None`` if there is none."""
    where = ("WHERE articles.id = ?", "WHERE article = ?", "AND article = ?", "AND revisions.article = ?")
    return next(iter(_lines(db, where, (id_,))), None)


def _lines(
    db: sqlite3.Connection, where: tuple[str, str, str, str], values: tuple[str, ...]
) -> list[ArticleSummary]:
    counts, newest, title, corrected = (
        text.format(where=limit)
        for text, limit in zip((_COUNTS, _NEWEST_STEPS, _TITLES, _CORRECTED), where, strict=True)
    )
    titles = _english_titles(db.execute(title, values))
    steps = {id_: (version, who, at) for id_, version, who, at in db.execute(newest, values)}
    signatures = signing.newest(db, *values)
    revised: dict[str, int] = dict(iter(db.execute(corrected, values)))
    return [
        replace(
            _line(row, titles.get(row[0], ""), steps.get(row[0], _NO_STEP), signatures.get(row[0])),
            corrected=revised.get(row[0], 0),
        )
        for row in db.execute(counts, values)
    ]


def _line(
    row: tuple[Any, ...], title_en: str, step: tuple[int, str, str | None], signature: SignOff | None
) -> ArticleSummary:
    id_, title_zh, date, url, *counts = row
    draft, edited, approved, blockers, warnings, notes = map(int, counts)
    version, who, at = step
    signed, withdrawn = signing.standing(signature)
    return ArticleSummary(
        id=id_,
        title_zh=title_zh,
        title_en=title_en,
        date=_moment(date),
        url=url,
        draft=draft,
        edited=edited,
        approved=approved,
        blockers=blockers,
        warnings=warnings,
        notes=notes,
        version=version,
        who=who,
        at=_moment(at),
        signed=signed,
        withdrawn=withdrawn,
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _english_titles(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The English of each article's first title block, its sentences joined by a space."""
    titles: dict[str, str] = {}
    for (id_, _), sentences in groupby(rows, key=lambda row: (row[0], row[1])):
        titles.setdefault(id_, " ".join(en.strip() for _, _, en in sentences).strip())
    return titles


def stats(db: sqlite3.Connection) -> Stats:
    """What the memory holds, counted."""
    states = dict(db.execute("SELECT state, count(*) FROM segments GROUP BY state"))
    return Stats(
        articles=_count(db, "articles"),
        draft=states.get(State.DRAFT, 0),
        edited=states.get(State.EDITED, 0),
        approved=states.get(State.APPROVED, 0),
        drafts=_count(db, "drafts"),
        edits=_count(db, "edits"),
        sentences=int(db.execute("SELECT count(DISTINCT zh_hash) FROM approvals").fetchone()[0]),
        bytes=number(db, "page_count") * number(db, "page_size"),
    )


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
