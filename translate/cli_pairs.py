"""``duizhao pairs``: sentences with English that came from elsewhere, shown, looked through, approved, taken out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from shlex import quote
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
    from collections.abc import Iterable, Iterator

    from translate.memory import Memory, Pair, PairSource
    from translate.model import Finding
    from translate.termbase import Termbase

_MOST = 50  # pairs on a screen; --json gives all


def pairs(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Where they came from; without it what there is.")
    ] = "",
    ids: Annotated[
        list[int] | None, typer.Option("--id", help="Only this pair; may be given several times.")
    ] = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those that are to be reviewed.")] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Go through those to be reviewed, one after another.")
    ] = False,
    approve: Annotated[bool, typer.Option("--approve", help="Approve those that wait for it.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take them out of the memory.")] = False,
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary",
            "-g",
            help="Its terms are checked. Default: glossary beside the memory.",
            show_default=False,
        ),
    ] = None,
    memory: MemoryOption = MEMORY,
    who: WhoOption = "",
    json: JsonOption = False,
) -> None:
    """Show, review, approve or remove pairs of sentences that belong to no article."""
    from translate.memory import Memory

    if approve + remove + review > 1 or ((approve or remove or review or ids) and not source):
        raise typer.BadParameter("give one SOURCE and one of --review, --approve and --remove")
    if review and json:
        raise typer.BadParameter("--review asks at the terminal; leave --json out")
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
            wanted = (
                pair for pair in opened.pairs(source, waiting=waiting or review) if not ids or pair.id in ids
            )
            found = _checked(wanted, _termbase(glossary or memory.parent / "glossary", glossary is None))
            if review:
                raise typer.Exit(_review(opened, source, found, name_of(who)))
            _show(found, source, json)
        else:
            _show_sources(sources, json)


def _act(memory: Memory, source: str, ids: list[int] | None, who: str, approve: bool, json: bool) -> None:
    now, done = datetime.now(UTC), "approved" if approve else "removed"
    count = memory.approve_pairs(source, who, now, ids) if approve else memory.remove_pairs(source, ids)
    if json:
        print_json({"source": source, done: count})
    else:
        typer.echo(f"{counted(count, 'pair')} from {one_line(source)} {done}")


def _termbase(folder: Path, may_miss: bool) -> Termbase | None:
    from translate.termbase import Termbase

    return None if may_miss and not folder.is_dir() else Termbase.load(folder)


def _checked(found: Iterable[Pair], termbase: Termbase | None) -> Iterator[tuple[Pair, tuple[Finding, ...]]]:
    """The pairs, those that are to be reviewed with what the checks say of them; some are checked at a time."""
    from translate.bitext import Pair as Bitext
    from translate.bitext_check import check_pairs

    pairs = iter(found)
    while some := list(islice(pairs, _MOST)):
        texts = [Bitext(str(pair.id), pair.zh, pair.en, pair.id) for pair in some]
        rows = check_pairs(Path("pairs"), texts, termbase)
        for pair, row in zip(some, rows, strict=True):
            yield pair, () if pair.approved else row.findings


# ---- looking through ---------------------------------------------------------------------------------------------


def _review(memory: Memory, source: str, found: Iterable[tuple[Pair, tuple[Finding, ...]]], who: str) -> int:
    """Asks about each pair; every answer is kept at once. Gives the exit code: 3 where some still wait."""
    approved = removed = 0
    for pair, findings in found:
        _print_pair(pair, findings)
        answer = _asked()
        if answer == "q":
            break
        if answer == "a":
            approved += memory.approve_pairs(source, who, datetime.now(UTC), [pair.id])
        elif answer == "r":
            removed += memory.remove_pairs(source, [pair.id])
    left = next((each.waiting for each in memory.pair_sources() if each.source == source), 0)
    typer.echo(
        f"{counted(approved, 'pair')} approved, {removed:,} removed, {left:,} from {one_line(source)} to be reviewed"
    )
    return 3 if left else 0


def _asked() -> str:
    """One of a, r, s and q; q where nothing more can be read."""
    while True:
        try:
            said = input("  [a]pprove, [r]emove, [s]kip or [q]uit? ").strip().casefold()[:1] or "s"
        except EOFError:
            typer.echo()
            return "q"
        except KeyboardInterrupt:
            print("\nstopped; every answer is kept", file=sys.stderr)
            raise typer.Exit(130) from None
        if said in "arsq":
            return said


# ---- showing -----------------------------------------------------------------------------------------------------


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
    waiting = ""
    for each in sources:
        table.add_row(one_line(each.source), f"{each.approved:,}", f"{each.waiting:,}")
        waiting = waiting or (one_line(each.source) if each.waiting else "")
    if not table.row_count:
        typer.echo("No pairs yet. They come in with: duizhao import agency.tmx")
        return
    Console().print(table)
    if waiting:
        typer.echo(f"Look through those that wait with: duizhao pairs {quote(waiting)} --review")


def _show(found: Iterable[tuple[Pair, tuple[Finding, ...]]], source: str, json: bool) -> None:
    if json:
        print_json({"source": source, "pairs": [_as_json(pair, findings) for pair, findings in found]})
        return
    shown = iter(found)
    for pair, findings in islice(shown, _MOST):
        _print_pair(pair, findings)
    if next(shown, None) is not None:
        typer.echo(f"… and more; all of them with: duizhao pairs {quote(one_line(source))} --json")


def _as_json(pair: Pair, findings: Iterable[Finding]) -> dict[str, object]:
    return {
        "id": pair.id,
        "zh": pair.zh,
        "en": pair.en,
        "approved": pair.approved,
        "who": pair.who,
        "at": pair.at.isoformat(),
        "findings": [
            {"check": each.check, "severity": each.severity.value, "message": each.message}
            for each in findings
        ],
    }


def _print_pair(pair: Pair, findings: Iterable[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    from translate.cli_check import COLOURS

    console = Console(highlight=False)
    state = Text("approved", "green") if pair.approved else Text("to be reviewed", "yellow")
    head = Text.assemble((f"{pair.id}", "bold"), "  ", state, f"  {one_line(pair.who)}, {pair.at:%Y-%m-%d}")
    console.print(head, Text(f"    {one_line(pair.zh)}"), Text(f"    {one_line(pair.en)}"), sep="\n")
    for each in findings:
        console.print(Text(f"    {each.severity.value:8}", COLOURS[each.severity]) + Text(f" {each.message}"))
