"""A corrected article: decisions carried over, what changed shown, only that reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.fakes import FakeEngine
from translate.cli import app
from translate.cli_translate import print_summary, summary, twins
from translate.job import Job, Report, run
from translate.memory import Action, ArticleReview, Change, Memory, State
from translate.model import TranslatedArticle
from translate.selection import Selection

TUESDAY = datetime(2026, 1, 6, tzinfo=UTC)

TITLE = "台风登陆沿海三省"
LOSSES = "当局说，有30人受伤，两百栋房屋受损。"
POWER = "十几万户居民一度断电。"
TRAINS = "铁路部门星期三恢复了全部列车。"
EXPERT = "气象专家说，今年的台风比往年来得早。"
FIRST = (LOSSES + POWER, TRAINS, EXPERT)
CORRECTED = ("台风星期二夜间登陆，风力达到12级。", LOSSES.replace("30", "35") + POWER, EXPERT)


def dump(paragraphs: Sequence[str], day: int | None = 5) -> str:
    """A dump of the article as it was published on that day of January."""
    head = f"<!--{int(datetime(2026, 1, day, tzinfo=UTC).timestamp() * 1000)}-->\n" if day else ""
    body = "".join(f"<p>{zh}</p>" for zh in paragraphs)
    return f"{head}[{TITLE}](https://news.example/storm.html)\n------\n\n<div></div>{body}\n"


class Desk:
    """A project folder; each version of the article is a dump of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "glossary").mkdir()
        (folder / "glossary" / "a.po").write_text('msgid ""\nmsgstr "Language: en\\n"\n', encoding="utf-8")
        (folder / "dumps").mkdir()
        self.engine = FakeEngine()

    def add(self, name: str, paragraphs: Sequence[str], day: int | None = 5) -> Path:
        path = self.folder / "dumps" / name
        path.write_text(dump(paragraphs, day), encoding="utf-8")
        return path

    def run(self, *dumps: Path) -> Report:
        job = Job(
            dumps or (self.folder / "dumps",),
            self.folder / "output",
            self.folder / "glossary",
            self.folder / "memory.db",
        )
        return run(job, self.engine.choice)

    def memory(self) -> Memory:
        return Memory.open(self.folder / "memory.db")

    def stored(self) -> tuple[TranslatedArticle, ArticleReview]:
        with self.memory() as memory:
            (line,) = memory.articles()
            result, review = memory.load(line.id), memory.review(line.id)
        assert result
        assert review
        return result, review

    def sign(self) -> None:
        with self.memory() as memory:
            (line,) = memory.articles()
            memory.sign_off(line.id, "Ann", TUESDAY, reason="read twice")

    def ids(self) -> dict[str, str]:
        return {row.segment.zh: row.segment.id for row in self.stored()[0].rows}

    def changed(self) -> list[str]:
        """The sentences that say that their source has changed."""
        return [
            row.segment.id
            for row in self.stored()[0].rows
            if any(finding.check == "source_changed" for finding in row.findings)
        ]

    def states(self) -> dict[str, State]:
        result, review = self.stored()
        return {row.segment.zh: review.segments[row.segment.id].state for row in result.rows}

    def page(self) -> str:
        (page,) = [path for path in (self.folder / "output").glob("*.html") if path.name != "index.html"]
        return page.read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def corrected(desk: Desk) -> Desk:
    """The article signed as it first was, then corrected: a paragraph put in, a figure changed, a paragraph gone."""
    desk.run(desk.add("v1.md", FIRST))
    desk.sign()
    desk.run(desk.add("v2.md", CORRECTED, 6))
    return desk


def test_what_stayed_keeps_its_id_and_what_is_new_gets_one_of_its_own(corrected: Desk) -> None:
    assert corrected.ids() == {
        TITLE: "p00.s01",
        CORRECTED[0]: "p00a.s01",
        LOSSES.replace("30", "35"): "p01.s01",
        POWER: "p01.s02",
        EXPERT: "p03.s01",
    }


def test_only_what_changed_is_open_again(corrected: Desk) -> None:
    assert corrected.states() == {
        TITLE: State.APPROVED,
        CORRECTED[0]: State.DRAFT,
        LOSSES.replace("30", "35"): State.DRAFT,
        POWER: State.APPROVED,
        EXPERT: State.APPROVED,
    }


