"""Other English for one sentence, for a reviewer who does not like what stands there.

The engine's best hypotheses go the way of every draft: tidied, then up the enforcement ladder. What still misses a
lock is offered all the same, and says so: the reviewer may take it and mend it.
"""

from __future__ import annotations

from dataclasses import dataclass

from translate.enforce import Attempt, enforce
from translate.engine.base import Engine
from translate.lock.matching import forbidden_used
from translate.model import Lock, Row
from translate.prepare import request_of
from translate.text import has_han
from translate.tidy import tidy


@dataclass(frozen=True, slots=True)
class Alternative:
    """An English text that differs from the row's own. ``missing`` are the locks that it does not hold,
    ``forbidden`` those whose forbidden English it uses."""

    en: str
    missing: tuple[Lock, ...] = ()
    forbidden: tuple[Lock, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether every lock is held."""
        return not self.missing and not self.forbidden


def alternatives(row: Row, engine: Engine, count: int) -> tuple[Alternative, ...]:
    """Up to ``count`` texts, the sound ones first, else as likely as the engine finds them.

    None for a segment without Chinese to translate: its English is a copy.
    """
    request = request_of(row.segment, row.locks)
    if not has_han(request.zh):
        return ()
    # Many hypotheses differ in a name or a number only, and are one text again once these are held.
    drafts = [tidy(en, request.zh) for en in engine.alternatives(request, 2 * count + 1)]
    held = enforce(engine, [Attempt(request, row.locks, en) for en in drafts])
    texts = dict.fromkeys(tidy(attempt.en, request.zh) for attempt in held)
    found = [_judged(row, en) for en in texts if en and en != row.draft.en]
    return tuple(sorted(found, key=lambda each: not each.sound))[:count]


def _judged(row: Row, en: str) -> Alternative:
    lost = sorted(Attempt(request_of(row.segment, row.locks), row.locks, en).missing())
    used = dict.fromkeys(span.lock for span in forbidden_used(row.locks, en))
    return Alternative(en, tuple(row.locks[at] for at in lost), tuple(row.locks[at] for at in used))
