"""``duizhao glossary lint``: what it prints, what it gives to machines, how it exits, what it writes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.glossary.test_lint import entry
from tests.memory.samples import MONDAY, article, row
from translate.cli_glossary import app
from translate.memory import Memory

TWINS = entry("克莱纳曼", "Kleinerman") + entry("克莱曼", "Kleinerman")
CONFLICT = entry("英伟达", "Nvidia") + entry("英偉達", "NVIDIA")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "glossary"
    made.mkdir()
    return made


def run(folder: Path, text: str, *arguments: str | Path) -> Result:
    (folder / "people.po").write_text(text, encoding="utf-8")
    return again(folder, *arguments)


def again(folder: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["lint", "--glossary", str(folder), *map(str, arguments)])


def test_a_clean_glossary_exits_0(folder: Path) -> None:
    result = run(folder, entry("深度求索", "DeepSeek"))
    assert result.exit_code == 0
    assert f"{folder}: 0 errors, 0 warnings, 0 notes" in result.stdout


def test_a_finding_is_one_line_that_editors_jump_to(folder: Path) -> None:
    result = run(folder, TWINS)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        f"{folder}/people.po:4: warning: 克莱曼 → Kleinerman looks like 克莱纳曼 → Kleinerman (people.po:1); "
        "if they are one name, keep one of them and list the other among its aliases [near-twin]"
    )
    assert re.search(r"near-twin +Two entries look like one name", result.stdout)


def test_errors_exit_3_and_warnings_do_so_when_strict(folder: Path) -> None:
    assert run(folder, CONFLICT).exit_code == 3
    assert run(folder, TWINS).exit_code == 0
    assert again(folder, "--strict").exit_code == 3


def test_what_cannot_be_read_exits_1_and_the_rest_is_looked_at(folder: Path) -> None:
    (folder / "old.po").write_bytes('msgid "英伟达"\nmsgstr "Nvidia"\n'.encode("gb18030"))
    result = run(folder, TWINS)
    assert result.exit_code == 1
    assert f"{folder}/old.po:1: error: is GB18030, but its header says UTF-8" in result.stdout
    assert "[near-twin]" in result.stdout


def test_a_bad_entry_is_an_error_at_its_line(folder: Path) -> None:
    result = run(folder, entry("深度求索", "DeepSeek") + 'msgid "英伟达"\nmsgstr Nvidia\n')
    assert result.exit_code == 3
    assert f"{folder}/people.po:5: error: is not PO syntax" in result.stdout


def test_severity_and_rule_choose_what_is_shown(folder: Path) -> None:
    text = CONFLICT + TWINS
    assert "[near-twin]" not in run(folder, text, "--severity", "error").stdout
    only = again(folder, "--rule", "near-twin", "--rule", "bad_scope")
    assert only.exit_code == 0
    assert "[near-twin]" in only.stdout
    assert "[conflict]" not in only.stdout


def test_an_unknown_rule_is_wrong_usage_and_the_rules_are_named(folder: Path) -> None:
    result = run(folder, TWINS, "--rule", "twin")
    assert result.exit_code == 2
    assert "near-twin" in result.output


def test_json_is_one_object(folder: Path) -> None:
    result = run(folder, CONFLICT, "--json")
    report = json.loads(result.stdout)
    assert (report["errors"], report["warnings"], report["notes"]) == (1, 0, 0)
    (finding,) = report["findings"]
    assert (finding["file"], finding["line"], finding["rule"]) == ("people.po", 4, "conflict")
    assert (finding["severity"], finding["zh"], finding["fixable"]) == ("error", "英偉達", False)


def test_fix_writes_what_is_safe_says_so_and_leaves_the_rest(folder: Path) -> None:
    result = run(folder, entry("高通", "Qualcomm ") + CONFLICT, "--fix")
    assert result.exit_code == 3
    assert f"{folder}/people.po:1: fixed: 高通: removed white space [white-space]" in result.stdout
    assert "[conflict]" in result.stdout
    assert (folder / "people.po").read_text(encoding="utf-8") == entry("高通", "Qualcomm") + CONFLICT


def test_a_second_fix_writes_nothing(folder: Path) -> None:
    run(folder, entry("高通", "Qualcomm ") + entry("高通", "Qualcomm"), "--fix")
    written = (folder / "people.po").stat()
    report = json.loads(again(folder, "--fix", "--json").stdout)
    assert report["fixed"] == []
    assert (folder / "people.po").stat().st_mtime_ns == written.st_mtime_ns


def test_a_dry_run_shows_the_diff_and_writes_nothing(folder: Path) -> None:
    text = entry("高通", "Qualcomm ")
    result = run(folder, text, "--fix", "--dry-run")
    assert '\n-msgstr "Qualcomm "\n+msgstr "Qualcomm"\n' in result.stdout
    assert "would fix: 高通" in result.stdout
    assert (folder / "people.po").read_text(encoding="utf-8") == text
    assert again(folder, "--dry-run").exit_code == 2


def test_the_memory_beside_the_glossary_tells_how_often_a_term_fires(folder: Path) -> None:
    told = article(
        row("p01.s01", "苹果涨价了。", "Apples."), row("p01.s02", "梨也是。", "Pears."), date=MONDAY
    )
    old = article(
        row("p01.s01", "苹果。", "Apple.", article="a2"), id_="a2", date=MONDAY - timedelta(days=800)
    )
    with Memory.open(folder.parent / "memory.db") as memory:
        memory.store(replace(told), {})
    result = run(folder, entry("苹果", "Apple") + entry("新月银行", "Crescent Bank"))
    assert "it would fire in 1 of the memory's 2 segments" in result.stdout
    assert "not two years: which terms are never seen cannot be told" in result.stdout
    with Memory.open(folder.parent / "memory.db") as memory:
        memory.store(old, {})
    result = again(folder)
    assert "would fire in 2 of the memory's 3 segments" in result.stdout
    assert "新月银行 was not in the news of the last two years of memory" in result.stdout
    assert "cannot be told" not in result.stdout


def test_a_memory_that_was_named_must_be_there(folder: Path) -> None:
    result = run(folder, TWINS, "--memory", folder / "none.db")
    assert result.exit_code == 1
    assert "there is no such translation memory" in str(result.exception)
    assert not (folder / "none.db").exists()


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    result = again(tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "no such glossary folder" in str(result.exception)


def test_help_has_an_example_and_the_exit_codes() -> None:
    shown = CliRunner().invoke(app, ["lint", "--help"]).stdout
    assert "Example: duizhao glossary lint" in shown
    assert "Exit code 0" in shown
