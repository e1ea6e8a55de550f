"""``duizhao glossary import`` and ``export``: to and from the formats of others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    counted,
    print_faults,
    print_json,
)

if TYPE_CHECKING:
    from translate.exchange.terms import Format, Loss
    from translate.exchange.terms.plan import Change, Plan
    from translate.glossary import Glossary, GlossaryEntry

_SHOWN = 40  # entries listed one by one; --json has all
_NAMES = "csv, tsv, xlsx, tbx (version 3), tbx2, omegat, deepl, po"
_FormatName = Annotated[
    str, typer.Option("--format", "-f", help=f"One of {_NAMES}. Default: by the file's ending.")
]


# ---- import ------------------------------------------------------------------------------------------------------


def import_(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A table, TBX, OmegaT or PO file, or a folder of PO files.",
            show_default=False,
        ),
    ],
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    format: _FormatName = "",
    into: Annotated[
        str,
        typer.Option(
            metavar="FILE.po",
            help="Glossary file for new entries. Default: the one that a row names, else terms.po.",
            show_default=False,
        ),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take over entries that the glossary has otherwise.")
    ] = False,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="New entries become proposals, which nobody is held to yet.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")] = False,
    json: Json = False,
) -> None:
    """Take over terms from a table, TBX, OmegaT, DeepL or another glossary.

    New entries are added and equal ones left alone. Those that differ are shown and taken only with --replace.

    Exit code 0: all is in the glossary; 3: entries that differ are left to decide; 1: rows that cannot be used.
    """
    from translate.exchange.terms.plan import apply, plan_import
    from translate.glossary import Glossary

    with _busy(f"reading {source.name}"):
        folder = Glossary.load(glossary)
        if into:
            folder.document(into)
        kind = _kind(source, format)
        read = kind.read(source)
        plan = plan_import(folder, read.rows, into=into, as_proposals=proposals)
    faults = [*folder.faults, *read.faults, *plan.faults]
    written: tuple[Path, ...] = ()
    if not dry_run:
        with _busy("writing the glossary"):
            faults += apply(folder, plan, replacing=replace)
            written = folder.save()
    count = print_faults(faults)
    _print_losses(read.losses)
    if json:
        told = {
            "faults": [str(fault) for fault in faults],
            "not_read": [str(loss) for loss in read.losses],
            "written": [path.as_posix() for path in written],
        }
        print_json(_import_json(source, kind, plan, replaced=replace and not dry_run) | told)
    else:
        _print_plan(source, plan, count, replacing=replace, dry_run=dry_run)
    raise typer.Exit(1 if count else 3 if plan.changes and not replace else 0)


def _import_json(source: Path, kind: Format, plan: Plan, *, replaced: bool) -> dict[str, object]:
    return {
        "file": source.as_posix(),
        "format": kind.name,
        "new": [
            {"zh": new.entry.zh, "en": new.entry.en, "context": new.entry.context, "file": new.file}
            for new in plan.new
        ],
        "same": plan.same,
        "differing": [
            {
                "place": change.before.place,
                "row": change.place,
                "zh": change.before.zh,
                "context": change.before.context,
                "fields": {
                    name: {"before": before, "after": after} for name, before, after in change.fields()
                },
            }
            for change in plan.changes
        ],
        "replaced": replaced,
    }


def _print_plan(source: Path, plan: Plan, faults: int, *, replacing: bool, dry_run: bool) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for change in plan.changes[:_SHOWN]:
        for line in _change_lines(change):
            console.print(line)
    if len(plan.changes) > _SHOWN:
        typer.echo(f"… and {len(plan.changes) - _SHOWN:,} more that differ (--json lists all)")
    if dry_run:
        for new in plan.new[:_SHOWN]:
            typer.echo(f"{new.file}: new: {_shown(new.entry.zh)} = {_shown(new.entry.en)}")
        if len(plan.new) > _SHOWN:
            typer.echo(f"… and {len(plan.new) - _SHOWN:,} more new ones (--json lists all)")
    typer.echo(f"{source}: {_summary(plan, faults, replacing, dry_run)}")


def _summary(plan: Plan, faults: int, replacing: bool, dry_run: bool) -> str:
    added = "would be added" if dry_run else "added"
    if not replacing:
        taken = "differ (take them with --replace)" if plan.changes else "differ"
    else:
        taken = "would be replaced" if dry_run else "replaced"
    parts = [f"{len(plan.new):,} {added}", f"{plan.same:,} already there", f"{len(plan.changes):,} {taken}"]
    return ", ".join([*parts, *([counted(faults, "fault")] if faults else [])])


def _change_lines(change: Change) -> Iterator[object]:
    from rich.text import Text

    sense = f" [{_shown(change.before.context)}]" if change.before.context else ""
    yield Text(f"{change.before.place}: {_shown(change.before.zh)}{sense}", "bold")
    for name, before, after in change.fields():
        yield Text(f"  {name}: ") + Text(_shown(before), "red") + Text(" → ") + Text(_shown(after), "green")


def _shown(value: object) -> str:
    """A field on one line."""
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return " / ".join(row.strip() for row in text.splitlines() if row.strip()) or "(none)"


# ---- export ------------------------------------------------------------------------------------------------------


def export(
    target: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="File to write, such as terms.xlsx or terms.tbx; or a folder of PO files.",
            show_default=False,
        ),
    ],
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    format: _FormatName = "",
    file: Annotated[
        list[str] | None,
        typer.Option("--file", metavar="FILE.po", help="Only this file of the glossary; may be given again."),
    ] = None,
    proposals: Annotated[
        bool | None,
        typer.Option(
            "--proposals/--no-proposals",
            help="With or without proposals. Default: with them where the format can say so.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Write the glossary for Excel, a translation tool, DeepL or another desk.

    What the format cannot hold is said in one line each. Exit code 1: entries of the glossary cannot be read.
    """
    from translate.glossary import Glossary
    from translate.output import write_bytes

    folder = Glossary.load(glossary)
    kind = _kind(target, format)
    _refuse_glossary(target, folder)
    if proposals and not kind.holds_proposals:
        raise _no_proposals(kind)
    chosen = _chosen(folder, file or [], with_proposals=proposals is not False)
    with _busy(f"writing {target.name}"):
        if kind.name == "po" and target.suffix.casefold() != ".po":
            losses = _write_folder(target, folder, chosen)
        else:
            written = kind.write(chosen)
            losses = written.losses
            write_bytes(target, written.data)
    count = print_faults(folder.faults)
    _print_losses(losses)
    out = sum(loss.count for loss in losses if loss.whole)
    if json:
        said = {"file": target.as_posix(), "format": kind.name, "entries": len(chosen) - out}
        print_json(said | {"losses": [str(loss) for loss in losses]})
    else:
        without = f", without {out:,} of {len(chosen):,}" if out else ""
        typer.echo(f"{target}: {counted(len(chosen) - out, 'entry', 'entries')} as {kind.title}{without}")
    raise typer.Exit(1 if count else 0)


