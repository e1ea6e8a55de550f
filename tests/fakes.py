"""A fake engine for unit tests: quick, deterministic, and unreachable from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translate.engine.base import Beginning, Completion, Drafted, Place, Probe, Request
from translate.engine.choose import Choice

Finish = Callable[[str], str]


class FakeEngine:
    """Says ``en`` of each Chinese sentence, else ``English of`` it; completes beginnings with ``finish``.

    ``asked`` and ``resumed`` record what it was asked.
    """

    name = "fake"
    signature = "fake/1"

    def __init__(
        self, en: dict[str, str] | None = None, finish: Finish = lambda prefix: f"{prefix} was said."
    ) -> None:
        self._en = en or {}
        self._finish = finish
        self.asked: list[Request] = []
        self.resumed: list[Beginning] = []

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        for index, request in enumerate(requests):
            self.asked.append(request)
            en = self._en.get(request.zh) or plain_english(request.zh)
            if notice:
                notice(1)
            yield Drafted(index, en, len(en.split()))

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        self.resumed += beginnings
        return tuple(Completion(self._finish(b.prefix), -1.0, 3) for b in beginnings)

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        return tuple(
            tuple(Place(at, -float(at)) for at, char in enumerate(probe.en) if at == 0 or char == " ")
            for probe in probes
        )

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        en = self._en.get(request.zh) or plain_english(request.zh)
        return tuple([en, *(f"{en} Put otherwise: {at}." for at in range(1, count))][:count])

    def choice(self) -> Choice:
        """A choice that loads this very engine."""
        return Choice(self.name, self.signature, lambda: self)


def plain_english(zh: str) -> str:
    """Something Latin for each Chinese sentence: its Latin words, and a number for its Chinese."""
    latin = "".join(char if char < "\u2e80" else " " for char in zh).split()
    return f"Sentence {sum(map(ord, zh)) % 997} says {' '.join(latin)}".strip() + "."
