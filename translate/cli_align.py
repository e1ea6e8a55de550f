"""``duizhao align``: translations that people already made, paired sentence by sentence, into the memory."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_exchange import MEMORY, JsonOption, MemoryOption, WhoOption, name_of, one_line, tracked
from translate.cli_glossary.shared import counted, print_faults, print_json
from translate.errors import DuizhaoError, IngestError, StoreError

if TYPE_CHECKING:
    from rich.console import Console

    from translate.align.job import Aligned, Files
    from translate.align.report import Line
    from translate.memory import TakenPairs
    from translate.termbase import Termbase

_MOST = 20  # doubtful pairs on a screen; --all shows them, and everything else
_COLUMNS = 80


def align(
    zh: Annotated[
        Path,
        typer.Argument(
            metavar="ZH", help="The Chinese: text, Markdown, HTML; or a folder.", show_default=False
        ),
    ],
    en: Annotated[
        Path,
        typer.Argument(
            metavar="EN", help="Its English; or a folder of files named alike.", show_default=False
        ),
    ],
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary", "-g", help="Folder with a glossary's PO files: its terms are anchors, and checked."
        ),
    ] = None,
    memory: MemoryOption = MEMORY,
    approve: Annotated[
        bool,
        typer.Option("--approve", help="Approve pairs that are not doubtful; they are reused from then on."),
    ] = False,
    who: WhoOption = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.html|FILE.tsv", help="All pairs as a page or a table."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Put nothing into the memory.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Show every pair, not only the doubtful ones.")] = False,
    json: JsonOption = False,
) -> None:
    """Pair the sentences of a Chinese text with those of its English, and keep the pairs."""
    from translate.align.job import find_files

    if output is not None and output.suffix.lower() not in (".html", ".htm", ".tsv"):
        raise typer.BadParameter("name a file that ends in .html or .tsv", param_hint="--output")
    _refuse_unusable(memory)
    files, faults = find_files(zh, en)
    try:
        done = list(_aligned(files, _termbase(glossary), faults))
        if output is not None and done:
            _write(output, done)
        taken = _keep(memory, done, name_of(who), approve, dry_run)
    except KeyboardInterrupt:
        print("stopped; what is not in the memory yet is put there by the same command", file=sys.stderr)
        raise typer.Exit(130) from None
    print_faults(faults)
    if json:
        print_json(_as_json(done, taken, faults, dry_run))
    elif done:
        _print(done, all_)
        _print_kept(done, taken, memory, approve, dry_run, output)
    left = any(each.doubtful or each.unlike for each in done)
    raise typer.Exit(1 if faults else 3 if left else 0)


def _refuse_unusable(memory: Path) -> None:
    """Raises StoreError before any work for a memory that cannot be written, or has no folder to be made in."""
    from translate.memory import Memory

    if memory.exists():
        Memory.open(memory, live=True).close()
    elif not memory.parent.is_dir():
        raise StoreError(
            "has no folder to be made in", where=memory, remedy="make the folder, or name another memory"
        )


def _termbase(glossary: Path | None) -> Termbase | None:
    from translate.termbase import Termbase

    return Termbase.load(glossary) if glossary is not None else None


def _aligned(
    files: Sequence[Files], termbase: Termbase | None, faults: list[IngestError]
) -> Iterator[Aligned]:
    """Each pair of files that can be used; where there is one alone, its fault is raised."""
    from translate.align.job import align_files

    for each in tracked(files, "aligning"):
        try:
            yield align_files(each, termbase)
        except IngestError as fault:
            faults.append(fault)


def _write(output: Path, done: Sequence[Aligned]) -> None:
    from translate.align.report import as_page, as_tsv
    from translate.output import write_text

    write_text(output, as_tsv(done) if output.suffix.lower() == ".tsv" else as_page(done))


def _keep(memory: Path, done: Sequence[Aligned], who: str, approve: bool, dry_run: bool) -> TakenPairs | None:
    """What became of the pairs; nothing where none are kept. A memory that is not there yet is made."""
    from translate.align.job import keep
    from translate.memory import Memory

    if not done or (dry_run and not memory.exists()):
        return None
    with Memory.open(memory, live=True) as opened:
        return keep(opened, done, who, datetime.now(UTC), approve=approve, dry_run=dry_run)


def _as_json(
    done: Sequence[Aligned], taken: TakenPairs | None, faults: Sequence[DuizhaoError], dry_run: bool
) -> dict[str, object]:
    from translate.align.report import as_record

    kept = {"added": taken.added, "approved": taken.signed, "same": taken.same} if taken else None
    return {
        "dry_run": dry_run,
        "files": [as_record(aligned) for aligned in done],
        "memory": kept,
        "faults": [str(fault) for fault in faults],
    }


# ---- on a terminal -----------------------------------------------------------------------------------------------


def _print(done: Sequence[Aligned], everything: bool) -> None:
    from rich.console import Console

    from translate.align.report import lines

    console = Console(highlight=False)
    width = min(console.width, 2 * _COLUMNS)
    left = 0
    for aligned in done:
        shown = [line for line in lines(aligned) if everything or line.why]
        room = len(shown) if everything else max(0, _MOST - left)
        if shown[:room] and len(done) > 1:
            console.print(
                f"{aligned.files.zh} · {aligned.files.en}", style="bold", markup=False, soft_wrap=True
            )
        for line in shown[:room]:
            _print_line(console, line, width)
        left += len(shown)
    if not everything and left > _MOST:
        console.print(
            f"… and {left - _MOST:,} more doubtful pairs: --all, or --output pairs.html\n", markup=False
        )
    _print_counts(console, done)


def _print_line(console: Console, line: Line, width: int) -> None:
    """A bead side by side, and below it what is to be said of it."""
    from rich.table import Table
    from rich.text import Text

    left = (width - 2) * 4 // 9
    beside = Table.grid(padding=(0, 2, 0, 0))
    beside.add_row(
        Text("\n".join(_wrapped(one_line(line.zh), left))) if line.zh else Text("–".ljust(left), "dim"),
        Text("\n".join(_wrapped(one_line(line.en), width - 2 - left))) if line.en else Text("–", "dim"),
    )
    console.print(beside)
    told = [(f"{line.shape} ", "cyan")] if line.shape != "1-1" else []
    for text in line.why:
        console.print(Text.assemble("  ", *told, (one_line(text), "yellow")), soft_wrap=True)
        told = []
    if told:
        console.print(Text.assemble("  ", *told))
    for text in line.findings:
        console.print(Text(f"  {one_line(text)}", "dim"), soft_wrap=True)
    console.print()


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns, the first column's padded to it; Chinese breaks between any characters."""
    from rich.cells import cell_len, chop_cells

    line = ""
    for piece in _PIECE.findall(text):
        if cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            *whole, line = chop_cells(piece.lstrip(), width) or [""]
            yield from whole
        else:
            line += piece
    yield line.rstrip()


