"""A real browser for the page tests: Debian's Chromium, offline, every message and request written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page


@dataclass(slots=True)
class Visit:
    """An open page and what the browser said about it."""

    page: Page
    url: str
    said: list[str] = field(default_factory=list)  # console messages and errors that no code caught
    asked: list[str] = field(default_factory=list)  # every URL requested
    dialogs: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        """Nothing was said, nothing asked for but the file itself, no dialog shown."""
        assert self.said == []
        assert self.dialogs == []
        assert {url.partition("#")[0] for url in self.asked} <= {self.url}


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML text from a file in an offline context: ``visit(html, width=390, anchor="#p07")``.

    ``beside`` another visit it is a second tab of that browser, with what that one keeps; ``before`` is a
    script that runs before the page's own.
    """
    contexts: list[BrowserContext] = []

    def opened(
        html: str,
        *,
        width: int = 1280,
        script: bool = True,
        anchor: str = "",
        beside: Visit | None = None,
        before: str = "",
    ) -> Visit:
        if beside:
            path, context = Path(url2pathname(beside.url.removeprefix("file://"))), beside.page.context
        else:
            path = tmp_path / f"page{len(contexts)}.html"
            context = browser.new_context(
                viewport={"width": width, "height": 800}, offline=True, java_script_enabled=script
            )
            contexts.append(context)
        path.write_text(html, encoding="utf-8")
        page = context.new_page()
        if before:
            page.add_init_script(before)
        made = Visit(page, path.as_uri())
        _listen(made)
        page.goto(path.as_uri() + anchor)
        return made

    yield opened
    for context in contexts:
        context.close()


def _listen(visit: Visit) -> None:
    def closed(dialog: Dialog) -> None:
        visit.dialogs.append(dialog.message)
        dialog.dismiss()

    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    visit.page.on("request", lambda request: visit.asked.append(request.url))
    visit.page.on("dialog", closed)
