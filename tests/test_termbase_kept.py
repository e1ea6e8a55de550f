"""Tables kept in the cache folder: made once, made anew when they are damaged, foreign or of another version."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.termbase import kept as module
from translate.termbase.kept import kept


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "_folder", lambda: tmp_path / "tables")
    return tmp_path / "tables"


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[dict[str, float], frozenset[str]]:
        self.times += 1
        return {"上海": -7.5}, frozenset(("上海",))


def test_it_is_made_once(folder: Path) -> None:
    make = Maker()
    first = kept("words", "1", make)
    assert kept("words", "1", make) == first
    assert make.times == 1
    assert len(list(folder.iterdir())) == 1


def test_another_version_is_made_anew(folder: Path) -> None:
    make = Maker()
    kept("words", "1", make)
    kept("words", "2", make)
    assert make.times == 2
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes | None) -> None:
    make = Maker()
    kept("words", "1", make)
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    assert kept("words", "1", make) == Maker()()
    assert make.times == 2


def test_a_folder_that_cannot_be_made_costs_only_time(folder: Path) -> None:
    folder.write_text("in the way", encoding="utf-8")
    assert kept("words", "1", Maker()) == Maker()()