# A Latin word, or one character; with the marks that no line begins with, and the space behind.
_PIECE = re.compile(r"(?:[!-~\u00a1-\u2017\u2030-\u2e7f]+|[“‘（《「『]?.)[，。！？；：、”’）》」』…]*\s*")


def _print_counts(console: Console, done: Sequence[Aligned]) -> None:
    from rich.table import Table

    shapes: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for aligned in done:
        for number, bead in enumerate(aligned.alignment.beads):
            shapes[bead.shape] += 1
            doubtful[bead.shape] += bool(bead.why)
            found[bead.shape] += bool(aligned.findings.get(number))
    table = Table(
        "zh-en", "beads", "doubtful", "with findings", box=None, padding=(0, 2, 0, 0), header_style="dim"
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for shape, count in shapes.most_common():
        alone = "0" in shape.split("-")
        cells = ("", "") if alone else (f"{doubtful[shape]:,}", f"{found[shape]:,}")
        table.add_row(f"{shape} {_NAMES.get(shape, '')}".strip(), f"{count:,}", *cells)
    console.print(table)


_NAMES = {"1-0": "no English", "0-1": "no Chinese"}


def _print_kept(
    done: Sequence[Aligned],
    taken: TakenPairs | None,
    memory: Path,
    approve: bool,
    dry_run: bool,
    output: Path | None,
) -> None:
    for aligned in done:
        if aligned.unlike:
            typer.echo(
                f"{aligned.files.zh} and {aligned.files.en} hardly pair: are they translations of each other? "
                "None of their pairs is approved."
            )
    if output is not None:
        typer.echo(f"all pairs in {output}")
    if taken is None:
        typer.echo("nothing was put into a memory")
        return
    would = "would be put" if dry_run else "put"
    signed = f", {taken.signed:,} approved that were waiting" if taken.signed else ""
    typer.echo(
        f"{counted(taken.added, 'new pair')} {would} into {memory}{signed}, {taken.same:,} there already"
    )
    if not dry_run and taken.added and (not approve or any(each.doubtful for each in done)):
        sources = sorted({aligned.files.source for aligned in done})
        which = sources[0] if len(sources) == 1 else ""
        what = "The doubtful ones wait" if approve else "They wait"
        typer.echo(f"{what} to be reviewed: duizhao pairs {one_line(which)}".rstrip())
