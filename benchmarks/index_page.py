"""How the index behaves at 100, 1,000 and 10,000 articles: ``python -m benchmarks.index_page [CHROMIUM]``.

The articles are made by rule (tests/review/many.py): titles in both languages, one every 53 minutes, one file in
fifty not made. All pages are rendered and written, then ``index.html`` is opened from its file in Debian's Chromium
without a window, 1280 by 800, in a browser context of its own for each of five rounds. Times are wall times on
whatever machine this runs, middle and worst:

- render: entries to the HTML of every page, nothing written;
- interactive: from the navigation to the end of the script that makes the page answer;
- first result: from the navigation to the layout that shows the first search's lines (typed as soon as it can be);
- search, sort, filter, page: from the press to the end of the layout that follows.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.review.many import broken, many
from tests.review.sample import SIGNATURE
from translate.index_job import write_index
from translate.review import render_site

COUNTS = (100, 1_000, 10_000)
ROUNDS = 5

# Runs before the page's own script; types a search when that has run, and notes when its lines are laid out.
_FIRST = """addEventListener("DOMContentLoaded", () => {
  const search = document.getElementById("search");
  search.value = "台積電";
  search.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect();
  window.firstResult = performance.now();
});"""
_PRESSES = {
    "search": "s = document.getElementById('search'); s.value = 'energy talks'; s.dispatchEvent(new Event('input'))",
    "sort": "s.value = ''; s.dispatchEvent(new Event('input')); document.querySelector('thead button').click()",
    "filter": "document.querySelector('[data-filter=warnings]').click()",
    "page": "document.querySelector('#pager [aria-label=\"Last page\"]')?.click()",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one size of index took: milliseconds by name, each round's, and plain figures."""

    figures: dict[str, float]
    times: dict[str, list[float]]


def main(arguments: list[str]) -> None:
    """Print the table."""
    chromium = arguments[0] if arguments else "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        measured = [measure(browser, count) for count in COUNTS]
        browser.close()
    table = Table("measured", *(f"{count:,}" for count in COUNTS), title="articles; ms are middle / worst")
    for name in measured[0].figures:
        table.add_row(name, *(f"{each.figures[name]:,.0f}" for each in measured))
    for name in measured[0].times:
        times = (each.times[name] for each in measured)
        table.add_row(f"{name}, ms", *(f"{median(each):,.0f} / {max(each):,.0f}" for each in times))
    Console().print(table)


def measure(browser: Browser, count: int) -> Measured:
    """All figures of an index of so many articles."""
    entries, faults = many(count), broken(count // 50)
    began = perf_counter()
    pages = [len(page.html.encode()) for page in render_site(entries, faults, SIGNATURE)]
    rendered = 1000 * (perf_counter() - began)
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        list(write_index(Path(folder), entries, faults, SIGNATURE))
        for _ in range(ROUNDS):
            nodes = _round(browser, Path(folder) / "index.html", times)
    figures = {
        "pages": len(pages),
        "index.html, KB": pages[-1] / 1000,
        "all pages, KB": sum(pages) / 1000,
        "render, ms": rendered,
        "DOM nodes": nodes,
    }
    return Measured(figures, times)


def _round(browser: Browser, path: Path, times: dict[str, list[float]]) -> int:
    """One visit for the page as it opens, one for the first search; how many nodes the page has."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    times.setdefault("interactive", []).append(float(ready))
    nodes = int(page.evaluate("document.querySelectorAll('*').length"))
    for name, script in _PRESSES.items():
        times.setdefault(name, []).append(_timed(page, script))
    page = context.new_page()
    page.add_init_script(_FIRST)
    page.goto(path.as_uri())
    times.setdefault("first result", []).append(float(page.evaluate("window.firstResult")))
    context.close()
    return nodes


def _timed(page: Page, script: str) -> float:
    """Milliseconds that the script and the layout after it take."""
    return float(
        page.evaluate(
            "() => { let s = document.getElementById('search'); const began = performance.now(); "
            f"{script}; document.body.getBoundingClientRect(); return performance.now() - began; }}"
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
