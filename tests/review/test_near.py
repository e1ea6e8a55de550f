"""What is like a sentence, shown beside it: on the page of an article folded, on the live page a key away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.fakes import FakeEngine
from tests.memory.samples import MONDAY
from tests.review.conftest import Open
from tests.review.desk import Client, article, make_desk, serving
from tests.review.test_page_live import review
from translate.job import Job, run
from translate.memory import ArticleReview, Memory, Near, SegmentReview, State
from translate.review import render
from translate.review.near import diff, offers

ZH = "上证综合指数周一下跌2.3%，报3250点。"
KNOWN = "上证综合指数周二下跌1.9%，报3120点。"
ENGLISH = "The Shanghai Composite Index fell 1.9% to 3120 points on Tuesday."


def near(zh: str = KNOWN, article_id: str = "news-3", ratio: float = 0.75) -> Near:
    return Near(zh, ENGLISH, article_id, "p02.s01", "Ann", MONDAY, State.APPROVED, ratio)


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("上涨三成。", "下跌三成。", [("-", "上涨"), ("+", "下跌"), ("=", "三成。")]),
        ("报3250点。", "报3520.5点。", [("=", "报"), ("-", "3250"), ("+", "3520.5"), ("=", "点。")]),
        ("上证指数", "深证成指", [("-", "上证指数"), ("+", "深证成指")]),
        ("3点5分", "4点6分", [("-", "3"), ("+", "4"), ("=", "点"), ("-", "5"), ("+", "6"), ("=", "分")]),
        ("DeepSeek发布", "OpenAI发布", [("-", "DeepSeek"), ("+", "OpenAI"), ("=", "发布")]),
        ("发布。", "今天发布。", [("+", "今天"), ("=", "发布。")]),
        ("同样", "同样", [("=", "同样")]),
        ("", "新", [("+", "新")]),
    ],
)
def test_figures_and_words_are_changed_as_wholes(old: str, new: str, runs: list[tuple[str, str]]) -> None:
    assert diff(old, new) == runs


def test_a_diff_leads_from_the_one_to_the_other() -> None:
    runs = diff(KNOWN, ZH)
    assert "".join(text for op, text in runs if op != "+") == KNOWN
    assert "".join(text for op, text in runs if op != "-") == ZH


def test_the_page_of_an_article_folds_the_best_one_under_its_sentence() -> None:
    result = article("a1", (ZH, "The index fell."), ("天气很好。", "Fine."))
    page = render(result, near={"p01.s01": near()})
    assert page.count('<details class="near">') == 1
    assert "75% like one approved by Ann in p02.s01 of news-3" in page
    assert "<del><span class=sr> removed: </span>1.9%</del>" in page
    assert ENGLISH in page
    assert render(result, near={"p01.s01": near()}) == page
    assert 'class="near"' not in render(result)


def test_one_that_is_of_no_article_is_a_pair_from_elsewhere() -> None:
    result = article("a1", (ZH, "The index fell."))
    page = render(result, near={"p01.s01": replace(near(article_id=""), segment="pair 3")})
    assert "75% like one approved by Ann, a pair from elsewhere" in page
    assert "pair 3" not in page


def test_hostile_words_in_a_near_repeat_are_text() -> None:
    hostile = Near(
        "<b>上证</b>综合指数", "<script>x</script>", "a", "p01.s01", "<i>", MONDAY, State.EDITED, 0.8
    )
    page = render(article("a1", (ZH, "The index fell.")), near={"p01.s01": hostile})
    assert "<script>x" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;x" in page


def test_only_what_a_machine_wrote_and_nobody_decided_gets_an_offer() -> None:
    result = article("a1", (ZH, "The index fell."), (ZH, "The index fell."), ("短句。", "Short."))
    reviewed = ArticleReview({"p02.s01": SegmentReview(State.APPROVED, "")})
    asked: list[str] = []

    def find(zh: str) -> tuple[Near, ...]:
        asked.append(zh)
        return (near(),)

    assert [*offers(find, result, reviewed)] == ["p01.s01"]
    assert asked == [ZH]


def test_a_run_offers_what_was_approved_before(tmp_path: Path) -> None:
    folder = make_desk(tmp_path / "project")
    (folder / "dump").mkdir()
    (folder / "dump" / "index.txt").write_text(f"股市周一收盘\n\n{ZH}\n", encoding="utf-8")
    job = Job((folder / "dump",), folder / "output", folder / "glossary", folder / "memory.db")
    with Memory.open(folder / "memory.db") as memory:
        memory.store(article("news-3", (KNOWN, "The index.")), {})
        memory.edit("news-3", "p01.s01", ENGLISH, "Ann", MONDAY)
        memory.approve("news-3", "p01.s01", "Ann", MONDAY + timedelta(hours=1))
    pages = []
    for _ in range(2):
        (path,) = run(job, FakeEngine().choice).pages
        pages.append(path.read_bytes())
    assert b"like one approved by Ann in p01.s01 of news-3" in pages[0]
    assert pages[0] == pages[1]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    folder = make_desk(tmp_path / "project")
    with Memory.open(folder / "memory.db") as memory:
        memory.store(article("a3", (ZH, "The index fell."), ("天气很好。", "Fine.")), {})
        memory.store(article("news-3", (KNOWN, "The index.")), {})
        memory.edit("news-3", "p01.s01", ENGLISH, "Ann", MONDAY)
    with serving(folder) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.mark.browser
def test_a_folded_offer_opens(visit: Open) -> None:
    seen = visit(render(article("a1", (ZH, "The index fell.")), near={"p01.s01": near()}))
    expect(seen.page.get_by_text(ENGLISH)).to_be_hidden()
    seen.page.locator(".near summary").click()
    expect(seen.page.get_by_text(ENGLISH)).to_be_visible()
    seen.assert_quiet()


@pytest.mark.browser
def test_what_is_like_the_sentence_is_offered_and_taken_with_a_key(
    client: Client, context: BrowserContext
) -> None:
    mei = review(context, client, "a3")
    offer = mei.page.locator("#offer")
    expect(offer).to_be_hidden()
    mei.go("p01.s01")
    expect(offer).to_contain_text("like one edited by Ann")
    expect(offer.locator("del").nth(1)).to_contain_text("1.9%")
    expect(offer).to_contain_text(ENGLISH)
    mei.page.keyboard.press("m")
    expect(mei.english()).to_have_text(ENGLISH)
    expect(offer).to_be_hidden()
    assert client.segment(article="a3")["en"] == "The index fell."  # a start, not yet saved
    mei.page.keyboard.press("Control+Enter")
    expect(mei.held).to_have_text("All saved")
    assert client.segment(article="a3")["en"] == ENGLISH
    expect(offer).to_be_hidden()  # decided
    assert mei.said == []


@pytest.mark.browser
def test_a_click_takes_it_too_and_without_one_the_key_says_so(
    client: Client, context: BrowserContext
) -> None:
    mei = review(context, client, "a3")
    mei.go("p01.s01")
    mei.page.locator("#offer").get_by_role("button").click()
    expect(mei.english()).to_have_text(ENGLISH)
    mei.page.keyboard.press("Escape")
    mei.go("p02.s01")
    mei.page.keyboard.press("m")
    expect(mei.saying).to_contain_text("Nothing is offered for this sentence.")
    assert mei.said == []
