"""The review server over real HTTP: what it shows, what it keeps, what it says when it cannot."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polib
import pytest
import requests

from tests.memory.samples import MONDAY
from tests.review.desk import GLOSSARY, SHARES, Client, article, make_desk, serving
from translate.errors import DuizhaoError
from translate.memory import Memory
from translate.model import Lock, LockKind
from translate.review.server import Server, Setting


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with serving(make_desk(tmp_path / "desk")) as made:
        yield made


def test_the_address_that_is_printed_opens_the_index_and_keeps_no_key(client: Client) -> None:
    session = requests.Session()
    page = session.get(client.server.url, timeout=30)
    assert (page.status_code, page.url) == (200, client.server.address)
    assert 'href="a/a1"' in page.text
    assert client.token not in page.text


def test_a_deep_address_with_the_key_leads_to_its_page(client: Client) -> None:
    page = requests.get(f"{client.server.address}a/a1?x=1&token={client.token}", timeout=30)
    assert page.url == f"{client.server.address}a/a1?x=1"
    assert 'id="p01.s01-en"' in page.text


def test_the_key_for_the_browsers_command_line_works_once(client: Client) -> None:
    once = client.server.once
    assert requests.get(once, timeout=30).status_code == 200
    assert requests.get(once, timeout=30).status_code == 403


def test_many_articles_have_a_page_for_each_day_and_one_of_all_days(client: Client) -> None:
    with Memory.open(client.folder / "memory.db") as memory:
        for number in range(400):
            result = article(f"b{number}", (SHARES, "Shares rose."))
            day = replace(result.article, date=MONDAY + timedelta(days=number))
            memory.store(replace(result, article=day), {})
    days = client.get("days.html")
    assert days.status_code == 200
    assert 'href="day-2025-01-28.html"' in days.text
    tuesday = client.get("day-2025-01-28.html").text
    assert 'href="a/b1"' in tuesday
    assert 'href="a/b2"' not in tuesday
    assert client.get("day-1999-01-01.html").status_code == 404


def test_the_index_is_always_as_things_stand(client: Client) -> None:
    def line() -> str:
        page = client.get("").text
        return page[page.index('href="a/a2"') : page.index("</tr>", page.index('href="a/a2"'))]

    assert 'class="count blocker" data-label="blockers">1<' in line()
    assert "not begun" in line()
    client.edit("p01.s01", "Nvidia’s shares rose on Monday.", 0, "a2")
    assert 'class="count" data-label="blockers">0<' in line()
    assert "in review" in line()
    assert "Mei" in line()
    client.post("api/a/a2/approve")
    assert "signed" in line()
    assert "2/2" in line()


def test_an_article_has_one_address(client: Client) -> None:
    assert client.get("a/a1").status_code == 200
    moved = client.get("a/a1.html")
    assert (moved.status_code, moved.headers["location"]) == (308, "/a/a1")


def test_a_segment_as_a_page_needs_it(client: Client) -> None:
    segment = client.segment()
    page = client.get("a/a1").text
    assert segment.pop("html_zh") in page
    assert f">{segment.pop('html_en')}</span>" in page
    assert segment == {
        "article": "a1",
        "segment": "p01.s01",
        "zh": SHARES,
        "en": "Nvidia’s shares rose on Monday.",
        "draft": "Nvidia’s shares rose on Monday.",
        "state": "draft",
        "version": 0,
        "who": "",
        "at": "",
        "findings": [],
        "locks": [
            {
                "start": 0,
                "end": 3,
                "zh": "英伟达",
                "en": "Nvidia",
                "kind": "term",
                "source": "people.po:4",
                "held": True,
            }
        ],
    }


# Changes


def test_an_edit_is_saved_checked_and_signed_with_a_name(client: Client) -> None:
    saved = client.edit("p01.s01", "The shares rose.", 0, who=" Ann  Lee ").json()
    segment, whole = saved["segment"], saved["article"]
    assert (segment["en"], segment["state"], segment["version"], segment["who"]) == (
        "The shares rose.",
        "edited",
        1,
        "Ann Lee",
    )
    assert [finding["check"] for finding in segment["findings"]] == ["term_missing"]
    assert 'class="term missing"' in segment["html_zh"]
    assert (whole["blockers"], whole["edited"], whole["draft"], whole["version"]) == (1, 1, 2, 1)
    with Memory.open(client.folder / "memory.db") as memory:
        (step,) = memory.history("a1", "p01.s01")
        assert (step.who, step.after) == ("Ann Lee", "The shares rose.")


def test_approve_unapprove_undo_and_restore(client: Client) -> None:
    def do(action: str, version: int, **more: object) -> tuple[str, str, int]:
        answer = client.post("api/a/a1/s/p02.s01", action=action, version=version, **more)
        segment = answer.json()["segment"]
        return segment["en"], segment["state"], segment["version"]

    assert do("edit", 0, en="Snowflake fell.") == ("Snowflake fell.", "edited", 1)
    assert do("approve", 1, en="Snowflake fell.") == ("Snowflake fell.", "approved", 2)
    assert do("unapprove", 2) == ("Snowflake fell.", "edited", 3)
    assert do("edit", 3, en="Snowflake’s shares fell.") == ("Snowflake’s shares fell.", "edited", 4)
    assert do("restore", 4, edit=1) == ("Snowflake fell.", "edited", 5)
    assert do("undo", 5) == ("Snowflake’s shares fell.", "edited", 6)
    history = client.get("api/a/a1/s/p02.s01/history").json()["history"]
    assert [(step["action"], step["id"]) for step in history] == [
        ("undo", 6),
        ("restore", 5),
        ("edit", 4),
        ("unapprove", 3),
        ("approve", 2),
        ("edit", 1),
    ]
    assert (history[-1]["before"], history[-1]["after"]) == ("Snow fell.", "Snowflake fell.")


def test_the_second_of_two_reviewers_is_shown_the_first_ones_words(client: Client) -> None:
    client.edit("p01.s01", "Nvidia rose on Monday.", 0, who="Ann")
    late = client.edit("p01.s01", "Nvidia went up on Monday.", 0, who="Bob")
    answer = late.json()
    assert (late.status_code, answer["by"]) == (409, "Ann")
    assert answer["error"].startswith("Ann has changed this sentence at ")
    assert (answer["conflict"]["en"], answer["conflict"]["version"]) == ("Nvidia rose on Monday.", 1)
    assert client.segment()["en"] == "Nvidia rose on Monday."
    knowingly = client.edit("p01.s01", "Nvidia went up on Monday.", 1, who="Bob")
    assert knowingly.status_code == 200
    assert client.segment()["en"] == "Nvidia went up on Monday."


def test_the_same_words_twice_are_no_conflict(client: Client) -> None:
    client.edit("p01.s01", "Nvidia rose.", 0)
    assert client.edit("p01.s01", "Nvidia rose.", 0).status_code == 200


def test_words_for_chinese_that_is_gone_are_a_conflict(client: Client) -> None:
    with Memory.open(client.folder / "memory.db") as memory:
        memory.store(article("a1", ("英伟达的股价大跌。", "Nvidia’s shares plunged.")), {})
    late = client.edit("p01.s01", "Nvidia rose.", 0, zh=SHARES)
    assert late.status_code == 409
    assert late.json()["conflict"]["zh"] == "英伟达的股价大跌。"
    assert late.json()["error"] == "A new translation has changed this sentence: yours is not saved yet."


def test_reviewers_at_once_lose_nothing(client: Client) -> None:
    """Eight write at once, each its own chain of versions on one shared segment, retrying on conflict."""

    def write(name: str) -> None:
        for number in range(6):
            version = 0
            while True:
                answer = client.edit("p02.s01", f"{name} wrote {number}.", version, who=name)
                if answer.status_code == 200:
                    break
                version = answer.json()["conflict"]["version"]

    threads = [threading.Thread(target=write, args=(f"Writer {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Memory.open(client.folder / "memory.db") as memory:
        steps = memory.history("a1", "p02.s01")
    assert {step.after for step in steps} == {f"Writer {n} wrote {m}." for n in range(8) for m in range(6)}
    assert len(steps) == 48
    assert [step.before for step in steps[1:]] == [step.after for step in steps[:-1]]


def test_a_check_while_typing_saves_nothing(client: Client) -> None:
    answer = client.post("api/check", article="a1", segment="p01.s01", en="The <i> shares rose.").json()
    assert [finding["check"] for finding in answer["findings"]] == ["term_missing"]
    assert answer["html_en"] == "The &lt;i&gt; shares rose."
    assert client.segment()["version"] == 0


def test_a_new_translation_makes_a_new_table_of_terms(client: Client) -> None:
    """Locks in the Chinese point to lines of that table; another glossary may have put one before them."""
    client.segment()
    first = Lock(0, 2, "标题", "Title", LockKind.TERM)
    old = article("a1", (SHARES, "Nvidia’s shares rose on Monday."))
    titled = replace(old.rows[0], locks=(first,))
    with Memory.open(client.folder / "memory.db") as memory:
        signature = replace(old.signature, glossary="another")
        memory.store(replace(old, rows=(titled, *old.rows[1:]), signature=signature), {})
    assert client.segment()["html_zh"] in client.get("a/a1").text


# What else there is


def test_the_same_sentence_elsewhere_takes_the_edit_over(client: Client) -> None:
    client.edit("p01.s01", "Nvidia shares gained on Monday.", 0)
    (same,) = client.get("api/a/a1/s/p01.s01/suggestions").json()["same"]
    assert same == {
        "article": "a2",
        "segment": "p01.s01",
        "title": "A title",
        "en": "The shares rose on Monday.",
        "state": "draft",
        "version": 0,
    }
    target = {key: same[key] for key in ("article", "segment", "version")}
    done = client.post("api/a/a1/s/p01.s01/carry", to=[target], who="Ann").json()
    assert done == {"done": 1, "conflicts": []}
    carried = client.segment(article="a2")
    assert (carried["en"], carried["state"], carried["findings"]) == (
        "Nvidia shares gained on Monday.",
        "edited",
        [],
    )


def test_carrying_over_a_newer_edit_is_a_conflict_and_over_other_chinese_too(client: Client) -> None:
    client.edit("p01.s01", "Nvidia gained.", 0)
    client.edit("p01.s01", "Nvidia rose.", 0, "a2")
    targets = [
        {"article": "a2", "segment": "p01.s01", "version": 0},
        {"article": "a1", "segment": "p02.s01", "version": 0},
    ]
    answer = client.post("api/a/a1/s/p01.s01/carry", to=targets).json()
    assert answer["done"] == 0
    assert [conflict["en"] for conflict in answer["conflicts"]] == ["Nvidia rose.", "Snow fell."]


def test_an_approved_sentence_that_is_alike_is_offered_with_its_difference(client: Client) -> None:
    with Memory.open(client.folder / "memory.db") as memory:
        memory.store(article("a3", ("雪花公司的股价上涨。", "Snowflake rose.")), {})
    client.post("api/a/a3/s/p01.s01", action="approve", version=0, who="Ann")
    (near,) = client.get("api/a/a1/s/p02.s01/suggestions").json()["near"]
    assert near == {
        "article": "a3",
        "segment": "p01.s01",
        "zh": "雪花公司的股价上涨。",
        "en": "Snowflake rose.",
        "who": "Ann",
        "state": "approved",
        "ratio": 0.8,
        "diff": [["=", "雪花公司的股价"], ["-", "上涨"], ["+", "下跌"], ["=", "。"]],
    }


def test_a_term_is_looked_up_before_its_english_is_written(client: Client) -> None:
    there = client.post("api/glossary/impact", zh="英伟达", en="").json()
    assert (there["touched"], there["present"]["en"]) == (2, "Nvidia")
    new = client.post("api/glossary/impact", zh="雪花公司").json()
    assert (new["touched"], new["present"]) == (1, None)


def test_a_term_shows_what_it_touches_before_it_is_added(client: Client) -> None:
    client.edit("p02.s01", "Snowflake’s shares fell.", 0)
    impact = client.post("api/glossary/impact", zh="雪花公司", en="Snowflake").json()
    assert (impact["touched"], impact["human"], impact["present"]) == (1, 1, None)
    assert impact["segments"] == [
        {
            "article": "a1",
            "segment": "p02.s01",
            "zh": "雪花公司的股价下跌。",
            "en": "Snowflake’s shares fell.",
            "state": "edited",
        }
    ]
    added = client.post("api/glossary/add", zh="雪花公司", en="Snowflake", file="companies.po", who="Ann")
    assert added.status_code == 200
    text = (client.folder / "glossary" / "companies.po").read_text(encoding="utf-8")
    assert "# added by Ann while reviewing" in text
    assert added.json() == {
        "added": client.post("api/glossary/impact", zh="雪花公司", en="Snowflake").json()["present"]["place"]
    }
    again = client.post("api/glossary/add", zh="英伟达", en="NVIDIA", file="companies.po")
    assert again.status_code == 409
    assert again.json()["error"] == "英伟达 is in people.po:4 already, as “Nvidia”; change it there."


def test_a_sentence_with_characters_that_no_page_can_show_is_edited(client: Client) -> None:
    """The page shows U+FFFD for them, and says so when it tells which Chinese it has seen."""
    with Memory.open(client.folder / "memory.db") as memory:
        memory.store(article("a9", ("股价\ufffe上涨。", "Shares rose.")), {})
    shown = client.segment(article="a9")["zh"]
    assert shown == "股价\ufffd上涨。"
    assert client.edit("p01.s01", "Stocks rose.", 0, "a9", zh=shown).status_code == 200
    refused = client.edit("p01.s01", "Stocks fell.", 1, "a9", zh="股价下跌。")
    assert refused.status_code == 409


def test_an_impact_knows_the_glossary_as_it_is_now(client: Client) -> None:
    """Reading 100,000 terms takes seconds, so they are kept; an editor's change in the file counts at once."""
    present = client.post("api/glossary/impact", zh="英伟达", en="NVIDIA").json()["present"]
    assert present["en"] == "Nvidia"
    path = client.folder / "glossary" / "people.po"
    path.write_text(GLOSSARY.replace("Nvidia", "NVIDIA Corp."), encoding="utf-8")
    present = client.post("api/glossary/impact", zh="英伟达", en="NVIDIA").json()["present"]
    assert present["en"] == "NVIDIA Corp."
    path.unlink()
    assert client.post("api/glossary/impact", zh="英伟达", en="NVIDIA").json()["present"] is None


