"""``--since`` and ``--limit``: what is taken, what is left out, and that reading stops early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import selection
from translate.errors import IngestError
from translate.ingest import Read
from translate.model import Article, Block, BlockKind
from translate.selection import MomentError, Selection, moment, select

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def article(id_: str, date: datetime | None) -> Article:
    return Article(id_, f"{id_}.md", (Block("p01", BlockKind.PARAGRAPH, "天气很好。"),), date=date)


def hours_ago(*hours: int) -> list[Read]:
    return [article(f"a{hour}", NOON - timedelta(hours=hour)) for hour in hours]


def ids(found: Iterator[Read]) -> list[str]:
    return [each.id if isinstance(each, Article) else each.where for each in found]


def test_older_articles_are_left_out_and_those_without_a_date_are_taken() -> None:
    wanted = Selection(since=NOON - timedelta(hours=2))
    found = [*hours_ago(1, 3), article("undated", None), *hours_ago(2)]
    assert ids(select(found, wanted)) == ["a1", "undated", "a2"]
    assert (wanted.counts.older, wanted.counts.undated) == (1, 1)


def test_the_limit_counts_what_is_left_after_the_filter_and_says_how_many_are_beyond() -> None:
    wanted = Selection(since=NOON - timedelta(hours=9), limit=2)
    assert ids(select(hours_ago(99, 1, 2, 98, 3, 4), wanted)) == ["a1", "a2"]
    assert (wanted.counts.older, wanted.counts.beyond, wanted.counts.stopped) == (2, 2, False)


def test_faults_on_the_way_are_told() -> None:
    fault = IngestError("is empty", where="bad.md")
    assert ids(select([fault, *hours_ago(1, 2)], Selection(limit=1))) == ["bad.md", "a1"]


def test_without_counting_nothing_is_read_beyond_the_limit() -> None:
    def endless() -> Iterator[Read]:
        yield from hours_ago(1)
        raise AssertionError("read on")

    wanted = Selection(limit=1, count=False)
    assert ids(select(endless(), wanted)) == ["a1"]
    assert wanted.counts.stopped


def test_counting_stops_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "MOST_COUNTED", 3)
    wanted = Selection(limit=1)
    list(select(hours_ago(*range(50)), wanted))
    assert (wanted.counts.beyond, wanted.counts.stopped) == (3, True)


@given(st.lists(st.integers(0, 50), max_size=30), st.integers(1, 10), st.integers(0, 50))
def test_every_article_is_taken_or_counted(hours: list[int], limit: int, since: int) -> None:
    wanted = Selection(since=NOON - timedelta(hours=since), limit=limit)
    taken = ids(select(hours_ago(*hours), wanted))
    assert len(taken) == min(limit, sum(hour <= since for hour in hours))
    assert len(taken) + wanted.counts.older + wanted.counts.beyond == len(hours)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23T06:00+08:00", datetime(2026, 11, 23, 6, tzinfo=timezone(timedelta(hours=8)))),
        ("6h", datetime(2026, 11, 24, 6, tzinfo=UTC)),
        (" 2D ", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        ("1w", datetime(2026, 11, 17, 12, tzinfo=UTC)),
        ("today", datetime(2026, 11, 24, tzinfo=UTC)),
        ("yesterday", datetime(2026, 11, 23, tzinfo=UTC)),
    ],
)
def test_moments(text: str, meant: datetime) -> None:
    assert moment(text, lambda: NOON) == meant


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2x", "9999999999d", "-2d"])
def test_what_is_no_moment_is_told(text: str) -> None:
    with pytest.raises(MomentError, match="is no moment"):
        moment(text, lambda: NOON)


def test_a_reader_that_keeps_its_faults_selects_articles_alone() -> None:
    wanted = Selection(limit=2)
    found = [each for each in hours_ago(1, 2, 3) if isinstance(each, Article)]
    assert [each.id for each in select(found, wanted) if isinstance(each, Article)] == ["a1", "a2"]
    assert wanted.counts.beyond == 1
