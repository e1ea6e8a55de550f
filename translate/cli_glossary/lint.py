"""``duizhao glossary lint``: what an editor should look at, and ``--fix`` for what is safe."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from translate.cli_glossary.shared import (
    DEFAULT_FOLDER,
    GlossaryFolder,
    Json,
    MemoryFile,
    console,
    counted,
    memory_path,
    print_faults,
    print_json,
    require_memory,
    table,
)

if TYPE_CHECKING:
    from rich.console import Console

    from translate.glossary.lint import LintFinding, Rule, Subject, Usage
    from translate.glossary.lint.mend import Mended

Work = TypeVar("Work")


class Least(StrEnum):
    """Findings that weigh this much or more: the values of translate.glossary.lint.Level, without loading it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_ORDER = tuple(Least)
_COLOUR = {"error": "bold red", "warning": "yellow", "note": "dim"}


@dataclass(frozen=True, slots=True)
class Report:
    """What is left to look at, what was fixed, and what else an editor should know."""

    folder: Path
    findings: Sequence[LintFinding]
    mended: Mended
    remarks: tuple[str, ...]
    diff: tuple[str, ...] = ()
    unreadable: bool = False  # a whole file is

    def count(self, level: str) -> int:
        """How many findings of this severity are left."""
        return sum(finding.level == level for finding in self.findings)


def lint(
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe, and say what was done.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: show the changes as a diff and write nothing.")
    ] = False,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", "-r", help="Only this rule; may be given several times.")
    ] = None,
    severity: Annotated[
        Least, typer.Option("--severity", "-s", help="Show findings that weigh this much or more.")
    ] = Least.NOTE,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    json: Json = False,
) -> None:
    """Look the glossary over: doubles, conflicts, slips, near twins, risky terms; each with file and line.

    An entry that is right as it is says so: "#. lint: near-twin". Exit code 0: nothing of weight is left;
    3: errors are left (with --strict warnings too), whatever is shown; 1: a file cannot be read.
    """
    if dry_run and not fix:
        raise typer.BadParameter("--dry-run shows what --fix would do: give both")
    rules = _rules(rule or [])
    try:
        report = look_over(glossary, memory_path(memory, glossary), memory is not None, rules, fix, dry_run)
    except KeyboardInterrupt:
        print("stopped; fixes are written all or none, the glossary is whole", file=sys.stderr)
        raise typer.Exit(130) from None
    shown = [f for f in report.findings if _ORDER.index(Least(f.level.value)) <= _ORDER.index(severity)]
    print_json(as_json(report, shown)) if json else _print(report, shown, dry_run)
    print_faults(report.mended.refused)
    left = report.count("error") + (report.count("warning") if strict else 0)
    raise typer.Exit(1 if report.unreadable else 3 if left else 0)


def look_over(
    folder: Path, memory: Path, named: bool, rules: Sequence[Rule], fix: bool = False, dry_run: bool = False
) -> Report:
    """Lint a folder, with what its memory tells if there is one, and mend it first if asked to.

    ``named``: the memory was asked for, so it must be there. Raises GlossaryError without the folder or where a file
    has changed meanwhile, StoreError without the memory.
    """
    from translate.glossary import Glossary
    from translate.glossary.lint import Subject
    from translate.glossary.lint import lint as run
    from translate.glossary.lint.mend import Mended, diff, mend

    if named:
        require_memory(memory)
    glossary = Glossary.load(folder)
    mended = mend(glossary, rules) if fix else Mended()
    changes = tuple(diff(glossary)) if dry_run else ()
    if fix and not dry_run:
        glossary.save()
        glossary = Glossary.load(folder)  # with the lines as they are now
    subject = Subject.of(glossary)
    usage, remarks = _usage(subject, memory, rules)
    subject.usage = usage
    findings = run(subject, _followed(rules, "rules", len(rules)))
    whole = any(fault.line is None for fault in glossary.faults)
    return Report(folder, findings, mended, remarks, changes, whole)


