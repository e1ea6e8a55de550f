"""Everything that an entry can say of where it counts and what it means, from the PO file to the finding.

Each example is a whole dump file, read, translated with a fake engine and checked; what the engine was asked shows
whether the term was put in place, and the findings show what the checks hold its English to.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from translate.ingest import read
from translate.memory import Memory
from translate.model import Row
from translate.pipeline import translate_articles
from translate.termbase import Termbase

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


class Outcome:
    """The row of the first paragraph, and what the engine was given for it."""

    def __init__(self, row: Row, asked: tuple[str, ...]) -> None:
        self.row = row
        self.asked = asked
        self.demanded = tuple(lock.en for lock in row.locks if lock.en)
        self.blockers = tuple(f.check for f in row.findings if f.severity == "blocker")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


class Desk:
    """A desk with a glossary that translates one paragraph of news at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "glossary").mkdir()

    def enforce(self, *entries: str) -> None:
        text = "\n".join((HEADER, *entries))
        (self.folder / "glossary" / "terms.po").write_text(text, encoding="utf-8")

    def translate(
        self,
        zh: str,
        *,
        title: str = "今日要闻",
        url: str = "https://news.example/story.html",
        date: str = "Mon, 05 Jan 2026 00:00:00 GMT",
        en: str | None = None,
    ) -> Outcome:
        """``en`` is what the engine answers to whatever it is asked, and again when it has to go on."""
        day = f"<div><i>{date}</i></div>" if date else ""
        dump = self.folder / "news.md"
        dump.write_text(f"[{title}]({url})\n------\n\n{day}<p>{zh}</p>\n", encoding="utf-8")
        termbase = Termbase.load(self.folder / "glossary")
        assert termbase.faults == ()
        engine = _Answering(en) if en else FakeEngine()
        with Memory.open(self.folder / "memory.db") as memory:
            (result,) = translate_articles(
                [read(dump)], termbase=termbase, memory=memory, choice=engine.choice()
            )
        (self.folder / "memory.db").unlink()
        row = next(row for row in result.rows if row.segment.block == "p01")
        return Outcome(row, tuple(request.zh for request in engine.asked))


class _Answering(FakeEngine):
    """An engine with one answer, which it also gives from a forced beginning on."""

    def __init__(self, en: str) -> None:
        super().__init__(finish=lambda _: en)
        self._answer = en

    def draft(self, requests, notice=None):  # type: ignore[no-untyped-def]
        from dataclasses import replace

        for drafted in super().draft(requests, notice):
            yield replace(drafted, en=self._answer)


def entry(zh: str, en: str, *comments: str, flags: str = "", sense: str = "") -> str:
    rows = [f"#. {comment}" for comment in comments]
    rows += [f"#, {flags}"] if flags else []
    rows += [f'msgctxt "{sense}"'] if sense else []
    return "\n".join([*rows, f'msgid "{zh}"', f'msgstr "{en}"', ""])


@pytest.mark.parametrize(
    ("scope", "url", "holds"),
    [
        ("section tech", "https://news.example/tech/story.html", True),
        ("section tech", "https://news.example/zh/Tech/2026/story.html", True),
        ("section tech|business", "https://news.example/business/story.html", True),
        ("section tech", "https://news.example/sport/story.html", False),
        ("section tech", "https://news.example/biotech/story.html", False),
        ("section 科技", "https://news.example/%E7%A7%91%E6%8A%80/story.html", True),
        ("site news.example", "https://www.news.example/story.html", True),
        ("site news.example", "https://zh.news.example/story.html", True),
        ("site news.example", "https://fakenews.example/story.html", False),
        ("site news.example|voa.example", "https://VOA.example/story.html", True),
        ("site news.example; section tech", "https://news.example/tech/story.html", True),
        ("site news.example; section tech", "https://news.example/sport/story.html", False),
    ],
)
def test_section_and_source_site_come_from_the_address(desk: Desk, scope: str, url: str, holds: bool) -> None:
    desk.enforce(entry("雪花", "Snowflake", f"scope: {scope}"))
    assert desk.translate("雪花上涨。", url=url).demanded == (("Snowflake",) if holds else ())


@pytest.mark.parametrize(
    ("scope", "date", "holds"),
    [
        ("from 2026-01-05", "Mon, 05 Jan 2026 00:00:00 GMT", True),
        ("from 2026-01-06", "Mon, 05 Jan 2026 23:59:00 GMT", False),
        ("until 2026-01-05", "Mon, 05 Jan 2026 23:59:00 GMT", True),
        ("until 2026-01-04", "Mon, 05 Jan 2026 00:00:00 GMT", False),
        ("from 2026-01-01; until 2026-01-31", "Mon, 05 Jan 2026 00:00:00 GMT", True),
        ("from 2026-01-01; until 2026-01-31", "Mon, 02 Feb 2026 00:00:00 GMT", False),
        ("from 2026-01-01", "", True),  # without a date it is today's news
        ("until 2026-01-31", "", False),
    ],
)
def test_a_date_range_is_of_the_day_of_publication(desk: Desk, scope: str, date: str, holds: bool) -> None:
    desk.enforce(entry("总统", "President Smith", f"scope: {scope}"))
    assert desk.translate("总统发言。", date=date).demanded == (("President Smith",) if holds else ())


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("数据云市场", True),
        ("數據雲市場", True),
        ("Snowflake 财报", True),
        ("Snowflakes 融化", False),
        ("今日要闻", False),
    ],
)
def test_mentions_looks_at_the_whole_article(desk: Desk, title: str, holds: bool) -> None:
    desk.enforce(entry("雪花", "Snowflake", "scope: mentions Snowflake|数据云"))
    assert desk.translate("雪花上涨。", title=title).demanded == (("Snowflake",) if holds else ())


