"""Near repeats: none is missed, whatever is packed and whatever is not, and old memories have theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.memory.samples import MONDAY, TUESDAY, row, sentences
from tests.memory.samples import article as stored
from translate.lock.skeleton import skeleton_hash
from translate.memory import Action, Change, Memory, State, near_index, schema
from translate.memory.grams import best_ratio, grams, most_lost, packed
from translate.model import Lock, LockKind, Row


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def small_blocks() -> Iterator[None]:
    """Blocks of 2, 4 and 8 sentences, so that a few decisions fill all kinds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_index, "_FIRST", 2)
        patch.setattr(near_index, "_SIZES", (8, 4, 2))
        yield


TEXTS = st.text("甲乙丙丁", min_size=1, max_size=14)


@given(known=st.lists(TEXTS, unique=True, min_size=1, max_size=30), asked=TEXTS)
@settings(deadline=None, max_examples=60)
@pytest.mark.usefixtures("small_blocks")
def test_no_near_repeat_is_missed(
    tmp_path_factory: pytest.TempPathFactory, known: list[str], asked: str
) -> None:
    with Memory.open(tmp_path_factory.mktemp("near") / "memory.db") as memory:
        memory.store(sentences(*known), {})
        approve_all(memory, len(known))
        found = [(near.zh, near.ratio) for near in memory.near(asked, most=100)]
    ratios = {zh: Levenshtein.normalized_similarity(asked, zh) for zh in known if zh != asked}
    assert dict(found) == {zh: ratio for zh, ratio in ratios.items() if ratio >= 0.7}
    assert [ratio for _, ratio in found] == sorted((ratio for _, ratio in found), reverse=True)


@pytest.mark.usefixtures("small_blocks")
def test_blocks_grow_and_leave_no_sentence_out(memory: Memory) -> None:
    memory.store(sentences(*(f"第{n}句话说的是别的事情。" for n in range(21))), {})
    sizes = []
    for n in range(21):
        approve_all(memory, n + 1, since=n)
        sizes.append([size for _, size in blocks(memory)])
    assert sizes[:8] == [[], [2], [2], [4], [4], [4, 2], [4, 2], [8]]
    assert sizes[-1] == [8, 8, 4]  # and one that waits
    assert len(memory.near("第X句话说的是别的事情。", most=100)) == 21


def approve_all(memory: Memory, count: int, since: int = 0) -> None:
    memory.change(
        [Change("a1", f"p{n + 1:02}.s01", Action.APPROVE, "Ann", MONDAY) for n in range(since, count)]
    )


def blocks(memory: Memory) -> list[tuple[int, int]]:
    return memory._db.execute("SELECT start, size FROM near_blocks ORDER BY start").fetchall()


def test_what_somebody_edited_is_offered_and_what_was_approved_before_it(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨三成。", "英伟达上涨四成。"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose 30%.", "Ann", MONDAY)
    memory.edit("a1", "p02.s01", "Nvidia rose 40%.", "Bo", TUESDAY)
    memory.approve("a1", "p02.s01", "Cai", TUESDAY + timedelta(hours=1))
    first, second = memory.near("英伟达上涨两成。")
    assert (first.zh, first.en, first.who, first.state) == (
        "英伟达上涨三成。",
        "Nvidia rose 30%.",
        "Ann",
        State.EDITED,
    )
    assert (second.zh, second.who, second.state) == ("英伟达上涨四成。", "Cai", State.APPROVED)


