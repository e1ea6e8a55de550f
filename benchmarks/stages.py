"""Duizhao's own stages, each at any size, for ``benchmarks.speed_stages``. What they work on is made up (seeded)."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

from benchmarks import glossary_harvest, ingest, stats, termbase
from benchmarks import memory as memories
from benchmarks.review_page import long_article
from tests.fakes import FakeEngine
from tests.review.many import many
from tests.review.sample import SIGNATURE
from translate.checks import check_rows
from translate.duplicates import recognise
from translate.enforce import Attempt, enforce
from translate.engine.base import Request
from translate.ingest import read, read_articles
from translate.memory import Memory, reading_only
from translate.model import Article, Block, BlockKind, Lock, LockKind, Row, TranslatedArticle
from translate.pipeline import translate_articles
from translate.prepare import prepare
from translate.review import render, render_site
from translate.segment import segment
from translate.stats import figures
from translate.termbase import ArticleContext, Termbase

_SENTENCES = 400  # of a text that a glossary is matched against: 0.06 MB
_QUESTIONS = 100  # asked of a memory
# Segments of a piece of an article, and the names that it glosses, as many as a real article on technology.
_PIECE, _NAMES = 37, 7


@dataclass(frozen=True, slots=True)
class Trial:
    """Some work to time, none of which was done before, and how much it is: by unit, such as segments."""

    work: Callable[[], object]
    units: Mapping[str, float]


Trials = Callable[[int, random.Random, Path], Iterator[Trial]]
"""Endlessly many trials of one size; the folder is empty and the trials' own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: ``base`` is its smallest size, in ``sized``. What it makes of a size is a ``Trial``."""

    name: str
    base: int
    sized: str
    trials: Trials


