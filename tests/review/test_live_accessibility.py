"""What axe-core says of the live pages: the list, the panels and every question, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.review.desk import Client, make_desk, serving
from tests.review.test_page_accessibility import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A desk where a sentence has a history, its like elsewhere has another English, and a blocker stands."""
    with serving(make_desk(tmp_path_factory.mktemp("live") / "desk")) as made:
        made.edit("p01.s01", "Nvidia rose.", 0)
        made.edit("p01.s01", "Nvidia’s shares rose.", 1)
        made.edit("p02.s01", "Snow’s shares fell, 雪花公司 said.", 0)
        made.edit("p01.s01", "Shares rose on Monday.", 0, article="a2")
        made.post("api/a/a2/s/p00.s01", action="approve", version=0)
        yield made


def listed(page: Page, _: Client) -> None:
    page.get_by_role("link", name="Duizhao: all articles").click()
    if page.locator("thead").is_visible():  # not on a phone
        page.get_by_role("button", name="Progress").click()


def at_rest(page: Page, _: Client) -> None:
    page.locator("summary").click()


def to(page: Page, segment: str = "p01.s01") -> None:
    page.keyboard.press("g")
    page.keyboard.type(segment)
    page.keyboard.press("Enter")


def remembered(page: Page, _: Client) -> None:
    to(page)
    page.keyboard.press("h")
    expect(page.locator("#panel article").first).to_be_visible()


def suggested(page: Page, _: Client) -> None:
    to(page)
    page.keyboard.press("s")
    expect(page.locator("#panel article").first).to_be_visible()


def typed(page: Page, _: Client) -> None:
    to(page, "p02.s01")
    page.keyboard.press("e")
    page.keyboard.type(" 雪花")
    expect(page.locator("#typing li").first).to_be_visible()


def termed(page: Page, _: Client) -> None:
    page.locator("[id='p01.s01'] mark").dblclick()
    page.keyboard.press("l")
    page.get_by_role("dialog").get_by_label("Chinese").fill("英伟达")
    expect(page.get_by_role("dialog")).to_contain_text("Already in the glossary", timeout=60_000)


def signing(page: Page, _: Client) -> None:
    page.get_by_role("button", name="Approve article").click()
    expect(page.get_by_role("dialog")).to_contain_text("Approve the whole article")


def away(page: Page, _: Client) -> None:
    page.context.set_offline(True)
    to(page)
    page.keyboard.press("e")
    page.keyboard.type(" Still.")  # an approval may be there already, from a page before
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")


def refused(page: Page, _: Client) -> None:
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading")).to_contain_text("This page needs its key")


def conflicting(page: Page, client: Client) -> None:
    version = client.segment()["version"]
    client.edit("p01.s01", f"Ana’s words {version} about Nvidia.", version)
    to(page)
    page.keyboard.press("e")
    page.keyboard.type(" Much.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog")).to_contain_text(f"Ana’s words {version}")


WORKS = [listed, at_rest, remembered, suggested, typed, termed, signing, away, conflicting, refused]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.__name__)
def test_axe_finds_nothing_wrong(
    browser: Browser,
    client: Client,
    scheme: Literal["light", "dark"],
    width: int,
    work: Callable[[Page, Client], None],
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(client.server.url)
    page.goto(f"{client.server.address}a/a1")
    work(page, client)
    assert violations(page) == []
    context.close()
