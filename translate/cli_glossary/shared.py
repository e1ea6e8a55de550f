"""What the glossary's commands share: their options, tables and JSON."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.errors import DuizhaoError, StoreError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from translate.glossary import GlossaryEntry

GlossaryFolder = Annotated[
    Path, typer.Option("--glossary", "-g", help="Folder with the glossary's PO files.", show_default=True)
]
MemoryFile = Annotated[
    Path | None,
    typer.Option("--memory", "-m", help="The translation memory. Default: memory.db beside the glossary."),
]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]

DEFAULT_FOLDER = Path("glossary")
_PIPED_WIDTH = 240


def memory_path(memory: Path | None, glossary: Path) -> Path:
    """The memory that was named, else ``memory.db`` beside the glossary."""
    return memory or glossary.parent / "memory.db"


def require_memory(path: Path) -> Path:
    """The same path. Raises StoreError where no memory is there: opening it would make an empty one."""
    if not path.is_file():
        raise StoreError(
            "there is no such translation memory",
            where=path,
            remedy="make one with: duizhao translate DUMP, or name the project's memory.db with --memory",
        )
    return path


def console() -> Console:
    """Standard output; where that is a file or a pipe, lines are not broken at 80 columns."""
    from rich.console import Console

    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=_PIPED_WIDTH)


def table(*names: str, numbers: Iterable[str] = (), whole: Iterable[str] = ()) -> Table:
    """A table without lines; the columns ``numbers`` are set to the right, ``whole`` are never broken."""
    from rich.table import Table

    right, unbroken = set(numbers), set(whole) | set(numbers)
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in names:
        options: dict[str, Any] = {"no_wrap": True} if name in unbroken else {"overflow": "fold"}
        made.add_column(name, justify="right" if name in right else "left", **options)
    return made


def as_record(entry: GlossaryEntry) -> dict[str, object]:
    """An entry for machines: its fields, lists as lists."""
    return asdict(entry)


def print_json(value: object) -> None:
    """One JSON value on standard output, Chinese as it is."""
    typer.echo(json_format.dumps(value, ensure_ascii=False, indent=2))


def print_faults(faults: Iterable[DuizhaoError]) -> int:
    """Each fault as one line on standard error; gives how many there were."""
    count = 0
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
        count += 1
    return count


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number and its noun: ``1 entry``, ``2,000 entries``.

    >>> counted(1, "entry", "entries"), counted(2000, "entry", "entries")
    ('1 entry', '2,000 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
