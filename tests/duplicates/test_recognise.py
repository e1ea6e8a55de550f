"""Which articles are one story: copies are told, versions replace, and what merely looks alike stays."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tests.duplicates.telling import OTHER, REPORT, article
from translate.duplicates import Recognised, recognise
from translate.duplicates.sketch import marks, story
from translate.memory import Memory
from translate.model import Article, Signature, TranslatedArticle


def told(*articles: Article, stored: Sequence[Article] = ()) -> Recognised:
    """What is recognised in ``articles`` beside a memory that holds ``stored``."""
    with tempfile.TemporaryDirectory() as folder, Memory.open(Path(folder) / "memory.db") as memory:
        for each in stored:
            memory.store(TranslatedArticle(each, (), Signature("e", "g", "s")), {})
        return recognise(articles, memory)


def sources(articles: Sequence[Article]) -> list[str]:
    return [each.source for each in articles]


def test_a_wire_report_in_two_papers_is_one_story_with_both_places() -> None:
    first = article(source="a.md", url="https://one.example/1", day=2)
    second = article(
        REPORT.replace("他们盼这一天盼了很久", "他们早就盼着这一天"),
        "b.md",
        url="https://two.example/9",
        title="河城：图书馆开门迎客",
        day=3,
    )
    found = told(first, article(OTHER, "c.txt"), second)
    assert sources(found.articles) == ["a.md", "c.txt"]
    (copy,) = found.articles[0].copies
    assert (copy.source, copy.url, copy.id, copy.date) == (second.source, second.url, second.id, second.date)
    assert [(each.source, each.of, each.why) for each in found.duplicates] == [
        ("b.md", first.id, "same text")
    ]


def test_simplified_and_traditional_are_one_story() -> None:
    found = told(article(source="a.txt"), article(OpenCC("s2t").convert(REPORT), "b.txt"))
    assert sources(found.articles) == ["a.txt"]


def test_the_fuller_telling_is_translated() -> None:
    fuller = article(f"{REPORT}市长感谢了所有捐书的人。", "b.txt")
    found = told(article(source="a.txt"), fuller, article(source="c.txt"))
    assert sources(found.articles) == ["b.txt"]
    assert [copy.source for copy in found.articles[0].copies] == ["a.txt", "c.txt"]


@pytest.mark.parametrize(
    ("old", "new"), [("20000", "30000"), ("三亿元", "五亿元"), ("星期四", "星期五"), ("120万", "12万")]
)
def test_a_report_with_another_number_is_another_report(old: str, new: str) -> None:
    assert len(told(article(source="a.txt"), article(REPORT.replace(old, new), "b.txt")).articles) == 2


def test_the_same_words_weeks_apart_are_two_reports() -> None:
    assert len(told(article(source="a.txt", day=1), article(source="b.txt", day=20)).articles) == 2


def test_short_flashes_are_left_alone() -> None:
    flash = "河城地铁一号线发生故障，列车停运。"
    assert len(told(article(flash, "a.txt"), article(flash, "b.txt")).articles) == 2


def test_one_address_written_twice_is_one_article() -> None:
    found = told(
        article(source="a.md", url="https://news.example/a/1"),
        article(source="b.md", url="http://m.news.example/a/1?utm_source=rss"),
    )
    assert sources(found.articles) == ["a.md"]
    assert [each.why for each in found.duplicates] == ["same address"]
    assert [copy.url for copy in found.articles[0].copies] == ["http://m.news.example/a/1?utm_source=rss"]


def test_a_correction_at_the_same_address_is_the_article_from_now_on() -> None:
    url = "https://news.example/a/1"
    first, second = article(url=url, day=1), article(f"{OTHER}{OTHER}", "b.md", url=url, day=2)
    for order in ((first, second), (second, first)):
        found = told(*order)
        assert sources(found.articles) == ["b.md"]
        assert found.articles[0].id == first.id
        assert found.articles[0].copies == ()
        assert [(each.source, each.why) for each in found.duplicates] == [("a.txt", "older version")]


def test_without_dates_the_later_reading_at_one_address_counts() -> None:
    url = "https://news.example/a/1"
    found = told(article(url=url, source="a.md"), article(f"{REPORT}更正。", "b.md", url=url))
    assert sources(found.articles) == ["b.md"]


def test_a_newer_version_at_another_form_of_the_address_keeps_the_first_id() -> None:
    first = article(source="a.md", url="https://news.example/a/1", day=1)
    longer = REPORT + "\n\n" + REPORT[40:100].replace("20000", "21000")
    second = article(longer, "b.md", url="https://www.news.example/a/1?utm_source=rss", day=2)
    (kept,) = told(first, second).articles
    assert (kept.source, kept.id) == ("b.md", first.id)


def test_two_texts_at_nearly_one_address_that_share_nothing_stay_two() -> None:
    one = article(source="a.md", url="https://news.example/a/1")
    assert len(told(one, article(OTHER, "b.md", url="https://m.news.example/a/1")).articles) == 2


def test_the_same_file_content_twice_tells_both_files() -> None:
    url = "https://news.example/a/1"
    (kept,) = told(article(source="a.md", url=url), article(source="b.md", url=url)).articles
    assert kept.source == "a.md"
    assert [(copy.source, copy.url) for copy in kept.copies] == [("b.md", url)]


def test_recognising_twice_changes_nothing() -> None:
    first = told(article(source="a.txt"), article(source="b.txt"), article(OTHER, "c.txt"))
    again = told(*first.articles)
    assert (again.articles, again.duplicates) == (first.articles, ())


def test_copies_share_marks_and_other_reports_do_not() -> None:
    changed = REPORT.replace("夜里十点", "晚上十点").replace("很久", "多年")
    one, copy, other = (set(marks(article(text))) for text in (REPORT, changed, OTHER))
    assert len(one & copy) >= 4
    assert not one & other
    assert len(story(article(OTHER))) > 60


TEXTS = (
    REPORT,
    REPORT.replace("很久", "多年"),
    f"{REPORT}他们很高兴。",
    REPORT.replace("120万", "12万"),
    OTHER,
)
URLS = ("", "https://news.example/a/1", "http://m.news.example/a/1?utm_source=x", "https://two.example/2")
TELLINGS = st.builds(
    lambda text, url, day, name: article(text, f"{name}.txt", url=url, day=day),
    st.sampled_from(TEXTS),
    st.sampled_from(URLS),
    st.integers(0, 3),
    st.integers(0, 4),
)


@given(st.lists(TELLINGS, max_size=7), st.lists(TELLINGS, max_size=3, unique_by=lambda each: each.id))
@settings(max_examples=150, deadline=None)
def test_nothing_that_was_read_is_lost(read: list[Article], stored: list[Article]) -> None:
    found = told(*read, stored=stored)
    assert len(found.articles) + len(found.duplicates) == len(read)
    ids = [each.id for each in (*found.articles, *found.elsewhere)]
    assert len(ids) == len(set(ids))
    pages = {*ids, *(each.id for each in stored)}
    assert {each.of for each in found.duplicates} <= pages
    for each in (*found.articles, *found.elsewhere):
        assert all((copy.source, copy.url) != (each.source, each.url) for copy in each.copies)
        assert each.copies == tuple(sorted(set(each.copies), key=lambda copy: (copy.url, copy.source)))


class TestWithAMemory:
    """What earlier runs stored counts as well."""

    def test_a_copy_of_a_stored_article_is_told_there(self) -> None:
        stored = article(source="a.txt")
        found = told(article(source="b.txt"), stored=[stored])
        assert found.articles == ()
        assert [(each.id, [copy.source for copy in each.copies]) for each in found.elsewhere] == [
            (stored.id, ["b.txt"])
        ]
        assert [each.of for each in found.duplicates] == [stored.id]

    def test_one_that_says_more_than_the_page_that_is_there_is_told_so(self) -> None:
        found = told(article(f"{REPORT}市长感谢了所有捐书的人。", "b.txt"), stored=[article(source="a.txt")])
        assert [each.why for each in found.duplicates] == ["same text, fuller"]

    def test_a_copy_told_before_is_no_news(self) -> None:
        (stored,) = told(article(source="a.txt"), article(source="b.txt")).articles
        found = told(article(source="b.txt"), stored=[stored])
        assert found.elsewhere == ()
        assert len(found.duplicates) == 1

    def test_an_article_with_a_page_keeps_it_and_its_copies(self) -> None:
        (stored,) = told(article(source="b.txt"), article(source="c.txt")).articles
        found = told(article(f"{REPORT}还有一句话。", "a.txt"), article(source="b.txt"), stored=[stored])
        assert sources(found.articles) == ["b.txt"]
        assert [copy.source for copy in found.articles[0].copies] == ["a.txt", "c.txt"]

    def test_an_old_dump_read_again_undoes_no_correction(self) -> None:
        url = "https://news.example/a/1"
        old, new = article(url=url, day=1), article(f"{REPORT}更正：藏书130万册。", "b.md", url=url, day=2)
        found = told(old, stored=[new])
        assert (found.articles, found.elsewhere) == ((), ())
        assert [(each.of, each.why) for each in found.duplicates] == [(new.id, "older version")]
        assert told(old, new, stored=[new]).articles == (new,)
        assert told(new, stored=[old]).articles == (new,)

    def test_two_that_both_have_a_page_stay_two(self) -> None:
        one, other = article(source="a.txt"), article(source="b.txt")
        assert len(told(one, other, stored=[one, other]).articles) == 2

    def test_a_copy_that_became_another_story_leaves_the_list(self) -> None:
        (stored,) = told(article(source="a.txt"), article(source="b.txt")).articles
        found = told(article(source="a.txt"), article(OTHER, "b.txt"), stored=[stored])
        assert [(each.source, each.copies) for each in found.articles] == [("a.txt", ()), ("b.txt", ())]

    def test_a_newer_version_of_a_stored_article_at_another_form_of_its_address(self) -> None:
        stored = article(source="a.md", url="https://news.example/a/1", day=1)
        new = article(
            REPORT[:-40] + "\n\n更正：开馆当天有25000人。", "b.md", url="https://m.news.example/a/1", day=2
        )
        found = told(new, stored=[stored])
        assert [(each.id, each.source) for each in found.articles] == [(stored.id, "b.md")]
