"""Where else an article stands, and looking up copies of what is stored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.duplicates.telling import OTHER, REPORT, article
from translate.duplicates import marks
from translate.memory import Memory, schema
from translate.model import Article, Copy, Signature, TranslatedArticle

COPY = Copy("b-1", "b.md", "https://two.example/1")


def stored(memory: Memory, *articles: Article) -> None:
    for each in articles:
        memory.store(TranslatedArticle(each, (), Signature("e", "g", "s")), {})


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory.open(tmp_path / "memory.db")


def test_copies_are_kept_with_their_article(memory: Memory) -> None:
    told = replace(article(day=1), copies=(COPY, replace(COPY, source="c.md", date=article(day=2).date)))
    stored(memory, told)
    result = memory.load(told.id)
    assert result is not None
    assert result.article == told
    assert memory.article(told.id) == told
    assert memory.copies([told.id, "none"]) == {told.id: told.copies}


def test_storing_again_loses_no_copy_and_adding_one_changes_nothing_else(memory: Memory) -> None:
    stored(memory, replace(article(), copies=(COPY,)), article())
    memory.add_copies(article().id, [replace(COPY, source="c.md")])
    assert memory.article(article().id) == replace(article(), copies=(COPY, replace(COPY, source="c.md")))


def test_a_copy_that_gets_a_page_of_its_own_is_no_copy_any_more(memory: Memory) -> None:
    other = article(OTHER, "b.txt")
    stored(memory, replace(article(), copies=(Copy(other.id, "b.txt"),)), other)
    assert memory.copies([article().id]) == {}


def test_the_place_that_an_article_is_read_from_is_not_another_one(memory: Memory) -> None:
    moved = article(source="b.txt")
    first = replace(article(), id=moved.id)
    stored(memory, replace(first, copies=(Copy(moved.id, "b.txt"),)), moved)
    assert memory.copies([moved.id]) == {}


def test_lookalikes_are_found_by_marks_that_follow_the_text(memory: Memory) -> None:
    first = article(url="https://news.example/1")
    stored(memory, first, article(OTHER, "c.txt"))
    wanted = marks(article(REPORT.replace("很久", "多年")))
    assert set(memory.lookalikes(wanted, 50)) == {first.id}
    stored(memory, article(OTHER, url="https://news.example/1"))
    assert memory.lookalikes(wanted, 50) == {}
    assert memory.lookalikes(marks(first)[:1], 50) == {first.id: 1}
    assert memory.known([first.id, "x"]) == {first.id: None}


def test_a_mark_shared_by_many_counts_for_a_few(memory: Memory) -> None:
    stored(memory, *(article(source=f"{n}.txt") for n in range(6)))
    assert len(memory.lookalikes(marks(article()), 4)) == 4


def test_a_memory_made_before_is_taken_forward(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        schema.migrate(db, schema.MIGRATIONS[:1])
        columns = "id, source, url, title, image, notices, digest, engine, glossary, segmenter"
        db.execute(f"INSERT INTO articles ({columns}) VALUES ('a', 'a.md', '', '', '', '[]', '', '', '', '')")
    with Memory.open(path) as memory:
        assert memory.known(["a"]) == {"a": None}
        assert memory.copies(["a"]) == {}
