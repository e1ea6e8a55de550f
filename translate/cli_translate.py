"""What ``duizhao translate`` shows while it works and when it is done."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from translate.drafting import Silent, Watch
from translate.engine.choose import choose
from translate.job import Job, Report, run
from translate.memory import Correction
from translate.reuse import KINDS, Effort
from translate.runner import Settings, running

# Without a terminal the bar becomes a line now and then, so that a log shows that work goes on.
_LINE_EVERY_SECONDS = 20.0


def translate_command(
    dumps: Sequence[Path],
    output: Path,
    glossary: Path,
    memory: Path,
    engine: str,
    quiet: bool,
    as_json: bool,
    runner: Settings,
    redraft: bool = False,
) -> int:
    """Run the job, print the summary, give the exit code. Raises ``DuizhaoError`` where nothing can be done."""
    job = Job(tuple(dumps), output, glossary, memory, redraft=redraft)
    with watching(quiet or as_json) as watch, running(runner, watch.stage) as spread:
        report = run(job, lambda: spread.spread(choose(engine)), watch, to_stderr)
        told = spread.told()
    for fault in report.faults:
        print(f"error: {fault.where}: {fault.message}", file=sys.stderr)
    if as_json:
        print(json.dumps({**summary(report), "runner": told or runner.name}, ensure_ascii=False, indent=2))
    elif not quiet:
        _print_summary(report, told)
    return report.exit_code


@contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM stops a run as Ctrl-C does: what is finished is kept first."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def to_stderr(line: str) -> None:
    """A line for the person who waits; also in a quiet run: it says why nothing happens."""
    print(line, file=sys.stderr, flush=True)


def summary(report: Report) -> dict[str, object]:
    """The report for machines; counts are of this run's articles."""
    return {
        "index": report.index.as_posix(),
        "pages": [page.as_posix() for page in report.pages],
        "articles": len(report.entries),
        "segments": report.count("segments"),
        "reused": report.reused,
        "unchanged": report.unchanged,
        "work": work(report),
        "resumed": report.resumed,
        "duplicates": [
            {"source": twin.source, "url": twin.url, "page": f"{twin.of}.html", "why": twin.why}
            for twin in report.duplicates
        ],
        "corrected": {
            "articles": len(report.corrections),
            **{
                name: report.corrected(name)
                for name in ("changed", "added", "removed", "reopened", "carried")
            },
        },
        "locks": report.count("locks"),
        "locks_held": report.count("locks_held"),
        "blockers": report.count("blockers"),
        "warnings": report.count("warnings"),
        "notes": report.count("notes"),
        "notices": [
            {"page": entry.page, "notice": notice} for entry in report.entries for notice in entry.notices
        ],
        "faults": [{"where": fault.where, "message": fault.message} for fault in report.faults],
        "engine": report.engine,
        "seconds": round(report.seconds, 1),
        "exit_code": report.exit_code,
    }


def work(report: Report) -> dict[str, object]:
    """Where the English came from, in sentences and in characters of the Chinese, and the model's share of these."""
    effort = report.effort
    kinds = (*KINDS, *_others(effort))
    return {
        "sentences": {kind: effort.sentences.get(kind, 0) for kind in kinds},
        "characters": {kind: effort.characters.get(kind, 0) for kind in kinds},
        "model_share": round(effort.share, 4),
        "other_engines": report.other_engines,
    }


def _others(effort: Effort) -> list[str]:
    return sorted(set(effort.sentences) - set(KINDS))


def _print_summary(report: Report, runner: str) -> None:
    console = Console(highlight=False)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    unchanged = f" ({report.unchanged:,} unchanged)" if report.unchanged else ""
    table.add_row("articles", f"{len(report.entries):,}{unchanged}")
    if report.duplicates:
        table.add_row(
            "duplicates", f"{len(report.duplicates)} not translated again, told on the others' pages"
        )
    if report.corrections:
        table.add_row("corrected", _corrected(report))
    table.add_row("segments", _sources_in_words(report.effort))
    whole = sum(report.effort.characters.values())
    table.add_row("work", f"{report.effort.share:.0%} the model's, of {whole:,} characters of Chinese")
    if report.other_engines:
        table.add_row(
            "other engines",
            f"{report.other_engines:,} drafts are another engine's and stay; --redraft makes them anew",
        )
    table.add_row("locks held", f"{report.count('locks_held')} of {report.count('locks')}")
    table.add_row(
        "findings",
        f"{report.count('blockers')} blockers, {report.count('warnings')} warnings, {report.count('notes')} notes",
    )
    notices = sum(len(entry.notices) for entry in report.entries)
    table.add_row("mended input", f"{notices} notices, on the pages") if notices else None
    table.add_row("faults", str(len(report.faults))) if report.faults else None
    table.add_row("runner", runner) if runner else None
    table.add_row("time", f"{report.seconds:.1f} s with {report.engine}")
    console.print(table)
    console.print(Text(str(report.index)), soft_wrap=True)


def _corrected(report: Report) -> str:
    articles, reopened, carried = (
        len(report.corrections),
        report.corrected("reopened"),
        report.corrected("carried"),
    )
    whole = Correction(*(report.corrected(name) for name in ("changed", "added", "removed")))
    return (
        f"{articles} article{'s' if articles != 1 else ''} ({whole.words}); "
        f"{reopened} sentence{'s' if reopened != 1 else ''} reopened, "
        f"{carried} decision{'s' if carried != 1 else ''} carried over"
    )


def _sources_in_words(effort: Effort) -> str:
    """``57 (40 drafted, 12 repeated, 5 copied)``."""
    kinds = [kind for kind in (*KINDS, *_others(effort)) if effort.sentences.get(kind)]
    named = ", ".join(f"{effort.sentences[kind]:,} {kind}" for kind in kinds)
    return f"{effort.total:,} ({named})" if named else "0"


@contextmanager
def watching(silent: bool) -> Iterator[Watch]:
    """A progress bar on standard error; lines where that is no terminal; nothing if ``silent``."""
    console = Console(stderr=True)
    if silent:
        yield Silent()
    elif not console.is_terminal:
        yield _Lines()
    else:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("segments"),
            _Rate(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as progress:
            yield _Bar(progress)


class _Rate(ProgressColumn):
    """Segments a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "–/s")


class _Bar:
    """A watch that moves a rich progress bar."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None)

    def planned(self, segments: int) -> None:
        known = self._progress.tasks[self._task].total or 0
        self._progress.update(self._task, total=known + segments)

    def done(self, segments: int) -> None:
        self._progress.advance(self._task, segments)

    def reused(self, segments: int) -> None:
        self._progress.advance(self._task, segments)

    def stage(self, text: str) -> None:
        self._progress.update(self._task, description=text)


class _Lines:
    """A watch for logs: a line at each stage, and one every so often in between."""

    def __init__(self) -> None:
        self._total = self._done = 0
        self._last = monotonic()

    def planned(self, segments: int) -> None:
        self._total += segments

    def done(self, segments: int) -> None:
        self._done += segments
        if monotonic() - self._last >= _LINE_EVERY_SECONDS:
            self._line(f"{self._done} of {self._total} segments")

    def reused(self, segments: int) -> None:
        self._done += segments

    def stage(self, text: str) -> None:
        self._line(text)

    def _line(self, text: str) -> None:
        self._last = monotonic()
        print(text, file=sys.stderr, flush=True)
