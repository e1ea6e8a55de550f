"""Aligns two texts: evidence, band, the best path, and which beads a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.align.band import band, within
from translate.align.doubt import judged
from translate.align.evidence import Evidence, gather
from translate.align.model import Alignment, Text
from translate.align.path import best_path
from translate.align.score import Weights, scorer

if TYPE_CHECKING:
    from translate.termbase import ArticleContext, Termbase


def align(
    zh: Text,
    en: Text,
    termbase: Termbase | None = None,
    context: ArticleContext | None = None,
    weights: Weights = Weights(),  # noqa: B008 (frozen)
) -> Alignment:
    """The beads of two texts: every sentence of both in exactly one, in order. Cost is linear in length.

    Paragraphs need not agree: a break that only one language has costs something, no more. ``termbase`` gives terms
    as anchors, ``context`` decides on their scopes.
    """
    return align_on(gather(zh, en, termbase, context), zh, en, weights)


def align_on(evidence: Evidence, zh: Text, en: Text, weights: Weights = Weights()) -> Alignment:  # noqa: B008
    """The beads of two texts on evidence that is gathered already."""
    places = band(evidence)
    near = within(evidence, places)
    steps = best_path(places, scorer(zh, en, near, weights))
    return Alignment(zh, en, tuple(judged(zh, en, near, steps)))
