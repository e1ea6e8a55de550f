"""Pairs of sentences from elsewhere: into the memory once, reused when approved, and out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.memory.samples import MONDAY, TUESDAY, sentences
from translate.memory import Action, Change, Memory, NewPair, PairSource, TakenPairs

ROSE = NewPair("英伟达上涨。", "Nvidia rose.")
FELL = NewPair("雪花下跌。", "Snowflake fell.")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        yield opened


def test_approved_pairs_are_reused_and_others_wait(memory: Memory) -> None:
    assert memory.take_pairs([ROSE], "Mei", MONDAY, approved=True, source="a.tmx") == TakenPairs(1, 0, 0)
    assert memory.take_pairs([FELL], "Mei", MONDAY, approved=False, source="a.tmx") == TakenPairs(1, 0, 0)
    found = memory.approved([ROSE.zh, FELL.zh])
    assert {zh: (each.en, each.who, each.at) for zh, each in found.items()} == {
        ROSE.zh: (ROSE.en, "Mei", MONDAY)
    }
    assert memory.pair_sources() == (PairSource("a.tmx", 1, 1),)
    assert memory.approve_pairs("a.tmx", "Li", TUESDAY) == 1
    assert memory.approved([FELL.zh])[FELL.zh].who == "Li"
    assert memory.pair_sources() == (PairSource("a.tmx", 2, 0),)


def test_the_same_pairs_again_change_nothing(memory: Memory) -> None:
    memory.take_pairs([ROSE, ROSE, FELL], "Mei", MONDAY, approved=False, source="a.tmx")
    before = list(memory.pairs())
    again = memory.take_pairs([ROSE, FELL], "Li", TUESDAY, approved=False, source="a.tmx")
    assert (again, list(memory.pairs())) == (TakenPairs(0, 0, 2), before)
    assert memory.take_pairs([ROSE], "Li", TUESDAY, approved=True, source="a.tmx") == TakenPairs(0, 1, 0)
    assert memory.take_pairs([ROSE], "Li", TUESDAY, approved=False, source="a.tmx") == TakenPairs(0, 0, 1)
    assert memory.approved([ROSE.zh])


def test_what_was_signed_in_an_article_goes_before_newer_pairs(memory: Memory) -> None:
    memory.store(sentences(ROSE.zh), {})
    memory.change([Change("a1", "p01.s01", Action.EDIT, "Bob", MONDAY, "Nvidia is up.", approve=True)])
    memory.take_pairs([ROSE], "Mei", TUESDAY, approved=True, source="a.tmx")
    assert memory.approved([ROSE.zh])[ROSE.zh].en == "Nvidia is up."


def test_removed_by_source_or_one_by_one(memory: Memory) -> None:
    memory.take_pairs([ROSE, FELL], "Mei", MONDAY, approved=True, source="a.tmx")
    memory.take_pairs([FELL], "Mei", MONDAY, approved=True, source="b.tmx")
    first = next(memory.pairs("a.tmx"))
    assert memory.remove_pairs("a.tmx", [first.id]) == 1
    assert set(memory.approved([ROSE.zh, FELL.zh])) == {FELL.zh}
    assert memory.remove_pairs("b.tmx") == 1
    assert memory.remove_pairs("a.tmx") == 1
    assert (memory.approved([FELL.zh]), memory.pair_sources()) == ({}, ())


def test_pairs_are_near_repeats(memory: Memory) -> None:
    memory.take_pairs(
        [NewPair("周一英伟达股价大涨三成。", "Nvidia leapt.")], "Mei", MONDAY, approved=True, source="a"
    )
    (near,) = memory.near("周二英伟达股价大涨三成。")
    assert near.ratio > 0.9


def test_a_source_that_breaks_off_leaves_nothing(memory: Memory) -> None:
    def broken() -> Iterator[NewPair]:
        yield ROSE
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        memory.take_pairs(broken(), "Mei", MONDAY, approved=True, source="a.tmx")
    with pytest.raises(ValueError, match="half a pair"):
        memory.take_pairs([ROSE, NewPair("雪花", " ")], "Mei", MONDAY, approved=True, source="a.tmx")
    assert (list(memory.pairs()), memory.approved([ROSE.zh])) == ([], {})


def test_pairs_are_read_a_few_at_a_time_and_all_come(memory: Memory) -> None:
    many = [NewPair(f"第{n}句。", f"Sentence {n}.") for n in range(2500)]
    memory.take_pairs(many, "Mei", MONDAY, approved=False, source="b")
    memory.take_pairs([ROSE], "Mei", MONDAY, approved=False, source="a")
    assert [NewPair(pair.zh, pair.en) for pair in memory.pairs("b")] == many
    assert len(list(memory.pairs())) == 2501


def test_what_would_become_of_pairs_is_told_while_somebody_else_writes(memory: Memory) -> None:
    memory.take_pairs([ROSE], "Mei", MONDAY, approved=False, source="a.tmx")
    writer = sqlite3.connect(memory.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    found = [ROSE, FELL, FELL, ROSE]

    def foreseen(approved: bool) -> TakenPairs:
        return memory.take_pairs(found, "Li", TUESDAY, approved=approved, source="a.tmx", dry_run=True)

    assert (foreseen(False), foreseen(True)) == (TakenPairs(1, 0, 3), TakenPairs(1, 1, 2))
    writer.rollback()
    writer.close()
    assert memory.take_pairs(found, "Li", TUESDAY, approved=True, source="a.tmx") == TakenPairs(1, 1, 2)


def test_very_many_are_approved_and_removed_by_and_by(memory: Memory) -> None:
    many = [NewPair(f"第{n}句。", f"Sentence {n}.") for n in range(10_000)]
    memory.take_pairs(many, "Mei", MONDAY, approved=False, source="a")
    some = [pair.id for pair in memory.pairs("a")][:6000]
    assert memory.approve_pairs("a", "Li", TUESDAY, [*some, *some]) == 6000
    assert len(list(memory.pairs("a", waiting=True))) == 4000
    assert memory.approve_pairs("a", "Li", TUESDAY) == 4000
    assert memory.approve_pairs("a", "Li", TUESDAY) == 0
    assert memory.remove_pairs("a") == 10_000
    assert memory.pair_sources() == ()
