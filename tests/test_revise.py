"""Alignment of a corrected article with the version before: what became of each sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.model import Article, Block, BlockKind, Segment
from translate.revise import align
from translate.segment import segment


def read(*paragraphs: str) -> tuple[Segment, ...]:
    """The sentences of an article whose first paragraph is its title."""
    kinds = [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * len(paragraphs)]
    blocks = [
        Block(f"p{n:02}", kind, zh)
        for n, (kind, zh) in enumerate(zip(kinds, ("标题", *paragraphs), strict=True))
    ]
    return segment(Article("a", "a.md", tuple(blocks)))


def told(old: tuple[Segment, ...], new: tuple[Segment, ...]) -> list[str]:
    """``p01.s01=p01.s01`` for a sentence that stayed, ``~`` for a changed one, nothing behind ``+`` for a new one."""
    return [
        f"{match.new.id}{'=' if match.same else '~' if match.old else '+'}{'&'.join(s.id for s in match.old)}"
        for match in align(old, new).matches
        if match.new.kind is not BlockKind.TITLE
    ]


FALL = "英伟达的股价星期一下跌了百分之十七。"
RISE = "英伟达的股价星期一上涨了百分之十七。"
CUTS = "公司宣布裁员三百人。"
RAIN = "气象部门说，南部沿海地区还会下雨。"
VOTE = "议会将在下个月表决这项法案。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param((FALL, CUTS), (FALL, CUTS), ["p01.s01=p01.s01", "p02.s01=p02.s01"], id="nothing changed"),
        pytest.param((FALL, CUTS), (RAIN, FALL, CUTS), ["p01.s01+", "p02.s01=p01.s01", "p03.s01=p02.s01"], id="new"),
        pytest.param((FALL, RAIN, CUTS), (FALL, CUTS), ["p01.s01=p01.s01", "p02.s01=p03.s01"], id="removed"),
        pytest.param((FALL, CUTS), (RISE, CUTS), ["p01.s01~p01.s01", "p02.s01=p02.s01"], id="changed"),
        pytest.param(
            (FALL + CUTS + RAIN,),
            (FALL + VOTE + CUTS + RAIN,),
            ["p01.s01=p01.s01", "p01.s02+", "p01.s03=p01.s02", "p01.s04=p01.s03"],
            id="a sentence in the middle",
        ),
        pytest.param(
            (FALL + CUTS + RAIN + VOTE,),
            (FALL + CUTS, RAIN + VOTE),
            ["p01.s01=p01.s01", "p01.s02=p01.s02", "p02.s01=p01.s03", "p02.s02=p01.s04"],
            id="a paragraph cut in two",
        ),
        pytest.param(
            (FALL + CUTS, RAIN + VOTE),
            (FALL + CUTS + RAIN + VOTE,),
            ["p01.s01=p01.s01", "p01.s02=p01.s02", "p01.s03=p02.s01", "p01.s04=p02.s02"],
            id="two paragraphs joined",
        ),
        pytest.param(
            (FALL, CUTS, RAIN, VOTE),
            (VOTE, FALL, CUTS, RAIN),
            ["p01.s01=p04.s01", "p02.s01=p01.s01", "p03.s01=p02.s01", "p04.s01=p03.s01"],
            id="a paragraph moved",
        ),
        pytest.param(
            (FALL, CUTS + RAIN, VOTE),
            (CUTS + RAIN.replace("南部", "北部"), FALL, VOTE),
            ["p01.s01=p02.s01", "p01.s02~p02.s02", "p02.s01=p01.s01", "p03.s01=p03.s01"],
            id="a paragraph moved and changed",
        ),
        pytest.param(
            ("公司今天宣布裁员三百人，股价随即下跌。",),
            ("公司今天宣布裁员三百人。股价随即下跌。",),
            ["p01.s01~p01.s01", "p01.s02~p01.s01"],
            id="a sentence cut in two",
        ),
        pytest.param(
            ("公司今天宣布裁员三百人。股价随即下跌。",),
            ("公司今天宣布裁员三百人，股价随即下跌。",),
            ["p01.s01~p01.s01&p01.s02"],
            id="two sentences joined",
        ),
        pytest.param((FALL, CUTS), (RAIN, VOTE), ["p01.s01+", "p02.s01+"], id="another text"),
    ],
)  # fmt: skip
def test_alignment(old: tuple[str, ...], new: tuple[str, ...], expected: list[str]) -> None:
    assert told(read(*old), read(*new)) == expected


def test_a_new_title_is_a_changed_title() -> None:
    old = read(FALL)
    new = (Segment("a", "p00", "p00.s01", "完全不同", 0, BlockKind.TITLE), *old[1:])
    (title, _) = align(old, new).matches
    assert align(old, new).blocks["p00"] == "p00"
    assert title.new.zh == "完全不同"


SENTENCES = st.lists(
    st.sampled_from([FALL, RISE, CUTS, RAIN, VOTE, "好。", "公司宣布裁员五百人。"]), max_size=4
)
ARTICLES = st.lists(SENTENCES.map("".join).filter(bool), max_size=6).map(lambda paragraphs: read(*paragraphs))


@given(ARTICLES, ARTICLES)
def test_every_sentence_is_told_of_once_and_what_is_there_still_is_never_called_changed(
    old: tuple[Segment, ...], new: tuple[Segment, ...]
) -> None:
    found = align(old, new)
    assert tuple(match.new for match in found.matches) == new
    used = [one.id for match in found.matches if match.same for one in match.old]
    assert len(used) == len(set(used))
    from_old = {one.id for match in found.matches for one in match.old}
    removed = {one.id for one in found.removed}
    assert from_old.isdisjoint(removed)
    assert from_old | removed == {one.id for one in old}
    for zh in {one.zh for one in old}:
        stays = min(sum(s.zh == zh for s in old), sum(s.zh == zh for s in new))
        assert sum(match.same and match.new.zh == zh for match in found.matches) == stays
    assert len(set(found.blocks.values())) == len(found.blocks)


@given(ARTICLES)
def test_an_article_is_the_same_as_itself(old: tuple[Segment, ...]) -> None:
    found = align(old, old)
    assert all(match.same and match.old == (match.new,) for match in found.matches)
    assert found.removed == ()
