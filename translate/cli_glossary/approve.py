"""``duizhao glossary approve``: proposals become terms, key by key or by name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    MemoryFile,
    counted,
    memory_path,
    print_faults,
    print_json,
    require_memory,
)
from translate.errors import DuizhaoError, GlossaryError

if TYPE_CHECKING:
    from translate.glossary.approve import Desk, Proposal
    from translate.glossary.entry import GlossaryEntry
    from translate.memory import Memory

_NO_TERMINAL = (
    "error: deciding key by key needs a terminal; name the proposals (duizhao glossary approve 克莱纳曼), "
    "or give --all with --min-count, or --move for those whose fuzzy flag was taken off"
)


def approve(
    terms: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TERM", help="Chinese of the proposals; key by key without.", show_default=False
        ),
    ] = None,
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Approve every proposal that is in no conflict.")
    ] = False,
    min_count: Annotated[
        int, typer.Option("--min-count", min=0, help="Only proposals that were seen so often.")
    ] = 0,
    file: Annotated[str, typer.Option("--file", help="Only proposals of this file, like proposals.po.")] = "",
    into: Annotated[
        str, typer.Option("--into", help="The file they go to. Default: by kind, people.po for people.")
    ] = "",
    reject: Annotated[bool, typer.Option("--reject", help="Reject the named ones instead.")] = False,
    move: Annotated[
        bool, typer.Option("--move", help="Only take home what lost its fuzzy flag in Poedit.")
    ] = False,
    json: Json = False,
) -> None:
    """Turn proposals into terms, each saved at once.

    Without terms or --all it asks, conflicts and the most frequent first: a approves, e edits the English, r rejects,
    s skips, u undoes, q quits. Every run first takes home what an editor approved by hand.
    """
    from translate.glossary.approve import Desk

    if reject and not terms:
        raise typer.BadParameter("name what to reject", param_hint="--reject")
    if memory:
        require_memory(memory)
    desk = Desk(glossary, date.today(), file, into)
    faults: list[DuizhaoError] = list(desk.glossary.faults)
    moved = _move(desk, faults)
    if terms or all_ or move:
        raise typer.Exit(_by_name(desk, terms or [], all_, min_count, reject, moved, faults, json))
    print_faults(faults)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(_NO_TERMINAL, err=True)
        raise typer.Exit(2)
    _report_moved(moved)
    with ExitStack() as stack:
        place = memory_path(memory, glossary)
        raise typer.Exit(_by_key(desk, min_count, _open_memory(place, stack)))


def _move(desk: Desk, faults: list[DuizhaoError]) -> list[GlossaryEntry]:
    """Take home what was approved by hand; what cannot go stays a term where it is, and is told."""
    moved = []
    for entry in desk.by_hand():
        try:
            moved.append(desk.approve(entry).after)
        except GlossaryError as fault:
            faults.append(fault)
    return moved


def _open_memory(place: Path, stack: ExitStack) -> Memory | None:
    from translate.memory import Memory

    return stack.enter_context(Memory.open(place)) if place.exists() else None


def _by_name(
    desk: Desk,
    terms: Sequence[str],
    all_: bool,
    min_count: int,
    reject: bool,
    moved: Sequence[GlossaryEntry],
    faults: list[DuizhaoError],
    as_json: bool,
) -> int:
    """Decide on the named proposals, or on all; a fault of one leaves the others alone."""
    chosen = _chosen(desk.proposals(), terms, min_count, faults) if terms or all_ else []
    waiting = [each for each in chosen if all_ and not terms and each.conflicts]
    decided: list[GlossaryEntry] = []
    for proposal in chosen:
        if proposal in waiting:
            continue
        try:
            decision = desk.reject(proposal.entry) if reject else desk.approve(proposal.entry)
            decided.append(decision.after)
        except GlossaryError as fault:
            faults.append(fault)
    if as_json:
        print_json(
            {
                "rejected" if reject else "approved": [_as_json(entry) for entry in decided],
                "moved": [_as_json(entry) for entry in moved],
                "in_conflict": [each.entry.zh for each in waiting],
                "faults": [str(fault) for fault in faults],
            }
        )
    else:
        _report_moved(moved)
        for entry in decided:
            typer.echo(f"{entry.zh} → {entry.en or entry.zh}  {'rejected' if reject else entry.file}")
        if waiting:
            typer.echo(
                f"{counted(len(waiting), 'proposal')} in conflict left: name them, or decide key by key"
            )
    if print_faults(faults):
        return 1
    return 3 if waiting else 0


def _chosen(
    proposals: Sequence[Proposal], terms: Sequence[str], min_count: int, faults: list[DuizhaoError]
) -> list[Proposal]:
    from translate.text import fold

    open_ = [each for each in proposals if each.count >= min_count]
    if not terms:
        return open_
    by_zh = {fold(each.entry.zh): each for each in open_}
    missing = [term for term in terms if fold(term) not in by_zh]
    remedy = "list them: duizhao glossary show --proposals"
    faults += [GlossaryError(f"{term} is no open proposal", remedy=remedy) for term in missing]
    wanted = dict.fromkeys(fold(term) for term in terms)
    return [by_zh[term] for term in wanted if term in by_zh]


def _as_json(entry: GlossaryEntry) -> dict[str, str]:
    return {"zh": entry.zh, "en": entry.en, "context": entry.context, "file": entry.file}


def _report_moved(moved: Sequence[GlossaryEntry]) -> None:
    for entry in moved:
        typer.echo(f"{entry.zh} → {entry.en or entry.zh}  approved by hand, moved to {entry.file}")


def _by_key(desk: Desk, min_count: int, memory: Memory | None) -> int:
    from translate.cli_glossary.approve_loop import Loop

    open_ = [each for each in desk.proposals() if each.count >= min_count]
    if not open_:
        typer.echo("no proposals are open; find some: duizhao glossary harvest DUMP… --write")
        return 0
    return Loop(desk, open_, memory).run()
