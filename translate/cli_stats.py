"""``duizhao stats``: the command, and its tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    MemoryFile,
    memory_path,
    print_json,
    require_memory,
)

if TYPE_CHECKING:
    from rich.table import Table

    from translate.stats import Distances, Figures

_Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="WHEN",
        help="Only articles published and sentences decided since: 2026-11-24, 6h, 2d, 4w, yesterday.",
    ),
]
_By = Annotated[str, typer.Option("--by", help="Volume by day, week or month.")]
_Csv = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="All figures as CSV: section, name, measure, value."),
]
_SHOWN = 10
_WIDTH = 80


def stats(
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    since: _Since = None,
    by: _By = "day",
    csv: _Csv = None,
    json: Json = False,
) -> None:
    """Show what the memory tells: volume, reuse, how far people went from drafts, terms that they correct.

    Distances are Levenshtein's, from 0% (nobody changed a character) to 100%. Only what people did counts: edits,
    approvals and imports. Nothing is changed.
    """
    from translate.memory import reading_only
    from translate.selection import MomentError, moment
    from translate.stats.figures import figures, record
    from translate.stats.volume import PERIODS

    if by not in PERIODS:
        raise typer.BadParameter(f"“{by}” is none of {', '.join(PERIODS)}", param_hint="--by")
    try:
        begin = None if since is None else moment(since)
    except MomentError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from None
    with reading_only(require_memory(memory_path(memory, glossary))) as opened:
        found = figures(opened, begin)
    if csv is not None:
        write_csv(csv, found)
    if json:
        print_json(record(found))
    elif csv is None:
        _print(found, by)


def write_csv(path: Path, found: Figures) -> None:
    """Writes the figures as CSV, no cell of which a spreadsheet takes for a formula. Raises ``OutputError``."""
    import csv
    import io

    from translate.exchange.terms.columns import guard
    from translate.output import write_text
    from translate.stats.figures import lines

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("section", "name", "measure", "value"))
    writer.writerows(
        (guard(section), guard(name), measure, value) for section, name, measure, value in lines(found)
    )
    write_text(path, text.getvalue())


def _print(found: Figures, by: str) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for table in _tables(found, by):
        if table.row_count:
            console.print(table, width=min(console.width, _WIDTH))
            console.print()
    if not found.corrections.all.segments:
        console.print("Nobody has decided a sentence yet: distances and corrections come with review.")


def _tables(found: Figures, by: str) -> Iterable[Table]:
    from translate.checks import titles
    from translate.stats.volume import volume

    yield _whole(found)
    periods = _table(f"published, by {by}", "articles", "segments", "characters")
    for each in volume(found.days, by)[:_SHOWN]:
        periods.add_row(each.period, f"{each.articles:,}", f"{each.segments:,}", f"{each.characters:,}")
    yield periods
    engines = _table("drafts by engine", "segments", "decoded again")
    for engine in found.engines:
        engines.add_row(engine.engine or "–", f"{engine.segments:,}", f"{engine.redecoded:,}")
    yield engines
    told, names = found.corrections, titles()
    yield _spreads(
        "people against drafts, by engine", (told.all, *told.by_engine), {"all": "all engines", "": "–"}
    )
    yield _spreads("the same, by finding on the draft", told.by_check[:_SHOWN], names)
    terms = _table("terms most corrected", "times", "of uses")
    for term in told.terms[:_SHOWN]:
        to = ", ".join(f"{new or '–'} ({times})" for new, times in list(term.to.items())[:3])
        where = term.examples[0]
        terms.add_row(
            f"{term.zh} {term.en} → {to}\n  {where.article} {where.segment}",
            f"{term.changed:,}",
            f"{term.uses:,}",
        )
    yield terms
    words = _table("words most corrected", "times")
    for word in told.words[:_SHOWN]:
        words.add_row(f"{word.draft} → {word.final}", f"{word.times:,}")
    yield words
    checks = _table("checks, and what people did", "overruled", "mended", "overruled")
    for each_check in told.verdicts[:_SHOWN]:
        checks.add_row(
            names.get(each_check.check, each_check.check),
            f"{each_check.overruled:,}",
            f"{each_check.mended:,}",
            f"{each_check.share_overruled:.0%}",
        )
    yield checks
    blocked = _table("most blocked articles", "blockers")
    for article in found.blocked[:_SHOWN]:
        blocked.add_row(f"{article.title}\n  {article.article}", f"{article.blockers:,}")
    yield blocked


def _whole(found: Figures) -> Table:
    from rich.table import Table

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_row("articles", f"{sum(day.articles for day in found.days):,}")
    table.add_row("characters", f"{sum(day.characters for day in found.days):,} of Chinese")
    sources = ", ".join(f"{count:,} {_SOURCES.get(name, name)}" for name, count in found.sources.items())
    table.add_row("segments", f"{found.segments:,}" + (f" ({sources})" if sources else ""))
    table.add_row("reuse", f"{found.reuse:.0%} of the segments took no engine")
    return table


_SOURCES = {"engine": "drafted", "memory": "approved elsewhere"}


def _spreads(title: str, groups: Iterable[Distances], names: dict[str, str]) -> Table:
    table = _table(title, "segments", "untouched", "chars", "median", "words", "median")
    for each in groups:
        if each.segments:
            values = (*each.characters, *each.words)
            cells = (f"{value:.0%}" for value in (each.share_untouched, *values))
            table.add_row(names.get(each.name, each.name), f"{each.segments:,}", *cells)
    return table


def _table(first: str, *numbers: str) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column(first, ratio=1, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table
