"""An engine around another one: who only looks on at some of its work changes those methods alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translate.engine.base import Beginning, Completion, Drafted, Engine, Place, Probe, Request


class Passing:
    """Passes everything on to ``engine``; see ``translate.engine.base.Engine`` for the methods."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        """The engine's."""
        return self._engine.name

    @property
    def signature(self) -> str:
        """The engine's."""
        return self._engine.signature

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """The engine's."""
        return self._engine.draft(requests, notice)

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        """The engine's."""
        return self._engine.resume(beginnings)

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        """The engine's."""
        return self._engine.likelihoods(probes)

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        """The engine's."""
        return self._engine.alternatives(request, count)
