"""The desk's job: files in, pages and an index out, one bad file never stopping the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from translate.drafting import Silent, Watch
from translate.duplicates import Duplicate, recognise
from translate.engine.choose import Choice
from translate.errors import DuizhaoError, OutputError
from translate.ingest import read_articles
from translate.memory import Memory
from translate.model import Article, Signature
from translate.output import write_text
from translate.pipeline import translate_articles
from translate.review import Fault, IndexEntry, entry_of, render, render_index
from translate.review.near import offers
from translate.segment import SEGMENTER
from translate.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Job:
    """What to translate and where everything is."""

    dumps: tuple[Path, ...]
    output: Path
    glossary: Path
    memory: Path


@dataclass(frozen=True, slots=True)
class Report:
    """What a job did. Counts are of this run's articles; ``seconds`` is wall time."""

    index: Path
    pages: tuple[Path, ...]
    entries: tuple[IndexEntry, ...]
    faults: tuple[Fault, ...]
    duplicates: tuple[Duplicate, ...]  # articles read and recognised as others, so not translated again
    reused: int  # segments that came from memory, from people, or needed no engine
    engine: str
    seconds: float

    def count(self, name: str) -> int:
        """The sum of one of the entries' counts, e.g. ``blockers``."""
        return sum(getattr(entry, name) for entry in self.entries)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 a fault, 3 blockers remain (design section 13)."""
        return 1 if self.faults else 3 if self.count("blockers") else 0


def run(job: Job, choose: Callable[[], Choice], watch: Watch | None = None) -> Report:
    """Translate a job's dumps. Files that fail become faults of the report; the rest is done.

    Raises ``DuizhaoError`` where nothing can be done at all: no glossary folder, no engine, a broken memory.
    """
    began = monotonic()
    count = Count(watch or Silent())
    termbase = Termbase.load(job.glossary)
    articles, unread = read_all(job.dumps)
    faults = [*map(fault_of, termbase.faults), *unread]
    choice = choose()
    entries: dict[str, IndexEntry] = {}
    with Memory.open(job.memory) as memory:
        told = recognise(articles, memory)
        for result in translate_articles(
            told.articles, termbase=termbase, memory=memory, choice=choice, watch=count
        ):
            page = f"{result.article.id}.html"
            review = memory.review(result.article.id)
            faults += write_page(
                job.output / page, render(result, review, near=offers(memory.near, result, review))
            )
            entries[page] = entry_of(result, page, review)
        for article in told.elsewhere:
            faults += _tell_again(article, memory, job.output)
        earlier = list(earlier_entries(memory, job.output, entries))
    signature = Signature(choice.signature, termbase.signature, SEGMENTER)
    index = job.output / "index.html"
    listed = sorted([*entries.values(), *earlier], key=newest_first)
    faults += write_page(index, render_index(listed, faults, signature))
    return Report(
        index,
        tuple(job.output / page for page in entries),
        tuple(entries.values()),
        tuple(faults),
        told.duplicates,
        count.reuses,
        choice.signature,
        monotonic() - began,
    )


def read_all(dumps: Sequence[Path]) -> tuple[tuple[Article, ...], tuple[Fault, ...]]:
    """Every article that the dumps mean, in their order, duplicates as well, and what could not be read."""
    articles: list[Article] = []
    faults: list[Fault] = []
    for found in read_articles(dumps):
        if isinstance(found, DuizhaoError):
            faults.append(fault_of(found))
        else:
            articles.append(found)
    return tuple(articles), tuple(faults)


def _tell_again(article: Article, memory: Memory, output: Path) -> Iterator[Fault]:
    """Keeps new copies of an article that is not in this run, and tells them on its page."""
    memory.add_copies(article.id, article.copies)
    result = memory.load(article.id)
    page = output / f"{article.id}.html"
    if result is not None and page.is_file():
        review = memory.review(article.id)
        yield from write_page(page, render(result, review, near=offers(memory.near, result, review)))


def write_page(path: Path, page: str) -> Iterator[Fault]:
    """Write a page; a fault if that fails."""
    try:
        write_text(path, page)
    except OutputError as error:
        yield fault_of(error)


def earlier_entries(memory: Memory, output: Path, entries: Iterable[str]) -> Iterator[IndexEntry]:
    """Index lines of the pages that earlier runs left in the output folder."""
    now = set(entries)
    for summary in memory.articles():
        page = f"{summary.id}.html"
        if page not in now and (output / page).is_file():
            result = memory.load(summary.id)
            if result:
                yield entry_of(result, page, memory.review(summary.id))


def newest_first(entry: IndexEntry) -> tuple[float, str]:
    """The order of the index."""
    return (-entry.date.timestamp() if entry.date else 0.0, entry.page)


def fault_of(error: DuizhaoError) -> Fault:
    """The error as the index tells it."""
    where = f"{error.where}:{error.line}" if error.line else error.where
    return Fault(where, f"{error.what}; {error.remedy}" if error.remedy else error.what)


class Count:
    """Passes everything on to another watch and counts what needed no engine."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.reuses = 0
        self.planned, self.done, self.stage = watch.planned, watch.done, watch.stage

    def reused(self, segments: int) -> None:
        """So many segments more had their English already."""
        self.reuses += segments
        self._watch.reused(segments)
