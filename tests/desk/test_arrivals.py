"""Which files of a folder are whole, and which came together."""

from __future__ import annotations

import os
from pathlib import Path

from translate.arrivals import Arrivals, look


def names(ready: dict[str, object]) -> list[str]:
    return [Path(path).name for path in ready]


class Folder:
    """A folder, looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.arrivals = Arrivals()

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def look(self) -> list[str]:
        ready = self.arrivals.take(look(self.path) or {})
        self.arrivals.done(ready)
        return [Path(path).name for path in ready]


def test_a_file_counts_once_it_has_stopped_growing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.md", "一")
    assert folder.look() == []
    folder.write("a.md", "一二")
    assert folder.look() == []
    assert folder.look() == ["a.md"]
    assert folder.look() == []


def test_what_came_together_is_one_batch(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.md", "一")
    folder.look()
    folder.write("day/b.jsonl.gz", "二")
    assert folder.look() == []
    assert folder.look() == ["a.md", "b.jsonl.gz"]


def test_one_that_grows_for_ever_does_not_hold_the_others(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.md", "一")
    batches = []
    for number in range(20):
        folder.write("log.txt", "二" * (number + 1))
        batches.append(folder.look())
    assert ["a.md"] in batches
    assert not any("log.txt" in batch for batch in batches)


def test_a_changed_file_comes_again_also_with_size_and_time_of_the_old(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.md", "一")
    folder.look()
    folder.look()
    old = (tmp_path / "a.md").stat()
    folder.write("a.new.md.part", "二")
    os.utime(tmp_path / "a.new.md.part", ns=(old.st_atime_ns, old.st_mtime_ns))
    (tmp_path / "a.new.md.part").rename(tmp_path / "a.md")
    assert (folder.look(), folder.look()) == ([], ["a.md"])


def test_unfinished_hidden_and_other_files_never_count(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for name in ("a.md.part", "b.md.tmp", ".c.md", ".hidden/d.md", "picture.png", "README.md"):
        folder.write(name, "一")
    (tmp_path / "round").symlink_to(tmp_path)
    assert (folder.look(), folder.look()) == ([], [])


def test_a_folder_that_is_gone_is_told_from_an_empty_one(tmp_path: Path) -> None:
    assert look(tmp_path) == {}
    assert look(tmp_path / "gone") is None


def test_files_of_a_folder_that_comes_back_are_not_done_twice(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "dumps")
    folder.write("a.md", "一")
    folder.look()
    assert folder.look() == ["a.md"]
    (tmp_path / "dumps").rename(tmp_path / "away")
    assert folder.look() == []
    (tmp_path / "away").rename(tmp_path / "dumps")
    assert (folder.look(), folder.look()) == ([], [])
