"""The index as files: what stands where, in which order, under which names."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.review.hostile import ATTACKS, hostile
from tests.review.many import NEWEST, broken, many
from tests.review.reading import assert_nothing_but_its_own, one, strictly, words
from tests.review.sample import SIGNATURE
from translate.ingest.addresses import article_id
from translate.review import Fault, IndexEntry, entry_of, render_site
from translate.review.days import day_file


def site(entries: list[IndexEntry], faults: list[Fault] | None = None) -> dict[str, str]:
    return {page.name: page.html for page in render_site(entries, faults or [], SIGNATURE)}


def links(tree: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in tree.select("tbody td:first-child > a")]


def test_what_fits_on_one_page_is_one_page() -> None:
    assert list(site(many(100), broken(100))) == ["index.html"]


def test_every_article_is_on_the_page_of_its_day_and_nowhere_else() -> None:
    entries = many(1_000)
    pages = site(entries)
    assert list(pages)[-1] == "index.html"
    found = [
        (name, href) for name in pages if name.startswith("day-") for href in links(strictly(pages[name]))
    ]
    assert sorted(found) == sorted(
        (day_file(f"{entry.date:%Y-%m-%d}" if entry.date else "undated"), entry.page) for entry in entries
    )


def test_the_index_leads_to_every_day_with_its_counts() -> None:
    tree = strictly(site(many(1_000))["index.html"])
    newest = one(tree, "[data-day='2026-11-24']")
    assert newest["href"] == "day-2026-11-24.html"
    assert newest["aria-label"] == "Tuesday, November 24, 2026: 27 articles, 3 blockers, 14% approved"
    assert words(tree, ".month h2")[0].startswith("November 2026 ")
    assert words(tree, ".month h2")[-1].startswith("Without a date 20 articles")
    assert len(links(tree)) == 100


def test_days_stand_in_a_row_and_lead_to_each_other() -> None:
    pages = site(many(1_000))
    tree = strictly(pages["day-2026-11-23.html"])
    assert one(tree, "[rel=prev]")["href"] == "day-2026-11-24.html"
    assert one(tree, "[rel=next]")["href"] == "day-2026-11-22.html"
    assert words(tree, "h1") == ["Monday, November 23, 2026"]
    assert not strictly(pages["day-2026-11-24.html"]).select("[rel=prev]")
    assert not strictly(pages["day-undated.html"]).select("[rel=next]")


def test_a_day_of_thousands_is_in_parts() -> None:
    pages = site([replace(entry, date=NEWEST) for entry in many(1_000)])
    parts = ["day-2026-11-24.html", "day-2026-11-24.2.html", "day-2026-11-24.3.html"]
    assert list(pages) == [*parts, "index.html"]
    assert [len(links(strictly(pages[name]))) for name in parts] == [400, 400, 200]
    assert words(strictly(pages[parts[1]]), "h1") == ["Tuesday, November 24, 2026, part 2 of 3"]
    assert [link["href"] for link in strictly(pages[parts[1]]).select(".around [rel]")] == [
        parts[0],
        parts[2],
    ]


def test_many_years_have_a_page_of_all_their_days() -> None:
    entries = [replace(entry, date=NEWEST - timedelta(days=9 * n)) for n, entry in enumerate(many(200))]
    pages = site(entries)
    front, all_days = strictly(pages["index.html"]), strictly(pages["days.html"])
    assert len(all_days.select("[data-day]")) == 200
    assert len(front.select(".month")) == 12
    assert words(front, ".days > details > p") == ["All days: 200"]


def test_thousands_of_faults_are_listed_page_by_page() -> None:
    faults = broken(2_500)
    pages = site(many(3), faults)
    assert list(pages) == ["faults.html", "faults.2.html", "faults.3.html", "index.html"]
    listed = [text for name in list(pages)[:3] for text in words(strictly(pages[name]), ".faults code")]
    assert listed == [fault.where for fault in faults]
    assert len(strictly(pages["index.html"]).select(".faults li")) == 100


@pytest.mark.parametrize("name", ["index.html", "day-2026-11-24.html", "days.html", "faults.html"])
def test_every_page_is_valid_and_loads_nothing(name: str) -> None:
    page = site(many(1_000, minutes=700), broken(200))[name]
    if name == "index.html":
        assert_nothing_but_its_own(page)
    else:
        tree = strictly(page)
        assert "script-src" not in str(one(tree, 'meta[http-equiv="Content-Security-Policy"]')["content"])
        assert not tree.select("script, img, iframe, link, base, form, [style]")


def test_the_same_articles_give_the_same_bytes() -> None:
    assert site(many(300), broken(120)) == site(many(300), broken(120))


def test_hostile_words_end_no_element_of_any_page() -> None:
    attacks = [replace(entry_of(hostile(), attack), date=NEWEST) for attack in ATTACKS]
    pages = site([*attacks, *many(100)], [Fault(attack, attack, attack) for attack in ATTACKS])
    for page in pages.values():
        tree = strictly(page)
        assert len(tree.select("script")) in (0, 2)
        assert page.encode("utf-8")
    data = json.loads(str(one(strictly(pages["index.html"]), "#config").string))
    assert len(data["articles"]["en"]) == len(attacks) + 100


def test_the_data_of_10_000_articles_stays_small() -> None:
    assert len(site(many(10_000))["index.html"].encode("utf-8")) < 3_000_000


@given(st.text(), st.text(min_size=1), st.dates(), st.integers(1, 9))
def test_no_article_has_the_name_of_a_page_of_the_index(
    url: str, source: str, day: object, part: int
) -> None:
    name = day_file(str(day), part)
    stem = name.removesuffix(".html")
    for id_ in (article_id(url, source), article_id("", f"dump/{stem}.md"), article_id("", "faults.md")):
        assert f"{id_}.html" not in (name, day_file("undated"), "days.html", "faults.html", "index.html")
