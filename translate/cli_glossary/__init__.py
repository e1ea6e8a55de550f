"""``duizhao glossary``: the termbase as editors keep it, one module a group of commands."""

from __future__ import annotations

import typer

from translate.cli_glossary import approve, edit, harvest

app = typer.Typer(
    name="glossary",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep the house glossary: names and terms, and the English that they must have.",
    epilog="Exit codes: 0 clean, 1 a fault (a file, an entry), 2 wrong usage, 3 something remains to be decided.",
)
app.command(
    epilog="Example: duizhao glossary show 雪花\n\nExample: duizhao glossary show --file people.po --proposals"
)(edit.show)
app.command(
    epilog="Example: duizhao glossary harvest dumps --write\n\n"
    "Example: duizhao glossary harvest dumps/2025-01 --min-count 3 --json"
)(harvest.harvest)
app.command(
    epilog="Example: duizhao glossary approve\n\n"
    "Example: duizhao glossary approve 克莱纳曼 --into people.po\n\n"
    "Example: duizhao glossary approve --all --min-count 5"
)(approve.approve)
