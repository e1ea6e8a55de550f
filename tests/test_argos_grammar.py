"""The grammar behind the Argos package of the tests: its English is what the house would write."""

from __future__ import annotations

from itertools import islice

from benchmarks.argos_model.grammar import Grammar, written
from translate.checks import check_rows
from translate.lock.matching import find_held, missing
from translate.lock.numbers import number_locks
from translate.lock.place import put_in_place
from translate.model import Draft, Row, Segment


def test_the_same_seed_makes_the_same_sentences() -> None:
    first, again, other = (list(islice(Grammar(seed).pairs(), 50)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_its_english_holds_every_number_and_date_of_its_chinese() -> None:
    for zh, en in islice(Grammar(7, placed=0.0).pairs(), 500):
        segment = Segment("a", "p01", "p01.s01", zh, 0)
        locks = number_locks(segment)
        assert missing(locks, find_held(locks, en)) == (), (zh, en)
        (row,) = check_rows([Row(segment, locks, Draft(en, "human"), find_held(locks, en))])
        assert row.findings == (), (zh, en)


def test_amounts_stand_in_its_chinese_as_the_product_puts_them_there() -> None:
    zh, en = "英伟达筹集了23.4亿美元。", "Nvidia raised $2.34 billion."
    locks = number_locks(Segment("a", "p01", "p01.s01", zh, 0))
    assert put_in_place(zh, locks) == "英伟达筹集了$2.34 billion。"
    placed = [pair for pair in islice(Grammar(1, placed=1.0).pairs(), 2000) if "筹集了$" in pair.zh]
    assert placed
    assert all("raised $" in pair.en for pair in placed)
    assert missing(locks, find_held(locks, en)) == ()


def test_round_numbers_are_written_in_the_largest_unit() -> None:
    forms = {35_000: "35,000", 6_000_000: "6 million", 2_340_000_000: "2.34 billion", 10**12: "1 trillion"}
    assert {amount: written(amount) for amount in forms} == forms
