"""What a run says of itself beyond its pages: where the English came from, which checks spoke, how quick it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from translate.drafting import Watch
from translate.memory import Memory, Speed
from translate.model import Article, Severity, TranslatedArticle
from translate.review import Fault, IndexEntry
from translate.selection import Counts

# Where the English of a segment came from.
DRAFTED, ENGINE, APPROVED, HUMAN, COPIED = (
    "drafted",
    "repeated or from memory",
    "approved",
    "human",
    "copied",
)
_ORIGINS: Mapping[str, str] = {"engine": ENGINE, "memory": APPROVED, "human": HUMAN, "copied": COPIED}


@dataclass(frozen=True, slots=True)
class Account:
    """Counts of one run. ``speed`` is ``None`` where no engine was needed."""

    standings: Mapping[str, int] = field(default_factory=dict)  # articles new, changed, unchanged
    sources: Mapping[str, int] = field(default_factory=dict)  # segments by where their English came from
    checks: Mapping[str, Mapping[Severity, int]] = field(default_factory=dict)  # the most frequent first
    speed: Speed | None = None
    left_out: Counts = field(default_factory=Counts)


class Following:
    """Passes everything on to another watch and keeps the account of a run."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.reuses = self._drafted = 0
        self._standings: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self.planned, self.stage, self.tokens = watch.planned, watch.stage, watch.tokens
        self.working_on, self.article, self.fault = watch.working_on, watch.article, watch.fault
        self.found = watch.found

    def reused(self, segments: int) -> None:
        """So many segments more had their English already."""
        self.reuses += segments
        self._watch.reused(segments)

    def done(self, segments: int) -> None:
        """So many segments more were drafted."""
        self._drafted += segments
        self._watch.done(segments)

    def read(self, articles: Sequence[Article], memory: Memory) -> None:
        """The articles that are to be translated, before any is stored."""
        self._standings.update(memory.standing(article) for article in articles)
        self._watch.found(len(articles))

    def translated(self, result: TranslatedArticle, entry: IndexEntry) -> None:
        """An article is done."""
        self._sources.update(_ORIGINS.get(row.draft.origin, row.draft.origin) for row in result.rows)
        self._watch.article(entry)

    def faults(self, faults: Sequence[Fault]) -> Sequence[Fault]:
        """The same faults, told."""
        for fault in faults:
            self._watch.fault(fault)
        return faults

    def account(self, memory: Memory, pages: Sequence[str], speed: Speed, left_out: Counts) -> Account:
        """The account of the run, at its end; its speed is kept for later estimates."""
        if speed.segments:
            memory.keep_speed(speed)
        drafted = min(self._drafted, self._sources[ENGINE])
        sources = {
            DRAFTED: drafted,
            **self._sources,
            ENGINE: self._sources[ENGINE] - drafted,
        }
        return Account(
            dict(self._standings),
            {name: count for name, count in sources.items() if count},
            memory.findings_by_check(page.removesuffix(".html") for page in pages),
            speed if speed.segments else None,
            left_out,
        )
