"""The review server and a real Chromium: what its own pages may do, and what another site's page may not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.review.desk import Client, make_desk, serving
from translate.memory import Memory

pytestmark = pytest.mark.browser

EDIT = """async ([token, url]) => {
  const headers = {"Content-Type": "application/json", "X-Duizhao-Token": token};
  const body = JSON.stringify({action: "edit", en: "From a page.", version: 0});
  const answer = await fetch(url, {method: "POST", headers, body});
  return answer.status;
}"""
TARGET = "api/a/a1/s/p01.s01"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with serving(make_desk(tmp_path / "desk")) as made:
        yield made


@pytest.fixture
def page(browser: Browser, client: Client) -> Iterator[Page]:
    """A page that has the index open, from the address that was printed."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(client.server.url)
    yield opened
    context.close()


@pytest.fixture
def elsewhere(client: Client) -> Iterator[str]:
    """Another site's page, which knows our address and frames and posts to it."""
    form = f'<form id="f" method="post" enctype="text/plain" action="{client.server.address}{TARGET}">'
    html = f'{form}<input name="x" value="y"></form><iframe src="{client.server.address}"></iframe>'

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def edits(client: Client) -> int:
    """How many edits the memory has."""
    with Memory.open(client.folder / "memory.db") as memory:
        return memory.stats().edits


def test_the_address_bar_keeps_no_key(client: Client, page: Page) -> None:
    assert page.url == client.server.address


def test_what_a_browser_sends_from_our_own_pages_is_let_in(client: Client, browser: Browser) -> None:
    """Origin and Sec-Fetch-Site as Chromium sends them; the index itself is not allowed to ask anything."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(client.server.url)
    assert page.evaluate(EDIT, [client.token, f"/{TARGET}"]) == 200
    context.close()
    assert edits(client) == 1


def test_the_index_sorts_by_progress_and_leads_to_articles(client: Client, page: Page) -> None:
    client.post("api/a/a1/approve")
    page.reload()
    page.get_by_role("button", name="Progress").click()
    first = page.locator("tbody tr").first
    assert "0/2" in first.inner_text()
    assert "not begun" in first.inner_text()
    page.get_by_role("button", name="Progress").click()
    assert "signed" in page.locator("tbody tr").first.inner_text()
    page.locator("tbody tr").first.get_by_role("link").click()
    assert page.url == f"{client.server.address}a/a1"


LOAD_ICON = """() => new Promise((answer) => {
  const icon = new Image();
  icon.onload = () => answer(icon.naturalWidth > 0);
  icon.onerror = () => answer(false);
  icon.src = "/favicon.ico";
})"""


@pytest.mark.parametrize("path", ["", "a/a1"])
def test_a_browser_may_show_the_icon_that_it_asks_for(client: Client, page: Page, path: str) -> None:
    page.goto(client.server.address + path)
    assert page.evaluate(LOAD_ICON) is True


def test_another_sites_page_changes_nothing_even_with_the_key(
    client: Client, page: Page, elsewhere: str
) -> None:
    """The browser has the cookie already; the page knows the token; still nothing."""
    page.goto(elsewhere)
    failed = page.evaluate(
        f"async (given) => {{ try {{ return await ({EDIT})(given); }} catch (error) {{ return error.name; }} }}",
        [client.token, client.server.address + TARGET],
    )
    assert failed == "TypeError"
    with page.expect_response(client.server.address + TARGET) as posted:
        page.evaluate("document.getElementById('f').submit()")
    assert posted.value.status == 403
    assert edits(client) == 0


def test_another_sites_page_cannot_frame_it(client: Client, page: Page, elsewhere: str) -> None:
    page.goto(elsewhere)
    frame = page.frames[1]
    assert frame.url != client.server.address
    assert "Articles" not in frame.content()


def test_pages_say_nothing_on_the_console(client: Client, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(client.server.address)
    page.goto(f"{client.server.address}a/a1")
    assert said == []
