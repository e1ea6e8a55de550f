"""Language tags and dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from translate.review.words import date_for_machines, date_in_words
from translate.script import chinese_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("美国总统星期一说，这个问题还没有结束。", "zh-Hans"),
        ("美國總統星期一說，這個問題還沒有結束。", "zh-Hant"),
        ("皇后大道中", "zh"),
        ("2025", "zh"),
        ("报道引用了“國語日報”的社论，说这对他们很重要。", "zh-Hans"),
    ],
)
def test_the_script_is_told_by_its_characters(text: str, tag: str) -> None:
    assert chinese_tag(text) == tag


def test_a_date_is_told_in_utc() -> None:
    beijing = datetime(2025, 1, 29, 6, 5, 9, tzinfo=timezone(timedelta(hours=8)))
    assert date_in_words(beijing) == "Tuesday, January 28, 2025, 22:05 UTC"
    assert date_for_machines(beijing) == "2025-01-28T22:05:09Z"


def test_a_date_without_a_zone_is_taken_as_utc() -> None:
    assert date_in_words(datetime(2024, 12, 1)) == date_in_words(datetime(2024, 12, 1, tzinfo=UTC))
