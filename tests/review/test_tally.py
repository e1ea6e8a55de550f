"""The figures on top of the page and the lines of its table of terms."""

from __future__ import annotations

from dataclasses import replace

from tests.review.sample import article, piece, sentence, term, translated, untroubled
from translate.model import BlockKind, LockKind, Severity, Span
from translate.review.tally import Tally, tally, term_uses, titles, worst


def test_a_lock_counts_as_held_once_however_often_it_stands() -> None:
    result = article()
    row = result.rows[0]
    doubled = replace(row, held=(*row.held, Span(0, 0, 3)))
    assert tally([doubled]) == Tally(segments=1, locks=3, held=3, blockers=0, warnings=0, notes=0)


def test_the_sample_adds_up() -> None:
    assert tally(article().rows) == Tally(segments=17, locks=26, held=23, blockers=3, warnings=1, notes=2)


def test_the_heaviest_finding_colours_the_row() -> None:
    findings = [finding for row in article().rows for finding in row.findings]
    assert worst(findings) is Severity.BLOCKER
    assert worst(finding for finding in findings if finding.severity is Severity.NOTE) is Severity.NOTE
    assert worst(()) is None


def test_a_name_with_and_without_its_gloss_is_one_line() -> None:
    wants = (term("雪花(Snowflake)", "Snowflake", 7), term("雪花", "Snowflake", 7))
    result = translated(
        [piece(BlockKind.PARAGRAPH, *(sentence(f"{want.zh}。", "Snowflake.", want) for want in wants))]
    )
    (use,) = term_uses(result.rows)
    assert (use.term.zh, use.times, use.held) == ("雪花", 2, 2)


def test_terms_come_first_then_names_numbers_and_dates() -> None:
    kinds = [use.term.kind for use in term_uses(article().rows)]
    assert kinds == sorted(kinds, key=list(LockKind).index)
    assert set(kinds) == set(LockKind)


def test_an_article_without_a_title_goes_by_its_file() -> None:
    assert titles(untroubled()) == ("plain.txt", "plain.txt")
