"""What the checks say of good human translations, and how fast they are.

    python -m benchmarks.checks aligned.zh.txt aligned.en.txt [--list CHECK]

The two files hold one sentence a line, aligned. For each check: its findings by severity, the share of segments that
have one, and its speed alone; then all checks but those of numbers, and all. Every finding on good work is a false
alarm or a fault of the translation: ``--list`` shows them. Locks are not made: their checks need a glossary.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from translate.checks import CHECKS, Check, check_segment
from translate.model import Finding, Severity

NUMBERS = frozenset(("number_differs", "unit_differs", "date_differs", "multiple_differs"))
_TURNS: dict[str, int] = {}
ROUNDS = 3  # the fastest of these counts, in processor time: the machine does other things too


@dataclass(frozen=True, slots=True)
class Measure:
    """What a set of checks found on all pairs, and the segments a second that it reads on one core."""

    name: str
    findings: tuple[tuple[int, Finding], ...]  # with the line
    speed: float

    def count(self, severity: Severity) -> int:
        """Findings of one severity."""
        return sum(finding.severity is severity for _, finding in self.findings)

    def share(self, severities: Sequence[Severity], segments: int) -> float:
        """The share of segments, in percent, with a finding of one of these severities."""
        return 100 * len({line for line, f in self.findings if f.severity in severities}) / segments


def measure(name: str, checks: Sequence[Check], pairs: Sequence[tuple[str, str]]) -> Measure:
    """Run ``checks`` over all pairs."""
    best = float("inf")
    found: list[tuple[int, Finding]] = []
    for turn in range(ROUNDS):
        fresh = _fresh(pairs, f"{name} {turn}")
        begin = time.process_time()
        results = [check_segment(zh, en, (), checks) for zh, en in fresh]
        best = min(best, time.process_time() - begin)
        found = [(line, finding) for line, result in enumerate(results, 1) for finding in result]
    return Measure(name, tuple(found), len(pairs) / best)


def _fresh(pairs: Sequence[tuple[str, str]], turn: str) -> list[tuple[str, str]]:
    """The pairs with as many spaces at the end as no turn had before: what is cached must not speed up the next."""
    _TURNS.setdefault(turn, len(_TURNS))
    return [(zh, en + " " * _TURNS[turn]) for zh, en in pairs]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("zh", type=Path)
    parser.add_argument("en", type=Path)
    parser.add_argument("--list", metavar="CHECK", default="", help="show the findings of this check")
    arguments = parser.parse_args()
    texts = [path.read_text(encoding="utf-8").splitlines() for path in (arguments.zh, arguments.en)]
    pairs = list(zip(*texts, strict=True))
    names = {check: str(getattr(check, "__name__", check)) for check in CHECKS}
    rest = [check for check in CHECKS if names[check] not in NUMBERS]
    measures = [measure(names[check], (check,), pairs) for check in CHECKS]
    measures += [measure("all but numbers", rest, pairs), measure("all", CHECKS, pairs)]
    Console(width=100).print(table(measures, len(pairs)))
    for each in measures[: len(CHECKS)]:
        for line, finding in each.findings if each.name == arguments.list else ():
            print(f"{line}: {finding.message}\n    {pairs[line - 1][0]}\n    {pairs[line - 1][1]}")


def table(measures: Sequence[Measure], segments: int) -> Table:
    """One row a measure."""
    made = Table("check", title=f"{segments} good pairs")
    for head in ("blockers", "warnings", "notes", "% with blocker", "% with warning", "segments/s"):
        made.add_column(head, justify="right")
    for each in measures:
        made.add_row(
            each.name,
            *(str(each.count(severity)) for severity in Severity),
            f"{each.share((Severity.BLOCKER,), segments):.2f}",
            f"{each.share((Severity.WARNING,), segments):.2f}",
            f"{each.speed:,.0f}",
        )
    return made


if __name__ == "__main__":
    main()
