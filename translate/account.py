"""What a run says of itself beyond its pages: where the English came from, which checks spoke, how quick it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from translate.drafting import Watch
from translate.memory import Memory, Speed
from translate.model import Article, Severity
from translate.resume import Plan
from translate.review import Fault, IndexEntry
from translate.selection import Counts


@dataclass(frozen=True, slots=True)
class Account:
    """Counts of one run. ``speed`` is ``None`` where no engine was needed."""

    standings: Mapping[str, int] = field(default_factory=dict)  # articles new, changed, unchanged
    checks: Mapping[str, Mapping[Severity, int]] = field(default_factory=dict)  # the most frequent first
    speed: Speed | None = None
    left_out: Counts = field(default_factory=Counts)


class Following:
    """Passes everything on to another watch and keeps the account of a run."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.reuses = 0
        self._standings: Counter[str] = Counter()
        self.planned, self.done, self.stage, self.tokens = (
            watch.planned,
            watch.done,
            watch.stage,
            watch.tokens,
        )
        self.found, self.working_on = watch.found, watch.working_on
        self.article, self.fault = watch.article, watch.fault

    def reused(self, segments: int) -> None:
        """So many segments more had their English already."""
        self.reuses += segments
        self._watch.reused(segments)

    def plan(self, plan: Plan) -> None:
        """What is to be done: articles whose pages are up to date are unchanged, the others are looked at."""
        if plan.done:
            self._standings["unchanged"] += plan.done
        self.found(len(plan.todo), counted=True)

    def read(self, articles: Iterable[Article], memory: Memory) -> Iterator[Article]:
        """The same articles, each noted as new, changed or unchanged before it is stored."""
        for article in articles:
            self._standings[memory.standing(article)] += 1
            yield article

    def translated(self, entries: Iterable[IndexEntry]) -> None:
        """Articles are done."""
        for entry in entries:
            self.article(entry)

    def faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """The same faults, told."""
        found = list(faults)
        for fault in found:
            self.fault(fault)
        return found

    def account(self, memory: Memory, articles: Iterable[str], speed: Speed, left_out: Counts) -> Account:
        """The account of the run, at its end; its speed is kept for later estimates."""
        if speed.segments:
            memory.keep_speed(speed)
        return Account(
            dict(self._standings),
            memory.findings_by_check(articles),
            speed if speed.segments else None,
            left_out,
        )
