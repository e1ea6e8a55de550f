"""Ids that stay over corrections: whatever versions of an article come, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_revise import CUTS, FALL, RAIN, RISE, VOTE
from translate.memory import Memory, State
from translate.model import Article, Block, BlockKind, Draft, Row, Signature, TranslatedArticle
from translate.segment import segment
from translate.settle import Settled, Stored, settle

MONDAY = datetime(2025, 1, 27, 9, 30, tzinfo=UTC)


def read(paragraphs: Sequence[str], id_: str = "a1") -> Article:
    blocks = [
        Block(f"p{n:02}", BlockKind.PARAGRAPH if n else BlockKind.TITLE, zh)
        for n, zh in enumerate(("标题", *paragraphs))
    ]
    return Article(id_, "a.md", tuple(blocks))


def settled(article: Article, stored: Stored) -> Settled:
    return settle(article, segment(article), stored)


def after(*versions: Sequence[str]) -> dict[str, str]:
    """By Chinese, the ids of the last of some versions; a removed sentence is remembered, as the memory does."""
    stored = Stored()
    for paragraphs in versions:
        found = settled(read(paragraphs), stored)
        there = {one.zh for one in found.segments}
        gone = dict(stored.gone) | {one.zh: one.id for one in stored.segments if one.zh not in there}
        stored = Stored(found.article.blocks, found.segments, gone, frozenset(gone.values()))
    return {one.zh: one.id for one in stored.segments if one.kind is not BlockKind.TITLE}


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param([(FALL, CUTS)], {FALL: "p01.s01", CUTS: "p02.s01"}, id="first seen"),
        pytest.param(
            [(FALL, CUTS), (RAIN, FALL, CUTS)],
            {RAIN: "p00a.s01", FALL: "p01.s01", CUTS: "p02.s01"},
            id="put in at the top",
        ),
        pytest.param(
            [(FALL, CUTS), (FALL, RAIN, VOTE, CUTS)],
            {FALL: "p01.s01", RAIN: "p01a.s01", VOTE: "p01b.s01", CUTS: "p02.s01"},
            id="put in between",
        ),
        pytest.param(
            [(FALL, CUTS), (FALL, CUTS, RAIN)],
            {FALL: "p01.s01", CUTS: "p02.s01", RAIN: "p03.s01"},
            id="put in at the end",
        ),
        pytest.param(
            [(FALL + CUTS,), (FALL + RAIN + CUTS + VOTE,)],
            {FALL: "p01.s01", RAIN: "p01.s01a", CUTS: "p01.s02", VOTE: "p01.s04"},
            id="sentences put in",
        ),
        pytest.param(
            [(FALL, CUTS), (RISE, CUTS)], {RISE: "p01.s01", CUTS: "p02.s01"}, id="a changed one keeps its id"
        ),
        pytest.param(
            [(FALL, CUTS, RAIN), (CUTS, RAIN), (VOTE, CUTS, RAIN)],
            {VOTE: "p00a.s01", CUTS: "p02.s01", RAIN: "p03.s01"},
            id="an id that is gone is given to no other",
        ),
        pytest.param(
            [(FALL, CUTS, RAIN), (CUTS, RAIN), (FALL, CUTS, RAIN)],
            {FALL: "p01.s01", CUTS: "p02.s01", RAIN: "p03.s01"},
            id="back again",
        ),
        pytest.param(
            [(FALL, CUTS, RAIN), (RAIN, FALL, CUTS)],
            {RAIN: "p03.s01", FALL: "p01.s01", CUTS: "p02.s01"},
            id="moved",
        ),
        pytest.param(
            [(FALL, CUTS), (RAIN, VOTE)], {RAIN: "p01.s01", VOTE: "p02.s01"}, id="another text is numbered anew"
        ),
    ],
)  # fmt: skip
def test_ids(versions: list[tuple[str, ...]], expected: dict[str, str]) -> None:
    assert after(*versions) == expected


def test_more_new_paragraphs_than_letters() -> None:
    new = [f"第{n}个新的段落，与别的都不一样{chr(0x4E00 + n * 37) * 9}。" for n in range(800)]
    ids = after((FALL, CUTS), (FALL, *new, CUTS))
    assert len(set(ids.values())) == 802
    assert ids[FALL] == "p01.s01"
    assert ids[CUTS] == "p02.s01"


# Any sequence of versions, through the memory itself

POOL = [FALL, RISE, CUTS, RAIN, VOTE, "好。", "公司宣布裁员五百人。", "专家说，情况正在好转。"]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=3).map("".join), max_size=5)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """One memory for all examples: making a file for each takes the time of ten."""
    with Memory.open(tmp_path_factory.mktemp("shared") / "memory.db") as opened:
        yield opened


def store(memory: Memory, paragraphs: Sequence[str], id_: str) -> TranslatedArticle:
    found = settle(read(paragraphs, id_), segment(read(paragraphs, id_)), memory.version(id_))
    rows = tuple(Row(one, (), Draft(f"[{one.zh}]", "engine", "fake 1")) for one in found.segments)
    result = TranslatedArticle(found.article, rows, Signature("fake 1", "g1", "s1"))
    memory.store(result, {})
    return result


def decisions(memory: Memory, id_: str) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for text in memory.human(id_).values():
        kept.setdefault(text.zh, []).append(text.en)
    return kept


NUMBER = iter(range(10**9))


@settings(deadline=None, max_examples=60)
@given(versions=st.lists(PARAGRAPHS, min_size=2, max_size=4), decided=st.sets(st.integers(0, 14), max_size=6))
def test_no_decision_on_a_sentence_that_stays_is_ever_lost(
    shared: Memory, versions: list[list[str]], decided: set[int]
) -> None:
    id_ = f"a{next(NUMBER)}"
    for version, paragraphs in enumerate(versions):
        before = decisions(shared, id_)
        result = store(shared, paragraphs, id_)
        ids = [row.segment.id for row in result.rows]
        assert len(ids) == len(set(ids))
        assert len({block.id for block in result.article.blocks}) == len(result.article.blocks)
        for block in result.article.blocks:  # the join law, with whatever ids
            assert "".join(row.segment.zh for row in result.rows if row.segment.block == block.id) == block.zh
        assert all(row.segment.id.startswith(f"{row.segment.block}.s") for row in result.rows)
        now = decisions(shared, id_)
        for zh, ens in before.items():
            places = sum(row.segment.zh == zh for row in result.rows)
            assert len(now.get(zh, [])) >= min(len(ens), places)
        for zh, ens in now.items():
            assert all(en.partition("/")[2] == zh for en in ens)
        for place in decided & set(range(len(ids))):
            shared.edit(id_, ids[place], f"{version}/{result.rows[place].segment.zh}", "Ann", MONDAY)


@settings(deadline=None, max_examples=40)
@given(versions=st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_a_version_that_is_read_again_changes_nothing(shared: Memory, versions: list[list[str]]) -> None:
    id_ = f"a{next(NUMBER)}"
    for paragraphs in versions:
        first = store(shared, paragraphs, id_)
        written = shared._db.total_changes
        assert store(shared, paragraphs, id_) == first
        assert shared._db.total_changes == written


@settings(deadline=None, max_examples=40)
@given(versions=st.lists(st.lists(st.sampled_from(POOL), unique=True, max_size=6), min_size=2, max_size=4))
def test_english_never_gets_under_another_sentence(shared: Memory, versions: list[list[str]]) -> None:
    id_ = f"a{next(NUMBER)}"
    for paragraphs in versions:
        for row in store(shared, paragraphs, id_).rows:
            shared.edit(id_, row.segment.id, f"human [{row.segment.zh}]", "Ann", MONDAY)
    for paragraphs in versions:  # every version again: each sentence has its own words back
        store(shared, paragraphs, id_)
        loaded = shared.load(id_)
        assert loaded
        assert [row.draft.en for row in loaded.rows] == [f"human [{row.segment.zh}]" for row in loaded.rows]


def test_a_renamed_article_is_the_article_that_was_read(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "memory.db") as memory:
        store(memory, (FALL, CUTS), "a1")
        result = store(memory, (RAIN, FALL, CUTS), "a1")
        plain = read((RAIN, FALL, CUTS))
        assert [replace(block, id="") for block in result.article.blocks] == [
            replace(block, id="") for block in plain.blocks
        ]
        loaded = memory.load("a1")
        assert loaded == result
        assert all(each.state is State.DRAFT for each in memory.segments("a1"))
