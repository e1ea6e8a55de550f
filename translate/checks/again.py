"""The checks again after a person changed some English: only what the change can have altered is looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from translate.checks import ARTICLE_CHECKS, WEIGHT, check_article, check_segment
from translate.checks.adapted import adapted
from translate.checks.held import lock_not_held
from translate.lock.matching import find_held
from translate.model import Finding, Row

_OF_ARTICLES = frozenset(str(getattr(check, "__name__", "")) for check in ARTICLE_CHECKS)


def check_again(rows: Sequence[Row], changed: Collection[str]) -> Iterator[Row]:
    """The rows of one article whose findings are others now, as :func:`translate.checks.check_rows` has them.

    ``changed`` are the ids of the segments with another English: they always come, with the spans that hold
    their locks found anew. Of the others only Chinese, English and findings are read.
    """
    elsewhere: dict[int, list[Finding]] = {}
    for index, finding in check_article(rows):
        elsewhere.setdefault(index, []).append(finding)
    for index, row in enumerate(rows):
        if row.segment.id in changed:
            fresh = replace(row, held=find_held(row.locks, row.draft.en))
            yield replace(fresh, findings=_sorted(_of_segment(fresh), elsewhere.get(index, ())))
        else:
            kept = [finding for finding in row.findings if finding.check not in _OF_ARTICLES]
            findings = _sorted(kept, elsewhere.get(index, ()))
            if findings != row.findings:
                yield replace(row, findings=findings)


def _of_segment(row: Row) -> list[Finding]:
    found = list(check_segment(row.segment.zh, row.draft.en, row.locks))
    return [*found, *lock_not_held(row, found), *adapted(row)]


def _sorted(own: Sequence[Finding], elsewhere: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted([*own, *elsewhere], key=lambda finding: WEIGHT[finding.severity]))
