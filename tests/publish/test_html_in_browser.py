"""Published pages in a real browser: side by side where there is room, one under the other elsewhere and in print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.publish.sample import WIND, make_desk, published
from translate.publish.model import Images

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    memory = make_desk(folder)
    published(memory, folder / "out", forms=["html"], images=Images.NONE)
    published(memory, folder / "out", forms=["html", "site"], images=Images.NONE, title="News", drafts=True)
    return folder / "out"


def opened(browser: Browser, path: Path, width: int, scheme: Any = "light") -> Page:
    page = browser.new_context(
        viewport={"width": width, "height": 800}, offline=True, color_scheme=scheme
    ).new_page()
    page.goto(path.as_uri())
    return page


def is_side_by_side(page: Page) -> bool:
    zh, en = page.locator("div.paragraph").first.locator("p").all()
    first, second = zh.bounding_box(), en.bounding_box()
    assert first
    assert second
    beside = second["x"] >= first["x"] + first["width"]
    below = second["y"] >= first["y"] + first["height"]
    assert beside != below
    return beside


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (800, True), (760, False), (360, False)])
def test_the_texts_stand_side_by_side_where_there_is_room(
    browser: Browser,
    out: Path,
    width: int,
    beside: bool,
) -> None:
    page = opened(browser, out / f"{WIND}.html", width)
    assert is_side_by_side(page) == beside
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.emulate_media(media="print")
    assert not is_side_by_side(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name",
    [f"{WIND}.html", f"{WIND}.en.html", "news.draft.html", "news.draft/index.html", "news.draft/names.html"],
)
def test_axe_finds_nothing_wrong(
    browser: Browser,
    out: Path,
    name: str,
    width: int,
    scheme: str,
) -> None:
    page = opened(browser, out / name, width, scheme)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
