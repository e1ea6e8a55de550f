"""``duizhao export`` and ``duizhao import``: articles out to other editors, and their work back."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from translate.cli_glossary.shared import counted, print_json
from translate.errors import DuizhaoError, ExchangeError, StoreError

if TYPE_CHECKING:
    from translate.exchange.bring_in import Clash
    from translate.exchange.round_trip import Imported
    from translate.memory import Memory

MemoryOption = Annotated[Path, typer.Option("--memory", "-m", help="The translation memory.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]
WhoOption = Annotated[
    str, typer.Option("--who", help="Whose work it is. Default: your login name.", show_default=False)
]
MEMORY = Path("memory.db")

T = TypeVar("T")


class Format(StrEnum):
    """The formats that an article can be exported in (:data:`translate.exchange.formats.FORMATS`, loaded on use)."""

    PO = "po"
    XLIFF12 = "xliff"
    XLIFF21 = "xliff21"
    TMX = "tmx"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"


def login_name() -> str:
    """The name that somebody who says none is known by."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name: a container whose user has no entry
        return "reviewer"


def one_line(text: str) -> str:
    """Without what would move a terminal's cursor or turn its text round."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def name_of(who: str) -> str:
    """The name that ``--who`` gives, else the login name; it is shown on terminals and pages."""
    return one_line(who) or login_name()


def existing_memory(path: Path) -> Path:
    """``path``, if a memory is there: asking about one must not make it. Raises :class:`StoreError`."""
    if not path.exists():
        raise StoreError(
            "there is no such translation memory", where=path, remedy="make one with: duizhao translate DUMP…"
        )
    return path


def tracked(items: Sequence[T], doing: str) -> Iterable[T]:
    """The items, with a progress bar on standard error if that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, doing, console=console, transient=True, disable=not console.is_terminal)


def export(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE…", help="Ids of articles; all without any.", show_default=False),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files.")] = Path("exchange"),
    format: Annotated[
        Format, typer.Option("--format", "-f", help="What to write. Articles as TMX without any: one file.")
    ] = Format.PO,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="In a TMX of the whole memory: also what nobody has reviewed.")
    ] = False,
    memory: MemoryOption = MEMORY,
    json: JsonOption = False,
) -> None:
    """Write articles for other editors, one file each."""
    from translate.memory import Memory

    written: list[Path] = []
    faults: list[DuizhaoError] = []
    try:
        with Memory.open(existing_memory(memory)) as opened:
            wanted = [name.removesuffix(".html") for name in articles or ()]
            if format is Format.TMX and not wanted:
                written.append(_export_memory(opened, output, drafts))
            else:
                ids = list(dict.fromkeys(wanted)) or [line.id for line in opened.articles()]
                for made in _exported(opened, ids, output, format):
                    written.append(made) if isinstance(made, Path) else faults.append(made)
    except KeyboardInterrupt:
        print("stopped; the files that are written are whole", file=sys.stderr)
        raise typer.Exit(130) from None
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    if json:
        print_json(
            {"files": [path.as_posix() for path in written], "faults": [str(fault) for fault in faults]}
        )
    elif written and format is Format.TMX and not articles:
        typer.echo(f"the memory in {written[0]}")
    elif written:
        typer.echo(f"{counted(len(written), 'article')} in {output}")
    raise typer.Exit(1 if faults else 0)


def _exported(
    memory: Memory, ids: Sequence[str], output: Path, format: Format
) -> Iterator[Path | DuizhaoError]:
    """Each file that was written, or why it was not."""
    from translate.exchange import formats
    from translate.exchange.round_trip import export
    from translate.output import write_bytes

    kind = formats.named(format)
    for id_ in tracked(ids, "exporting"):
        path = output / f"{id_}{kind.ending}"
        try:
            write_bytes(path, export(memory, id_, kind))
        except DuizhaoError as error:
            yield error
        else:
            yield path


