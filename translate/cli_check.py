"""``duizhao check``: the checks on anybody's translation, useful on its own."""

from __future__ import annotations

import json as json_format
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.model import Finding, Row, Severity

if TYPE_CHECKING:
    from translate.bitext import Pair

_ORDER = (Severity.NOTE, Severity.WARNING, Severity.BLOCKER)
COLOURS = {Severity.BLOCKER: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_SNIPPET = 100  # characters of each text shown with a finding


@dataclass(frozen=True, slots=True)
class Report:
    """A file's pairs with what was found in each, in the order of the file."""

    file: Path
    pairs: tuple[Pair, ...]
    rows: tuple[Row, ...]

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(finding.severity is severity for row in self.rows for finding in row.findings)

    def found(self, least: Severity) -> Iterator[tuple[Pair, Finding]]:
        """The findings that weigh at least as much as ``least``, each with its pair."""
        shown = _ORDER[_ORDER.index(least) :]
        for pair, row in zip(self.pairs, self.rows, strict=True):
            yield from ((pair, finding) for finding in row.findings if finding.severity in shown)


def check_file(file: Path, glossary: Path | None = None) -> Report:
    """Check a PO or two-column file as one article: terms of ``glossary``, names that the text glosses, numbers.

    Raises ``IngestError`` or ``GlossaryError`` where a file cannot be read.
    """
    from translate.bitext import read_bitext
    from translate.bitext_check import check_pairs
    from translate.termbase import Termbase

    pairs = read_bitext(file)
    termbase = Termbase.load(glossary) if glossary is not None else None
    return Report(file, pairs, check_pairs(file, pairs, termbase))


def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.po|FILE.tsv|FILE.csv",
            help="A PO file (msgid Chinese, msgstr English), or two columns: Chinese, English.",
            show_default=False,
        ),
    ],
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary", "-g", help="Folder with a glossary's PO files, whose terms are demanded too."
        ),
    ] = None,
    severity: Annotated[
        Severity, typer.Option("--severity", "-s", help="Show findings that weigh this much or more.")
    ] = Severity.NOTE,
    json: Annotated[bool, typer.Option("--json", help="The report as JSON on standard output.")] = False,
) -> None:
    """Check anybody's translation: terms, names, numbers, dates, leftovers, what was lost.

    Exit code 0: no blocker; 3: blockers remain (whatever is shown); 1: a file cannot be read.
    """
    report = check_file(file, glossary)
    if json:
        typer.echo(json_format.dumps(as_json(report, severity), ensure_ascii=False, indent=2))
    else:
        _print(report, severity)
    raise typer.Exit(3 if report.count(Severity.BLOCKER) else 0)


def as_json(report: Report, least: Severity) -> dict[str, object]:
    """The report for machines: one object; spans are code points of the trimmed texts, ``[start, end)`` or null."""
    return {
        "file": report.file.as_posix(),
        "segments": len(report.pairs),
        "blockers": report.count(Severity.BLOCKER),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "findings": [
            {
                "line": pair.line,
                "id": pair.id,
                "check": finding.check,
                "severity": finding.severity.value,
                "message": finding.message,
                "zh": pair.zh,
                "en": pair.en,
                "zh_span": finding.zh,
                "en_span": finding.en,
            }
            for pair, finding in report.found(least)
        ],
    }


def _print(report: Report, least: Severity) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    last: Pair | None = None
    for pair, finding in report.found(least):
        if pair is not last:
            console.print(Text(f"{report.file}:{pair.line}", style="bold"))
            console.print(_snippet("zh", pair.zh, finding.zh), _snippet("en", pair.en, finding.en), sep="\n")
        console.print(
            Text(f"  {finding.severity.value:8}", COLOURS[finding.severity]) + Text(f" {finding.message}")
        )
        last = pair
    console.print(Text(summary(report)))


def _snippet(label: str, text: str, span: tuple[int, int] | None) -> object:
    """The text on one line, cut to what surrounds the span."""
    from rich.text import Text

    begin = max(0, span[0] - _SNIPPET // 3) if span and len(text) > _SNIPPET else 0
    cut = " ".join(text[begin : begin + _SNIPPET].split())
    dots = "…" if begin else "", "…" if begin + _SNIPPET < len(text) else ""
    return Text(f"  {label} {dots[0]}{cut}{dots[1]}", style="dim")


def summary(report: Report) -> str:
    """One line: how many segments, and what was found.

    >>> summary(Report(Path("a.tsv"), (), ()))
    'a.tsv: 0 segments, 0 blockers, 0 warnings, 0 notes'
    """
    counts = Counter(finding.severity for row in report.rows for finding in row.findings)
    parts = [_counted(len(report.pairs), "segment")]
    parts += [_counted(counts[severity], severity.value) for severity in reversed(_ORDER)]
    return f"{report.file}: {', '.join(parts)}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
