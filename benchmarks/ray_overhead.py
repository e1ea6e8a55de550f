"""What Ray costs on one machine, where it can bring nothing: the same drafting with it and without.

    python -m benchmarks.ray_overhead [DUMP…]

The default is ``examples/``. The installed engine drafts all sentences by itself, then through a cluster of this
machine with one worker that has all the processors, each three times, of which the quickest counts (machines are
shared). Prints the ratio of the times, start of Ray apart, and whether the drafts are the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from translate.engine.base import Engine, Request
from translate.engine.choose import choose
from translate.ingest import read_articles
from translate.model import Article
from translate.prepare import prepare
from translate.runner import RAY, Settings, running
from translate.termbase import Termbase


def drafted(engine: Engine, requests: Sequence[Request]) -> tuple[float, dict[int, str]]:
    """The least seconds of three, and the English of each request."""
    list(engine.draft(requests[:2]))  # warm: a worker loads its model with its first batch
    drafts: dict[int, str] = {}
    seconds = []
    for _ in range(3):
        began = perf_counter()
        drafts = {each.index: each.en for each in engine.draft(requests)}
        seconds.append(perf_counter() - began)
    return min(seconds), drafts


def main() -> None:
    dumps = tuple(map(Path, sys.argv[1:])) or (Path("examples"),)
    choice, termbase = choose(), Termbase.load(Path("glossary"))
    articles = [found for found in read_articles(dumps) if isinstance(found, Article)]
    items = [item for article in articles for item in prepare(article, termbase, choice.signature)]
    requests = [item.request for item in items if item.copied is None]
    alone, here = drafted(choice.load(), requests)
    with running(Settings(RAY, workers=1), lambda _: None) as runner:
        began = perf_counter()
        engine = runner.spread(choice).load()
        start = perf_counter() - began
        spread, there = drafted(engine, requests)
    same = sum(here[index] == there[index] for index in here)
    print(f"{choice.signature}, {len(requests)} sentences of {len(articles)} articles")
    print(f"by itself          {alone:6.1f} s")
    print(
        f"through Ray        {spread:6.1f} s, {spread / alone:.2f} times that; {start:.1f} s more to start it"
    )
    print(f"the same drafts    {same} of {len(here)}")


if __name__ == "__main__":
    main()
