"""Which beads a person should look at, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import exp, log, sqrt

from translate.align import length
from translate.align.evidence import Evidence, Feature, Sort
from translate.align.model import Bead, Text
from translate.align.path import Step
from translate.align.score import SHAPES

# Below this probability a pair is doubtful. With it and the next bound one pair in eight is, and with these seven of
# eight wrong ones, of those that ``benchmarks.align`` makes of the half of NTREX-128 that the figures were fitted on.
SURE = 0.95
_BARE = -2.0  # nats: less than two sentences share by chance
_FAR = 3.0  # standard deviations of length
_HARD = (Sort.NUMBER, Sort.LATIN, Sort.TERM)  # what a reader can be shown
_MOST_SHOWN = 4


def judged(zh: Text, en: Text, evidence: Evidence, steps: Sequence[Step]) -> Iterator[Bead]:
    """The beads of the steps, each pair with the reasons for looking at it; sentences alone are shown anyway."""
    for step in steps:
        a, b, prior = SHAPES[step.shape]
        bead = Bead(step.zh - a, step.zh, step.en - b, step.en, step.sure)
        if bead.is_pair:
            bead = replace(bead, why=tuple(_reasons(zh, en, evidence, bead, step.score - log(prior))))
        yield bead


def _reasons(zh: Text, en: Text, evidence: Evidence, bead: Bead, worth: float) -> Iterator[str]:
    unsure, bare = bead.sure < SURE, worth < _BARE
    if unsure:
        yield f"{bead.sure:.0%} sure: the sentences around it fit almost as well"
    if bare:
        yield "shares no more than two sentences do by chance"
    if (far := _far(zh, en, bead)) is not None:
        yield far
    ours = frozenset().union(*evidence.zh[bead.zh_start : bead.zh_end])
    theirs = frozenset().union(*evidence.en[bead.en_start : bead.en_end])
    lost, new, kept = ours - theirs, theirs - ours, ours & theirs
    if unsure or bare or _hard(lost | new) > max(1, len(kept)):
        yield from _differences(lost, "".join(zh.sentences[bead.zh_start : bead.zh_end]), "English")
        yield from _differences(new, "".join(en.sentences[bead.en_start : bead.en_end]), "Chinese")


def _far(zh: Text, en: Text, bead: Bead) -> str | None:
    """Said where the lengths are further apart than one pair in some hundreds."""
    expected = sum(map(length.expected, zh.sentences[bead.zh_start : bead.zh_end]))
    found = sum(map(length.length, en.sentences[bead.en_start : bead.en_end]))
    apart = log(found / expected) - length.SHIFT
    if abs(apart) <= _FAR * sqrt(length.variance(expected)):
        return None
    return f"the English is {exp(apart):.1f} times as long as usual"


def _hard(features: frozenset[Feature]) -> int:
    return sum(sort in _HARD for sort, _ in features)


def _differences(features: frozenset[Feature], text: str, other: str) -> Iterator[str]:
    """What only ``text`` has of features that the ``other`` language has near by, as it is written there."""
    names = sorted(name for sort, name in features if sort in _HARD)
    if names:
        shown = [_as_written(name, text) for name in names[:_MOST_SHOWN]]
        more = ", …" if len(names) > _MOST_SHOWN else ""
        yield f"not in the {other}, but elsewhere in the text: {', '.join(shown)}{more}"


def _as_written(name: str, text: str) -> str:
    at = text.lower().find(name)
    return text[at : at + len(name)] if at >= 0 else name
