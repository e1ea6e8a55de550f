"""``duizhao glossary impact``: what a change would touch, before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    MemoryFile,
    memory_path,
    print_faults,
    print_json,
    require_memory,
)

if TYPE_CHECKING:
    from translate.glossary import GlossaryEntry
    from translate.glossary.impact import Impact
    from translate.memory import Memory
    from translate.termbase import Termbase

_Chinese = Annotated[
    str,
    typer.Argument(metavar="CHINESE", help="The term; alone, where it counts now.", show_default=False),
]
_English = Annotated[str, typer.Option("--en", help="As if the entry had this English: added, or changed.")]
_Context = Annotated[str | None, typer.Option("--context", "-c", help="The sense, when a term has several.")]
_Since = Annotated[str, typer.Option("--since", help="All changes since a git revision, e.g. HEAD.")]
_Words = list[str] | None


def impact(
    zh: _Chinese = "",
    en: _English = "",
    context: _Context = None,
    alias: Annotated[
        _Words, typer.Option("--alias", "-a", help="Another Chinese form; may be repeated.")
    ] = None,
    accept: Annotated[
        _Words, typer.Option("--accept", help="Another right English; may be repeated.")
    ] = None,
    scope: Annotated[str, typer.Option("--scope", "-s", help="Where it counts: mentions A|B.")] = "",
    exact: Annotated[bool, typer.Option("--exact", help="No plural, no change of case.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="As if it stayed as it is.")] = False,
    forbidden: Annotated[bool, typer.Option("--forbidden", help="As if the English were forbidden.")] = False,
    removed: Annotated[bool, typer.Option("--removed", help="As if the entry were removed.")] = False,
    since: _Since = "",
    everything: Annotated[bool, typer.Option("--all", help="Every segment, not only the first 20.")] = False,
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    json: Json = False,
) -> None:
    """Show which segments a term decides, or which ones a change would touch. Nothing is changed.

    A segment is touched when its English would be asked for otherwise: the longest term wins, a scope must hold
    in its article, 国会 is not in 中国会议, and what the article itself glosses is demanded anyway.
    """
    from translate.termbase import Termbase

    imagined = bool(en or read_only)
    details = bool(alias or accept or scope or exact or forbidden)
    _require_one_question(zh, imagined, removed, since, details)
    termbase = Termbase.load(glossary)
    faults = print_faults(termbase.faults)
    with _opened(memory_path(memory, glossary)) as opened:
        if since:
            found = _since(opened, termbase, since, glossary)
        elif imagined:
            flags = {"read-only": read_only, "forbidden": forbidden, "exact": exact}
            entry = _entry(zh, en, context, alias, accept, scope, flags)
            found = _with_entry(opened, termbase, entry)
        else:
            found = _of_term(opened, termbase, zh, context, removed=removed)
    _show(found, json=json, everything=everything, now=not (since or imagined or removed))
    raise typer.Exit(1 if faults else 0)


def _require_one_question(zh: str, imagined: bool, removed: bool, since: str, details: bool) -> None:
    if bool(zh) == bool(since):
        raise typer.BadParameter("name a term, or give --since REVISION", param_hint="CHINESE")
    if imagined + removed + bool(since) > 1:
        raise typer.BadParameter("give one of --en, --read-only, --removed and --since", param_hint="--en")
    if details and not imagined:
        raise typer.BadParameter("say with --en what English the entry would have", param_hint="--en")


@contextmanager
def _opened(path: Path) -> Iterator[Memory]:
    """The memory; opening one that is not there would make it."""
    from translate.memory import Memory

    with Memory.open(require_memory(path)) as memory:
        yield memory


def _entry(
    zh: str,
    en: str,
    context: str | None,
    alias: _Words,
    accept: _Words,
    scope: str,
    flags: dict[str, bool],
) -> GlossaryEntry:
    from translate.glossary import GlossaryEntry

    given = tuple(flag for flag, wanted in flags.items() if wanted)
    forms = (tuple(alias or ()), tuple(accept or ()))
    return GlossaryEntry(zh, en, context or "", "", *forms, scope, flags=given)


def _with_entry(memory: Memory, termbase: Termbase, entry: GlossaryEntry) -> Impact:
    from translate.glossary.impact import impact as impact_of
    from translate.glossary.whatif import with_entry

    return impact_of(memory, termbase, with_entry(termbase, entry))


def _of_term(memory: Memory, termbase: Termbase, zh: str, context: str | None, *, removed: bool) -> Impact:
    from translate.glossary.impact import impact as impact_of
    from translate.glossary.impact import uses
    from translate.glossary.whatif import required, without

    if removed:
        return impact_of(memory, termbase, without(termbase, zh, context))
    return uses(memory, termbase, required(termbase, zh, context))


def _since(memory: Memory, termbase: Termbase, revision: str, glossary: Path) -> Impact:
    from translate.glossary.impact import impact as impact_of
    from translate.glossary.revision import termbase_at

    return impact_of(memory, termbase_at(revision, glossary), termbase)


def _show(found: Impact, *, json: bool, everything: bool, now: bool) -> None:
    from translate.cli_glossary.touched import SHOWN, as_json, print_table, print_totals

    if json:
        print_json(as_json(found))
        return
    print_totals(found)
    print_table(found, None if everything else SHOWN, one_sided=now)
