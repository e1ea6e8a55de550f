"""``duizhao alternatives``: what else the engine would say of one sentence."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from translate.alternatives import Alternative
    from translate.model import Row


def alternatives(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="The article: its page without .html, or the page.", show_default=False
        ),
    ],
    segment: Annotated[
        str,
        typer.Argument(metavar="SEGMENT", help="The sentence, as on the page: p07.s02.", show_default=False),
    ],
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=16, help="How many at most.")] = 3,
    memory: Annotated[
        Path, typer.Option("--memory", "-m", help="The translation memory that holds the article.")
    ] = Path("memory.db"),
    engine: Annotated[
        str,
        typer.Option("--engine", "-e", help="auto, argos, qwen, or the name of a model that you installed."),
    ] = "auto",
    json: Annotated[bool, typer.Option("--json", help="The answer as JSON on standard output.")] = False,
) -> None:
    """Offer other English for one sentence, with its names and numbers held, and what the checks say of it.

    Nothing is changed. Exit code 0: at least one without a blocker; 3: none; 1: there is no such sentence.
    """
    from translate.alternatives import alternatives as find
    from translate.engine.choose import choose

    row = find_row(memory, Path(article).name.removesuffix(".html"), segment)
    found = find(row, choose(engine).load(), count)
    if json:
        typer.echo(json_format.dumps(as_json(row, found), ensure_ascii=False, indent=2))
    else:
        _print(row, found)
    raise typer.Exit(0 if any(each.sound for each in found) else 3)


def find_row(memory: Path, article: str, segment: str) -> Row:
    """The sentence as the memory has it. Raises ``StoreError`` if it is not there."""
    from translate.errors import StoreError
    from translate.memory import Memory

    if not memory.is_file():  # opening would make an empty one
        raise StoreError("is not there", where=memory, remedy="give its path with --memory")
    with Memory.open(memory) as opened:
        stored = opened.load(article)
    if stored is None:
        remedy = "give the name of a page that was translated with this memory"
        raise StoreError(f"has no article {article}", where=memory, remedy=remedy)
    rows = {row.segment.id: row for row in stored.rows}
    if segment not in rows:
        first, last = next(iter(rows), ""), next(reversed(rows), "")
        raise StoreError(
            f"has no sentence {segment} in {article}",
            where=memory,
            remedy=f"its sentences go from {first} to {last}" if rows else "the article is empty",
        )
    return rows[segment]


def as_json(row: Row, found: tuple[Alternative, ...]) -> dict[str, object]:
    """The answer for machines."""
    return {
        "article": row.segment.article,
        "segment": row.segment.id,
        "zh": row.segment.zh,
        "en": row.draft.en,
        "alternatives": [
            {
                "en": each.en,
                "findings": [
                    {"check": found.check, "severity": found.severity.value, "message": found.message}
                    for found in each.findings
                ],
            }
            for each in found
        ],
    }


def _print(row: Row, found: tuple[Alternative, ...]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(row.segment.zh.strip(), style="dim"))
    console.print(Text(f"now  {row.draft.en}"))
    for number, each in enumerate(found, 1):
        console.print(Text(f"{number:3}  {each.en}"))
        for finding in each.findings:
            console.print(Text(f"     {finding.severity.value}: {finding.message}", style="yellow"))
    if not found:
        console.print(Text("The engine has nothing else to say of it."))
