"""The ladder: what the draft misses is forced in, and nothing that it held is lost."""

from __future__ import annotations

from collections.abc import Sequence

from tests.fakes import FakeEngine
from translate.enforce import Attempt, closed_up, enforce
from translate.engine.base import Place, Probe, Request
from translate.model import Lock, LockKind

DEEPSEEK = Lock(0, 4, "深度求索", "DeepSeek", LockKind.TERM)
NVIDIA = Lock(6, 9, "英伟达", "Nvidia", LockKind.TERM)


def attempt(en: str, *locks: Lock) -> Attempt:
    return Attempt(Request("DeepSeek买下Nvidia。"), locks, en)


def test_a_draft_that_holds_its_locks_is_left_alone() -> None:
    engine = FakeEngine()
    good = attempt("DeepSeek buys Nvidia.", DEEPSEEK, NVIDIA)
    assert enforce(engine, [good]) == (good,)
    assert engine.resumed == []


def test_a_missing_name_is_forced_at_the_likeliest_place() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} buys Nvidia.")
    (mended,) = enforce(engine, [attempt("Deep Search buys Nvidia.", DEEPSEEK, NVIDIA)])
    assert mended.en == "DeepSeek buys Nvidia."
    assert mended.redecoded == 1  # the first place stands out, and it did


def test_when_the_likeliest_place_fails_the_next_ones_are_tried() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} buys Nvidia." if " " in prefix else "No.")
    (mended,) = enforce(engine, [attempt("Rumour: Deep Search buys Nvidia.", DEEPSEEK, NVIDIA)])
    assert mended.en == "Rumour: DeepSeek buys Nvidia."
    assert [beginning.prefix for beginning in engine.resumed] == ["DeepSeek", "Rumour: DeepSeek"]


def test_a_candidate_that_loses_another_lock_is_never_the_result() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} buys a rival.")
    (kept,) = enforce(engine, [attempt("Deep Search buys Nvidia.", DEEPSEEK, NVIDIA)])
    assert "Nvidia" in kept.en


def test_two_missing_names_are_forced_one_after_the_other() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} and so on.")
    (mended,) = enforce(engine, [attempt("Someone buys someone.", DEEPSEEK, NVIDIA)])
    assert not mended.missing()


def test_a_runaway_candidate_is_refused() -> None:
    engine = FakeEngine(finish=lambda prefix: prefix + " and on" * 100)
    draft = attempt("Deep Search buys Nvidia.", DEEPSEEK, NVIDIA)
    (kept,) = enforce(engine, [draft])
    assert kept.en == draft.en


def test_what_cannot_be_held_comes_back_as_it_was() -> None:
    engine = FakeEngine(finish=lambda _: "Nothing of the kind.")
    draft = attempt("Deep Search buys a rival.", DEEPSEEK)
    (kept,) = enforce(engine, [draft])
    assert kept.en == draft.en
    assert kept.missing() == {0}


def test_each_attempt_keeps_its_own_place_in_the_answer() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} buys Nvidia.")
    bad, good = attempt("Deep Search buys it.", DEEPSEEK), attempt("Nvidia rises.", NVIDIA)
    first, second, third = enforce(engine, [good, bad, good])
    assert first == third == good
    assert second.en.startswith("DeepSeek")


def test_a_beginning_carries_the_rest_of_its_draft() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} buys Nvidia.")
    enforce(engine, [attempt("Deep Search buys Nvidia.", DEEPSEEK, NVIDIA)])
    assert [beginning.rest for beginning in engine.resumed] == ["Deep Search buys Nvidia."]


def test_a_figure_is_not_forced_in_front_of_another_that_is_held() -> None:
    """A place is judged by the first token of the words: a digit is as likely before a digit of another number."""
    held = Lock(0, 4, "39亿", "$3.9 billion", LockKind.NUMBER)
    lost = Lock(6, 9, "93亿", "$9.3 billion", LockKind.NUMBER)
    engine = FakeEngine(finish=lambda prefix: f"{prefix} in all.")
    enforce(engine, [attempt("It has $3.9 billion of the needed sum.", held, lost)])
    assert engine.resumed
    assert not any(beginning.prefix == "It has $9.3 billion" for beginning in engine.resumed)


def test_a_name_may_be_forced_in_front_of_another() -> None:
    class Beside(FakeEngine):
        def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
            return tuple((Place(probe.en.index(" Nvidia"), -1.0),) for probe in probes)

    engine = Beside(finish=lambda prefix: f"{prefix} and Nvidia.")
    (mended,) = enforce(engine, [attempt("Sold by Nvidia.", DEEPSEEK, NVIDIA)])
    assert mended.en == "Sold by DeepSeek and Nvidia."


def test_a_lock_that_only_a_blank_sets_apart_is_closed_up_without_the_model() -> None:
    engine = FakeEngine()
    states = Lock(0, 2, "美国", "U.S.", LockKind.TERM)
    (mended,) = enforce(engine, [attempt("It fell in the U. S. by half.", states)])
    assert mended.en == "It fell in the U.S. by half."
    assert engine.resumed == []


def test_closing_up_changes_nothing_inside_a_word_and_nothing_that_is_held() -> None:
    buys = Lock(0, 1, "甲", "A B", LockKind.TERM)
    assert closed_up(attempt("Cab ride, A Bus", buys)).en == "Cab ride, A Bus"
    assert closed_up(attempt("A B, and AB too", buys)).en == "A B, and AB too"
