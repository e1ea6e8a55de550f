"""Exchange files and a memory: articles written out, files taken in.

A file is read to its end before anything of it is written. Then its sentences go in in one transaction, and the pairs
that belong to no article in as many as keep others from waiting; an import that is stopped in the midst of them is
carried on by the same import again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from translate.checks.again import check_again
from translate.errors import ExchangeError
from translate.exchange import tmx
from translate.exchange.bring_in import Clash, Importer, Same, Standing, Take, Verdict, judge
from translate.exchange.formats import told
from translate.exchange.model import (
    Entry,
    Format,
    Outgoing,
    PairEntry,
    Record,
    Refused,
    Unusable,
)
from translate.exchange.po import write_po
from translate.exchange.tmx_read import TMX
from translate.memory import Action, Conflict, Memory, NewPair, TakenPairs
from translate.model import Row

_ARTICLES_AT_HAND = 16  # files have their sentences article by article
_PAIRS_AT_ONCE = 5_000  # approved ones are written in about a second; others wait ten for the memory


NO_PAIRS = TakenPairs(0, 0, 0)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Rows or units of a file that hold no pair, counted; ``line`` is the first one's."""

    reason: str
    count: int
    line: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made of one file. Nothing is written in a dry run.

    ``verdicts`` are of the sentences that change something or cannot; ``same`` counts the others. ``pairs`` is
    what became of pairs that belong to no article of the memory, ``source`` their name there.
    """

    path: Path
    articles: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    same: int
    pairs: TakenPairs = NO_PAIRS
    source: str = ""
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def taken(self) -> int:
        """How many sentences got other English."""
        return sum(isinstance(v, Take) and v.change.action is Action.IMPORT for v in self.verdicts)

    @property
    def approved(self) -> int:
        """How many sentences were signed, those with other English among them."""
        return sum(
            isinstance(v, Take) and (v.change.approve or v.change.action is Action.APPROVE)
            for v in self.verdicts
        )

    @property
    def reopened(self) -> int:
        """How many approvals were taken back."""
        return sum(isinstance(v, Take) and v.change.action is Action.UNAPPROVE for v in self.verdicts)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The sentences that could not be taken."""
        return tuple(v for v in self.verdicts if isinstance(v, Refused))

    @property
    def conflicts(self) -> tuple[Clash, ...]:
        """The sentences that would overwrite newer words."""
        return tuple(v for v in self.verdicts if isinstance(v, Clash))

    @property
    def has_pairs(self) -> bool:
        """Whether the file has pairs that belong to no article of the memory."""
        return bool(self.pairs.added or self.pairs.signed or self.pairs.same)


# ---- out ---------------------------------------------------------------------------------------------------------


def outgoing(memory: Memory, article: str) -> Outgoing:
    """An article as it is to go out.

    Raises :class:`ExchangeError` if the memory has none of that id, or it has no sentence.
    """
    result, review = memory.load(article), memory.review(article)
    if result is None or review is None:
        raise ExchangeError(
            f"has no article {article}", where=memory.path, remedy="see what there is with: duizhao status"
        )
    found = Outgoing(result, review, memory.newest_steps(article))
    if next(found.rows, None) is None:
        raise ExchangeError(
            f"has no sentence in article {article}", where=memory.path, remedy="translate its dump again"
        )
    return found


def export(memory: Memory, article: str, format: Format) -> bytes:
    """An article as a file of this format. Raises as :func:`outgoing`, and where the format cannot hold it."""
    return format.write([outgoing(memory, article)])


def export_po(memory: Memory, article: str) -> str:
    """An article as PO. Raises as :func:`outgoing`."""
    return write_po(outgoing(memory, article))


def export_memory(memory: Memory, *, drafts: bool = False) -> Iterator[bytes]:
    """All that a memory holds as one TMX file, piece by piece; what nobody has reviewed only with ``drafts``."""
    articles = (line for line in memory.articles() if drafts or line.edited or line.approved)
    return tmx.units(
        chain((outgoing(memory, line.id) for line in articles if line.segments), memory.pairs()),
        drafts=drafts,
    )


# ---- in ----------------------------------------------------------------------------------------------------------


def import_file(
    memory: Memory,
    path: Path,
    who: str,
    at: datetime,
    *,
    theirs: bool = False,
    dry_run: bool = False,
    approved: bool = False,
) -> Imported:
    """Takes the changes of a file into the memory, all that can be taken.

    ``approved``: pairs that belong to no article come as approved, not to be reviewed. Raises
    :class:`ExchangeError` where the file is broken or its article unknown; then nothing is written.
    """
    reading = _Reading(memory, path, told(path))
    survey = _survey(reading)
    verdicts, same = _judged(reading, survey, Importer(who, at, theirs))
    if not dry_run:
        verdicts = _written(memory, verdicts)
    taken = NO_PAIRS
    if survey.pairs and dry_run:
        taken = memory.take_pairs(reading.pairs(), who, at, approved=approved, source=path.name, dry_run=True)
    elif survey.pairs:
        pairs = reading.pairs()
        while some := list(islice(pairs, _PAIRS_AT_ONCE)):  # parsed while others may write
            taken += memory.take_pairs(some, who, at, approved=approved, source=path.name)
    passed_over = tuple(
        PassedOver(reason, count, survey.first[reason]) for reason, count in survey.unusable.items()
    )
    return Imported(path, tuple(survey.articles), tuple(verdicts), same, taken, path.name, passed_over)


