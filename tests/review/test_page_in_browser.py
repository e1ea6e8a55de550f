"""The article's page in a real browser, from a file, offline."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.review.conftest import Open
from tests.review.hostile import hostile
from tests.review.sample import article
from translate.review import render

pytestmark = pytest.mark.browser

WITH_FINDINGS = ["p02.s03-en", "p04.s01-en", "p04.s02-en", "p08.s01-en", "p09.s01-en"]


def lit(page: Page) -> list[str]:
    """The texts of the locks that are lit, in page order."""
    return page.locator("mark.lit").all_inner_texts()


def shown(page: Page) -> list[str]:
    """The ids of the rows to be seen below the head."""
    rows = page.locator("main .row:visible")
    return [str(row.get_attribute("id")) for row in rows.all()]


def lock(page: Page, sentence: str, index: int) -> Locator:
    return page.locator(f'[id="{sentence}"] [data-lock="{index}"]')


def test_the_page_asks_for_nothing_and_says_nothing(visit: Open) -> None:
    opened = visit(render(article()))
    expect(opened.page.locator("#controls")).to_be_visible()
    opened.assert_quiet()
    assert opened.asked == [opened.url]


def test_hovering_a_lock_lights_its_counterpart(visit: Open) -> None:
    page = visit(render(article())).page
    lock(page, "p02.s01", 3).hover()
    assert lit(page) == ["23.4亿美元", "$2.34 billion"]
    lock(page, "p02.s01-en", 1).hover()
    assert lit(page) == ["1月27日", "January 27"]
    page.locator(".seal").hover()
    assert lit(page) == []


def test_a_lock_reached_by_keyboard_lights_its_counterpart_too(visit: Open) -> None:
    page = visit(render(article())).page
    lock(page, "p02.s02", 0).focus()
    assert lit(page) == ["英格丽·哈尔沃森(Ingrid Halvorsen)", "Ingrid Halvorsen"]
    page.keyboard.press("Tab")
    assert lit(page) == ["十年", "ten years"]


def test_the_foot_of_the_page_explains_the_lock_under_the_pointer(visit: Open) -> None:
    page = visit(render(article())).page
    expect(page.locator("#lens")).to_be_hidden()
    lock(page, "p01.s01", 1).hover()
    expect(page.locator("#lens")).to_have_text("term 阿伯丁 → Aberdeen companies.po:41")
    lock(page, "p02.s03", 0).hover()
    expect(page.locator("#lens-kind")).to_have_text("number not held")


def test_hovering_a_sentence_lights_the_other_side(visit: Open) -> None:
    page = visit(render(article())).page
    page.get_by_text("Shares of its competitors mostly fell.").hover()
    both = page.locator(".s.lit").all_inner_texts()
    assert both == ["竞争对手的股价则普遍下跌。", "Shares of its competitors mostly fell."]


def test_a_sentence_number_reached_by_keyboard_lights_both_sides(visit: Open) -> None:
    page = visit(render(article())).page
    page.locator('a.n[href="#p10.s02"]').focus()
    assert page.locator(".s.lit").count() == 2


def test_hovering_a_finding_lights_what_it_points_at(visit: Open) -> None:
    page = visit(render(article())).page
    page.locator("#p02 .findings li").first.hover()
    assert page.locator(".f.lit").all_inner_texts() == ["600万", "600"]


def test_a_link_to_a_sentence_lights_it_on_both_sides(visit: Open) -> None:
    page = visit(render(article()), anchor="#p10.s02").page
    assert page.locator(".s.lit").count() == 2
    expect(page.locator('[id="p10.s02"]')).to_be_in_viewport()


def test_filters_hide_rows(visit: Open) -> None:
    page = visit(render(article())).page
    everything = shown(page)
    page.get_by_role("button", name="Blockers").click()
    assert shown(page) == ["p02", "p09"]
    page.get_by_role("button", name="Findings").click()
    assert shown(page) == ["p02", "p04", "p08", "p09"]
    assert page.locator("#shown").inner_text() == "4 of 11"
    page.keyboard.press("1")
    assert shown(page) == everything


def test_the_search_box_searches_both_texts(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("/")
    page.keyboard.type("奥斯陆")
    assert shown(page) == ["p10"]
    page.locator("#search").fill("STAVANGER")
    assert shown(page) == ["p07"]
    page.locator("#search").fill("nowhere at all")
    expect(page.get_by_text("No paragraph matches.")).to_be_visible()
    page.keyboard.press("Escape")
    assert len(shown(page)) == 11


def test_j_and_k_go_round_the_sentences_with_findings(visit: Open) -> None:
    page = visit(render(article())).page

    def at() -> str:
        expect(page.locator("*:focus")).to_be_in_viewport()
        return str(page.evaluate("document.activeElement.id"))

    def press(key: str) -> str:
        page.keyboard.press(key)
        return at()

    assert [press("j") for _ in WITH_FINDINGS] == WITH_FINDINGS
    assert press("j") == WITH_FINDINGS[0]
    assert press("k") == WITH_FINDINGS[-1]
    assert press("k") == WITH_FINDINGS[-2]
    page.keyboard.press("3")
    assert press("j") == "p09.s01-en"
    assert press("j") == "p02.s03-en"


def test_letters_typed_into_the_search_box_are_no_commands(visit: Open) -> None:
    page = visit(render(article())).page
    page.locator("#search").fill("")
    page.locator("#search").press_sequentially("jk3?")
    assert page.locator("#search").input_value() == "jk3?"
    expect(page.locator("#help")).to_be_hidden()


def test_the_question_mark_shows_the_keys(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_no_width_needs_sideways_scrolling(visit: Open, width: int) -> None:
    for result in (article(), hostile()):
        page = visit(render(result), width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_the_chinese_above_the_english(visit: Open) -> None:
    html = render(article())
    for width, stacked in ((390, True), (1280, False)):
        page = visit(html, width=width).page
        zh, en = (page.locator(f"#p02 > {side}").bounding_box() for side in (".zh", ".en"))
        assert zh is not None
        assert en is not None
        assert (zh["y"] + zh["height"] <= en["y"]) is stacked
        assert (zh["x"] + zh["width"] <= en["x"]) is not stacked


def test_print_is_side_by_side_without_controls(visit: Open) -> None:
    page = visit(render(article()), width=700).page  # an A4 page is 794 CSS pixels wide, margins included
    page.emulate_media(media="print")
    zh, en = (page.locator(f"#p02 > {side}").bounding_box() for side in (".zh", ".en"))
    assert zh is not None
    assert en is not None
    assert zh["x"] + zh["width"] <= en["x"]
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("footer")).to_be_visible()
    assert page.locator("#p02").evaluate("row => getComputedStyle(row).breakInside") == "avoid"


def test_dark_mode_follows_the_system_but_not_on_paper(visit: Open) -> None:
    page = visit(render(article())).page

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')"))

    light = ground()
    page.emulate_media(color_scheme="dark")
    assert ground() != light
    page.emulate_media(color_scheme="dark", media="print")
    assert ground() == light


def test_the_page_is_complete_without_script(visit: Open) -> None:
    page = visit(render(article()), script=False).page
    assert len(shown(page)) == 11
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("#p02 .findings")).to_be_visible()
    page.locator("summary").click()
    expect(page.locator("#t0")).to_be_visible()


def test_a_hostile_article_does_nothing(visit: Open) -> None:
    opened = visit(render(hostile()))
    page = opened.page
    for mark in page.locator("mark:visible").all():
        mark.hover(force=True)
    for key in "jjjkt123":
        page.keyboard.press(key)
    page.locator("#search").fill("script")
    opened.assert_quiet()
    assert page.evaluate("'hacked' in window") is False
    assert page.locator("script:not([type])").count() == 1


def test_a_reordering_character_reorders_nothing_outside_its_box(visit: Open) -> None:
    page = visit(render(hostile())).page
    sentence = page.locator('[id="p05.s01-en"]')
    order = sentence.evaluate(
        """node => {
          const found = [];
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            const at = text.data.indexOf("gnp.exe");
            if (at < 0) continue;
            for (const end of [1, 7]) {
              const range = document.createRange();
              range.setStart(text, at + end - 1);
              range.setEnd(text, at + end);
              found.push(range.getBoundingClientRect().x);
            }
          }
          return found;
        }"""
    )
    assert len(order) == 4
    assert order[0] < order[1]
    assert order[2] < order[3]
