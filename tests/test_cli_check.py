"""``duizhao check``: what it prints, what it gives to machines, how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from translate.cli_check import check, check_file
from translate.errors import IngestError
from translate.model import Severity

APP = typer.Typer()
APP.command()(check)

GOOD = "软件制造商雪花(Snowflake)说，它花了600万美元。\tSoftware maker Snowflake said it spent $6 million.\n"
BAD = "雪花说，它花了800万美元。\tXuehua said it spent $800 million很多.\n"


def bitext(folder: Path, text: str, name: str = "pairs.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


def test_a_clean_file_exits_0(tmp_path: Path) -> None:
    path = bitext(tmp_path, GOOD)
    result = run(path)
    assert result.exit_code == 0
    assert result.stdout.strip() == f"{path}: 1 segment, 0 blockers, 0 warnings, 0 notes"


def test_blockers_exit_3_and_are_told_with_line_and_words(tmp_path: Path) -> None:
    path = bitext(tmp_path, GOOD + BAD)
    result = run(path)
    assert result.exit_code == 3
    assert f"{path}:2" in result.stdout
    assert "“雪花” must be “Snowflake” in the English (gloss in line 1)." in result.stdout
    assert "Chinese is left in the English: “很多”." in result.stdout
    assert "zh 雪花说，它花了800万美元。" in result.stdout
    assert "“$8 million”" in result.stdout.split("很多”.")[1]


def test_json_is_one_object(tmp_path: Path) -> None:
    path = bitext(tmp_path, GOOD + BAD)
    result = run(path, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 3
    assert report["segments"] == 2
    assert report["blockers"] == sum(finding["severity"] == "blocker" for finding in report["findings"])
    missing = next(finding for finding in report["findings"] if finding["check"] == "term_missing")
    assert (missing["line"], missing["zh_span"], missing["en_span"]) == (2, [0, 2], None)


def test_severity_hides_what_weighs_less_but_not_the_exit_code(tmp_path: Path) -> None:
    path = bitext(tmp_path, "他说：“好。”\t“Good, he said.\n他来自OpenAI。\tHe came.\n")
    shown = {level: run(path, "--severity", level).stdout for level in ("note", "warning", "blocker")}
    assert "quotation mark" in shown["note"]
    assert "quotation mark" not in shown["warning"]
    assert "“OpenAI”" in shown["warning"]
    assert "“OpenAI”" not in shown["blocker"]
    assert run(path).exit_code == 0
    assert run(bitext(tmp_path, BAD, "bad.tsv"), "--severity", "blocker").exit_code == 3


def test_the_terms_of_a_glossary_are_demanded(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    folder.mkdir()
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
    (folder / "names.po").write_text(f'{header}msgid "路透社"\nmsgstr "Reuters"\n', encoding="utf-8")
    path = bitext(tmp_path, "路透社报道说。\tThe agency reported.\n")
    assert run(path).exit_code == 0
    result = run(path, "--glossary", folder)
    assert result.exit_code == 3
    assert "“路透社” must be “Reuters”" in result.stdout
    assert "names.po:" in result.stdout


def test_a_po_file_is_one_article(tmp_path: Path) -> None:
    text = 'msgid "雪花(Snowflake)"\nmsgstr "Snowflake"\n\nmsgid "雪花说"\nmsgstr "It said"\n'
    report = check_file(bitext(tmp_path, text, "a.po"))
    assert [(pair.line, finding.check) for pair, finding in report.found(Severity.BLOCKER)] == [
        (4, "term_missing")
    ]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="cannot be read"):
        check_file(tmp_path / "none.tsv")


def test_rich_markup_in_the_texts_is_text(tmp_path: Path) -> None:
    result = run(bitext(tmp_path, "他说[bold]好[/bold]。\t他 [bold]well[/red]\n"))
    assert "[bold]well[/red]" in result.stdout
