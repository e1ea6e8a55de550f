"""``duizhao glossary show|add|remove|stats``: entries looked for, added, changed, taken out and counted."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner, Result

from translate.cli_glossary import app
from translate.errors import GlossaryError
from translate.glossary import Glossary
from translate.model import Article, Block, BlockKind
from translate.termbase import ArticleContext, Termbase

COMPANIES = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# Weather word elsewhere.
#. aliases: 雪花公司
#. accept: Snowflake Inc.
#. scope: mentions Snowflake
msgid "雪花"
msgstr "Snowflake"

#, fuzzy
msgid "克莱纳曼"
msgstr "Kleinerman"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "companies.po").write_text(COMPANIES, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--glossary", str(folder)])


def demanded(folder: Path, zh: str) -> list[str]:
    context = ArticleContext.of(Article("a", "a.md", (Block("p01", BlockKind.PARAGRAPH, zh),)))
    return [match.term.en for match in Termbase.load(folder).match(zh, context)]


@pytest.mark.parametrize("words", ["雪花", "雪花公司", "snowflake", "Inc."])
def test_show_looks_in_both_languages_and_all_forms(folder: Path, words: str) -> None:
    result = run(folder, "show", words, "--json")
    (entry,) = json.loads(result.stdout)
    assert (entry["zh"], entry["en"], entry["scope"]) == ("雪花", "Snowflake", "mentions Snowflake")
    assert (entry["file"], entry["line"]) == ("companies.po", 9)


def test_words_need_no_quotation_marks(folder: Path) -> None:
    (entry,) = json.loads(run(folder, "show", "snowflake", "inc", "--json").stdout)
    assert entry["zh"] == "雪花"


@pytest.mark.parametrize("command", [("show",), ("remove", "雪花")])
def test_a_file_that_is_not_there_is_told_with_those_that_are(folder: Path, command: tuple[str, ...]) -> None:
    result = run(folder, *command, "--file", "nope.po")
    assert f"{folder}: there is no nope.po; it has: companies.po" in str(result.exception)


def test_show_prints_a_table_with_places(folder: Path) -> None:
    lines = run(folder, "show").stdout.splitlines()
    assert lines[1].split()[:2] == ["雪花", "Snowflake"]
    assert lines[1].rstrip().endswith("companies.po:9")
    assert lines[-1] == "2 entries"


def test_show_proposals_only(folder: Path) -> None:
    assert [entry["zh"] for entry in json.loads(run(folder, "show", "--proposals", "--json").stdout)] == [
        "克莱纳曼"
    ]


def test_an_unreadable_entry_is_told_and_the_exit_code_says_so(folder: Path) -> None:
    (folder / "bad.po").write_text('msgid "甲"\nmsgstr A\n', encoding="utf-8")
    result = run(folder, "show", "雪花")
    assert result.exit_code == 1
    assert "bad.po:2: is not PO syntax" in result.stderr
    assert "Snowflake" in result.stdout


def test_an_added_term_is_enforced(folder: Path) -> None:
    result = run(
        folder, "add", "深度求索", "DeepSeek", "--file", "companies.po", "--alias", "深索", "--note", "AI."
    )
    assert result.stdout == "companies.po: added 深度求索 → DeepSeek\n"
    assert demanded(folder, "深度求索和深索") == ["DeepSeek", "DeepSeek"]
    entry = polib.pofile(str(folder / "companies.po")).find("深度求索")
    assert entry is not None
    assert entry.tcomment == "AI."


def test_the_rest_of_the_file_stays_as_it_was(folder: Path) -> None:
    run(folder, "add", "深度求索", "DeepSeek", "--file", "companies.po")
    run(folder, "remove", "深度求索")
    assert (folder / "companies.po").read_text(encoding="utf-8") == COMPANIES


def test_an_entry_that_is_there_is_not_overwritten(folder: Path) -> None:
    result = run(folder, "add", "雪花", "Xuehua")
    assert isinstance(result.exception, GlossaryError)
    assert "companies.po:9: 雪花 is there already: Snowflake; take --replace" in str(result.exception)
    assert run(folder, "add", "雪花", "Xuehua", "--replace").exit_code == 0
    assert demanded(folder, "雪花") == ["Xuehua"]


def test_replacing_may_move_an_entry_to_another_file(folder: Path) -> None:
    run(folder, "add", "雪花", "Snowflake", "--replace", "--file", "products.po")
    (found,) = Glossary.load(folder).find("雪花")
    assert found.entry.file == "products.po"


def test_a_second_sense_stands_beside_the_first(folder: Path) -> None:
    run(folder, "add", "雪花", "snowflake", "--context", "weather", "--file", "companies.po")
    assert [found.entry.context for found in Glossary.load(folder).find("雪花")] == ["", "weather"]


def test_forbidden_english_and_a_demanded_term_go_together(folder: Path) -> None:
    run(folder, "add", "基辅", "Kyiv")
    result = run(folder, "add", "基辅", "Kiev", "--forbidden")
    assert result.stdout == "forbidden.po: added 基辅 ↛ Kiev\n"
    (term,) = [term for term in Termbase.load(folder).terms if term.zh == "基辅"]
    assert (term.en, term.forbidden) == ("Kyiv", ("Kiev",))


def test_read_only_and_proposals_need_no_english(folder: Path) -> None:
    run(folder, "add", "X平台", "--read-only")
    run(folder, "add", "奥尔特曼", "--proposal")
    assert demanded(folder, "X平台") == ["X平台"]
    assert demanded(folder, "奥尔特曼") == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("甲", "A", "--scope", "mention B"), "unknown scope 'mention'"),
        (("甲", "A", "--file", "../a.po"), "no name for a glossary file"),
        ((" ", "A"), "has no Chinese"),
        (("DeepSeek", "深度求索"), "give the Chinese first, then the English"),
    ],
)
def test_a_bad_entry_is_refused_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run(folder, "add", *arguments)
    assert told in str(result.exception)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_no_english_is_wrong_usage(folder: Path) -> None:
    assert run(folder, "add", "甲").exit_code == 2


def test_removing_what_is_not_there_names_the_nearest(folder: Path) -> None:
    result = run(folder, "remove", "雪")
    assert "has no entry 雪; did you mean 雪花?" in str(result.exception)


def test_removing_one_of_two_senses_asks_which(folder: Path) -> None:
    run(folder, "add", "雪花", "snowflake", "--context", "weather")
    assert "has 2 entries" in str(run(folder, "remove", "雪花").exception)
    assert run(folder, "remove", "雪花", "--context", "weather").exit_code == 0


def test_stats_count_by_file(folder: Path) -> None:
    run(folder, "add", "基辅", "Kiev", "--forbidden")
    counts = json.loads(run(folder, "stats", "--json").stdout)
    assert counts["total"] == {
        "file": "all",
        "terms": 1,
        "proposals": 1,
        "forbidden": 1,
        "scoped": 1,
        "senses": 0,
        "aliases": 1,
        "accepted": 1,
        "faults": 0,
    }
    assert [each["file"] for each in counts["files"]] == ["companies.po", "forbidden.po"]
