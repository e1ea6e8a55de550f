"""What each of the qwen engine's choices is worth: the same work with one of them taken back.

    python -m benchmarks.speed_settings [--sentences 48] [--pairs 3] [--seed 1]

A figure is how many times as long the work takes without the choice, the median of pairs run in turn with the least
and the most: below 1 it would be better without. Drafting is of sentences of ``examples/``, drawn by the seed;
decoding again is of every sentence of ``examples/`` whose draft misses a lock, up the whole ladder, and tells how
many locks are still missing at the end.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from benchmarks.measured import Row, compare
from benchmarks.speed_run import EXAMPLES, Loaded, items_of, loaded
from translate.enforce import Attempt, enforce
from translate.engine import qwen
from translate.engine.base import Beginning, Completion, Engine, Request
from translate.engine.batches import Batch, Expected
from translate.engine.passing import Passing
from translate.engine.qwen import QwenEngine
from translate.prepare import Item
from translate.tidy import tidy


@dataclass(frozen=True, slots=True)
class Without:
    """A choice, and what puts the work back to how it would be without it."""

    what: str
    note: str
    change: Callable[[], AbstractContextManager[object]] = nullcontext
    engine: Callable[[Engine], Engine] = lambda engine: engine


class RestForgotten(Passing):
    """An engine that is not told of the earlier draft's words."""

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        return self._engine.resume([replace(beginning, rest="") for beginning in beginnings])


def as_they_come(prompts: Sequence[Expected], _costs: object, *, most: int, room: int) -> Iterator[Batch]:
    """Batches in the order given, as many as fit: the planner without its plan."""
    batch: list[int] = []
    longest = 0
    for index, prompt in enumerate(prompts):
        longest = max(longest, prompt.total)
        if batch and (len(batch) == most or (len(batch) + 1) * longest > room):
            yield Batch(tuple(batch), longest)
            batch, longest = [], prompt.total
        batch.append(index)
    if batch:
        yield Batch(tuple(batch), longest)


def _shared_each_time(engine: QwenEngine) -> Callable[..., list[Any]]:
    """``generate_batch`` with what all prompts share read again for every sentence."""
    generate = engine._generator.generate_batch

    def read_again(prompts: Sequence[list[str]], **settings: Any) -> list[Any]:
        settings = {
            name: value
            for name, value in settings.items()
            if name not in ("static_prompt", "cache_static_prompt")
        }
        results: list[Any] = generate([engine._shared + prompt for prompt in prompts], **settings)
        return results

    return read_again


def drafting(engine: QwenEngine) -> tuple[Without, ...]:
    """The choices that drafting rests on."""

    class Reading:
        """The generator, but for the shared beginning."""

        generate_batch = staticmethod(_shared_each_time(engine))
        unload_model = engine._generator.unload_model

    return (
        Without(
            "batches planned by length",
            "in the order given, as many as fit",
            lambda: patch.object(qwen, "plan_prompts", as_they_come),
        ),
        Without(
            "the shared beginning kept",
            "read for every sentence",
            lambda: patch.object(engine, "_generator", Reading()),
        ),
        Without("up to 32 in a batch", "up to 8", lambda: patch.object(qwen, "_BATCH", 8)),
        Without("one stream of all threads", "a stream a processor", engine=_one_thread_each),
    )


def again() -> tuple[Without, ...]:
    """The choices that decoding again rests on."""
    return (
        Without("back to the draft's words", "each completion to its end", engine=RestForgotten),
        Without(
            "beginnings filled up to like lengths", "as they are", lambda: patch.object(qwen, "_WIDTH", 1)
        ),
        Without(
            "places within e^-2 of the best first",
            "three at a time",
            lambda: patch("translate.enforce._MARGIN", 100.0),
        ),
        Without("a blank is no miss", "decoded again", lambda: patch("translate.enforce.closed_up", _same)),
    )


def _same(attempt: Attempt) -> Attempt:
    return attempt


_side_by_side: dict[int, Engine] = {}


def _one_thread_each(engine: Engine) -> Engine:
    """A second copy of the model, as many batches under way as there are processors."""
    if id(engine) not in _side_by_side:
        with patch.object(qwen, "streams", lambda processors: (processors, 1)):
            copy = loaded("qwen").engine
        _side_by_side[id(engine)] = copy
    return _side_by_side[id(engine)]


def rows(sentences: int = 48, pairs: int = 3, seed: int = 1, ready: Loaded | None = None) -> Iterator[Row]:
    """The table's rows: drafting, then decoding again."""
    ready = ready or loaded("qwen")
    engine = ready.engine
    assert isinstance(engine, QwenEngine)
    items = items_of(EXAMPLES, ready.choice.signature)
    requests = [item.request for item in items]
    random.Random(seed).shuffle(requests)
    for choice in drafting(engine):
        yield from _row(choice, engine, _Draft(requests[:sentences]), pairs, f"{sentences} sentences")
    failing = missing_a_lock(engine, items)
    for choice in again():
        work = _Again(failing)
        yield from _row(choice, engine, work, pairs, f"{len(failing)} sentences", work)


@dataclass(slots=True)
class _Draft:
    requests: Sequence[Request]

    def __call__(self, engine: Engine) -> None:
        for _ in engine.draft(self.requests):
            pass


@dataclass(slots=True)
class _Again:
    attempts: Sequence[Attempt]
    left: int = 0

    def __call__(self, engine: Engine) -> None:
        self.left = sum(len(attempt.missing()) for attempt in enforce(engine, self.attempts))


def _row(
    choice: Without,
    engine: Engine,
    work: Callable[[Engine], None],
    pairs: int,
    on: str,
    counted: _Again | None = None,
) -> Iterator[Row]:
    other, left = choice.engine(engine), [0, 0]

    def ours() -> None:
        work(engine)
        left[0] = counted.left if counted else 0

    def without() -> None:
        with choice.change():
            work(other)
        left[1] = counted.left if counted else 0

    ratio = compare(ours, without, pairs=pairs)
    told = f"; locks missing at the end: {left[0]}, without {left[1]}" if counted else ""
    yield Row(choice.what, str(ratio), "", f"against: {choice.note}; {on}, pairs: {pairs}{told}")


def missing_a_lock(engine: Engine, items: Sequence[Item]) -> list[Attempt]:
    """The drafts of the items that miss a lock, as the ladder gets them."""
    drafts = {drafted.index: drafted.en for drafted in engine.draft([item.request for item in items])}
    attempts = [
        Attempt(item.request, item.locks, tidy(drafts[at], item.segment.zh)) for at, item in enumerate(items)
    ]
    return [attempt for attempt in attempts if attempt.missing()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    from benchmarks.speed import show  # it knows all parts

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=48, help="to draft (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=3, help="runs of both in turn (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the drawing (default: %(default)s)")
    options = parser.parse_args(arguments)
    show({"settings": rows(**vars(options))})


if __name__ == "__main__":
    main()
