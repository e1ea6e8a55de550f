"""People's words: given, signed, remembered, and never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.memory.samples import MONDAY, TUESDAY, WEDNESDAY, article, row, sentences
from translate.errors import StoreError
from translate.memory import Action, Approved, Edit, HumanText, Memory, State
from translate.model import Draft, Finding, Lock, LockKind, Row, Severity, Span, TranslatedArticle

BLOCKER = Finding("term_missing", Severity.BLOCKER, "Nvidia is missing.", (0, 3), (0, 6))
NOTE = Finding("style", Severity.NOTE, "It is a bit long.", None, (2, 4))
LOCK = Lock(0, 3, "英伟达", "Nvidia", LockKind.TERM)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        yield opened


def english(memory: Memory, article_id: str = "a1") -> list[str]:
    """What stands in the article, in reading order."""
    loaded = memory.load(article_id)
    assert loaded is not None
    return [row.draft.en for row in loaded.rows]


def only_row(memory: Memory) -> Row:
    """The one row of article a1."""
    loaded = memory.load("a1")
    assert loaded is not None
    (found,) = loaded.rows
    return found


def test_an_edit_makes_the_words_a_persons(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。", "雪花下跌。"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    assert english(memory) == ["Nvidia rose.", "[雪花下跌。]"]
    assert memory.human("a1") == {
        "p01.s01": HumanText("p01.s01", "英伟达上涨。", "Nvidia rose.", State.EDITED)
    }
    loaded = memory.load("a1")
    assert loaded is not None
    assert loaded.rows[0].draft == Draft("Nvidia rose.", "human")


def test_an_approval_leaves_the_words_and_where_they_came_from(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    memory.approve("a1", "p01.s01", "Ann", MONDAY)
    assert only_row(memory).draft == Draft("[英伟达上涨。]", "engine", "fake 1")
    assert memory.human("a1")["p01.s01"].state is State.APPROVED


def test_history_tells_every_step_with_who_and_when(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    memory.approve("a1", "p01.s01", "Bob", TUESDAY.astimezone(timezone(timedelta(hours=8))))
    step = ("a1", "p01.s01", "英伟达上涨。")
    assert memory.history("a1", "p01.s01") == (
        Edit(1, *step, "Ann", MONDAY, "[英伟达上涨。]", "Nvidia rose.", Action.EDIT),
        Edit(2, *step, "Bob", TUESDAY, "Nvidia rose.", "Nvidia rose.", Action.APPROVE),
    )
    assert memory.history("a1", "p02.s01") == ()


def test_the_same_words_again_are_no_edit(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    memory.approve("a1", "p01.s01", "Ann", MONDAY)
    memory.edit("a1", "p01.s01", "[英伟达上涨。]", "Bob", TUESDAY)
    assert memory.human("a1")["p01.s01"].state is State.APPROVED
    assert len(memory.history("a1", "p01.s01")) == 1


@pytest.mark.parametrize(("article_id", "segment"), [("a1", "p09.s01"), ("a9", "p01.s01")])
def test_a_segment_that_is_not_there_is_one_clear_error(
    memory: Memory, article_id: str, segment: str
) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    expected = rf"memory\.db: has no segment {segment} in article {article_id}; the article may have changed"
    with pytest.raises(StoreError, match=expected):
        memory.edit(article_id, segment, "Text", "Ann", MONDAY)
    with pytest.raises(StoreError, match=expected):
        memory.approve(article_id, segment, "Ann", MONDAY)


def test_a_time_without_a_zone_is_refused_and_nothing_is_written(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    with pytest.raises(ValueError, match="has no time zone"):
        memory.edit("a1", "p01.s01", "Text", "Ann", datetime(2025, 1, 27))
    assert english(memory) == ["[英伟达上涨。]"]


# Approved sentences are found again


def test_an_approved_sentence_is_found_from_any_article(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。", "雪花下跌。"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    assert memory.approved(["英伟达上涨。"]) == {}  # edited is not signed
    memory.approve("a1", "p01.s01", "Bob", TUESDAY)
    found = memory.approved(["英伟达上涨。", "雪花下跌。", "英伟达上涨", "英伟达上涨。"])
    assert found == {
        "英伟达上涨。": Approved("英伟达上涨。", "Nvidia rose.", "a1", "p01.s01", "Bob", TUESDAY)
    }


def test_the_latest_approval_wins_however_they_were_entered(memory: Memory) -> None:
    for id_, at in [("a1", MONDAY), ("a2", WEDNESDAY), ("a3", TUESDAY)]:
        memory.store(sentences("（完）", id_=id_), {})
        memory.edit(id_, "p01.s01", f"(End of {id_})", "Ann", at)
        memory.approve(id_, "p01.s01", "Ann", at)
    assert memory.approved(["（完）"])["（完）"].en == "(End of a2)"


def test_the_latest_is_the_latest_in_whatever_time_zone_it_was_told(memory: Memory) -> None:
    evening_in_beijing = MONDAY.astimezone(timezone(timedelta(hours=8)))
    for id_, at in [("a1", MONDAY + timedelta(minutes=1)), ("a2", evening_in_beijing)]:
        memory.store(sentences("（完）", id_=id_), {})
        memory.approve(id_, "p01.s01", "Ann", at)
    assert memory.approved(["（完）"])["（完）"].article == "a1"


def test_of_approvals_in_one_second_the_later_wins(memory: Memory) -> None:
    for id_, at in [("a1", MONDAY + timedelta(microseconds=1)), ("a2", MONDAY)]:
        memory.store(sentences("（完）", id_=id_), {})
        memory.approve(id_, "p01.s01", "Ann", at)
    assert memory.approved(["（完）"])["（完）"].article == "a1"


def test_an_edit_withdraws_the_approval_and_an_older_one_stands_again(memory: Memory) -> None:
    for id_, at in [("a1", MONDAY), ("a2", TUESDAY)]:
        memory.store(sentences("（完）", id_=id_), {})
        memory.approve(id_, "p01.s01", "Ann", at)
    memory.edit("a2", "p01.s01", "(Ends)", "Bob", WEDNESDAY)
    assert memory.approved(["（完）"])["（完）"].article == "a1"
    assert memory.human("a2")["p01.s01"].state is State.EDITED


def test_an_empty_english_may_be_signed_but_is_not_reused(memory: Memory) -> None:
    memory.store(sentences("见上文。"), {})
    memory.edit("a1", "p01.s01", " ", "Ann", MONDAY)
    memory.approve("a1", "p01.s01", "Ann", MONDAY)
    assert memory.human("a1")["p01.s01"].state is State.APPROVED
    assert memory.approved(["见上文。"]) == {}


def test_an_approval_outlives_the_sentence_in_its_article(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    memory.approve("a1", "p01.s01", "Ann", MONDAY)
    memory.store(sentences("雪花下跌。"), {})
    assert memory.approved(["英伟达上涨。"])["英伟达上涨。"].en == "[英伟达上涨。]"


# Storing an article again


def test_a_new_run_never_overwrites_a_persons_words(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。", "雪花下跌。", "（完）"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    memory.approve("a1", "p02.s01", "Ann", MONDAY)
    other = article(
        row("p01.s01", "英伟达上涨。", "X"), row("p02.s01", "雪花下跌。", "Y"), row("p03.s01", "（完）", "Z")
    )
    memory.store(other, {})
    assert english(memory) == ["Nvidia rose.", "[雪花下跌。]", "Z"]
    assert [text.state for text in memory.human("a1").values()] == [State.EDITED, State.APPROVED]


def test_a_changed_sentence_starts_again_with_its_history_kept(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    memory.approve("a1", "p01.s01", "Ann", MONDAY)
    memory.store(sentences("英伟达下跌。"), {})
    assert english(memory) == ["[英伟达下跌。]"]
    assert memory.human("a1") == {}
    assert [step.zh for step in memory.history("a1", "p01.s01")] == ["英伟达上涨。", "英伟达上涨。"]


def test_a_sentence_that_left_keeps_its_history(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。", "雪花下跌。"), {})
    memory.edit("a1", "p02.s01", "Snowflake fell.", "Ann", MONDAY)
    memory.store(sentences("英伟达上涨。"), {})
    assert memory.human("a1") == {}
    assert [step.after for step in memory.history("a1", "p02.s01")] == ["Snowflake fell."]


def test_decisions_move_with_their_sentences_when_a_paragraph_is_put_in(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。", "雪花下跌。", "（完）"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    memory.approve("a1", "p02.s01", "Bob", TUESDAY)
    memory.store(sentences("更正。", "英伟达上涨。", "雪花下跌。", "（完）"), {})
    assert english(memory) == ["[更正。]", "Nvidia rose.", "[雪花下跌。]", "[（完）]"]
    assert [step.who for step in memory.history("a1", "p02.s01")] == ["Ann"]
    assert [step.who for step in memory.history("a1", "p03.s01")] == ["Bob"]
    assert memory.history("a1", "p01.s01") == ()
    assert memory.approved(["雪花下跌。"])["雪花下跌。"].segment == "p03.s01"


def test_an_approval_that_moved_is_withdrawn_where_it_is_now(memory: Memory) -> None:
    memory.store(sentences("雪花下跌。"), {})
    memory.approve("a1", "p01.s01", "Bob", TUESDAY)
    memory.store(sentences("更正。", "雪花下跌。"), {})
    memory.edit("a1", "p02.s01", "Snowflake fell.", "Ann", WEDNESDAY)
    assert memory.approved(["雪花下跌。"]) == {}


def test_an_approval_may_move_to_where_its_sentence_was_approved_before(memory: Memory) -> None:
    memory.store(sentences("完", "甲"), {})
    memory.approve("a1", "p02.s01", "Ann", MONDAY)
    memory.store(sentences("完", "乙"), {})
    memory.store(sentences("甲", "乙"), {})
    memory.edit("a1", "p01.s01", "A", "Ann", TUESDAY)
    memory.approve("a1", "p01.s01", "Ann", TUESDAY)
    memory.store(sentences("完", "甲"), {})
    assert memory.human("a1")["p02.s01"].state is State.APPROVED
    assert memory.approved(["甲"])["甲"].at == TUESDAY


SENTENCES = st.lists(st.sampled_from("甲乙丙"), max_size=5)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """One memory for all examples of a property, each in an article of its own."""
    with Memory.open(tmp_path_factory.mktemp("shared") / "memory.db") as opened:
        yield opened


@settings(deadline=None)
@given(before=SENTENCES, after=SENTENCES, decided=st.sets(st.integers(0, 4)))
@example(before=["甲", "甲", "甲", "乙"], after=["甲", "甲", "丙", "甲"], decided={0, 1, 2, 3})
def test_no_decision_is_lost_while_its_sentence_is_in_the_article(
    shared: Memory, before: list[str], after: list[str], decided: set[int]
) -> None:
    id_ = f"example-{shared.stats().articles}"
    places = sorted(place for place in decided if place < len(before))
    shared.store(sentences(*before, id_=id_), {})
    for place in places:
        shared.edit(id_, f"p{place + 1:02}.s01", f"{before[place]} by Ann at {place}", "Ann", MONDAY)
    shared.store(sentences(*after, id_=id_), {})
    kept = shared.human(id_).values()
    assert Counter(text.zh for text in kept) == Counter(before[place] for place in places) & Counter(after)
    assert all(text.en.startswith(f"{text.zh} by Ann") for text in kept)
    assert len({text.en for text in kept}) == len(kept)  # each decision in one place only
    for text in kept:
        steps = [step for step in shared.history(id_, text.segment) if step.zh == text.zh]
        assert [step.after for step in steps] == [text.en]


# Findings and held spans belong to one English text


def checked(en: str, *findings: Finding, held: tuple[Span, ...] = ()) -> TranslatedArticle:
    """Article a1 of one sentence, with a lock on it and what a check has found in its English."""
    plain = row("p01.s01", "英伟达上涨。", en)
    return article(Row(plain.segment, (LOCK,), plain.draft, held, findings))


def test_typing_loses_no_finding_until_a_check_has_seen_the_text(memory: Memory) -> None:
    memory.store(checked("It rose.", BLOCKER, NOTE, held=(Span(0, 0, 2),)), {})
    memory.edit("a1", "p01.s01", "Up.", "Ann", MONDAY)
    found = only_row(memory)
    assert [(finding.check, finding.zh, finding.en) for finding in found.findings] == [
        ("term_missing", (0, 3), None),
        ("style", None, None),
    ]
    assert found.held == ()
    assert [line.blockers for line in memory.articles()] == [1]


def test_an_edit_that_was_checked_brings_its_own_findings(memory: Memory) -> None:
    memory.store(checked("It rose.", BLOCKER), {})
    held = (Span(0, 0, 6),)
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY, findings=[NOTE], held=held)
    assert (only_row(memory).findings, only_row(memory).held) == ((NOTE,), held)
    assert [(line.blockers, line.notes) for line in memory.articles()] == [(0, 1)]


def test_a_new_run_that_checked_the_persons_words_brings_its_findings(memory: Memory) -> None:
    memory.store(checked("It rose.", BLOCKER), {})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    memory.store(checked("Nvidia rose.", NOTE, held=(Span(0, 0, 6),)), {})
    found = only_row(memory)
    assert (found.draft.origin, found.findings, found.held) == ("human", (NOTE,), (Span(0, 0, 6),))


def test_a_new_run_that_checked_other_words_does_not_speak_for_the_persons(memory: Memory) -> None:
    memory.store(checked("It rose."), {})
    memory.edit("a1", "p01.s01", "Nvidia up.", "Ann", MONDAY, findings=[NOTE], held=[Span(0, 0, 6)])
    memory.store(checked("The chip maker rose.", BLOCKER, held=()), {})
    found = only_row(memory)
    assert (found.draft.en, found.findings, found.held) == ("Nvidia up.", (NOTE,), (Span(0, 0, 6),))


def test_held_spans_go_when_the_locks_that_they_count_have_changed(memory: Memory) -> None:
    memory.store(checked("It rose."), {})
    memory.edit("a1", "p01.s01", "Nvidia up.", "Ann", MONDAY, findings=[NOTE], held=[Span(0, 0, 6)])
    memory.store(article(row("p01.s01", "英伟达上涨。", "X")), {})
    found = only_row(memory)
    assert (found.locks, found.held, found.findings) == ((), (), (NOTE,))


def test_the_key_of_the_machines_draft_stays_under_a_persons_words(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。"), {"p01.s01": "k1"})
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    for keys, expected in [({}, "k1"), ({"p01.s01": "k2"}, "k2")]:
        memory.store(sentences("英伟达上涨。"), keys)
        assert memory._db.execute("SELECT draft FROM segments").fetchall() == [(expected,)]


def test_all_approvals_that_stand_are_read_in_their_order(memory: Memory) -> None:
    many = [f"第{number}句。" for number in range(1, 1_203)]  # more than are read at a time
    memory.store(sentences(*many), {})
    for number in range(1, len(many) + 1):
        memory.approve("a1", f"p{number:02}.s01", "Ann", MONDAY)
    memory.edit("a1", "p02.s01", "Two.", "Ann", TUESDAY)  # an edit withdraws the approval
    assert [each.zh for each in memory.approvals()] == [many[0], *many[2:]]
    assert next(memory.approvals()) == Approved(many[0], f"[{many[0]}]", "a1", "p01.s01", "Ann", MONDAY)


def test_segments_that_hold_a_word_are_counted(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨。", "英伟达和英伟达。", "股市下跌。"), {})
    assert [memory.holding(zh) for zh in ("英伟达", "股市", "没有")] == [2, 1, 0]
