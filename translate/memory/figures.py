"""The statements behind ``duizhao stats``: what a memory tells of volume, engines and people's corrections."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on a day (UTC); ``day`` is empty for articles without a date."""

    day: str
    articles: int
    segments: int
    characters: int  # of the Chinese


@dataclass(frozen=True, slots=True)
class Drafts:
    """The machine's drafts of one engine that segments have, also those that people changed since."""

    engine: str
    segments: int
    redecoded: int  # of these: decoded again to hold a lock


@dataclass(frozen=True, slots=True)
class Blocked:
    """An article with blockers."""

    article: str
    title: str
    blockers: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A machine's English and what people made of it.

    ``locks`` and ``findings`` are the JSON of the segment as it stands, empty where it has left its article;
    ``approved`` says whether the English is signed.
    """

    article: str
    segment: str
    zh: str
    engine: str
    draft: str
    final: str
    approved: bool
    locks: str
    findings: str


def days(db: sqlite3.Connection, since: str) -> list[Day]:
    """Volume by day of publication, the newest first; ``since`` is ISO in UTC, or empty for all."""
    rows = db.execute(
        """SELECT coalesce(substr(date, 1, 10), '') AS day, count(DISTINCT articles.id), count(segments.id),
                  coalesce(sum(length(zh)), 0)
           FROM articles LEFT JOIN segments ON segments.article = articles.id
           WHERE date IS NULL OR date >= ? GROUP BY day ORDER BY day DESC""",
        (since,),
    )
    return [Day(*row) for row in rows]


def origins(db: sqlite3.Connection, since: str) -> dict[str, int]:
    """Segments by where their English came from: an engine, an engine again, memory, adapted, copied, a person.

    What a person changed counts as what it was made from.
    """
    rows = db.execute(
        """SELECT CASE WHEN segments.origin = 'human' AND draft <> ''
                       THEN coalesce(drafts.origin, 'engine') ELSE segments.origin END AS came,
                  count(*), count(DISTINCT nullif(draft, ''))
           FROM segments JOIN articles ON articles.id = article LEFT JOIN drafts ON drafts.key = draft
           WHERE date IS NULL OR date >= ? GROUP BY came""",
        (since,),
    )
    found: dict[str, int] = {}
    for origin, count, distinct in rows:
        found[origin] = distinct or count if origin == "engine" else count
        if origin == "engine" and distinct:
            found["repeated"] = count - distinct
    return {name: count for name, count in found.items() if count}


def drafts(db: sqlite3.Connection, since: str) -> list[Drafts]:
    """Machine drafts by engine, the busiest first."""
    rows = db.execute(
        """SELECT drafts.engine, count(*), total(drafts.redecoded > 0)
           FROM segments JOIN drafts ON drafts.key = segments.draft JOIN articles ON articles.id = article
           WHERE (date IS NULL OR date >= ?) AND segments.origin IN ('engine', 'human')
             AND drafts.origin = 'engine'
           GROUP BY drafts.engine ORDER BY count(*) DESC, drafts.engine""",
        (since,),
    )
    return [Drafts(engine, count, int(again)) for engine, count, again in rows]


def blocked(db: sqlite3.Connection, since: str, most: int) -> list[Blocked]:
    """The articles with most blockers."""
    rows = db.execute(
        """SELECT article, title, sum(blockers) FROM segments JOIN articles ON articles.id = article
           WHERE (date IS NULL OR date >= ?) GROUP BY article HAVING sum(blockers) > 0
           ORDER BY sum(blockers) DESC, article LIMIT ?""",
        (since, most),
    )
    return [Blocked(*row) for row in rows]


_STEPS = """
SELECT edits.article, edits.segment, edits.zh, edits.at, edits.before, edits.after, edits.action, edits.was,
       coalesce(locks, ''), coalesce(findings, '')
FROM edits LEFT JOIN segments
     ON segments.article = edits.article AND segments.id = edits.segment AND segments.zh = edits.zh
ORDER BY edits.article, edits.segment, edits.zh, edits.id
"""


def revisions(db: sqlite3.Connection, since: str) -> Iterator[Revision]:
    """Each sentence that people decided after a machine drafted it and whose last step is at ``since`` or later.

    The draft is the last English of a machine that a person met there: after an undo an engine may draft anew. A
    sentence that was given back, its draft as it was, is not decided. The engine of adapted ones is "adapted".
    """
    for (article, segment, zh), group in groupby(db.execute(_STEPS), key=lambda row: row[:3]):
        steps = list(group)
        *_, at, _, final, action, _, locks, findings = steps[-1]
        met = [(before, _was(was)) for *_, before, _, _, was, _, _ in steps]
        drafts = [(before, engine) for before, (origin, engine) in met if origin in ("engine", "adapted")]
        if not drafts or at < since:
            continue
        draft, engine = drafts[-1]
        if final == draft and action in ("undo", "unapprove"):
            continue
        yield Revision(article, segment, zh, engine, draft, final, action == "approve", locks, findings)


def _was(was: str) -> tuple[str, str]:
    """Origin and engine before a step; steps of the first memories do not tell."""
    if not was:
        return "engine", ""
    before = json.loads(was)
    origin = before.get("origin", "")
    return origin, origin if origin == "adapted" else before.get("engine", "")
