"""``duizhao glossary impact`` and ``duizhao update`` as an editor runs them: whole commands, no engine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeEngine
from translate.cli_glossary.touched import SHOWN
from translate.job import Job, run

DUMP = """[雪花公司上涨](https://news.example/tech/snow.html)
------

<div><i>Mon, 05 Jan 2026 00:00:00 GMT</i></div><p>数据公司雪花星期一上涨。</p><p>天气很好。</p>
"""
HEADER = 'msgid ""\nmsgstr "Language: en\\n"\n'


def entry(zh: str, en: str, *comments: str) -> str:
    return "\n" + "".join(f"#. {comment}\n" for comment in comments) + f'msgid "{zh}"\nmsgstr "{en}"\n'


class Project:
    """A project folder with one news translated and its glossary."""

    def __init__(self, folder: Path, dump: str = DUMP) -> None:
        self.folder = folder
        (folder / "glossary").mkdir()
        self.write(entry("雪花公司", "Snowflake Inc."))
        (folder / "a.md").write_text(dump, encoding="utf-8")
        job = Job((folder / "a.md",), folder / "output", folder / "glossary", folder / "memory.db")
        run(job, FakeEngine().choice)

    def write(self, *entries: str) -> None:
        (self.folder / "glossary" / "terms.po").write_text(HEADER + "".join(entries), encoding="utf-8")

    def duizhao(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "translate", *arguments],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "DUIZHAO_MODELS": str(self.folder / "none"), "COLUMNS": "120"},
            capture_output=True,
            text=True,
            check=False,
        )

    def impact(self, *arguments: str) -> Any:
        done = self.duizhao("glossary", "impact", *arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
        subprocess.run(["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_new_entry_is_tried_before_it_is_added(project: Project) -> None:
    before = {path: path.read_bytes() for path in (project.folder / "glossary").iterdir()}
    told = project.impact("雪花", "--en", "Snowflake")
    assert (told["segments"], told["articles"], told["human"]) == (1, 1, 0)
    (touched,) = told["touched"]
    assert touched["segment"] == "p01.s01"
    assert [lock["en"] for lock in touched["after"]] == ["Snowflake"]
    assert {path: path.read_bytes() for path in (project.folder / "glossary").iterdir()} == before


@pytest.mark.parametrize(
    ("options", "segments"),
    [
        (("--scope", "mentions 数据"), 1),
        (("--scope", "mentions 云"), 0),
        (("--scope", "section tech"), 1),
        (("--alias", "天气"), 2),
        (("--forbidden",), 1),
        (("--exact",), 1),
    ],
)
def test_the_entry_can_be_given_in_full(project: Project, options: tuple[str, ...], segments: int) -> None:
    assert project.impact("雪花", "--en", "Snowflake", *options)["segments"] == segments


def test_a_table_names_the_segments_and_what_they_would_need(project: Project) -> None:
    done = project.duizhao("glossary", "impact", "雪花", "--en", "Snowflake")
    assert done.returncode == 0
    assert done.stdout.startswith("1 segment in 1 article; no person decided any of them\n")
    assert "雪花 → Snowflake" in done.stdout


def test_where_a_term_counts_and_what_its_removal_would_touch(project: Project) -> None:
    for options in ((), ("--removed",)):
        assert [each["segment"] for each in project.impact("雪花公司", *options)["touched"]] == ["p00.s01"]


def test_changes_since_a_revision_are_those_of_the_working_tree(project: Project) -> None:
    project.git("init", "-q")
    project.git("add", "glossary")
    project.git("commit", "-qm", "Begin")
    assert project.impact("--since", "HEAD")["segments"] == 0
    project.write(entry("雪花公司", "Snowflake"), entry("天气", "weather"))
    told = project.impact("--since", "HEAD")
    assert [each["segment"] for each in told["touched"]] == ["p00.s01", "p02.s01"]


@pytest.mark.parametrize(
    ("revision", "commit", "told"),
    [
        (
            "HEAD",
            False,
            "glossary: is in no git repository, so there is no earlier state of it; keep the glossary",
        ),
        ("v9", True, "glossary: git knows no revision 'v9'"),
        ("--output=x", True, "glossary: git knows no revision '--output=x'"),
        ("HEAD", True, "git has no such folder at that revision"),
    ],
)
def test_a_revision_that_is_not_there_is_one_clear_line(
    project: Project, revision: str, commit: bool, told: str
) -> None:
    if commit:
        project.git("init", "-q")
        project.git("add", "a.md")
        project.git("commit", "-qm", "Begin")
    done = project.duizhao("glossary", "impact", f"--since={revision}")
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "name a term, or give --since"),
        (("雪花", "--since", "HEAD"), 2, "name a term, or give --since"),
        (("雪花", "--scope", "section tech"), 2, "what English the entry would have"),
        (("雪花", "--en", "Snow", "--removed"), 2, "give one of"),
        (("雪片",), 1, "error: the glossary enforces no entry 雪片; add one"),
        (("雪花", "--en", "Snow", "--scope", "moon full"), 1, "error: unknown scope 'moon'; use one of"),
        (
            ("雪花", "--en", "Snow", "--memory", "no.db"),
            1,
            "error: no.db: there is no such translation memory",
        ),
        (("雪花", "--en", "Snow", "--glossary", "no"), 1, "error: no: there is no such glossary folder"),
    ],
)
def test_what_cannot_be_asked_is_told(
    project: Project, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = project.duizhao("glossary", "impact", *arguments)
    assert done.returncode == code
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert not (project.folder / "no.db").exists()


def test_an_entry_that_cannot_be_read_is_told_by_the_exit_code(project: Project) -> None:
    project.write(entry("雪花公司", "Snowflake Inc."), 'msgid "天气\n')
    done = project.duizhao("glossary", "impact", "雪花公司")
    assert (done.returncode, "terms.po:" in done.stderr) == (1, True)
    assert done.stdout.startswith("1 segment in 1 article")


def test_all_lists_what_else_is_only_counted(tmp_path: Path) -> None:
    touched = tuple(f"p{number:02}.s01" for number in range(1, SHOWN + 4))
    project = Project(tmp_path, DUMP + "\n".join("<p>雪花公司上涨。</p>" for _ in touched[1:]))
    some = project.duizhao("glossary", "impact", "雪花公司").stdout
    everything = project.duizhao("glossary", "impact", "雪花公司", "--all").stdout
    assert "more: --all shows them" in some
    assert "more: --all shows them" not in everything
    assert len(everything.splitlines()) > len(some.splitlines())


def test_an_update_with_nothing_to_do_needs_no_engine(project: Project) -> None:
    done = project.duizhao("update")
    assert (done.returncode, done.stdout) == (0, "no segment is touched\n")


def test_a_dry_update_shows_what_would_be_translated_again(project: Project) -> None:
    project.write(entry("雪花公司", "Snowflake"))
    done = project.duizhao("update", "--dry-run")
    assert done.returncode == 0
    assert "雪花公司 → Snowflake" in done.stdout
    assert done.stdout.endswith("1 segment would be translated again; run it without --dry-run to do so\n")
    told = json.loads(project.duizhao("update", "--dry-run", "--json").stdout)
    assert (told["dry_run"], told["segments"], told["pages"]) == (True, 1, [])


def test_an_update_that_needs_an_engine_says_which_command_installs_one(project: Project) -> None:
    project.write(entry("雪花公司", "Snowflake"))
    done = project.duizhao("update")
    assert done.returncode == 1
    assert "duizhao models install qwen" in done.stderr


@pytest.mark.parametrize("command", [("update",), ("glossary", "impact")])
def test_help_has_examples(project: Project, command: tuple[str, ...]) -> None:
    assert f"Example: duizhao {' '.join(command)}" in project.duizhao(*command, "--help").stdout