def test_a_changed_sentence_knows_what_it_was_and_who_had_decided_it(corrected: Desk) -> None:
    result, review = corrected.stored()
    earlier = review.segments["p01.s01"].earlier
    assert earlier
    assert (earlier.zh, earlier.state, earlier.who, earlier.at) == (LOSSES, State.APPROVED, "Ann", TUESDAY)
    assert earlier.en.startswith("Sentence")
    (row,) = [row for row in result.rows if row.segment.id == "p01.s01"]
    (finding,) = [finding for finding in row.findings if finding.check == "source_changed"]
    assert finding.severity == "warning"
    assert finding.message == "The source was corrected: it now says “35” where it said “30”."
    assert finding.zh
    assert row.segment.zh[slice(*finding.zh)] == "35"


def test_the_page_shows_the_difference_and_the_english_of_before(corrected: Desk) -> None:
    page = corrected.page()
    assert "<del><span class=sr lang=en> removed: </span>30" in page
    assert "<ins><span class=sr lang=en> added: </span>35" in page
    assert "Earlier English of sentence 1, approved by Ann on Tuesday, January 6, 2026, 00:00 UTC" in page
    assert "A correction of the article brought this sentence." in page


def test_the_signature_is_withdrawn_and_says_why(corrected: Desk) -> None:
    _, review = corrected.stored()
    assert review.signed is None
    assert review.withdrawn
    assert review.withdrawn.ended_why == "1 sentence changed, 1 added, 1 removed"
    assert (
        "Signed by Ann, withdrawn: the source was corrected: 1 sentence changed, 1 added, 1 removed"
        in corrected.page()
    )


def test_the_summary_counts_what_was_corrected(desk: Desk) -> None:
    desk.run(desk.add("v1.md", FIRST))
    desk.sign()
    report = desk.run(desk.add("v2.md", CORRECTED, 6))
    assert summary(report)["corrected"] == {
        "articles": 1,
        "changed": 1,
        "added": 1,
        "removed": 1,
        "reopened": 1,
        "carried": 3,
    }
    assert summary(desk.run())["corrected"] == dict.fromkeys(summary(report)["corrected"], 0)  # type: ignore[call-overload]


def test_the_summary_tells_it_in_words(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.run(desk.add("v1.md", FIRST))
    desk.sign()
    print_summary(desk.run(desk.add("v2.md", CORRECTED, 6)), Selection())
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "corrected 1 article (1 sentence changed, 1 added, 1 removed); "
        "1 sentence reopened, 3 decisions carried over"
    ) in told


def test_a_second_run_changes_nothing(corrected: Desk) -> None:
    before = corrected.page(), corrected.stored()
    asked = len(corrected.engine.asked)
    corrected.run(corrected.folder / "dumps" / "v2.md")
    assert (corrected.page(), corrected.stored()) == before
    assert len(corrected.engine.asked) == asked


def test_what_changed_is_told_until_somebody_approves_the_sentence(corrected: Desk) -> None:
    with corrected.memory() as memory:
        (line,) = memory.articles()
        memory.edit(line.id, "p01.s01", "Officials said 35 people were hurt.", "Bo", TUESDAY)
        memory.approve(line.id, "p01.s01", "Bo", TUESDAY)
    corrected.run(corrected.folder / "dumps" / "v2.md")
    _, review = corrected.stored()
    assert review.segments["p01.s01"].earlier is None
    assert review.segments["p00a.s01"].earlier is not None
    assert corrected.changed() == ["p00a.s01"]


def test_signing_the_article_has_looked_at_everything(corrected: Desk) -> None:
    assert corrected.changed() == ["p00a.s01", "p01.s01"]
    corrected.sign()
    assert corrected.changed() == []


def test_an_undone_approval_shows_again_what_changed(corrected: Desk) -> None:
    with corrected.memory() as memory:
        (line,) = memory.articles()
        memory.approve(line.id, "p01.s01", "Bo", TUESDAY)
        memory.change([Change(line.id, "p01.s01", Action.UNDO, "Bo", TUESDAY)])
    _, review = corrected.stored()
    assert review.segments["p01.s01"].state is State.DRAFT
    assert review.segments["p01.s01"].earlier is not None
    assert "p01.s01" in corrected.changed()


def test_a_correction_taken_back_brings_ids_decisions_and_history_back(corrected: Desk) -> None:
    corrected.run(corrected.add("v3.md", FIRST, 7))
    assert corrected.ids() == {
        TITLE: "p00.s01",
        LOSSES: "p01.s01",
        POWER: "p01.s02",
        TRAINS: "p02.s01",
        EXPERT: "p03.s01",
    }
    assert set(corrected.states().values()) == {State.APPROVED}
    with corrected.memory() as memory:
        (line,) = memory.articles()
        assert [step.who for step in memory.history(line.id, "p02.s01")] == ["Ann"]


