"""Batches of like length: sorted, and bounded by a budget of tokens, so that little is padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """Which requests go together; ``longest`` is the length of the longest, in tokens."""

    indices: tuple[int, ...]
    longest: int


def plan(lengths: Sequence[int], *, most: int, budget: int) -> Iterator[Batch]:
    """Cut ``lengths`` (tokens, one a request) into batches, longest first.

    A batch holds at most ``most`` requests and, padding counted, at most ``budget`` tokens; a request longer
    than the budget goes alone. Longest first: the last batches to finish are the small ones.
    """
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    at = 0
    while at < len(order):
        longest = max(1, lengths[order[at]])
        size = max(1, min(most, budget // longest))
        yield Batch(tuple(order[at : at + size]), longest)
        at += size
