"""An index of 10,000 articles in a real browser, from files: search, sort, filters, pages, keys, days, print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.review.conftest import Open
from tests.review.hostile import ATTACKS, hostile
from tests.review.many import broken, many
from tests.review.sample import SIGNATURE
from tests.review.test_page_accessibility import violations
from translate.index_job import write_index
from translate.model import Copy
from translate.review import Fault, entry_of, render_index

pytestmark = pytest.mark.browser

Go = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    assert list(write_index(made, many(10_000), broken(3_000), SIGNATURE)) == []
    return made


@pytest.fixture
def go(browser: Browser, folder: Path) -> Iterator[Go]:
    """Opens a page of the index from its file: ``go("#q=x", width=390)``; whatever it says is an error."""
    contexts = []
    said: list[str] = []

    def opened(hash_: str = "", *, name: str = "index.html", width: int = 1280, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, offline=True, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((folder / name).as_uri() + hash_)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def titles(page: Page) -> list[str]:
    return page.locator("tbody tr:visible td:first-child .en").all_inner_texts()


def sort(page: Page, column: str) -> None:
    page.get_by_role("columnheader", name=column).get_by_role("button").click()


def test_it_opens_with_the_newest_hundred_and_says_how_many_there_are(go: Go) -> None:
    page = go()
    expect(page.locator("#shown")).to_have_text("10,000 articles")
    assert len(titles(page)) == 100
    assert page.locator("table").get_attribute("aria-rowcount") == "10001"
    assert page.evaluate("document.querySelectorAll('*').length") < 10_000


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("英国央行", 1_429),
        ("英國央行", 1_429),  # as a reader of traditional characters types it
        ("台积电", 1_429),
        ("TSMC talks", 286),
        ("（9999）", 1),
        ("morning.example", 3_334),
        ("2026-11-24", 27),
        ("0000270f", 1),
        ("no such article", 0),
    ],
)
def test_the_search_finds_titles_in_both_languages_sites_days_and_ids(go: Go, words: str, found: int) -> None:
    page = go()
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    expect(page.locator("#shown")).to_have_text(f"{found:,} of 10,000 articles")
    assert len(titles(page)) == min(found, 100)
    expect(page.get_by_text("No article matches.")).to_be_visible(visible=not found)


def test_escape_takes_the_search_back_and_then_the_filters(go: Go) -> None:
    page = go("#q=tsmc&show=blockers")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#shown")).to_have_text("1,000 of 10,000 articles")
    page.keyboard.press("Escape")
    expect(page.locator("#shown")).to_have_text("10,000 articles")


@pytest.mark.parametrize(
    ("button", "found"),
    [
        ("Blockers 1,000", 1_000),
        ("Warnings 2,000", 2_000),
        ("Locks missing 200", 200),
        ("Notices 500", 500),
        ("Copies 400", 400),
    ],
)
def test_a_filter_leaves_what_its_number_says(go: Go, button: str, found: int) -> None:
    page = go()
    chosen = page.get_by_role("button", name=button)
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#shown")).to_have_text(f"{found:,} of 10,000 articles")
    chosen.click()
    expect(page.locator("#shown")).to_have_text("10,000 articles")


@pytest.mark.parametrize(
    ("stage", "found"), [("not begun", 8_000), ("in review", 1_000), ("ready", 500), ("signed", 500)]
)
def test_the_list_can_be_of_one_stage(go: Go, stage: str, found: int) -> None:
    page = go()
    page.get_by_label("Review").select_option(label=f"{stage} ({found:,})")
    expect(page.locator("#shown")).to_have_text(f"{found:,} of 10,000 articles")
    assert set(page.locator("td.stage").all_inner_texts()) == {stage}


def test_sorting_is_over_all_articles_not_over_the_page(go: Go) -> None:
    page = go()
    sort(page, "Article")
    assert titles(page)[0] == "Bank of England lowers its growth forecast for this year (0)"
    sort(page, "Date")
    undated = page.locator("td.day").all_inner_texts()
    assert set(undated) == {""}
    sort(page, "Date")
    assert page.locator("td.day").first.inner_text() == "2026-11-24"
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "descending")
    sort(page, "Locks held")
    assert set(page.locator("td[data-label='locks held']").all_inner_texts()) == {"11/12"}


def test_pages_turn_by_button_and_by_key_and_lose_no_article(go: Go) -> None:
    page = go("#q=tsmc+talks")
    seen = titles(page)
    page.get_by_role("button", name="Next page").click()
    seen += titles(page)
    page.keyboard.press("]")
    seen += titles(page)
    assert len(set(seen)) == len(seen) == 286
    expect(page.locator("#pager")).to_contain_text("201–286 of 286")
    expect(page.get_by_role("button", name="Next page")).to_have_attribute("aria-disabled", "true")
    assert page.locator("tbody tr").first.get_attribute("aria-rowindex") == "202"
    page.keyboard.press("[")
    expect(page.locator("#pager")).to_contain_text("101–200 of 286")


def test_keys_go_from_article_to_article(go: Go) -> None:
    page = go()
    for key in "jjjk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent").endswith("(1)")
    page.keyboard.press("b")
    expect(page.locator("#shown")).to_have_text("1,000 of 10,000 articles")


def test_the_address_keeps_what_is_shown(go: Go) -> None:
    page = go()
    page.get_by_role("button", name="Blockers 1,000").click()
    sort(page, "Article")
    page.locator("#search").fill("台積電 ")
    page.get_by_role("button", name="Next page").click()
    before = titles(page)
    again = go("#" + page.url.partition("#")[2])
    assert titles(again) == before
    expect(again.locator("#search")).to_have_value("台積電 ")
    expect(again.get_by_role("columnheader", name="Article")).to_have_attribute("aria-sort", "ascending")
    page.go_back()
    expect(page.locator("#pager")).to_contain_text("1–100 of")


@pytest.mark.parametrize(
    "hash_",
    ["#q=%E0%A4%A", "#sort=__proto__&show=constructor&page=-4", "#day=x&review=9&page=1e9", "#nothing"],
)
def test_an_address_that_nobody_made_breaks_nothing(go: Go, hash_: str) -> None:
    assert " articles" in shown(go(hash_))


def test_a_day_narrows_the_list_in_place(go: Go) -> None:
    page = go()
    page.locator("summary").click()
    page.get_by_role("link", name="Tuesday, November 24, 2026").click()
    expect(page.locator("#shown")).to_have_text("27 of 10,000 articles")
    assert set(page.locator("td.day").all_inner_texts()) == {"2026-11-24"}
    page.get_by_role("button", name="show all days").click()
    expect(page.locator("#shown")).to_have_text("10,000 articles")


def test_thousands_of_faults_are_searched_and_shown_by_the_hundred(go: Go) -> None:
    page = go()
    page.get_by_role("link", name="3,000 failed").click()
    expect(page.locator("#shown")).to_have_text("3,000 of 3,000 files not made")
    expect(page.locator("#articles")).to_be_hidden()
    page.get_by_role("button", name="Show 100 more of 2,900").click()
    expect(page.locator("#reasons li")).to_have_count(200)
    page.locator("#search").fill("not text")
    expect(page.get_by_role("heading", name="Not made: 300 of 3,000 files")).to_be_visible()
    assert "leave it out of the dump" in page.locator("#reasons li").first.inner_text()


def test_without_script_the_days_lead_to_every_article(go: Go) -> None:
    page = go(script=False)
    assert len(titles(page)) == 100
    expect(page.get_by_text("the first 100 of 10,000 articles")).to_be_visible()
    page.locator("summary").click()
    page.locator("[data-day='2026-11-20']").click()
    expect(page.get_by_role("heading", name="Friday, November 20, 2026")).to_be_visible()
    page.get_by_role("link", name="Thursday, November 19, 2026").click()
    assert set(page.locator("td.day").all_inner_texts()) == {"2026-11-19"}
    page.get_by_role("link", name="All articles", exact=True).click()
    page.get_by_role("link", name="All 3,000 files that were not made").click()
    assert len(page.locator(".faults li").all()) == 1_000


def test_print_has_the_list_and_no_buttons(go: Go) -> None:
    page = go("#show=copies&q=tsmc")
    page.emulate_media(media="print")
    for hidden in ("#filters", "#pager", "#controls", ".days", "#keys"):
        expect(page.locator(hidden)).to_be_hidden()
    assert len(titles(page)) > 10
    expect(page.locator("#shown")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_no_width_needs_sideways_scrolling(go: Go, width: int) -> None:
    page = go("#show=notices", width=width)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize(
    "where", ["index.html#q=tsmc+talks&show=copies&sort=date", "index.html#faults", "day-2026-11-23.html"]
)
def test_axe_finds_nothing_wrong(go: Go, scheme: str, width: int, where: str) -> None:
    name, _, hash_ = where.partition("#")
    page = go(f"#{hash_}", name=name, width=width)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if page.locator("summary").count():
        page.locator("summary").click()
    assert violations(page) == []


# What a parser and the script make of one line is the same, white space between elements aside.
_SAME = """() => {
  const bare = (node) => node.outerHTML.replace(/ aria-rowindex="\\d+"/, "").replace(/\\n/g, "");
  const before = [...document.querySelectorAll("tbody tr")].map(bare);
  const search = document.getElementById("search");
  search.value = " ";
  search.dispatchEvent(new Event("input"));
  const after = [...document.querySelectorAll("tbody tr")].map(bare);
  const other = before.findIndex((text, n) => text !== after[n]);
  return other < 0 ? [before.length, after.length] : [before[other], after[other]];
}"""


@pytest.mark.parametrize("live", [False, True])
def test_the_script_makes_each_line_as_the_page_has_it(visit: Open, live: bool) -> None:
    copies = (Copy("c", "c.md", "https://mirror.example/c"), *(Copy(f"{n}", f"{n}.md") for n in range(9)))
    hidden = [entry_of(hostile(), attack) for attack in ATTACKS if "\x00" not in attack]
    entries = [*many(60), entry_of(hostile(), "x.html"), *hidden]
    told = [replace(entry, who="Mei", at=entry.date, copies=copies) for entry in entries[:30]]
    page = visit(render_index([*entries, *told][:100], (), SIGNATURE, live=live)).page
    before, after = page.evaluate(_SAME)
    assert before == after


def test_hostile_titles_stay_text_when_the_script_shows_them(visit: Open) -> None:
    lines = [entry_of(hostile(), f"{number}.html") for number in range(30)]
    faults = [Fault(attack, attack, attack) for attack in ATTACKS] * 30
    opened = visit(render_index([*lines, *many(200)], faults, SIGNATURE))
    opened.page.locator("#search").fill("script")
    sort(opened.page, "Article")
    opened.page.locator("#search").fill("")
    opened.assert_quiet()
    assert opened.page.evaluate("'hacked' in window") is False
