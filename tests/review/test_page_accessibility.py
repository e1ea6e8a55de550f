"""What axe-core says of the page, at rest and at work, in light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.review.conftest import Open
from tests.review.sample import article
from translate.review import render
from translate.review.records import ArticleReview, SegmentReview, State

pytestmark = pytest.mark.browser

REVIEW = ArticleReview(
    {
        "p03.s01": SegmentReview(State.EDITED, "Cost and risk", 3),
        "p10.s02": SegmentReview(State.APPROVED, "Shares of its competitors mostly fell.", 7),
    }
)


def violations(page: Page) -> list[tuple[str, list[Any]]]:
    """What axe-core finds wrong, each rule with the elements that break it."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def at_rest(page: Page) -> None:
    page.locator("summary").click()


def editing(page: Page) -> None:
    page.keyboard.press("b")
    page.keyboard.press("e")
    page.keyboard.type(" More.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("d")
    page.keyboard.press("b")
    page.keyboard.press("e")


def asked(page: Page) -> None:
    editing(page)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Discard my edits").click()


def helped(page: Page) -> None:
    page.keyboard.press("?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("work", [at_rest, editing, asked, helped], ids=lambda work: work.__name__)
def test_axe_finds_nothing_wrong(visit: Open, scheme: str, width: int, work: Any) -> None:
    page = visit(render(article(), REVIEW), width=width).page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    work(page)
    assert violations(page) == []
