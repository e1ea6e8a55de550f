"""Dates as dumps and pages write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from translate.ingest.dates import from_milliseconds, from_text

MORNING = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 2026 09:30:00 GMT",
        "Thu, 1 Jan 2026 17:30:00 +0800",
        "2026-01-01T09:30:00Z",
        "2026-01-01T17:30:00+08:00",
        "2026-01-01 17:30:00 +0800",
        "2026-01-01 09:30",
        "2026年1月1日 9时30分",
        "2026/1/1 09:30",
    ],
)
def test_one_moment_written_in_many_ways(text: str) -> None:
    assert from_text(text) == MORNING


@pytest.mark.parametrize(
    "text", ["", "昨天", "2026-13-41", "Thu, 41 Foo 2026", "9999-01-01", "1" * 500, "2026年99月1日"]
)
def test_what_is_no_date(text: str) -> None:
    assert from_text(text) is None


def test_epoch_milliseconds() -> None:
    assert from_milliseconds("1767259800000") == MORNING
    assert from_milliseconds("1767259800") is None, "seconds would be January 1970"
    assert from_milliseconds("9" * 14) is None
    assert from_milliseconds("-1767259800000") is None
    assert from_milliseconds("１７６７２５９８０００００") is None
