"""Working on the page of a file: edits, approvals and undo stay in the browser and leave as PO."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.review.conftest import Open, Visit
from tests.review.hostile import hostile
from tests.review.sample import article
from translate.exchange.po import digest
from translate.model import TranslatedArticle
from translate.review import render
from translate.review.records import ArticleReview, SegmentReview, State

pytestmark = pytest.mark.browser

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
ABSENT = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); }
});"""


def english(page: Page, segment: str) -> Locator:
    return page.locator(f'[id="{segment}-en"]')


def state(page: Page, segment: str) -> str:
    return english(page, segment).get_attribute("data-state") or "draft"


def here(page: Page) -> str:
    """The segment that has the focus."""
    return str(page.evaluate("document.activeElement.id")).removesuffix("-en")


def rewrite(page: Page, segment: str, text: str, keys: str = "Control+Enter") -> None:
    """Goes to the segment by keyboard and gives it another text."""
    page.keyboard.press("g")
    block, _, number = segment.partition(".s")
    page.keyboard.type(f"{int(block[1:])}.{int(number)}")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press(keys)


def said(page: Page) -> Locator:
    return page.locator("#say")


def with_english(segment: str, en: str) -> TranslatedArticle:
    """The sample with another English in one segment, as a later run of the engine might give."""
    result = article()
    rows = [
        replace(row, draft=replace(row.draft, en=en), held=()) if row.segment.id == segment else row
        for row in result.rows
    ]
    return replace(result, rows=tuple(rows))


def without_block(block: str) -> TranslatedArticle:
    """The sample as it is after its source lost a paragraph."""
    result = article()
    made = replace(result.article, blocks=tuple(b for b in result.article.blocks if b.id != block))
    return replace(result, article=made, rows=tuple(r for r in result.rows if r.segment.block != block))


def test_an_edit_by_keyboard_is_kept_over_a_reload(visit: Open) -> None:
    opened = visit(render(article()))
    page = opened.page
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert here(page) == "p01.s01"
    page.keyboard.press("Enter")
    page.keyboard.type(" Photo: AP.")
    page.keyboard.press("Control+Enter")
    for _ in range(2):
        expect(english(page, "p01.s01")).to_have_text(
            "Workers check the tower of a floating turbine in the port of Aberdeen on January 27, 2025. (AP)"
            " Photo: AP."
        )
        assert state(page, "p01.s01") == "edited"
        page.reload()
    opened.assert_quiet()


def test_the_terms_of_an_edited_sentence_stay_marked_and_linked(visit: Open) -> None:
    page = visit(render(article())).page
    rewrite(page, "p02.s01", "Northwind Energy puts $2.34 billion into the North Sea.")
    assert english(page, "p02.s01").locator("mark").all_inner_texts() == [
        "Northwind Energy",
        "$2.34 billion",
        "North Sea",
    ]
    english(page, "p02.s01").get_by_text("North Sea").hover()
    assert page.locator("mark.lit").all_inner_texts() == ["北海", "North Sea"]


