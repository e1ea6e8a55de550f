"""``duizhao stats`` on a memory with known edits: every number below was worked out by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.memory.samples import MONDAY, TUESDAY, article, row
from translate.checks import check_rows
from translate.cli import app
from translate.lock.matching import find_held
from translate.memory import Action, Change, Memory, reading_only
from translate.model import Draft, Lock, LockKind, Row
from translate.stats import Figures, figures
from translate.stats.corrections import replaced, words

LOCK = Lock(0, 4, "深度求索", "DeepSeek", LockKind.TERM, source="companies.po:3")


def drafted(id_: str, zh: str, en: str, engine: str, *locks: Lock, article: str) -> Row:
    made = replace(row(id_, zh, en, article=article), draft=Draft(en, "engine", engine), locks=locks)
    return replace(made, held=find_held(locks, en))


def change(article: str, segment: str, action: Action, at: datetime, en: str | None = None) -> Change:
    return Change(article, segment, action, "Mei", at, en)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two engines, two articles, one without a date; of eight segments people decided five."""
    path = tmp_path / "memory.db"
    one = [
        drafted("p01.s01", "深度求索上涨。", "DeepSeek rose.", "fast/1", LOCK, article="one"),
        drafted("p02.s01", "深度求索下跌。", "DeepSeek falls.", "fast/1", LOCK, article="one"),
        drafted("p03.s01", "他说很好。", "He said good.", "fast/1", article="one"),
        drafted("p04.s01", "天气很好。", "abcd", "good/1", article="one"),
        drafted("p05.s01", "没人看过。", "Nobody looked.", "good/1", article="one"),
    ]
    two = [
        drafted("p01.s01", "他走了。", "He 走 left.", "good/1", article="two"),
        drafted("p02.s01", "他又走了。", "He left again.", "good/1", article="two"),
        replace(row("p03.s01", "2026", "2026", article="two"), draft=Draft("2026", "copied")),
    ]
    with Memory.open(path) as memory:
        for id_, rows, date in (("one", one, MONDAY), ("two", two, None)):
            result = article(*check_rows(rows), id_=id_, date=date)
            keys = {each.segment.id: f"{id_}{each.segment.id}" for each in rows if each.draft.engine}
            memory.keep_drafts({keys[each.segment.id]: each.draft for each in rows if each.draft.engine})
            memory.store(result, keys)
        memory.change(
            [
                change("one", "p01.s01", Action.EDIT, MONDAY, "Deepseek AI rose."),
                change("one", "p02.s01", Action.EDIT, MONDAY, "DeepSeek fell."),
                change("one", "p02.s01", Action.APPROVE, MONDAY),
                change("one", "p03.s01", Action.APPROVE, MONDAY),
                change("one", "p04.s01", Action.EDIT, MONDAY, "abxd"),
                change("one", "p05.s01", Action.EDIT, MONDAY, "Somebody looked."),
                change("one", "p05.s01", Action.UNDO, MONDAY),
                change("two", "p01.s01", Action.APPROVE, TUESDAY),
            ]
        )
    return path


@pytest.fixture
def found(path: Path) -> Iterator[Figures]:
    with reading_only(path) as memory:
        yield figures(memory)


def test_volume_and_reuse(found: Figures) -> None:
    assert [(day.day, day.articles, day.segments, day.characters) for day in found.days] == [
        ("2025-01-27", 1, 5, 7 + 7 + 5 + 5 + 5),
        ("", 1, 3, 4 + 5 + 4),
    ]
    assert found.sources == {"engine": 7, "copied": 1}
    assert found.reuse == pytest.approx(1 / 8)
    assert [(each.engine, each.segments) for each in found.engines] == [("good/1", 4), ("fast/1", 3)]


def test_distances_by_engine(found: Figures) -> None:
    told = {each.name: each for each in found.corrections.by_engine}
    fast, good = told["fast/1"], told["good/1"]
    # DeepSeek rose. → Deepseek AI rose.: S to s and 3 put in, of 17; falls → fell: 2 of 15; untouched.
    assert (fast.segments, fast.untouched) == (3, 1)
    assert fast.characters == pytest.approx(((4 / 17 + 2 / 15 + 0) / 3, 2 / 15))
    # Words: DeepSeek to Deepseek and AI put in, 2 of 4; 1 of 3; untouched.
    assert fast.words == pytest.approx(((2 / 4 + 1 / 3 + 0) / 3, 1 / 3))
    # abcd → abxd: 1 of 4 characters, 1 of 1 word; the other is untouched, the undone edit no decision.
    assert (good.segments, good.untouched) == (2, 1)
    assert good.characters == pytest.approx((1 / 8, 1 / 8))
    assert good.words == pytest.approx((1 / 2, 1 / 2))
    assert found.corrections.all.segments == 5


