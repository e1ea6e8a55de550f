"""Table rows as records, and the way between them and the records of :mod:`translate.model`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from translate.lock.skeleton import skeleton_hash
from translate.memory.codec import from_json, to_json
from translate.memory.keys import sentence_hash
from translate.memory.records import State
from translate.model import (
    Article,
    Block,
    BlockKind,
    Copy,
    Draft,
    Finding,
    Lock,
    Mark,
    Row,
    Segment,
    Severity,
    Signature,
    Span,
    TranslatedArticle,
)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row of ``articles``; ``notices`` is JSON, ``digest`` that of its blocks."""

    id: str
    source: str
    url: str
    title: str
    date: str | None
    image: str
    notices: str
    digest: str
    engine: str
    glossary: str
    segmenter: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row of ``blocks``; ``marks`` is JSON."""

    article: str
    id: str
    ordinal: int
    kind: str
    zh: str
    marks: str
    level: int


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A row of ``segments``; ``draft`` is the key of the machine's draft; ``findings`` to ``held`` are JSON."""

    article: str
    id: str
    block: str
    ordinal: int
    start: int
    kind: str
    zh: str
    zh_hash: int
    state: str
    draft: str
    en: str
    origin: str
    engine: str
    redecoded: int
    blockers: int
    warnings: int
    notes: int
    findings: str
    locks: str
    held: str
    skeleton: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """How a segment stood before a step of its history, its English aside."""

    state: str
    origin: str
    engine: str = ""
    redecoded: int = 0


def _values(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


# Column names are field names, in this order.
VALUES: Mapping[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: _values(kind) for kind in (ArticleRow, BlockRow, SegmentRow)
}


def columns(kind: type) -> tuple[str, ...]:
    """The column names of a row class, in the order of its fields."""
    return tuple(field.name for field in fields(kind))


def timestamp(at: datetime) -> str:
    """A time in UTC whose text sorts as the time does. Raises ``ValueError`` for one without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    return at.astimezone(UTC).isoformat()


def digest(blocks: Iterable[BlockRow]) -> str:
    """SHA-256 of an article's blocks as stored, in order: it tells a changed, torn or hand-edited article."""
    value = hashlib.sha256()
    for block in blocks:
        for part in (block.id, block.kind, block.zh, block.marks, str(block.level)):
            data = part.encode("utf-8")
            value.update(len(data).to_bytes(8, "big"))
            value.update(data)
    return value.hexdigest()


def article_row(result: TranslatedArticle, blocks: Iterable[BlockRow]) -> ArticleRow:
    """The row of an article; its title is the first title block's Chinese."""
    article, signature = result.article, result.signature
    return ArticleRow(
        id=article.id,
        source=article.source,
        url=article.url,
        title=next((block.zh for block in article.blocks if block.kind is BlockKind.TITLE), ""),
        date=None if article.date is None else timestamp(article.date),
        image=article.image,
        notices=to_json(tuple[str, ...], article.notices),
        digest=digest(blocks),
        engine=signature.engine,
        glossary=signature.glossary,
        segmenter=signature.segmenter,
    )


def block_rows(article: Article) -> list[BlockRow]:
    """The rows of an article's blocks, in reading order."""
    return [
        BlockRow(
            article=article.id,
            id=block.id,
            ordinal=ordinal,
            kind=block.kind.value,
            zh=block.zh,
            marks=to_json(tuple[Mark, ...], block.marks),
            level=block.level,
        )
        for ordinal, block in enumerate(article.blocks)
    ]


def segment_row(row: Row, ordinal: int, key: str) -> SegmentRow:
    """The row of a segment that no person has touched yet."""
    segment, draft = row.segment, row.draft
    return SegmentRow(
        article=segment.article,
        id=segment.id,
        block=segment.block,
        ordinal=ordinal,
        start=segment.start,
        kind=segment.kind.value,
        zh=segment.zh,
        zh_hash=sentence_hash(segment.zh),
        state=State.DRAFT.value,
        draft=key,
        en=draft.en,
        origin=draft.origin,
        engine=draft.engine,
        redecoded=draft.redecoded,
        **findings_columns(row.findings),
        locks=to_json(tuple[Lock, ...], row.locks),
        held=to_json(tuple[Span, ...], row.held),
        skeleton=skeleton_hash(segment.zh, row.locks),
    )


def segment_rows(result: TranslatedArticle, keys: Mapping[str, str]) -> list[SegmentRow]:
    """The rows of an article's segments, in order, with the draft key of each that has one.

    Raises ``ValueError`` if two have one id or one is of another article.
    """
    rows = [
        segment_row(row, ordinal, keys.get(row.segment.id, "")) for ordinal, row in enumerate(result.rows)
    ]
    if strays := [row.id for row in rows if row.article != result.article.id]:
        raise ValueError(f"{strays[0]} is not a segment of {result.article.id}")
    if twins := [id_ for id_, count in Counter(row.id for row in rows).items() if count > 1]:
        raise ValueError(f"{result.article.id} has {twins[0]} twice")
    return rows


def findings_columns(findings: Iterable[Finding]) -> dict[str, Any]:
    """The findings as JSON and how many there are of each severity, by column name."""
    kept = tuple(findings)
    weights = [finding.severity for finding in kept]
    return {
        "blockers": weights.count(Severity.BLOCKER),
        "warnings": weights.count(Severity.WARNING),
        "notes": weights.count(Severity.NOTE),
        "findings": to_json(tuple[Finding, ...], kept),
    }


def article_of(
    stored: ArticleRow, blocks: Iterable[BlockRow], segments: Iterable[SegmentRow], copies: tuple[Copy, ...]
) -> TranslatedArticle:
    """The article as it was given to be stored. Raises ``ValueError`` for a row that holds nonsense."""
    article = text_of(stored, blocks, copies)
    signature = Signature(stored.engine, stored.glossary, stored.segmenter)
    return TranslatedArticle(article, tuple(row_of(segment) for segment in segments), signature)


def text_of(stored: ArticleRow, blocks: Iterable[BlockRow], copies: tuple[Copy, ...]) -> Article:
    """The article alone. Raises ``ValueError`` for a row that holds nonsense."""
    return Article(
        id=stored.id,
        source=stored.source,
        blocks=tuple(block_of(block) for block in blocks),
        url=stored.url,
        date=None if stored.date is None else datetime.fromisoformat(stored.date),
        image=stored.image,
        notices=from_json(tuple[str, ...], stored.notices),
        copies=copies,
    )


def block_of(row: BlockRow) -> Block:
    """A block as it was given to be stored."""
    return Block(row.id, BlockKind(row.kind), row.zh, from_json(tuple[Mark, ...], row.marks), row.level)


def row_of(row: SegmentRow) -> Row:
    """A segment as it was given to be stored, with a person's words where there are some."""
    return Row(
        segment=Segment(row.article, row.block, row.id, row.zh, row.start, BlockKind(row.kind)),
        locks=from_json(tuple[Lock, ...], row.locks),
        draft=Draft(row.en, row.origin, row.engine, row.redecoded),
        held=from_json(tuple[Span, ...], row.held),
        findings=from_json(tuple[Finding, ...], row.findings),
    )