def _matching(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    base = _termbase(1_500, chance, folder)
    return _matches(base, [term.zh for term in base.terms], size, chance)


def _many_terms(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    base = _termbase(size, chance, folder)
    return _matches(base, [term.zh for term in base.terms], _SENTENCES, chance)


def _matches(base: Termbase, names: list[str], size: int, chance: random.Random) -> Iterator[Trial]:
    while True:
        text = termbase.generated_sentences(names, chance, size)

        def work(text: list[str] = text) -> None:
            for zh in text:
                base.match(zh, ArticleContext())

        yield Trial(work, {"MB of Chinese": _megabytes(text)})


def _termbase(size: int, chance: random.Random, folder: Path) -> Termbase:
    termbase.write_glossary(folder / "terms.po", termbase.generated_names(size, chance))
    return Termbase.load(folder)


def _loading(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    termbase.write_glossary(folder / "terms.po", termbase.generated_names(size, chance))
    while True:
        yield Trial(lambda: Termbase.load(folder), {"terms": size})


def _reading(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    for turn in count():
        path = folder / f"{turn}.jsonl"
        records = ingest._records(size, chance)
        path.write_text(
            "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records), encoding="utf-8"
        )
        units = {"articles": size, "MB": path.stat().st_size / 1e6}
        yield Trial(lambda path=path: list(read_articles([path])), units)  # type: ignore[misc]


def _long_page(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    for turn in count():
        path = folder / f"{turn}.md"
        record = {**ingest._records(1, chance)[0], "body": "\n\n".join(_paragraphs(size, chance))}
        path.write_text(ingest._dump(record), encoding="utf-8")
        yield Trial(lambda path=path: read(path), {"MB": path.stat().st_size / 1e6})  # type: ignore[misc]


def _segmenting(size: int, chance: random.Random, _: Path) -> Iterator[Trial]:
    """One paragraph of any length: nothing is shared between paragraphs."""
    while True:
        zh = "".join(_paragraphs(size, chance))
        article = Article("long", "long.md", (Block("p01", BlockKind.PARAGRAPH, zh),))
        yield Trial(lambda article=article: segment(article), {"MB of Chinese": _megabytes([zh])})  # type: ignore[misc]


def _locking(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    base = Termbase.load(Path("glossary"))
    for turn in count():
        article = _news(size, chance, folder / str(turn))
        units = {
            "segments": _PIECE * size,
            "glossed names": _NAMES * size,
        }  # counting them would keep them at hand
        yield Trial(lambda article=article: prepare(article, base, "stages"), units)  # type: ignore[misc]


def _whole(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    """From the article to what the memory stores, with the tests' engine, which answers at once."""
    base = Termbase.load(Path("glossary"))
    for turn in count():
        article = _news(size, chance, folder / str(turn))
        with Memory.open(folder / f"{turn}.db") as memory:
            given = translate_articles([article], termbase=base, memory=memory, choice=FakeEngine().choice())
            yield Trial(lambda given=given: list(given), {"segments": _PIECE * size})  # type: ignore[misc]


def _news(pieces: int, chance: random.Random, folder: Path) -> Article:
    """One article of so many pieces of a title and 36 sentences, with seven new names, glossed."""
    folder.mkdir()
    names = glossary_harvest._names(_NAMES * pieces, chance)
    sentences = glossary_harvest._sentences(_PIECE * pieces, chance)
    blocks: list[Block] = []
    for number in range(pieces):
        path = folder / f"{number}.md"
        glossed = names[_NAMES * number : _NAMES * (number + 1)]
        path.write_text(glossary_harvest._article(number, glossed, sentences, chance), encoding="utf-8")
        blocks += read(path).blocks
    return Article(
        "long", "long.md", tuple(replace(block, id=f"p{at:02}") for at, block in enumerate(blocks))
    )


def _checking(size: int, chance: random.Random, _: Path) -> Iterator[Trial]:
    for rows in _fresh_rows(size, chance):
        yield Trial(lambda rows=rows: check_rows(rows), {"segments": size})  # type: ignore[misc]


def _enforcing(size: int, chance: random.Random, _: Path) -> Iterator[Trial]:
    """With the tests' engine, which answers at once: two names, one of them missing from every draft."""
    engine = FakeEngine()
    while True:
        attempts = [_attempt(f"{chance.randrange(10**9)}") for _ in range(size)]
        yield Trial(lambda attempts=attempts: enforce(engine, attempts), {"segments": size})  # type: ignore[misc]


def _attempt(number: str) -> Attempt:
    zh, names = (
        f"深度求索说，英伟达第{number}号芯片卖完了。",
        (("深度求索", "DeepSeek"), ("英伟达", "Nvidia")),
    )
    locks = tuple(
        Lock(zh.index(each), zh.index(each) + len(each), each, en, LockKind.TERM) for each, en in names
    )
    return Attempt(Request(zh), locks, f"Nvidia said that its chip number {number} was sold out.")


def _rendering(size: int, chance: random.Random, _: Path) -> Iterator[Trial]:
    result, review = long_article(size)
    for rows in _fresh_rows(size, chance):
        page = replace(result, rows=rows)
        yield Trial(lambda page=page: render(page, review), {"pages": 1, "segments": size})  # type: ignore[misc]


def _fresh_rows(size: int, chance: random.Random) -> Iterator[tuple[Row, ...]]:
    """The rows of a long article, none with the texts of another turn: what is kept must not speed up the next."""
    result, _ = long_article(size)
    while True:
        blanks = " " * chance.randrange(1, 10_000)
        yield tuple(replace(row, draft=replace(row.draft, en=row.draft.en + blanks)) for row in result.rows)


def _indexing(size: int, _chance: random.Random, _: Path) -> Iterator[Trial]:
    entries = many(size)
    while True:
        yield Trial(lambda: list(render_site(entries, (), SIGNATURE)), {"articles": size})


def _recognising(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    with Memory.open(folder / "memory.db") as memory:
        for turn in count():
            path = folder / f"{turn}.jsonl"
            records, _ = ingest._with_twins(size, chance)
            path.write_text(
                "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records), encoding="utf-8"
            )
            articles = [each for each in read_articles([path]) if isinstance(each, Article)]
            yield Trial(lambda articles=articles: recognise(articles, memory), {"articles": size})  # type: ignore[misc]


def _exact(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    known = _built(size, folder)
    with Memory.open(folder / "memory.db") as memory:
        while True:
            asked = chance.choices(known, k=_QUESTIONS)
            yield Trial(lambda asked=asked: memory.approved(asked), {"lookups": _QUESTIONS})  # type: ignore[misc]


def _near(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    known = _built(size, folder)
    with Memory.open(folder / "memory.db") as memory:
        while True:
            asked = [memories.altered(zh, chance, known) for zh in chance.choices(known, k=_QUESTIONS)]
            yield Trial(lambda asked=asked: [memory.near(zh) for zh in asked], {"lookups": _QUESTIONS})  # type: ignore[misc]


def _built(size: int, folder: Path) -> list[str]:
    known = list(islice(memories.sentences(random.Random(1)), size))
    memories.build(folder / "memory.db", known)
    return known


def _storing(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    for turn in count():
        made = list(stats.articles(size, chance))
        path = folder / f"{turn}.db"
        units = {"articles": size, "segments": sum(len(result.rows) for result in made)}
        yield Trial(lambda made=made, path=path: _store(made, path), units)  # type: ignore[misc]


def _store(made: Sequence[TranslatedArticle], path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store_all((result, {}) for result in made)


def _telling(size: int, chance: random.Random, folder: Path) -> Iterator[Trial]:
    made = list(stats.articles(size, chance))
    _store(made, folder / "memory.db")
    with Memory.open(folder / "memory.db") as memory:
        for result in made:
            stats.decide(memory, result, chance)
    with reading_only(folder / "memory.db") as memory:
        while True:
            yield Trial(lambda: figures(memory), {"segments": sum(len(result.rows) for result in made)})


def _paragraphs(size: int, chance: random.Random) -> list[str]:
    return [ingest._paragraph(chance) for _ in range(size)]


def _megabytes(texts: Sequence[str]) -> float:
    return sum(len(zh.encode()) for zh in texts) / 1e6


#: Every stage of a run but the model, in their order in it, then what people ask for.
STAGES: tuple[Stage, ...] = (
    Stage("ingest, many articles", 100, "articles", _reading),
    Stage("ingest, one long page", 15, "paragraphs", _long_page),
    Stage("duplicates", 100, "articles", _recognising),
    Stage("segmentation, one paragraph", 20, "times 100 characters", _segmenting),
    Stage("glossary loading", 1_500, "terms", _loading),
    Stage("glossary matching, text grows", _SENTENCES // 4, "sentences", _matching),
    Stage("glossary matching, terms grow", 1_500, "terms", _many_terms),
    Stage("locks found and put in place, one article", 1, "times 37 segments", _locking),
    Stage("enforcement, all at once", 20, "segments", _enforcing),
    Stage("checks, one article", 20, "segments", _checking),
    Stage("memory, storing", 4, "articles of 20 segments", _storing),
    Stage("memory, exact lookup", 1_000, "segments in it", _exact),
    Stage("memory, near lookup", 1_000, "segments in it", _near),
    Stage("all of these but the model, one article", 1, "times 37 segments", _whole),
    Stage("page rendering, one page", 20, "segments", _rendering),
    Stage("index rendering", 100, "articles", _indexing),
    Stage("stats", 10, "articles of 20 segments in the memory", _telling),
)
