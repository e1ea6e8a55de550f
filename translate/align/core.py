"""Aligns two texts: evidence, band, the best path, and which beads a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.align.band import band
from translate.align.doubt import reasons
from translate.align.evidence import gather
from translate.align.model import Alignment, Bead, Text
from translate.align.path import best_path
from translate.align.score import SHAPES, Weights, scorer

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

    ``termbase`` gives terms as anchors, ``context`` decides on their scopes.
    """
    evidence = gather(zh, en, termbase, context)
    steps = best_path(band(evidence), scorer(zh, en, evidence, weights))
    beads = []
    for step in steps:
        a, b, _ = SHAPES[step.shape]
        bead = Bead(step.zh - a, step.zh, step.en - b, step.en, step.sure)
        beads.append(bead)
    return Alignment(zh, en, tuple(reasons(zh, en, evidence, beads)))
