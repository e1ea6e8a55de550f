"""``--dry-run``: what would be done, told without doing any of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.fakes import FakeEngine
from tests.memory.test_near import back_to_the_schema_before
from tests.test_job import DUMP, Desk
from translate.cli import app
from translate.cli_plan import rough
from translate.engine.choose import Choice
from translate.errors import ModelError
from translate.job import Job
from translate.memory import Memory, Speed
from translate.plan import Plan, estimate, plan
from translate.selection import Selection


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def planned(desk: Desk, selection: Selection | None = None) -> Plan:
    job = Job(
        (desk.dumps,),
        desk.output,
        desk.folder / "glossary",
        desk.folder / "memory.db",
        selection or Selection(),
    )
    return plan(job, FakeEngine().choice)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_first_run_is_planned_and_nothing_is_written(desk: Desk) -> None:
    desk.add("bad.md", "")
    desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("发布模型", "上涨"))
    before = everything(desk.folder)
    found = planned(desk)
    assert everything(desk.folder) == before
    assert found.standings == {"new": 2}
    # Title, weather and a sentence of their own each; title and weather come twice.
    assert found.sources == {"to draft": 4, "repeated": 2}
    assert [Path(fault.where).name for fault in found.faults] == ["bad.md"]
    assert found.exit_code == 1


def test_what_the_plan_says_is_what_the_run_does(desk: Desk) -> None:
    for name in ("two", "three"):
        desk.add(f"{name}.md", DUMP.replace("deepseek-model", name).replace("星期一", f"{name}"))
    found, engine = planned(desk), FakeEngine()
    report = desk.run(engine=engine)
    assert found.articles == len(report.entries)
    assert found.segments == report.count("segments")
    assert found.sources["to draft"] == len(engine.asked)
    assert found.characters == sum(len(request.zh) for request in engine.asked)
    assert found.standings == report.account.standings
    assert len(found.duplicates) == len(report.duplicates)


def test_a_second_run_has_nothing_to_draft(desk: Desk) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p02.s01", "Fine.", "Mei", datetime.now(UTC))
    before = everything(desk.folder)
    found = planned(desk)
    assert found.standings == {"unchanged": 1}
    assert found.sources == {"from memory": 2, "human": 1}
    assert found.characters == 0
    assert everything(desk.folder) == before


def test_a_correction_is_a_changed_article(desk: Desk) -> None:
    desk.run()
    desk.add("good.md", DUMP.replace("天气很好", "海浪很高"))
    found = planned(desk)
    assert found.standings == {"changed": 1}
    assert found.sources == {"from memory": 2, "to draft": 1}


def test_a_memory_of_an_older_duizhao_is_read_and_left_as_it_is(desk: Desk) -> None:
    desk.run()
    path = desk.folder / "memory.db"
    back_to_the_schema_before(path)
    before = everything(desk.folder)
    assert planned(desk).sources == {"from memory": 3}
    assert everything(desk.folder) == before


def test_without_a_model_the_rest_is_told_all_the_same(desk: Desk) -> None:
    def none() -> Choice:
        raise ModelError("no translation model is installed", remedy="run `duizhao models install qwen`")

    desk.run()
    desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("发布模型", "上涨"))
    found = plan(Job((desk.dumps,), desk.output, desk.folder / "glossary", desk.folder / "memory.db"), none)
    assert found.sources == {"from memory": 5, "to draft": 1}
    assert found.engine == FakeEngine.signature
    assert "models install" in found.missing


def test_the_limit_holds_and_what_is_beyond_is_told(desk: Desk) -> None:
    desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("发布模型", "上涨"))
    found = planned(desk, Selection(limit=1))
    assert (found.articles, found.left_out.beyond) == (1, 1)


def speeds(*rates: float) -> Iterator[Speed]:
    for rate in rates:
        yield Speed("fake/1", "here", "2026-01-06T00:00:00+00:00", 100, 1000, 500, 1000 / rate)


def test_an_estimate_rests_on_earlier_runs_and_says_how_sure_it_is() -> None:
    found = estimate(6000, tuple(speeds(20, 30, 40)), "fake", 1.0)
    assert found is not None
    assert found.likely == pytest.approx(1 + 6000 * (50 + 1000 / 30 + 25) / 3000)
    assert [found.low, found.high] == pytest.approx([1 + 6000 / 40, 1 + 6000 / 20])
    assert "3 earlier runs" in found.basis


def test_one_run_says_less_than_three() -> None:
    one, three = (estimate(6000, tuple(speeds(*[30] * runs)), "fake", 0) for runs in (1, 3))
    assert one is not None
    assert three is not None
    assert one.low < three.low < three.likely < three.high < one.high


def test_without_a_run_a_documented_figure_is_used_where_there_is_one() -> None:
    found = estimate(480, (), "qwen", 0)
    assert found is not None
    assert [found.low, found.high] == pytest.approx([10 / 3, 30])
    assert "nothing measured on this machine" in found.basis
    assert estimate(480, (), "argos", 0) is None


def test_a_run_keeps_its_speed_for_the_next_estimate(desk: Desk) -> None:
    desk.run()
    desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("发布模型", "上涨"))
    found = planned(desk)
    assert found.estimate is not None
    assert "measured in 1 earlier run of this engine on this machine" in found.estimate.basis


def test_a_run_that_only_reuses_keeps_no_speed(desk: Desk) -> None:
    assert desk.run().account.speed is not None
    assert desk.run().account.speed is None


def test_times_as_people_say_them() -> None:
    assert [rough(seconds) for seconds in (0, 12, 70, 3000, 7300)] == [
        "1 s",
        "10 s",
        "1 min",
        "50 min",
        "2 h",
    ]


def run(desk: Desk, *options: str) -> str:
    words = ["translate", str(desk.dumps), "--dry-run", "--glossary", str(desk.folder / "glossary"), *options]
    result = CliRunner().invoke(
        app, words, env={"COLUMNS": "80", "DUIZHAO_MODELS": str(desk.folder / "none")}
    )
    assert result.exit_code == 0, result.output
    return result.stdout


def test_on_a_terminal_and_for_machines(desk: Desk) -> None:
    told = run(desk, "--limit", "1", "-e", "qwen")
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "Nothing was written" in told
    record = json.loads(run(desk, "--json", "-e", "qwen"))
    assert record["sources"] == {"to draft": 3}
    assert record["estimate"]["low"] < record["estimate"]["likely"] < record["estimate"]["high"]
    assert "models install" in record["engine_missing"]


def test_a_moment_that_is_none_is_wrong_usage(desk: Desk) -> None:
    result = CliRunner().invoke(app, ["translate", str(desk.dumps), "--since", "soon"])
    assert result.exit_code == 2
    assert "is no moment" in result.output
