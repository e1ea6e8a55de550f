"""The index in a real browser: sorting, searching, phones, hostile titles."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import Open
from tests.review.hostile import ATTACKS, hostile
from tests.review.sample import SIGNATURE
from tests.review.test_index_page import FAULTS, entries
from translate.review import Fault, entry_of, render_index

pytestmark = pytest.mark.browser


def pages(page: Page) -> list[str]:
    """The pages that the visible lines link to, from the top."""
    return [str(link.get_attribute("href")) for link in page.locator("tbody tr:visible a").all()]


def test_the_index_asks_for_nothing_and_says_nothing(visit: Open) -> None:
    opened = visit(render_index(entries(), FAULTS, SIGNATURE))
    expect(opened.page.locator("#controls")).to_be_visible()
    opened.assert_quiet()


def test_a_column_sorts_by_its_heading_and_back(visit: Open) -> None:
    page = visit(render_index(entries(), (), SIGNATURE)).page
    blockers = page.get_by_role("button", name="Blockers", exact=True)
    blockers.click()
    assert pages(page) == ["wind-power.html", "plain.html", "signed.html"]
    expect(page.get_by_role("columnheader", name="Blockers")).to_have_attribute("aria-sort", "descending")
    blockers.click()
    assert pages(page)[-1] == "wind-power.html"
    page.get_by_role("button", name="Date").click()
    assert pages(page) == ["plain.html", "signed.html", "wind-power.html"]
    page.get_by_role("button", name="Locks held").click()
    assert pages(page)[0] == "wind-power.html"
    assert page.locator("th[aria-sort]").count() == 1


def test_the_search_box_leaves_what_matches(visit: Open) -> None:
    page = visit(render_index(entries(), (), SIGNATURE)).page
    page.keyboard.press("/")
    page.keyboard.type("signed")
    assert pages(page) == ["signed.html"]
    page.locator("#search").fill("no such article")
    expect(page.get_by_text("No article matches.")).to_be_visible()
    page.keyboard.press("Escape")
    assert len(pages(page)) == 3


def test_the_index_is_complete_without_script(visit: Open) -> None:
    page = visit(render_index(entries(), FAULTS, SIGNATURE), script=False).page
    assert len(pages(page)) == 3
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator(".faults li")).to_have_count(2)


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_no_width_needs_sideways_scrolling(visit: Open, width: int) -> None:
    page = visit(render_index(entries(), FAULTS, SIGNATURE), width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_dump_does_nothing(visit: Open) -> None:
    lines = [entry_of(hostile(), attack) for attack in ATTACKS]
    faults = [Fault(attack, attack) for attack in ATTACKS]
    opened = visit(render_index(lines, faults, hostile().signature), width=390)
    opened.assert_quiet()
    assert opened.page.evaluate("'hacked' in window") is False
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
