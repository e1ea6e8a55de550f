"""After a glossary change only what it touches is drafted anew, and no word of a person is lost."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import FakeEngine
from tests.glossary.random_glossaries import articles, terms
from translate.engine.base import Drafted
from translate.engine.choose import Choice
from translate.errors import DuizhaoError
from translate.glossary.impact import Impact
from translate.job import Job, run
from translate.memory import Memory
from translate.model import Article, Row, Severity
from translate.pipeline import translate_windows
from translate.prepare import prepare
from translate.termbase import Term, Termbase
from translate.update import redraft, survey
from translate.update_job import UpdateJob, UpdateReport, run_update

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


class NewEngine(FakeEngine):
    """Another engine: what it drafts is told from what the first one did."""

    signature = "fake/2"

    def draft(self, requests, notice=None):  # type: ignore[no-untyped-def]
        for drafted in super().draft(requests, notice):
            yield Drafted(drafted.index, f"Anew: {drafted.en}", drafted.tokens)


def update(memory: Memory, termbase: Termbase, engine: FakeEngine) -> Impact:
    found = survey(memory, termbase, note=True)
    for each in redraft(memory, termbase, found, engine.choice):
        memory.store(each.result, each.keys)
    return found


def translate(memory: Memory, termbase: Termbase, engine: FakeEngine, written: Sequence[Article]) -> None:
    choice = engine.choice()
    list(translate_windows(written, termbase=termbase, memory=memory, choice=choice, redraft=True))


def rows(memory: Memory, written: Sequence[Article]) -> dict[tuple[str, str], Row]:
    results = [memory.load(article.id) for article in written]
    return {(row.segment.article, row.segment.id): row for result in results if result for row in result.rows}


def keys(memory: Memory, written: Sequence[Article]) -> dict[tuple[str, str], str]:
    return {
        (article.id, each.segment.id): each.key for article in written for each in memory.segments(article.id)
    }


def human(memory: Memory, written: Sequence[Article]) -> dict[tuple[str, str], object]:
    return {
        (article.id, id_): (text, memory.history(article.id, id_))
        for article in written
        for id_, text in memory.human(article.id).items()
    }


def asked(row: Row) -> object:
    """All of a row but what depends on the other rows of its article."""
    findings = [finding for finding in row.findings if finding.check != "translated_two_ways"]
    return row.segment, row.locks, row.draft, row.held, findings


def demanded(article: Article, termbase: Termbase) -> dict[tuple[str, str], object]:
    return {
        (article.id, item.segment.id): [
            (lock.start, lock.end, lock.en, lock.accept, lock.forbidden, lock.exact)
            for lock in (*item.locks, *item.forbidden)
        ]
        for item in prepare(article, termbase, "x")
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(terms, terms, articles(), st.booleans(), st.data())
def test_an_update_is_a_fresh_run_for_what_is_touched_and_nothing_for_the_rest(
    old: list[Term], new: list[Term], written: list[Article], known: bool, data: st.DataObject
) -> None:
    before, after = Termbase.of(old), Termbase.of(new)
    with tempfile.TemporaryDirectory() as name:
        path, other = Path(name) / "memory.db", Path(name) / "fresh.db"
        with Memory.open(path) as memory:
            translate(memory, before, FakeEngine(), written)
            ids = sorted(rows(memory, written))
            for article, segment in data.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)):
                memory.edit(article, segment, f"A person's {segment}.", "wang", NOON)
                if data.draw(st.booleans()):
                    memory.approve(article, segment, "li", NOON)
            decided, were = human(memory, written), rows(memory, written)
            old_keys = keys(memory, written)
        if not known:
            forget_glossaries(path)
        shutil.copy(path, other)
        with Memory.open(path) as memory, Memory.open(other) as fresh:
            found = update(memory, after, NewEngine())
            translate(fresh, after, NewEngine(), written)
            now, anew = rows(memory, written), rows(fresh, written)
            new_keys, anew_keys = keys(memory, written), keys(fresh, written)
            assert human(memory, written) == decided
            assert survey(memory, after).touched == ()
            assert set(memory.articles_by_glossary()) <= {after.signature}
    one = {key: value for article in written for key, value in demanded(article, before).items()}
    other_side = {key: value for article in written for key, value in demanded(article, after).items()}
    touched = {(each.article, each.segment) for each in found.touched}
    assert touched == {key for key in one if one[key] != other_side[key]}
    for key, row in now.items():
        if key not in touched:
            assert (row, new_keys[key]) == (were[key], old_keys[key])
        elif key not in decided:
            assert asked(row) == asked(anew[key])
            if row.draft.origin == "engine":
                assert new_keys[key] == anew_keys[key]
        else:
            assert row.draft == were[key].draft
            assert row.locks == anew[key].locks


def forget_glossaries(path: Path) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute("DELETE FROM glossaries")
    db.close()


DUMP = """[深度求索发布新模型](https://news.example/tech/deepseek.html)
------

<div><i>Mon, 05 Jan 2026 00:00:00 GMT</i></div><p>深度求索星期一发布模型。</p><p> </p><p>天气很好。</p>
"""
OTHER = """[天气](https://news.example/weather.html)
------

<div><i>Tue, 06 Jan 2026 00:00:00 GMT</i></div><p>海浪很高。</p>
"""


class Desk:
    """A project folder in which two news were translated and the dumps deleted since."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output, self.memory = folder, folder / "output", folder / "memory.db"
        self.glossary = folder / "glossary"
        dumps = folder / "dumps"
        for each in (self.glossary, dumps):
            each.mkdir()
        self.enforce(深度求索="DeepSeek")
        (dumps / "a.md").write_text(DUMP, encoding="utf-8")
        (dumps / "b.md").write_text(OTHER, encoding="utf-8")
        run(Job((dumps,), self.output, self.glossary, self.memory), FakeEngine().choice)
        shutil.rmtree(dumps)

    def enforce(self, **terms: str) -> None:
        entries = "".join(f'\nmsgid "{zh}"\nmsgstr "{en}"\n' for zh, en in terms.items())
        text = f'msgid ""\nmsgstr "Language: en\\n"\n{entries}'
        (self.glossary / "terms.po").write_text(text, encoding="utf-8")

    def update(self, engine: FakeEngine | None = None, *, dry_run: bool = False) -> UpdateReport:
        job = UpdateJob(self.output, self.glossary, self.memory, dry_run)
        return run_update(job, engine.choice if engine else no_engine)

    def pages(self) -> dict[str, tuple[bytes, int]]:
        return {page.name: (page.read_bytes(), page.stat().st_mtime_ns) for page in self.output.iterdir()}

    def decide(self, en: str, *, approve: bool = False) -> None:
        with Memory.open(self.memory) as memory:
            (id_,) = [summary.id for summary in memory.articles() if "deepseek" in summary.id]
            memory.edit(id_, "p01.s01", en, "wang", NOON)
            if approve:
                memory.approve(id_, "p01.s01", "wang", NOON)

    def row(self, segment: str = "p01.s01") -> Row:
        with Memory.open(self.memory) as memory:
            (id_,) = [summary.id for summary in memory.articles() if "deepseek" in summary.id]
            result = memory.load(id_)
        assert result
        return next(row for row in result.rows if row.segment.id == segment)


def no_engine() -> Choice:
    raise AssertionError("an engine was asked for")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_segments_touched_are_drafted_without_their_dump_and_their_page_rewritten(desk: Desk) -> None:
    were = desk.pages()
    desk.enforce(深度求索="Deep Seek AI")
    engine = NewEngine()
    report = desk.update(engine)
    assert all("Deep Seek AI" in request.zh for request in engine.asked)
    assert len(engine.asked) == report.drafted == len(report.impact.touched) == 2
    assert desk.row().draft.en.startswith("Anew: ")
    now = desk.pages()
    changed = {name for name in now if now[name] != were[name]}
    assert changed == {report.done.pages[0].name, "index.html"}
    assert "Deep Seek AI" in report.done.pages[0].read_text(encoding="utf-8")
    assert "weather" in (desk.output / "index.html").read_text(encoding="utf-8")


def test_nothing_is_done_and_no_engine_is_asked_for_without_a_change(desk: Desk) -> None:
    were = desk.pages()
    desk.enforce(深度求索="DeepSeek", 雪花="Snowflake")  # a change that touches nothing
    for _ in range(2):
        report = desk.update()
        assert (report.impact.touched, report.done.pages, report.done.exit_code) == ((), (), 0)
    assert desk.pages() == were
    with Memory.open(desk.memory) as memory:
        assert list(memory.articles_by_glossary()) == [Termbase.load(desk.glossary).signature]


def test_a_dry_run_tells_and_changes_nothing(desk: Desk) -> None:
    desk.enforce(深度求索="Deep Seek AI")
    were = desk.pages()
    for _ in range(2):
        report = desk.update(dry_run=True)
        assert [each.segment for each in report.impact.touched] == ["p00.s01", "p01.s01"]
    assert desk.pages() == were


@pytest.mark.parametrize("approve", [False, True])
def test_a_persons_words_stay_and_say_what_the_glossary_now_demands(desk: Desk, approve: bool) -> None:
    desk.decide("DeepSeek released a model on Monday.", approve=approve)
    desk.enforce(深度求索="Deep Seek AI")
    report = desk.update(NewEngine())
    row = desk.row()
    assert row.draft.en == "DeepSeek released a model on Monday."
    told = [finding for finding in row.findings if finding.check == "glossary_changed"]
    assert [finding.message for finding in told] == [
        "The glossary now demands “Deep Seek AI” for “深度求索” (before: “DeepSeek”)."
    ]
    assert told[0].severity is Severity.WARNING
    assert any(finding.check == "term_missing" for finding in row.findings)
    assert (report.impact.human, report.flagged, report.drafted, report.done.exit_code) == (1, 1, 1, 3)
    page = BeautifulSoup(report.done.pages[0].read_text(encoding="utf-8"), "lxml")
    assert told[0].message in page.get_text()
    with Memory.open(desk.memory) as memory:
        (article,) = [each for each in memory.articles() if "deepseek" in each.id]
        assert article.approved == approve


def test_a_persons_words_that_fit_already_are_not_flagged(desk: Desk) -> None:
    desk.decide("Deep Seek AI released a model on Monday.", approve=True)
    desk.enforce(深度求索="Deep Seek AI")
    assert desk.update(NewEngine()).flagged == 0
    assert not [finding for finding in desk.row().findings if finding.severity is Severity.BLOCKER]


def test_a_demand_that_is_gone_is_a_note_for_the_person_who_met_it(desk: Desk) -> None:
    desk.decide("DeepSeek released a model on Monday.")
    desk.enforce(英伟达="Nvidia")
    desk.update(NewEngine())
    (finding,) = [finding for finding in desk.row().findings if finding.check == "glossary_changed"]
    assert finding.severity is Severity.NOTE
    assert finding.message == "The glossary no longer demands “DeepSeek” for “深度求索”."


def test_no_engine_is_asked_for_where_people_decided_everything_touched(desk: Desk) -> None:
    with Memory.open(desk.memory) as memory:
        for summary in list(memory.articles()):
            for text in memory.segments(summary.id):
                memory.edit(summary.id, text.segment.id, "Mine.", "wang", NOON)
    desk.enforce(深度求索="Deep Seek AI")
    report = desk.update()
    assert (report.impact.human, report.drafted, report.done.engine) == (2, 0, "")


def test_a_stopped_update_loses_nothing_and_goes_on(desk: Desk) -> None:
    class Stopped(FakeEngine):
        def draft(self, requests, notice=None):  # type: ignore[no-untyped-def]
            for at, drafted in enumerate(super().draft(requests, notice)):
                if at == 1:
                    raise KeyboardInterrupt
                yield drafted

    desk.enforce(深度求索="Deep Seek AI")
    were = desk.pages()
    with pytest.raises(KeyboardInterrupt):
        desk.update(Stopped())
    assert desk.pages() == were
    engine = FakeEngine()
    assert desk.update(engine).drafted == 2
    assert len(engine.asked) == 1  # the one that was finished is not asked again


def test_a_page_that_cannot_be_written_is_made_by_the_next_update(desk: Desk) -> None:
    (page,) = [path for path in desk.output.iterdir() if "deepseek" in path.name]
    page.unlink()
    page.mkdir()
    desk.enforce(深度求索="Deep Seek AI")
    report = desk.update(FakeEngine())
    assert report.done.exit_code == 1
    assert page.name in report.done.faults[0].where
    page.rmdir()
    assert desk.update(FakeEngine()).done.pages == (page,)


def test_a_bad_glossary_line_is_a_fault_and_the_rest_is_enforced(desk: Desk) -> None:
    desk.enforce(深度求索="Deep Seek AI")
    bad = desk.glossary / "b.po"
    bad.write_text('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "英伟达"\nmsgstr Nvidia\n', encoding="utf-8")
    report = desk.update(FakeEngine())
    assert report.done.exit_code == 1
    assert report.done.faults[0].where.endswith("b.po:5")
    assert "Deep Seek AI" in desk.row().draft.en


def test_a_memory_that_is_not_there_is_not_made(desk: Desk) -> None:
    desk.memory.unlink()
    with pytest.raises(DuizhaoError, match="no such translation memory"):
        desk.update()
    assert not desk.memory.exists()
