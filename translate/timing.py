"""How quick an engine is, measured while it works."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from translate.drafting import Watch
from translate.engine.base import Beginning, Completion, Drafted, Engine, Place, Probe, Request
from translate.engine.choose import Choice
from translate.engine.passing import Passing
from translate.memory import Speed


@dataclass(slots=True)
class Meter:
    """What an engine did so far and the seconds that it took; loading it is not counted."""

    engine: str
    segments: int = 0
    characters: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def speed(self, at: datetime | None = None) -> Speed:
        """The same as the memory keeps it."""
        when = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        return Speed(self.engine, machine(), when, self.segments, self.characters, self.tokens, self.seconds)


def machine() -> str:
    """A name for this machine that its speed goes by; a memory may be on a share that several use."""
    return f"{platform.node()} {platform.machine()}".strip()


def timed(choice: Choice, watch: Watch, clock: Callable[[], float] = monotonic) -> tuple[Choice, Meter]:
    """The same choice, whose engine is measured, and the meter that is read afterwards."""
    meter = Meter(choice.signature)
    return replace(choice, load=lambda: _Timed(choice.load(), meter, watch, clock)), meter


class _Timed(Passing):
    """An engine that passes everything on and reads the clock around it."""

    def __init__(self, engine: Engine, meter: Meter, watch: Watch, clock: Callable[[], float]) -> None:
        super().__init__(engine)
        self._meter, self._watch, self._clock = meter, watch, clock

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        meter = self._meter
        drafts = super().draft(requests, notice)
        while True:
            began = self._clock()
            drafted = next(drafts, None)
            meter.seconds += self._clock() - began
            if drafted is None:
                return
            meter.segments += 1
            meter.characters += len(requests[drafted.index].zh)
            meter.tokens += drafted.tokens
            yield drafted
            self._watch.tokens(drafted.tokens)  # it is taken: whoever stops the run here loses nothing

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        began = self._clock()
        found = super().resume(beginnings)
        self._meter.seconds += self._clock() - began
        return found

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        began = self._clock()
        found = super().likelihoods(probes)
        self._meter.seconds += self._clock() - began
        return found
