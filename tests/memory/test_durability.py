"""Killed, interrupted, crowded, out of disk: what was committed is there, whole, and nothing else is."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.memory.samples import numbered, sentences
from tests.memory.writer import drafts_and_edits, forever, keep_one, until_interrupted, with_small_disk
from translate.errors import StoreError
from translate.memory import Memory
from translate.memory.schema import snapshot, transaction
from translate.memory.tables import article
from translate.model import Draft

ROOT = Path(__file__).parents[2]


def start(job: object, path: Path, argument: str = "") -> subprocess.Popen[str]:
    """A writer in a process of its own."""
    name = getattr(job, "__name__", "")
    command = [sys.executable, "-m", "tests.memory.writer", name, str(path), argument]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def count_whole(memory: Memory) -> int:
    """How many articles there are; every one must be of one version from its signature to its last row."""
    memory.verify()
    lines = list(memory.articles())
    for line in lines:
        loaded = memory.load(line.id)
        assert loaded is not None
        number, version = int(line.id.removeprefix("article-")), int(loaded.signature.engine)
        assert loaded == numbered(number, version)
    return len(lines)


def assert_drafts_kept(memory: Memory) -> None:
    """What was drafted for a stored article is in the memory as well."""
    keys = [key for (key,) in memory._db.execute("SELECT draft FROM segments")]
    assert memory.drafts(keys).keys() == set(keys)


@pytest.mark.parametrize("seconds", [0.0, 0.011, 0.037, 0.083, 0.16, 0.31])
def test_kill_9_leaves_every_article_whole(tmp_path: Path, seconds: float) -> None:
    with start(forever, tmp_path / "memory.db") as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(seconds)
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    with Memory.open(tmp_path / "memory.db") as memory:
        assert count_whole(memory) >= 1
        assert_drafts_kept(memory)
        memory.store(numbered(0, 9999), {})
        assert memory.load("article-0") == numbered(0, 9999)


@pytest.mark.parametrize("seconds", [0.05, 0.2])
def test_after_ctrl_c_the_memory_can_still_be_used(tmp_path: Path, seconds: float) -> None:
    with start(until_interrupted, tmp_path / "memory.db") as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(seconds)
        writer.send_signal(signal.SIGINT)
        assert writer.communicate(timeout=60)[0] == ""
    assert writer.returncode == 0
    with Memory.open(tmp_path / "memory.db") as memory:
        assert memory.load("article-99") == numbered(99, 1)


def test_of_processes_that_write_at_once_none_loses_anything(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Memory.open(path) as memory:
        memory.store(sentences("英伟达上涨。", id_="shared"), {})
    writers = [start(drafts_and_edits, path, str(name)) for name in (1, 2, 3)]
    outputs = [writer.communicate(timeout=60)[0] for writer in writers]
    assert outputs == ["", "", ""]
    with Memory.open(path) as memory:
        memory.verify()
        stats = memory.stats()
        assert (stats.drafts, stats.articles, stats.edits) == (120, 121, 120)
        history = memory.history("shared", "p01.s01")
        assert all(step.before == last.after for last, step in pairwise(history))


def test_a_write_has_the_memory_for_itself_from_its_first_read_on(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "memory.db") as one, Memory.open(one.path, patience=0.1) as other:
        with transaction(one._db), pytest.raises(StoreError, match="is in use by another Duizhao"):
            other.keep_drafts({"k": Draft("Text", "engine")})
        other.keep_drafts({"k": Draft("Text", "engine")})


def test_several_reads_of_an_article_are_of_one_moment(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "memory.db") as one, Memory.open(one.path) as other:
        other.store(numbered(1, 1), {})
        with snapshot(one._db) as db:
            before = article(db, "article-1")
            other.store(numbered(1, 2), {})
            assert article(db, "article-1") == before
        assert one.load("article-1") == numbered(1, 2)


def test_processes_may_make_the_same_memory_at_once(tmp_path: Path) -> None:
    openers = [start(keep_one, tmp_path / "memory.db", str(name)) for name in range(5)]
    assert [opener.communicate(timeout=60)[0] for opener in openers] == [""] * 5
    with Memory.open(tmp_path / "memory.db") as memory:
        assert memory.stats().drafts == 5


def store_many(memory: Memory) -> None:
    """More than a small disk holds."""
    for number in range(1, 50):
        memory.store(numbered(number, 0), {})


def test_a_full_disk_is_one_clear_error_and_costs_only_the_article_in_flight(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Memory.open(path) as memory:
        memory.store(numbered(0, 0), {})
        pages = memory._db.execute("PRAGMA page_count").fetchone()[0]
        memory._db.execute(f"PRAGMA max_page_count = {pages + 50}")
        with pytest.raises(StoreError) as caught:
            store_many(memory)
        assert str(caught.value) == (
            f"{path}: cannot grow: the disk is full; "
            "free some space there and run the same command again; what was saved before is safe"
        )
        assert 1 < count_whole(memory) < 49
        memory._db.execute(f"PRAGMA max_page_count = {pages + 5000}")
        store_many(memory)
        assert count_whole(memory) == 50


def test_a_file_that_may_not_grow_is_one_clear_error_and_the_memory_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with start(with_small_disk, path, "300000") as writer:
        assert writer.stdout is not None
        said = writer.stdout.read()
    assert writer.returncode == 0
    assert said.startswith(f"{path}: cannot ")
    assert "check the disk, its free space and file size limits" in said
    assert said.count("\n") == 1
    with Memory.open(path) as memory:
        assert count_whole(memory) >= 1