def test_distances_by_what_was_found_in_the_draft(found: Figures) -> None:
    told = {each.name: each for each in found.corrections.by_check}
    assert told["chinese_left"].segments == 1
    assert told["chinese_left"].share_untouched == 1


def test_a_check_that_is_approved_all_the_same_is_overruled(found: Figures) -> None:
    verdicts = {each.check: (each.overruled, each.mended) for each in found.corrections.verdicts}
    assert verdicts["chinese_left"] == (1, 0)


def test_terms_that_people_changed(found: Figures) -> None:
    (term,) = found.corrections.terms
    assert (term.zh, term.en, term.source) == ("深度求索", "DeepSeek", "companies.po:3")
    assert (term.changed, term.uses) == (1, 2)
    assert term.to == {"Deepseek AI": 1}
    assert [(where.article, where.segment) for where in term.examples] == [("one", "p01.s01")]


def test_words_that_people_changed(found: Figures) -> None:
    pairs = {(each.draft, each.final): each.times for each in found.corrections.words}
    assert pairs["falls", "fell"] == 1
    assert pairs["abcd", "abxd"] == 1


def test_most_blocked_articles(found: Figures) -> None:
    assert found.blocked[0].article == "two"
    assert found.blocked[0].blockers >= 1


def test_since_is_about_publishing_and_deciding(path: Path) -> None:
    with reading_only(path) as memory:
        late = figures(memory, MONDAY + timedelta(hours=1))
    assert [day.day for day in late.days] == [""]
    assert late.corrections.all.segments == 1


def test_a_new_draft_after_an_undo_is_what_people_are_held_against(path: Path) -> None:
    anew = drafted("p05.s01", "没人看过。", "Unread.", "good/2", article="one")
    with Memory.open(path) as memory:
        stored = memory.load("one")
        assert stored is not None
        memory.store(replace(stored, rows=(*stored.rows[:4], anew)), {})
        memory.change([change("one", "p05.s01", Action.EDIT, TUESDAY, "Unread!")])
    with reading_only(path) as memory:
        told = {each.name: each for each in figures(memory).corrections.by_engine}
    assert told["good/2"].characters == pytest.approx((1 / 7, 1 / 7))


def test_replacements_are_short_and_say_something() -> None:
    assert list(replaced(words("a b, c"), words("a b. c"))) == []
    assert list(replaced(words("one two three four five"), words("6 7 8 9 10"))) == []


def run(path: Path, *options: str) -> str:
    result = CliRunner().invoke(
        app, ["stats", "--memory", str(path), *options], env={"COLUMNS": "80", "TERM": "dumb"}
    )
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_tables_fit_eighty_columns(path: Path) -> None:
    told = run(path)
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "深度求索 DeepSeek → Deepseek AI (1)" in told
    assert "falls → fell" in told


def test_for_machines(path: Path, tmp_path: Path) -> None:
    told = json.loads(run(path, "--json"))
    assert told["edit_distance"]["all"]["share_untouched"] == pytest.approx(2 / 5)
    assert [each["period"] for each in told["volume"]["week"]] == ["2025-W05", "no date"]
    target = tmp_path / "figures.csv"
    assert run(path, "--csv", str(target)) == ""
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"section": "words", "name": "falls → fell", "measure": "times", "value": "1"} in rows


def test_nothing_is_made_or_changed(path: Path, tmp_path: Path) -> None:
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    run(path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("options", "told"), [(["--by", "year"], "none of day"), (["--since", "x"], "no moment")]
)
def test_wrong_usage_is_told(path: Path, options: list[str], told: str) -> None:
    result = CliRunner().invoke(app, ["stats", "--memory", str(path), *options])
    assert result.exit_code == 2
    assert told in result.output


def test_a_memory_that_is_not_there_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["stats", "--memory", str(tmp_path / "memory.db")])
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []
