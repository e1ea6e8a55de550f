"""What a glossary change touches is exactly what preparing every article under both glossaries would show."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fakes import FakeEngine
from tests.glossary.random_glossaries import articles, terms
from translate.errors import GlossaryError
from translate.glossary import GlossaryEntry
from translate.glossary.candidates import finder
from translate.glossary.impact import Impact, difference, impact, uses
from translate.glossary.whatif import required, with_entry, without
from translate.memory import Memory
from translate.model import Article, Block, BlockKind, Lock
from translate.pipeline import translate_articles
from translate.prepare import prepare
from translate.termbase import Term, Termbase

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def news(name: str, *paragraphs: str, url: str = "") -> Article:
    blocks = tuple(
        Block(f"p{at:02d}", BlockKind.PARAGRAPH if at else BlockKind.TITLE, zh)
        for at, zh in enumerate(paragraphs)
    )
    return Article(name, f"{name}.md", blocks, url)


def remember(memory: Memory, termbase: Termbase, written: Iterable[Article]) -> None:
    list(translate_articles(tuple(written), termbase=termbase, memory=memory, choice=FakeEngine().choice()))


@pytest.fixture
def memory(tmp_path: Path) -> Iterable[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        yield opened


def touched(found: Impact) -> list[tuple[str, str]]:
    return [(each.article, each.segment) for each in found.touched]


def demands(locks: Iterable[Lock]) -> set[object]:
    return {(lock.start, lock.end, lock.en, lock.accept, lock.forbidden, lock.exact) for lock in locks}


def prepared(article: Article, termbase: Termbase) -> dict[tuple[str, str], object]:
    return {
        (article.id, item.segment.id): (item.request, demands(item.locks), demands(item.forbidden))
        for item in prepare(article, termbase, "x")
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms, terms, articles())
def test_impact_is_what_preparing_everything_twice_would_show(
    old: list[Term], new: list[Term], written: list[Article]
) -> None:
    before, after = Termbase.of(old), Termbase.of(new)
    with tempfile.TemporaryDirectory() as folder, Memory.open(Path(folder) / "memory.db") as memory:
        remember(memory, before, written)
        found = impact(memory, before, after)
    one = {key: value for article in written for key, value in prepared(article, before).items()}
    other = {key: value for article in written for key, value in prepared(article, after).items()}
    assert touched(found) == sorted(key for key in one if one[key] != other[key])


def test_a_touched_segment_tells_what_is_there_and_what_changes(memory: Memory) -> None:
    before = Termbase.of([Term("雪花", "snow")])
    remember(memory, before, [news("a", "标题", "雪花融化。天气很好。"), news("b", "雪花")])
    memory.edit("a", "p01.s01", "The snow melts.", "wang", NOON)
    memory.approve("a", "p01.s01", "wang", NOON)
    found = impact(memory, before, with_entry(before, GlossaryEntry("雪花", "Snowflake")))
    assert touched(found) == [("a", "p01.s01"), ("b", "p00.s01")]
    first = found.touched[0]
    assert (first.zh, first.en, first.state, first.is_human) == (
        "雪花融化。",
        "The snow melts.",
        "approved",
        True,
    )
    assert [lock.en for lock in first.before] == ["snow"]
    assert [lock.en for lock in first.after] == ["Snowflake"]
    assert (found.articles, found.human) == (2, 1)


@pytest.mark.parametrize("zh", ["雪花公司上市。", "国会。", "在中国会议上。", "雪花膏(Snow)。", "雪花"])
def test_an_entry_touches_only_where_it_would_count(memory: Memory, zh: str) -> None:
    before = Termbase.of([Term("雪花公司", "Snowflake Inc.")])
    remember(memory, before, [news("a", "标题", zh)])
    counts = {"国会。", "雪花"}
    for word in ("雪花", "国会"):
        found = impact(memory, before, before.changed([Term(word, "X")]))
        assert touched(found) == ([("a", "p01.s01")] if zh in counts and word in zh else [])


def test_what_the_articles_own_gloss_demands_anyway_is_not_touched(memory: Memory) -> None:
    before = Termbase.of([])
    glossed = news("a", "标题", "马丁·霍夫曼(Martin Hoffman)来了。", "霍夫曼走了。")
    remember(memory, before, [glossed, news("b", "标题", "霍夫曼走了。")])
    found = impact(memory, before, with_entry(before, GlossaryEntry("霍夫曼", "Hoffman")))
    assert touched(found) == [("b", "p01.s01")]


@pytest.mark.parametrize(
    ("zh", "entry"),
    [
        ("買薩姆·奧爾特曼的書。", GlossaryEntry("萨姆·奥尔特曼", "Sam Altman")),
        ("輝達上漲。", GlossaryEntry("英伟达", "Nvidia")),
        ("辉达上涨。", GlossaryEntry("英伟达", "Nvidia", aliases=("辉达",))),
        ("ＡＩ股票。", GlossaryEntry("AI", "AI")),
    ],
)
def test_forms_of_other_scripts_and_aliases_are_found(memory: Memory, zh: str, entry: GlossaryEntry) -> None:
    before = Termbase.of([])
    remember(memory, before, [news("a", "标题", zh)])
    assert touched(impact(memory, before, with_entry(before, entry))) == [("a", "p01.s01")]


def test_a_scope_changed_touches_the_articles_where_it_held_or_holds(memory: Memory) -> None:
    before = with_entry(Termbase.of([]), GlossaryEntry("雪花", "Snowflake", scope="mentions 数据"))
    remember(
        memory,
        before,
        [
            news("a", "数据", "雪花。"),
            news("b", "冬天", "雪花。"),
            news("c", "云与数据", "雪花。"),
            news("d", "云", "雪花。"),
        ],
    )
    after = with_entry(before, GlossaryEntry("雪花", "Snowflake", scope="mentions 云"))
    assert touched(impact(memory, before, after)) == [("a", "p01.s01"), ("d", "p01.s01")]


def test_where_a_term_counts_now(memory: Memory) -> None:
    termbase = Termbase.of(
        [Term("雪花", "Snowflake", file="a.po", line=4), Term("英伟达", "Nvidia", file="a.po", line=7)]
    )
    remember(memory, termbase, [news("a", "标题", "雪花与英伟达。", "雪花(Snowflake)上涨。", "英伟达下跌。")])
    found = uses(memory, termbase, required(termbase, "雪花"))
    assert touched(found) == [("a", "p01.s01"), ("a", "p02.s01")]
    assert {lock.en for each in found.touched for lock in each.after} == {"Snowflake"}


def test_taking_an_entry_out_touches_where_it_counted(memory: Memory) -> None:
    before = Termbase.of([Term("雪花", "Snowflake")])
    remember(memory, before, [news("a", "标题", "雪花。", "天气。")])
    assert touched(impact(memory, before, without(before, "雪花"))) == [("a", "p01.s01")]
    with pytest.raises(GlossaryError, match="enforces no entry 雪片"):
        without(before, "雪片")


def test_a_proposal_or_the_same_entry_again_touches_nothing(memory: Memory) -> None:
    before = Termbase.of([Term("雪花", "Snowflake")])
    remember(memory, before, [news("a", "标题", "雪花。")])
    for entry in (
        GlossaryEntry("雪花", "Snow", flags=("fuzzy",)),
        GlossaryEntry("雪花", "Snowflake", note="New."),
    ):
        assert impact(memory, before, with_entry(before, entry)).touched == ()


def test_a_prohibition_touches_the_entry_it_is_about(memory: Memory) -> None:
    before = Termbase.of([Term("雪花", "Snowflake")])
    remember(memory, before, [news("a", "标题", "雪花。")])
    after = with_entry(before, GlossaryEntry("雪花", "Snow Flake", flags=("forbidden",)))
    (each,) = impact(memory, before, after).touched
    assert [lock.forbidden for lock in each.after] == [("Snow Flake",)]


def test_the_difference_of_two_glossaries_does_not_mind_notes_and_places() -> None:
    one = [Term("雪花", "Snowflake", note="Old.", line=3), Term("雪", "snow")]
    other = [Term("雪花", "Snowflake", note="New.", line=9), Term("冰", "ice")]
    assert {term.zh for term in difference(one, other)} == {"雪", "冰"}


def test_many_changed_terms_are_found_as_few_are() -> None:
    few = [Term("雪花", "Snowflake")]
    many = [*few, *(Term(f"词{chr(0x4E00 + number)}", "word") for number in range(200))]
    for holds in (finder(few), finder(many)):
        assert holds("買雪花。")
        assert not holds("天气很好。")
    assert not finder([])("雪花")
