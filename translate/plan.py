"""``duizhao translate --dry-run``: what a run would do and about how long it would take; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from translate.adapting import Foresight
from translate.drafting import Silent, Watch
from translate.duplicates import Duplicate, Shelf, tell
from translate.engine.choose import AUTO, Choice
from translate.engine.store import DEFAULT
from translate.errors import ModelError
from translate.ingest import read_articles
from translate.job import Job, made_by
from translate.memory import Memory, Speed, reading_only
from translate.model import Article, Draft
from translate.pipeline import Work, decided, is_new, opened
from translate.prepare import Item
from translate.resume import plan_of
from translate.reuse import ADAPTED, APPROVED, COPIED, HUMAN, KEPT, REPEATED
from translate.review import Fault
from translate.selection import Counts, select
from translate.termbase import Termbase
from translate.timing import machine

TO_DRAFT = "to draft"
_DECIDED: Mapping[str, str] = {"human": HUMAN, "memory": APPROVED}

# Characters of Chinese a second with the default model on two cores of an AMD EPYC, mending of drafts included
# (benchmarks/speed_run, examples/: 135 sentences of 4,820 characters in 101 s).
# Other machines may be a third as quick or three times.
_DOCUMENTED: Mapping[str, float] = {"qwen": 48.0}
_ELSEWHERE = 3.0

# Runs differ by how much has to be mended and by what else the machine does: few of them say less.
_FEW_RUNS = 1.5
_LEAST_SPREAD = 1.2
_TELLING = 16  # segments; the speed of a run with fewer is mostly chance


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds that a run would take, between ``low`` and ``high``, and what that rests on."""

    low: float
    likely: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do. ``estimate`` is ``None`` where nothing is known of the engine's speed.

    ``engine`` is a signature, empty where no model is installed and the memory knows of none; ``missing`` is then,
    or where only the memory knows one, why there is none.
    """

    standings: Mapping[str, int]
    duplicates: tuple[Duplicate, ...]
    sources: Mapping[str, int]  # segments by where their English would come from
    characters: int  # of the Chinese that an engine would be asked
    perhaps: int  # segments to draft that may be adapted from others to draft, which costs nothing
    faults: tuple[Fault, ...]
    left_out: Counts
    engine: str
    missing: str
    estimate: Estimate | None

    @property
    def articles(self) -> int:
        """How many would be translated, or looked at again."""
        return sum(self.standings.values())

    @property
    def segments(self) -> int:
        """How many segments these have."""
        return sum(self.sources.values())

    @property
    def exit_code(self) -> int:
        """0, or 1 where something cannot be read."""
        return 1 if self.faults else 0


def plan(job: Job, choose: Callable[[], Choice], wanted: str = AUTO, watch: Watch | None = None) -> Plan:
    """Look at what a job would do: everything but the engine's work, from a memory that stays as it is.

    ``wanted`` is the engine's name as ``choose`` was asked for it. Raises ``DuizhaoError`` where the run itself could
    do nothing: no glossary folder, a broken memory.
    """
    began = monotonic()
    follow = watch or Silent()
    follow.stage("reading")
    termbase = Termbase.load(job.glossary)
    faults = list(map(Fault.of, termbase.faults))
    with reading_only(job.memory) as memory, Shelf() as shelf:
        engine, name, missing = _engine(choose, wanted, memory)
        told = tell(_read(job, faults), memory, shelf)
        done = plan_of(told, memory, job, made_by(termbase), engine)
        follow.found(len(done.todo))
        follow.stage("looking at what there is to do")
        sources, ahead = Counter(done.effort.sentences), _Ahead(memory, Foresight(memory, engine))
        standings = Counter({"unchanged": done.done} if done.done else {})
        for article in map(told.article, done.todo):
            standings[memory.standing(article)] += 1
            work = opened(article, termbase, engine, memory, job.redraft)
            follow.working_on([article.id])
            follow.planned(len(work.items))
            sources.update(ahead.kinds(work))
            follow.reused(len(work.items))
        speeds = memory.speeds(engine, machine())
    return Plan(
        standings,
        told.duplicates,
        sources,
        ahead.characters,
        ahead.perhaps,
        tuple(faults),
        job.selection.counts,
        engine,
        missing,
        estimate(ahead.characters, speeds, name, monotonic() - began),
    )


def _read(job: Job, faults: list[Fault]) -> Iterator[Article]:
    for found in select(read_articles(job.dumps), job.selection):
        if isinstance(found, Article):
            yield found
        else:
            faults.append(Fault.of(found))


def _engine(choose: Callable[[], Choice], wanted: str, memory: Memory) -> tuple[str, str, str]:
    """Signature and name of the engine that a run would take, and why there is none."""
    try:
        choice = choose()
    except ModelError as error:
        latest = memory.latest_engine()
        name = latest.partition("/")[0]
        if wanted not in (AUTO, name):
            return "", wanted, str(error)
        return latest, name or DEFAULT, str(error)
    return choice.signature, choice.name, ""


@dataclass(slots=True)
class _Ahead:
    """Goes through the articles to be worked on, and counts what an engine would be asked."""

    memory: Memory
    foresight: Foresight
    characters: int = 0
    perhaps: int = 0
    _asked: set[str] = field(default_factory=set)  # raw keys

    def kinds(self, work: Work) -> Iterator[str]:
        """Where the English of each segment would come from."""
        fresh = [item for item in work.items if is_new(item, work)]
        kept = self.memory.drafts(key for item in fresh for key in (item.key, item.raw_key))
        return (self._kind(item, work, kept) for item in work.items)

    def _kind(self, item: Item, work: Work, kept: Mapping[str, Draft]) -> str:
        draft = decided(item, work)
        if draft is not None:
            return _DECIDED[draft.origin]
        if item.copied is not None:
            return COPIED
        if there := kept.get(item.key) or kept.get(item.raw_key):
            return ADAPTED if there.origin == ADAPTED else KEPT
        if item.raw_key in self._asked:
            return REPEATED
        adapts = self.foresight.adapts(item)
        if adapts:
            return ADAPTED
        self.perhaps += adapts is None
        self._asked.add(item.raw_key)
        self.characters += len(item.request.zh)
        return TO_DRAFT


def estimate(characters: int, speeds: Sequence[Speed], name: str, preparing: float) -> Estimate | None:
    """How long drafting so many characters takes, from earlier runs or from a documented figure.

    ``preparing`` is what the look at the job took: the run reads, locks and writes pages as well.
    """
    if not characters:
        return Estimate(
            preparing, 1.5 * preparing, 3 * preparing, "no engine is needed: reading, checks and pages alone"
        )
    told = [each for each in speeds if each.segments >= _TELLING] or list(speeds)
    told = [each for each in told if each.seconds > 0 and each.characters]
    if told:
        rates = [each.characters / each.seconds for each in told]
        middle = sum(each.characters for each in told) / sum(each.seconds for each in told)
        spread = _LEAST_SPREAD if len(told) > 2 else _FEW_RUNS
        basis = (
            f"measured in {len(told)} earlier {'run' if len(told) == 1 else 'runs'} of this engine on this "
            f"machine: {middle:.1f} characters of Chinese a second"
        )
        fast, slow = max(*rates, middle * spread), min(*rates, middle / spread)
    elif name in _DOCUMENTED:
        middle = _DOCUMENTED[name]
        fast, slow = middle * _ELSEWHERE, middle / _ELSEWHERE
        basis = (
            f"nothing measured on this machine yet; elsewhere two cores drafted {middle:.0f} characters of "
            f"Chinese a second with {name}"
        )
    else:
        return None
    return Estimate(
        preparing + characters / fast, preparing + characters / middle, preparing + characters / slow, basis
    )