class _Reading:
    """The records of a file, as often as they are asked for: a TMX of any size is read anew, others are kept."""

    def __init__(self, memory: Memory, path: Path, format: Format) -> None:
        self.memory, self.path, self.format = memory, path, format
        self._kept = None if format is TMX else list(format.read(path))
        self.knows = lru_cache(maxsize=1 << 16)(lambda article: bool(memory.known([article])))

    def records(self) -> Iterator[Record]:
        """What the file holds; sentences of an article that the memory does not have are pairs in a TMX."""
        for record in self.format.read(self.path) if self._kept is None else self._kept:
            if isinstance(record, Entry | Refused):
                yield self._placed(record)
            else:
                yield record

    def pairs(self) -> Iterator[NewPair]:
        """The pairs that belong to no article."""
        return (record.pair for record in self.records() if isinstance(record, PairEntry))

    def _placed(self, record: Entry | Refused) -> Record:
        entry = record.entry if isinstance(record, Refused) else record
        if self.knows(entry.article):
            return record
        if self.format is not TMX:
            raise _unknown_article(entry.article, self.path, self.memory.path)
        if not entry.zh.strip() or not entry.en.strip():
            return Unusable(entry.line, "is half empty")
        return PairEntry(entry.line, NewPair(entry.zh, entry.en))


def _unknown_article(article: str, path: Path, memory: Path) -> ExchangeError:
    named = "".join(char for char in article if char.isprintable())  # it may be told on a terminal
    return ExchangeError(
        f"is of article {named}, which {memory} does not have" if named else "names no article",
        where=path,
        remedy="name the memory that it came from with --memory",
    )


@dataclass(slots=True)
class _Survey:
    """What a file holds, counted, before anything of it is taken."""

    articles: dict[str, set[str]] = field(default_factory=dict)  # segments met, by article
    doubled: set[tuple[str, str]] = field(default_factory=set)
    pairs: int = 0
    unusable: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)  # lines, by reason


def _survey(reading: _Reading) -> _Survey:
    """Reads the file to its end. Raises :class:`ExchangeError` where that fails or there is nothing to take."""
    survey = _Survey()
    for record in reading.records():
        if isinstance(record, PairEntry):
            survey.pairs += 1
        elif isinstance(record, Unusable):
            survey.unusable[record.reason] += 1
            survey.first.setdefault(record.reason, record.line)
        else:
            entry = record.entry if isinstance(record, Refused) else record
            met = survey.articles.setdefault(entry.article, set())
            if entry.segment in met:
                survey.doubled.add((entry.article, entry.segment))
            met.add(entry.segment)
    if not survey.articles and not survey.pairs:
        raise _nothing(reading.path, survey)
    return survey


def _nothing(path: Path, survey: _Survey) -> ExchangeError:
    reason, count = next(iter(survey.unusable.most_common(1)), ("", 0))
    told = f"holds no pair of Chinese and English: {count:,} of its rows or units: {reason}"
    return ExchangeError(
        told if count else "holds no sentence",
        where=path,
        line=survey.first.get(reason),
        remedy="give a file with both languages, or export the article again",
    )


def _judged(reading: _Reading, survey: _Survey, importer: Importer) -> tuple[list[Verdict], int]:
    """What is to become of each sentence, and how many stay as they are."""
    verdicts: list[Verdict] = []
    same = 0
    standing = lru_cache(maxsize=_ARTICLES_AT_HAND)(lambda article: _standing(reading.memory, article))
    for record in reading.records() if survey.articles else ():
        verdict: Verdict
        if isinstance(record, Refused):
            verdict = record
        elif not isinstance(record, Entry):
            continue
        elif (record.article, record.segment) in survey.doubled:
            # Which of them is meant cannot be known.
            verdict = Refused(record, f"{record.segment} is in the file more than once")
        else:
            verdict = judge(record, standing(record.article), importer)
        if isinstance(verdict, Same):
            same += 1
        else:
            verdicts.append(verdict)
    return verdicts, same


def _standing(memory: Memory, article: str) -> Standing:
    result, review = memory.load(article), memory.review(article)
    assert result is not None, article  # _Reading has asked
    assert review is not None, article

    def text_at(segment: str, version: int) -> str | None:
        if version == 0:
            return review.segments[segment].draft
        steps = memory.history(article, segment)
        return next((step.after for step in steps if step.id == version), None)

    def signed_at(segment: str, version: int) -> bool:
        steps = memory.history(article, segment)
        # An undo may have given an approval back: not to know is no reason for a conflict.
        return any(step.id == version and step.action in (Action.APPROVE, Action.UNDO) for step in steps)

    def newest(segment: str) -> tuple[str, datetime | None]:
        steps = memory.history(article, segment)
        return (steps[-1].who, steps[-1].at) if steps else ("", None)

    by_zh: dict[str, list[Row]] = {}
    for row in result.rows:
        by_zh.setdefault(row.segment.zh, []).append(row)
    by_id = {row.segment.id: row for row in result.rows}
    return Standing(by_id, by_zh, review, text_at, signed_at, newest)


def _written(memory: Memory, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts after writing: somebody may have been faster since they were given."""
    takes = [verdict for verdict in verdicts if isinstance(verdict, Take)]
    outcomes = memory.change([take.change for take in takes], check_again) if takes else ()
    clashes = {
        take.entry: Clash(take.entry, outcome)
        for take, outcome in zip(takes, outcomes, strict=True)
        if isinstance(outcome, Conflict)
    }
    return [clashes.get(verdict.entry, verdict) for verdict in verdicts]
