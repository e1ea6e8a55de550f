"""Batches: full, of like length, within the budget, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translate.engine.batches import Costs, Expected, plan, plan_prompts


def test_the_longest_go_first_and_together() -> None:
    batches = list(plan([5, 50, 6, 40], most=2, budget=1000))
    assert [batch.indices for batch in batches] == [(1, 3), (2, 0)]


def test_the_budget_bounds_a_batch_with_its_padding() -> None:
    assert [batch.indices for batch in plan([100, 90, 80], most=32, budget=200)] == [(0, 1), (2,)]


def test_what_is_longer_than_the_budget_goes_alone() -> None:
    assert [batch.indices for batch in plan([500, 10], most=32, budget=200)] == [(0,), (1,)]


def test_lengths_that_are_not_alike_share_no_batch() -> None:
    batches = plan([5, 50, 6, 40, 49], most=32, budget=1000, alike=lambda length: length // 10)
    assert [batch.indices for batch in batches] == [(1,), (4, 3), (2, 0)]


@given(st.lists(st.integers(0, 300)), st.integers(1, 40), st.integers(1, 1000))
def test_every_request_is_in_exactly_one_batch(lengths: list[int], most: int, budget: int) -> None:
    batches = list(plan(lengths, most=most, budget=budget))
    assert sorted(i for batch in batches for i in batch.indices) == list(range(len(lengths)))
    assert all(len(batch.indices) <= most for batch in batches)
    assert all(len(b.indices) == 1 or len(b.indices) * b.longest <= budget for b in batches)


COSTS = Costs(token=3.3, step=95.0, row=4.4)  # as the qwen engine has them


def test_prompts_of_like_length_go_together_and_the_longest_first() -> None:
    prompts = [Expected(60, 20), Expected(400, 200), Expected(61, 20), Expected(410, 200)]
    batches = plan_prompts(prompts, COSTS, most=32, room=10_000)
    assert [batch.indices for batch in batches] == [(3, 1), (2, 0)]


def test_a_short_prompt_shares_a_batch_with_longer_ones_where_that_is_cheaper() -> None:
    """Its own batch would read all weights for twenty steps more."""
    (batch,) = plan_prompts([Expected(60, 20), Expected(66, 22)], COSTS, most=32, room=10_000)
    assert sorted(batch.indices) == [0, 1]


def test_a_prompt_that_needs_more_than_the_room_goes_alone() -> None:
    batches = plan_prompts([Expected(500, 100), Expected(500, 99)], COSTS, most=32, room=550)
    assert [batch.indices for batch in batches] == [(0,), (1,)]


SIZES = st.builds(Expected, st.integers(1, 200), st.integers(1, 100))


@given(st.lists(SIZES, max_size=60), st.integers(1, 12), st.integers(1, 3_000))
def test_every_prompt_is_in_exactly_one_batch_that_fits(
    prompts: list[Expected], most: int, room: int
) -> None:
    batches = plan_prompts(prompts, COSTS, most=most, room=room)
    assert sorted(i for batch in batches for i in batch.indices) == list(range(len(prompts)))
    for batch in batches:
        rows = len(batch.indices)
        assert rows <= most
        assert rows == 1 or rows * max(prompts[i].total for i in batch.indices) <= room


@given(st.lists(SIZES, min_size=1, max_size=9), st.integers(1, 4))
def test_no_other_cut_of_the_sorted_prompts_is_cheaper(prompts: list[Expected], most: int) -> None:
    order = sorted(prompts, key=lambda each: (each.prompt, each.more))

    def cost(rows: list[Expected]) -> float:
        total = sum(each.total for each in rows)
        return COSTS.of(len(rows), min(r.prompt for r in rows), max(r.total for r in rows), total)

    def cheapest(start: int) -> float:
        if start == len(order):
            return 0.0
        ends = range(start + 1, min(len(order), start + most) + 1)
        return min(cost(order[start:end]) + cheapest(end) for end in ends)

    batches = plan_prompts(prompts, COSTS, most=most, room=10**6)
    planned = sum(cost([prompts[i] for i in batch.indices]) for batch in batches)
    assert abs(planned - cheapest(0)) < 1e-6
