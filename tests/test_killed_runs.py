"""Whatever moment a run is killed at, the next one brings the project to where it would have been."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from tests.memory.samples import MONDAY
from translate.job import Job, run
from translate.memory import Memory

KILLS = 50
BATCH = 16  # drafts that are kept together: what may have to be drafted again

GLOSSARY = """msgid ""
msgstr "Language: en\\n"

msgid "河城"
msgstr "Hecheng"

msgid "青湖大学"
msgstr "Qinghu University"
"""
PLACES = ("东门", "西门", "南门", "北门", "老城", "新城", "港口", "机场", "山下")


def news(number: int, *extra: str) -> dict[str, str]:
    """A report that shares two of its sentences with others."""
    place = PLACES[number % len(PLACES)]
    body = [
        f"河城{place}地铁站星期{'一二三四五六日'[number % 7]}开通，每天约有{number + 2}万人乘坐。",
        f"青湖大学的研究人员说，{place}的空气比{2000 + number}年干净了许多。市民对此表示欢迎。",
        f"记者在{place}看到，商店里人来人往。更多消息请看本报明天的报道。",
        *extra,
    ]
    return {
        "title": f"{place}新闻之{number}",
        "url": f"https://news.example/{number}.html",
        "date": f"2026-01-{number + 1:02d}T08:00:00Z",
        "body": "\n\n".join(body),
    }


def write(path: Path, *articles: Mapping[str, str]) -> None:
    path.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in articles), encoding="utf-8"
    )


def project(folder: Path) -> Path:
    """A project with four articles translated and looked at by people, and a larger dump that has come since."""
    start = folder / "start"
    for name in ("dumps", "glossary"):
        (start / name).mkdir(parents=True)
    (start / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
    write(start / "dumps" / "a.jsonl", *map(news, range(4)))
    with chdir(start):  # paths are relative, so that copies of the folder are the same project
        run(Job((Path("dumps"),), Path("output"), Path("glossary"), Path("memory.db")), FakeEngine().choice)
    with Memory.open(start / "memory.db") as memory:
        one, two, three, _ = sorted(line.id for line in memory.articles())
        memory.edit(one, "p01.s01", "The station has opened.", "mei", MONDAY)
        memory.edit(two, "p02.s02", "People welcomed it.", "mei", MONDAY)
        memory.approve(two, "p02.s02", "li", MONDAY)
        memory.sign_off(three, "wang", datetime(2026, 2, 1, tzinfo=UTC), reason="checked")
    # A correction in the signed one and in one that was edited, and nine new ones; a wire copy; what is no news.
    write(
        start / "dumps" / "a.jsonl",
        news(0),
        news(1, "更正：图书馆星期五开门。"),
        news(2, "又讯：大桥已修好。"),
        news(3),
    )
    write(start / "dumps" / "b.jsonl", *map(news, range(4, 13)), {**news(7), "url": "https://two.example/7"})
    (start / "dumps" / "bad.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    return start


# What tells of the way and not of where it led: names of runs, counts of changes, times of files and of the clock.
LEFT_OUT = {
    "drafts": ("run",),
    "revisions": ("made",),
    "pages": ("changed", "shown", "listed", "file", "work"),
    "signatures": ("ended",),
}


def state(folder: Path) -> dict[str, object]:
    """Everything that a project holds: the memory's rows and the bytes of its pages."""
    found: dict[str, object] = {
        path.name: path.read_bytes() for path in sorted((folder / "output").glob("*.html"))
    }
    with closing(sqlite3.connect(folder / "memory.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted({*tables} - {"runs", "speeds", "sqlite_sequence"}):
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(column for column in columns if column not in LEFT_OUT.get(table, ()))
            found[table] = sorted(db.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
        found["stale"] = db.execute("SELECT article FROM pages WHERE changed <> shown").fetchall()
    return found


def asked(folder: Path) -> list[str]:
    """Every sentence that the engine drafted, in all runs of a project."""
    path = folder / "asked.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.mark.parametrize("seed", [20260124])
def test_a_run_killed_at_any_moment_ends_where_an_undisturbed_one_does(tmp_path: Path, seed: int) -> None:
    project(tmp_path)
    command = [sys.executable, "-m", "tests.killed_run", str(tmp_path), str(seed), str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    whole, *runs = map(json.loads, done.stdout.splitlines())
    assert len(runs) == KILLS
    expected, once = state(tmp_path / "whole"), asked(tmp_path / "whole")
    assert len(set(once)) == len(once) > 30
    assert expected["stale"] == []
    for number, each in enumerate(runs):
        folder = tmp_path / str(number)
        assert (each["killed"], each["status"]) == (-9, 0), each
        now = state(folder)
        assert [name for name in expected if now.get(name) != expected[name]] == [], each
        assert now.keys() == expected.keys(), each
        assert set(asked(folder)) == set(once), each
        assert len(asked(folder)) <= len(once) + BATCH, each
        shutil.rmtree(folder)
    resumed = [each["told"] for each in runs if each["told"]]
    assert len(resumed) > KILLS / 2
    assert all(line.startswith("resuming: ") and " of 13 articles were done, " in line for (line,) in resumed)
    assert len({line for (line,) in resumed}) > 5
    assert whole["told"] == []
