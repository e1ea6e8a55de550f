"""``duizhao init``: a folder that can be worked in, and nothing of the user's overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.errors import DuizhaoError
from translate.project import init_project
from translate.termbase import Termbase


def test_a_new_project_has_the_starter_glossary(tmp_path: Path) -> None:
    lines = list(init_project(tmp_path / "newsroom"))
    made = {path.name for path in (tmp_path / "newsroom").iterdir()}
    assert made == {"README.md", ".gitignore", "dumps", "output", "glossary", "templates"}
    assert lines[-1].startswith("put dumps into")
    termbase = Termbase.load(tmp_path / "newsroom" / "glossary")
    assert len(termbase) > 1000
    assert not termbase.faults


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "people.po").write_text("mine", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("mine", encoding="utf-8")
    list(init_project(tmp_path))
    assert (tmp_path / "glossary" / "people.po").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine"


def test_git_ignores_what_can_be_made_again_and_keeps_the_memory(tmp_path: Path) -> None:
    list(init_project(tmp_path))
    ignored = (tmp_path / ".gitignore").read_text(encoding="utf-8").split()
    assert "output/" in ignored
    assert "memory.db" not in ignored


def test_a_file_in_the_way_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "newsroom").write_text("", encoding="utf-8")
    with pytest.raises(DuizhaoError, match="cannot be made into a project"):
        list(init_project(tmp_path / "newsroom"))