def _refuse_glossary(target: Path, glossary: Glossary) -> None:
    from translate.errors import GlossaryError

    places = (target, target.parent) if target.suffix.casefold() == ".po" else (target,)
    if glossary.folder.resolve() in [place.resolve() for place in places]:
        raise GlossaryError(
            "is the glossary itself, which an export must not overwrite",
            where=target,
            remedy="name another place",
        )


def _no_proposals(kind: Format) -> Exception:
    from translate.errors import GlossaryError

    return GlossaryError(
        f"{kind.title} cannot say that an entry is only a proposal",
        remedy="leave --proposals out, or export to another format",
    )


def _chosen(glossary: Glossary, files: list[str], *, with_proposals: bool) -> list[GlossaryEntry]:
    for name in files:
        glossary.require_file(name)
    entries = (entry for entry in glossary.entries() if not files or entry.file in files)
    return [entry for entry in entries if with_proposals or not entry.is_proposal]


def _write_folder(target: Path, glossary: Glossary, chosen: list[GlossaryEntry]) -> tuple[Loss, ...]:
    """The chosen entries file by file; a file of which all are chosen as it stands, with its header and comments."""
    from translate.exchange.terms.po import PO
    from translate.output import replace_files

    files: dict[Path, bytes] = {}
    losses: list[Loss] = []
    for name, document in glossary.documents.items():
        entries = [entry for entry in chosen if entry.file == name]
        if len(entries) == sum(1 for _ in document.parts()):
            files[target / name] = document.to_bytes()
        elif entries:
            written = PO.write(entries)
            files[target / name] = written.data
            losses += written.losses
    replace_files(files)
    return tuple(losses)


def _kind(path: Path, name: str) -> Format:
    """The format that is named, else that of the file's ending; a name that is none is wrong usage."""
    from translate.exchange.terms import FORMATS, format_of

    if name and name.casefold() not in (known.name for known in FORMATS):
        raise typer.BadParameter(f"there is no format {name!r}; use one of: {_NAMES}", param_hint="--format")
    return format_of(path, name)


def _print_losses(losses: Iterable[Loss]) -> None:
    for loss in losses:
        print(f"note: {loss}", file=sys.stderr)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """A sign of life on a terminal's standard error while something takes its seconds."""
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
