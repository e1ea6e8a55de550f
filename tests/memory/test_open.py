"""What stands at the path may be anything: each case is one clear error, and the file stays as it is."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.memory.samples import numbered
from translate.errors import StoreError
from translate.memory import Memory, schema
from translate.memory.schema import MIGRATIONS
from translate.model import Draft

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory of some articles, closed."""
    place = tmp_path / "memory.db"
    with Memory.open(place) as memory:
        for number in range(8):
            memory.store(numbered(number, 1), {})
    return place


def refusal(path: Path) -> str:
    """What a person reads who opens the file at ``path``."""
    with pytest.raises(StoreError) as caught:
        Memory.open(path, patience=0.1)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_memory_is_made_where_there_is_none(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "memory.db") as memory:
        assert memory.stats().articles == 0
    assert [file.name for file in tmp_path.iterdir()] == ["memory.db"]  # no -wal, no -shm left


def test_a_relative_path_and_one_that_sqlite_would_read_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("memory.db", ":memory:", "file:x?mode=ro", "记忆 库.db"):
        Memory.open(Path(name)).close()
        assert (tmp_path / name).is_file()


def test_an_empty_file_becomes_a_memory(tmp_path: Path) -> None:
    (tmp_path / "memory.db").touch()
    with Memory.open(tmp_path / "memory.db") as memory:
        assert memory.stats().articles == 0


def test_closing_twice_is_fine(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.close()


def test_wal_foreign_keys_and_synchronous_are_set(path: Path) -> None:
    with Memory.open(path) as memory:
        pragmas = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout", "user_version")
        values = [memory._db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert values == ["wal", 1, 1, 10_000, len(MIGRATIONS)]


def test_a_text_file_is_not_a_memory(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("雪花 Snowflake\n" * 100, encoding="utf-8")
    assert refusal(file) == (
        "is not a translation memory; name another file, or move it away to begin an empty memory"
    )
    assert file.read_text(encoding="utf-8") == "雪花 Snowflake\n" * 100


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
    before = file.read_bytes()
    assert refusal(file) == "is another program's database; name another file"
    assert file.read_bytes() == before


def test_a_memory_from_a_newer_duizhao_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    assert refusal(path) == (
        f"was made by a newer Duizhao (its schema is 99, this one knows {len(MIGRATIONS)}); upgrade duizhao"
    )
    assert path.read_bytes() == before


def test_damage_is_found_on_opening(path: Path) -> None:
    data = bytearray(path.read_bytes())
    noise = random.Random(1)
    for page in range(5, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 200] = noise.randbytes(200)
    path.write_bytes(data)
    assert "is damaged" in refusal(path)
    assert "move it and its -wal and -shm files away to begin an empty one" in refusal(path)


def test_a_truncated_memory_is_found_on_opening(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40_000])
    assert "is damaged" in refusal(path)


def test_damage_in_a_large_memory_is_a_clear_error_when_it_is_met(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "CHECKED_BYTES", 0)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with (
        pytest.raises(StoreError, match="is damaged; put a backup in its place"),
        Memory.open(path) as memory,
    ):
        memory.load("article-1")


def test_a_folder_is_not_a_memory(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        "is a folder, not a translation memory; name a file in it, such as memory.db"
    )


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "project"
    assert refusal(missing / "memory.db") == f"has no folder to be in; make the folder {missing} first"


def test_a_locked_memory_can_be_read_and_says_who_to_wait_for(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Memory.open(path, patience=0.1) as memory:
            assert memory.load("article-1") == numbered(1, 1)
            with pytest.raises(StoreError) as caught:
                memory.keep_drafts({"k": Draft("Text", "engine")})
            assert str(caught.value) == (
                f"{path}: is in use by another Duizhao; "
                "wait until that one has finished, or end it, then run the same command again"
            )
            other.execute("ROLLBACK")
            memory.keep_drafts({"k": Draft("Text", "engine")})


def test_a_memory_locked_as_a_whole_is_refused_after_the_wait(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(path).startswith("is in use by another Duizhao")


def test_a_memory_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        release.start()
        with Memory.open(path) as memory:
            assert memory.stats().articles == 0
        release.join()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that somebody without rights can reach; pytest's own are for their owner only."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def opened_without_rights(path: Path) -> str:
    """What somebody reads who may not write to the folder of ``path``."""
    path.parent.chmod(0o555)
    command = [sys.executable, "-m", "tests.memory.writer", "without_rights", str(path), ""]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    )
    return done.stdout.removeprefix(f"{path}: ").strip()


def test_a_folder_that_may_not_be_written_holds_no_new_memory(public_folder: Path) -> None:
    assert opened_without_rights(public_folder / "memory.db") == (
        f"cannot be made: its folder may not be written; make {public_folder} writable for you"
    )


def test_a_memory_that_may_not_be_written_is_a_clear_error(public_folder: Path) -> None:
    path = public_folder / "memory.db"
    Memory.open(path).close()
    path.chmod(0o444)
    assert opened_without_rights(path) == (
        "may not be written; "
        "make the file and its folder writable for you, or keep the memory in another folder"
    )


# Schema steps


def test_a_step_takes_the_data_forward(path: Path) -> None:
    step = ("ALTER TABLE articles ADD COLUMN desk TEXT NOT NULL DEFAULT 'world'",)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        schema.migrate(db, (*MIGRATIONS, step))
        assert schema.number(db, "user_version") == len(MIGRATIONS) + 1
        assert db.execute("SELECT DISTINCT desk FROM articles").fetchall() == [("world",)]
        schema.migrate(db, (*MIGRATIONS, step))  # again: it is not run twice


def test_a_step_that_fails_leaves_the_memory_as_it_was(path: Path) -> None:
    steps = (*MIGRATIONS, ("ALTER TABLE articles ADD COLUMN desk TEXT", "DROP TABLE nowhere"))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            schema.migrate(db, steps)
        assert schema.number(db, "user_version") == len(MIGRATIONS)
    with Memory.open(path) as memory:
        assert memory.load("article-1") == numbered(1, 1)


def test_the_tables_are_those_of_version_1(tmp_path: Path) -> None:
    """A released step is never changed: a change here needs a new step in MIGRATIONS."""
    with closing(sqlite3.connect(tmp_path / "memory.db", isolation_level=None)) as db:
        schema.migrate(db, MIGRATIONS[:1])
        rows = db.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
        names = [name for (name,) in rows if not name.startswith("sqlite_")]
    assert names == [
        "approvals_zh",
        "edits_segment",
        "segments_block",
        "segments_tally",
        "segments_title",
        "segments_zh",
        "approvals",
        "articles",
        "blocks",
        "drafts",
        "edits",
        "segments",
    ]
