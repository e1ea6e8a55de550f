"""RSS and Atom: read back as feed readers do, and held against what the two specifications demand."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.publish.sample import CHIPS, CUP, DRAFT, WIND, make_desk, published
from translate.publish.words import urn

PAGES = "https://desk.example/news/{id}.html"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds")
    memory = make_desk(folder)
    published(memory, folder / "out", forms=["feed"], pages=PAGES)
    published(memory, folder / "out", forms=["feed"], drafts=True)
    return folder / "out"


@pytest.mark.parametrize("name", ["feed.rss", "feed.en.rss", "feed.atom", "feed.en.atom"])
def test_a_feed_reader_finds_every_approved_article(name: str, out: Path) -> None:
    read = feedparser.parse((out / name).read_bytes())
    assert not read.bozo
    assert [entry.id for entry in read.entries] == [urn(WIND), urn(CHIPS), urn(CUP)]
    assert [entry.link for entry in read.entries] == [PAGES.format(id=id_) for id_ in (WIND, CHIPS, CUP)]
    assert read.entries[1].title == "Nvidia unveils a new chip"
    assert "needs new chips" in read.entries[1].content[-1].value
    assert ("英伟达的股价上涨了。" in read.entries[1].content[-1].value) == (".en." not in name)
    assert urn(DRAFT) not in (out / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["feed.draft.rss", "feed.draft.atom"])
def test_a_feed_with_drafts_says_so_in_its_title_and_in_theirs(name: str, out: Path) -> None:
    read = feedparser.parse((out / name).read_bytes())
    assert read.feed.title == "[Unreviewed machine translation] Published articles"
    marked = [
        entry.id for entry in read.entries if entry.title.startswith("[Unreviewed machine translation] ")
    ]
    assert marked == [urn(DRAFT)]
    (entry,) = [entry for entry in read.entries if entry.id == urn(DRAFT)]
    assert "Unreviewed machine translation." in entry.content[-1].value
    assert entry.summary.startswith("[Unreviewed machine translation] ")


@pytest.mark.parametrize("name", ["feed.atom", "feed.draft.en.atom"])
def test_atom_has_what_rfc_4287_demands(name: str, out: Path) -> None:
    feed = etree.fromstring((out / name).read_bytes())
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for once in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{once}")) == 1
        assert element.findall(f"{ATOM}author/{ATOM}name")
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    updated = [each.text or "" for each in feed.iter(f"{ATOM}updated")]
    assert updated[0] == max(updated[1:])  # RFC 3339, all in UTC: they sort as text
    assert all(each.get("type") == "html" for each in feed.iter(f"{ATOM}content"))


@pytest.mark.parametrize("name", ["feed.rss", "feed.draft.en.rss"])
def test_rss_has_what_its_specification_demands(name: str, out: Path) -> None:
    rss = etree.fromstring((out / name).read_bytes())
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    (channel,) = rss
    for once in ("title", "link", "description"):
        assert len(channel.findall(once)) == 1
    for item in channel.findall("item"):
        assert item.findtext("title") or item.findtext("description")
        guid = item.find("guid")
        assert guid is not None
        assert guid.get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate", "")).tzinfo is not None


def test_without_an_address_of_ones_own_a_feed_links_to_the_sources(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[WIND, CUP], forms=["feed"])
    rss = etree.fromstring((tmp_path / "out" / "feed.rss").read_bytes())
    links = [item.findtext("link") for item in rss.iter("item")]
    assert links == ["https://www.voachinese.com/a/wind-power-20250128/7950001.html", None]
