"""Locks from the termbase, with the glosses that they swallow."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lock.examples import ANYWHERE, segment, termbase
from translate.lock.terms import prohibitions, term_locks
from translate.model import LockKind
from translate.termbase import Term, Termbase

TERMS = Termbase.of(
    [
        Term("深度求索", "DeepSeek", file="companies.po", line=12),
        Term("人工智能", "artificial intelligence", accept=("AI", "machine intelligence")),
        Term("纽约时报", "The New York Times"),
        Term("碧昂丝", "Beyoncé", accept=("Beyoncé Knowles-Carter",)),
        Term("英伟达", "Nvidia", forbidden=("Yingweida",), exact=True),
        Term("世卫组织", "WHO", accept=("World Health Organization",)),
    ]
)


@pytest.mark.parametrize(
    ("zh", "locked"),
    [
        ("公司深度求索(DeepSeek)说", "深度求索(DeepSeek)"),
        ("公司深度求索（DeepSeek）说", "深度求索（DeepSeek）"),
        ("公司深度求索 (deep seek) 说", "深度求索 (deep seek)"),
        ("英伟达(NVIDIA)说", "英伟达(NVIDIA)"),
        ("英伟达(Nvidia Corp)说", "英伟达"),
        ("歌手碧昂丝(Beyonce Knowles-Carter)", "碧昂丝(Beyonce Knowles-Carter)"),
        ("人工智能(AI)公司", "人工智能"),
        ("人工智能(artificial intelligence)公司", "人工智能(artificial intelligence)"),
        ("人工智能(machine intelligence)公司", "人工智能(machine intelligence)"),
        ("世卫组织(WHO)说", "世卫组织(WHO)"),
        ("世卫组织(World Health Organization)说", "世卫组织(World Health Organization)"),
        ("深度求索(中国公司)说", "深度求索"),
        ("深度求索(DeepSeek公司)说", "深度求索"),
        ("深度求索(2023)说", "深度求索"),
        ("深度求索，(DeepSeek)说", "深度求索"),
        ("《纽约时报》(The New York Times)说", "《纽约时报》(The New York Times)"),
        ("《纽约时报》(New York Times)说", "《纽约时报》(New York Times)"),
        ("《纽约时报》说", "纽约时报"),
        ("“深度求索”(DeepSeek)说", "深度求索"),
    ],
)
def test_a_gloss_that_repeats_the_english_belongs_to_the_lock(zh: str, locked: str) -> None:
    (lock,) = term_locks(segment(zh), TERMS, ANYWHERE)
    assert lock.zh == locked
    assert zh[lock.start : lock.end] == locked


def test_a_lock_says_all_that_its_term_says() -> None:
    first, second = term_locks(segment("深度求索和英伟达"), TERMS, ANYWHERE)
    assert (first.kind, first.source, first.en) == (LockKind.TERM, "companies.po:12", "DeepSeek")
    assert (second.exact, second.forbidden) == (True, ("Yingweida",))


def test_a_prohibition_alone_demands_nothing() -> None:
    base = Termbase.of([Term("武汉肺炎", "", forbidden=("Wuhan virus",))])
    assert term_locks(segment("武汉肺炎疫情"), base, ANYWHERE) == ()
    (ban,) = prohibitions(segment("武汉肺炎疫情"), base, ANYWHERE)
    assert (ban.zh, ban.en, ban.forbidden) == ("武汉肺炎", "", ("Wuhan virus",))


ANY_TERMS = termbase(
    上海="Shanghai", 上海交通大学="Shanghai Jiao Tong University", 国会="Congress", AI="AI", 马="horse"
)
PIECES = st.sampled_from(
    ["上海", "交通大学", "国会", "AI", "马", "(", "Shanghai", ")", "（", "）", "《", "》", "𠮷", " "]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_locks_of_any_text_are_its_own_spans_and_never_overlap(zh: str) -> None:
    locks = term_locks(segment(zh), ANY_TERMS, ANYWHERE)
    assert all(zh[lock.start : lock.end] == lock.zh for lock in locks)
    assert all(one.end <= other.start for one, other in itertools.pairwise(locks))
