"""What of a run is done already: pages that would come out the same, and drafts that a stopped run has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from translate.duplicates import Head, Told
from translate.memory import Memory
from translate.prepare import prepare
from translate.reuse import Effort, from_text, total
from translate.segment import segment
from translate.termbase import Termbase

# Articles looked at for drafts that a stopped run has left: it drafted them in this order, some 512 sentences ahead.
_AHEAD = 64


class _Job(Protocol):
    @property
    def output(self) -> Path: ...
    @property
    def redraft(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """The articles that need work, ``segments`` in number, and what the others took when they were made."""

    told: Told
    todo: tuple[Head, ...]
    segments: int
    effort: Effort

    @property
    def done(self) -> int:
        """How many articles need no work."""
        return len(self.told.heads) - len(self.todo)


def plan_of(told: Told, memory: Memory, job: _Job, signature: str, engine: str) -> Plan:
    """Which articles need work: a page is passed over if it was made of the same article, by the same glossary and
    code, nobody has changed anything since, and it is there as it was written.

    A glossary or code with another ``signature`` means all; another ``engine`` only with ``job.redraft``.
    """
    todo: list[Head] = []
    efforts: list[Effort] = []
    for head in told.heads:
        made = memory.page(head.id)
        fresh = made is not None and made.shown and made.reading == head.reading and made.made == signature
        if made is None or not fresh or page_file(job.output / f"{head.id}.html") != made.file:
            todo.append(head)
            continue
        effort = from_text(made.work)
        if (job.redraft and effort.elsewhere(engine)) or _has_new_copies(head, memory):
            todo.append(head)
        else:
            efforts.append(effort.done_before())
    segments = sum(len(segment(told.article(head))) for head in todo)
    return Plan(told, tuple(todo), segments, total(efforts))


def _has_new_copies(head: Head, memory: Memory) -> bool:
    return bool(head.copies) and head.copies != memory.copies([head.id]).get(head.id, ())


def page_file(page: Path) -> str:
    """What tells that a page is the file that was written: its size and time; empty if there is none."""
    try:
        found = page.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def resumed(plan: Plan, memory: Memory, termbase: Termbase, engine: str) -> str:
    """What this run takes over from one that was stopped, in a sentence; empty if none was."""
    if memory.unfinished_run() is None:
        return ""
    drafts = _drafted(plan.told, plan.todo[:_AHEAD], memory, termbase, engine)
    return (
        f"resuming: {plan.done:,} of {len(plan.told.heads):,} articles were done, "
        f"{drafts:,} sentence{'s were' if drafts != 1 else ' was'} already drafted"
    )


def _drafted(told: Told, heads: Iterable[Head], memory: Memory, termbase: Termbase, engine: str) -> int:
    """Sentences that have a draft and stand in no stored article: those of the window that was stopped."""
    items = [item for head in heads for item in prepare(told.article(head), termbase, engine)]
    drafts = memory.drafts(item.raw_key for item in items)
    return len(
        {item.raw_key for item in items if item.raw_key in drafts and not memory.repeats(item.segment.zh)}
    )
