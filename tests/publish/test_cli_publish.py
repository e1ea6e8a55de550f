"""``duizhao publish`` as its user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.publish.sample import CHIPS, CUP, DRAFT, WIND, make_desk
from translate.cli import app


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder that the command is run in."""
    make_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def publish(*words: str) -> Result:
    return CliRunner().invoke(app, ["publish", *words])


def test_approved_articles_go_out_and_the_others_are_told(desk: Path) -> None:
    done = publish()
    assert done.exit_code == 3
    assert done.stdout.splitlines() == [
        "3 articles in published: 6 files, 6 changed",
        "1 article held back, not approved:",
        f"  {DRAFT}  Harbour strike",
        "    2 of 2 sentences unreviewed",
        "Approve them with: duizhao review; or publish them marked as unreviewed: --drafts",
    ]
    assert sorted(path.name for path in (desk / "published").iterdir()) == sorted(
        f"{id_}{end}" for id_ in (WIND, CHIPS, CUP) for end in (".html", ".en.html")
    )


def test_all_that_is_wanted_is_approved(desk: Path) -> None:
    done = publish(CHIPS, "--form", "markdown", "--english", "-o", "news")
    assert done.exit_code == 0
    assert done.stdout == "1 article in news: 1 file, 1 changed\n"
    assert [path.name for path in (desk / "news").iterdir()] == [f"{CHIPS}.en.md"]


def test_drafts_leave_marked(desk: Path) -> None:
    done = publish("--drafts", "--bilingual")
    assert done.exit_code == 0
    assert done.stdout == "4 articles in published, 1 of them marked as unreviewed: 4 files, 4 changed\n"
    assert (desk / "published" / f"{DRAFT}.draft.html").exists()


def test_an_edition_of_a_day(desk: Path) -> None:
    done = publish("--day", "2025-01-27", "--edition", "Monday's news", "-f", "site", "-f", "html")
    assert done.exit_code == 0
    assert {path.name for path in (desk / "published").iterdir()} == {
        "monday-s-news",
        "monday-s-news.en",
        "monday-s-news.html",
        "monday-s-news.en.html",
    }


def test_json_tells_files_and_what_stands_against_the_rest(desk: Path) -> None:
    told = json.loads(publish("--json", "--dry-run", "-f", "feed").stdout)
    assert told["published"] == [WIND, CHIPS, CUP]
    assert told["files"][0] == {"file": "published/feed.rss", "changed": True}
    assert told["held"] == [
        {
            "article": DRAFT,
            "title_zh": "港口罢工",
            "title_en": "Harbour strike",
            "segments": 2,
            "unreviewed": 2,
            "blockers": 0,
            "why": "2 of 2 sentences unreviewed",
        }
    ]
    assert not (desk / "published").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--form", "papyrus"], "there is no form papyrus"),
        (["--day", "yesterday"], "write it as 2025-01-28"),
        (["--day", "2025-01-28", "--since", "2025-01-01"], "it is one day"),
        (["--since", "2025-02-01", "--until", "2025-01-01"], "2025-02-01 is after 2025-01-01"),
        (["--images", "embed"], "nothing is ever fetched"),
        (["--pages", "javascript:{id}"], "write a web address with {id}"),
        (["--pages", "https://desk.example/"], "write a web address with {id}"),
        (["--pages", "https://{id}.example/"], "write a web address with {id}"),
        (["--templates", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_a_wrong_word_is_said_to_be_one(desk: Path, words: list[str], says: str) -> None:
    done = publish(*words)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert not (desk / "published").exists()


def test_without_a_memory_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = publish()
    assert done.exit_code == 1
    assert "there is no such translation memory" in str(done.exception)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("desk")
def test_what_is_told_moves_no_cursor() -> None:
    done = publish(DRAFT, "\x1b[2Jno\rbody")
    assert done.exit_code == 1
    assert "\x1b" not in done.output