@pytest.mark.parametrize(
    ("title", "en"), [("美国商务部", "Commerce Department"), ("今日要闻", "Commerce Ministry")]
)
def test_of_two_senses_the_one_whose_scope_holds_is_meant(desk: Desk, title: str, en: str) -> None:
    desk.enforce(
        entry("商务部", "Commerce Ministry"),
        entry("商务部", "Commerce Department", "scope: mentions 美国商务部", sense="US"),
    )
    outcome = desk.translate("商务部发言。", title=title)
    assert outcome.demanded == (en,)
    assert f"{en}发言。" in outcome.asked


def test_of_two_senses_without_a_scope_either_holds_the_term(desk: Desk) -> None:
    desk.enforce(entry("银行", "bank", sense="money"), entry("银行", "banking house", sense="old"))
    for en in ("The bank closed.", "The banking house closed."):
        assert desk.translate("银行关闭。", en=en).blockers == ()
    assert desk.translate("银行关闭。", en="The shop closed.").blockers == ("term_missing",)


def test_an_alias_is_put_in_place_as_the_term_itself(desk: Desk) -> None:
    desk.enforce(entry("特朗普", "Trump", "aliases: 川普, 唐纳德·川普"))
    for zh in ("川普发言。", "唐纳德·川普发言。", "特朗普發言。"):
        outcome = desk.translate(zh)
        assert outcome.demanded == ("Trump",)
        assert any(asked.startswith("Trump") for asked in outcome.asked)


def test_accepted_variants_hold_the_term(desk: Desk) -> None:
    desk.enforce(entry("美联社", "The Associated Press", 'accept: AP, "Associated Press, New York"'))
    for en in ("The Associated Press reported.", "AP reported.", "Associated Press, New York reported."):
        outcome = desk.translate("美联社报道。", en=en)
        assert outcome.row.draft.en == en
        assert outcome.blockers == ()
    assert desk.translate("美联社报道。", en="A news agency reported.").blockers == ("term_missing",)


def test_a_forbidden_rendering_is_a_blocker_that_names_the_right_one(desk: Desk) -> None:
    desk.enforce(entry("台积电", "TSMC"), entry("台积电", "Taiwan Semi", flags="forbidden"))
    outcome = desk.translate("台积电上涨。", en="TSMC, or Taiwan Semi, rose.")
    assert outcome.blockers == ("term_forbidden",)
    assert "say “TSMC”" in next(f.message for f in outcome.row.findings if f.check == "term_forbidden")
    assert desk.translate("台积电上涨。", en="TSMC rose.").blockers == ()


def test_a_rendering_can_be_forbidden_where_none_is_demanded(desk: Desk) -> None:
    desk.enforce(entry("同志", "comrade", flags="forbidden"))
    outcome = desk.translate("同志发言。", en="The comrade spoke.")
    assert (outcome.demanded, outcome.blockers) == ((), ("term_forbidden",))
    assert desk.translate("同志发言。", en="The activist spoke.").blockers == ()


def test_a_rendering_can_be_forbidden_in_one_section_only(desk: Desk) -> None:
    desk.enforce(
        entry("同志", "activist"), entry("同志", "comrade", "scope: section society", flags="forbidden")
    )
    en = "The activist, a comrade, spoke."
    assert desk.translate("同志发言。", en=en).blockers == ()
    there = desk.translate("同志发言。", url="https://news.example/society/a.html", en=en)
    assert there.blockers == ("term_forbidden",)


@pytest.mark.parametrize(
    "po", [entry("Llama", "", flags="read-only"), entry("Llama", "Llama", flags="read-only")]
)
def test_read_only_stays_as_it_is(desk: Desk, po: str) -> None:
    desk.enforce(po)
    outcome = desk.translate("Llama很大。", en="It is large.")
    assert (outcome.demanded, outcome.blockers) == (("Llama",), ("term_missing",))
    assert desk.translate("Llama很大。", en="Llama is large.").blockers == ()


def test_read_only_chinese_stays_chinese(desk: Desk) -> None:
    desk.enforce(entry("山寨", "", flags="read-only"))
    outcome = desk.translate("山寨很流行。", en="山寨 is popular.")
    assert outcome.demanded == ("山寨",)
    assert outcome.blockers == ()


@pytest.mark.parametrize(
    ("flags", "en", "blockers"),
    [
        ("", "Chips rose.", ()),
        ("", "The chip’s price rose.", ()),
        ("exact", "The chip rose.", ()),
        ("exact", "Chips rose.", ("term_missing",)),
        ("exact", "The Chip rose.", ("term_missing",)),
    ],
)
def test_exact_takes_no_plural_and_no_other_case(
    desk: Desk, flags: str, en: str, blockers: tuple[str, ...]
) -> None:
    desk.enforce(entry("芯片", "chip", flags=flags))
    assert desk.translate("芯片上涨。", en=en).blockers == blockers


def test_a_proposal_is_never_enforced(desk: Desk) -> None:
    desk.enforce(entry("雪花", "Snowflake", flags="fuzzy"))
    assert desk.translate("雪花上涨。", en="Snow rose.").blockers == ()
