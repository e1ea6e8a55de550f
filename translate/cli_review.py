"""``duizhao review``, ``status`` and ``sign``: the desk at work."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_exchange import JsonOption, WhoOption, existing_memory, name_of, one_line
from translate.cli_glossary.shared import counted, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from translate.memory import ArticleSummary, Memory, Unsigned
    from translate.review.server import Server

FolderArgument = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The project: memory.db and glossary/ are in it.")
]
HERE = Path()
_WIDE = 200
_NEWEST = 200  # articles that the board shows unless all are asked for: 10,000 take a table 15 seconds


def review(
    folder: FolderArgument = HERE,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=0,
            max=65_535,
            help="0 is any free one. Default: 8643, or any free one if that is taken.",
            show_default=False,
        ),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to bind. Another than loopback needs --expose.")
    ] = "127.0.0.1",
    expose: Annotated[
        bool, typer.Option("--expose", help="Let other machines in; whoever has the key may read and write.")
    ] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    who: WhoOption = "",
) -> None:
    """Review articles in the browser, every change saved at once."""
    from translate.review.server import USUAL_PORT, Server, Setting

    if not _is_loopback(host):
        if not expose:
            raise typer.BadParameter(
                f"{host} lets other machines in; add --expose if you mean it", param_hint="--host"
            )
        print(
            f"warning: everybody who can reach {host} and has the key may read and change everything, "
            "and what they send and see is not encrypted",
            file=sys.stderr,
        )
    wanted = USUAL_PORT if port is None else port
    server = Server(Setting(folder, name_of(who), host, wanted, or_any=port is None))
    if wanted not in (0, server.port):
        print(
            f"port {wanted} is taken by another program; this is {server.port}, "
            "where pages that are still open from before do not look",
            file=sys.stderr,
        )
    print(f"reviewing {folder.resolve()} as {server.setting.who}", file=sys.stderr)
    print(server.url, flush=True)
    print("Ctrl-C stops it; everything is saved as you go", file=sys.stderr)
    if browser:
        _open_browser(server)
    try:
        server.run()
    except KeyboardInterrupt:
        print("stopped; everything is saved", file=sys.stderr)


def _is_loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open_browser(server: Server) -> None:
    """In a thread: some browsers return only when they are closed. The socket listens already."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(server.once,), daemon=True).start()


def status(
    folder: FolderArgument = HERE,
    blockers: Annotated[bool, typer.Option("--blockers", help="Only articles with blockers.")] = False,
    unsigned: Annotated[
        bool, typer.Option("--unsigned", help="Only articles that nobody has signed.")
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--all", help=f"All articles, not the newest {_NEWEST} alone; --json has all always."),
    ] = False,
    json: JsonOption = False,
) -> None:
    """Show how far each article is: the desk's board."""
    from translate.memory import Memory
    from translate.review.board import is_signed

    with Memory.open(existing_memory(folder / "memory.db")) as memory:
        lines = [
            line
            for line in memory.articles()
            if (line.blockers or not blockers) and (not unsigned or not is_signed(line))
        ]
    if json:
        print_json(_as_json(lines))
    else:
        _print_board(lines, len(lines) if everything else _NEWEST)
    raise typer.Exit(3 if any(line.blockers and not is_signed(line) for line in lines) else 0)


def _as_json(lines: Sequence[ArticleSummary]) -> dict[str, object]:
    from translate.review.board import last_change, stage, totals
    from translate.review.views import article_json, iso

    return {
        "articles": [
            {
                **article_json(line),
                "title_zh": line.title_zh,
                "title_en": line.title_en,
                "date": iso(line.date),
                "url": line.url,
                "stage": stage(line).value,
                "corrected": line.corrected,
                "who": last_change(line)[0],
                "at": iso(last_change(line)[1]),
            }
            for line in lines
        ],
        "totals": totals(lines),
    }


def _print_board(lines: Sequence[ArticleSummary], most: int) -> None:
    """The first ``most`` lines as a table, how many are left out, and the sums of all."""
    from rich.console import Console
    from rich.text import Text

    from translate.review.board import totals

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE  # nobody's window, so nothing need be cut
    if not lines:
        console.print("no article")
        return
    console.print(_table(lines[:most], fill=console.is_terminal))
    if len(lines) > most:
        left = counted(len(lines) - most, "more article")
        console.print(
            Text(f"… and {left}; --all shows them, --blockers and --unsigned choose"), soft_wrap=True
        )
    sums = totals(lines)
    text = (
        f"{counted(sums['articles'], 'article')}, {sums['signed']} signed; "
        f"{sums['approved']} of {counted(sums['segments'], 'segment')} approved, {sums['edited']} edited; "
        f"{counted(sums['blockers'], 'blocker')}"
        + (f"; {counted(sums['corrected'], 'sentence')} changed by corrections" if sums["corrected"] else "")
    )
    console.print(Text(text), soft_wrap=True)


def _table(lines: Sequence[ArticleSummary], *, fill: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    from translate.review.board import last_change, stage

    table = Table(expand=fill, box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("date", no_wrap=True, min_width=10)
    table.add_column("article", overflow="ellipsis", no_wrap=True, ratio=1, min_width=16)
    table.add_column("approved", justify="right", no_wrap=True, min_width=8)
    table.add_column("blockers", justify="right", no_wrap=True, min_width=8)
    table.add_column("last", overflow="ellipsis", no_wrap=True, min_width=12)
    table.add_column("review", no_wrap=True, min_width=9)
    for line in lines:
        who, at = last_change(line)
        table.add_row(
            f"{line.date:%Y-%m-%d}" if line.date else "",
            Text(one_line(line.title_en or line.title_zh or line.id) + "\n").append(line.id, style="dim"),
            f"{line.approved}/{line.segments}",
            Text(str(line.blockers), style="bold red" if line.blockers else "dim"),
            Text(f"{one_line(who)} {at:%m-%d}" if at else ""),
            stage(line).value,
        )
    return table


def sign(
    article: Annotated[str, typer.Argument(help="The article's id, as status --json has it.")],
    folder: Annotated[
        Path, typer.Option("--folder", help="The project: memory.db is in it.", show_default=True)
    ] = HERE,
    reason: Annotated[str, typer.Option("--reason", help="Why, where blockers stand; it is kept.")] = "",
    who: WhoOption = "",
    json: JsonOption = False,
) -> None:
    """Sign an article as a whole; its sentences without blockers are approved."""
    from translate.memory import Memory
    from translate.memory import Unsigned as NotSigned
    from translate.review.views import signature_json

    name = name_of(who)
    with Memory.open(existing_memory(folder / "memory.db"), live=True) as memory:
        signed = memory.sign_off(article.removesuffix(".html"), name, datetime.now(UTC), reason=reason)
        if isinstance(signed, NotSigned):
            _tell_blockers(memory, article, signed)
            raise typer.Exit(3)
    if json:
        typer.echo(json_format.dumps(signature_json(signed), ensure_ascii=False))
    else:
        typer.echo(f"{article} is signed by {signed.who}" + (f": {signed.reason}" if signed.reason else ""))


def _tell_blockers(memory: Memory, article: str, unsigned: Unsigned) -> None:
    result = memory.load(article.removesuffix(".html"))
    for row in result.rows if result else ():
        for finding in row.findings:
            if row.segment.id in unsigned.blockers and finding.severity == "blocker":
                print(f"{row.segment.id}: {finding.message}", file=sys.stderr)
    print(f"error: {article} is not signed; mend these blockers or give a --reason", file=sys.stderr)
