"""Which files a list of paths means."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.ingest import discover


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder ``dump`` in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.md", "a.html", "c/z.txt", "c/y.HTM", "c/x.markdown", "notes.pdf", "README.md", "c/readme.MD", ".hidden.md",
        ".git/config.md", "c/pages.css",
    ):  # fmt: skip
        file = tmp_path / "dump" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("甲", encoding="utf-8")
    return Path("dump")


def test_folders_are_searched_in_sorted_order(dump: Path) -> None:
    found = discover([dump])
    assert [path.as_posix() for path in found.paths] == [
        "dump/a.html",
        "dump/b.md",
        "dump/c/x.markdown",
        "dump/c/y.HTM",
        "dump/c/z.txt",
    ]
    assert found.faults == ()


def test_a_file_given_by_name_is_always_tried(dump: Path) -> None:
    named = [dump / "README.md", dump / "notes.pdf", dump / ".hidden.md"]
    assert discover(named).paths == tuple(named)


def test_a_file_named_twice_is_read_once(dump: Path) -> None:
    assert discover([dump / "b.md", dump, dump.absolute() / "b.md"]).paths.count(dump / "b.md") == 1
    assert len(discover([dump / "b.md", dump]).paths) == 5


def test_a_missing_path_is_one_fault_and_the_rest_goes_on(dump: Path) -> None:
    found = discover([Path("nowhere"), dump / "b.md"])
    assert found.paths == (dump / "b.md",)
    assert [str(fault) for fault in found.faults] == ["nowhere: does not exist; check the path"]


def test_a_folder_without_news_is_a_fault(dump: Path) -> None:
    (dump / "empty").mkdir()
    found = discover([dump / "empty"])
    assert found.paths == ()
    assert str(found.faults[0]).startswith("dump/empty: holds no news files; ")


def test_links_that_lead_round_in_a_circle_are_not_followed(dump: Path) -> None:
    (dump / "c" / "round").symlink_to(dump.absolute(), target_is_directory=True)
    assert len(discover([dump]).paths) == 5


def test_a_broken_link_is_left_for_the_reader_to_name(dump: Path) -> None:
    (dump / "gone.md").symlink_to("nowhere.md")
    assert dump / "gone.md" in discover([dump]).paths
    assert discover([dump / "gone.md"]).faults == ()
