"""The page and the review server together: saved at once, conflicts shown, nothing lost when the server is away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.memory.samples import MONDAY
from tests.review.conftest import Open
from tests.review.desk import SHARES, Client, article, make_desk, serving, started
from translate.exchange.round_trip import import_file
from translate.glossary import Glossary
from translate.memory import Memory
from translate.review import render
from translate.review.server import Server, Setting

pytestmark = pytest.mark.browser

RISE = "Nvidia’s shares rose on Monday."
SNOW = "Snow fell."


@dataclass(slots=True)
class Reviewer:
    """A browser with the article open."""

    page: Page
    said: list[str] = field(default_factory=list)

    def english(self, segment: str = "p01.s01") -> Locator:
        return self.page.locator(f'[id="{segment}-en"]')

    def type(self, text: str, segment: str = "p01.s01", keys: str = "Control+Enter") -> None:
        """Gives the segment another text, by keyboard."""
        self.edit(segment)
        self.page.keyboard.type(text)
        self.page.keyboard.press(keys)

    def edit(self, segment: str = "p01.s01") -> None:
        """Opens the segment's editor with everything selected."""
        self.go(segment)
        self.page.keyboard.press("e")
        self.page.keyboard.press("Control+A")

    def go(self, segment: str) -> None:
        """Goes to the segment, by keyboard."""
        self.page.keyboard.press("g")
        self.page.keyboard.type(segment)
        self.page.keyboard.press("Enter")

    @property
    def saying(self) -> Locator:
        return self.page.locator("#say")

    @property
    def held(self) -> Locator:
        return self.page.locator("#held")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def panel(self) -> Locator:
        return self.page.locator("#panel")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desk")


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    with serving(folder) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[Client]:
    """A server that can be stopped, and started anew at the same address."""
    server = Server(Setting(folder, "Mei", port=port))
    with server.in_background():
        yield Client(server, folder)


