"""The seam between the pipeline and a machine translation engine.

An engine drafts whole batches, can be made to go on from a given beginning, and says how likely some words
are at each place of a draft: that is all the enforcement ladder needs. To a reviewer it offers what else it
would have said. Engines are imported on use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to translate. ``zh`` has locks put in place; ``names`` is the English to keep."""

    zh: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """The English of request number ``index`` of a call."""

    index: int
    en: str
    tokens: int  # generated tokens, the end token not counted


@dataclass(frozen=True, slots=True)
class Beginning:
    """A request whose English must begin with ``prefix``, to the character.

    ``rest`` are the words of an earlier draft after that place. An engine may save itself work with them: where
    its own words come to be the same as some of these, the others may follow without being generated again.
    """

    request: Request
    prefix: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole English text that begins as asked, and the mean log-probability of what was added to it."""

    en: str
    score: float
    tokens: int


@dataclass(frozen=True, slots=True)
class Probe:
    """Asks how likely ``words`` are at each word boundary of the draft ``en``."""

    request: Request
    en: str
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """An offset in the draft (code points) and the log-probability that the probed words begin there."""

    offset: int
    score: float


class Engine(Protocol):
    """A translation engine, loaded and ready."""

    @property
    def name(self) -> str:
        """What people call it: ``qwen``."""

    @property
    def signature(self) -> str:
        """Name, model sum and settings: two engines with one signature give the same drafts."""

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """Translate, in any order, yielding each draft as its batch is done.

        ``notice(n)`` tells of n more finished sentences as they end, from any thread.
        """

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        """Complete each beginning, in the order given."""

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        """For each probe the places where its words could stand, in the order of the text."""

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        """Up to ``count`` different English texts of one sentence, the likeliest first."""
