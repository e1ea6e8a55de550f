from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.samples import DRAFTS, MONDAY, TUESDAY, article, articles, numbered, row, sentences
from translate.errors import StoreError
from translate.memory import ArticleSummary, Memory, Place, Sentence, State, draft_key
from translate.model import Draft, Finding, Severity, TranslatedArticle

BLOCKER = Finding("term_missing", Severity.BLOCKER, "Nvidia is missing.", (0, 3), (0, 6))
WARNING = Finding("length", Severity.WARNING, "It is too long.")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """One memory for all examples of a property: making a file for each takes the time of ten examples."""
    with Memory.open(tmp_path_factory.mktemp("shared") / "memory.db") as opened:
        yield opened


@settings(deadline=None)
@given(versions=st.lists(articles(), min_size=2, max_size=2))
def test_an_article_comes_back_as_it_was_stored(shared: Memory, versions: list[TranslatedArticle]) -> None:
    for version in versions:
        shared.store(version, {})
        assert shared.load("a1") == version


def test_an_article_is_there_when_the_memory_is_opened_again(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.store(numbered(1, 1), {})
    with Memory.open(tmp_path / "memory.db") as memory:
        assert memory.load("article-1") == numbered(1, 1)


def test_every_sentence_comes_with_the_day_of_its_article(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.memory.store.PAGE", 2)
    memory.store(article(row("p01.s01", "甲", "A"), row("p01.s02", "乙", "B"), date=MONDAY), {})
    memory.store(sentences("甲", id_="a2"), {})
    day = MONDAY.date()
    found = list(memory.sentences())
    assert len(found) == 3
    assert set(found) == {Sentence("甲", day), Sentence("乙", day), Sentence("甲", None)}


def test_a_memory_may_be_asked_other_things_while_its_sentences_are_read(memory: Memory) -> None:
    memory.store(sentences("甲", "乙"), {})
    assert [memory.repeats(sentence.zh)[0].article for sentence in memory.sentences()] == ["a1", "a1"]


def test_an_unknown_article_is_none(memory: Memory) -> None:
    assert memory.load("a1") is None


def test_storing_the_same_again_writes_nothing(memory: Memory) -> None:
    result = numbered(1, 1)
    memory.store(result, {"p01.s01": "k"})
    written = memory._db.total_changes
    memory.store(result, {"p01.s01": "k"})
    assert memory._db.total_changes == written


def test_a_changed_segment_is_the_only_row_written(memory: Memory) -> None:
    memory.store(article(row("p01.s01", "雪花上市。", "A"), row("p02.s01", "股价上涨。", "B")), {})
    written = memory._db.total_changes
    memory.store(article(row("p01.s01", "雪花上市。", "A"), row("p02.s01", "股价上涨。", "C")), {})
    assert memory._db.total_changes == written + 2  # and that the page is stale by it


def test_blocks_and_segments_that_vanished_are_gone(memory: Memory) -> None:
    memory.store(sentences("一。", "二。", "三。"), {})
    memory.store(sentences("一。"), {})
    assert memory.load("a1") == sentences("一。")
    assert memory.repeats("二。") == ()


def test_two_segments_of_one_id_are_refused(memory: Memory) -> None:
    with pytest.raises(ValueError, match=r"a1 has p01\.s01 twice"):
        memory.store(article(row("p01.s01", "一。", "1"), row("p01.s01", "二。", "2")), {})
    assert memory.load("a1") is None


def test_a_segment_of_another_article_is_refused(memory: Memory) -> None:
    with pytest.raises(ValueError, match=r"p01\.s01 is not a segment of a1"):
        memory.store(article(row("p01.s01", "一。", "1", article="a2")), {})


def test_a_segment_outside_the_blocks_is_refused_and_leaves_nothing(memory: Memory) -> None:
    whole = sentences("一。", "二。")
    torn = TranslatedArticle(sentences("一。").article, whole.rows, whole.signature)
    with pytest.raises(sqlite3.IntegrityError):
        memory.store(torn, {})
    assert memory.load("a1") is None


def test_an_article_changed_by_other_means_is_refused(memory: Memory) -> None:
    memory.store(sentences("一。", "二。"), {})
    memory._db.execute("UPDATE blocks SET zh = '三。' WHERE id = 'p02'")
    with pytest.raises(StoreError, match=r"memory\.db: holds a damaged article a1: its blocks are not those"):
        memory.load("a1")


def test_nonsense_in_a_column_is_refused(memory: Memory) -> None:
    memory.store(sentences("一。"), {})
    memory._db.execute("UPDATE segments SET locks = '[{}]'")
    with pytest.raises(StoreError, match=r"holds a damaged article a1: not a .*translate its dump again"):
        memory.load("a1")


def test_half_a_character_is_one_clear_error(memory: Memory) -> None:
    with pytest.raises(StoreError, match="cannot keep half a character"):
        memory.store(sentences("雪\ud800"), {})
    assert memory.load("a1") is None


def test_an_article_line_counts_segments_and_findings(memory: Memory) -> None:
    memory.store(
        article(
            row("p00.s01", "雪花上市！", "Snowflake lists! "),
            row("p00.s02", "股价上涨。", "Shares rise."),
            row("p01.s01", "英伟达也涨。", "It rose too.", findings=(BLOCKER, WARNING)),
            url="https://example.org/1",
            date=MONDAY,
        ),
        {},
    )
    memory.edit("a1", "p00.s02", "Shares are up.", "Ann", TUESDAY)
    memory.approve("a1", "p00.s01", "Ann", TUESDAY)
    assert list(memory.articles()) == [
        ArticleSummary(
            id="a1",
            title_zh="雪花上市！股价上涨。",
            title_en="Snowflake lists! Shares are up.",
            date=MONDAY,
            url="https://example.org/1",
            draft=1,
            edited=1,
            approved=1,
            blockers=1,
            warnings=1,
            notes=0,
            version=2,
            who="Ann",
            at=TUESDAY,
        )
    ]


def test_article_lines_run_from_the_newest_to_those_without_a_date(memory: Memory) -> None:
    for id_, date in [("c", None), ("b", MONDAY), ("d", TUESDAY), ("a", MONDAY), ("empty", None)]:
        memory.store(article(id_=id_, date=date), {})
    lines = list(memory.articles())
    assert [line.id for line in lines] == ["d", "a", "b", "c", "empty"]
    assert {line.segments for line in lines} == {0}


def test_the_memory_may_be_written_while_article_lines_are_read(memory: Memory) -> None:
    for number in range(3):
        memory.store(numbered(number, 1, 2), {})
    for line in memory.articles():
        memory.approve(line.id, "p01.s01", "Ann", MONDAY)
    assert [line.approved for line in memory.articles()] == [1, 1, 1]


def test_a_repeat_is_found_in_every_article(memory: Memory) -> None:
    memory.store(sentences("雪花上市。", "（完）", id_="a1"), {})
    memory.store(sentences("（完）", "（完）", id_="a2"), {})
    assert memory.repeats("（完）") == (
        Place("a1", "p02.s01", "[（完）]", State.DRAFT),
        Place("a2", "p01.s01", "[（完）]", State.DRAFT),
        Place("a2", "p02.s01", "[（完）]", State.DRAFT),
    )
    assert memory.repeats("完") == ()


def test_drafts_are_found_by_key_in_any_number(memory: Memory) -> None:
    kept = {draft_key(str(n)): Draft(f"Draft {n}", "engine", "fake", n) for n in range(1201)}
    memory.keep_drafts(kept)
    assert memory.drafts(iter([*kept, "unknown"])) == kept
    assert memory.drafts(["unknown"]) == memory.drafts([]) == {}


@settings(deadline=None)
@given(st.dictionaries(st.text(), DRAFTS, max_size=3))
def test_a_draft_comes_back_as_it_was_kept(shared: Memory, kept: dict[str, Draft]) -> None:
    shared.keep_drafts(kept)
    assert shared.drafts(kept) == kept


def test_a_question_may_be_made_of_the_answers_to_another(memory: Memory) -> None:
    memory.store(article(row("p00.s01", "雪花上市", "Snowflake lists")), {})
    memory.approve("a1", "p00.s01", "Ann", MONDAY)
    memory.keep_drafts({"a1": Draft("Text", "engine")})
    assert memory.drafts(line.id for line in memory.articles()) == {"a1": Draft("Text", "engine")}
    assert memory.approved(line.title_zh for line in memory.articles()).keys() == {"雪花上市"}


def test_a_draft_made_again_replaces_the_old_one(memory: Memory) -> None:
    memory.keep_drafts({"k": Draft("Old", "engine")})
    memory.keep_drafts({"k": Draft("New", "engine")})
    assert memory.drafts(["k"]) == {"k": Draft("New", "engine")}


def test_drafts_name_the_run_that_made_them(tmp_path: Path) -> None:
    for key in ("k1", "k2"):
        with Memory.open(tmp_path / "memory.db") as memory:
            memory.keep_drafts({key: Draft("Text", "engine")})
            runs = memory._db.execute("SELECT DISTINCT run FROM drafts").fetchall()
    assert len(runs) == 2


def test_the_stats_count_what_is_there(memory: Memory) -> None:
    memory.store(sentences("一。", "二。", "三。", "二。"), {})
    memory.keep_drafts({"k": Draft("Text", "engine")})
    memory.edit("a1", "p01.s01", "One.", "Ann", MONDAY)
    memory.approve("a1", "p02.s01", "Ann", MONDAY)
    memory.approve("a1", "p04.s01", "Ann", MONDAY)
    stats = memory.stats()
    assert (stats.articles, stats.draft, stats.edited, stats.approved) == (1, 1, 1, 2)
    assert (stats.drafts, stats.edits, stats.sentences) == (1, 3, 1)
    assert stats.bytes > 10_000


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT id FROM segments WHERE zh_hash = 1 AND zh = ''", "segments_zh"),
        ("SELECT en FROM approvals WHERE zh_hash = 1 AND zh = '' ORDER BY at DESC", "approvals_zh"),
        ("SELECT id FROM edits WHERE article = '' AND segment = '' ORDER BY id", "edits_segment"),
        (
            "SELECT article, block, en FROM segments WHERE kind = 'title' ORDER BY article, ordinal",
            "segments_title",
        ),
        ("SELECT state, count(*) FROM segments GROUP BY state", "COVERING INDEX segments_tally"),
        ("SELECT 1 FROM near_sentences WHERE zh_hash = 1 AND zh = ''", "near_sentences_hash"),
        ("SELECT places FROM near_grams WHERE block = 0 AND gram IN (1, 2)", "PRIMARY KEY"),
        ("SELECT max(id) FROM edits WHERE article = ''", "COVERING INDEX edits_segment"),
        ("SELECT max(id) FROM signatures WHERE article = '' GROUP BY article", "signatures_article"),
        ("DELETE FROM blocks WHERE article = '' AND id = ''", "sqlite_autoindex_blocks_1"),
    ],
)
def test_a_question_is_answered_by_its_index(memory: Memory, sql: str, index: str) -> None:
    plan = " ".join(str(step[3]) for step in memory._db.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan
