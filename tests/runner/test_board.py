"""Who gets which batch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translate.engine.batches import Batch
from translate.runner.board import Board, Machine, Seat, cut, seats

SMALL, LARGE = Machine("a", "small", 3), Machine("b", "large", 8)
EMPTY = Machine("c", "head", 0)


def taken(found: tuple[Seat, ...]) -> list[tuple[str, int]]:
    return [(seat.host, seat.cpus) for seat in found]


def test_each_machine_has_one_worker_with_all_its_processors() -> None:
    assert taken(seats([SMALL, EMPTY, LARGE], None)) == [("large", 8), ("small", 3)]


def test_more_workers_sit_where_they_get_the_most_processors() -> None:
    assert taken(seats([SMALL, LARGE], 3)) == [("large", 4), ("large", 4), ("small", 3)]
    assert taken(seats([SMALL, LARGE], 1)) == [("large", 8)]


def test_there_are_no_more_workers_than_processors() -> None:
    assert taken(seats([SMALL], 5)) == [("small", 1)] * 3
    assert seats([EMPTY], 2) == seats([], None) == ()


@given(st.lists(st.integers(0, 300), max_size=300), st.integers(1, 8))
def test_every_sentence_is_in_one_batch(lengths: list[int], workers: int) -> None:
    batches = cut(lengths, workers)
    assert sorted(index for batch in batches for index in batch.indices) == list(range(len(lengths)))
    assert len(batches) >= min(workers, len(lengths) // 64)


def test_a_few_sentences_are_shared_and_many_come_in_several_batches_each() -> None:
    assert [len(batch.indices) for batch in cut([30, 30, 30, 30], 2)] == [2, 2]
    assert len(cut([40] * 512, 2)) == 8


def test_a_batch_that_lost_its_worker_goes_to_another_before_any_other() -> None:
    first, second = Batch((0,), 9), Batch((1,), 5)
    board = Board([first, second])
    task = board.take(0, {0, 1})
    assert task
    assert task.batch == first
    board.give_back(task, 0)
    mine, other = board.take(0, {0, 1}), board.take(1, {0, 1})
    assert mine
    assert other
    assert (mine.batch, other.batch, other.lost) == (second, first, (0,))


def test_it_waits_for_the_other_worker_but_comes_back_to_the_last_one_left() -> None:
    board = Board([Batch((0,), 9)])
    task = board.take(0, {0, 1})
    assert task
    again = board.give_back(task, 0)
    assert board.take(0, {0, 1}) is None
    assert board.take(0, {0}) == again
    assert board.take(0, {0}) is None
