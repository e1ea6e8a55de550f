"""Checks: what is said of a segment's English before a person signs it.

A check is a small generator over (zh, en, locks) that yields findings; the first line of its docstring is its title
on the page. To add one, write it and put it in ``CHECKS``, or in ``ARTICLE_CHECKS`` if it needs the whole article.
A finding is a value; only a fault in the check itself raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from translate.checks.adapted import adapted
from translate.checks.article import translated_two_ways
from translate.checks.changed import glossary_changed
from translate.checks.corrected import source_changed
from translate.checks.held import lock_not_held
from translate.checks.marks import brackets_unbalanced, quotes_added, quotes_lost, quotes_unbalanced
from translate.checks.numbers import date_differs, multiple_differs, number_differs, unit_differs
from translate.checks.terms import handle_lost, latin_name_lost, link_lost, term_forbidden, term_missing
from translate.checks.text import (
    breaks_off,
    chat_leftover,
    chinese_left,
    copied_source,
    empty_english,
    full_width_left,
    length_out_of_range,
    repetition,
)
from translate.model import Finding, Lock, Row, Severity

__all__ = [
    "ARTICLE_CHECKS",
    "CHECKS",
    "WEIGHT",
    "ArticleCheck",
    "Check",
    "check_article",
    "check_rows",
    "check_segment",
    "glossary_changed",
    "source_changed",
    "titles",
]

Check = Callable[[str, str, tuple[Lock, ...]], Iterator[Finding]]
ArticleCheck = Callable[[Sequence[Row]], Iterator[tuple[int, Finding]]]

CHECKS: tuple[Check, ...] = (
    empty_english,
    copied_source,
    chinese_left,
    full_width_left,
    chat_leftover,
    term_missing,
    term_forbidden,
    number_differs,
    unit_differs,
    date_differs,
    multiple_differs,
    latin_name_lost,
    link_lost,
    handle_lost,
    length_out_of_range,
    repetition,
    breaks_off,
    brackets_unbalanced,
    quotes_unbalanced,
    quotes_lost,
    quotes_added,
)
ARTICLE_CHECKS: tuple[ArticleCheck, ...] = (translated_two_ways,)

WEIGHT = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_segment(
    zh: str, en: str, locks: tuple[Lock, ...] = (), checks: Sequence[Check] = CHECKS
) -> tuple[Finding, ...]:
    """All that the checks find in one segment, blockers first.

    >>> [finding.check for finding in check_segment("他走了。", "他走了。")]
    ['copied_source']
    """
    found = [finding for check in checks for finding in check(zh, en, locks)]
    if len(found) > 1:
        found.sort(key=lambda finding: WEIGHT[finding.severity])
    return tuple(found)


def check_article(
    rows: Sequence[Row], checks: Sequence[ArticleCheck] = ARTICLE_CHECKS
) -> list[tuple[int, Finding]]:
    """What the article-level checks find, each with the index of its row."""
    return [located for check in checks for located in check(rows)]


def check_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of one article with their findings filled in; earlier findings are replaced."""
    found = [list(check_segment(row.segment.zh, row.draft.en, row.locks)) for row in rows]
    for row, findings in zip(rows, found, strict=True):
        findings += [*lock_not_held(row, findings), *adapted(row)]
    for index, finding in check_article(rows):
        found[index].append(finding)
    return tuple(
        replace(row, findings=tuple(sorted(findings, key=lambda finding: WEIGHT[finding.severity])))
        for row, findings in zip(rows, found, strict=True)
    )


def titles() -> dict[str, str]:
    """The title of every check by its name, in the order of the registries: what a page says of a finding."""
    checks: tuple[Any, ...] = (
        *CHECKS,
        lock_not_held,
        adapted,
        glossary_changed,
        source_changed,
        *ARTICLE_CHECKS,
    )
    return {check.__name__: (check.__doc__ or "").strip().splitlines()[0].rstrip(".") for check in checks}
