"""Which requests go together: of like length, bounded by memory, as cheap as a plan can make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Batch:
    """Which requests go together; ``longest`` is the length of the longest, in tokens."""

    indices: tuple[int, ...]
    longest: int


def plan(
    lengths: Sequence[int], *, most: int, budget: int, alike: Callable[[int], int] = lambda _: 0
) -> Iterator[Batch]:
    """Cut ``lengths`` (tokens, one a request) into batches, longest first.

    A batch holds at most ``most`` requests and, padding counted, at most ``budget`` tokens; a request longer
    than the budget goes alone. Only lengths for which ``alike`` gives the same share a batch. Longest first: the
    last batches to finish are the small ones.
    """
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    at = 0
    while at < len(order):
        longest = max(1, lengths[order[at]])
        size = max(1, min(most, budget // longest))
        kind = alike(lengths[order[at]])
        rows = tuple(takewhile(lambda i: alike(lengths[i]) == kind, order[at : at + size]))  # noqa: B023 (used at once)
        yield Batch(rows, longest)
        at += len(rows)


@dataclass(frozen=True, slots=True)
class Expected:
    """Tokens of a prompt, and those that will probably be generated after it."""

    prompt: int
    more: int

    @property
    def total(self) -> int:
        """The positions that it fills in the end."""
        return self.prompt + self.more


@dataclass(frozen=True, slots=True)
class Costs:
    """What a language model's batch costs; any unit of time, only their ratios decide.

    ``token``: a prompt token read ahead. ``step``: one token more for the whole batch (the weights are read
    once, whatever its size). ``row``: a sequence's share of a step.
    """

    token: float
    step: float
    row: float

    def of(self, rows: int, shortest: int, longest: int, total: int) -> float:
        """A batch of ``rows``: its shortest prompt, the most positions of a row, the positions of all rows.

        CTranslate2 reads ahead only as far as the shortest prompt of a batch reaches, and feeds the rest of the
        longer ones token by token, as if it were generated.
        """
        ahead = rows * shortest
        return self.token * ahead + self.step * (longest - shortest) + self.row * (total - ahead)


def plan_prompts(prompts: Sequence[Expected], costs: Costs, *, most: int, room: int) -> list[Batch]:
    """The cheapest way to cut prompts, sorted by length, into batches; those with the longest go first.

    A batch has at most ``most`` rows and, every row as long as the longest, at most ``room`` positions; a prompt
    that needs more goes alone. Dynamic programming over the sorted prompts: len(prompts) times ``most`` steps.
    """
    order = sorted(range(len(prompts)), key=lambda i: (prompts[i].prompt, prompts[i].more, i))
    best = [0.0]  # the least cost of the first so many
    begins = [0]  # where the last batch of that plan begins
    for end in range(1, len(order) + 1):
        cheapest, start_of = float("inf"), end - 1
        longest = total = 0
        for start in range(end - 1, max(-1, end - 1 - most), -1):
            row = prompts[order[start]]
            longest, total = max(longest, row.total), total + row.total
            rows = end - start
            if rows > 1 and rows * longest > room:
                break
            cost = best[start] + costs.of(rows, row.prompt, longest, total)
            if cost < cheapest:
                cheapest, start_of = cost, start
        best.append(cheapest)
        begins.append(start_of)
    batches = []
    end = len(order)
    while end:
        start = begins[end]
        indices = tuple(reversed(order[start:end]))
        batches.append(Batch(indices, max(prompts[i].total for i in indices)))
        end = start
    return batches
