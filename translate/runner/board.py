"""Which batch goes to which worker: bookkeeping alone, no machines.

A batch that lost its worker goes to another one, if there is another: what kills a worker may be the machine (then
the other one finishes it) or the batch (then it is given up after a few tries).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from math import ceil

from translate.engine.batches import Batch, plan

# Batches for each worker, so that the last ones to finish keep the others waiting for a quarter of their work.
_EACH = 4
# Characters of Chinese: below this an engine's own batches are not full (about 16 sentences of news). Sentences at
# most: what a lost worker costs.
_FULL = 600
_MOST = 64


@dataclass(frozen=True, slots=True)
class Task:
    """A batch to be done, and which seats have lost their worker over it, once for each time."""

    batch: Batch
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine of the cluster: its id there, its name, its processors."""

    node: str
    host: str
    cpus: int


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one worker sits: the machine, and how many of its processors are the worker's."""

    number: int
    node: str
    host: str
    cpus: int


class Board:
    """The tasks that wait. Those given back go first."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._waiting = deque(map(Task, batches))

    def take(self, seat: int, seats: Set[int]) -> Task | None:
        """The next task for a seat: none that it has lost, while another of the ``seats`` has not lost it."""
        for task in self._waiting:
            if seat not in task.lost or seats <= set(task.lost):
                self._waiting.remove(task)
                return task
        return None

    def give_back(self, task: Task, seat: int) -> Task:
        """The task waits again, lost once more."""
        again = replace(task, lost=(*task.lost, seat))
        self._waiting.appendleft(again)
        return again


def cut(lengths: Sequence[int], workers: int) -> tuple[Batch, ...]:
    """Batches of like length for so many workers; ``lengths`` are in characters."""
    total = sum(max(1, length) for length in lengths)
    even = ceil(total / workers)
    budget = max(ceil(total / (workers * _EACH)), min(even, _FULL))
    return tuple(plan(lengths, most=_MOST, budget=max(1, budget)))


def seats(machines: Sequence[Machine], workers: int | None) -> tuple[Seat, ...]:
    """One seat a machine with all its processors, or ``workers`` seats, each next one where it gets the most.

    Fewer than asked for where there are fewer processors; none where there are no machines.
    """
    usable = sorted(
        (machine for machine in machines if machine.cpus), key=lambda each: (-each.cpus, each.node)
    )
    counts = dict.fromkeys(usable, 1 if workers is None else 0)
    for _ in range(workers or 0):
        best = max(usable, key=lambda machine: machine.cpus / (counts[machine] + 1), default=None)
        if best and best.cpus > counts[best]:
            counts[best] += 1
    placed = [(machine, machine.cpus // count) for machine, count in counts.items() for _ in range(count)]
    return tuple(Seat(at, each.node, each.host, cpus) for at, (each, cpus) in enumerate(placed))
