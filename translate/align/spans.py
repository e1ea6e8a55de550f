"""Neighbouring sentences of one side taken together, with all that scoring asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from translate.align.evidence import Feature

LONGEST = 3  # sentences in a span


@dataclass(frozen=True, slots=True)
class Span:
    """``size`` sentences that end at one place."""

    features: frozenset[Feature]
    alone: float  # what its features cost if the other side has none of them
    length: float  # expected English characters
    log_length: float
    breaks: int  # paragraph breaks inside


def spans(
    features: Sequence[frozenset[Feature]],
    alone: dict[Feature, float],
    lengths: Sequence[float],
    paragraphs: Sequence[int],
) -> list[tuple[Span, ...]]:
    """For each place from 0 to the number of sentences, the spans of 1, 2 … sentences that end there."""
    made: list[tuple[Span, ...]] = [()]
    for end in range(1, len(features) + 1):
        here: list[Span] = []
        together: frozenset[Feature] = frozenset()
        length = 0.0
        for start in range(end - 1, max(-1, end - 1 - LONGEST), -1):
            together |= features[start]
            length += lengths[start]
            breaks = paragraphs[end - 1] - paragraphs[start]
            here.append(Span(together, sum(map(alone.__getitem__, together)), length, log(length), breaks))
        made.append(tuple(here))
    return made


def breaks(paragraphs: Sequence[int]) -> list[bool]:
    """For each place between sentences, whether a paragraph ends there; the ends of the text are such places."""
    inner = [paragraphs[at - 1] != paragraphs[at] for at in range(1, len(paragraphs))]
    return [True, *inner, True] if paragraphs else [True]