def _rules(names: Iterable[str]) -> tuple[Rule, ...]:
    from translate.glossary.lint import RULES, rule_name

    known = {rule_name(rule): rule for rule in RULES}
    wanted = [name.replace("_", "-") for name in names]
    for name in wanted:
        if name not in known:
            raise typer.BadParameter(f"there is no rule {name}; the rules are: {', '.join(known)}")
    return tuple(rule for name, rule in known.items() if name in wanted or not wanted)


def _usage(subject: Subject, memory: Path, rules: Sequence[Rule]) -> tuple[Usage | None, tuple[str, ...]]:
    """What the memory tells, if a rule asks for it, and what cannot be told."""
    from translate.glossary.lint import COUNTING, count_usage
    from translate.memory import Memory

    if not any(rule in COUNTING for rule in rules):
        return None, ()
    if not memory.is_file():
        return None, (f"there is no memory at {memory}: how often terms fire was not counted",)
    with Memory.open(memory) as opened:
        usage = count_usage(
            subject.demands(), _followed(opened.sentences(), "memory", opened.stats().segments)
        )
    if usage.spans_two_years:
        return usage, ()
    span = f"spans {usage.oldest} to {usage.newest}" if usage.oldest else "has no dated articles"
    return usage, (f"{memory} {span}, not two years: which terms are never seen cannot be told",)


def _followed(work: Iterable[Work], what: str, total: int) -> Iterator[Work]:
    """The same, with a progress bar on a terminal."""
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    return iter(track(work, what, total, console=screen, transient=True, disable=not screen.is_terminal))


def as_json(report: Report, shown: Sequence[LintFinding]) -> dict[str, object]:
    """The report for machines: one object; the counts are of all findings, ``findings`` those shown."""
    return {
        "glossary": report.folder.as_posix(),
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("note"),
        "findings": [
            {
                "file": finding.file,
                "line": finding.line,
                "severity": finding.level.value,
                "rule": finding.rule,
                "zh": finding.zh,
                "message": finding.message,
                "remedy": finding.remedy,
                "fixable": finding.fix is not None,
            }
            for finding in shown
        ],
        "fixed": [
            {"rule": f.rule, "zh": f.zh, "file": f.file, "line": f.line, "what": f.fix.told}
            for f in report.mended.done
            if f.fix is not None
        ],
        "refused": [str(refusal) for refusal in report.mended.refused],
        "remarks": list(report.remarks),
        "diff": list(report.diff),
    }


def _print(report: Report, shown: Sequence[LintFinding], dry_run: bool) -> None:
    from rich.text import Text

    screen = console()
    for line in report.diff:
        screen.print(Text(line, _diff_style(line)), soft_wrap=True)
    for finding in report.mended.done:
        if finding.fix is not None:
            verb = "would fix" if dry_run else "fixed"
            place = f"{report.folder / finding.file}:{finding.line}"
            told = f"{place}: {verb}: {finding.zh}: {finding.fix.told} [{finding.rule}]"
            screen.print(Text(told), soft_wrap=True)
    for finding in shown:
        said = Text(f"{report.folder}/{finding}")
        said.highlight_words([f": {finding.level}: "], _COLOUR[finding.level])
        screen.print(said, soft_wrap=True)
    _print_summary(screen, report)


def _print_summary(screen: Console, report: Report) -> None:
    from translate.glossary.lint import titles

    named = titles()
    counts = Counter((finding.rule, finding.level.value) for finding in report.findings)
    if counts:
        levels = [f"{level}s" for level in _ORDER]
        summary = table("rule", "what", *levels, numbers=levels, whole=["rule"])
        for rule in dict.fromkeys(name for name in named if any(name == key for key, _ in counts)):
            summary.add_row(
                rule, named[rule].partition(": ")[0], *(str(counts[rule, level] or "") for level in _ORDER)
            )
        screen.print(summary)
    for remark in report.remarks:
        screen.print(remark, markup=False, soft_wrap=True)
    parts = [counted(report.count(level), level.value) for level in _ORDER]
    fixable = sum(finding.fix is not None for finding in report.findings)
    hint = f"; {fixable:,} can be mended with --fix" if fixable and not report.mended.done else ""
    screen.print(f"{report.folder}: {', '.join(parts)}{hint}", markup=False, soft_wrap=True)


def _diff_style(line: str) -> str:
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