def _export_memory(memory: Memory, output: Path, drafts: bool) -> Path:
    from translate.exchange.round_trip import export_memory
    from translate.output import write_pieces

    counts = memory.stats()
    if not drafts and not (counts.edited or counts.approved or counts.sentences):
        raise ExchangeError(
            "holds nothing that a person edited or approved",
            where=memory.path,
            remedy="export machine drafts as well with --drafts",
        )
    path = output / "memory.tmx"
    write_pieces(path, export_memory(memory, drafts=drafts))
    return path


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="PO, XLIFF, TMX, CSV, TSV or XLSX files.", show_default=False),
    ],
    memory: MemoryOption = MEMORY,
    who: WhoOption = "",
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both changed a sentence, take the file's English.")
    ] = False,
    approved: Annotated[
        bool, typer.Option("--approved", help="Take pairs of no article of ours as approved, to be reused.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Take the work of other editors back, never over newer words of people."""
    from translate.exchange.round_trip import import_file
    from translate.memory import Memory

    now, name = datetime.now(UTC), name_of(who)
    done: list[Imported] = []
    faults: list[DuizhaoError] = []
    try:
        with Memory.open(existing_memory(memory), live=True) as opened:
            for file in tracked(files, "importing"):
                try:
                    done.append(
                        import_file(
                            opened, file, name, now, theirs=theirs, dry_run=dry_run, approved=approved
                        )
                    )
                except ExchangeError as error:
                    faults.append(error)
    except KeyboardInterrupt:
        print("stopped; nothing is lost: the same command takes what is left", file=sys.stderr)
        raise typer.Exit(130) from None
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    if json:
        print_json(_as_json(done, faults, dry_run))
    else:
        _print(done, dry_run, approved)
    left = any(each.conflicts or each.refused for each in done)
    raise typer.Exit(1 if faults else 3 if left else 0)


def _print(done: Sequence[Imported], dry_run: bool, approved: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for each in done:
        would = "would be: " if dry_run else ""
        counts = [*(_sentences(each) if each.articles else ()), *(_pairs(each) if each.has_pairs else ())]
        console.print(Text(f"{each.path}: {would}{', '.join(counts)}"), soft_wrap=True)
        for refused in each.refused:
            line = Text("  refused ", style="yellow")
            console.print(line + Text(f"{each.path}:{refused.entry.line}: {refused.reason}"), soft_wrap=True)
        for clash in each.conflicts:
            console.print(_clash(each, clash), soft_wrap=True)
        for passed in each.passed_over:
            more = f" (and {passed.count - 1:,} more)" if passed.count > 1 else ""
            line = Text("  passed over ", style="yellow")
            console.print(line + Text(f"{each.path}:{passed.line}: {passed.reason}{more}"), soft_wrap=True)
    waiting = [each for each in done if each.pairs.added and not (approved or dry_run)]
    for each in waiting:
        console.print(
            f"Its pairs wait to be reviewed: duizhao pairs {quote(one_line(each.source))} --review;"
            " or have them all reused with --approve",
            soft_wrap=True,
            markup=False,
        )
    if any(each.conflicts for each in done):
        console.print("The newer words stay. To take those of the file: the same command with --theirs")


def _sentences(each: Imported) -> list[str]:
    """What became of the sentences of articles, in a few words."""
    return [
        f"{each.taken} taken",
        f"{each.approved} approved",
        *([f"{each.reopened} reopened"] if each.reopened else []),
        f"{each.same} unchanged",
        *([f"{len(each.refused)} refused"] if each.refused else []),
        *([counted(len(each.conflicts), "conflict")] if each.conflicts else []),
    ]


def _pairs(each: Imported) -> list[str]:
    """What became of pairs that belong to no article, in a few words."""
    pairs = each.pairs
    return [
        f"{counted(pairs.added, 'new pair')}",
        *([f"{pairs.signed:,} approved that were waiting"] if pairs.signed else []),
        f"{pairs.same:,} there already",
    ]


def _clash(imported: Imported, clash: Clash) -> Any:
    from rich.text import Text

    there = clash.there
    when = f", {there.at:%Y-%m-%d %H:%M} UTC" if there.at else ""
    return Text.assemble(
        ("  conflict ", "bold red"),
        f"{imported.path}:{clash.entry.line}: {there.article} {there.segment}\n",
        f"    zh        {one_line(clash.entry.zh)}\n",
        f"    memory    {one_line(there.en)}  ({one_line(there.who)}{when})\n",
        f"    this file {one_line(clash.entry.en)}",
    )


def _as_json(done: Sequence[Imported], faults: Sequence[DuizhaoError], dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "files": [
            {
                "file": each.path.as_posix(),
                "article": each.articles[0] if len(each.articles) == 1 else "",
                "articles": list(each.articles),
                "taken": each.taken,
                "approved": each.approved,
                "reopened": each.reopened,
                "same": each.same,
                "pairs": {
                    "source": each.source if each.has_pairs else "",
                    "added": each.pairs.added,
                    "signed": each.pairs.signed,
                    "same": each.pairs.same,
                },
                "passed_over": [
                    {"line": over.line, "reason": over.reason, "count": over.count}
                    for over in each.passed_over
                ],
                "refused": [
                    {"line": no.entry.line, "segment": no.entry.segment, "reason": no.reason}
                    for no in each.refused
                ],
                "conflicts": [
                    {
                        "line": clash.entry.line,
                        "segment": clash.there.segment,
                        "zh": clash.entry.zh,
                        "memory": clash.there.en,
                        "who": clash.there.who,
                        "at": clash.there.at.isoformat() if clash.there.at else "",
                        "file": clash.entry.en,
                    }
                    for clash in each.conflicts
                ],
            }
            for each in done
        ],
        "faults": [str(fault) for fault in faults],
    }
