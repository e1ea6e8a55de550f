"""``duizhao glossary harvest``: names from dumps and approved translations, as proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    MemoryFile,
    console,
    counted,
    memory_path,
    print_faults,
    print_json,
    require_memory,
    table,
)

if TYPE_CHECKING:
    from rich.text import Text

    from translate.glossary import Glossary
    from translate.glossary.harvest import Harvest, Name, Written
    from translate.memory import Memory

_STATE_COLOUR = {"new": "green", "proposed": "cyan", "entry": "yellow"}
_MOST_ROWS = 400  # of the table; --json has them all


def harvest(
    dumps: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DUMP", help="News files, or folders that hold them.", show_default=False),
    ] = None,
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    write: Annotated[bool, typer.Option("--write", "-w", help="Write them as proposals.")] = False,
    file: Annotated[
        str, typer.Option("--file", help="The glossary's file that proposals go to.")
    ] = "proposals.po",
    min_count: Annotated[
        int, typer.Option("--min-count", min=1, help="Leave out what was seen less often.")
    ] = 1,
    latin: Annotated[
        bool, typer.Option("--latin", help="Also frequent Latin names without any Chinese, as read-only.")
    ] = False,
    json: Json = False,
) -> None:
    """Find names that articles gloss and translators used, conflicts first.

    Without --write nothing is changed. With it they become fuzzy proposals, which are shown and never enforced;
    what the glossary has already is left alone.
    """
    from translate.glossary import Glossary
    from translate.glossary.harvest import Wish, harvest, propose, reading

    try:
        with ExitStack() as stack:
            folder = Glossary.load(glossary)
            approvals = _memory(memory, glossary, stack)
            if not dumps and approvals is None:
                raise typer.BadParameter("name a dump, or a memory with --memory", param_hint="DUMP")
            dump = reading(dumps or [])
            done = stack.enter_context(_progress(len(dump.paths)))
            found = harvest(dump, folder, approvals, Wish(min_count, latin), done)
        written = propose(folder, found.names, file) if write else None
        folder.save()
    except KeyboardInterrupt:
        typer.echo("stopped; nothing was written", err=True)
        raise typer.Exit(130) from None
    if json:
        print_json(as_json(found, written))
    else:
        _print(found, written, file, folder)
    raise typer.Exit(1 if print_faults((*folder.faults, *found.faults)) else 0)


def as_json(found: Harvest, written: Written | None) -> dict[str, object]:
    """The harvest for machines; dates are ISO, ``written`` is null where nothing was to be written."""
    return {
        "articles": found.articles,
        "characters": found.characters,
        "names": [_name_as_json(name) for name in found.names],
        "written": None if written is None else {"added": written.added, "updated": written.updated},
        "faults": [str(fault) for fault in found.faults],
    }


def _name_as_json(name: Name) -> dict[str, object]:
    return {
        "zh": name.zh,
        "state": name.state.value,
        "kind": name.best.kind.value,
        "conflicts": name.conflicts,
        "english": [
            {
                "en": pair.en,
                "count": pair.count,
                "accept": pair.accept,
                "seen": [
                    {
                        "origin": origin.value,
                        "count": seen.count,
                        "articles": seen.articles,
                        "first": seen.first and seen.first.isoformat(),
                        "last": seen.last and seen.last.isoformat(),
                        "contexts": [
                            {"article": context.article, "place": context.place, "text": context.text}
                            for context in seen.contexts
                        ],
                    }
                    for origin, seen in pair.seen
                ],
            }
            for pair in name.pairs
        ],
    }


def _memory(named: Path | None, glossary: Path, stack: ExitStack) -> Memory | None:
    """The memory that was named, or the one beside the glossary if there is one."""
    from translate.memory import Memory

    path = require_memory(named) if named else memory_path(None, glossary)
    return stack.enter_context(Memory.open(path)) if path.exists() else None


@contextmanager
def _progress(files: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("harvesting", total=files or None)
        yield lambda: progress.advance(task)


def _print(found: Harvest, written: Written | None, file: str, folder: Glossary) -> None:
    from rich.text import Text

    screen = console()
    shown = found.open[:_MOST_ROWS]
    if shown:
        names = table("Chinese", "English", "kind", "seen", "state")
        for name in shown:
            names.add_row(*_row(name))
        screen.print(names)
    if len(found.open) > len(shown):
        screen.print(Text(f"… and {len(found.open) - len(shown):,} more; --json has them all", style="dim"))
    screen.print(Text(summary(found)), soft_wrap=True)
    if written is not None:
        place = folder.folder / file
        screen.print(Text(f"{place}: {written.added:,} added, {written.updated:,} updated"), soft_wrap=True)
        if written.added:
            screen.print(Text("decide on them: duizhao glossary approve"), soft_wrap=True)
    elif any(name.state.value == "new" for name in found.open):
        screen.print(Text("to keep them as proposals: the same command with --write"), soft_wrap=True)


def _row(name: Name) -> tuple[Text, ...]:
    from rich.text import Text

    from translate.glossary.harvest.fields import times

    best = name.best
    articles = max(seen.articles for _, seen in best.seen)  # a dump's may be in memory too
    told = Text("\n".join(name.conflicts), style="yellow") if name.conflicts else Text("")
    state = Text(name.state.value, style=_STATE_COLOUR.get(name.state.value, ""))
    told = told if name.conflicts else state
    count = f"{times(best.count)} in {counted(articles, 'article')}"
    return (
        Text(name.zh, style="bold"),
        Text(best.en or "as it is"),
        Text(best.kind.value, style="dim"),
        Text(count),
        told,
    )


def summary(found: Harvest) -> str:
    """One line: what was read and what came out of it."""
    states = [name.state.value for name in found.names]
    conflicts = sum(bool(name.conflicts) for name in found.open)
    parts = [
        counted(found.articles, "article"),
        f"{states.count('new'):,} new",
        f"{states.count('proposed'):,} proposed before",
        f"{counted(conflicts, 'conflict')}",
        f"{states.count('known'):,} already in the glossary",
    ]
    if "rejected" in states:
        parts.append(f"{states.count('rejected'):,} rejected before")
    return ", ".join(parts)
