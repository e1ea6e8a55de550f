"""Adapted sentences under the desk's whole job: another engine, new drafts, dry runs, a glossary that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from tests.test_adapting import APPLE, ENGLISH, GLOSSARY, NVIDIA, TESLA
from tests.test_job import Desk
from translate.job import Report
from translate.memory import Memory
from translate.plan import Plan, plan
from translate.update_job import UpdateJob, run_update

LATER = {"Nvidia股价周一上涨3.5%。": "On Monday Nvidia shares gained 3.5%."}
NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
CALM = "市场没有反应。"


class Second(FakeEngine):
    """Another engine, with words of its own."""

    signature = "fake/2"

    def __init__(self) -> None:
        super().__init__(LATER)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A project in which ``b`` has one sentence, adapted from that of ``a``; there are no titles to draft."""
    desk = Desk(tmp_path)
    (tmp_path / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
    (desk.dumps / "good.md").unlink()
    desk.add("a.txt", NVIDIA)
    desk.add("b.txt", TESLA)
    return desk


def first(desk: Desk) -> Report:
    return desk.run(engine=FakeEngine(ENGLISH))


def planned(desk: Desk, engine: FakeEngine, redraft: bool = False) -> Plan:
    return plan(replace(desk.job(), redraft=redraft), engine.choice)


def stored(desk: Desk, report: Report, name: str) -> tuple[list[tuple[str, str]], str]:
    """English and origin of each sentence of an article, and the signature of who drafted it."""
    (page,) = (page for page in report.pages if page.stem.startswith(f"{name}-"))
    with Memory.open(desk.folder / "memory.db") as memory:
        result = memory.load(page.stem)
    assert result is not None
    return [(row.draft.en, row.draft.origin) for row in result.rows], result.signature.engine


def test_adapted_drafts_stay_when_another_engine_comes_and_it_signs_nothing(desk: Desk) -> None:
    first(desk)
    for page in desk.output.glob("b-*.html"):
        page.unlink()
    engine = Second()
    report = desk.run(engine=engine)
    assert stored(desk, report, "b") == ([("Tesla shares rose 12% on Monday.", "adapted")], "fake/1")
    assert engine.asked == []
    assert report.other_engines == 2


def test_another_engine_that_drafts_beside_an_adapted_sentence_signs_as_well(desk: Desk) -> None:
    first(desk)
    desk.add("b.txt", f"{TESLA}\n\n{CALM}")
    report = desk.run(engine=Second())
    rows, signature = stored(desk, report, "b")
    assert [origin for _, origin in rows] == ["adapted", "engine"]
    assert signature == "fake/1 + fake/2"
    with Memory.open(desk.folder / "memory.db") as memory:
        assert memory.latest_engine() == "fake/2"
    desk.add("b.txt", f"{TESLA}\n\n{CALM}\n\n{CALM}")  # looked at again: both still know whose they are
    assert stored(desk, desk.run(engine=Second()), "b")[1] == signature


def test_redraft_makes_adapted_drafts_anew_as_well(desk: Desk) -> None:
    first(desk)
    engine = Second()
    assert desk.run(engine=engine, redraft=True).other_engines == 0
    report = desk.run(engine=engine, redraft=True)
    assert report.unchanged == 2
    assert stored(desk, report, "b") == ([("On Monday Tesla shares gained 12%.", "adapted")], "fake/2")


@pytest.mark.parametrize("redraft", [False, True])
def test_a_dry_run_knows_what_will_be_adapted(desk: Desk, redraft: bool) -> None:
    first(desk)
    desk.add("c.txt", f"{APPLE}\n\n{CALM}")
    engine = FakeEngine(ENGLISH)
    before = planned(desk, engine, redraft)
    report = desk.run(engine=engine, redraft=redraft)
    assert before.sources == {"from memory": 1, "adapted": 2, "to draft": 1}
    assert before.characters == len(CALM)
    assert report.effort.sentences == {"from memory": 1, "adapted": 2, "drafted": 1}
    for page in report.pages:
        page.unlink()
    assert planned(desk, engine, redraft).sources == {"from memory": 2, "adapted": 2}


def test_a_dry_run_says_what_may_be_adapted_from_drafts_to_come(desk: Desk) -> None:
    found = planned(desk, FakeEngine(ENGLISH))
    assert (found.sources, found.perhaps) == ({"to draft": 2}, 1)
    first(desk)
    assert planned(desk, Second(), redraft=True).perhaps == 1


def test_an_update_keeps_whose_the_adapted_drafts_are(desk: Desk) -> None:
    desk.add("b.txt", f"{TESLA}\n\n谷歌没有反应。")
    first(desk)
    with (desk.folder / "glossary" / "a.po").open("a", encoding="utf-8") as glossary:
        glossary.write('\nmsgid "谷歌"\nmsgstr "Google"\n')
    job = UpdateJob(desk.output, desk.folder / "glossary", desk.folder / "memory.db")
    run_update(job, Second().choice)
    report = desk.run(engine=Second())
    rows, signature = stored(desk, report, "b")
    assert rows[0] == ("Tesla shares rose 12% on Monday.", "adapted")
    assert "Google" in rows[1][0]
    assert signature == "fake/1 + fake/2"


def test_what_people_change_of_adapted_sentences_is_told_as_theirs(desk: Desk) -> None:
    report = first(desk)
    (page,) = (page for page in report.pages if page.stem.startswith("b-"))
    with Memory.open(desk.folder / "memory.db") as memory:
        assert memory.origins(None) == {"adapted": 1, "engine": 1}
        memory.edit(page.stem, "p01.s01", "Tesla stock rose 12% on Monday.", "ann", NOON)
        assert memory.origins(None) == {"adapted": 1, "engine": 1}
        assert [(each.engine, each.segments) for each in memory.machine_drafts_by_engine(None)] == [
            ("fake/1", 1)
        ]
        (revision,) = memory.revisions(None)
    assert (revision.engine, revision.draft) == ("adapted", "Tesla shares rose 12% on Monday.")


def test_a_correction_of_a_figure_adapts_the_english_of_before(desk: Desk) -> None:
    report = first(desk)
    (page,) = (page for page in report.pages if page.stem.startswith("a-"))
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p01.s01", "Nvidia stock was up 3.5% Monday.", "ann", NOON)
    desk.add("a.txt", NVIDIA.replace("3.5", "4.5"))
    before = planned(desk, FakeEngine(ENGLISH))
    report = desk.run(engine=FakeEngine(ENGLISH))
    assert before.sources == report.effort.sentences == {"adapted": 2}
    assert (report.corrected("changed"), report.corrected("reopened")) == (1, 1)
    assert stored(desk, report, "a")[0] == [("Nvidia stock was up 4.5% Monday.", "adapted")]
    assert "Adapted from what stood here before, which differs" in page.read_text(encoding="utf-8")
    assert desk.run(engine=Second()).unchanged == 2
