"""Importing: planned, shown, and only then done; nothing that was stored is lost."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from translate.cli import app
from translate.errors import GlossaryError
from translate.exchange.terms import FORMATS
from translate.glossary import Glossary, GlossaryEntry

COMPANIES = """# Companies.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# The data company.
#. accept: Snowflake Inc.
#. scope: mentions AI
msgid "雪花"
msgstr "Snowflake"

#, forbidden
msgid "雪花"
msgstr "Snow Flower"

msgid "英伟达"
msgstr "Nvidia"

#, fuzzy
msgid "冰"
msgstr "Ice"
"""
SENSES = """msgctxt "ministry"
msgid "商务部"
msgstr "Commerce Ministry"

msgctxt "department"
msgid "商务部"
msgstr "Commerce Department"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "glossary"
    place.mkdir()
    (place / "companies.po").write_text(COMPANIES, encoding="utf-8")
    (place / "senses.po").write_text(SENSES, encoding="utf-8")
    return place


def run(command: str, *words: str | Path) -> Result:
    return CliRunner().invoke(app, ["glossary", command, *map(str, words)])


def table(tmp_path: Path, text: str, name: str = "in.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def stored(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.po")}


def test_new_entries_are_added_equal_ones_are_left_alone(folder: Path, tmp_path: Path) -> None:
    result = run("import", table(tmp_path, "zh,en\n雪花,Snowflake\n火,Fire\n英偉達,Nvidia\n"), "-g", folder)
    assert (result.exit_code, result.stdout.splitlines()[-1].split(": ")[1]) == (
        0,
        "1 added, 2 already there, 0 differ",
    )
    files = stored(folder)
    assert files["companies.po"] == COMPANIES
    assert 'msgid "火"\nmsgstr "Fire"\n' in files["terms.po"]


def test_an_entry_that_differs_is_shown_and_waits_for_replace(folder: Path, tmp_path: Path) -> None:
    source = table(tmp_path, "zh,en,note\n雪花,Snow Flake,\n")
    result = run("import", source, "-g", folder)
    assert result.exit_code == 3
    assert "companies.po:9: 雪花" in result.stdout
    assert "en: Snowflake → Snow Flake" in result.stdout
    assert "note: The data company. → (none)" in result.stdout
    assert stored(folder) == {"companies.po": COMPANIES, "senses.po": SENSES}
    assert run("import", source, "-g", folder, "--replace", "--dry-run").exit_code == 0
    assert stored(folder) == {"companies.po": COMPANIES, "senses.po": SENSES}
    assert run("import", source, "-g", folder, "--replace").exit_code == 0
    changed = COMPANIES.replace("# The data company.\n", "").replace('"Snowflake"', '"Snow Flake"')
    assert stored(folder)["companies.po"] == changed  # what the table does not speak of is kept
    assert run("import", source, "-g", folder).exit_code == 0


def test_bad_rows_are_named_and_the_rest_goes_in(folder: Path, tmp_path: Path) -> None:
    rows = [
        "zh,en,scope,accept,file",
        "火,Fire,,,",
        ",x,,,",
        "水,Water,sometimes,,",
        '木,Wood,,"""x, """"y""""""",',
        "土,Earth,,,../../x.po",
        "火,Flame,,,",
        "金,Gold,,,",
    ]
    source = table(tmp_path, "\n".join(rows))
    result = run("import", source, "-g", folder)
    assert result.exit_code == 1
    errors = result.stderr.splitlines()
    assert [error.split(": ")[1] for error in errors] == [f"{source}:{line}" for line in (3, 4, 5, 6, 7)]
    assert "unknown scope 'sometimes'" in errors[1]
    assert "says 火 otherwise than" in errors[4]
    assert [entry.zh for entry in Glossary.load(folder).entries() if entry.file == "terms.po"] == ["火", "金"]


def test_new_ones_go_where_the_row_or_the_command_says(folder: Path, tmp_path: Path) -> None:
    source = table(tmp_path, "zh,en,file\n火,Fire,companies.po\n水,Water,\n")
    shown = json.loads(run("import", source, "-g", folder, "--dry-run", "--json").stdout)
    assert [new["file"] for new in shown["new"]] == ["companies.po", "terms.po"]
    assert shown["written"] == []
    shown = json.loads(run("import", source, "-g", folder, "--into", "new.po", "--json").stdout)
    assert [new["file"] for new in shown["new"]] == ["new.po", "new.po"]
    assert shown["written"] == [(folder / "new.po").as_posix()]


def test_proposals_are_fuzzy_and_only_the_new_ones(folder: Path, tmp_path: Path) -> None:
    run("import", table(tmp_path, "zh,en\n火,Fire\n英伟达,Nvidia\n"), "-g", folder, "--proposals")
    assert stored(folder)["companies.po"] == COMPANIES
    (fire,) = Glossary.load(folder).find("火")
    assert fire.entry.is_proposal


def test_a_sense_is_an_entry_of_its_own(folder: Path, tmp_path: Path) -> None:
    source = table(tmp_path, "zh,en,context\n商务部,Commerce Dept,department\n商务部,Mofcom,\n")
    found = json.loads(run("import", source, "-g", folder, "--dry-run", "--json").stdout)
    assert [(one["place"], one["context"]) for one in found["differing"]] == [("senses.po:6", "department")]
    assert [one["en"] for one in found["new"]] == ["Mofcom"]