def test_what_nobody_sees_does_not_get_into_the_glossary(client: Client) -> None:
    """A term with a direction mark in it, from a selection, would be found in no article."""
    body = {"zh": "雪花\u200b公司\u202e", "en": "Snow\u00adflake", "file": "new.po", "who": "\u202eAnn"}
    assert client.post("api/glossary/add", **body).status_code == 200
    text = (client.folder / "glossary" / "new.po").read_text(encoding="utf-8")
    assert '# added by Ann while reviewing\nmsgid "雪花公司"\nmsgstr "Snowflake"' in text


def test_signing_takes_a_reason_where_blockers_stand(client: Client) -> None:
    refused = client.post("api/a/a2/approve", who="Eve")
    assert refused.status_code == 409
    assert refused.json() == {
        "error": "Not signed: a sentence has a blocker; mend them or give a reason.",
        "blockers": ["p01.s01"],
    }
    signed = client.post("api/a/a2/approve", who="Eve", reason="The name is in the title.", version=0).json()
    assert (signed["signed"]["who"], signed["signed"]["reason"]) == ("Eve", "The name is in the title.")
    assert signed["approved"] == 1
    after = client.edit("p01.s01", "Nvidia rose.", 0, "a2", who="Bob").json()["article"]
    assert after["signed"] is None
    assert (after["withdrawn"]["who"], after["withdrawn"]["ended_by"]) == ("Eve", "Bob")


