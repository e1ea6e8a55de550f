"""Records as the JSON of the review server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from translate.glossary import GlossaryEntry
from translate.glossary.impact import Touched
from translate.memory import ArticleSummary, Edit, Near, SegmentReview, SignOff
from translate.model import Block, Finding, Row
from translate.review.markup import legible
from translate.review.near import diff
from translate.review.rows import sentence_html
from translate.review.tally import TermUse, held_locks

Json = dict[str, Any]


def iso(at: datetime | None) -> str:
    """A moment for machines, to the second; empty for none."""
    return at.isoformat(timespec="seconds") if at else ""


def finding_json(finding: Finding) -> Json:
    """A finding; spans are ``[start, end]`` in code points or null."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "zh": finding.zh,
        "en": finding.en,
    }


def segment_json(
    block: Block, row: Row, review: SegmentReview, newest: Edit | None, uses: Sequence[TermUse]
) -> Json:
    """A segment as a page needs it to show it anew."""
    zh, en = sentence_html(block, row, uses)
    kept = held_locks(row)
    return {
        "article": row.segment.article,
        "segment": row.segment.id,
        "zh": legible(row.segment.zh),  # as its page shows it
        "en": row.draft.en,
        "draft": review.draft,
        "state": review.state.value,
        "version": review.version,
        "who": newest.who if newest else "",
        "at": iso(newest.at) if newest else "",
        "findings": [finding_json(finding) for finding in row.findings],
        "locks": [
            {
                "start": lock.start,
                "end": lock.end,
                "zh": lock.zh,
                "en": lock.en,
                "kind": lock.kind.value,
                "source": lock.source,
                "held": index in kept,
            }
            for index, lock in enumerate(row.locks)
        ],
        "html_zh": str(zh),
        "html_en": str(en),
    }


def article_json(line: ArticleSummary) -> Json:
    """Where an article stands."""
    return {
        "article": line.id,
        "segments": line.segments,
        "approved": line.approved,
        "edited": line.edited,
        "draft": line.draft,
        "blockers": line.blockers,
        "warnings": line.warnings,
        "notes": line.notes,
        "version": line.version,
        "signed": signature_json(line.signed),
        "withdrawn": signature_json(line.withdrawn),
    }


def signature_json(signature: SignOff | None) -> Json | None:
    """A signature; one that was withdrawn tells when and by whose change."""
    if signature is None:
        return None
    given: Json = {"who": signature.who, "at": iso(signature.at), "reason": signature.reason}
    given["blockers"] = signature.blockers
    if signature.ended is None:
        return given
    ended = {"ended": iso(signature.ended), "ended_by": signature.ended_by}
    return {**given, **ended, **({"ended_why": signature.ended_why} if signature.ended_why else {})}


def step_json(step: Edit) -> Json:
    """A step of a segment's history."""
    return {
        "id": step.id,
        "who": step.who,
        "at": iso(step.at),
        "zh": step.zh,
        "before": step.before,
        "after": step.after,
        "action": step.action.value,
    }


def near_json(near: Near, zh: str) -> Json:
    """A sentence like ``zh`` that a person gave English to, with what makes the one into the other."""
    return {
        "article": near.article,
        "segment": near.segment,
        "zh": near.zh,
        "en": near.en,
        "who": near.who,
        "state": near.state.value,
        "ratio": round(near.ratio, 3),
        "diff": diff(near.zh, zh),
    }


def touched_json(place: Touched) -> Json:
    """A segment that a term touches."""
    return {
        "article": place.article,
        "segment": place.segment,
        "zh": place.zh,
        "en": place.en,
        "state": place.state.value,
    }


def entry_json(entry: GlossaryEntry) -> Json:
    """A glossary entry that is there already."""
    return {
        "zh": entry.zh,
        "en": entry.en,
        "context": entry.context,
        "place": entry.place,
        "flags": entry.flags,
    }
