"""The gate: which articles may leave the house, and what stands against the others.

An article is approved when people answer for all of its English:

- its signature stands (``duizhao sign``, or the sign-off of the review page), and no more blockers stand beside it
  than it was given over, with a reason; or
- every sentence of it is approved, none has a blocker, and no signature of it was withdrawn: what was once signed
  and changed since is to be signed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translate.memory.records import ArticleSummary, SignOff
from translate.publish.model import Standing
from translate.publish.words import counted


@dataclass(frozen=True, slots=True)
class Held:
    """An article that may not leave, and what stands against it: counts, and all of it in words."""

    line: ArticleSummary
    why: str

    @property
    def unreviewed(self) -> int:
        """How many of its sentences nobody has approved."""
        return self.line.draft + self.line.edited


def standing(line: ArticleSummary) -> Standing:
    """Whether people answer for the article."""
    return Standing.UNREVIEWED if held(line) else Standing.APPROVED


def held(line: ArticleSummary) -> Held | None:
    """What stands against an article, ``None`` if it may leave."""
    reasons = "; ".join(_reasons(line))
    return Held(line, reasons) if reasons else None


def _reasons(line: ArticleSummary) -> Iterable[str]:
    if not line.segments:
        return ["it has no text"]
    if line.signed:
        return _against_signed(line.signed, line.blockers)
    return _against_unsigned(line)


def _against_signed(signed: SignOff, blockers: int) -> Iterator[str]:
    if signed.answers_for(blockers):
        return
    if signed.blockers:
        yield f"signed by {signed.who} over {counted(signed.blockers, 'blocker')}, now there are {blockers:,}"
    else:
        yield f"{counted(blockers, 'blocker')} came after the signature of {signed.who}"


def _against_unsigned(line: ArticleSummary) -> Iterator[str]:
    if unreviewed := line.draft + line.edited:
        yield f"{unreviewed} of {counted(line.segments, 'sentence')} unreviewed"
    if line.blockers:
        yield counted(line.blockers, "blocker")
    if line.withdrawn and line.withdrawn.ended_why:
        yield f"its source was corrected since {line.withdrawn.who} signed it: {line.withdrawn.ended_why}"
    elif line.withdrawn:
        by = f" by {line.withdrawn.ended_by}" if line.withdrawn.ended_by else ""
        yield f"changed{by} since {line.withdrawn.who} signed it"
