"""A termbase with entries put in and taken out is the one that a fresh reading would give; terms survive packing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.glossary.random_glossaries import TEXTS, terms
from translate.termbase import ArticleContext, Scope, Term, Termbase
from translate.termbase.packed import pack, unpack

CONTEXTS = (ArticleContext(), ArticleContext(text="Snowflake", sections=frozenset({"tech"})))
SNOWFLAKE = Term("雪花", "Snowflake")


def found(termbase: Termbase, zh: str, context: ArticleContext = CONTEXTS[0]) -> list[tuple[str, str]]:
    return [(zh[match.start : match.end], match.term.en) for match in termbase.match(zh, context)]


@settings(deadline=None)
@given(terms, terms, st.data())
def test_a_changed_termbase_is_the_one_read_anew(
    before: list[Term], new: list[Term], data: st.DataObject
) -> None:
    gone = data.draw(st.lists(st.sampled_from(before), unique=True)) if before else []
    text = "".join(data.draw(st.lists(st.sampled_from(TEXTS), max_size=9)))
    changed = Termbase.of(before).changed(new, gone)
    anew = Termbase.of(changed.entries)
    assert sorted(map(repr, changed.entries)) == sorted(
        map(repr, [*new, *(t for t in before if t not in gone)])
    )
    assert changed.terms == anew.terms
    assert changed.signature == anew.signature
    for context in CONTEXTS:
        assert changed.match(text, context) == anew.match(text, context)


@settings(deadline=None)
@given(terms, terms, terms)
def test_changes_follow_one_another(first: list[Term], second: list[Term], third: list[Term]) -> None:
    step = Termbase.of(first).changed(second).changed(third, remove=first)
    anew = Termbase.of(step.entries)
    for zh in TEXTS:
        assert step.match(zh, CONTEXTS[0]) == anew.match(zh, CONTEXTS[0])


def test_the_termbase_that_was_changed_stays_as_it_was() -> None:
    before = Termbase.of([SNOWFLAKE])
    assert found(before.changed([Term("雪花", "snow")], [SNOWFLAKE]), "雪花") == [("雪花", "snow")]
    assert found(before, "雪花") == [("雪花", "Snowflake")]


def test_an_entry_can_be_put_into_an_empty_termbase_and_the_last_one_taken_out() -> None:
    assert found(Termbase.of([]).changed([SNOWFLAKE]), "买雪花。") == [("雪花", "Snowflake")]
    assert found(Termbase.of([SNOWFLAKE]).changed(remove=[SNOWFLAKE]), "买雪花。") == []


def test_a_prohibition_put_in_is_attached_and_one_taken_out_leaves_nothing() -> None:
    ban = Term("雪花", "", forbidden=("Snow",))
    both = Termbase.of([SNOWFLAKE]).changed([ban])
    assert both.terms[0].forbidden == ("Snow",)
    assert both.changed(remove=[ban]).terms == (SNOWFLAKE,)


@settings(deadline=None)
@given(terms)
def test_packed_terms_come_back_with_all_that_is_enforced(listed: list[Term]) -> None:
    assert list(unpack(pack(listed))) == listed


def test_packing_leaves_out_notes_and_places() -> None:
    term = Term("雪花", "Snowflake", "tech", "A note.", scope=Scope.parse("mentions AI"), file="a.po", line=3)
    (back,) = unpack(pack([term]))
    assert (back.note, back.source) == ("", "")
    assert back.scope == term.scope


def test_other_bytes_are_no_glossary() -> None:
    with pytest.raises(ValueError, match="not a packed glossary"):
        unpack(b"nonsense")
