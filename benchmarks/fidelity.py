"""Whether names, numbers and dates come through: a raw engine, the locks in place, the whole ladder, a human.

    python -m benchmarks.fidelity ZH EN [--limit N] [--seed S] [--glossary DIR] [--amounts-only]
    python -m benchmarks.fidelity --constructed

``ZH`` and ``EN`` are aligned, one sentence a line; each line becomes an article of its own and goes through the
pipeline as any article does. ``--constructed`` needs no files: it takes the sentences of ``constructed``.
``--list`` shows what the whole ladder got wrong; ``--memory FILE`` keeps the drafts, so that a stopped run goes on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from rich.console import Console

from benchmarks import constructed as made
from benchmarks.amounts import SEED
from benchmarks.fidelity_counts import (
    Pair,
    Subject,
    Texts,
    article_of,
    faults,
    measure,
    read_pairs,
    report,
    select,
    subjects,
)
from translate.drafting import Watch, draft_items
from translate.engine.base import Request
from translate.engine.choose import Choice, choose
from translate.errors import DuizhaoError
from translate.memory import Memory, draft_key
from translate.pipeline import translate_articles
from translate.prepare import Item
from translate.progress import watching
from translate.termbase import Termbase
from translate.text import has_han
from translate.tidy import spaced, tidy

_WIDTH = 120  # columns of the terminal, also where the table goes to a file


# --- the ways to translate ----------------------------------------------------------------------------------
def ladder(
    lines: Sequence[Subject], termbase: Termbase, choice: Choice, memory: Memory, watch: Watch
) -> Texts:
    """The product itself."""
    results = translate_articles(
        [line.article for line in lines], termbase=termbase, memory=memory, choice=choice, watch=watch
    )
    return Texts("whole ladder", tuple(_joined(row.draft.en for row in result.rows) for result in results))


def put_in_place(lines: Sequence[Subject], memory: Memory) -> Texts:
    """What the product had before it decoded anything again; ``ladder`` left it in ``memory``."""
    raw = memory.drafts(item.raw_key for line in lines for item in line.items if item.copied is None)

    def english(item: Item) -> str:
        return tidy(raw[item.raw_key].en, item.segment.zh) if item.copied is None else item.copied

    return Texts("put in place", tuple(_joined(map(english, line.items)) for line in lines))


def nothing(lines: Sequence[Subject], choice: Choice, memory: Memory, watch: Watch) -> Texts:
    """The engine by itself: the Chinese as it is, no names in the prompt."""
    bare = [[_bare(item, choice.signature) for item in line.items] for line in lines]
    wanted = [item for items in bare for item in items if item.copied is None]
    watch.planned(sum(len(line.items) for line in lines) + len(wanted))  # those of ``ladder`` are done
    drafts = draft_items(wanted, choice.load, memory, watch)

    def english(item: Item) -> str:
        return drafts[item.key].en if item.copied is None else item.copied

    return Texts("nothing", tuple(_joined(map(english, items)) for items in bare))


def _bare(item: Item, engine: str) -> Item:
    request = Request(item.segment.zh.strip())
    key = draft_key("raw", engine, request.zh)
    copied = None if has_han(request.zh) else spaced(request.zh)
    return replace(
        item, locks=(), forbidden=(), request=request, copied=copied, raw_key=key, key=draft_key(key)
    )


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, (text.strip() for text in texts)))


# --- the two ways to run it ---------------------------------------------------------------------------------
def translations(
    lines: Sequence[Subject], termbase: Termbase, choice: Choice, memory: Memory, watch: Watch
) -> tuple[Texts, ...]:
    """The four columns: nothing, put in place, whole ladder, human reference. The engine is loaded once."""
    choice = replace(choice, load=cache(choice.load))
    whole = ladder(lines, termbase, choice, memory, watch)
    placed = put_in_place(lines, memory)
    human = Texts("human reference", tuple(line.pair.en for line in lines))
    return nothing(lines, choice, memory, watch), placed, whole, human


def outcomes(
    sentences: Sequence[made.Constructed], termbase: Termbase, choice: Choice, memory: Memory, watch: Watch
) -> tuple[made.Outcome, ...]:
    """What the product makes of constructed sentences, by its own findings."""
    articles = [article_of(Pair(at, sentence.zh, "")) for at, sentence in enumerate(sentences, 1)]
    results = translate_articles(articles, termbase=termbase, memory=memory, choice=choice, watch=watch)
    return tuple(
        made.outcome(
            sentence,
            _joined(row.draft.en for row in result.rows),
            [finding for row in result.rows for finding in row.findings],
        )
        for sentence, result in zip(sentences, results, strict=True)
    )


@contextmanager
def _memory(kept: Path | None) -> Iterator[Memory]:
    """The memory at ``kept``, else one that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, Memory.open(kept or Path(folder) / "memory.db") as memory:
        yield memory


def _run(options: argparse.Namespace, choice: Choice) -> None:
    termbase = Termbase.load(options.glossary)
    with _memory(options.memory) as memory, watching(False) as watch:
        if options.constructed:
            sentences = made.constructed(options.seed)
            results = outcomes(sentences, termbase, choice, memory, watch)
            head, table, listed = "constructed sentences", made.by_form(results), made.wrong(results)
        else:
            pairs = read_pairs(options.zh, options.en)
            pairs = select(pairs, limit=options.limit, seed=options.seed, amounts_only=options.amounts_only)
            lines = subjects(pairs, termbase, choice.signature)
            columns = translations(lines, termbase, choice, memory, watch)
            head, table = f"{len(lines)} sentences", report([measure(lines, column) for column in columns])
            listed = faults(lines, columns[2])
    print(f"{head}, engine {choice.signature}, {len(termbase)} terms")
    Console(width=_WIDTH).print(table)
    for fault in listed if options.list else ():
        print(f"\n{fault}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("zh", type=Path, nargs="?", help="Chinese, one sentence a line")
    parser.add_argument("en", type=Path, nargs="?", help="its English by people, aligned")
    parser.add_argument("--constructed", action="store_true", help="measure constructed sentences, no files")
    parser.add_argument("--limit", type=int, metavar="N", help="only N lines, taken at random")
    parser.add_argument("--seed", type=int, default=SEED, help="which lines, which sentences")
    parser.add_argument("--amounts-only", action="store_true", help="only lines with a 万 or 亿 amount")
    parser.add_argument("--glossary", type=Path, default=Path("glossary"), metavar="DIR")
    parser.add_argument("--memory", type=Path, metavar="FILE", help="keep drafts: a stopped run goes on")
    parser.add_argument("--list", action="store_true", help="show what the whole ladder got wrong")
    options = parser.parse_args(arguments)
    if options.constructed == (options.en is not None):
        parser.error("give two files, ZH and EN, or --constructed and no file")
    return options


def main(arguments: Sequence[str] | None = None, engine: Callable[[], Choice] = choose) -> None:
    """Print the table."""
    options = _options(arguments)
    try:
        _run(options, engine())
    except (DuizhaoError, OSError, ValueError) as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
