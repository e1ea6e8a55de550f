"""Signatures of whole articles. A later change of an article's English ends the one that stands; it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from translate.memory.records import SignOff

_COLUMNS = "article, who, at, reason, ended, ended_by, ended_why, blockers"


def newest(db: sqlite3.Connection, *article: str) -> dict[str, SignOff]:
    """The last signature, whether it stands or not, of each article (or of one) that ever had one."""
    only = "WHERE article = ?" if article else ""
    ids = f"SELECT max(id) FROM signatures {only} GROUP BY article"
    return dict(_read(db.execute(f"SELECT {_COLUMNS} FROM signatures WHERE id IN ({ids})", article)))


def of_article(db: sqlite3.Connection, article: str) -> SignOff | None:
    """The last signature of one article, whether it stands or not."""
    return newest(db, article).get(article)


def give(db: sqlite3.Connection, article: str, who: str, at: str, reason: str, blockers: int) -> None:
    """Signs an article; ``blockers`` is how many stood against it."""
    db.execute(
        """INSERT INTO signatures (article, who, at, reason, blockers, ended, ended_by)
           VALUES (?, ?, ?, ?, ?, NULL, '')""",
        (article, who, at, reason, blockers),
    )


def withdraw(db: sqlite3.Connection, article: str, who: str, at: str, why: str = "") -> None:
    """Ends the signature that stands, if one does: ``who`` changed what it was given for. ``why``: a correction."""
    db.execute(
        "UPDATE signatures SET ended = ?, ended_by = ?, ended_why = ? WHERE article = ? AND ended IS NULL",
        (at, who, why, article),
    )


def standing(signature: SignOff | None) -> tuple[SignOff | None, SignOff | None]:
    """The last signature as the one that stands and the one that was withdrawn; at least one is ``None``."""
    if signature is None or signature.ended is None:
        return signature, None
    return None, signature


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[str, SignOff]]:
    for article, who, at, reason, ended, ended_by, why, blockers in rows:
        end = None if ended is None else datetime.fromisoformat(ended)
        yield article, SignOff(who, datetime.fromisoformat(at), reason, end, ended_by, why, blockers)
