"""Batches: full, of like length, within the budget, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translate.engine.batches import plan


def test_the_longest_go_first_and_together() -> None:
    batches = list(plan([5, 50, 6, 40], most=2, budget=1000))
    assert [batch.indices for batch in batches] == [(1, 3), (2, 0)]


def test_the_budget_bounds_a_batch_with_its_padding() -> None:
    assert [batch.indices for batch in plan([100, 90, 80], most=32, budget=200)] == [(0, 1), (2,)]


def test_what_is_longer_than_the_budget_goes_alone() -> None:
    assert [batch.indices for batch in plan([500, 10], most=32, budget=200)] == [(0,), (1,)]


@given(st.lists(st.integers(0, 300)), st.integers(1, 40), st.integers(1, 1000))
def test_every_request_is_in_exactly_one_batch(lengths: list[int], most: int, budget: int) -> None:
    batches = list(plan(lengths, most=most, budget=budget))
    assert sorted(i for batch in batches for i in batch.indices) == list(range(len(lengths)))
    assert all(len(batch.indices) <= most for batch in batches)
    assert all(len(b.indices) == 1 or len(b.indices) * b.longest <= budget for b in batches)
