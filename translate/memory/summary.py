"""Counts for index pages and for people who ask what a memory holds."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from itertools import groupby

from translate.memory.records import ArticleSummary, State, Stats
from translate.memory.schema import number

_COUNTS = """
SELECT articles.id, title, date, url,
       total(state = 'draft'), total(state = 'edited'), total(state = 'approved'),
       total(blockers), total(warnings), total(notes)
FROM articles LEFT JOIN segments ON segments.article = articles.id
GROUP BY articles.id ORDER BY date IS NULL, date DESC, articles.id
"""


def articles(db: sqlite3.Connection) -> list[ArticleSummary]:
    """One line an article, the newest first, those without a date last."""
    titles = _english_titles(db)
    return [
        ArticleSummary(
            id_,
            title,
            titles.get(id_, ""),
            None if date is None else datetime.fromisoformat(date),
            url,
            *(int(count) for count in counts),
        )
        for id_, title, date, url, *counts in db.execute(_COUNTS)
    ]


def _english_titles(db: sqlite3.Connection) -> dict[str, str]:
    """The English of each article's first title block, its sentences joined by a space."""
    rows = db.execute(
        "SELECT article, block, en FROM segments WHERE kind = 'title' ORDER BY article, ordinal"
    )
    titles: dict[str, str] = {}
    for (article, _), sentences in groupby(rows, key=lambda row: (row[0], row[1])):
        titles.setdefault(article, " ".join(en.strip() for _, _, en in sentences).strip())
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
