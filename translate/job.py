"""The desk's job: files in, pages and an index out, one bad file never stopping the others.

It goes through any number of articles in little memory: what was read waits on the disk (:class:`Shelf`), a window
of articles is drafted, stored and made into pages at a time, and the index is made of lines that the memory keeps.
What an article's page was made from is kept as well, so that one that would come out the same is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from translate.account import Account, Following
from translate.code import code_signature
from translate.collector import seldom
from translate.drafting import Silent, Watch
from translate.duplicates import Duplicate, Shelf, Told, tell
from translate.engine.choose import Choice
from translate.index_job import in_order, index_entries, write_index, write_page
from translate.ingest import Read, read_articles
from translate.known_faults import GLOSSARY, INPUT, PAGE, FaultBook
from translate.memory import Correction, Memory
from translate.memory.codec import to_json
from translate.memory.run_records import Made
from translate.model import Article, Signature, TranslatedArticle
from translate.output import settle
from translate.pipeline import Translated, as_stored, translate_windows
from translate.resume import Plan, page_file, plan_of, resumed
from translate.reuse import DRAFTED, Effort, to_text, total
from translate.review import Fault, IndexEntry, entry_of, render
from translate.review.near import offers
from translate.segment import SEGMENTER
from translate.selection import Selection, select
from translate.sole import sole_run
from translate.termbase import Termbase
from translate.timing import timed


@dataclass(frozen=True, slots=True)
class Job:
    """What to translate and where everything is.

    ``select`` passes on those of the articles read that are to be translated. ``redraft`` makes the drafts of other
    engines anew.
    """

    dumps: tuple[Path, ...]
    output: Path
    glossary: Path
    memory: Path
    selection: Selection = field(default_factory=Selection)
    redraft: bool = False


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
    effort: Effort = field(default_factory=Effort)
    unchanged: int = 0  # articles whose pages were up to date
    resumed: str = ""  # what a run that was stopped before this one had done, in a sentence
    corrections: tuple[Correction, ...] = ()  # one an article that came in a corrected version

    def corrected(self, name: str) -> int:
        """The sum of one of the corrections' counts, e.g. ``reopened``."""
        return sum(getattr(correction, name) for correction in self.corrections)

    account: Account = field(default_factory=Account)

    def count(self, name: str) -> int:
        """The sum of one of the entries' counts, e.g. ``blockers``."""
        return sum(getattr(entry, name) for entry in self.entries)

    @property
    def other_engines(self) -> int:
        """How many drafts are of another engine than this run's."""
        return self.effort.elsewhere(self.engine)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 a fault, 3 blockers remain (design section 13)."""
        return 1 if self.faults else 3 if self.count("blockers") else 0


@seldom()
def run(
    job: Job,
    choose: Callable[[], Choice],
    watch: Watch | None = None,
    tell_user: Callable[[str], None] | None = None,
) -> Report:
    """Translate a job's dumps. Files that fail become faults of the report; the rest is done.

    ``tell_user`` is given a line when the run has to wait for another one, and when it resumes one. Raises
    ``DuizhaoError`` where nothing can be done at all: no glossary folder, no engine, a broken memory.
    """
    began = monotonic()
    follow = Following(watch or Silent())
    follow.stage("reading")
    termbase = Termbase.load(job.glossary)
    choice, meter = timed(choose(), follow)
    with Memory.open(job.memory) as memory, sole_run(memory, tell_user) as waited, Shelf() as shelf:
        if waited:
            termbase = Termbase.load(job.glossary)  # the other run may have been an update
        book = FaultBook(memory, job.dumps)
        faults = follow.faults(book.add(GLOSSARY, map(Fault.of, termbase.faults)))
        told = tell(_read(job, book, faults, follow), memory, shelf)
        signature = made_by(termbase)
        plan = plan_of(told, memory, job, signature, choice.signature)
        again = resumed(plan, memory, termbase, choice.signature)
        if again and tell_user:
            tell_user(again)
        memory.begin_run(len(told.heads))
        pages = Pages(memory, job.output, signature, book, {head.id: head.reading for head in plan.todo})
        follow.plan(plan)
        follow.planned(plan.segments + plan.effort.total)
        follow.reused(plan.effort.total)
        for window in translate_windows(
            follow.read(map(told.article, plan.todo), memory),
            termbase=termbase,
            memory=memory,
            choice=choice,
            watch=Planned(follow),
            redraft=job.redraft,
        ):
            faults += follow.faults(pages.write(window))
            follow.translated(pages.entries[each.result.article.id] for each in window)
        for head in told.elsewhere:
            faults += follow.faults(book.add(PAGE, _tell_again(told.article(head), memory, job.output)))
        follow.stage("making the index")
        listed = index_entries(memory, job.output) | pages.failed
        known = book.close()
        last = Signature(choice.signature, termbase.signature, SEGMENTER)
        faults += follow.faults(write_index(job.output, listed.values(), known, last))
        if plan.todo:
            settle()
        memory.end_run(len(plan.todo), len(faults))
        corrections = tuple(memory.corrections.values())
        account = follow.account(
            memory, [head.id for head in told.heads], meter.speed(), job.selection.counts
        )
    report = _report(job, told, plan, pages, listed, faults, choice.signature, again, monotonic() - began)
    return replace(report, corrections=corrections, account=account)


def _report(
    job: Job,
    told: Told,
    plan: Plan,
    pages: Pages,
    listed: dict[str, IndexEntry],
    faults: Sequence[Fault],
    engine: str,
    again: str,
    seconds: float,
) -> Report:
    names = [f"{head.id}.html" for head in told.heads]
    effort = total([plan.effort, pages.effort])
    return Report(
        index=job.output / "index.html",
        pages=tuple(job.output / name for name in names),
        entries=in_order(listed, names),
        faults=tuple(faults),
        duplicates=told.duplicates,
        reused=effort.total - effort.sentences.get(DRAFTED, 0),
        engine=engine,
        seconds=seconds,
        effort=effort,
        unchanged=len(told.heads) - len(plan.todo),
        resumed=again,
    )


def made_by(termbase: Termbase) -> str:
    """The signature of all that makes a page of an article, its drafts aside: glossary, segmenter, our code."""
    return " ".join((termbase.signature, SEGMENTER, code_signature()))


def _read(job: Job, book: FaultBook, faults: list[Fault], follow: Following) -> Iterator[Article]:
    """The articles that the job takes; what cannot be read goes to the book and to ``faults``."""
    ended = False

    def everything() -> Iterator[Read]:
        nonlocal ended
        for found in read_articles(job.dumps):
            if isinstance(found, Article):
                book.well(found.source)
            yield found
        ended = True

    for found in select(everything(), job.selection):
        if isinstance(found, Article):
            yield found
        else:
            faults += follow.faults(book.add(INPUT, [Fault.of(found)]))
    book.whole = ended and job.selection.limit is None  # beyond a limit faults are not told


@dataclass(slots=True)
class Pages:
    """Makes pages of what was translated, and notes what each was made from."""

    memory: Memory
    output: Path
    signature: str
    book: FaultBook
    readings: dict[str, str]
    effort: Effort = field(default_factory=Effort)
    failed: dict[str, IndexEntry] = field(default_factory=dict)
    entries: dict[str, IndexEntry] = field(default_factory=dict)  # of the last window, by article

    def write(self, window: Sequence[Translated]) -> list[Fault]:
        """Write the pages of a window; a fault for each that fails."""
        self.entries.clear()
        self.effort = total([self.effort, *(each.effort for each in window)])
        made: list[Made] = []
        faults = [fault for each in window for fault in self._write(each.result, each.effort, made)]
        self.memory.note_pages(made)
        return faults

    def _write(self, stored: TranslatedArticle, effort: Effort, made: list[Made]) -> list[Fault]:
        id_ = stored.article.id
        before = self.memory.page(id_)  # before the words are read: a change in between leaves the page stale
        result = as_stored(self.memory, stored)
        review = self.memory.review(id_)
        page = self.output / f"{id_}.html"
        entry = self.entries[id_] = entry_of(result, page.name, review)
        # One that a power cut takes away is made again: its size is noted, and is then another.
        html = render(result, review, near=offers(self.memory.near, result, review))
        failed = list(self.book.add(PAGE, write_page(page, html, durable=False)))
        if failed or before is None:
            self.failed[page.name] = entry
            return failed
        self.book.well(str(page))
        made.append(
            Made(
                article=id_,
                reading=self.readings[id_],
                made=self.signature,
                file=page_file(page),
                work=to_text(effort),
                entry=to_json(IndexEntry, entry),
                shown=True,
                listed=True,
                version=before.version,
            )
        )
        return []


def _tell_again(article: Article, memory: Memory, output: Path) -> Iterator[Fault]:
    """Keeps new copies of an article that is not in this run, and tells them on its page."""
    memory.add_copies(article.id, article.copies)
    result = memory.load(article.id)
    page = output / f"{article.id}.html"
    if result is not None and page.is_file():
        review = memory.review(article.id)
        yield from write_page(page, render(result, review, near=offers(memory.near, result, review)))


class Planned:
    """Passes everything on to another watch, but what is planned: that was told at once for the whole run."""

    def __init__(self, watch: Watch) -> None:
        self.done, self.reused, self.stage = watch.done, watch.reused, watch.stage
        self.found, self.working_on, self.tokens = watch.found, watch.working_on, watch.tokens
        self.article, self.fault = watch.article, watch.fault

    def planned(self, segments: int) -> None:
        """Nothing."""
