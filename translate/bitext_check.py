"""The checks on pairs that others made: they count as one article, so that a name glossed in one holds in all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from translate.bitext import Pair
from translate.checks import check_rows
from translate.lock import merge
from translate.lock.names import glosses, name_locks
from translate.lock.numbers import number_locks
from translate.lock.terms import prohibitions, term_locks
from translate.model import Article, Block, BlockKind, Draft, Lock, Row, Segment
from translate.termbase import ArticleContext

if TYPE_CHECKING:
    from translate.termbase import Termbase


def check_pairs(file: Path, pairs: Sequence[Pair], termbase: Termbase | None = None) -> tuple[Row, ...]:
    """One row a pair, with its findings: terms of the termbase, names that the text glosses, numbers and the rest."""
    segments = tuple(Segment(file.stem, f"line {pair.line}", pair.id, pair.zh, 0) for pair in pairs)
    rows = [
        Row(segment, held, Draft(pair.en, "human"))
        for segment, pair, held in zip(segments, pairs, _locks(file, segments, termbase), strict=True)
    ]
    return check_rows(rows)


def _locks(file: Path, segments: Sequence[Segment], termbase: Termbase | None) -> list[tuple[Lock, ...]]:
    blocks = tuple(Block(segment.block, BlockKind.PARAGRAPH, segment.zh) for segment in segments)
    article = Article(file.stem, str(file), blocks)
    context, glossed = ArticleContext.of(article), glosses(article)
    return [
        (
            *merge(
                term_locks(segment, termbase, context) if termbase is not None else (),
                name_locks(segment, glossed),
                number_locks(segment, None),
            ),
            *(prohibitions(segment, termbase, context) if termbase is not None else ()),
        )
        for segment in segments
    ]
