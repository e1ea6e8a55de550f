"""What ``duizhao translate --dry-run`` prints."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from translate.cli_glossary.shared import counted
from translate.cli_translate import left_out, left_out_record, twins
from translate.engine.choose import choose
from translate.job import Job
from translate.plan import Estimate, Plan, plan
from translate.progress import watching
from translate.selection import Selection

_WIDTH = 80


def plan_command(job: Job, engine: str, quiet: bool, as_json: bool) -> int:
    """Say what a run would do; gives the exit code. Raises ``DuizhaoError`` where it could do nothing."""
    with watching(quiet or as_json) as watch:
        found = plan(job, lambda: choose(engine), engine, watch)
    for fault in found.faults:
        print(f"error: {fault.where}: {fault.message}", file=sys.stderr)
    if as_json:
        print(json.dumps(plan_record(found), ensure_ascii=False, indent=2))
    elif not quiet:
        print_plan(found, job.selection)
    return found.exit_code


def plan_record(found: Plan) -> dict[str, object]:
    """The plan for machines; times in seconds."""
    return {
        "dry_run": True,
        "articles": found.articles,
        "standings": dict(found.standings),
        "left_out": left_out_record(found.left_out),
        "duplicates": [
            {"source": twin.source, "url": twin.url, "page": f"{twin.of}.html", "why": twin.why}
            for twin in found.duplicates
        ],
        "segments": found.segments,
        "sources": dict(found.sources),
        "characters_to_draft": found.characters,
        "perhaps_adapted": found.perhaps,
        "faults": [
            {"where": fault.where, "message": fault.message, "remedy": fault.remedy} for fault in found.faults
        ],
        "engine": found.engine,
        "engine_missing": found.missing,
        "estimate": asdict(found.estimate) if found.estimate else None,
        "exit_code": found.exit_code,
    }


def print_plan(found: Plan, selection: Selection) -> None:
    """The plan as a table that fits 80 columns."""
    console = Console(highlight=False)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    standings = ", ".join(f"{count:,} {name}" for name, count in found.standings.items())
    table.add_row("articles", f"{found.articles:,} ({standings})" if standings else "0")
    if told := left_out(found.left_out, selection):
        table.add_row("left out", told)
    if found.duplicates:
        table.add_row("duplicates", twins(found.duplicates))
    sources = ", ".join(f"{count:,} {name}" for name, count in found.sources.items())
    table.add_row("segments", f"{found.segments:,} ({sources})" if sources else "0")
    table.add_row("to draft", _to_draft(found))
    if found.faults:
        table.add_row("faults", Text(f"{len(found.faults):,}, each told above", "red"))
    table.add_row("engine", Text(found.missing or found.engine, "red" if found.missing else ""))
    if found.missing and found.engine:
        table.add_row("", "drafts of the memory's latest engine are counted as there")
    table.add_row("time", _time(found.estimate))
    if found.estimate:
        table.add_row("", Text(found.estimate.basis, "dim"))
    console.print(table, width=min(console.width, _WIDTH))
    console.print("Nothing was written: run it without --dry-run to do so.")


def _to_draft(found: Plan) -> str:
    told = f"{found.characters:,} characters of Chinese"
    return told + (
        f", or less: {counted(found.perhaps, 'segment')} may be adapted from others" if found.perhaps else ""
    )


def _time(found: Estimate | None) -> str:
    if found is None:
        return "not known: this engine has not been measured yet on this machine; a run does so"
    return f"about {rough(found.likely)}, between {rough(found.low)} and {rough(found.high)}"


def rough(seconds: float) -> str:
    """A time as people say it: no more exact than an estimate is.

    >>> rough(0.4), rough(47), rough(200), rough(10_000)
    ('1 s', '45 s', '3 min', '2 h 45 min')
    """
    if seconds < 55:
        return f"{max(1, round(seconds / 5) * 5 if seconds > 10 else round(seconds))} s"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"{minutes} min"
    quarters = round(minutes / 15)
    hours, rest = divmod(quarters * 15, 60)
    return f"{hours} h {rest} min" if rest and hours < 10 else f"{hours} h"
