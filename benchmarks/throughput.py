"""How fast the installed engine drafts, batched and one sentence at a time, and what else a run costs.

    python -m benchmarks.throughput [DUMP…]

The default is ``examples/``. Prints generated tokens a second of both ways in one run (their ratio is what
counts: machines are shared), the share of a whole run that is the model's, and the peak memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from translate.engine.base import Beginning, Completion, Drafted, Engine, Place, Probe, Request
from translate.engine.choose import Choice, choose
from translate.engine.passing import Passing
from translate.errors import IngestError
from translate.ingest import read_articles
from translate.job import Job, run
from translate.prepare import prepare
from translate.termbase import Termbase

_T = TypeVar("_T")

# One sentence in so many is drafted by itself as well: enough to compare, short enough to wait for.
_SAMPLE = 6


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


def speed(engine: Engine, groups: Sequence[Sequence[Request]]) -> float:
    """Generated tokens a second over the groups, each drafted by a call of its own."""
    began, tokens = perf_counter(), 0
    for group in groups:
        tokens += sum(drafted.tokens for drafted in engine.draft(group))
    return tokens / (perf_counter() - began)


def main() -> None:
    dumps = tuple(map(Path, sys.argv[1:])) or (Path("examples"),)
    choice, glossary = choose(), Path("glossary")
    engine = choice.load()
    articles = [each for each in read_articles(dumps) if not isinstance(each, IngestError)]
    termbase = Termbase.load(glossary)
    items = [item for article in articles for item in prepare(article, termbase, choice.signature)]
    requests = [item.request for item in items if item.copied is None]
    list(engine.draft(requests[:2]))  # warm: the first call reads the weights and keeps the shared prompt
    batched = speed(engine, [requests])
    single = speed(engine, [[request] for request in requests[::_SAMPLE]])
    print(f"{choice.signature}, {len(requests)} sentences of {len(articles)} articles")
    print(f"batched            {batched:6.1f} tokens/s")
    print(f"one at a time      {single:6.1f} tokens/s  (every {_SAMPLE}th sentence)")
    print(f"ratio              {batched / single:6.2f}")

    timed = Timed(engine)
    with tempfile.TemporaryDirectory() as folder:
        job = Job(dumps, Path(folder) / "output", glossary, Path(folder) / "memory.db")
        report = run(job, lambda: Choice(choice.name, choice.signature, lambda: timed))
        again = run(job, lambda: choice)
    model = timed.seconds + timed.redecoding
    print(f"whole run          {report.seconds:6.1f} s, {model / report.seconds:.1%} of it the model's")
    print(f"decoding again     {timed.redecoding / timed.seconds:6.1%} on top of drafting")
    print(f"second run         {again.seconds:6.1f} s, {again.reused} of {again.count('segments')} reused")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"peak memory        {peak:6.2f} GiB")


if __name__ == "__main__":
    main()
