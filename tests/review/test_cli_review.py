"""``duizhao review``, ``status`` and ``sign`` as somebody at a terminal meets them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.memory.samples import MONDAY
from tests.review.desk import article, make_desk
from translate.cli import app
from translate.cli_review import _is_loopback
from translate.errors import StoreError
from translate.memory import Action, Change, Memory
from translate.model import TranslatedArticle

RUNNER = CliRunner()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of two articles, the second with a blocker, which is where we are."""
    folder = make_desk(tmp_path / "desk")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = RUNNER.invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_the_board(desk: Path) -> None:
    with Memory.open(desk / "memory.db") as memory:
        memory.change([Change("a1", "p01.s01", Action.EDIT, "Ann", MONDAY, "Nvidia rose.")])
        memory.sign_off("a1", "Eve", MONDAY)
        memory.store(article("a3"), {})
        memory.change([Change("a3", "p00.s01", Action.APPROVE, "Ann", MONDAY)])
    code, out, _ = run("status")
    assert code == 3
    assert [line.split() for line in out.splitlines()] == [
        ["date", "article", "approved", "blockers", "last", "review"],
        ["2025-01-27", "A", "title", "3/3", "0", "Eve", "01-27", "signed"],
        ["a1"],
        ["2025-01-27", "A", "title", "0/2", "1", "not", "begun"],
        ["a2"],
        ["2025-01-27", "A", "title", "1/1", "0", "Ann", "01-27", "ready"],
        ["a3"],
        [
            "3",
            "articles,",
            "1",
            "signed;",
            "4",
            "of",
            "6",
            "segments",
            "approved,",
            "0",
            "edited;",
            "1",
            "blocker",
        ],
    ]


def test_the_board_of_many_shows_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.store_all([(_made(f"n{day:03}", day), {}) for day in range(203)])
    _, out, _ = run("status")
    told = out.splitlines()
    shown = [line.strip() for line in told if line.strip().startswith("n") and line.strip()[1:].isdecimal()]
    assert shown == [f"n{day:03}" for day in range(202, 2, -1)]
    assert told[-2:] == [
        "… and 3 more articles; --all shows them, --blockers and --unsigned choose",
        "203 articles, 0 signed; 0 of 203 segments approved, 0 edited; 0 blockers",
    ]
    _, everything, _ = run("status", "--all")
    assert "more article" not in everything
    assert "n000" in everything
    _, out, _ = run("status", "--json")
    assert len(json.loads(out)["articles"]) == 203


def _made(id_: str, day: int) -> TranslatedArticle:
    """An article of so many days after Monday."""
    one = article(id_)
    return replace(one, article=replace(one.article, date=MONDAY + timedelta(days=day)))


@pytest.mark.parametrize(("option", "expected"), [("--blockers", ["a2"]), ("--unsigned", ["a2"])])
def test_the_board_of_some(desk: Path, option: str, expected: list[str]) -> None:
    with Memory.open(desk / "memory.db") as memory:
        memory.sign_off("a1", "Eve", MONDAY)
    code, out, _ = run("status", option, "--json")
    board = json.loads(out)
    assert code == 3
    assert [line["article"] for line in board["articles"]] == expected
    assert (board["totals"]["articles"], board["totals"]["blockers"]) == (1, 1)


def test_a_signed_article_that_changed_is_reopened(desk: Path) -> None:
    with Memory.open(desk / "memory.db") as memory:
        memory.sign_off("a1", "Eve", MONDAY)
        memory.change([Change("a1", "p01.s01", Action.EDIT, "Ann", MONDAY, "Nvidia rose.")])
    _, out, _ = run("status", "--json")
    assert [line["stage"] for line in json.loads(out)["articles"]] == ["reopened", "not begun"]


def test_a_folder_that_is_no_desk(tmp_path: Path) -> None:
    for command in (["status", str(tmp_path)], ["sign", "a1", "--folder", str(tmp_path)]):
        with pytest.raises(StoreError, match="there is no such translation memory"):
            RUNNER.invoke(app, command, catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


def test_an_article_without_blockers_is_signed(desk: Path) -> None:
    assert run("sign", "a1", "--who", "Eve") == (0, "a1 is signed by Eve\n", "")
    with Memory.open(desk / "memory.db") as memory:
        review = memory.review("a1")
        assert review is not None
        assert review.signed is not None


@pytest.mark.usefixtures("desk")
def test_blockers_are_shown_and_take_a_reason() -> None:
    assert run("sign", "a2", "--who", "Eve") == (
        3,
        "",
        "p01.s01: “英伟达” must be “Nvidia” in the English (people.po:4).\n"
        "error: a2 is not signed; mend these blockers or give a --reason\n",
    )
    assert run("sign", "a2", "--who", "Eve", "--reason", "It is clear.") == (
        0,
        "a2 is signed by Eve: It is clear.\n",
        "",
    )


def test_other_machines_are_let_in_only_on_purpose(desk: Path) -> None:
    code, _, err = run("review", "--host", "0.0.0.0", "--no-browser")
    assert code == 2
    assert "0.0.0.0 lets other machines in; add --expose if you mean it" in " ".join(err.split())
    assert not desk.joinpath("memory.db-wal").exists()


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("192.168.1.1", False), ("desk.example", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_what_is_loopback(host: str, expected: bool) -> None:
    assert _is_loopback(host) is expected
