"""Which glossary each article was made with, and what that glossary said."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable

# Glossaries of earlier runs that are kept: one of 100,000 terms takes 2 MB. Without one, every article is compared.
_KEPT = 16


def matching_blocks(db: sqlite3.Connection, holds: Callable[[str], object]) -> dict[str, tuple[str, ...]]:
    """The blocks whose Chinese ``holds``, by article.

    Blocks and not segments: their rows hold little but the text (with 200,000 segments, read in 0.1 s).
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article, block, zh in db.execute("SELECT article, id, zh FROM blocks"):
        if holds(zh):
            found[article].append(block)
    return {article: tuple(blocks) for article, blocks in found.items()}


def articles_by_glossary(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The ids of articles by the signature of the glossary that they were last compared with."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for signature, article in db.execute("SELECT glossary, id FROM articles ORDER BY glossary, id"):
        found[signature].append(article)
    return {signature: tuple(articles) for signature, articles in found.items()}


def sign(db: sqlite3.Connection, articles: Iterable[str], signature: str) -> None:
    """Notes that the locks of these articles are those of the glossary with this signature."""
    db.executemany("UPDATE articles SET glossary = ? WHERE id = ?", ((signature, id_) for id_ in articles))


def has(db: sqlite3.Connection, signature: str) -> bool:
    """Whether it is known what the glossary with this signature said."""
    return db.execute("SELECT 1 FROM glossaries WHERE signature = ?", (signature,)).fetchone() is not None


def get(db: sqlite3.Connection, signature: str) -> bytes | None:
    """What the glossary with this signature said."""
    row = db.execute("SELECT terms FROM glossaries WHERE signature = ?", (signature,)).fetchone()
    return None if row is None else bytes(row[0])


def put(db: sqlite3.Connection, signature: str, terms: bytes) -> None:
    """Keeps what a glossary says; forgets those that no article was made with, and all but the latest few."""
    db.execute("INSERT OR REPLACE INTO glossaries VALUES (?, ?)", (signature, terms))
    db.execute(
        "DELETE FROM glossaries WHERE signature != ? AND signature NOT IN (SELECT glossary FROM articles)",
        (signature,),
    )
    db.execute(
        "DELETE FROM glossaries WHERE rowid NOT IN (SELECT rowid FROM glossaries ORDER BY rowid DESC LIMIT ?)",
        (_KEPT,),
    )
