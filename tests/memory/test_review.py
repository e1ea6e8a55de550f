"""Review in the memory: versions, conflicts, undo, signatures, and what else is like a sentence."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.samples import MONDAY, TUESDAY, WEDNESDAY, article, row, sentences
from translate.checks import check_rows
from translate.checks.again import check_again
from translate.errors import StoreError
from translate.memory import (
    Action,
    ArticleReview,
    Change,
    Conflict,
    Kept,
    Memory,
    SegmentReview,
    SignOff,
    State,
    Unsigned,
    schema,
)
from translate.model import Draft, Finding, Lock, LockKind, Row, Severity, TranslatedArticle

BLOCKER = Finding("term_missing", Severity.BLOCKER, "Nvidia is missing.", (0, 3))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db", live=True) as opened:
        opened.store(sentences("英伟达上涨。", "雪花下跌。"), {})
        yield opened


def ann(action: Action, en: str | None = None, **more: object) -> Change:
    """What Ann does to the first sentence."""
    return Change("a1", "p01.s01", action, "Ann", MONDAY, en, **more)  # type: ignore[arg-type]


def do(memory: Memory, change: Change) -> Kept | Conflict:
    """The outcome of one change."""
    (outcome,) = memory.change([change])
    return outcome


def first(memory: Memory) -> SegmentReview:
    """How far the first sentence is."""
    review = memory.review("a1")
    assert review is not None
    return review.segments["p01.s01"]


def english(memory: Memory) -> str:
    """The English of the first sentence."""
    loaded = memory.load("a1")
    assert loaded is not None
    return loaded.rows[0].draft.en


def test_an_article_that_nobody_touched(memory: Memory) -> None:
    assert memory.review("a1") == ArticleReview(
        {
            "p01.s01": SegmentReview(State.DRAFT, "[英伟达上涨。]", 0),
            "p02.s01": SegmentReview(State.DRAFT, "[雪花下跌。]", 0),
        }
    )
    assert memory.review("a9") is None


def test_the_version_grows_and_the_machines_draft_stays(memory: Memory) -> None:
    assert do(memory, ann(Action.EDIT, "Nvidia up.", version=0)) == Kept("a1", "p01.s01", 1, changed=True)
    assert do(memory, ann(Action.EDIT, "Nvidia rose.", version=1)) == Kept("a1", "p01.s01", 2, changed=True)
    assert first(memory) == SegmentReview(State.EDITED, "[英伟达上涨。]", 2)


def test_an_edit_of_an_old_version_is_a_conflict_that_shows_what_stands(memory: Memory) -> None:
    do(memory, Change("a1", "p01.s01", Action.EDIT, "Bob", TUESDAY, "Nvidia rose.", 0))
    assert do(memory, ann(Action.EDIT, "Nvidia up.", version=0)) == Conflict(
        "a1", "p01.s01", "英伟达上涨。", "Nvidia rose.", State.EDITED, 1, "Bob", TUESDAY
    )
    assert english(memory) == "Nvidia rose."
    assert do(memory, ann(Action.EDIT, "Nvidia up.", version=1)) == Kept("a1", "p01.s01", 2, changed=True)


def test_the_same_words_from_two_people_are_no_conflict(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia rose.", version=0))
    assert do(memory, ann(Action.EDIT, "Nvidia rose.", version=0)) == Kept("a1", "p01.s01", 1, changed=False)


def test_words_for_another_chinese_are_a_conflict(memory: Memory) -> None:
    outcome = do(memory, ann(Action.EDIT, "Nvidia fell.", version=0, zh="英伟达下跌。"))
    assert isinstance(outcome, Conflict)
    assert outcome.zh == "英伟达上涨。"


def test_one_conflict_keeps_no_other_change_from_being_kept(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia rose.", version=0))
    second = Change("a1", "p02.s01", Action.EDIT, "Ann", MONDAY, "Snowflake fell.", 0)
    outcomes = memory.change([ann(Action.EDIT, "Nvidia up.", version=0), second])
    assert [type(outcome) for outcome in outcomes] == [Conflict, Kept]


def test_one_unknown_segment_and_nothing_is_written(memory: Memory) -> None:
    unknown = Change("a1", "p09.s01", Action.EDIT, "Ann", MONDAY, "Text", 0)
    with pytest.raises(StoreError, match=r"has no segment p09\.s01"):
        memory.change([ann(Action.EDIT, "Nvidia rose."), unknown])
    assert english(memory) == "[英伟达上涨。]"


# Approval


def test_approval_of_what_was_seen(memory: Memory) -> None:
    do(memory, ann(Action.APPROVE, "[英伟达上涨。]", version=0))
    assert first(memory) == SegmentReview(State.APPROVED, "[英伟达上涨。]", 1)
    assert do(memory, ann(Action.APPROVE, "[英伟达上涨。]", version=0)) == Kept("a1", "p01.s01", 1, False)


def test_approval_of_words_that_somebody_else_changed_is_a_conflict(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia fell.", version=0))
    assert isinstance(do(memory, ann(Action.APPROVE, "[英伟达上涨。]", version=0)), Conflict)
    assert memory.approved(["英伟达上涨。"]) == {}


def test_approval_of_words_just_typed_keeps_both_steps(memory: Memory) -> None:
    do(memory, ann(Action.APPROVE, "Nvidia rose.", version=0))
    assert [step.action for step in memory.history("a1", "p01.s01")] == [Action.EDIT, Action.APPROVE]
    assert memory.approved(["英伟达上涨。"])["英伟达上涨。"].en == "Nvidia rose."


def test_an_import_may_sign_its_words_at_once(memory: Memory) -> None:
    do(memory, ann(Action.IMPORT, "Nvidia rose.", version=0, approve=True))
    assert [step.action for step in memory.history("a1", "p01.s01")] == [Action.IMPORT, Action.APPROVE]
    assert first(memory).state is State.APPROVED


@pytest.mark.parametrize(("en", "before"), [(None, State.DRAFT), ("Nvidia rose.", State.EDITED)])
def test_an_approval_taken_back_leaves_the_state_of_before(
    memory: Memory, en: str | None, before: State
) -> None:
    do(memory, ann(Action.APPROVE, en))
    version = first(memory).version
    assert isinstance(do(memory, ann(Action.UNAPPROVE, version=0)), Conflict)
    do(memory, ann(Action.UNAPPROVE, version=version))
    assert first(memory).state is before
    assert memory.approved(["英伟达上涨。"]) == {}


# Undo and restore


def test_undo_goes_back_step_by_step_to_the_machines_draft(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia up."))
    do(memory, ann(Action.EDIT, "Nvidia rose."))
    do(memory, ann(Action.APPROVE))
    seen = []
    for _ in range(4):
        do(memory, ann(Action.UNDO))
        seen.append((english(memory), first(memory).state.value))
    assert seen == [
        ("Nvidia rose.", "edited"),
        ("Nvidia up.", "edited"),
        ("[英伟达上涨。]", "draft"),
        ("[英伟达上涨。]", "draft"),
    ]
    loaded = memory.load("a1")
    assert loaded is not None
    assert loaded.rows[0].draft == Draft("[英伟达上涨。]", "engine", "fake 1")  # the machine's again
    assert len(memory.history("a1", "p01.s01")) == 6  # and no step is lost


def test_an_undone_unapproval_stands_in_memory_again(memory: Memory) -> None:
    for action in (Action.APPROVE, Action.UNAPPROVE, Action.UNDO):
        do(memory, ann(action))
    assert first(memory).state is State.APPROVED
    assert memory.approved(["英伟达上涨。"])["英伟达上涨。"].en == "[英伟达上涨。]"


def test_undo_of_a_step_that_is_not_the_newest_any_more_is_a_conflict(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia up."))
    do(memory, ann(Action.EDIT, "Nvidia rose."))
    assert isinstance(do(memory, ann(Action.UNDO, version=1)), Conflict)
    assert english(memory) == "Nvidia rose."


def test_an_older_step_is_restored_as_a_new_edit(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia up."))
    do(memory, ann(Action.EDIT, "Nvidia rose."))
    assert do(memory, ann(Action.RESTORE, version=2, step=1)) == Kept("a1", "p01.s01", 3, changed=True)
    assert english(memory) == "Nvidia up."
    with pytest.raises(StoreError, match=r"has no step 99 of segment p01\.s01"):
        do(memory, ann(Action.RESTORE, version=3, step=99))


ACTIONS = st.lists(
    st.tuples(st.sampled_from([Action.EDIT, Action.APPROVE, Action.UNAPPROVE, Action.UNDO]), st.booleans()),
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(actions=ACTIONS)
def test_undone_often_enough_everything_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[Action, bool]]
) -> None:
    with Memory.open(tmp_path_factory.mktemp("undo") / "memory.db") as memory:
        memory.store(sentences("英伟达上涨。"), {})
        before = memory.load("a1")
        for number, (action, text) in enumerate(actions):
            do(memory, ann(action, f"Text {number}" if text or action is Action.EDIT else None))
        for _ in range(2 * len(actions)):
            do(memory, ann(Action.UNDO))
        assert memory.load("a1") == before
        assert first(memory).state is State.DRAFT
        assert memory.approved(["英伟达上涨。"]) == {}


# The checks again


def locked(*ens: str, zh: str = "英伟达上涨了很多很多。") -> TranslatedArticle:
    """Article a1: the same Chinese as often as there is English, with a lock on it, checked."""
    lock = Lock(0, 3, "英伟达", "Nvidia", LockKind.TERM)
    plain = [row(f"p{n:02}.s01", zh, en) for n, en in enumerate(ens, 1)]
    rows = check_rows([Row(each.segment, (lock,), each.draft) for each in plain])
    return article(*rows)


def found(memory: Memory) -> list[list[str]]:
    """The names of the checks that found something, by segment."""
    loaded = memory.load("a1")
    assert loaded is not None
    return [[finding.check for finding in each.findings] for each in loaded.rows]


def test_findings_are_those_of_the_new_english(memory: Memory) -> None:
    memory.store(locked("The chip maker has risen a lot."), {})
    assert "term_missing" in found(memory)[0]
    memory.change([ann(Action.EDIT, "Nvidia has risen a lot.")], check_again)
    assert found(memory) == [[]]
    loaded = memory.load("a1")
    assert loaded is not None
    assert [(span.start, span.end) for span in loaded.rows[0].held] == [(0, 6)]


def test_a_finding_about_two_sentences_goes_and_comes_with_either(memory: Memory) -> None:
    memory.store(locked("Nvidia has risen a lot.", "Nvidia has risen very much."), {})
    assert found(memory) == [[], ["translated_two_ways"]]
    memory.change([ann(Action.EDIT, "Nvidia has risen very much.")], check_again)
    assert found(memory) == [[], []]
    memory.change([ann(Action.UNDO)], check_again)
    assert found(memory) == [[], ["translated_two_ways"]]


TEXTS = st.sampled_from(["Nvidia has risen a lot.", "Nvidia rose.", "It rose.", "", "英伟达", "(Nvidia"])


@given(before=st.lists(TEXTS, min_size=1, max_size=4), en=TEXTS, at=st.integers(0, 3))
def test_checked_again_is_as_if_all_were_checked_anew(before: list[str], en: str, at: int) -> None:
    at = min(at, len(before) - 1)
    rows = list(locked(*before).rows)
    rows[at] = Row(rows[at].segment, rows[at].locks, Draft(en, "human"), (), rows[at].findings)
    again = {each.segment.id: each for each in check_again(rows, {rows[at].segment.id})}
    expected = check_rows(rows)
    assert [again.get(each.segment.id, each).findings for each in rows] == [r.findings for r in expected]


# Signatures


def test_a_signature_approves_what_has_no_blocker(memory: Memory) -> None:
    signed = memory.sign_off("a1", "Eve", MONDAY)
    assert signed == SignOff("Eve", MONDAY)
    review = memory.review("a1")
    assert review is not None
    assert [each.state for each in review.segments.values()] == [State.APPROVED] * 2
    assert review.signed == signed
    assert memory.sign_off("a1", "Bob", TUESDAY) == signed  # it stands already


def test_blockers_take_a_reason_which_is_kept(memory: Memory) -> None:
    memory.store(article(row("p01.s01", "甲", "A", findings=(BLOCKER,)), row("p02.s01", "乙", "B")), {})
    assert memory.sign_off("a1", "Eve", MONDAY) == Unsigned(("p01.s01",), 0)
    assert memory.sign_off("a1", "Eve", MONDAY, reason=" ") == Unsigned(("p01.s01",), 0)
    memory.sign_off("a1", "Eve", MONDAY, reason="The name is left out on purpose.")
    review = memory.review("a1")
    assert review is not None
    assert review.signed == SignOff("Eve", MONDAY, "The name is left out on purpose.", blockers=1)
    assert [each.state for each in review.segments.values()] == [State.DRAFT, State.APPROVED]


def test_blockers_that_come_after_a_signature_are_signed_anew(memory: Memory) -> None:
    def with_blockers(count: int) -> None:
        memory.store(article(row("p01.s01", "甲", "A", findings=(BLOCKER,) * count)), {})

    with_blockers(1)
    first = memory.sign_off("a1", "Eve", MONDAY, reason="The name is left out on purpose.")
    with_blockers(2)
    assert memory.sign_off("a1", "Bob", TUESDAY) == Unsigned(("p01.s01",), 0)
    second = memory.sign_off("a1", "Bob", TUESDAY, reason="And the figure.")
    assert second == SignOff("Bob", TUESDAY, "And the figure.", blockers=2)
    with_blockers(1)
    assert memory.sign_off("a1", "Ann", WEDNESDAY, reason="None is left.") == second != first


def test_an_article_that_changed_since_it_was_read_is_not_signed(memory: Memory) -> None:
    do(memory, ann(Action.EDIT, "Nvidia rose."))
    assert memory.sign_off("a1", "Eve", TUESDAY, version=0) == Unsigned((), 1, changed=True)
    assert memory.sign_off("a1", "Eve", TUESDAY, version=1) == SignOff("Eve", TUESDAY)


@pytest.mark.parametrize("action", [Action.EDIT, Action.UNAPPROVE])
def test_a_later_change_withdraws_the_signature_and_says_whose_it_was(memory: Memory, action: Action) -> None:
    memory.sign_off("a1", "Eve", MONDAY)
    memory.change([Change("a1", "p01.s01", action, "Bob", TUESDAY, "Nvidia rose.")])
    review = memory.review("a1")
    assert review is not None
    assert (review.signed, review.withdrawn) == (None, SignOff("Eve", MONDAY, "", TUESDAY, "Bob"))
    assert memory.sign_off("a1", "Eve", WEDNESDAY) == SignOff("Eve", WEDNESDAY)


def test_a_new_version_of_the_article_withdraws_the_signature(memory: Memory) -> None:
    memory.sign_off("a1", "Eve", MONDAY)
    memory.store(sentences("英伟达上涨。", "雪花下跌。"), {})
    assert [line.signed for line in memory.articles()] == [SignOff("Eve", MONDAY)]  # the same again
    memory.store(sentences("英伟达上涨。", "雪花大跌。"), {})
    (line,) = memory.articles()
    assert line.signed is None
    assert line.withdrawn is not None
    assert line.withdrawn.ended_by == "duizhao translate"
    assert memory.summary("a1") == line


def test_an_article_that_is_not_there_is_not_signed(memory: Memory) -> None:
    with pytest.raises(StoreError, match="has no article a9"):
        memory.sign_off("a9", "Eve", MONDAY)
    assert memory.summary("a9") is None


# What is like a sentence


def test_near_repeats_are_approved_sentences_the_likest_first(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨三成。", "英伟达周一上涨。", "天气很好。", id_="a2"), {})
    for segment in ("p01.s01", "p02.s01", "p03.s01"):
        memory.change([Change("a2", segment, Action.APPROVE, "Ann", MONDAY)])
    found = memory.near("英伟达上涨两成。")
    assert [(near.zh, near.ratio) for near in found] == [("英伟达上涨三成。", 0.875)]
    assert memory.near("英伟达上涨三成。") == memory.near("英伟达上涨三成。", least=0.71)  # not itself
    assert [near.zh for near in memory.near("英伟达周日上涨。", most=1)] == ["英伟达周一上涨。"]


@given(a=st.text("甲乙丙丁", min_size=1, max_size=12), b=st.text("甲乙丙丁", min_size=1, max_size=12))
@settings(deadline=None, max_examples=40)
def test_no_near_repeat_is_missed_for_its_length(
    tmp_path_factory: pytest.TempPathFactory, a: str, b: str
) -> None:
    from rapidfuzz.distance import Levenshtein

    with Memory.open(tmp_path_factory.mktemp("near") / "memory.db") as memory:
        memory.store(sentences(b), {})
        memory.change([ann(Action.APPROVE)])
        like = a != b and Levenshtein.normalized_similarity(a, b) >= 0.7
        assert bool(memory.near(a)) is like


# A memory that serves people


def test_any_thread_may_use_a_live_memory_and_a_power_cut_costs_nothing(memory: Memory) -> None:
    thread = threading.Thread(target=do, args=(memory, ann(Action.EDIT, "Nvidia rose.")))
    thread.start()
    thread.join()
    assert english(memory) == "Nvidia rose."
    assert schema.number(memory._db, "synchronous") == 2  # FULL


# A memory of before


def test_history_of_a_memory_made_before_review_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Memory.open(path) as memory:
        memory.store(sentences("英伟达上涨。"), {})
        memory.change([ann(Action.EDIT, "Nvidia rose.")])
    with closing(sqlite3.connect(path, isolation_level=None)) as db:  # back to the schema before
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        for table in (
            "signatures",
            "copies",
            "marks",
            "revisions",
            "pages",
            "runs",
            "faults",
            "speeds",
            "pairs",
        ):
            db.execute(f"DROP TABLE {table}")
        for table in ("near_sentences", "near_blocks", "near_grams"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DROP INDEX segments_skeleton")
        db.execute("ALTER TABLE segments DROP COLUMN skeleton")
        db.execute("ALTER TABLE edits DROP COLUMN was")
        db.execute("ALTER TABLE edits DROP COLUMN undoes")
        db.execute(f"PRAGMA user_version = {schema.MIGRATIONS.index(schema._REVIEW)}")
    with Memory.open(path) as memory:
        assert schema.number(memory._db, "user_version") == len(schema.MIGRATIONS)
        assert do(memory, ann(Action.EDIT, "Nvidia up.", version=1)) == Kept("a1", "p01.s01", 2, changed=True)
        do(memory, ann(Action.UNDO))
        do(memory, ann(Action.UNDO))
        assert (english(memory), first(memory).state) == ("[英伟达上涨。]", State.DRAFT)
