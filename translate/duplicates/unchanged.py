"""Telling that an article was read before, to the character: a digest of the reading."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from translate.model import Article


def reading_digest(article: Article) -> str:
    """A digest, in hex, of an article as it was read: all that its page tells of it but its copies."""
    parts = "\0".join(_parts(article))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _parts(article: Article) -> Iterator[str]:
    """No text holds a NUL, and the numbers say where a list ends."""
    date = "" if article.date is None else article.date.isoformat()
    yield from (article.id, article.source, article.url, date, article.image, str(len(article.notices)))
    yield from article.notices
    for block in article.blocks:
        yield from (block.id, block.kind, block.zh, str(block.level), str(len(block.marks)))
        for mark in block.marks:
            yield f"{mark.start} {mark.end} {mark.kind} {mark.href}"
