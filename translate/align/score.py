"""What a bead is worth: the log of how much likelier its sentences are as translations than by chance (nats)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log

from translate.align import length
from translate.align.evidence import Evidence
from translate.align.model import Text
from translate.align.spans import breaks, spans

# Chinese and English sentences of each shape of bead, and how often it comes up: what we expect of news, not fitted.
SHAPES: tuple[tuple[int, int, float], ...] = (
    (1, 1, 0.841),
    (1, 0, 0.03),
    (0, 1, 0.03),
    (2, 1, 0.04),
    (1, 2, 0.04),
    (2, 2, 0.001),
    (3, 1, 0.006),
    (1, 3, 0.006),
)
# Evidence is not independent (a name comes with its title): its sum is taken this many times, so that what is called
# 90% sure is right nine times in ten. By ``python -m benchmarks.align_fit``, between the two best.
TRUST = 0.65
ONE_BREAK = 1.0  # a paragraph ends after the bead in one language only
INNER_BREAK = 2.5  # a paragraph ends inside the bead


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; benchmarks try others."""

    trust: float = TRUST
    one_break: float = ONE_BREAK
    inner_break: float = INNER_BREAK


Score = Callable[[int, int], list[float]]
IMPOSSIBLE = -1e9


def scorer(zh: Text, en: Text, evidence: Evidence, weights: Weights = Weights()) -> Score:
    """A function from a place (sentences behind it in each text) to the score of each shape that ends there."""
    zh_spans = spans(evidence.zh, evidence.alone, [length.expected(z) for z in zh.sentences], zh.paragraphs)
    en_spans = spans(evidence.en, evidence.alone, [length.length(e) for e in en.sentences], en.paragraphs)
    zh_breaks, en_breaks = breaks(zh.paragraphs), breaks(en.paragraphs)
    shapes = [(a, b, log(prior)) for a, b, prior in SHAPES]
    spread = [
        [(1 / (2 * (v := length.variance(span.length))), log(v) / 2) for span in here] for here in zh_spans
    ]
    gains = {feature: both - 2 * evidence.alone[feature] for feature, both in evidence.both.items()}
    usual_zh = [length.usual(here[0].log_length) if here else 0.0 for here in zh_spans]
    usual_en = [length.usual(here[0].log_length) if here else 0.0 for here in en_spans]
    trust, inner = weights.trust, weights.inner_break

    def score(i: int, j: int) -> list[float]:
        ours, theirs = zh_spans[i], en_spans[j]
        jag = weights.one_break if zh_breaks[i] != en_breaks[j] else 0.0
        scores = []
        for a, b, prior in shapes:
            if a > len(ours) or b > len(theirs):
                scores.append(IMPOSSIBLE)
                continue
            if not a or not b:
                scores.append(prior)
                continue
            mine, other = ours[a - 1], theirs[b - 1]
            shared = mine.features & other.features
            worth = mine.alone + other.alone
            for feature in shared:
                worth += gains[feature]
            inverse, log_spread = spread[i][a - 1]
            apart = other.log_length - mine.log_length - length.SHIFT
            worth -= apart * apart * inverse + log_spread
            worth -= usual_en[j] if b == 1 else usual_zh[i] if a == 1 else (usual_en[j] + usual_zh[i]) / 2
            scores.append(prior + trust * worth - jag - inner * (mine.breaks + other.breaks))
        return scores

    return score
