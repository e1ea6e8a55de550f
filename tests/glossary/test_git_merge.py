"""Two editors who add names at a time: git merges their files without a conflict."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from typer.testing import CliRunner

from translate.cli_glossary import app
from translate.glossary import Glossary

STARTER = Path(__file__).parents[2] / "glossary"
OURS = {"霍夫曼": "Hoffman", "文森特": "Vincent", "范登伯格": "Vandenberg", "穆尼奥斯": "Muñoz"}
THEIRS = {"卡拉汉": "Callahan", "林德格伦": "Lindgren", "达席尔瓦": "da Silva", "扎哈罗娃": "Zakharova"}


def git(folder: Path, *arguments: str) -> str:
    settings = (
        "-c",
        "user.name=Editor",
        "-c",
        "user.email=editor@news.example",
        "-c",
        "init.defaultBranch=main",
    )
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def add(folder: Path, names: dict[str, str]) -> None:
    for zh, en in names.items():
        result = CliRunner().invoke(app, ["add", zh, en, "--file", "people.po", "--glossary", str(folder)])
        assert result.exit_code == 0, result.output
    git(folder, "add", "*.po")
    git(folder, "commit", "-m", "names")


def test_two_editors_add_names(tmp_path: Path) -> None:
    shutil.copyfile(STARTER / "people.po", tmp_path / "people.po")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "start")
    git(tmp_path, "checkout", "-b", "theirs")
    add(tmp_path, THEIRS)
    git(tmp_path, "checkout", "main")
    add(tmp_path, OURS)

    git(tmp_path, "merge", "theirs", "-m", "both")

    glossary = Glossary.load(tmp_path)
    assert not glossary.faults
    merged = {entry.zh: entry.en for entry in glossary.entries()}
    assert merged.items() >= (OURS | THEIRS).items()
    # One block an entry: what one editor added is what the diff shows, and nothing else
    added = [line for line in git(tmp_path, "diff", "HEAD^1").splitlines() if line.startswith("+m")]
    assert sorted(added) == sorted(
        line for zh, en in THEIRS.items() for line in (f'+msgid "{zh}"', f'+msgstr "{en}"')
    )