def test_approving_goes_to_the_next_sentence_to_approve(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("n")
    page.keyboard.press("a")
    assert (here(page), state(page, "p00.s01")) == ("p01.s01", "approved")
    rewrite(page, "p02.s03", "It will supply about 6 million homes.", keys="Control+Shift+Enter")
    assert (here(page), state(page, "p02.s03")) == ("p03.s01", "approved")
    expect(page.locator("#approved")).to_have_text("2/17")
    expect(page.locator("#progress")).to_have_js_property("value", 2)
    expect(page.locator(".unreviewed")).to_have_text("In review: 2 of 17 sentences approved")
    page.keyboard.press("p")
    assert here(page) == "p02.s02"


def test_approval_can_be_taken_back(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Take approval back").click()
    assert state(page, "p00.s01") == "draft"


def test_undo_goes_back_step_by_step_also_after_a_reload(visit: Open) -> None:
    page = visit(render(article())).page
    before = english(page, "p10.s02").inner_html()
    rewrite(page, "p10.s02", "First.")
    rewrite(page, "p10.s02", "Second.", keys="Control+Shift+Enter")
    page.reload()
    page.keyboard.press("u")
    expect(english(page, "p10.s02")).to_have_text("First.")
    assert state(page, "p10.s02") == "edited"
    page.keyboard.press("Control+Z")
    assert (english(page, "p10.s02").inner_html(), state(page, "p10.s02")) == (before, "draft")
    page.keyboard.press("u")
    expect(page.locator("#say")).to_have_text("Nothing to undo.")


def test_the_diff_shows_what_the_person_changed(visit: Open) -> None:
    page = visit(render(article())).page
    rewrite(page, "p02.s03", "The wind farm will power about 6 million homes.")
    page.keyboard.press("d")
    diff = page.locator("#panel .diff")
    assert [" ".join(part.split()) for part in diff.locator("del").all_text_contents()] == [
        "removed: supply ,",
        "removed: to ,",
        "removed: 600,",
    ]
    assert [part.strip() for part in diff.locator("ins").all_text_contents()] == ["added: 6 million,"]
    page.keyboard.press("d")
    expect(page.locator("#panel")).to_be_hidden()


def test_the_diff_is_against_the_draft_that_the_memory_knows(visit: Open) -> None:
    review = ArticleReview({"p10.s02": SegmentReview(State.EDITED, "Rivals fell.", 7)})
    page = visit(render(article(), review)).page
    assert state(page, "p10.s02") == "edited"
    page.keyboard.press("5")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("d")
    expect(page.locator("#panel del").first).to_contain_text("Rivals")


def test_states_can_be_filtered(visit: Open) -> None:
    page = visit(render(article())).page
    rewrite(page, "p03.s01", "Cost and risk")
    rewrite(page, "p05.s01", "Three big questions", keys="Control+Shift+Enter")

    def shown(name: str) -> list[str | None]:
        page.get_by_role("button", name=name).click()
        return [row.get_attribute("id") for row in page.locator("main .row:visible").all()]

    assert shown("Edited") == ["p03"]
    assert shown("Approved") == ["p05"]
    assert len(shown("Unreviewed")) == 9
    page.keyboard.press("1")
    page.locator("#search").fill("three big")
    assert [row.get_attribute("id") for row in page.locator("main .row:visible").all()] == ["p05"]


def test_the_findings_of_the_text_before_are_said_to_be_old(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("b")
    assert here(page) == "p02.s03"
    page.keyboard.press("e")
    page.keyboard.type(" And more.")
    page.keyboard.press("Control+Enter")
    assert page.locator("#p02 .findings .stale").count() == 2
    page.keyboard.press("b")
    assert here(page) == "p09.s01"
    page.keyboard.press("u")
    assert page.locator(".stale").count() == 0


def downloaded(page: Page, path: Path) -> polib.POFile:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PO").click()
    assert waiting.value.suggested_filename == "voa-1.po"
    waiting.value.save_as(path)
    return polib.pofile(str(path), encoding="utf-8", wrapwidth=0)


def test_the_po_holds_every_sentence_with_its_state(visit: Open, tmp_path: Path) -> None:
    review = ArticleReview({"p10.s02": SegmentReview(State.APPROVED, "Rivals fell.", 7)})
    page = visit(render(article(), review)).page
    rewrite(page, "p02.s03", 'He said: "6 million \\ homes"\\n')
    path = tmp_path / "voa-1.po"
    po = downloaded(page, path)
    assert path.read_text(encoding="utf-8") == str(po)
    assert po.metadata["X-Duizhao-Article"] == "voa-1"
    assert po.metadata["X-Duizhao-Digest"] == digest(article().article)
    rows = article().rows
    assert [(entry.msgctxt, entry.msgid) for entry in po] == [(r.segment.id, r.segment.zh) for r in rows]
    entries = {entry.msgctxt: entry for entry in po}
    edited, drafted, signed = entries["p02.s03"], entries["p04.s02"], entries["p10.s02"]
    assert edited.msgstr == 'He said: "6 million \\ homes"\\n'
    assert (edited.flags, drafted.flags, signed.flags) == ([], ["fuzzy"], [])
    assert edited.occurrences == [("voa-1.html#p02.s03", "")]
    english = {row.segment.id: row.draft.en for row in rows}
    seen = {id_: hashlib.sha256(en.encode()).hexdigest()[:12] for id_, en in english.items()}
    assert edited.comment.splitlines() == ["state: edited", "version: 0", f"seen: {seen['p02.s03']}"]
    assert signed.comment.splitlines() == ["state: approved", "version: 7", f"seen: {seen['p10.s02']}"]
    assert drafted.comment.splitlines()[3] == "warning: 上涨了两倍 is “tripled”, not “doubled”."


def test_the_po_of_a_hostile_article_reads_back(visit: Open, tmp_path: Path) -> None:
    page = visit(render(hostile())).page
    po = downloaded(page, tmp_path / "voa-1.po")
    assert len(po) == len(hostile().rows)
    assert [entry.msgid for entry in po] == page.locator(".zh .s").evaluate_all(
        "nodes => nodes.map((node) => node.textContent)"
    )


def test_edits_are_discarded_only_after_a_question(visit: Open) -> None:
    page = visit(render(article())).page
    rewrite(page, "p10.s02", "Mine.")
    for answer, text in (
        ("Keep them", "Mine."),
        ("Discard my edits", "Shares of its competitors mostly fell."),
    ):
        page.get_by_role("button", name="Discard my edits").click()
        page.get_by_role("dialog").get_by_role("button", name=answer).click()
        expect(english(page, "p10.s02")).to_have_text(text)
    expect(page.locator("#discard")).to_be_hidden()
    page.reload()
    expect(english(page, "p10.s02")).to_have_text("Shares of its competitors mostly fell.")


def test_an_edit_in_another_tab_is_shown(visit: Open) -> None:
    html = render(article())
    first = visit(html)
    second = visit(html, beside=first)
    rewrite(first.page, "p10.s02", "Rivals fell.")
    expect(english(second.page, "p10.s02")).to_have_text("Rivals fell.")


def test_two_tabs_on_one_sentence_overwrite_nothing(visit: Open) -> None:
    html = render(article())
    first = visit(html)
    second = visit(html, beside=first)
    english(first.page, "p10.s02").dblclick()
    first.page.keyboard.press("Control+A")
    first.page.keyboard.type("From the first tab.")
    rewrite(second.page, "p10.s02", "From the second tab.")
    first.page.bring_to_front()
    first.page.keyboard.press("Control+Enter")
    dialog = first.page.get_by_role("dialog")
    expect(dialog).to_contain_text("From the second tab.")
    expect(dialog).to_contain_text("From the first tab.")
    first.page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep mine").click()
    expect(english(second.page, "p10.s02")).to_have_text("From the first tab.")
    first.page.keyboard.press("u")
    expect(english(second.page, "p10.s02")).to_have_text("From the second tab.")


def test_edits_of_an_older_version_are_offered(visit: Open) -> None:
    first = visit(render(article()))
    rewrite(first.page, "p02.s01", "Northwind invests.")
    rewrite(first.page, "p10.s02", "Rivals fell.")
    second = visit(render(without_block("p10")), beside=first)
    alarm = second.page.get_by_role("alert")
    expect(alarm).to_contain_text("holds 2 edits of an older version")
    alarm.get_by_role("button", name="Take over").click()
    expect(english(second.page, "p02.s01")).to_have_text("Northwind invests.")
    expect(alarm).to_contain_text("holds 1 edit of an older version")
    with second.page.expect_download() as waiting:
        alarm.get_by_role("button", name="Download as PO").click()
    (entry,) = polib.pofile(str(waiting.value.path()), encoding="utf-8")
    assert (entry.msgctxt, entry.msgstr) == ("p10.s02", "Rivals fell.")
    alarm.get_by_role("button", name="Discard").click()
    second.page.get_by_role("dialog").get_by_role("button", name="Discard").click()
    second.page.reload()
    assert second.page.locator("#alarms > *").count() == 0


def test_an_edit_of_another_english_is_compared_before_it_is_shown(visit: Open) -> None:
    first = visit(render(article()))
    rewrite(first.page, "p10.s02", "Rivals fell.")
    second = visit(render(with_english("p10.s02", "Its rivals' shares dropped.")), beside=first)
    page = second.page
    expect(english(page, "p10.s02")).to_have_text("Its rivals' shares dropped.")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep mine").click()
    expect(english(page, "p10.s02")).to_have_text("Rivals fell.")
    assert page.locator("#alarms > *").count() == 0


def test_an_edit_that_came_back_by_import_is_no_edit_any_more(visit: Open) -> None:
    first = visit(render(article()))
    rewrite(first.page, "p10.s02", "Rivals fell.")
    review = ArticleReview({"p10.s02": SegmentReview(State.EDITED, "Shares fell.", 3)})
    page = visit(render(with_english("p10.s02", "Rivals fell."), review), beside=first).page
    expect(page.locator("#discard")).to_be_hidden()
    assert page.locator("#alarms > *").count() == 0


@pytest.mark.parametrize("version", ["the same version", "another version"])
def test_an_edit_that_somebody_approved_meanwhile_takes_no_approval_back(visit: Open, version: str) -> None:
    """What this browser kept is older than the approval: shown again, its PO would undo it."""
    first = visit(render(article() if version == "the same version" else without_block("p04")))
    rewrite(first.page, "p10.s02", "Rivals fell.")
    review = ArticleReview({"p10.s02": SegmentReview(State.APPROVED, "Shares fell.", 4)})
    page = visit(render(with_english("p10.s02", "Rivals fell."), review), beside=first).page
    if version == "another version":
        page.get_by_role("button", name="Take over").click()
    assert state(page, "p10.s02") == "approved"
    expect(page.locator("#discard")).to_be_hidden()


def test_an_approval_of_an_edit_that_came_back_by_import_still_stands(visit: Open) -> None:
    first = visit(render(article()))
    rewrite(first.page, "p10.s02", "Rivals fell.", keys="Control+Shift+Enter")
    review = ArticleReview({"p10.s02": SegmentReview(State.EDITED, "Shares fell.", 3)})
    page = visit(render(with_english("p10.s02", "Rivals fell."), review), beside=first).page
    assert state(page, "p10.s02") == "approved"


@pytest.mark.parametrize("fault", [FULL, ABSENT], ids=["full", "absent"])
def test_a_browser_that_keeps_nothing_is_said_and_the_page_works(visit: Open, fault: str) -> None:
    opened = visit(render(article()), before=fault)
    page = opened.page
    rewrite(page, "p10.s02", "Rivals fell.")
    expect(english(page, "p10.s02")).to_have_text("Rivals fell.")
    expect(page.get_by_role("alert")).to_contain_text("This browser does not keep your edits")
    page.keyboard.press("u")
    expect(english(page, "p10.s02")).to_have_text("Shares of its competitors mostly fell.")
    page.keyboard.press("a")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert opened.dialogs == [""]


def test_leaving_the_editor_loses_no_word(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.keyboard.type(" Half a thought")
    page.keyboard.press("Escape")
    expect(english(page, "p00.s01")).not_to_contain_text("Half")
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("e")
    expect(english(page, "p00.s01")).to_contain_text("Half a thought")


def test_going_to_another_sentence_saves(visit: Open) -> None:
    page = visit(render(article())).page
    english(page, "p10.s02").dblclick()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Sharply.")
    english(page, "p10.s01").click()
    assert state(page, "p10.s02") == "edited"
    expect(english(page, "p10.s02")).to_contain_text("Sharply.")


def paste(page: Page, kinds: dict[str, str]) -> None:
    """Pastes into the focused element as a browser does, with every kind of content it was copied in."""
    page.evaluate(
        """kinds => {
          const clipboardData = new DataTransfer();
          for (const [kind, text] of Object.entries(kinds)) clipboardData.setData(kind, text);
          const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }""",
        kinds,
    )


def test_a_paste_is_plain_text_on_one_line(visit: Open) -> None:
    opened = visit(render(article()))
    page = opened.page
    english(page, "p10.s02").dblclick()
    page.keyboard.press("Control+A")
    text = "Rivals\n<b>fell</b>\r\n\u202ehard\u200b <img src=x onerror='window.hacked=1'>"
    paste(
        page, {"text/plain": text, "text/html": "<b onclick='window.hacked=1'>Rivals</b><script>1</script>"}
    )
    page.keyboard.press("Control+Enter")
    expected = "Rivals <b>fell</b> hard <img src=x onerror='window.hacked=1'>"
    assert english(page, "p10.s02").evaluate("node => node.textContent") == expected
    assert english(page, "p10.s02").locator("*").count() == 0
    page.reload()
    assert english(page, "p10.s02").evaluate("node => node.textContent") == expected
    assert page.evaluate("'hacked' in window") is False
    opened.assert_quiet()


OLDER = """{
  const own = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "contentEditable");
  Object.defineProperty(HTMLElement.prototype, "contentEditable", { ...own, set(value) {
    if (value === "plaintext-only") throw new SyntaxError("unknown here");
    own.set.call(this, value);
  } });
}"""  # Firefox before 136


def test_an_editor_that_could_hold_markup_takes_plain_text_only(visit: Open) -> None:
    page = visit(render(article()), before=OLDER).page
    english(page, "p10.s02").dblclick()
    assert english(page, "p10.s02").get_attribute("contenteditable") == "true"
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+B")
    page.keyboard.type("Rivals")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    paste(page, {"text/plain": " fell", "text/html": "<b>fell</b>"})
    assert english(page, "p10.s02").locator("*").count() == 0
    page.keyboard.press("Control+Enter")
    assert english(page, "p10.s02").evaluate("node => node.textContent") == "Rivals fell"


def test_the_foot_says_how_to_begin(visit: Open) -> None:
    page = visit(render(article())).page
    expect(page.locator("#where")).to_contain_text("Choose a sentence to work on it. n is the next")
    page.keyboard.press("n")
    expect(page.locator("#where")).to_have_text("Sentence of the title: draft")


def test_a_reordering_character_in_an_edit_is_boxed(visit: Open) -> None:
    page = visit(render(article())).page
    rewrite(page, "p10.s02", "Rivals \u202efell.")
    box = english(page, "p10.s02").locator(".u")
    assert box.get_attribute("data-u") == "U+202E"
    page.keyboard.press("d")
    assert page.locator("#panel ins .u").count() == 1


def test_hostile_edits_do_nothing(visit: Open) -> None:
    opened = visit(render(hostile()))
    page = opened.page
    for number in range(1, 7):
        rewrite(page, f"p0{number}.s01", "</script><svg onload=alert(1)>{{7*7}}\"'<!--")
        page.keyboard.press("d")
    page.reload()
    assert page.evaluate("'hacked' in window") is False
    assert page.locator("svg").count() == 0
    opened.assert_quiet()


def test_a_sentence_is_one_line(visit: Open) -> None:
    page = visit(render(article())).page
    english(page, "p10.s02").dblclick()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("x")
    page.keyboard.press("Control+Enter")
    text = english(page, "p10.s02").evaluate("node => node.textContent")
    assert text == "Shares of its competitors mostly fell.x"


def test_an_input_method_at_work_is_left_alone(visit: Open) -> None:
    page = visit(render(article())).page
    english(page, "p10.s02").dblclick()
    for key in ("Enter", "Escape", "a"):
        page.evaluate(
            """key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
              { key, ctrlKey: key === "Enter", isComposing: true, bubbles: true, cancelable: true }))""",
            key,
        )
    assert english(page, "p10.s02").get_attribute("contenteditable") == "plaintext-only"
    assert state(page, "p10.s02") == "draft"


def test_letters_are_no_commands_when_they_are_switched_off(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("?")
    page.get_by_label("Single letters are commands").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator("#approved")).to_have_text("0/17")


def test_jumping_finds_paragraphs_and_sentences(visit: Open) -> None:
    page = visit(render(article())).page
    for words, segment in (("7", "p07.s01"), ("7.2", "p07.s02"), ("p10.s02", "p10.s02")):
        page.keyboard.press("g")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(english(page, segment)).to_be_focused()
        expect(english(page, segment)).to_be_in_viewport()
    page.keyboard.press("g")
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    expect(page.locator("#say")).to_have_text("There is no sentence 99.")


def test_saving_and_approving_is_said_to_listeners(visit: Open) -> None:
    page = visit(render(article())).page
    rewrite(page, "p10.s02", "Rivals fell.")
    expect(said(page)).to_have_text("Saved in this browser: sentence 10.2.")
    page.keyboard.press("a")
    expect(said(page)).to_have_text("Approved: sentence 10.2.")
    editor = english(page, "p10.s02")
    page.keyboard.press("g")
    page.keyboard.type("10.2")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    assert editor.get_attribute("role") == "textbox"
    assert editor.get_attribute("aria-label") == "English of sentence 10.2"


def test_the_editor_is_no_trap_for_the_keyboard(visit: Open) -> None:
    page = visit(render(article())).page
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.keyboard.press("Tab")
    assert here(page) != "p00.s01"
    page.keyboard.press("Shift+Tab")
    assert here(page) == "p00.s01"


def test_the_whole_page_can_be_worked_by_buttons(visit: Open) -> None:
    page = visit(render(article()), width=390).page
    english(page, "p10.s02").click()
    foot = page.get_by_role("region", name="Current sentence")
    foot.get_by_role("button", name="Edit").click()
    page.keyboard.type(" Much.")
    foot.get_by_role("button", name="Save").click()
    assert state(page, "p10.s02") == "edited"
    foot.get_by_role("button", name="Approve").click()
    assert state(page, "p10.s02") == "approved"
    foot.get_by_role("button", name="Undo").click()
    assert state(page, "p10.s02") == "edited"


def test_paper_has_no_foot_and_no_tools(visit: Open) -> None:
    page = visit(render(article()), width=700).page
    page.emulate_media(media="print")
    expect(page.locator("#foot")).to_be_hidden()
    expect(page.locator("#download")).to_be_hidden()


def test_editing_asks_the_network_for_nothing(visit: Open) -> None:
    opened: Visit = visit(render(article()))
    rewrite(opened.page, "p10.s02", "Rivals fell.")
    opened.page.keyboard.press("a")
    opened.page.keyboard.press("u")
    opened.assert_quiet()
    assert opened.asked == [opened.url]
