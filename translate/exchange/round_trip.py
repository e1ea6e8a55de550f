"""PO files and a memory: articles written out, files taken in, one transaction a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from translate.checks.again import check_again
from translate.errors import ExchangeError
from translate.exchange.bring_in import Clash, Refused, Same, Standing, Take, Verdict, judge
from translate.exchange.po import PoArticle, read_po, write_po
from translate.memory import Action, Conflict, Memory


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made of one file, entry by entry. Nothing is written in a dry run."""

    path: Path
    article: str
    verdicts: tuple[Verdict, ...]

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
    def same(self) -> int:
        """How many entries changed nothing."""
        return sum(isinstance(v, Same) for v in self.verdicts)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The entries that could not be taken."""
        return tuple(v for v in self.verdicts if isinstance(v, Refused))

    @property
    def conflicts(self) -> tuple[Clash, ...]:
        """The entries that would overwrite newer words."""
        return tuple(v for v in self.verdicts if isinstance(v, Clash))


def export_po(memory: Memory, article: str) -> str:
    """An article as PO. Raises :class:`ExchangeError` if the memory has none of that id."""
    result, review = memory.load(article), memory.review(article)
    if result is None or review is None:
        raise ExchangeError(
            f"has no article {article}", where=memory.path, remedy="see what there is with: duizhao status"
        )
    return write_po(result, review)


def import_po(
    memory: Memory, path: Path, who: str, at: datetime, *, theirs: bool = False, dry_run: bool = False
) -> Imported:
    """Takes the changes of a PO file into the memory, all that can be taken, in one transaction.

    Raises :class:`ExchangeError` where the file is broken or its article unknown; then nothing is written.
    """
    po = read_po(path)
    verdicts = tuple(judge(po, _standing(memory, po), who, at, theirs=theirs))
    if not dry_run:
        verdicts = _written(memory, verdicts)
    return Imported(path, po.article, verdicts)


def _standing(memory: Memory, po: PoArticle) -> Standing:
    result, review = memory.load(po.article), memory.review(po.article)
    if result is None or review is None:
        raise ExchangeError(
            f"is of article {po.article}, which {memory.path} does not have",
            where=po.path,
            remedy="name the memory that it came from with --memory",
        )

    def text_at(segment: str, version: int) -> str | None:
        if version == 0:
            return review.segments[segment].draft
        steps = memory.history(po.article, segment)
        return next((step.after for step in steps if step.id == version), None)

    def signed_at(segment: str, version: int) -> bool:
        steps = memory.history(po.article, segment)
        # An undo may have given an approval back: not to know is no reason for a conflict.
        return any(step.id == version and step.action in (Action.APPROVE, Action.UNDO) for step in steps)

    def newest(segment: str) -> tuple[str, datetime | None]:
        steps = memory.history(po.article, segment)
        return (steps[-1].who, steps[-1].at) if steps else ("", None)

    return Standing(result.rows, review, text_at, signed_at, newest)


def _written(memory: Memory, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts after writing: somebody may have been faster since they were given."""
    takes = [verdict for verdict in verdicts if isinstance(verdict, Take)]
    outcomes = memory.change([take.change for take in takes], check_again) if takes else ()
    clashes = {
        take.entry: Clash(take.entry, outcome)
        for take, outcome in zip(takes, outcomes, strict=True)
        if isinstance(outcome, Conflict)
    }
    return tuple(clashes.get(verdict.entry, verdict) for verdict in verdicts)
