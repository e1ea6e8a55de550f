"""``duizhao update``: the command, and what it shows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    MemoryFile,
    counted,
    memory_path,
    print_json,
)
from translate.runner import LOCAL, running
from translate.runner.options import RayAddress, RunnerName, Workers, settings

if TYPE_CHECKING:
    from translate.update_job import UpdateReport

_Output = Annotated[Path, typer.Option("--output", "-o", help="Folder of the pages.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Only show what would be done.")]
_Engine = Annotated[
    str, typer.Option("--engine", "-e", help="auto, argos, qwen, or the name of a model that you installed.")
]
_Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary; faults are still told.")
]
_All = Annotated[bool, typer.Option("--all", help="With --dry-run: every segment, not only the first 20.")]


def update(
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    output: _Output = Path("output"),
    dry_run: _DryRun = False,
    everything: _All = False,
    engine: _Engine = "auto",
    quiet: _Quiet = False,
    json: Json = False,
    runner: RunnerName = LOCAL,
    ray_address: RayAddress = "",
    workers: Workers = None,
) -> None:
    """Bring drafts and pages up to date after the glossary has changed.

    Only segments that the change touches are translated again, from the memory alone. What a person decided keeps its
    words and is flagged where it no longer fits.
    """
    from translate.cli_translate import to_stderr
    from translate.engine.choose import choose
    from translate.progress import watching
    from translate.update_job import UpdateJob, run_update

    where = settings(runner, ray_address, workers)
    job = UpdateJob(output, glossary, memory_path(memory, glossary), dry_run)
    try:
        with watching(quiet or json) as watch, running(where, watch.stage) as spread:
            report = run_update(job, lambda: spread.spread(choose(engine)), watch, to_stderr)
    except KeyboardInterrupt:
        print("stopped; what was finished is kept: the same command goes on from there", file=sys.stderr)
        raise typer.Exit(130) from None
    for fault in report.done.faults:
        print(f"error: {fault.where}: {fault.message}", file=sys.stderr)
    if json:
        print_json(_record(report, dry_run=dry_run))
    elif not quiet:
        _print_dry(report, everything=everything) if dry_run else _print_done(report)
    raise typer.Exit(report.done.exit_code)


def _record(report: UpdateReport, *, dry_run: bool) -> dict[str, Any]:
    from translate.cli_glossary.touched import as_json

    return {
        "dry_run": dry_run,
        "drafted": report.drafted,
        "flagged": report.flagged,
        "blockers": report.done.count("blockers"),
        "warnings": report.done.count("warnings"),
        "notes": report.done.count("notes"),
        "pages": [page.as_posix() for page in report.done.pages],
        "faults": [{"where": fault.where, "message": fault.message} for fault in report.done.faults],
        "engine": report.done.engine,
        "seconds": round(report.done.seconds, 1),
        "exit_code": report.done.exit_code,
        **as_json(report.impact),
    }


def _print_dry(report: UpdateReport, *, everything: bool) -> None:
    from translate.cli_glossary.touched import SHOWN, print_table, print_totals

    print_totals(report.impact)
    print_table(report.impact, None if everything else SHOWN)
    if report.impact.touched:
        machine = len(report.impact.touched) - report.impact.human
        print(f"{counted(machine, 'segment')} would be translated again; run it without --dry-run to do so")


def _print_done(report: UpdateReport) -> None:
    from rich.console import Console
    from rich.table import Table

    from translate.cli_glossary.touched import print_totals

    print_totals(report.impact)
    if not report.done.entries:
        return
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_row("pages", f"{len(report.done.pages):,} rewritten")
    table.add_row("translated again", f"{report.drafted:,}")
    if report.impact.human:
        table.add_row(
            "a person's, kept", f"{report.impact.human:,}, of which {report.flagged:,} to look at again"
        )
    findings = (f"{report.done.count(name):,} {name}" for name in ("blockers", "warnings", "notes"))
    table.add_row("findings there", ", ".join(findings))
    table.add_row("faults", str(len(report.done.faults))) if report.done.faults else None
    table.add_row(
        "time", f"{report.done.seconds:.1f} s" + (f" with {report.done.engine}" if report.done.engine else "")
    )
    Console(highlight=False).print(table)
