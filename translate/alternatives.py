"""Other English for one sentence, for a reviewer who does not like what stands there.

The engine's best hypotheses go the way of every draft: tidied, up the enforcement ladder, then through the checks.
What they find fault with is offered all the same, last and with the finding: the reviewer may take it and mend it.
"""

from __future__ import annotations

from dataclasses import dataclass

from translate.checks import check_segment
from translate.enforce import Attempt, enforce
from translate.engine.base import Engine
from translate.model import Finding, Row, Severity
from translate.prepare import request_of
from translate.text import has_han
from translate.tidy import tidy

_WEIGHT = {Severity.BLOCKER: 2, Severity.WARNING: 1, Severity.NOTE: 0}


@dataclass(frozen=True, slots=True)
class Alternative:
    """An English text that differs from the row's own, and what the checks say of it."""

    en: str
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing blocks it: every name and number is held."""
        return self.weight < _WEIGHT[Severity.BLOCKER]

    @property
    def weight(self) -> int:
        """0 without fault, 1 with a warning, 2 with a blocker."""
        return max((_WEIGHT[finding.severity] for finding in self.findings), default=0)


def alternatives(row: Row, engine: Engine, count: int) -> tuple[Alternative, ...]:
    """Up to ``count`` texts, those without fault first, else as likely as the engine finds them.

    None for a segment without Chinese to translate: its English is a copy.
    """
    request = request_of(row.segment, row.locks)
    if not has_han(request.zh):
        return ()
    # Many hypotheses differ in a name or a number only, and are one text again once these are held.
    drafts = [tidy(en, request.zh) for en in engine.alternatives(request, 2 * count + 1)]
    held = enforce(engine, [Attempt(request, row.locks, en) for en in drafts])
    texts = dict.fromkeys(tidy(attempt.en, request.zh) for attempt in held)
    found = [
        Alternative(en, check_segment(row.segment.zh, en, row.locks))
        for en in texts
        if en and en != row.draft.en
    ]
    return tuple(sorted(found, key=lambda each: each.weight)[:count])
