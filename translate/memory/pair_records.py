"""Pairs of sentences that belong to no article, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewPair:
    """Chinese and its English from elsewhere, on their way into the memory.

    ``source`` is where this one comes from, if it is not where the others do.
    """

    zh: str
    en: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Chinese and its English that belong to no article; ``who`` took it in, or approved it since, at ``at``."""

    id: int
    source: str
    zh: str
    en: str
    approved: bool
    who: str
    at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class TakenPairs:
    """What became of pairs: new ones, ones that were there and are approved now, ones that changed nothing."""

    added: int
    signed: int
    same: int

    def __add__(self, other: TakenPairs) -> TakenPairs:
        return TakenPairs(self.added + other.added, self.signed + other.signed, self.same + other.same)


@dataclass(frozen=True, slots=True)
class PairSource:
    """Where pairs came from, and how many of them are approved and to be reviewed."""

    source: str
    approved: int
    waiting: int
