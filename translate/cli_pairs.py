"""``duizhao pairs``: sentences with English that came from elsewhere, shown, approved, taken out."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_exchange import (
    MEMORY,
    JsonOption,
    MemoryOption,
    WhoOption,
    existing_memory,
    name_of,
    one_line,
)
from translate.cli_glossary.shared import counted, print_json
from translate.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.memory import Memory, Pair, PairSource

_MOST = 50  # pairs on a screen; --json gives all


def pairs(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Where they came from; without it what there is.")
    ] = "",
    ids: Annotated[
        list[int] | None, typer.Option("--id", help="Only this pair; may be given several times.")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Approve those that wait for it.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take them out of the memory.")] = False,
    memory: MemoryOption = MEMORY,
    who: WhoOption = "",
    json: JsonOption = False,
) -> None:
    """Show, approve or remove pairs of sentences that belong to no article."""
    from translate.memory import Memory

    if (approve and remove) or ((approve or remove or ids) and not source):
        raise typer.BadParameter("give one SOURCE and either --approve or --remove")
    with Memory.open(existing_memory(memory), live=True) as opened:
        sources = opened.pair_sources()
        if source and source not in [each.source for each in sources]:
            raise ExchangeError(
                f"has no pairs from {source}",
                where=memory,
                remedy="see what there is with: duizhao pairs",
            )
        if approve or remove:
            _act(opened, source, ids, name_of(who), approve, json)
        elif source:
            wanted = (pair for pair in opened.pairs(source) if not ids or pair.id in ids)
            _show(wanted, source, json)
        else:
            _show_sources(sources, json)


def _act(memory: Memory, source: str, ids: list[int] | None, who: str, approve: bool, json: bool) -> None:
    now, done = datetime.now(UTC), "approved" if approve else "removed"
    count = memory.approve_pairs(source, who, now, ids) if approve else memory.remove_pairs(source, ids)
    if json:
        print_json({"source": source, done: count})
    else:
        typer.echo(f"{counted(count, 'pair')} from {one_line(source)} {done}")


def _show_sources(sources: Iterable[PairSource], json: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    if json:
        rows = [
            {"source": each.source, "approved": each.approved, "waiting": each.waiting} for each in sources
        ]
        print_json({"sources": rows})
        return
    table = Table("source", "approved", "to be reviewed")
    for each in sources:
        table.add_row(one_line(each.source), f"{each.approved:,}", f"{each.waiting:,}")
    if table.row_count:
        Console().print(table)
    else:
        typer.echo(
            "No pairs yet. They come in with: duizhao align zh.txt en.txt, or duizhao import agency.tmx"
        )


def _show(found: Iterable[Pair], source: str, json: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    if json:
        rows = [
            {
                "id": pair.id,
                "zh": pair.zh,
                "en": pair.en,
                "approved": pair.approved,
                "who": pair.who,
                "at": pair.at.isoformat(),
            }
            for pair in found
        ]
        print_json({"source": source, "pairs": rows})
        return
    console, shown = Console(highlight=False), iter(found)
    for pair in islice(shown, _MOST):
        state = Text("approved", "green") if pair.approved else Text("to be reviewed", "yellow")
        head = Text.assemble(
            (f"{pair.id}", "bold"), "  ", state, f"  {one_line(pair.who)}, {pair.at:%Y-%m-%d}"
        )
        console.print(head, Text(f"    {one_line(pair.zh)}"), Text(f"    {one_line(pair.en)}"), sep="\n")
    if next(shown, None) is not None:
        console.print(f"… and more; all of them with: duizhao pairs {source} --json", markup=False)
