"""An engine that gives its work to workers on a Ray cluster, batch by batch, and takes what they send back.

It keeps no state but who is working: a worker that is lost costs the batch that it had, which another one does.
The process that drafts stays the only one that opens the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from translate.engine.base import Beginning, Completion, Drafted, Place, Probe, Request
from translate.engine.batches import Batch
from translate.engine.choose import Choice
from translate.errors import RunnerError
from translate.runner.board import Board, Seat, Task, cut
from translate.runner.worker import Outcome, Worker

# A batch that lost so many workers is given up; a seat that lost so many one after the other stays empty.
_TRIES = 3


@dataclass(slots=True)
class _Desk:
    """A seat and who sits there now, hired when first needed."""

    seat: Seat
    worker: Any = None
    losses: int = 0  # one after the other


@dataclass(slots=True)
class RayEngine:
    """Spreads an engine over ``seats``; see ``translate.engine.base.Engine`` for the methods.

    ``find`` finds the engine on each machine and is pickled. ``say`` gets what is being done now.
    A method raises what a worker's engine raised (``DuizhaoError``), and ``RunnerError`` where workers are lost again
    and again.
    """

    choice: Choice
    seats: tuple[Seat, ...]
    find: Callable[[], Choice]
    say: Callable[[str], None]
    lost: int = 0  # workers, of the whole run
    _desks: list[_Desk] = field(init=False)

    def __post_init__(self) -> None:
        self._desks = [_Desk(seat) for seat in self.seats]

    @property
    def name(self) -> str:
        return self.choice.name

    @property
    def signature(self) -> str:
        return self.choice.signature

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """Translate; ``notice(n)`` is called as a batch of n comes back."""
        self.say(f"translating with {described(self.seats)}")
        for batch, results in self._spread("draft", requests, [len(request.zh) for request in requests]):
            for index, drafted in zip(batch.indices, results, strict=True):
                yield Drafted(index, drafted.en, drafted.tokens)
            if notice:
                notice(len(batch.indices))

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        """Complete each beginning, in the order given."""
        return self._gathered("resume", beginnings, [len(each.request.zh) for each in beginnings])

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        """For each probe the places where its words could stand."""
        return self._gathered("likelihoods", probes, [len(probe.request.zh) for probe in probes])

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        """Up to ``count`` English texts of one sentence, from one worker."""
        (texts,) = self._gathered("alternatives", [(request, count)], [len(request.zh)])
        return tuple(texts)

    def _gathered(self, method: str, items: Sequence[Any], lengths: Sequence[int]) -> tuple[Any, ...]:
        done: dict[int, Any] = {}
        for batch, results in self._spread(method, items, lengths):
            done.update(zip(batch.indices, results, strict=True))
        return tuple(done[index] for index in range(len(items)))

    def _spread(
        self, method: str, items: Sequence[Any], lengths: Sequence[int]
    ) -> Iterator[tuple[Batch, tuple[Any, ...]]]:
        """Each batch with its results, as it comes back."""
        board = Board(cut(lengths, len(self._desks)))
        under_way: dict[Any, tuple[_Desk, Task]] = {}
        try:
            while True:
                busy = {desk.seat.number for desk, _ in under_way.values()}
                for desk in self._desks:
                    task = (
                        board.take(desk.seat.number, self._open()) if desk.seat.number not in busy else None
                    )
                    if task:
                        chosen = [items[index] for index in task.batch.indices]
                        under_way[self._hired(desk).work.remote(method, chosen)] = (desk, task)
                if not under_way:
                    return
                (ref,), _ = ray.wait(list(under_way), num_returns=1)
                desk, task = under_way.pop(ref)
                results = self._results(ref, desk, task, board)
                if results is not None:
                    yield task.batch, results
        finally:  # on Ctrl-C, on an error, or if nobody wants the rest: what is under way ends now
            for desk, _ in under_way.values():
                _dismiss(desk)

    def _open(self) -> set[int]:
        return {desk.seat.number for desk in self._desks}

    def _results(self, ref: Any, desk: _Desk, task: Task, board: Board) -> tuple[Any, ...] | None:
        """What the worker sent; None if it was lost and its batch waits again."""
        try:
            outcome: Outcome = ray.get(ref)
        except RayTaskError as error:  # a fault of the program, there as it would be here
            raise RunnerError(f"the engine failed: {reason(error)}", where=desk.seat.host) from error
        except RayError as error:
            self._lose(desk, board.give_back(task, desk.seat.number), reason(error))
            return None
        if outcome.error:
            raise outcome.error
        desk.losses = 0
        return outcome.results

    def _lose(self, desk: _Desk, task: Task, why: str) -> None:
        self.lost += 1
        desk.losses += 1
        _dismiss(desk)
        others = len(self._desks) > 1
        if others and (desk.losses >= _TRIES or desk.seat.node not in alive()):
            self._desks.remove(desk)
        if len(task.lost) >= _TRIES:
            raise RunnerError(
                f"{len(task.batch.indices)} sentences lost their worker {_TRIES} times, at last so: {why}",
                where=desk.seat.host,
                remedy="what was finished is kept; look at that machine's memory and at Ray's logs there, "
                "then run it again, or with --runner local",
            )
        self.say(f"a worker on {desk.seat.host} was lost, its sentences go to another")

    def _hired(self, desk: _Desk) -> Any:
        """The worker at a desk, a new one where there is none."""
        if desk.worker is None:
            options = ray.remote(Worker).options(
                num_cpus=desk.seat.cpus,
                max_restarts=0,  # who is lost is replaced here, where it is counted
                scheduling_strategy=NodeAffinitySchedulingStrategy(desk.seat.node, soft=False),
            )
            desk.worker = options.remote(self.find, self.signature, desk.seat.cpus)
        return desk.worker


def _dismiss(desk: _Desk) -> None:
    if desk.worker is not None:
        ray.kill(desk.worker, no_restart=True)
        desk.worker = None


def alive() -> frozenset[str]:
    """Ids of the cluster's machines that are up."""
    nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return frozenset(node["NodeID"] for node in nodes if node["Alive"])


def described(seats: Sequence[Seat]) -> str:
    """The workers in a few words: ``4 workers on 2 machines``."""
    machines = len({seat.node for seat in seats})
    workers = f"{len(seats)} workers" if len(seats) != 1 else "1 worker"
    return f"{workers} on {machines} machines" if machines != 1 else f"{workers} on 1 machine"


def reason(error: Exception) -> str:
    """The line of Ray's error that says why, without the advice that follows it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    dead = (line for line in lines if line.startswith("The actor is dead because"))
    line = next(dead, lines[-1] if lines else type(error).__name__)
    return line.partition(" Some common causes")[0][:300].rstrip(". ")
