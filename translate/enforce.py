"""The enforcement ladder's last rung: what the draft still misses is decoded again, from a forced beginning.

For a missing lock, one pass over the draft tells where its English would most likely have begun. The best few
of those places are tried: the draft up to there, then the English, and the model goes on by itself until it comes
back to words of the draft. This mends fluently and recovers dropped clauses (design section 5: 64 of 75 required
names before, 75 of 75 after). A result is taken only if it holds all that the draft held and more, so the ladder
never makes a draft worse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translate.engine.base import Beginning, Completion, Engine, Place, Probe, Request
from translate.lock.matching import find_held, missing
from translate.model import Lock

# Places tried for one lock at a time, and rounds for one segment: a round a lock, or the next best places.
_PLACES = 3
_ROUNDS = 5
# A place e⁻² times as likely as the best one is tried only when that has failed: mostly one place stands out,
# and each place tried costs a whole completion.
_MARGIN = 2.0
# The place's own log-probability is one token's; it weighs this many times less than the mean of the rest.
_PLACE_WEIGHT = 8
# A candidate this much longer than its draft has run away or says something twice.
_LONGER = 1.6
_LONGER_BY = 60
_LEAD = re.compile(r"[$€£¥]|\d|\w+")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One English text of a request on its way up the ladder."""

    request: Request
    locks: tuple[Lock, ...]
    en: str
    redecoded: int = 0

    def missing(self) -> frozenset[int]:
        """Indices of the locks that the text does not hold."""
        return frozenset(missing(self.locks, find_held(self.locks, self.en)))


@dataclass(frozen=True, slots=True)
class _Climb:
    """Where one segment stands: the best text so far, and the one that the next round works on."""

    best: Attempt
    current: Attempt
    tried: frozenset[str] = frozenset()  # beginnings that were forced already


def enforce(
    engine: Engine, attempts: Sequence[Attempt], notice: Callable[[int], None] | None = None
) -> tuple[Attempt, ...]:
    """Each attempt with as many locks held as re-decoding can reach, in the order given.

    All that fail are decoded together, a round a lock. ``notice(n)`` tells of n segments that are done.
    """
    climbs = [_Climb(attempt, attempt) for attempt in map(closed_up, attempts)]
    open_ = [at for at, climb in enumerate(climbs) if climb.best.missing()]
    for _ in range(_ROUNDS):
        if not open_:
            break
        open_ = _round(engine, climbs, open_, notice)
    return tuple(climb.best for climb in climbs)


def closed_up(attempt: Attempt) -> Attempt:
    """The attempt with the English of missing locks put right where only blanks set it apart: U. S., 100, 000.

    No model is asked. Of 14 drafts of ``examples/`` that missed a lock, 4 did so by a blank.
    """
    for index in sorted(attempt.missing()):
        words = attempt.locks[index].en
        loose = r"\s*".join(re.escape(char) for char in words if not char.isspace())
        en = re.sub(rf"(?<!\w){loose}(?!\w)", lambda _: words, attempt.en)  # noqa: B023 (called at once)
        changed = replace(attempt, en=en)
        if changed.missing() < attempt.missing():
            attempt = changed
    return attempt


def _round(
    engine: Engine, climbs: list[_Climb], open_: Sequence[int], notice: Callable[[int], None] | None
) -> list[int]:
    targets = {at: _target(climbs[at].current) for at in open_}
    probes = [
        Probe(climbs[at].current.request, climbs[at].current.en, climbs[at].current.locks[targets[at]].en)
        for at in open_
    ]
    places = dict(zip(open_, engine.likelihoods(probes), strict=True))
    chosen = [(at, place) for at in open_ for place in _best(climbs[at], targets[at], places[at])]
    beginnings = [_beginning(climbs[at].current, targets[at], place) for at, place in chosen]
    completions = engine.resume(beginnings)
    mine: dict[int, list[tuple[Place, Completion]]] = {at: [] for at in open_}
    for (at, place), beginning, completion in zip(chosen, beginnings, completions, strict=True):
        climbs[at] = replace(climbs[at], tried=climbs[at].tried | {beginning.prefix})
        mine[at].append((place, completion))
    still = []
    for at in open_:
        climbs[at] = _step(climbs[at], mine[at])
        if climbs[at].current.missing() and mine[at]:
            still.append(at)
        elif notice:
            notice(1)
    return still


def _target(attempt: Attempt) -> int:
    return min(attempt.missing(), key=lambda index: attempt.locks[index].start)


def _best(climb: _Climb, target: int, places: Sequence[Place]) -> list[Place]:
    """The likeliest places that do not cut through the English of a lock already held."""
    attempt = climb.current
    held = [span for span in find_held(attempt.locks, attempt.en) if span.lock != target]
    words = attempt.locks[target].en
    free = [
        place
        for place in places
        if not any(
            span.start < place.offset < span.end or _displaces(words, attempt.en, place, span.start)
            for span in held
        )
        and _beginning(attempt, target, place).prefix not in climb.tried
    ]
    ranked = sorted(free, key=lambda place: (-place.score, place.offset))[:_PLACES]
    return [place for place in ranked if place.score >= ranked[0].score - _MARGIN]


def _displaces(words: str, en: str, place: Place, start: int) -> bool:
    """Whether a lock held at ``start`` comes next and begins as the words do: $3.9 billion, where $9.3 billion is
    missing. A place is judged by the first token alone, which cannot tell them apart."""
    next_ = place.offset <= start and not en[place.offset : start].strip()
    return next_ and _lead(words) == _lead(en[start:])


def _lead(text: str) -> str:
    """What a model's first token of the text is much like: a currency sign, any digit, or the first word."""
    match = _LEAD.match(text)
    return "" if match is None else "0" if match[0].isdigit() else match[0]


def _beginning(attempt: Attempt, target: int, place: Place) -> Beginning:
    before = attempt.en[: place.offset].rstrip()
    words, rest = attempt.locks[target].en, attempt.en[place.offset :]
    if not before:
        return Beginning(
            attempt.request, words[:1].upper() + words[1:] if words[:1].islower() else words, rest
        )
    glue = "" if before[-1] in "([“‘\"'-—/" and rest[:1] != " " else " "
    return Beginning(attempt.request, f"{before}{glue}{words}", rest)


def _step(climb: _Climb, candidates: Sequence[tuple[Place, Completion]]) -> _Climb:
    """Work on with the candidate that holds most, then the likeliest; keep the best that lost nothing."""
    spent = climb.best.redecoded + len(candidates)
    sound = sorted(
        ((place, text) for place, text in candidates if _sound(climb.best.en, text.en)),
        key=lambda item: -(item[1].score + item[0].score / _PLACE_WEIGHT),
    )
    attempts = [replace(climb.current, en=text.en.strip(), redecoded=spent) for _, text in sound]
    attempts.sort(key=lambda attempt: len(attempt.missing()))  # stable: the likelier stays in front
    best = replace(climb.best, redecoded=spent)
    better = [attempt for attempt in attempts if attempt.missing() < best.missing()]
    # Going on from a candidate that holds less would lose ground: then the next best places are tried.
    ahead = attempts and len(attempts[0].missing()) <= len(climb.current.missing())
    return _Climb(better[0] if better else best, attempts[0] if ahead else climb.current, climb.tried)


def _sound(draft: str, candidate: str) -> bool:
    return len(candidate) <= len(draft) * _LONGER + _LONGER_BY
