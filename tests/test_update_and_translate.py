"""An update between two runs: pages say the same whichever command made them, and what is flagged stays flagged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from tests.test_job import GLOSSARY, Desk
from translate.checks.again import check_again
from translate.memory import Action, Change, Memory
from translate.update_job import UpdateJob, run_update

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
FLAG = "The glossary now demands “Deep Seek AI” for “"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def enforce(desk: Desk, en: str) -> None:
    assert "DeepSeek" in GLOSSARY
    (desk.folder / "glossary" / "a.po").write_text(GLOSSARY.replace("DeepSeek", en), encoding="utf-8")


def update(desk: Desk) -> None:
    job = UpdateJob(desk.output, desk.folder / "glossary", desk.folder / "memory.db")
    run_update(job, FakeEngine().choice)


@pytest.mark.parametrize("edit", [False, True])
def test_the_run_after_an_update_says_what_the_update_said(desk: Desk, edit: bool) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        if edit:
            memory.edit(page.stem, "p01.s01", "DeepSeek released a model.", "ann", NOON)
        memory.approve(page.stem, "p01.s01", "ann", NOON)
    enforce(desk, "Deep Seek AI")
    update(desk)
    updated = page.read_text(encoding="utf-8")
    assert FLAG in updated
    desk.run()
    assert page.read_text(encoding="utf-8") == updated


def test_a_flag_goes_when_a_person_has_looked_or_the_glossary_changes_back(desk: Desk) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p01.s01", "DeepSeek released a model.", "ann", NOON)
    enforce(desk, "Deep Seek AI")
    update(desk)
    enforce(desk, "DeepSeek")
    desk.run()
    assert FLAG not in page.read_text(encoding="utf-8")
    enforce(desk, "Deep Seek AI")
    update(desk)
    desk.run()
    assert FLAG in page.read_text(encoding="utf-8")
    with Memory.open(desk.folder / "memory.db") as memory:
        words = "The company DeepSeek released a model."
        memory.change([Change(page.stem, "p01.s01", Action.EDIT, "ann", NOON, words)], check_again)
    desk.run()
    assert FLAG not in page.read_text(encoding="utf-8")
