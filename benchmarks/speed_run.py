"""What is not the model's in a whole run, and what decoding again adds to drafting.

    python -m benchmarks.speed_run [DUMP…] [--engine qwen]

Runs ``duizhao translate``'s job over ``examples/`` (or the dumps) with the installed engine and an empty memory,
then once more with the memory that it made. The clock is read around every call of the engine, so the model's
seconds are those of drafting, of decoding again (forced beginnings and the passes that find their places), and the
rest is Duizhao's own: reading, duplicates, locks, checks, memory, pages, index. The engine is loaded before. Wall
seconds.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks.measured import Row
from translate.engine.base import Beginning, Completion, Drafted, Engine, Place, Probe, Request
from translate.engine.choose import Choice, choose
from translate.engine.passing import Passing
from translate.errors import IngestError
from translate.ingest import read_articles
from translate.job import Job, run
from translate.prepare import Item, prepare
from translate.termbase import Termbase

_T = TypeVar("_T")

EXAMPLES = (Path("examples"),)
GLOSSARY = Path("glossary")
MOST_OVERHEAD, MOST_AGAIN = 0.03, 0.15  # shares: the goals


class Timed(Passing):
    """An engine that counts the seconds and tokens spent inside another one."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.seconds = 0.0
        self.redecoding = 0.0
        self.tokens = 0

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        drafts = self._engine.draft(requests, notice)
        while True:
            began = perf_counter()
            drafted = next(drafts, None)
            self.seconds += perf_counter() - began
            if drafted is None:
                return
            self.tokens += drafted.tokens
            yield drafted

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        return self._again(lambda: self._engine.resume(beginnings))

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        return self._again(lambda: self._engine.likelihoods(probes))

    def _again(self, work: Callable[[], _T]) -> _T:
        began = perf_counter()
        result = work()
        self.redecoding += perf_counter() - began
        return result


@dataclass(frozen=True, slots=True)
class Loaded:
    """An engine that is ready and warm, and the choice that it came from."""

    choice: Choice
    engine: Engine


def loaded(engine: str) -> Loaded:
    """The engine of that name (``auto`` takes what the product takes). ModelError if it is not installed."""
    choice = choose(engine)
    ready = choice.load()
    list(
        ready.draft([Request("天气很好。"), Request("他说，天气很好。")])
    )  # reads the weights, keeps the shared prompt
    return Loaded(choice, ready)


def items_of(dumps: Sequence[Path], signature: str) -> list[Item]:
    """Every segment of the dumps that an engine is asked for, with the starter glossary's locks in place."""
    termbase = Termbase.load(GLOSSARY)
    articles = [each for each in read_articles(dumps) if not isinstance(each, IngestError)]
    items = [item for article in articles for item in prepare(article, termbase, signature)]
    return [item for item in items if item.copied is None]


def rows(
    dumps: Sequence[Path] = EXAMPLES, engine: str = "qwen", ready: Loaded | None = None
) -> Iterator[Row]:
    """The table's rows; ``ready`` is used instead of loading ``engine``."""
    ready = ready or loaded(engine)
    timed = Timed(ready.engine)
    with tempfile.TemporaryDirectory() as folder:
        job = Job(tuple(dumps), Path(folder) / "output", GLOSSARY, Path(folder) / "memory.db")
        report = run(job, lambda: Choice(ready.choice.name, ready.choice.signature, lambda: timed))
        again = run(job, lambda: ready.choice)
    model = timed.seconds + timed.redecoding
    on = f"{ready.choice.name}, {report.count('segments')} segments in {report.seconds:.1f} s"
    yield Row(
        "not the model's, of a whole run", f"{1 - model / report.seconds:.1%}", _at_most(MOST_OVERHEAD), on
    )
    share = timed.redecoding / timed.seconds
    note = f"{timed.redecoding:.1f} s on top of {timed.seconds:.1f} s of drafting"
    yield Row("decoding again, on top of drafting", f"{share:.1%}", _at_most(MOST_AGAIN), note)
    reused = f"{again.reused} of {again.count('segments')} segments reused"
    yield Row("the same run again", f"{again.seconds:.2f} s", "", reused)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    yield Row("peak memory of this process", f"{peak:.2f} GiB", "", "model and all")


def _at_most(share: float) -> str:
    return f"≤ {share:.0%}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    from benchmarks.speed import show  # it knows all parts

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dumps", type=Path, nargs="*", metavar="DUMP", help="default: examples/")
    parser.add_argument(
        "--engine", default="qwen", help="auto, qwen, argos or a model's own name (default: qwen)"
    )
    options = parser.parse_args(arguments)
    show({"run": rows(options.dumps or EXAMPLES, options.engine)})


if __name__ == "__main__":
    main()