def review(context: BrowserContext, client: Client, article: str = "a1") -> Reviewer:
    """Opens an article as somebody does who got the printed address."""
    page = context.new_page()
    page.goto(client.server.url)
    page.goto(f"{client.server.address}a/{article}")
    made = Reviewer(page)
    page.on("pageerror", lambda error: made.said.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    return made


@contextmanager
def restarted(folder: Path, context: BrowserContext) -> Iterator[tuple[Reviewer, Client]]:
    """A page that was open when its server was started anew, and that server."""
    with running(folder) as first:
        port = first.server.port
        mei = review(context, first)
    with running(folder, port) as second:
        yield mei, second


def test_an_edit_is_in_the_memory_at_once(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.type("Nvidia rose.")
    expect(mei.saying).to_have_text("Saved: sentence 1.")
    expect(mei.held).to_have_text("All saved")
    found = client.segment()
    assert (found["en"], found["state"], found["who"]) == ("Nvidia rose.", "edited", "Mei")
    assert mei.english().locator("mark.term").inner_text() == "Nvidia"
    mei.page.reload()
    expect(mei.english()).to_have_text("Nvidia rose.")
    assert mei.english().get_attribute("data-state") == "edited"
    mei.page.keyboard.press("n")
    mei.page.keyboard.press("n")
    mei.page.keyboard.press("d")
    expect(mei.panel.locator("del").first).to_contain_text("Nvidia’s")
    assert mei.said == []


def test_findings_are_those_of_the_new_words(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    row = mei.page.locator("#p01")
    mei.type("The shares rose on Monday.")
    expect(row.locator(".findings")).to_contain_text("term_missing")
    expect(row.locator(".findings span[lang|=zh]")).to_have_text("英伟达")
    expect(mei.page.locator(".counts .blocker")).to_have_text("1 blocker")
    assert mei.page.locator("#locks-held").inner_text() == "0"
    assert "blocker" in str(row.get_attribute("class"))
    mei.type(RISE)
    expect(row.locator(".findings")).to_have_count(0)
    expect(mei.page.locator(".counts .blocker")).to_have_text("0 blockers")
    assert mei.page.locator("#locks-held").inner_text() == "1"


def test_words_are_checked_while_they_are_typed(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.edit()
    mei.page.keyboard.type("The shares rose.")
    expect(mei.page.locator("#typing")).to_contain_text("term_missing")
    mei.page.keyboard.press("Control+A")
    mei.page.keyboard.type("Nvidia’s shares rose.")
    expect(mei.page.locator("#where")).to_contain_text("no findings as it stands now")
    expect(mei.page.locator("#typing")).to_be_hidden()
    assert client.segment()["en"] == RISE


def test_approving_with_other_words_saves_and_signs_them(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.type("Nvidia rose.", keys="Control+Shift+Enter")
    expect(mei.english()).to_have_attribute("data-state", "approved")
    expect(mei.held).to_have_text("All saved")
    found = client.segment()
    assert (found["en"], found["state"]) == ("Nvidia rose.", "approved")
    expect(mei.english("p02.s01")).to_be_focused()
    mei.page.keyboard.press("u")
    expect(mei.saying).to_have_text("Undone: sentence 1.")
    found = client.segment()
    assert (found["en"], found["state"]) == (RISE, "draft")
    expect(mei.english()).to_have_text(RISE)


def test_two_browsers_on_one_sentence_overwrite_nothing(client: Client, browser: Browser) -> None:
    contexts = [browser.new_context(), browser.new_context()]
    mei, ana = (review(context, client) for context in contexts)
    ana.type("Ana’s words about Nvidia.")
    expect(ana.held).to_have_text("All saved")
    mei.type("Mei’s words about Nvidia.")
    expect(mei.dialog).to_contain_text("Ana’s words about Nvidia.")
    expect(mei.dialog).to_contain_text("Mei’s words about Nvidia.")
    assert client.segment()["en"] == "Ana’s words about Nvidia."
    mei.dialog.get_by_role("button", name="Keep mine").click()
    expect(mei.held).to_have_text("All saved")
    assert client.segment()["en"] == "Mei’s words about Nvidia."
    ana.type("Ana again on Nvidia.")
    ana.dialog.get_by_role("button", name="Take theirs").click()
    expect(ana.english()).to_have_text("Mei’s words about Nvidia.")
    expect(ana.held).to_have_text("All saved")
    ana.page.keyboard.press("u")
    expect(ana.saying).to_contain_text("Nothing to undo on this page")
    assert client.segment()["en"] == "Mei’s words about Nvidia."
    for context in contexts:
        context.close()


def test_a_conflict_can_be_edited(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    client.edit("p01.s01", "Ana’s Nvidia.", 0)
    mei.type("Mei’s Nvidia.")
    mei.dialog.get_by_role("button", name="Edit").click()
    expect(mei.english()).to_have_attribute("contenteditable", "plaintext-only")
    mei.page.keyboard.type(" And Ana’s.")
    mei.page.keyboard.press("Control+Enter")
    expect(mei.held).to_have_text("All saved")
    assert client.segment()["en"] == "Mei’s Nvidia. And Ana’s."


def test_without_a_connection_words_wait_and_are_then_sent(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    context.set_offline(True)
    mei.type("Nvidia rose.")
    mei.type("Snow Inc. fell.", "p02.s01", keys="Control+Shift+Enter")
    alarm = mei.page.get_by_role("alert")
    expect(alarm).to_contain_text("Not saved yet: the review server does not answer")
    expect(mei.held).to_have_text("2 sentences not saved yet")
    assert "unsaved" in str(mei.english().get_attribute("class"))
    assert client.segment()["en"] == RISE
    context.set_offline(False)
    expect(mei.held).to_have_text("All saved")
    expect(alarm).to_be_empty()
    assert client.segment()["en"] == "Nvidia rose."
    assert client.segment("p02.s01")["state"] == "approved"


def test_a_server_that_goes_down_loses_no_word(folder: Path, context: BrowserContext) -> None:
    with running(folder) as first:
        port = first.server.port
        mei = review(context, first)
    mei.type("Nvidia rose.")
    mei.type("Snow Inc. fell.", "p02.s01")
    expect(mei.held).to_have_text("2 sentences not saved yet")
    mei.page.close()
    with running(folder, port) as second:
        again = review(context, second)
        expect(again.english()).to_have_text("Nvidia rose.")  # taken up: until then nothing waits
        expect(again.held).to_have_text("All saved")
        assert second.segment()["en"] == "Nvidia rose."
        assert second.segment("p02.s01")["en"] == "Snow Inc. fell."


def test_a_page_of_an_earlier_server_says_what_to_do_and_then_saves(
    folder: Path, context: BrowserContext
) -> None:
    with restarted(folder, context) as (mei, second):
        mei.type("Nvidia rose.")
        alarm = mei.page.get_by_role("alert")
        expect(alarm).to_contain_text(
            "was started anew, with another key. Open the address that duizhao review"
        )
        expect(alarm).to_contain_text("1 sentence kept here until then")
        assert second.segment()["en"] == RISE
        context.new_page().goto(second.server.url)
        alarm.get_by_role("button", name="Try now").click()
        expect(mei.held).to_have_text("All saved")
        expect(alarm).to_be_empty()
        assert second.segment()["en"] == "Nvidia rose."
        mei.page.keyboard.press("u")
        expect(mei.english()).to_have_text(RISE)


def test_a_server_that_was_killed_and_started_anew_gets_the_words(
    folder: Path, context: BrowserContext
) -> None:
    page = context.new_page()
    with started(folder) as (_, address, key):
        page.goto(f"{address}?token={key}")
        page.goto(f"{address}a/a1")
    mei = Reviewer(page)
    mei.type("Nvidia rose.")
    expect(page.get_by_role("alert")).to_contain_text("If it was stopped, start it: duizhao review")
    port = int(address.rpartition(":")[2].strip("/"))
    with started(folder, port=port) as (_, again, key):
        assert again == address
        expect(page.get_by_role("alert")).to_contain_text(
            "was started anew, with another key", timeout=40_000
        )
        context.new_page().goto(f"{address}?token={key}")
        expect(mei.held).to_have_text("All saved", timeout=40_000)
    with Memory.open(folder / "memory.db") as memory:
        assert [step.after for step in memory.history("a1", "p01.s01")] == ["Nvidia rose."]


def test_a_page_that_is_closed_before_the_new_address_is_opened_loses_nothing(
    folder: Path, context: BrowserContext
) -> None:
    with restarted(folder, context) as (mei, second):
        mei.type("Nvidia rose.")
        expect(mei.page.get_by_role("alert")).to_contain_text("was started anew")
        mei.page.reload()
        expect(mei.page.get_by_role("heading")).to_contain_text(
            "open the address that duizhao review printed"
        )
        again = review(context, second)
        expect(again.english()).to_have_text("Nvidia rose.")
        expect(again.held).to_have_text("All saved")
        assert second.segment()["en"] == "Nvidia rose."


def test_what_is_only_asked_finds_the_new_key_too(folder: Path, context: BrowserContext) -> None:
    with restarted(folder, context) as (mei, second):
        context.new_page().goto(second.server.url)
        mei.page.get_by_role("button", name="Approve article").click()
        mei.dialog.get_by_role("button", name="Approve article").click()
        expect(mei.page.locator(".unreviewed")).to_contain_text("Signed by Mei")


def test_words_on_a_text_that_is_no_more_are_not_sent_to_its_successor(
    folder: Path, context: BrowserContext
) -> None:
    with running(folder) as first:
        port = first.server.port
        mei = review(context, first)
    with Memory.open(folder / "memory.db") as memory:
        memory.store(article("a1", ("雪花公司的股价上涨。", "Snow rose.")), {})
    with running(folder, port) as second:
        context.new_page().goto(second.server.url)
        mei.type("Nvidia rose.")
        alarm = mei.page.get_by_role("alert")
        expect(alarm).to_contain_text("the article was translated anew meanwhile. Reload this page")
        assert second.segment()["en"] == "Snow rose."
        alarm.get_by_role("button", name="Reload").click()
        expect(alarm).to_contain_text("its Chinese has changed meanwhile")
        assert second.segment()["en"] == "Snow rose."
        alarm.get_by_role("button", name="Look").click()
        expect(mei.dialog).to_contain_text("雪花公司的股价上涨。")
        mei.dialog.get_by_role("button", name="Give my words up").click()
        expect(mei.english()).to_have_text("Snow rose.")
        expect(mei.held).to_have_text("All saved")


def test_words_of_a_tab_that_is_closed_are_saved_by_the_next_one_that_is_open(
    folder: Path, context: BrowserContext
) -> None:
    with running(folder) as first:
        port = first.server.port
        mei = review(context, first)
    with running(folder, port) as second:
        mei.type("Nvidia rose.")
        expect(mei.page.get_by_role("alert")).to_contain_text("was started anew")
        other = review(context, second)
        mei.page.close()
        expect(other.english()).to_have_text("Nvidia rose.")
        expect(other.held).to_have_text("All saved")
        steps = second.get("api/a/a1/s/p01.s01/history").json()["history"]
        assert [step["after"] for step in steps] == ["Nvidia rose."]


def test_the_page_works_on_another_machine(client: Client, context: BrowserContext) -> None:
    """Over plain HTTP from an address that is not loopback a browser has neither locks nor randomUUID."""
    context.add_init_script(
        "delete Crypto.prototype.randomUUID; delete Crypto.prototype.subtle; delete Navigator.prototype.locks;"
    )
    mei = review(context, client)
    assert mei.page.evaluate("[typeof crypto.randomUUID, typeof navigator.locks]") == ["undefined"] * 2
    mei.type("Nvidia rose.")
    expect(mei.held).to_have_text("All saved")
    assert client.segment()["en"] == "Nvidia rose."
    assert mei.said == []


def test_words_that_the_server_refuses_are_given_back(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    long = "Nvidia " * 3000
    mei.edit()
    mei.page.keyboard.insert_text(long)
    mei.page.keyboard.press("Control+Enter")
    expect(mei.page.get_by_role("alert")).to_contain_text("was not saved")
    expect(mei.english()).to_have_text(RISE)
    mei.page.get_by_role("alert").get_by_role("button", name="Edit").click()
    expect(mei.english()).to_have_text(long.strip())


def test_the_history_can_be_restored(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.type("Nvidia rose.")
    mei.type("Nvidia fell.")
    mei.page.keyboard.press("h")
    steps = mei.panel.locator("article")
    expect(steps).to_have_count(2)
    expect(steps.nth(1)).to_contain_text("Mei edited")
    expect(steps.nth(0).get_by_role("button")).to_have_count(0)
    steps.nth(1).get_by_role("button", name="Restore").click()
    expect(mei.english()).to_have_text("Nvidia rose.")
    expect(steps).to_have_count(3)
    assert client.segment()["en"] == "Nvidia rose."


def test_an_edit_is_carried_over_to_the_same_sentence_elsewhere(
    client: Client, context: BrowserContext
) -> None:
    mei = review(context, client)
    mei.type("Nvidia rose.")
    mei.page.keyboard.press("s")
    expect(mei.panel).to_contain_text("The same sentence elsewhere")
    mei.panel.get_by_role("button", name="Carry this English over").click()
    expect(mei.saying).to_have_text("Carried over to 1 sentence.")
    assert client.segment(article="a2")["en"] == "Nvidia rose."


def test_a_suggestion_is_used_as_a_start(client: Client, context: BrowserContext) -> None:
    client.edit("p01.s01", "Nvidia shares gained on Monday.", 0, article="a2")
    mei = review(context, client)
    mei.go("p01.s01")
    mei.page.keyboard.press("s")
    mei.panel.get_by_role("button", name="Use it").first.click()
    expect(mei.english()).to_have_text("Nvidia shares gained on Monday.")
    assert client.segment()["en"] == RISE
    mei.page.keyboard.press("Control+Enter")
    expect(mei.held).to_have_text("All saved")
    assert client.segment()["en"] == "Nvidia shares gained on Monday."


def select(page: Page, selector: str, words: str) -> None:
    """Selects words in a sentence as the mouse does."""
    page.locator(selector).evaluate(
        """(node, words) => {
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          let text = walker.nextNode();
          while (!text.data.includes(words)) text = walker.nextNode();
          const range = document.createRange();
          range.setStart(text, text.data.indexOf(words));
          range.setEnd(text, text.data.indexOf(words) + words.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


def test_what_is_selected_on_both_sides_goes_into_the_glossary(
    client: Client, context: BrowserContext
) -> None:
    mei = review(context, client)
    mei.go("p02.s01")
    select(mei.page, '[id="p02.s01"]', "雪花公司")
    expect(mei.page.locator("#picked")).to_have_text("雪花公司 → …")
    select(mei.page, '[id="p02.s01-en"]', "Snow")
    expect(mei.page.locator("#picked")).to_have_text("雪花公司 → Snow")
    mei.page.keyboard.press("l")
    expect(mei.dialog).to_contain_text("1 sentence in the memory has it", timeout=60_000)
    mei.dialog.get_by_label("English").fill("Snow Inc.")
    mei.dialog.get_by_role("button", name="Add to glossary").click()
    expect(mei.saying).to_contain_text("雪花公司 → Snow Inc. is in the glossary now")
    (found,) = Glossary.load(client.folder / "glossary").find("雪花公司")
    assert found.entry.en == "Snow Inc."


def test_a_term_that_is_there_is_said_before(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.go("p01.s01")
    select(mei.page, '[id="p01.s01"]', "英伟达")
    expect(mei.page.locator("#picked")).to_have_text("英伟达 → …")
    mei.page.keyboard.press("l")
    expect(mei.dialog.get_by_label("English")).to_be_focused()
    expect(mei.dialog).to_contain_text("Already in the glossary as “Nvidia”", timeout=60_000)


def test_an_article_with_blockers_takes_a_reason(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.type("The shares rose.")
    expect(mei.page.locator("#p01 .findings")).to_contain_text("term_missing")
    mei.page.get_by_role("button", name="Approve article").click()
    expect(mei.dialog).to_contain_text("1 sentence with blockers: 1.")
    mei.dialog.get_by_role("button", name="Approve article").click()
    expect(mei.page.get_by_role("alert")).to_contain_text("Not signed")
    mei.page.get_by_role("button", name="Approve article").click()
    expect(mei.page.locator("#alarms > *")).to_have_count(0)
    mei.page.keyboard.type("The company is named in the headline.")  # the field has the focus
    mei.dialog.get_by_role("button", name="Approve article").click()
    expect(mei.page.locator(".unreviewed")).to_contain_text("Signed by Mei")
    expect(mei.english("p02.s01")).to_have_attribute("data-state", "approved")
    mei.page.reload()
    expect(mei.page.locator(".unreviewed")).to_contain_text("Signed by Mei")
    expect(mei.page.locator("footer")).to_contain_text("The company is named in the headline.")
    mei.type("Snow Inc. fell.", "p02.s01")
    again = "Signed by Mei, then changed by Mei: to be signed again"
    expect(mei.page.locator(".unreviewed")).to_have_text(again)
    mei.page.reload()
    expect(mei.page.locator(".unreviewed")).to_have_text(again)


def test_words_never_get_under_another_sentence(client: Client, context: BrowserContext) -> None:
    """The article is translated anew with a paragraph more while the page is open: every id names another."""
    mei = review(context, client)
    with Memory.open(client.folder / "memory.db") as memory:
        pairs = ("天气很好。", "Fine."), (SHARES, RISE), ("雪花公司的股价下跌。", SNOW)
        memory.store(article("a1", *pairs), {})
    mei.type("Nvidia’s shares climbed.")
    expect(mei.page.get_by_role("alert")).to_contain_text("its Chinese has changed meanwhile")
    assert client.segment("p01.s01")["en"] == "Fine."
    mei.page.get_by_role("alert").get_by_role("button", name="Look").click()
    expect(mei.dialog).to_contain_text("天气很好。")
    expect(mei.dialog).to_contain_text("Nvidia’s shares climbed.")
    mei.dialog.get_by_role("button", name="Load the article anew").click()
    expect(mei.english("p02.s01")).to_have_text("Nvidia’s shares climbed.")
    expect(mei.held).to_have_text("All saved")
    assert client.segment("p02.s01")["en"] == "Nvidia’s shares climbed."
    assert client.segment("p01.s01")["en"] == "Fine."


def test_a_blocker_in_the_title_is_named_so(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.type("标题", "p00.s01")
    expect(mei.page.locator(".counts .blocker")).to_have_text("1 blocker")
    mei.page.get_by_role("button", name="Approve article").click()
    expect(mei.dialog).to_contain_text("1 sentence with blockers: the title.")


def test_what_is_written_for_a_refused_signature_is_not_lost(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    client.edit("p02.s01", "Snow Inc. fell.", 0)  # somebody else, while the page is open
    mei.page.get_by_role("button", name="Approve article").click()
    mei.page.keyboard.type("Read twice.")
    mei.dialog.get_by_role("button", name="Approve article").click()
    expect(mei.page.get_by_role("alert")).to_contain_text("The article has changed since you opened it")
    mei.page.get_by_role("button", name="Approve article").click()
    expect(mei.dialog.get_by_label("Remark")).to_have_value("Read twice.")
    mei.dialog.get_by_role("button", name="Approve article").click()
    expect(mei.page.locator(".unreviewed")).to_contain_text("Signed by Mei")
    mei.page.reload()
    expect(mei.page.locator("footer")).to_contain_text("Read twice.")


def test_two_people_on_one_server_each_have_their_name(client: Client, browser: Browser) -> None:
    contexts = [browser.new_context(), browser.new_context()]
    mei, ana = (review(context, client) for context in contexts)
    ana.page.get_by_role("button", name="as Mei").click()
    ana.page.keyboard.press("Control+A")
    ana.page.keyboard.type("Ana \u202e<b>")
    ana.dialog.get_by_role("button", name="Take this name").click()
    for _ in range(2):
        expect(ana.page.get_by_role("button", name="as Ana <b>")).to_be_visible()
        ana.page.reload()
    ana.type("Ana’s words about Nvidia.")
    expect(ana.held).to_have_text("All saved")
    assert client.segment()["who"] == "Ana <b>"
    mei.type("Mei’s words about Nvidia.")
    expect(mei.dialog).to_contain_text("Ana <b> has changed this sentence")
    assert mei.said == ana.said == []
    for context in contexts:
        context.close()


def test_hostile_words_from_the_server_are_text(client: Client, context: BrowserContext) -> None:
    hostile = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>\u202eNvidia"
    client.edit("p01.s01", hostile, 0)
    mei = review(context, client)
    mei.type("Nvidia rose.")
    for key in "hsd":
        mei.page.keyboard.press(key)
        mei.page.wait_for_timeout(200)
    mei.page.keyboard.press("u")
    expect(mei.english()).to_contain_text("onerror")
    assert mei.page.evaluate("'hacked' in window") is False
    assert mei.page.locator("img, main script").count() == 0
    assert mei.english().locator(".u").get_attribute("data-u") == "U+202E"


def test_the_live_page_gives_out_the_po(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    with mei.page.expect_download() as waiting:
        mei.page.get_by_role("link", name="PO", exact=True).click()
    assert "X-Duizhao-Article: a1" in waiting.value.path().read_text(encoding="utf-8")


def test_the_live_page_leads_back_to_the_list(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.page.get_by_role("link", name="Duizhao: all articles").click()
    assert mei.page.url == client.server.address


def test_what_the_server_has_is_what_the_page_shows(client: Client, context: BrowserContext) -> None:
    mei = review(context, client)
    mei.type("Nvidia rose.")
    expect(mei.held).to_have_text("All saved")
    shown = mei.english().inner_html(), mei.page.locator('[id="p01.s01"]').inner_html()
    mei.page.reload()
    assert (mei.english().inner_html(), mei.page.locator('[id="p01.s01"]').inner_html()) == shown
    assert mei.page.locator('[id="p01.s01"]').inner_text() == SHARES
    with Memory.open(client.folder / "memory.db") as memory:
        assert [step.who for step in memory.history("a1", "p01.s01")] == ["Mei"]


def test_the_po_of_a_page_comes_back_by_import(folder: Path, visit: Open, tmp_path: Path) -> None:
    """Edited in a page from a file, downloaded, imported; the page made then has nothing left to give."""

    def page_now() -> str:
        with Memory.open(folder / "memory.db") as memory:
            result = memory.load("a1")
            assert result is not None
            return render(result, memory.review("a1"))

    opened = visit(page_now())
    mei = Reviewer(opened.page)
    mei.type('He said: "Nvidia rose" \\ much.')
    mei.type("Snow Inc. fell.", "p02.s01", keys="Control+Shift+Enter")
    with mei.page.expect_download() as waiting:
        mei.page.get_by_role("button", name="Download PO").click()
    waiting.value.save_as(tmp_path / "a1.po")
    with Memory.open(folder / "memory.db") as memory:
        imported = import_file(memory, tmp_path / "a1.po", "Mei", MONDAY)
        assert (imported.taken, imported.approved, imported.refused, imported.conflicts) == (2, 1, (), ())
        assert import_file(memory, tmp_path / "a1.po", "Mei", MONDAY).same == 3
    again = visit(page_now(), beside=opened).page
    expect(again.locator('[id="p01.s01-en"]')).to_have_text('He said: "Nvidia rose" \\ much.')
    expect(again.locator('[id="p02.s01-en"]')).to_have_attribute("data-state", "approved")
    expect(again.locator("#discard")).to_be_hidden()
    expect(again.locator("#alarms")).to_be_empty()
