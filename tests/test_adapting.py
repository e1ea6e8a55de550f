"""Sentences of one skeleton through the whole way of the data: one is drafted, the others are adapted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import translate.pipeline
from tests.fakes import FakeEngine
from tests.test_pipeline import article
from translate.checks.again import check_again
from translate.exchange.round_trip import export_po
from translate.memory import Action, Change, Memory, State
from translate.model import Article, Row, TranslatedArticle
from translate.pipeline import translate_articles
from translate.review import render
from translate.termbase import Termbase

GLOSSARY = """msgid ""
msgstr "Language: en\\n"

msgid "英伟达"
msgstr "Nvidia"

msgid "特斯拉"
msgstr "Tesla"

msgid "苹果公司"
msgstr "Apple"
"""
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
NVIDIA, TESLA, APPLE = "英伟达股价周一上涨3.5%。", "特斯拉股价周一上涨12%。", "苹果公司股价周一上涨0.4%。"
ENGLISH = {"Nvidia股价周一上涨3.5%。": "Nvidia shares rose 3.5% on Monday."}


@pytest.fixture
def termbase(tmp_path: Path) -> Termbase:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "companies.po").write_text(GLOSSARY, encoding="utf-8")
    return Termbase.load(tmp_path / "glossary")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(ENGLISH)


def run(path: Path, termbase: Termbase, engine: FakeEngine, *articles: Article) -> list[TranslatedArticle]:
    with Memory.open(path) as memory:
        return list(translate_articles(articles, termbase=termbase, memory=memory, choice=engine.choice()))


def row_of(result: TranslatedArticle, zh: str) -> Row:
    return next(row for row in result.rows if row.segment.zh == zh)


def test_of_two_siblings_in_one_run_the_second_is_adapted(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine
) -> None:
    first, second = run(
        tmp_path / "m.db", termbase, engine, article("a", "一", NVIDIA), article("b", "二", TESLA)
    )
    assert row_of(first, NVIDIA).draft.origin == "engine"
    made = row_of(second, TESLA)
    assert made.draft.en == "Tesla shares rose 12% on Monday."
    assert (made.draft.origin, made.draft.engine) == ("adapted", "a#p01.s01")
    assert len(made.held) == 2
    assert not [request for request in engine.asked if "Tesla" in request.zh]


def test_the_reviewer_is_told_where_it_came_from(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine
) -> None:
    _, second = run(
        tmp_path / "m.db", termbase, engine, article("a", "一", NVIDIA), article("b", "二", TESLA, APPLE)
    )
    told = "Adapted from p01.s01 of article a, which differs in names and figures only."
    assert [(f.check, f.message) for f in row_of(second, TESLA).findings] == [("adapted", told)]
    page = render(second)
    assert told in page
    assert "data-origin=adapted" in page
    with Memory.open(tmp_path / "m.db") as memory:
        assert f"#. note: {told}" in export_po(memory, "b")
        assert memory.load("b") == second


def test_a_sibling_in_a_later_run_is_adapted_and_a_second_run_says_the_same(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine
) -> None:
    path = tmp_path / "m.db"
    run(path, termbase, engine, article("a", "一", NVIDIA))
    later = run(path, termbase, engine, article("b", "二", TESLA))
    assert row_of(later[0], TESLA).draft.en == "Tesla shares rose 12% on Monday."
    again = FakeEngine()
    assert run(path, termbase, again, article("b", "二", TESLA)) == later
    assert again.asked == []


def test_what_a_person_approved_comes_before_a_draft(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine
) -> None:
    path = tmp_path / "m.db"
    run(path, termbase, engine, article("a", "一", NVIDIA), article("b", "二", TESLA))
    with Memory.open(path) as memory:
        words = "Tesla stock climbed 12% Monday."
        change = Change("b", "p01.s01", Action.EDIT, "Ann", MONDAY, words, approve=True)
        memory.change([change], check_again)
        assert memory.review("b").segments["p01.s01"].state is State.APPROVED  # type: ignore[union-attr]
        (row,) = [row for row in memory.load("b").rows if row.segment.id == "p01.s01"]  # type: ignore[union-attr]
        assert [finding.check for finding in row.findings] == []  # a person's words are not adapted any more
    (third,) = run(path, termbase, engine, article("c", "三", APPLE))
    assert row_of(third, APPLE).draft.en == "Apple stock climbed 0.4% Monday."
    assert row_of(third, APPLE).draft.engine == "b#p01.s01"
    with Memory.open(path) as memory:
        assert memory.review("c").segments["p01.s01"].state is State.DRAFT  # type: ignore[union-attr]
        assert memory.approved([APPLE]) == {}


def test_where_the_first_cannot_be_adapted_the_engine_drafts_the_others(
    tmp_path: Path, termbase: Termbase
) -> None:
    engine = FakeEngine(
        {"Nvidia股价周一上涨3.5%。": "Shares of Nvidia, an Nvidia firm, rose 3.5% on Monday."}
    )
    _, second = run(
        tmp_path / "m.db", termbase, engine, article("a", "一", NVIDIA), article("b", "二", TESLA)
    )
    assert row_of(second, TESLA).draft.origin == "engine"


def test_another_engine_does_not_adapt_the_drafts_of_the_first(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine
) -> None:
    run(tmp_path / "m.db", termbase, engine, article("a", "一", NVIDIA))
    other = FakeEngine()
    other.signature = "other/1"
    (second,) = run(tmp_path / "m.db", termbase, other, article("b", "二", TESLA))
    assert row_of(second, TESLA).draft.origin == "engine"


@pytest.mark.parametrize("window", [1, 2, 3, 100])
def test_windows_make_no_difference(
    tmp_path: Path, termbase: Termbase, window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (
        (NVIDIA, "天气很好。"),
        (TESLA, NVIDIA),
        (APPLE,),
        ("1家公司周一提交申请。", "30家公司周一提交申请。"),
        (TESLA,),
    )
    news = [article(f"a{n}", f"第{n}篇", *sentences) for n, sentences in enumerate(texts)]
    whole = run(tmp_path / "whole.db", termbase, FakeEngine(ENGLISH), *news)
    monkeypatch.setattr(translate.pipeline, "_WINDOW", window)
    assert run(tmp_path / "parts.db", termbase, FakeEngine(ENGLISH), *news) == whole


def test_a_run_that_was_killed_after_a_draft_ends_as_the_others(tmp_path: Path, termbase: Termbase) -> None:
    class Killed(FakeEngine):
        def draft(self, requests, notice=None):  # type: ignore[no-untyped-def]
            for drafted in super().draft(requests, notice):
                yield drafted
                if drafted.index == 1:
                    raise KeyboardInterrupt

    news = [article("a", "一", NVIDIA, "天气很好。"), article("b", "二", TESLA, APPLE)]
    whole = run(tmp_path / "whole.db", termbase, FakeEngine(ENGLISH), *news)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "killed.db", termbase, Killed(ENGLISH), *news)
    assert run(tmp_path / "killed.db", termbase, FakeEngine(ENGLISH), *news) == whole
