"""The summary of a run, as a table of 80 columns and for machines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeEngine
from tests.test_job import DUMP, Desk
from translate.cli_translate import print_summary, summary
from translate.job import Job, run
from translate.memory import Memory
from translate.progress import Tally
from translate.selection import Selection
from translate.timing import machine


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.add("bad.md", "")
    desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("发布模型", "上涨"))
    return desk


ENGINE = {"天气很好。": "天气 is fine."}


def test_where_the_english_came_from(desk: Desk) -> None:
    first = desk.run(engine=FakeEngine(ENGINE))
    assert first.effort.sentences == {"drafted": 4, "repeated": 2}
    assert first.account.standings == {"new": 2}
    second = desk.run(engine=FakeEngine(ENGINE))
    assert second.effort.sentences == {"from memory": 6}
    assert second.account.standings == {"unchanged": 2}


def test_the_table_has_every_fact_in_eighty_columns(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    print_summary(desk.run(engine=FakeEngine(ENGINE)), Selection())
    told = capsys.readouterr().out
    assert all(len(line) <= 80 for line in told.splitlines()[:-1])  # the last is the path of the index
    for fact in (
        "2 (2 new)",
        "4 drafted",
        "2 blockers",
        "Chinese",
        "most blockers",
        "1, each told above",
        "fake/1",
    ):
        assert fact in told


def test_for_machines(desk: Desk) -> None:
    told: dict[str, Any] = summary(desk.run(engine=FakeEngine(ENGINE)))
    assert told["checks"]["chinese_left"] == {"blocker": 2}
    assert [each["blockers"] for each in told["most_blocked"]] == [1, 1]
    (fault,) = told["faults"]
    assert fault["where"].endswith("bad.md")
    assert fault["message"].endswith(fault["remedy"])
    assert told["speed"]["segments"] == 4


def test_a_run_tells_its_watch_of_articles_and_faults(desk: Desk) -> None:
    tally = Tally()
    job = Job((desk.dumps,), desk.output, desk.folder / "glossary", desk.folder / "memory.db")
    report = run(job, FakeEngine(ENGINE).choice, tally)
    assert (tally.articles_found, tally.articles_opened, tally.articles_done) == (2, 2, 2)
    assert tally.handled == tally.segments_planned == report.count("segments")
    assert tally.faults == 1
    assert sum(tally.findings.values()) == sum(
        report.count(name) for name in ("blockers", "warnings", "notes")
    )
    assert tally.generated > 0


def test_speeds_of_the_latest_runs_are_kept_and_no_more(desk: Desk) -> None:
    desk.run(engine=FakeEngine(ENGINE))
    with Memory.open(desk.folder / "memory.db") as memory:
        (speed,) = memory.speeds("fake/1", machine())
        for number in range(30):
            memory.keep_speed(replace(speed, segments=100 + number))
        kept = [each.segments for each in memory.speeds("fake/1", machine())]
    assert kept == list(range(129, 109, -1))
