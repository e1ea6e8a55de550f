"""The page of a corrected article in a real browser: what changed, what it was, and taking it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.review.conftest import Open
from tests.review.desk import Client, article, make_desk, serving
from translate.exchange.round_trip import export_po
from translate.memory import Memory
from translate.review import render

pytestmark = pytest.mark.browser

TUESDAY = datetime(2025, 1, 28, 10, tzinfo=UTC)
BEFORE = "公司星期三裁员三百人，股价下跌。"
AFTER = "公司星期三裁员五百人，股价下跌。"
WORDS = "The company laid off 300 people; its shares fell."
DRAFT = "The company cut 500 jobs on Wednesday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk whose third article was approved, then corrected: one figure is another."""
    made = make_desk(tmp_path / "desk")
    with Memory.open(made / "memory.db") as memory:
        memory.store(
            article("a3", (BEFORE, "The company cut 300 jobs."), ("天气很好。", "Fine weather.")), {}
        )
        memory.edit("a3", "p01.s01", WORDS, "Ann", TUESDAY)
        memory.sign_off("a3", "Ann", TUESDAY, reason="read")
        memory.store(article("a3", (AFTER, DRAFT), ("天气很好。", "Fine weather.")), {})
    return made


def html(folder: Path) -> str:
    with Memory.open(folder / "memory.db") as memory:
        result, review = memory.load("a3"), memory.review("a3")
    assert result
    return render(result, review)


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    with serving(folder) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def go(page: Page, segment: str) -> None:
    page.keyboard.press("g")
    page.keyboard.type(segment)
    page.keyboard.press("Enter")


def test_the_change_is_marked_and_said_and_the_words_of_before_are_folded(visit: Open, folder: Path) -> None:
    opened = visit(html(folder))
    box = opened.page.locator(".revision")
    expect(box).to_have_count(1)
    expect(box.locator("del")).to_have_text("removed: 三百, ")
    expect(box.locator("ins")).to_have_text("added: 五百, ")
    expect(box.locator(".was")).to_be_hidden()
    box.get_by_text("Earlier English, approved by Ann").click()
    expect(box.locator(".was")).to_have_text(WORDS)
    opened.assert_quiet()


def test_without_script_the_page_still_tells_what_changed(visit: Open, folder: Path) -> None:
    page = visit(html(folder), script=False).page
    expect(page.locator(".revision ins")).to_be_visible()
    expect(page.get_by_role("button", name="Start from this English")).to_be_hidden()


def test_a_filter_shows_only_what_was_corrected(visit: Open, folder: Path) -> None:
    page = visit(html(folder)).page
    page.get_by_role("button", name="Source changed").click()
    expect(page.locator("#p01")).to_be_visible()
    expect(page.locator("#p02")).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("#p02")).to_be_visible()
    page.keyboard.press("7")
    expect(page.locator("#p02")).to_be_hidden()


def test_one_key_starts_from_the_english_of_before_and_saving_ends_the_notice(
    visit: Open, folder: Path
) -> None:
    page = visit(html(folder)).page
    go(page, "p01.s01")
    page.keyboard.press("o")
    english = page.locator('[id="p01.s01-en"]')
    expect(english).to_have_text(WORDS)
    page.keyboard.press("Escape")
    expect(english).to_have_text(DRAFT)
    expect(page.locator(".revision")).to_be_visible()
    page.keyboard.press("o")
    page.keyboard.press("Control+Enter")
    expect(english).to_have_text(WORDS)
    expect(page.locator(".revision")).to_be_hidden()
    page.keyboard.press("u")
    expect(page.locator(".revision")).to_be_visible()


def test_a_page_without_corrections_has_no_such_filter(visit: Open) -> None:
    page = visit(render(article("a9", ("天气很好。", "Fine weather.")))).page
    expect(page.get_by_role("button", name="Source changed")).to_have_count(0)
    page.keyboard.press("7")
    expect(page.locator("#p01")).to_be_visible()


def test_the_po_of_the_page_is_that_of_an_export(visit: Open, folder: Path, tmp_path: Path) -> None:
    page = visit(html(folder)).page
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download PO").click()
    loading.value.save_as(tmp_path / "page.po")
    with Memory.open(folder / "memory.db") as memory:
        exported = polib.pofile(export_po(memory, "a3"))
    loaded = polib.pofile(str(tmp_path / "page.po"))
    assert [str(entry) for entry in loaded] == [str(entry) for entry in exported]


def test_on_the_live_page_the_words_are_taken_over_and_signed(
    client: Client, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(client.server.url)
    page.goto(f"{client.server.address}a/a3")
    expect(page.locator(".unreviewed")).to_contain_text(
        "withdrawn: the source was corrected: 1 sentence changed"
    )
    go(page, "p01.s01")
    page.keyboard.press("o")
    expect(page.locator('[id="p01.s01-en"]')).to_have_text(WORDS)
    page.keyboard.press("Control+A")
    page.keyboard.type("The company laid off 500 people; its shares fell.")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#held")).to_have_text("All saved")
    expect(page.locator(".revision")).to_be_hidden()
    assert client.segment("p01.s01", "a3")["state"] == "approved"
    assert all(
        finding["check"] != "source_changed" for finding in client.segment("p01.s01", "a3")["findings"]
    )
    expect(page.locator(".findings", has_text="source_changed")).to_have_count(0)


@pytest.mark.parametrize("given", ["00a", "p00a", "p00a.s01"])
def test_a_sentence_with_a_letter_in_its_id_can_be_gone_to(visit: Open, given: str) -> None:
    made = article("a9", ("天气很好。", "Fine weather."))
    rows = [
        replace(row, segment=replace(row.segment, block="p00a", id="p00a.s01"))
        if row.segment.block == "p01"
        else row
        for row in made.rows
    ]
    blocks = tuple(replace(block, id="p00a") if block.id == "p01" else block for block in made.article.blocks)
    page = visit(render(replace(made, article=replace(made.article, blocks=blocks), rows=tuple(rows)))).page
    expect(page.locator("#p00a .no")).to_have_text("0a")
    go(page, given)
    expect(page.locator("#where")).to_contain_text("Sentence 0a")