def test_english_that_was_taken_back_is_not_offered(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨三成。"), {})
    memory.edit("a1", "p01.s01", "Nvidia rose 30%.", "Ann", MONDAY)
    memory.change([Change("a1", "p01.s01", Action.UNDO, "Ann", TUESDAY)])
    assert memory.near("英伟达上涨两成。") == ()


def test_machine_drafts_are_no_near_repeats(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨三成。"), {})
    assert memory.near("英伟达上涨两成。") == ()


def test_a_sentence_is_kept_once_and_a_failed_decision_keeps_none(memory: Memory) -> None:
    memory.store(sentences("英伟达上涨三成。", "英伟达上涨三成。"), {})
    approve_all(memory, 2)
    kept = "SELECT zh FROM near_sentences"
    assert memory._db.execute(kept).fetchall() == [("英伟达上涨三成。",)]
    memory.store(sentences("天气很好。", id_="a2"), {})
    with pytest.raises(ValueError, match="no time zone"):
        memory.approve("a2", "p01.s01", "Ann", MONDAY.replace(tzinfo=None))
    assert len(memory._db.execute(kept).fetchall()) == 1


@pytest.mark.usefixtures("small_blocks")
def test_a_memory_of_before_gets_its_index_and_skeletons(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    lock = Lock(0, 3, "英伟达", "Nvidia", LockKind.TERM, source="companies.po:4")
    plain = row("p01.s01", "英伟达股价大幅上涨。", "Nvidia rose sharply.")
    with Memory.open(path) as memory:
        memory.store(stored(Row(plain.segment, (lock,), plain.draft)), {})
        memory.store(sentences(*(f"第{n}句话说的是别的事情。" for n in range(13)), id_="a2"), {})
        memory.change(
            [Change("a2", f"p{n + 1:02}.s01", Action.APPROVE, "Ann", MONDAY) for n in range(12)]
            + [Change("a2", "p13.s01", Action.EDIT, "Ann", MONDAY, "Another thing.")]
        )
    back_to_the_schema_before(path)
    with Memory.open(path) as memory:
        assert len(memory.near("第X句话说的是别的事情。", most=100)) == 13
        assert [size for _, size in blocks(memory)] == [8, 4]
        (known,) = memory.alike(skeleton_hash(plain.segment.zh, [lock]), "fake 1")
        assert (known.zh, known.locks) == (plain.segment.zh, (lock,))


def back_to_the_schema_before(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for table in ("near_sentences", "near_blocks", "near_grams", "pairs"):
            db.execute(f"DROP TABLE {table}")
        db.execute("CREATE INDEX approvals_length ON approvals(length(zh), zh)")
        db.execute("DROP INDEX segments_skeleton")
        db.execute("ALTER TABLE segments DROP COLUMN skeleton")
        db.execute(f"PRAGMA user_version = {schema.MIGRATIONS.index(near_index.TABLES)}")


def test_locks_that_cannot_be_read_keep_no_memory_from_opening(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Memory.open(path) as memory:
        memory.store(sentences("英伟达上涨三成。"), {})
    back_to_the_schema_before(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE segments SET locks = 'nonsense'")
    with Memory.open(path) as memory:
        assert memory._db.execute("SELECT skeleton FROM segments").fetchall() == [(0,)]


@given(a=TEXTS, b=TEXTS)
def test_what_two_sentences_share_bounds_their_ratio(a: str, b: str) -> None:
    ratio = Levenshtein.normalized_similarity(a, b)
    lost = len(grams(a)) - len({*grams(a)} & {*grams(b)})
    assert ratio <= best_ratio(len(a), lost) + 1e-9
    if ratio >= 0.7:
        assert lost <= most_lost(len(a), 0.7)


def test_the_first_of_a_skeleton_is_found_without_sorting(memory: Memory) -> None:
    said: list[str] = []
    memory._db.set_trace_callback(said.append)
    memory.alike(7, "fake 1")
    memory._db.set_trace_callback(None)
    asked = [sql for sql in said if "skeleton" in sql]
    assert len(asked) == 3
    for sql in asked:
        plan = " ".join(str(step[3]) for step in memory._db.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "segments_skeleton" in plan
        assert "B-TREE" not in plan


def test_pairs_are_packed_by_the_places_that_have_them() -> None:
    found = {pair: [*places[::2]] for pair, places in packed(["甲乙丙", "乙丙乙丙", "甲"])}
    (first,) = grams("甲乙")
    assert found[first] == [0]
    assert sorted(found.values()) == [[0], [0, 1], [1], [1]]  # 乙丙 a second time is another pair
    assert list(packed(["甲", ""])) == []
