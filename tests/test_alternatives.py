"""Other English for a sentence: tidied, its locks held, checked, those without fault first."""

from __future__ import annotations

from collections.abc import Sequence

from tests.fakes import FakeEngine
from translate.alternatives import alternatives
from translate.engine.base import Beginning, Completion, Request
from translate.model import Draft, Lock, LockKind, Row, Segment

ZH = "英伟达星期一下跌了。"
NVIDIA = Lock(0, 3, "英伟达", "Nvidia", LockKind.TERM, forbidden=("NVIDIA Corp",))


def row(en: str, *locks: Lock, zh: str = ZH) -> Row:
    return Row(Segment("a", "p01", "p01.s01", zh, 0), locks, Draft(en, "engine", "fake/1"))


class Says(FakeEngine):
    """Offers the given texts; what it resumes ends as ``finish`` has it."""

    def __init__(self, *texts: str) -> None:
        super().__init__(finish=lambda prefix: f"{prefix} went down.")
        self.texts = texts

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        self.asked.append(request)
        return self.texts[:count]


class Deaf(Says):
    """Does not keep to a beginning."""

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        return tuple(Completion("It fell.", -1.0, 2) for _ in beginnings)


def test_the_engine_is_asked_with_locks_in_place_and_what_stands_there_is_not_offered() -> None:
    engine = Says("Nvidia fell on Monday.", "Nvidia dropped on Monday.", "Shares of Nvidia fell.")
    offered = alternatives(row("Nvidia fell on Monday.", NVIDIA), engine, 4)
    assert [each.en for each in offered] == ["Nvidia dropped on Monday.", "Shares of Nvidia fell."]
    assert all(each.sound for each in offered)
    assert engine.asked == [Request("Nvidia星期一下跌了。", ("Nvidia",))]


def test_a_lost_name_is_decoded_again_before_it_is_offered() -> None:
    (offered,) = alternatives(row("Nvidia fell.", NVIDIA), Says("The chip maker fell on Monday."), 3)
    assert offered.en == "Nvidia went down."
    assert offered.sound


def test_what_cannot_be_mended_comes_last_and_says_what_it_lacks() -> None:
    said = ("The chip maker fell on Monday.", "Nvidia sank on Monday.")
    offered = alternatives(row("Nvidia fell on Monday.", NVIDIA), Deaf(*said), 2)
    assert [(each.en, each.sound) for each in offered] == [(said[1], True), (said[0], False)]
    assert "Nvidia" in offered[1].findings[0].message


def test_another_weekday_is_told_and_comes_after_the_right_one() -> None:
    said = ("Nvidia fell on Sunday.", "Nvidia sank on Monday.")
    first, second = alternatives(row("Nvidia fell on Monday.", NVIDIA), Says(*said), 2)
    assert (first.en, first.findings) == (said[1], ())
    assert second.en == said[0]
    assert second.weight > first.weight


def test_forbidden_english_is_a_blocker() -> None:
    (offered,) = alternatives(row("Nvidia fell.", NVIDIA), Says("NVIDIA Corp and Nvidia fell on Monday."), 1)
    assert not offered.sound


def test_a_sentence_without_chinese_is_a_copy_and_has_no_other_english() -> None:
    engine = Says("Something else.")
    assert alternatives(row("(AP)", zh="(AP)"), engine, 4) == ()
    assert engine.asked == []
