"""``duizhao export`` and ``duizhao import`` as somebody at a terminal meets them."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner

from tests.memory.samples import MONDAY, sentences
from translate.cli import app
from translate.memory import Action, Change, Memory

RUNNER = CliRunner()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a memory of two articles, which is where we are."""
    monkeypatch.chdir(tmp_path)
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.store(sentences("英伟达上涨。", "雪花下跌。"), {})
        memory.store(sentences("天气很好。", id_="a2"), {})
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = RUNNER.invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def change(path: Path, en: str) -> None:
    """The first sentence with other English, signed."""
    file = polib.pofile(str(path), encoding="utf-8")
    file[0].msgstr, file[0].flags = en, []
    file.save()


def test_all_articles_without_a_name(desk: Path) -> None:
    assert run("export", "--output", "out") == (0, "2 articles in out\n", "")
    assert sorted(path.name for path in (desk / "out").iterdir()) == ["a1.po", "a2.po"]


def test_one_unknown_article_keeps_no_other_from_being_written(desk: Path) -> None:
    code, out, err = run("export", "a9", "a2.html", "--json")
    assert (code, json.loads(out)["files"]) == (1, ["exchange/a2.po"])
    assert err == "error: memory.db: has no article a9; see what there is with: duizhao status\n"
    assert (desk / "exchange" / "a2.po").exists()


def test_a_memory_that_is_not_there_is_not_made(desk: Path) -> None:
    for arguments in (["export", "-m", "no.db"], ["import", "a.po", "-m", "no.db"]):
        with pytest.raises(Exception, match="there is no such translation memory"):
            RUNNER.invoke(app, arguments, catch_exceptions=False)
    assert not (desk / "no.db").exists()


def test_what_came_back_and_what_could_not(desk: Path) -> None:
    run("export", "--output", ".")
    change(desk / "a1.po", "Nvidia rose.")
    change(desk / "a2.po", "The weather is fine.")
    (desk / "broken.po").write_text('msgid "中\n', encoding="utf-8")
    with Memory.open(desk / "memory.db") as memory:
        memory.change([Change("a1", "p01.s01", Action.EDIT, "Bob", MONDAY, "Nvidia up.")])
    code, out, err = run("import", "broken.po", "a1.po", "a2.po", "--who", "Mei")
    assert code == 1
    assert err.startswith("error: broken.po:1: ")
    assert out == (
        "a1.po: 0 taken, 0 approved, 1 unchanged, 1 conflict\n"
        "  conflict a1.po:17: a1 p01.s01\n"
        "    zh        英伟达上涨。\n"
        "    memory    Nvidia up.  (Bob, 2025-01-27 09:30 UTC)\n"
        "    this file Nvidia rose.\n"
        "a2.po: 1 taken, 1 approved, 0 unchanged\n"
        "The newer words stay. To take those of the file: the same command with --theirs\n"
    )
    assert run("import", "a1.po")[0] == 3
    assert run("import", "a1.po", "--theirs")[0] == 0


def test_an_import_for_machines(desk: Path) -> None:
    run("export", "--output", ".")
    change(desk / "a1.po", "Nvidia rose.")
    code, out, _ = run("import", "a1.po", "--json", "--dry-run", "--who", "Mei")
    assert code == 0
    assert json.loads(out) == {
        "dry_run": True,
        "files": [
            {
                "file": "a1.po",
                "article": "a1",
                "articles": ["a1"],
                "pairs": {"source": "", "added": 0, "signed": 0, "same": 0},
                "passed_over": [],
                "taken": 1,
                "approved": 1,
                "reopened": 0,
                "same": 1,
                "refused": [],
                "conflicts": [],
            }
        ],
        "faults": [],
    }


def test_what_is_no_file_is_said_with_the_remedy_that_fits(desk: Path) -> None:
    (desk / "folder").mkdir()
    code, _, err = run("import", "gone.po", "folder")
    assert code == 1
    assert err.splitlines() == [
        "error: gone.po: cannot be read; look at the name: there is no such file",
        "error: folder: is a folder, not a file; name the files in it",
    ]


def test_nothing_that_is_told_can_steer_the_terminal(desk: Path) -> None:
    """Names, English and headers come from others: colours, cursor moves and direction marks stay out."""
    run("export", "--output", ".")
    change(desk / "a1.po", "Nvidia rose.")
    with Memory.open(desk / "memory.db") as memory:
        memory.change([Change("a1", "p01.s01", Action.EDIT, "\x1b[31mBob\u202e", MONDAY, "Nvidia\u202e up.")])
    _, out, _ = run("import", "a1.po", "--who", "\x1b[31mMei")
    assert "memory    Nvidia up.  ([31mBob, " in out
    other = (desk / "a2.po").read_text(encoding="utf-8").replace("Article: a2", "Article: a\u202e\u009b2")
    (desk / "a3.po").write_text(other, encoding="utf-8")
    _, _, err = run("import", "a3.po")
    assert not [char for char in out + err if not char.isprintable() and char != "\n"]
