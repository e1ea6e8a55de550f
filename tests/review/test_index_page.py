"""The index over all pages of a run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.review.hostile import ATTACKS, hostile
from tests.review.reading import assert_nothing_but_its_own, one, strictly, words
from tests.review.sample import SIGNATURE, article, untroubled
from translate.review import Fault, IndexEntry, entry_of, render_index

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"
FAULTS = (
    Fault("dump/empty.md", "is empty; export it again", "export it again"),
    Fault("dump/photo.jpg", "is not text"),
)


def entries() -> list[IndexEntry]:
    """Three lines that differ in every column."""
    full, plain = entry_of(article(), "wind-power.html"), entry_of(untroubled(), "plain.html")
    early = datetime(2024, 12, 3, 4, 5, tzinfo=UTC)
    signed = replace(full, page="signed.html", title_en="Signed", date=early, approved=17, locks_held=26)
    return [full, plain, replace(signed, blockers=0, warnings=0, notes=0, notices=())]


def test_the_whole_index_is_as_expected() -> None:
    made = render_index(entries(), FAULTS, SIGNATURE)
    assert made == (GOLDEN / "index.html").read_text(encoding="utf-8")


def test_an_entry_sums_an_article_up() -> None:
    entry = entry_of(article(), "wind-power.html")
    assert entry == IndexEntry(
        page="wind-power.html",
        title_zh="北风能源宣布投资23.4亿美元在北海建造浮式风电场",
        title_en="Northwind Energy to invest $2.34 billion in floating wind farm in the North Sea",
        date=datetime(2025, 1, 28, 10, 59, 3, tzinfo=UTC),
        url="https://www.voachinese.com/a/wind-power-20250128/7950001.html",
        segments=17,
        locks=26,
        locks_held=23,
        blockers=3,
        warnings=1,
        notes=2,
        approved=0,
        notices=article().article.notices,
    )


def test_each_article_is_one_line_in_the_order_given() -> None:
    tree = strictly(render_index(entries(), (), SIGNATURE))
    assert [link["href"] for link in tree.select("tbody a")] == [
        "wind-power.html",
        "plain.html",
        "signed.html",
    ]
    assert words(tree, "tbody tr:first-child td")[1:] == [
        "2025-01-28", "17", "0/17", "not begun", "23/26", "3", "1", "2",
    ]  # fmt: skip
    assert "voachinese.com" in words(tree, "tbody tr:first-child td")[0]
    assert words(tree, ".counts li") == [
        "3 articles", "35 segments", "approved 17", "locks held 49/52", "3 blockers", "1 warning", "2 notes",
    ]  # fmt: skip


def test_files_that_failed_stand_last_with_their_reason() -> None:
    tree = strictly(render_index(entries(), FAULTS, SIGNATURE))
    assert words(tree, ".faults li") == [
        "dump/empty.md is empty export it again",
        "dump/photo.jpg is not text",
    ]
    assert words(tree, ".remedy") == ["export it again"]
    assert words(tree, ".counts li")[-1] == "2 failed"
    assert one(tree, "main").find_all("ul")[-1]["class"] == ["faults"]


def test_an_index_of_nothing_says_so() -> None:
    tree = strictly(render_index((), (), None))
    assert words(tree, "main .nothing") == ["No article was made."]
    assert not tree.select("table, .faults, .signature")


@pytest.mark.parametrize("faults", [(), FAULTS])
def test_the_index_is_valid_and_loads_nothing(faults: tuple[Fault, ...]) -> None:
    assert_nothing_but_its_own(render_index(entries(), faults, SIGNATURE))


def test_a_hostile_dump_stays_text() -> None:
    result = hostile()
    attacked = [entry_of(result, attack) for attack in ATTACKS]
    page = render_index(attacked, [Fault(attack, attack) for attack in ATTACKS], result.signature)
    assert_nothing_but_its_own(page)
    assert page.encode("utf-8")
