"""What ``duizhao translate`` does with its job: the view while it works, the summary when it is done."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from translate.cli_glossary.shared import counted
from translate.duplicates.telling import OLDER, Duplicate
from translate.engine.choose import choose
from translate.job import Job, Report, run
from translate.memory import Correction
from translate.model import Severity
from translate.progress import duration, watching
from translate.reuse import KINDS, Effort
from translate.review import IndexEntry
from translate.runner import Settings, running
from translate.selection import Counts, Selection

_MOST = 5  # checks and articles that the summary names
_WIDTH = 80


def translate_command(job: Job, engine: str, quiet: bool, as_json: bool, runner: Settings) -> int:
    """Run the job, print the summary, give the exit code. Raises ``DuizhaoError`` where nothing can be done."""
    with watching(quiet or as_json) as watch, running(runner, watch.stage) as spread:
        report = run(job, lambda: spread.spread(choose(engine)), watch, to_stderr)
        told = spread.told()
    for fault in report.faults:
        print(f"error: {fault.where}: {fault.message}", file=sys.stderr)
    if as_json:
        print(json.dumps({**summary(report), "runner": told or runner.name}, ensure_ascii=False, indent=2))
    elif not quiet:
        print_summary(report, job.selection, told)
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
    account = report.account
    return {
        "index": report.index.as_posix(),
        "pages": [page.as_posix() for page in report.pages],
        "articles": len(report.entries),
        "standings": dict(account.standings),
        "left_out": left_out_record(account.left_out),
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
        "checks": {
            name: {severity.value: count for severity, count in counts.items()}
            for name, counts in account.checks.items()
        },
        "most_blocked": [
            {"page": entry.page, "title": entry.title_en, "blockers": entry.blockers}
            for entry in most_blocked(report)
        ],
        "notices": [
            {"page": entry.page, "notice": notice} for entry in report.entries for notice in entry.notices
        ],
        "faults": [
            {"where": fault.where, "message": fault.message, "remedy": fault.remedy}
            for fault in report.faults
        ],
        "engine": report.engine,
        "speed": asdict(account.speed) if account.speed else None,
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


def twins(duplicates: Sequence[Duplicate]) -> str:
    """What becomes of articles that are there already, in words."""
    older = sum(twin.why == OLDER for twin in duplicates)
    copies = len(duplicates) - older
    parts = [f"{copies:,} not translated again, told on the others' pages"] if copies else []
    return "; ".join([*parts, f"{counted(older, 'older version')}, passed over"] if older else parts)


def left_out_record(counts: Counts) -> dict[str, object]:
    """What a selection left out, for machines."""
    return {"older": counts.older, "beyond_limit": counts.beyond, "not_counted_further": counts.stopped}


def most_blocked(report: Report) -> list[IndexEntry]:
    """The few articles with most blockers, the worst first."""
    blocked = sorted(
        (entry for entry in report.entries if entry.blockers), key=lambda entry: (-entry.blockers, entry.page)
    )
    return blocked[:_MOST]


def print_summary(report: Report, selection: Selection, runner: str = "") -> None:
    """The summary as a table that fits 80 columns, and the path of the index."""
    console = Console(highlight=False)
    console.print(_facts(report, selection, runner), width=min(console.width, _WIDTH))
    for table in (_checks_table(report.account.checks), _blocked_table(most_blocked(report))):
        if table.row_count:
            console.print()
            console.print(table, width=min(console.width, _WIDTH))
    console.print()
    console.print(Text(str(report.index)), soft_wrap=True)


def _facts(report: Report, selection: Selection, runner: str) -> Table:
    account = report.account
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_row("articles", _with_parts(len(report.entries), account.standings))
    if told := left_out(account.left_out, selection):
        table.add_row("left out", told)
    if report.duplicates:
        table.add_row("duplicates", twins(report.duplicates))
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
    table.add_row("locks held", f"{report.count('locks_held'):,} of {report.count('locks'):,}")
    blockers = report.count("blockers")
    found = Text(counted(blockers, "blocker"), "bold red" if blockers else "")
    others = ", ".join(counted(report.count(f"{name}s"), name) for name in ("warning", "note"))
    table.add_row("findings", found + f", {others}")
    if notices := sum(len(entry.notices) for entry in report.entries):
        table.add_row("mended input", f"{counted(notices, 'notice')}, on the pages")
    if report.faults:
        table.add_row("faults", Text(f"{len(report.faults):,}, each told above", "red"))
    table.add_row("time", _time(report))
    if runner:
        table.add_row("runner", runner)
    table.add_row("engine", Text(report.engine, overflow="fold"))
    return table


def _with_parts(total: int, parts: Mapping[str, int]) -> str:
    told = ", ".join(f"{count:,} {name}" for name, count in parts.items())
    return f"{total:,} ({told})" if told else f"{total:,}"


def left_out(counts: Counts, selection: Selection) -> str:
    """What a selection left out, in words; empty if nothing."""
    parts = []
    if counts.older and selection.since:
        parts.append(f"{counts.older:,} published before {selection.since:%Y-%m-%d %H:%M}")
    if counts.beyond:
        more = "more than " if counts.stopped else ""
        parts.append(f"{more}{counts.beyond:,} after the first {selection.limit:,}")
    if counts.undated:
        parts.append(f"none of {counts.undated:,} without a date")
    return "; ".join(parts)


def _time(report: Report) -> str:
    speed = report.account.speed
    told = f"{report.seconds:.1f} s" if report.seconds < 60 else duration(report.seconds)
    if speed is None or speed.seconds <= 0:
        return told
    rate = f"{speed.segments / speed.seconds:.1f} segments/s, {speed.tokens / speed.seconds:.0f} tokens/s"
    return f"{told}; the engine {duration(speed.seconds)}, {rate}"


def _checks_table(checks: Mapping[str, Mapping[Severity, int]]) -> Table:
    from translate.checks import titles

    names = titles()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("most frequent findings", ratio=1)
    for severity in Severity:
        table.add_column(f"{severity.value}s", justify="right", no_wrap=True)
    for name, counts in list(checks.items())[:_MOST]:
        cells = (f"{counts[severity]:,}" if counts.get(severity) else "" for severity in Severity)
        table.add_row(Text(names.get(name, name)), *cells)
    return table


def _blocked_table(entries: list[IndexEntry]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("most blockers", justify="right", no_wrap=True)
    table.add_column("article", ratio=1, overflow="fold")
    for entry in entries:
        table.add_row(
            Text(f"{entry.blockers:,}", "bold red"),
            Text(entry.title_en or entry.title_zh) + Text(f"\n{entry.page}", "dim"),
        )
    return table
