"""The whole way of the data, with a real memory and termbase and a fake engine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from translate.memory import Memory
from translate.model import Article, Block, BlockKind, TranslatedArticle
from translate.pipeline import translate_articles
from translate.termbase import Termbase

GLOSSARY = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "深度求索"
msgstr "DeepSeek"

msgid "英伟达"
msgstr "Nvidia"
"""


@pytest.fixture
def termbase(tmp_path: Path) -> Termbase:
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "companies.po").write_text(GLOSSARY, encoding="utf-8")
    return Termbase.load(folder)


def article(name: str, *paragraphs: str) -> Article:
    blocks = tuple(
        Block(f"p{at:02d}", BlockKind.PARAGRAPH if at else BlockKind.TITLE, zh)
        for at, zh in enumerate(paragraphs)
    )
    return Article(name, f"{name}.md", blocks)


def translated(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine, *articles: Article
) -> list[TranslatedArticle]:
    with Memory.open(tmp_path / "memory.db") as memory:
        return list(translate_articles(articles, termbase=termbase, memory=memory, choice=engine.choice()))


def test_terms_are_put_in_place_before_the_engine_sees_the_sentence(
    tmp_path: Path, termbase: Termbase
) -> None:
    engine = FakeEngine()
    (result,) = translated(tmp_path, termbase, engine, article("a", "深度求索超过英伟达"))
    assert engine.asked[0].zh.split() == ["DeepSeek超过Nvidia"]
    assert engine.asked[0].names == ("DeepSeek", "Nvidia")
    assert "DeepSeek" in result.rows[0].draft.en


def test_a_second_identical_run_asks_the_engine_nothing(tmp_path: Path, termbase: Termbase) -> None:
    news = article("a", "深度求索发布模型", "股价下跌。分析师不担心。")
    first = translated(tmp_path, termbase, FakeEngine(), news)

    class Unloadable(FakeEngine):
        def choice(self):  # type: ignore[no-untyped-def]
            from dataclasses import replace

            return replace(super().choice(), load=lambda: pytest.fail("the engine was loaded"))

    assert translated(tmp_path, termbase, Unloadable(), news) == first


def test_an_exact_repeat_is_drafted_once(tmp_path: Path, termbase: Termbase) -> None:
    engine = FakeEngine()
    translated(
        tmp_path, termbase, engine, article("a", "编者按", "天气很好。"), article("b", "又一篇", "天气很好。")
    )
    assert [request.zh for request in engine.asked].count("天气很好。") == 1


def test_a_glossary_change_drafts_only_what_it_touches(tmp_path: Path, termbase: Termbase) -> None:
    news = article("a", "标题", "深度求索发布模型。", "天气很好。")
    translated(tmp_path, termbase, FakeEngine(), news)
    po = tmp_path / "glossary" / "companies.po"
    po.write_text(GLOSSARY.replace('msgstr "DeepSeek"', 'msgstr "Deep Seek AI"'), encoding="utf-8")
    engine = FakeEngine()
    (result,) = translated(tmp_path, Termbase.load(tmp_path / "glossary"), engine, news)
    assert [request.zh for request in engine.asked] == ["Deep Seek AI发布模型。"]
    assert "Deep Seek AI" in result.rows[1].draft.en


def test_a_missing_term_that_cannot_be_mended_is_a_blocker(tmp_path: Path, termbase: Termbase) -> None:
    engine = FakeEngine({"DeepSeek发布模型。": "It did."}, finish=lambda _: "Nothing of the kind.")
    (result,) = translated(tmp_path, termbase, engine, article("a", "标题", "深度求索发布模型。"))
    assert result.rows[1].draft.en == "It did."
    (finding,) = [f for f in result.rows[1].findings if f.severity == "blocker"]
    assert "DeepSeek" in finding.message
    assert "深度求索" in finding.message


def test_a_missing_term_is_forced_back_into_the_draft(tmp_path: Path, termbase: Termbase) -> None:
    engine = FakeEngine(
        {"DeepSeek发布模型。": "Deep Search releases a model."},
        finish=lambda prefix: f"{prefix} releases a model.",
    )
    (result,) = translated(tmp_path, termbase, engine, article("a", "标题", "深度求索发布模型。"))
    assert result.rows[1].draft.en == "DeepSeek releases a model."
    assert result.rows[1].draft.redecoded > 0


def test_a_sentence_without_chinese_is_copied(tmp_path: Path, termbase: Termbase) -> None:
    engine = FakeEngine()
    (result,) = translated(tmp_path, termbase, engine, article("a", "深度求索", "OpenAI：ChatGPT。"))
    assert [row.draft.en for row in result.rows] == ["DeepSeek", "OpenAI: ChatGPT."]
    assert {row.draft.origin for row in result.rows} == {"copied"}
    assert engine.asked == []


def test_a_persons_words_are_never_overwritten(tmp_path: Path, termbase: Termbase) -> None:
    news = article("a", "标题", "天气很好。")
    translated(tmp_path, termbase, FakeEngine(), news)
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.edit("a", "p01.s01", "Fine weather.", "wang", datetime(2026, 1, 2, tzinfo=UTC))
    (result,) = translated(tmp_path, termbase, FakeEngine(), news)
    assert result.rows[1].draft.en == "Fine weather."
    assert result.rows[1].draft.origin == "human"


def test_an_approved_sentence_serves_another_article_before_any_engine(
    tmp_path: Path, termbase: Termbase
) -> None:
    translated(tmp_path, termbase, FakeEngine(), article("a", "标题", "天气很好。"))
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.edit("a", "p01.s01", "Fine weather.", "wang", datetime(2026, 1, 2, tzinfo=UTC))
        memory.approve("a", "p01.s01", "wang", datetime(2026, 1, 2, tzinfo=UTC))
    engine = FakeEngine()
    (result,) = translated(tmp_path, termbase, engine, article("b", "另一篇", "天气很好。"))
    assert result.rows[1].draft.en == "Fine weather."
    assert result.rows[1].draft.origin == "memory"
    assert "天气很好。" not in [request.zh for request in engine.asked]


def test_a_stopped_run_keeps_what_was_finished(tmp_path: Path, termbase: Termbase) -> None:
    class Stopped(FakeEngine):
        def draft(self, requests, notice=None):  # type: ignore[no-untyped-def]
            for at, drafted in enumerate(super().draft(requests, notice)):
                if at == 2:
                    raise KeyboardInterrupt
                yield drafted

    news = article("a", "标题一", "句子一。", "句子二。", "句子三。")
    with pytest.raises(KeyboardInterrupt):
        translated(tmp_path, termbase, Stopped(), news)
    engine = FakeEngine()
    translated(tmp_path, termbase, engine, news)
    assert len(engine.asked) == 2  # the two that were finished are not asked again
