"""Dumps again and again: what repeats is not done again, and the summary says how much was."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest

from tests.fakes import FakeEngine, plain_english
from tests.test_job import Desk
from translate.cli_translate import summary
from translate.engine.base import Drafted, Request
from translate.engine.choose import Choice
from translate.job import Report, run
from translate.memory import Memory
from translate.selection import Selection
from translate.update_job import UpdateJob, run_update

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def text(desk: Desk, name: str, *sentences: str) -> Path:
    return desk.add(name, "".join(f"{sentence}\n\n" for sentence in sentences))


def new(number: int) -> str:
    """A sentence like no other, with nothing in it that is locked."""
    return (
        "".join(random.Random(number).choices("渔船木桥石塔花园书店茶馆戏台学校码头古井城墙草地树林", k=12))
        + "。"
    )


# A third of what these dumps hold was there before: in the same article, in another, or in the first dump.
REPEATED = "本报记者在现场看到人来人往。"
AGENCY = "更多消息请看明天的报道。"


def dump(desk: Desk, name: str, first: int) -> list[Path]:
    """Two articles of six sentences each; three of the twelve are repeats within them, five if a dump came before."""
    return [
        text(
            desk,
            f"{name}{part}.txt",
            *(new(first + 3 * part + at) for at in range(3)),
            REPEATED,
            REPEATED,
            AGENCY,
        )
        for part in (0, 1)
    ]


def test_on_dumps_a_third_of_which_repeats_the_model_does_no_more_than_two_thirds(desk: Desk) -> None:
    (desk.dumps / "good.md").unlink()
    engine = FakeEngine()
    report = desk.run(*dump(desk, "a", 0), engine=engine)
    assert [request.zh for request in engine.asked].count(REPEATED) == 1
    assert report.effort.sentences == {"drafted": 8, "repeated": 4}
    assert report.effort.characters["drafted"] == sum(len(request.zh) for request in engine.asked)
    assert 0 < report.effort.share <= 0.67
    engine = FakeEngine()
    report = desk.run(*dump(desk, "b", 6), engine=engine)
    assert [request.zh for request in engine.asked] == [new(number) for number in range(6, 12)]
    told = json.loads(json.dumps(summary(report)))["work"]
    assert told["sentences"] == {
        "drafted": 6, "repeated": 0, "from memory": 6, "approved": 0, "adapted": 0, "human": 0, "copied": 0
    }  # fmt: skip
    drafted = sum(len(request.zh) for request in engine.asked)
    assert told["characters"]["drafted"] == drafted
    assert told["model_share"] == round(drafted / sum(told["characters"].values()), 4) <= 0.67


def test_one_sentence_with_other_locks_is_drafted_once_and_each_has_its_own(desk: Desk) -> None:
    """Once the locks are put in place both ask for the same words; one of them must hold a name more."""
    text(desk, "a.txt", "大河解冻", "河城星期一(Monday)发布模型。")
    text(desk, "b.txt", "小河解冻", "河城星期一发布模型。")
    report = desk.run()
    assert report.count("locks_held") == report.count("locks")
    again = desk.run(engine=Strict())
    assert again.count("locks_held") == report.count("locks_held")


def test_approved_and_copied_sentences_are_told_as_such(desk: Desk) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p02.s01", "Fine weather.", "mei", NOON)
        memory.approve(page.stem, "p02.s01", "li", NOON)
    text(desk, "b.txt", "大河解冻", "天气很好。", "DeepSeek.")
    report = desk.run(engine=FakeEngine())
    assert report.effort.sentences == {
        "drafted": 1, "approved": 1, "copied": 1, "human": 1, "from memory": 2
    }  # fmt: skip
    assert report.reused == 5


class Strict(FakeEngine):
    """An engine that may not even be loaded."""

    def choice(self) -> Choice:
        return replace(super().choice(), load=lambda: pytest.fail("the engine was loaded"))


class Other(FakeEngine):
    signature = "fake/2"

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        for drafted in super().draft(requests, notice):
            yield Drafted(drafted.index, f"Other: {drafted.en}", drafted.tokens)


def shown(report: Report) -> str:
    return report.pages[0].read_text(encoding="utf-8")


def english(desk: Desk, report: Report) -> list[str]:
    with Memory.open(desk.folder / "memory.db") as memory:
        return [segment.en for segment in memory.segments(report.pages[0].stem)]


def test_another_engine_drafts_what_is_new_and_leaves_what_is_there(desk: Desk) -> None:
    desk.run()
    desk.add("good.md", (desk.dumps / "good.md").read_text(encoding="utf-8") + "<p>海浪很高。</p>\n")
    engine = Other()
    report = desk.run(engine=engine)
    assert [request.zh for request in engine.asked] == ["海浪很高。"]
    (old, *_, newest) = english(desk, report)[-2:]
    assert (old, newest) == (plain_english("天气很好。"), f"Other: {plain_english('海浪很高。')}")
    assert "fake/1 + fake/2" in shown(report)
    assert report.other_engines == 3
    assert summary(report)["work"]["other_engines"] == 3  # type: ignore[index]


def test_an_unchanged_article_keeps_its_page_whatever_engine_is_chosen(desk: Desk) -> None:
    before = shown(desk.run())
    report = desk.run(engine=Other())
    assert (report.unchanged, report.other_engines) == (1, 3)
    assert shown(report) == before
    assert "fake/1" in before


def test_redraft_makes_drafts_of_other_engines_anew_and_no_persons_words(desk: Desk) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p02.s01", "Fine weather.", "mei", NOON)
    engine = Other()
    report = desk.run(engine=engine, redraft=True)
    assert len(engine.asked) == 2
    assert [en.startswith("Other: ") for en in english(desk, report)] == [True, True, False]
    assert english(desk, report)[-1] == "Fine weather."
    assert report.other_engines == 0
    assert desk.run(engine=engine, redraft=True).unchanged == 1
    assert len(engine.asked) == 2


def test_a_second_run_opens_no_article_whose_page_is_up_to_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.run()
    index = first.index.read_bytes()
    monkeypatch.setattr("translate.pipeline.prepare", None)
    monkeypatch.setattr("translate.job.render", None)
    monkeypatch.setattr(Memory, "load", None)
    again = desk.run(engine=Strict())
    assert (again.unchanged, again.reused, again.entries) == (1, 3, first.entries)
    assert again.index.read_bytes() == index


def test_a_page_is_made_again_when_anything_it_tells_has_changed(desk: Desk) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.sign_off(page.stem, "Eve", NOON)
    report = desk.run()
    assert (report.unchanged, "Signed by Eve" in shown(report)) == (0, True)
    page.write_text("somebody's own", encoding="utf-8")
    assert (desk.run().unchanged, "Signed by Eve" in shown(report)) == (0, True)
    page.unlink()
    assert (desk.run().unchanged, page.is_file()) == (0, True)
    assert desk.run().unchanged == 1


def test_a_page_that_a_power_cut_left_empty_is_made_again(desk: Desk) -> None:
    (page,) = desk.run().pages
    whole = page.read_bytes()
    page.write_bytes(b"")
    assert desk.run().unchanged == 0
    assert page.read_bytes() == whole


def test_a_sentence_approved_in_one_article_comes_to_the_others(desk: Desk) -> None:
    text(desk, "b.txt", "大河解冻", "天气很好。")
    desk.run()
    page = next(page for page in desk.run().pages if page.name.startswith("deep"))
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p02.s01", "Fine weather.", "mei", NOON)
        memory.approve(page.stem, "p02.s01", "li", NOON)
    report = desk.run(engine=Strict())
    assert report.unchanged == 0
    assert all("Fine weather." in page.read_text(encoding="utf-8") for page in report.pages)


def test_a_glossary_change_makes_every_page_anew(desk: Desk) -> None:
    desk.run()
    desk.add("../glossary/b.po", 'msgid "天气"\nmsgstr "the weather"\n')
    report = desk.run()
    assert report.unchanged == 0
    assert "the weather" in shown(report)


def test_a_fault_stays_on_the_index_until_its_source_reads_well_or_is_gone(desk: Desk) -> None:
    bad = desk.add("bad.md", "")
    worse = desk.add("worse.md", "")
    assert len(desk.run().faults) == 2
    other = desk.run(desk.dumps / "good.md")
    assert other.faults == ()
    assert "bad.md" in other.index.read_text(encoding="utf-8")
    desk.add("../glossary/b.po", 'msgid "天气"\nmsgstr "the weather"\n')
    run_update(
        UpdateJob(desk.output, desk.folder / "glossary", desk.folder / "memory.db"), FakeEngine().choice
    )
    assert "bad.md" in other.index.read_text(encoding="utf-8")
    bad.write_text("大河解冻\n\n海浪很高。", encoding="utf-8")
    worse.unlink()
    assert "worse.md" not in desk.run(desk.dumps / "good.md").index.read_text(encoding="utf-8")
    index = desk.run(bad).index.read_text(encoding="utf-8")
    assert "is empty" not in index
    assert "bad.md" not in index.partition("Faults")[2]


def test_a_page_that_could_not_be_written_is_no_fault_any_more_when_its_folder_is_back(desk: Desk) -> None:
    index = desk.run().index
    away = desk.output.rename(desk.folder / "away")
    desk.output.write_text("a file in its way", encoding="utf-8")
    assert len(desk.run().faults) == 2  # the page and the index
    desk.output.unlink()
    away.rename(desk.output)
    assert desk.run().unchanged == 1
    assert "a file stands where" not in index.read_text(encoding="utf-8")


def test_a_glossary_fault_goes_when_the_glossary_is_mended(desk: Desk) -> None:
    po = desk.add("../glossary/b.po", 'msgid "英伟达"\nmsgstr Nvidia\n')
    assert "b.po:2" in desk.run().index.read_text(encoding="utf-8")
    po.write_text('msgid "英伟达"\nmsgstr "Nvidia"\n', encoding="utf-8")
    assert "b.po:2" not in desk.run().index.read_text(encoding="utf-8")


def test_only_what_is_selected_is_translated_and_the_rest_keeps_its_faults(desk: Desk) -> None:
    desk.add("z-bad.md", "")
    assert len(desk.run().faults) == 1
    text(desk, "a.txt", "大河解冻", "海浪很高。")
    job = replace(desk.job(), selection=Selection(limit=1))
    report = run(job, FakeEngine().choice)
    assert len(report.pages) == 1
    assert report.faults == ()
    assert "z-bad.md" in report.index.read_text(encoding="utf-8")


def test_any_number_of_articles_is_passed_on_a_window_at_a_time(desk: Desk) -> None:
    """Not more articles are open than are drafted together: the first page is written before the last is prepared."""
    for number in range(60):
        text(
            desk,
            f"{number:02d}.txt",
            new(-1 - number),
            *(new(20 * number + at) for at in range(20)),
        )

    class Watching(FakeEngine):
        pages: ClassVar[list[int]] = []

        def draft(
            self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
        ) -> Iterator[Drafted]:
            self.pages.append(len(list(desk.output.glob("*.html"))))
            yield from super().draft(requests, notice)

    engine = Watching()
    desk.run(engine=engine)
    assert len(engine.pages) > 2
    assert engine.pages == sorted(set(engine.pages))
    assert engine.pages[0] == 0
