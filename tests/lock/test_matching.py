"""Which English words hold which lock."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lock.examples import lock
from translate.lock.matching import find_held, forbidden_used, missing
from translate.model import Lock, LockKind, Span
from translate.quantity.model import Kind, Quantity


def holding(en: str, *forms: str, exact: bool = False) -> list[str]:
    """What holds a lock of these forms in the English text: at most one stretch."""
    held = find_held([lock(forms[0], accept=forms[1:], exact=exact)], en)
    return [en[span.start : span.end] for span in held]


@pytest.mark.parametrize(
    ("form", "en", "held"),
    [
        ("Nvidia", "shares of Nvidia fell", "Nvidia"),
        ("Nvidia", "Nvidia's shares", "Nvidia"),
        ("Nvidia", "Nvidia’s shares", "Nvidia"),
        ("Nvidia", "an Nvidia-backed firm, non-Chinese", "Nvidia"),
        ("AI", "three AIs", "AIs"),
        ("agency", "the agencies said", "agencies"),
        ("spokesman", "two spokesmen", "spokesmen"),
        ("bus", "two buses", "buses"),
        ("sanctions", "a sanction", "sanction"),
        ("export control", "new export controls", "export controls"),
        ("export control", "Export controls were", "Export controls"),
        ("artificial intelligence", "Artificial Intelligence Rules Proposed", "Artificial Intelligence"),
        ("Secretary of State", "former Secretaries of State", "Secretaries of State"),
        ("the Pentagon", "Pentagon officials", "Pentagon"),
        ("The New York Times", "the New York Times said", "New York Times"),
        ("Department of the Treasury", "the Department of Treasury", "Department of Treasury"),
        ("Department of Treasury", "the Department of the Treasury", "Department of the Treasury"),
        ("start-up", "a startup", "startup"),
        ("start-up", "a start up", "start up"),
        ("start-up", "two start‑ups", "start‑ups"),
        ("large language model", "large-language models", "large-language models"),
        ("Xi'an", "in Xi’an today", "Xi’an"),
        ("People's Daily", "the People’s Daily", "People’s Daily"),
        ('"Belt and Road"', "the “Belt and Road” plan", "“Belt and Road”"),
        ("U.S.", "the U.S. said", "U.S."),
        ("U.S.", "It left the U.S.", "U.S."),
        ("São Paulo", "in São\u00a0Paulo", "São\u00a0Paulo"),
        ("GPT-4", "uses GPT-4, not 4.5", "GPT-4"),
        ("$2.34 billion", "about $2.34 billion.", "$2.34 billion"),
        ("iPhone", "IPhone sales", "IPhone"),
        ("C++", "in C++ code", "C++"),
    ],
)
def test_english_that_holds_a_lock(form: str, en: str, held: str) -> None:
    assert holding(en, form) == [held]


@pytest.mark.parametrize(
    ("form", "en"),
    [
        ("Nvidia", "an Nvidiaesque firm"),
        ("AI", "the AIDS crisis and OpenAI"),
        ("AI", "the ai said"),
        ("Apple", "an apple a day"),
        ("Snowflake", "snowflakes fell"),
        ("Snowflake", "SNOWFLAKE"),
        ("R1", "the R10 and R1b"),
        ("GPT-4", "uses GPT-4.5 and GPT-4o"),
        ("5%", "about 15%"),
        ("Deputy Prime Minister", "the deputy prime minister"),
        ("United States", "a United State"),
        ("Müller", "Müllerin"),
        ("agency", "agents"),
        ("Nvidia", ""),
    ],
)
def test_english_that_does_not(form: str, en: str) -> None:
    assert holding(en, form) == []


@pytest.mark.parametrize(
    ("en", "held"),
    [("a Blue Chip firm", []), ("blue chips", []), ("blue chip’s", ["blue chip"]), ("bluechip", [])],
)
def test_an_exact_lock_takes_no_inflection_and_no_capital(en: str, held: list[str]) -> None:
    assert holding(en, "blue chip", exact=True) == held


def test_accepted_forms_hold_a_lock_too_but_its_own_comes_first() -> None:
    assert holding("America said", "United States", "America", "U.S.") == ["America"]
    assert holding("America, that is the U.S. or the United States", "United States", "U.S.") == [
        "United States"
    ]


def test_an_inner_name_does_not_hold_the_outer_ones_lock() -> None:
    locks = [lock("Shanghai"), lock("Shanghai Jiao Tong University")]
    assert missing(locks, find_held(locks, "Shanghai Jiao Tong University said")) == (0,)
    twice = "Shanghai Jiao Tong University and Shanghai Jiao Tong University"
    assert missing(locks, find_held(locks, twice)) == (0,)
    en = "Shanghai Jiao Tong University in Shanghai"
    assert [en[span.start :] for span in find_held(locks, en)] == ["Shanghai", en]


def test_one_mention_is_enough_for_a_repeated_name() -> None:
    locks = [lock("DeepSeek"), lock("DeepSeek"), lock("DeepSeek")]
    assert find_held(locks, "DeepSeek said it") == (Span(0, 0, 8), Span(1, 0, 8), Span(2, 0, 8))
    assert find_held(locks, "DeepSeek, DeepSeek") == (Span(0, 0, 8), Span(1, 10, 18), Span(2, 10, 18))


def test_one_occurrence_does_not_hold_two_different_locks() -> None:
    locks = [lock("Congress"), lock("U.S. Congress", accept=("Congress",))]
    assert missing(locks, find_held(locks, "Congress met")) == (1,)
    assert missing(locks, find_held(locks, "Congress told Congress")) == ()
    assert missing(locks, find_held(locks, "The U.S. Congress told Congress")) == ()


def test_a_lock_without_english_demands_nothing() -> None:
    locks = [lock("", forbidden=("Wuhan virus",))]
    assert find_held(locks, "the Wuhan virus") == ()
    assert missing(locks, ()) == ()
    assert forbidden_used(locks, "the Wuhan virus") == (Span(0, 4, 15),)


def amount(en: str, value: int) -> Lock:
    quantity = Quantity(Kind.MONEY, Fraction(value), Fraction(value), "USD")
    return Lock(0, 1, "字", en, LockKind.NUMBER, quantity=quantity)


@pytest.mark.parametrize(
    ("en", "held"),
    [
        ("It cost $6 million.", ["$6 million"]),
        ("six million dollars", ["six million dollars"]),
        ("$6,000,000 a year", ["$6,000,000"]),
        ("$60 million", []),
        ("6 million people", []),
    ],
)
def test_a_sum_is_held_by_its_value_in_any_words(en: str, held: list[str]) -> None:
    spans = find_held([amount("$6 million", 6_000_000)], en)
    assert [en[span.start : span.end] for span in spans] == held


def test_the_words_asked_for_hold_a_sum_even_where_no_value_can_be_read() -> None:
    assert len(find_held([amount("six large ones", 6_000_000)], "It cost six large ones.")) == 1


def test_sums_are_held_one_by_one_but_a_repeated_one_may_be_said_once() -> None:
    locks = [
        amount("$6 million", 6_000_000),
        amount("$2 million", 2_000_000),
        amount("$6 million", 6_000_000),
    ]
    assert missing(locks, find_held(locks, "$6 million and $2 million")) == ()
    assert missing(locks, find_held(locks, "$6 million and $6 million")) == (1,)


def test_a_sum_inside_a_name_belongs_to_the_name() -> None:
    locks = [lock("$6 Million Club"), amount("$6 million", 6_000_000)]
    assert missing(locks, find_held(locks, "the $6 Million Club")) == (1,)


@pytest.mark.parametrize(
    ("en", "used"),
    [
        ("in Kiev today", ["Kiev"]),
        ("in Kyiv today", []),
        ("the Kiev’s", ["Kiev"]),
        ("chicken Kievan", []),
        ("a Chicken Kiev", []),
        ("a Chicken Kiev in Kiev", ["Kiev"]),
    ],
)
def test_forbidden_english(en: str, used: list[str]) -> None:
    locks = [lock("Kyiv", accept=("Chicken Kiev",), forbidden=("Kiev",))]
    assert [en[span.start : span.end] for span in forbidden_used(locks, en)] == used


FORMS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1)
WORDS = st.from_regex(r"[A-Za-z][A-Za-z0-9.'&-]{0,8}( [A-Za-z][A-Za-z'-]{0,8}){0,3}", fullmatch=True)


@settings(deadline=None)
@given(FORMS | WORDS, st.booleans())
def test_a_form_in_a_sentence_always_holds(form: str, exact: bool) -> None:
    locks = [lock(form, exact=exact)]
    assert missing(locks, find_held(locks, f"X said {form} today")) == ()


@settings(deadline=None)
@given(st.lists(FORMS | WORDS, max_size=5), st.text())
def test_any_text_is_judged_and_spans_lie_in_it(forms: list[str], en: str) -> None:
    locks = [lock(form, forbidden=tuple(forms)) for form in forms]
    spans = find_held(locks, en)
    assert all(0 <= span.start < span.end <= len(en) for span in (*spans, *forbidden_used(locks, en)))
    assert {span.lock for span in spans} | set(missing(locks, spans)) == set(range(len(locks)))


def test_equal_words_of_other_locks_are_asked_anew() -> None:
    """The answer is remembered for these very locks; others, made later, are others."""
    for en in ("Nvidia", "Intel") * 50:
        assert find_held([lock(en)], "shares of Nvidia fell") == (
            (Span(0, 10, 16),) if en == "Nvidia" else ()
        )
