"""Writing the index beside the pages of a run, again and again."""

from __future__ import annotations

from pathlib import Path

from tests.review.many import many
from tests.review.sample import SIGNATURE
from translate.index_job import write_index


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_pages_of_days_that_have_no_article_any_more_go(tmp_path: Path) -> None:
    assert list(write_index(tmp_path, many(300), (), SIGNATURE)) == []
    before = names(tmp_path)
    assert "day-2026-11-14.html" in before
    assert list(write_index(tmp_path, many(200), (), SIGNATURE)) == []
    assert names(tmp_path) < before
    assert "day-2026-11-14.html" not in names(tmp_path)
    list(write_index(tmp_path, many(3), (), SIGNATURE))
    assert names(tmp_path) == {"index.html"}


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    own = {"day-2001-01-01.html": "<p>my day</p>", "days.html": "mine", "faults.html": ""}
    for name, text in own.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "day-off.html").mkdir()
    assert list(write_index(tmp_path, many(3), (), SIGNATURE)) == []
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in own} == own
    assert (tmp_path / "day-off.html").is_dir()


def test_the_same_again_leaves_every_file_alone(tmp_path: Path) -> None:
    list(write_index(tmp_path, many(300), (), SIGNATURE))
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    list(write_index(tmp_path, many(300), (), SIGNATURE))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times


def test_a_page_that_cannot_be_written_is_a_fault_and_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "day-2026-11-23.html").mkdir()
    (fault,) = write_index(tmp_path, many(300), (), SIGNATURE)
    assert fault.where == str(tmp_path / "day-2026-11-23.html")
    assert fault.remedy == "move that folder away, or name another output folder"
    assert fault.why == "cannot be written: a folder has this name"
    assert {"day-2026-11-22.html", "index.html"} <= names(tmp_path)