def test_a_file_without_senses_agrees_with_any(folder: Path, tmp_path: Path) -> None:
    assert run("import", table(tmp_path, "商务部,Commerce Department\n"), "-g", folder).exit_code == 0


def test_a_prohibition_never_replaces_the_term(folder: Path, tmp_path: Path) -> None:
    source = table(tmp_path, "zh,en,context,flags\n雪花,Snow Flower,,forbidden\n雪花,Snowy,,forbidden\n")
    found = json.loads(run("import", source, "-g", folder, "--replace", "--json").stdout)
    assert (found["same"], len(found["new"]), found["differing"]) == (1, 1, [])


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_what_was_exported_changes_nothing(kind: object, folder: Path, tmp_path: Path) -> None:
    name = kind.name  # type: ignore[attr-defined]
    target = tmp_path / f"out.{name}"
    assert run("export", target, "-g", folder, "--format", name).exit_code == 0
    result = run("import", target, "-g", folder, "--format", name)
    assert (result.exit_code, "0 added" in result.stdout, "0 differ" in result.stdout) == (0, True, True)
    assert stored(folder) == {"companies.po": COMPANIES, "senses.po": SENSES}


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx", "tbx", "tbx2", "po"])
def test_an_export_makes_the_same_glossary_anew(name: str, folder: Path, tmp_path: Path) -> None:
    target, empty = tmp_path / ("out" if name == "po" else f"out.{name}"), tmp_path / "empty"
    empty.mkdir()
    run("export", target, "-g", folder, "--format", name)
    assert run("import", target, "-g", empty, "--format", name).exit_code == 0
    old, new = (
        sorted(map(repr, ((e.file, e.key, e.en, e) for e in Glossary.load(place).entries())))
        for place in (folder, empty)
    )
    assert [row.split("line=")[0] for row in new] == [row.split("line=")[0] for row in old]


def test_an_edited_workbook_comes_back(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "terms.xlsx"
    run("export", target, "-g", folder)
    book = openpyxl.load_workbook(target)
    sheet = book["glossary"]
    sheet["B4"] = "NVIDIA"
    sheet.append(["火", "Fire", None, "two\nlines"])
    book.save(target)
    result = run("import", target, "-g", folder, "--replace")
    assert result.stdout.splitlines()[-1].endswith("1 added, 5 already there, 1 replaced")
    assert stored(folder)["companies.po"] == COMPANIES.replace('"Nvidia"', '"NVIDIA"')
    assert GlossaryEntry("火", "Fire", note="two\nlines") in Glossary.load(folder).entries()


def test_a_folder_of_po_files_comes_out_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "out", "-g", folder, "--format", "po")
    assert stored(tmp_path / "out") == stored(folder)


def test_an_export_may_be_one_file_without_proposals(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    result = run("export", target, "-g", folder, "--file", "companies.po", "--no-proposals", "--json")
    assert json.loads(result.stdout) == {
        "file": target.as_posix(),
        "format": "csv",
        "entries": 3,
        "losses": [],
    }


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["a.doc"], "tells no format"),
        (["a.csv", "--file", "people.po"], "there is no people.po"),
        (["a.utf8", "--proposals"], "cannot say that an entry is only a proposal"),
        (["glossary/terms.po"], "is the glossary itself"),
        (["glossary", "--format", "po"], "is the glossary itself"),
    ],
)
def test_an_export_that_cannot_be_is_refused(
    words: list[str], what: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", *words)
    assert isinstance(result.exception, GlossaryError)
    assert what in str(result.exception)
    assert stored(folder) == {"companies.po": COMPANIES, "senses.po": SENSES}


@pytest.mark.parametrize("command", ["export", "import"])
def test_a_format_that_is_none_is_wrong_usage(command: str, folder: Path, tmp_path: Path) -> None:
    result = run(command, tmp_path / "a.csv", "-g", folder, "--format", "xls")
    assert (result.exit_code, "there is no format 'xls'" in result.stderr) == (2, True)


def test_machines_are_told_how_many_entries_were_written(folder: Path, tmp_path: Path) -> None:
    said = json.loads(run("export", tmp_path / "a.utf8", "-g", folder, "--json").stdout)
    assert (said["entries"], len((tmp_path / "a.utf8").read_text("utf-8").splitlines())) == (4, 5)


def test_losses_are_told_on_standard_error(folder: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "a.utf8", "-g", folder)
    assert "note: scopes are left out: 1 entry, the first is 雪花 (companies.po:9)" in result.stderr
    assert result.stdout.strip().endswith("a.utf8: 4 entries as OmegaT, without 2 of 6")


def test_a_missing_file_is_one_clear_error(folder: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx", "a.tbx", "a.po", "a.utf8"):
        result = run("import", tmp_path / name, "-g", folder)
        assert isinstance(result.exception, GlossaryError), result.exception
        assert "\n" not in str(result.exception)


@pytest.mark.parametrize("command", ["import", "export"])
def test_help_has_examples(command: str) -> None:
    assert f"Example: duizhao glossary {command} " in run(command, "--help").stdout
