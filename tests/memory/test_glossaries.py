"""The memory knows which glossary each article was made with, and what the latest ones said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from translate.memory import Memory, State
from translate.model import Article, Block, BlockKind
from translate.pipeline import translate_articles
from translate.termbase import Term, Termbase
from translate.termbase.packed import unpack

NEWS = Article(
    "a",
    "a.md",
    (Block("p00", BlockKind.TITLE, "雪花"), Block("p01", BlockKind.PARAGRAPH, "雪花融化。天气很好。")),
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        yield opened


def translate(memory: Memory, *terms: Term, id_: str = "a") -> Termbase:
    termbase = Termbase.of(terms)
    news = replace(NEWS, id=id_)
    list(translate_articles([news], termbase=termbase, memory=memory, choice=FakeEngine().choice()))
    return termbase


def test_a_run_leaves_what_its_glossary_said(memory: Memory) -> None:
    termbase = translate(memory, Term("雪花", "Snowflake"))
    assert memory.articles_by_glossary() == {termbase.signature: ("a",)}
    packed = memory.glossary(termbase.signature)
    assert packed
    assert unpack(packed) == termbase.terms


def test_a_glossary_that_no_article_was_made_with_is_forgotten(memory: Memory) -> None:
    first = translate(memory, Term("雪花", "Snowflake"))
    translate(memory, Term("雪花", "snow"))
    translate(memory, Term("雪花", "flake"))
    assert memory.glossary(first.signature) is None


def test_only_the_latest_few_glossaries_are_kept(memory: Memory) -> None:
    made = [translate(memory, Term("雪花", f"flake {number}"), id_=f"a{number}") for number in range(20)]
    kept = [memory.glossary(termbase.signature) is not None for termbase in made]
    assert kept == [False] * 4 + [True] * 16


def test_blocks_are_found_by_their_chinese(memory: Memory) -> None:
    translate(memory)
    assert memory.matching_blocks(lambda zh: "天气" in zh) == {"a": ("p01",)}
    assert memory.matching_blocks(lambda zh: "雪花" in zh) == {"a": ("p00", "p01")}


def test_an_article_and_its_segments_are_read_alone(memory: Memory) -> None:
    translate(memory)
    assert memory.article("a") == NEWS
    assert memory.article("b") is None
    found = memory.segments("a", ["p01"])
    assert [(each.segment.id, each.segment.zh, each.state) for each in found] == [
        ("p01.s01", "雪花融化。", State.DRAFT),
        ("p01.s02", "天气很好。", State.DRAFT),
    ]
    assert all(each.key and each.en for each in found)
    assert len(memory.segments("a")) == 3
