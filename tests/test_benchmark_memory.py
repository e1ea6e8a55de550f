"""The benchmark of repeats builds the memory that it says, and its questions have answers."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

from benchmarks.memory import altered, ask, build, measured, sentences
from translate.memory import Memory


def test_the_memory_has_each_sentence_approved_once(tmp_path: Path) -> None:
    known = list(islice(sentences(random.Random(1), ["天气很好。", "天气很好。"]), 45))
    assert len(set(known)) == 45
    assert known[0] == "天气很好。"
    build(tmp_path / "memory.db", known)
    with Memory.open(tmp_path / "memory.db") as memory:
        stats = memory.stats()
        assert (stats.articles, stats.approved, stats.sentences, stats.drafts) == (5, 45, 45, 45)
        assert {*memory.approved(known)} == {*known}


def test_questions_are_like_sentences_of_the_memory(tmp_path: Path) -> None:
    chance = random.Random(3)
    known = list(islice(sentences(chance), 30))
    build(tmp_path / "memory.db", known)
    changed = [altered(zh, chance, known) for zh in known]
    assert sum(bool(ratios) for ratios in ask(tmp_path / "memory.db", known, changed).ratios) > 20


def test_a_column_says_how_many_of_the_best_were_found(tmp_path: Path) -> None:
    column = measured(tmp_path / "memory.db", 1500, None)
    found, _, wanted = column["best five found, comparing with all"].partition(" of ")
    assert found == wanted != "0"
    assert column["near, ms: median, 95%"]
