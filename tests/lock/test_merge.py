"""Three layers of locks become one."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lock.examples import locks_on
from translate.lock import merge
from translate.model import Lock, LockKind

NAME = LockKind.NAME


def test_the_longest_lock_wins_across_layers() -> None:
    zh = "三一重工的克里斯蒂安·克莱纳曼"
    terms = locks_on(zh, {"三一重工": "Sany", "克莱纳曼": "Kleinerman"})
    names = locks_on(zh, {"克里斯蒂安·克莱纳曼": "Christian Kleinerman"}, kind=NAME)
    numbers = locks_on(zh, {"三": "three"}, kind=LockKind.NUMBER)
    assert [lock.en for lock in merge(terms, names, numbers)] == ["Sany", "Christian Kleinerman"]


def test_of_equals_the_editors_term_wins() -> None:
    zh = "英伟达表示"
    term, name = locks_on(zh, {"英伟达": "Nvidia"}), locks_on(zh, {"英伟达": "NVIDIA Corp"}, kind=NAME)
    assert merge(term, name) == term
    assert merge(name, term) == name


def test_of_equal_length_the_leftmost_wins() -> None:
    zh = "美国会"
    assert [
        lock.en for lock in merge(locks_on(zh, {"国会": "Congress"}), locks_on(zh, {"美国": "U.S."}))
    ] == ["Congress"]
    terms = (*locks_on(zh, {"国会": "Congress"}), *locks_on(zh, {"美国": "U.S."}))
    assert [lock.en for lock in merge(terms)] == ["U.S."]


def test_a_term_takes_the_gloss_that_the_name_swallowed() -> None:
    zh = "芯片商英伟达(NVIDIA Corp)表示"
    merged = merge(
        locks_on(zh, {"英伟达": "Nvidia"}), locks_on(zh, {"英伟达(NVIDIA Corp)": "NVIDIA Corp"}, kind=NAME)
    )
    assert [(lock.zh, lock.en, lock.kind) for lock in merged] == [
        ("英伟达(NVIDIA Corp)", "Nvidia", LockKind.TERM)
    ]
    assert zh[merged[0].start : merged[0].end] == merged[0].zh


def test_a_longer_name_keeps_its_gloss_from_an_inner_term() -> None:
    zh = "上海交通大学(SJTU)"
    merged = merge(
        locks_on(zh, {"上海": "Shanghai"}), locks_on(zh, {"上海交通大学(SJTU)": "SJTU"}, kind=NAME)
    )
    assert [lock.en for lock in merged] == ["SJTU"]


@st.composite
def layers(draw: st.DrawFn) -> list[list[Lock]]:
    spans = st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(list(LockKind)))
    return [
        [Lock(start, start + size, "字" * size, f"E{start}-{size}", kind) for start, size, kind in rows]
        for rows in draw(st.lists(st.lists(spans, max_size=6), max_size=3))
    ]


@settings(deadline=None)
@given(layers())
def test_merged_locks_are_in_order_and_never_overlap(given_layers: list[list[Lock]]) -> None:
    merged = merge(*given_layers)
    assert all(one.end <= other.start for one, other in itertools.pairwise(merged))
    everything = [lock for layer in given_layers for lock in layer]
    assert set(merged) <= set(everything)
    covered = {place for lock in merged for place in range(lock.start, lock.end)}
    assert all(covered & set(range(lock.start, lock.end)) for lock in everything)