def test_an_article_that_changed_since_it_was_opened_is_not_signed(client: Client) -> None:
    client.edit("p01.s01", "Nvidia rose.", 0)
    late = client.post("api/a/a1/approve", version=0)
    assert (late.status_code, late.json()["version"]) == (409, 1)
    assert client.post("api/a/a1/approve", version=1).status_code == 200


def test_the_article_as_po(client: Client) -> None:
    client.edit("p01.s01", "Nvidia rose.", 0)
    answer = client.get("api/a/a1.po")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a1.po"
    file = polib.pofile(answer.content.decode("utf-8"))
    assert [(entry.msgctxt, entry.msgstr) for entry in file][1] == ("p01.s01", "Nvidia rose.")


# Not found, not possible


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("a/a9", "The memory has no article a9; go back to the list of articles."),
        ("api/a/a9.po", "The memory has no article a9; see what there is with: duizhao status."),
        (
            "api/a/a1/s/p99.s01",
            "The memory has no segment p99.s01 in article a1; the article may have changed: open its page again.",
        ),
        ("api/a/a1/s/p99.s01/history", "The memory has no segment p99.s01 in article a1; "),
        ("nothing", "There is nothing at this address."),
    ],
)
def test_what_is_not_there_is_one_sentence(client: Client, path: str, error: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"].startswith(error)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"action": "delete", "version": 0}, "“action” must be one of edit, approve, unapprove, undo, restore."),
        ({"action": "edit", "version": 0}, "“en” must be a text."),
        ({"action": "edit", "en": "A"}, "“version” must be a whole number from 0 up."),
        ({"action": "edit", "en": "A", "version": -1}, "“version” must be a whole number from 0 up."),
        ({"action": "edit", "en": "A", "version": True}, "“version” must be a whole number from 0 up."),
        ({"action": "edit", "en": "A", "version": 10**30}, "“version” must be a whole number from 0 up."),
        ({"action": "edit", "en": "A\x00", "version": 0}, "“en” holds a character that cannot be shown, U+0000."),
        ({"action": "edit", "en": "\ud800", "version": 0}, "“en” holds a character that cannot be shown, U+D800."),
        ({"action": "edit", "en": "A" * 20_001, "version": 0}, "“en” is longer than 20,000 characters."),
        ({"action": "edit", "en": "A", "version": 0, "who": "B" * 81}, "“who” is longer than 80 characters."),
        ({"action": "edit", "en": "A", "version": 0, "who": 7}, "“who” must be a text."),
        ({"action": "restore", "version": 0}, "“edit” must be a whole number from 0 up."),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_one_sentence(
    client: Client, body: dict[str, object], error: str
) -> None:
    answer = client.post("api/a/a1/s/p01.s01", **body)
    assert (answer.status_code, answer.json()) == (400, {"error": error})
    assert client.segment()["version"] == 0


def test_a_step_is_not_restored_over_words_that_nobody_saw(client: Client) -> None:
    first = client.edit("p01.s01", "Nvidia rose.", 0).json()["segment"]["version"]
    second = client.edit("p01.s01", "Nvidia climbed.", first).json()["segment"]["version"]
    client.edit("p01.s01", "Nvidia soared.", second, who="Ana")
    answer = client.post("api/a/a1/s/p01.s01", action="restore", version=second, edit=first)
    assert answer.status_code == 409
    assert answer.json()["by"] == "Ana"
    assert client.segment()["en"] == "Nvidia soared."


def test_a_step_that_is_not_there_is_not_restored(client: Client) -> None:
    answer = client.post("api/a/a1/s/p01.s01", action="restore", version=0, edit=7)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"zh": " ", "en": "A"}, "The Chinese of the term is empty"),
        ({"zh": "星", "en": "A", "file": "../people.po"}, "'../people.po' is no name for a glossary file"),
        ({"zh": "星", "en": "A", "file": "people.txt"}, "'people.txt' is no name for a glossary file"),
        ({"zh": "星", "en": "A星"}, "The English of 星 holds Chinese, which no page may; translate it."),
        ({"zh": "\u202e", "en": "A"}, "The Chinese of the term is empty"),
        ({"zh": "星", "en": " "}, "The English of the term is empty: write it, then add it."),
    ],
)
def test_a_term_that_cannot_be_added_is_one_sentence(
    client: Client, body: dict[str, object], error: str
) -> None:
    answer = client.post("api/glossary/add", **body)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(error)
    assert [path.name for path in client.folder.glob("**/*.po")] == ["people.po"]


def test_a_folder_without_a_memory_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(DuizhaoError, match=r"there is no memory\.db in this folder; translate something"):
        Server(Setting(tmp_path, "Mei"))
    assert not (tmp_path / "memory.db").exists()


def test_a_port_that_is_taken_is_one_clear_error(client: Client) -> None:
    with pytest.raises(DuizhaoError, match="this address is taken by another program; give --port 0"):
        Server(Setting(client.folder, "Mei", port=client.server.port))


def test_another_port_is_taken_where_any_will_do(client: Client) -> None:
    taken = client.server.port
    with Server(Setting(client.folder, "Mei", port=taken, or_any=True)).in_background() as beside:
        assert beside.port not in (0, taken)


def test_the_same_port_is_taken_again_where_it_is_free(client: Client) -> None:
    with Server(Setting(client.folder, "Mei")).in_background() as first:
        port = first.port
    with Server(Setting(client.folder, "Mei", port=port, or_any=True)).in_background() as second:
        assert second.port == port
