"""All figures of a memory, and the same for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from translate.memory import Memory
from translate.memory.figures import Blocked, Day, Drafts
from translate.stats.corrections import MOST, Corrections, Distances, corrections
from translate.stats.volume import PERIODS, volume


@dataclass(frozen=True, slots=True)
class Figures:
    """What a memory tells. ``sources``: segments by where their English first came from."""

    days: tuple[Day, ...]
    sources: Mapping[str, int]
    engines: tuple[Drafts, ...]
    blocked: tuple[Blocked, ...]
    corrections: Corrections

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return sum(self.sources.values())

    @property
    def reuse(self) -> float:
        """The share of segments that no engine drafted, from 0 to 1."""
        return 1 - self.sources.get("engine", 0) / self.segments if self.segments else 0.0


def figures(memory: Memory, since: datetime | None = None) -> Figures:
    """The figures of a memory: of articles published and of sentences decided at ``since`` or later (aware).

    Articles without a date are counted.
    """
    return Figures(
        memory.days(since),
        memory.origins(since),
        memory.machine_drafts_by_engine(since),
        memory.most_blocked(since, MOST),
        corrections(memory.revisions(since)),
    )


def record(found: Figures) -> dict[str, object]:
    """The figures for machines; shares and distances from 0 to 1."""
    told = found.corrections
    return {
        "articles": sum(day.articles for day in found.days),
        "segments": found.segments,
        "characters": sum(day.characters for day in found.days),
        "volume": {by: [asdict(each) for each in volume(found.days, by)] for by in PERIODS},
        "sources": dict(found.sources),
        "reuse": found.reuse,
        "engines": [asdict(each) for each in found.engines],
        "edit_distance": {
            "all": distances(told.all),
            "by_engine": [distances(each) for each in told.by_engine],
            "by_check": [distances(each) for each in told.by_check],
        },
        "terms": [asdict(each) for each in told.terms],
        "words": [asdict(each) for each in told.words],
        "checks": [{**asdict(each), "share_overruled": each.share_overruled} for each in told.verdicts],
        "most_blocked": [asdict(each) for each in found.blocked],
    }


def distances(each: Distances) -> dict[str, object]:
    """One group's distances for machines."""
    return {
        "name": each.name,
        "segments": each.segments,
        "untouched": each.untouched,
        "share_untouched": each.share_untouched,
        "characters_mean": each.characters[0],
        "characters_median": each.characters[1],
        "words_mean": each.words[0],
        "words_median": each.words[1],
    }


def lines(found: Figures) -> Iterator[tuple[str, str, str, float]]:
    """The figures as lines of a table that any program can pivot: section, what of, measure, value."""
    for by in PERIODS:
        for each in volume(found.days, by):
            for measure in ("articles", "segments", "characters"):
                yield by, each.period, measure, getattr(each, measure)
    for source, count in found.sources.items():
        yield "source", source, "segments", count
    for engine in found.engines:
        yield "engine", engine.engine, "segments", engine.segments
        yield "engine", engine.engine, "redecoded", engine.redecoded
    told = found.corrections
    groups = {"distance": (told.all,), "engine": told.by_engine, "check": told.by_check}
    for section, group in groups.items():
        for spread in group:
            for measure, value in distances(spread).items():
                if isinstance(value, int | float):
                    yield section, spread.name, measure, value
    for term in told.terms:
        for to, times in term.to.items():
            yield "term", f"{term.zh} {term.en} → {to or '–'}", "times", times
    for word in told.words:
        yield "words", f"{word.draft} → {word.final}", "times", word.times
    for verdict in told.verdicts:
        yield "check", verdict.check, "overruled", verdict.overruled
        yield "check", verdict.check, "mended", verdict.mended
    for article in found.blocked:
        yield "article", article.article, "blockers", article.blockers
