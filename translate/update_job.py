"""``duizhao update`` without its command line: memory and glossary in, pages rewritten, a report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from translate.account import Following
from translate.drafting import Silent, Watch
from translate.engine.choose import Choice
from translate.errors import StoreError
from translate.glossary.impact import Impact
from translate.index_job import index_entries, write_index, write_page
from translate.job import Report
from translate.known_faults import GLOSSARY, PAGE, FaultBook
from translate.memory import ArticleReview, Memory, State
from translate.model import Signature
from translate.pipeline import as_stored
from translate.review import Fault, IndexEntry, entry_of, render
from translate.review.near import offers
from translate.sole import sole_run
from translate.termbase import Termbase
from translate.update import Updated, redraft, survey


@dataclass(frozen=True, slots=True)
class UpdateJob:
    """Where everything is; with ``dry_run`` nothing is changed."""

    output: Path
    glossary: Path
    memory: Path
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did, or would do. ``done`` is of the articles rewritten, its engine empty if none was needed."""

    impact: Impact
    done: Report
    drafted: int  # segments that got a machine's draft, kept from an earlier run or new
    flagged: int  # segments that a person decided and that now say that the glossary asks for something else


def run_update(
    job: UpdateJob,
    choose: Callable[[], Choice],
    watch: Watch | None = None,
    tell_user: Callable[[str], None] | None = None,
) -> UpdateReport:
    """Update what the glossary's change touches. ``choose`` is called only if an engine is needed.

    Raises ``DuizhaoError`` where nothing can be done at all: no glossary folder, no memory, no engine.
    """
    began = monotonic()
    follow = Following(watch or Silent())
    termbase = Termbase.load(job.glossary)
    if not job.memory.exists():
        raise StoreError(
            "there is no such translation memory",
            where=job.memory,
            remedy="make one with: duizhao translate DUMP",
        )
    entries: dict[str, IndexEntry] = {}
    drafted = flagged = 0
    with Memory.open(job.memory) as memory, _sole(job, memory, tell_user) as waited:
        if waited:
            termbase = Termbase.load(job.glossary)
        faults = [Fault.of(fault) for fault in termbase.faults]
        signature = Signature("", termbase.signature, "")
        found = survey(memory, termbase, follow, note=not job.dry_run)
        for updated in () if job.dry_run else redraft(memory, termbase, found, choose, follow):
            page = f"{updated.result.article.id}.html"
            # The page first: if it fails, or the run is stopped here, the next update makes both.
            review = _review(memory, updated)
            failed = list(
                write_page(
                    job.output / page,
                    render(updated.result, review, near=offers(memory.near, updated.result, review)),
                )
            )
            faults += failed
            if failed:
                continue
            memory.store(updated.result, updated.keys)
            result = as_stored(memory, updated.result)
            if (
                result is not updated.result
            ):  # people decided some of it, perhaps while the engine was at work
                review = memory.review(result.article.id) or review
                faults += write_page(
                    job.output / page, render(result, review, near=offers(memory.near, result, review))
                )
            entries[page] = entry_of(result, page, review)
            signature = updated.result.signature
            drafted += updated.drafted
            flagged += updated.flagged
        if entries:
            known = _keep_faults(memory, termbase, faults, entries, job.output)
            listed = entries | index_entries(memory, job.output)
            faults += write_index(job.output, listed.values(), known, signature)
    done = Report(
        job.output / "index.html",
        tuple(job.output / page for page in entries),
        tuple(entries.values()),
        tuple(faults),
        (),
        follow.reuses,
        signature.engine if drafted else "",
        monotonic() - began,
    )
    return UpdateReport(found, done, drafted, flagged)


def _sole(
    job: UpdateJob, memory: Memory, tell_user: Callable[[str], None] | None
) -> AbstractContextManager[bool]:
    """A look at what would be done disturbs no run."""
    return nullcontext(False) if job.dry_run else sole_run(memory, tell_user)


def _keep_faults(
    memory: Memory, termbase: Termbase, faults: Sequence[Fault], entries: Iterable[str], output: Path
) -> tuple[Fault, ...]:
    """All faults that are known now: those of this update, and those of earlier runs that it knows nothing of."""
    book = FaultBook(memory, ())
    of_glossary = list(book.add(GLOSSARY, map(Fault.of, termbase.faults)))
    list(book.add(PAGE, (fault for fault in faults if fault not in of_glossary)))
    for page in entries:
        book.well(str(output / page))
    return book.close()


def _review(memory: Memory, updated: Updated) -> ArticleReview:
    """How far review has got, as it will be when the article is stored: a new draft is what the machine said."""
    known = memory.review(updated.result.article.id) or ArticleReview()
    english = {row.segment.id: row.draft.en for row in updated.result.rows}
    segments = {
        id_: replace(segment, draft=english[id_])
        if segment.state is State.DRAFT and id_ in english
        else segment
        for id_, segment in known.segments.items()
    }
    return replace(known, segments=segments)
