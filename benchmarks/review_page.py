"""How the page of a long article behaves: ``python -m benchmarks.review_page [SEGMENTS] [CHROMIUM]``.

The article is built of 12 sentences of ours with their terms, numbers and findings, three a paragraph, each sentence
numbered so that no two are the same; one in ten is edited or approved. It is opened from a file in Debian's Chromium
without a window, 1280 by 800, in a browser context of its own for every round. Times are wall times of the page's
main thread, layout included, on whatever machine this runs; given are the middle, the 95th of 100 and the worst:

- interactive: from the navigation to the end of the script that makes the page answer;
- filter, search: from the press to the end of the layout that follows;
- next, edit, approve: a key that goes to the next sentence, opens the editor, signs it and goes on;
- keystroke: a character put into the open editor in the middle of the article.

The size is compared with three times the text of both languages and 150 KB.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.review.sample import Sentence, Want, article, piece, sentence, translated
from translate.model import BlockKind, TranslatedArticle
from translate.review import render
from translate.review.records import ArticleReview, SegmentReview, State

SEGMENTS = 2_000
ROUNDS = 5
CHARACTERS = 60
A_PARAGRAPH = 3
FIXED_BYTES = 150_000

_PRESS = (
    "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))"
)
_MIDDLE = "document.querySelectorAll('.en .s')[{middle}].focus()"


@dataclass(slots=True)
class Timing:
    """One thing that is measured, its limit and what it took, in milliseconds."""

    name: str
    limit: float
    times: list[float] = field(default_factory=list)


def main(arguments: list[str]) -> None:
    """Print the table."""
    segments = int(arguments[0]) if arguments else SEGMENTS
    chromium = arguments[1] if len(arguments) > 1 else "/usr/bin/chromium"
    result, review = long_article(segments)
    page = render(result, review)
    text = sum(len(f"{row.segment.zh}{row.draft.en}".encode()) for row in result.rows)
    size, most = len(page.encode()), 3 * text + FIXED_BYTES
    table = Table("measured", "middle", "95 %", "worst", "limit", title=f"{segments:,} segments")
    table.add_row("size, KB", f"{size / 1000:,.0f}", "", "", f"{most / 1000:,.0f}")
    for timing in timings(page, segments, chromium):
        times = sorted(timing.times)
        shown = (median(times), times[int(0.95 * len(times))], times[-1])
        table.add_row(f"{timing.name}, ms", *(f"{time:.1f}" for time in shown), f"{timing.limit:,.0f}")
    Console().print(table)


def long_article(segments: int) -> tuple[TranslatedArticle, ArticleReview]:
    """An article of so many sentences, and how far it has been reviewed."""
    given = list(_sentences(segments))
    pieces = [
        piece(BlockKind.PARAGRAPH, *given[at : at + A_PARAGRAPH]) for at in range(0, segments, A_PARAGRAPH)
    ]
    result = translated(pieces)
    touched = [row.segment.id for row in result.rows[::10]]
    states = {
        id_: SegmentReview(State.APPROVED if number % 2 else State.EDITED, "Another draft.", number + 1)
        for number, id_ in enumerate(touched)
    }
    return result, ArticleReview(states)


def _sentences(count: int) -> Iterator[Sentence]:
    rows = [row for row in article().rows if len(row.draft.en) > 30][:12]
    for number in range(count):
        row = rows[number % len(rows)]
        made = sentence(f"{row.segment.zh}（{number}）", f"{row.draft.en} ({number})")
        yield Sentence(made.zh, made.en, _wants(row.segment.id), row.findings if number % 20 == 0 else ())


def _wants(segment: str) -> tuple[Want, ...]:
    row = next(row for row in article().rows if row.segment.id == segment)
    held = {span.lock: row.draft.en[span.start : span.end] for span in row.held}
    return tuple(
        Want(lock.kind, lock.zh, lock.en, lock.source, held.get(index, ""))
        for index, lock in enumerate(row.locks)
    )


def timings(html: str, segments: int, chromium: str) -> list[Timing]:
    """Everything that is measured, over :data:`ROUNDS` rounds, each in a fresh browser context."""
    made = [
        Timing("interactive", 1000),
        Timing("filter", 100),
        Timing("search", 100),
        Timing("next", 100),
        Timing("edit", 100),
        Timing("keystroke", 16),
        Timing("approve", 100),
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        for _ in range(ROUNDS):
            for timing, times in zip(made, _round(browser, path, segments // 2), strict=True):
                timing.times.extend(times)
        browser.close()
    return made


def _round(browser: Browser, path: Path, middle: int) -> Iterator[list[float]]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    yield [float(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))]
    names = ("blockers", "unreviewed", "edited", "approved", "findings", "all")
    yield [_timed(page, f"document.querySelector('[data-filter={name}]').click()") for name in names]
    search = "const box = document.getElementById('search'); box.value = '{}'; box.dispatchEvent(new Event('input'))"
    yield [_timed(page, search.format(words)) for words in ("Aberdeen", "英格丽", "zzz", "")]
    page.evaluate(_MIDDLE.format(middle=middle))
    yield [_timed(page, _PRESS.format(key="n")) for _ in range(10)]
    yield [_timed(page, _PRESS.format(key="e"))]
    assert page.locator("[contenteditable]").count() == 1
    insert = "document.execCommand('insertText', false, 'x')"
    yield [_timed(page, insert) for _ in range(CHARACTERS)]
    assert page.locator("[contenteditable]").inner_text().endswith("x" * CHARACTERS)
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))"
    )
    yield [_timed(page, _PRESS.format(key="a")) for _ in range(10)]
    context.close()


def _timed(page: Page, script: str) -> float:
    """Milliseconds that the script and the layout after it take."""
    return float(
        page.evaluate(
            f"() => {{ const began = performance.now(); {script}; document.body.getBoundingClientRect(); "
            "return performance.now() - began; }"
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