def test_an_edited_sentence_comes_back_with_its_words(desk: Desk) -> None:
    desk.run(desk.add("v1.md", FIRST))
    with desk.memory() as memory:
        (line,) = memory.articles()
        memory.edit(line.id, "p02.s01", "Trains ran again on Wednesday.", "Ann", TUESDAY)
    desk.run(desk.add("v2.md", (FIRST[0], EXPERT), 6))
    assert TRAINS not in desk.states()
    desk.run(desk.add("v3.md", FIRST, 7))
    result, review = desk.stored()
    (row,) = [row for row in result.rows if row.segment.zh == TRAINS]
    assert row.draft.en == "Trains ran again on Wednesday."
    assert review.segments[row.segment.id].state is State.EDITED


def test_an_approval_taken_back_does_not_come_back_by_itself(corrected: Desk) -> None:
    corrected.run(corrected.add("v3.md", FIRST, 7))
    with corrected.memory() as memory:
        (line,) = memory.articles()
        memory.change([Change(line.id, "p02.s01", Action.UNAPPROVE, "Ann", TUESDAY)])
    corrected.run(corrected.folder / "dumps" / "v3.md")
    assert corrected.states()[TRAINS] is State.DRAFT


def test_two_corrections_in_a_row_are_told_as_one(corrected: Desk) -> None:
    again = (CORRECTED[0], LOSSES.replace("30", "41") + POWER, EXPERT)
    corrected.run(corrected.add("v3.md", again, 7))
    _, review = corrected.stored()
    earlier = review.segments["p01.s01"].earlier
    assert earlier
    assert (earlier.zh, earlier.who) == (LOSSES, "Ann")


def test_a_correction_of_an_article_that_nobody_has_touched_is_no_news(desk: Desk) -> None:
    desk.run(desk.add("v1.md", FIRST))
    desk.run(desk.add("v2.md", CORRECTED, 6))
    result, review = desk.stored()
    assert all(each.earlier is None for each in review.segments.values())
    assert not [f for row in result.rows for f in row.findings if f.check == "source_changed"]


@pytest.mark.parametrize("names", [("a.md", "b.md"), ("b.md", "a.md")])
def test_of_two_versions_in_one_folder_the_newer_date_wins_whatever_their_order(
    desk: Desk, names: tuple[str, str]
) -> None:
    desk.add(names[0], FIRST, 5)
    desk.add(names[1], CORRECTED, 6)
    report = desk.run()
    assert set(desk.ids()) == {TITLE, CORRECTED[0], LOSSES.replace("30", "35"), POWER, EXPERT}
    assert [duplicate.why for duplicate in report.duplicates] == ["older version"]
    before = desk.page(), desk.stored()
    desk.run()
    assert (desk.page(), desk.stored()) == before


def test_an_older_version_read_again_undoes_no_correction_and_is_told(corrected: Desk) -> None:
    before = corrected.page(), corrected.stored()
    report = corrected.run(corrected.folder / "dumps" / "v1.md")
    assert (corrected.page(), corrected.stored()) == before
    assert [duplicate.why for duplicate in report.duplicates] == ["older version"]
    assert twins(report.duplicates) == "1 older version, passed over"
    assert report.corrections == ()


def test_a_folder_with_both_versions_is_read_again_and_again_without_any_change(corrected: Desk) -> None:
    corrected.run()
    before = corrected.page(), corrected.stored()
    for _ in range(2):
        assert corrected.run().corrections == ()
    assert (corrected.page(), corrected.stored()) == before


def test_without_dates_the_version_that_is_read_last_counts(desk: Desk) -> None:
    desk.run(desk.add("v1.md", FIRST, None))
    desk.run(desk.add("v2.md", CORRECTED, None))
    assert CORRECTED[0] in desk.ids()


def test_the_status_counts_what_a_correction_changed_until_it_is_looked_at(corrected: Desk) -> None:
    def changed() -> int:
        with corrected.memory() as memory:
            (line,) = memory.articles()
            assert memory.summary(line.id) == line
            return line.corrected

    assert changed() == 2
    told = CliRunner().invoke(app, ["status", str(corrected.folder)])
    assert "2 sentences changed by corrections" in told.output
    corrected.sign()
    assert changed() == 0
