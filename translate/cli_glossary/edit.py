"""``duizhao glossary show``, ``add``, ``remove`` and ``stats``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    as_record,
    console,
    counted,
    print_faults,
    print_json,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary import Change, FileTally, GlossaryEntry

_Replace = Annotated[bool, typer.Option("--replace", help="Put it in place of the entry that is there.")]
_Context = Annotated[str | None, typer.Option("--context", "-c", help="The sense, when a term has several.")]
_File = Annotated[str, typer.Option("--file", "-f", help="The PO file in the glossary, e.g. people.po.")]


def show(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS", help="Chinese or English to look for; all entries without.", show_default=False
        ),
    ] = None,
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    file: _File = "",
    proposals: Annotated[bool, typer.Option("--proposals", help="Only what waits for approval.")] = False,
    json: Json = False,
) -> None:
    """Show entries: their English, other forms, scope, flags and place."""
    from translate.glossary import Glossary, search

    folder = Glossary.load(glossary)
    if file:
        folder.require_file(file)
    wanted = " ".join(words or ())
    entries = [
        found.entry
        for found in search(folder, wanted)
        if file in ("", found.entry.file) and (found.entry.is_proposal or not proposals)
    ]
    if json:
        print_json([as_record(entry) for entry in entries])
    else:
        _print_entries(entries, wanted)
    raise typer.Exit(1 if print_faults(folder.faults) else 0)


def add(
    zh: Annotated[str, typer.Argument(metavar="CHINESE", help="The term, simplified.", show_default=False)],
    en: Annotated[
        str, typer.Argument(metavar="ENGLISH", help="What it must be in English.", show_default=False)
    ] = "",
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    file: _File = "",
    context: _Context = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", "-a", help="Another Chinese form; may be repeated.")
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", help="Another English form that is right too; may be repeated."),
    ] = None,
    scope: Annotated[
        str, typer.Option("--scope", "-s", help='Where it counts, e.g. "mentions Snowflake|AI".')
    ] = "",
    note: Annotated[str, typer.Option("--note", "-n", help="A note for people.")] = "",
    source: Annotated[str, typer.Option("--source", help="Where the decision comes from.")] = "",
    exact: Annotated[bool, typer.Option("--exact", help="No plural, no change of case.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Stays in English as it is.")] = False,
    forbidden: Annotated[
        bool, typer.Option("--forbidden", help="This English must not be used for it.")
    ] = False,
    proposal: Annotated[
        bool, typer.Option("--proposal", help="Only propose it: shown, not enforced.")
    ] = False,
    replaces: _Replace = False,
    json: Json = False,
) -> None:
    """Add an entry, or change one with --replace.

    It is sorted in among the others; nothing else in the file changes.
    """
    from translate.glossary import Glossary, GlossaryEntry, add_entry
    from translate.glossary.entry import EXACT, FORBIDDEN, FUZZY, READ_ONLY

    folder = Glossary.load(glossary)
    chosen = {FUZZY: proposal, READ_ONLY: read_only, FORBIDDEN: forbidden, EXACT: exact}
    entry = GlossaryEntry(
        zh,
        en,
        context or "",
        note,
        tuple(alias or ()),
        tuple(accept or ()),
        scope,
        source,
        tuple(flag for flag, wanted in chosen.items() if wanted),
    )
    if not (en or read_only or proposal):
        raise typer.BadParameter("give the English, or --read-only or --proposal", param_hint="ENGLISH")
    change = add_entry(folder, entry, file, replaces=replaces)
    folder.save()
    _tell(change, json)


def remove(
    zh: Annotated[str, typer.Argument(metavar="CHINESE", help="The term.", show_default=False)],
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    context: _Context = None,
    file: _File = "",
    json: Json = False,
) -> None:
    """Take an entry out, with its notes. What it demanded in drafts is put right by duizhao update."""
    from translate.glossary import Glossary, remove_entry

    folder = Glossary.load(glossary)
    change = remove_entry(folder, zh, context, file)
    folder.save()
    _tell(change, json)


def stats(glossary: GlossaryFolder = DEFAULT_FOLDER, json: Json = False) -> None:
    """Count what the glossary holds, file by file."""
    from translate.glossary import Glossary, tally, total

    folder = Glossary.load(glossary)
    files = tally(folder)
    if json:
        print_json({"files": [asdict(each) for each in files], "total": asdict(total(files))})
    else:
        _print_tallies((*files, total(files)))
    raise typer.Exit(1 if print_faults(folder.faults) else 0)


def _print_entries(entries: Sequence[GlossaryEntry], words: str) -> None:
    from rich.text import Text

    screen = console()
    if not entries:
        screen.print(Text(f"no entry has {words!r}" if words else "no entry"))
        return
    names = ("Chinese", "English", "sense", "also", "where it counts", "flags", "place")
    rows = [_cells(entry) for entry in entries]
    used = [at for at in range(len(names)) if at < 2 or any(row[at] for row in rows)]
    shown = table(*(names[at] for at in used), whole=("place",))
    for entry, row in zip(entries, rows, strict=True):
        style = "dim" if entry.is_proposal else "red" if entry.is_forbidden else ""
        shown.add_row(*(Text(row[at]) for at in used), style=style)
    screen.print(shown)
    screen.print(Text(counted(len(entries), "entry", "entries")))


def _cells(entry: GlossaryEntry) -> tuple[str, ...]:
    also = ", ".join((*entry.aliases, *entry.accept))
    flags = ", ".join(entry.flags)
    return entry.zh, entry.en, entry.context, also, entry.scope, flags, entry.place


def _print_tallies(tallies: Sequence[FileTally]) -> None:
    names = ("file", "terms", "proposals", "forbidden", "scoped", "senses", "aliases", "accepted", "faults")
    shown = table(*names, numbers=names[1:], whole=("file",))
    for each in tallies:
        values = (each.file, *(f"{value:,}" for value in list(asdict(each).values())[1:]))
        shown.add_row(*values, style="bold" if each is tallies[-1] else "")
    console().print(shown)


def _tell(change: Change, json: bool) -> None:
    """One line, or the entry before and after as JSON."""
    before, after = change.before, change.after
    if json:
        records = {"before": before and as_record(before), "after": after and as_record(after)}
        print_json({"file": change.file, **records})
        return
    if before == after:
        text = f"{change.file}: {_words(after)} is there already"
    elif before is None:
        text = f"{change.file}: added {_words(after)}"
    elif after is None:
        text = f"{change.file}: removed {_words(before)}"
    else:
        text = f"{change.file}: {_words(before)} is now {_words(after)}"
    typer.echo(text)


def _words(entry: GlossaryEntry | None) -> str:
    if entry is None:
        return ""
    arrow = "↛" if entry.is_forbidden else "→"
    return f"{entry.zh} {arrow} {entry.en or '(as it is)'}" + (f" ({entry.context})" if entry.context else "")
