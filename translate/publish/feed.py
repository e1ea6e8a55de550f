"""RSS 2.0 and Atom (RFC 4287) of what is published: ids that never change, dates from the memory."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime

from translate.publish import words
from translate.publish.html import NOTHING, common, refuse_silence
from translate.publish.model import Edition, File, Options, Published
from translate.publish.naming import stem
from translate.publish.views import article_view
from translate.publish.weaving import text_of
from translate.review.words import date_for_machines, in_utc

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # both formats want a time; some articles have none
_NOBODY = "Duizhao"
_SUMMARY = 400  # characters


@dataclass(frozen=True, slots=True)
class _Item:
    """An article as both formats tell it."""

    id: str
    title: str
    link: str
    people: tuple[str, ...]
    published: datetime | None
    updated: datetime
    summary: str
    content: str


def write(edition: Edition, options: Options) -> Iterator[File]:
    """``NAME.rss`` and ``NAME.atom``, with the whole text of every article."""
    items = [_item(article, options) for article in edition.articles]
    name = stem(edition, options.language)
    ET.register_namespace("content", _CONTENT)
    ET.register_namespace("dc", _DC)
    yield File(f"{name}.rss", _bytes(_rss(edition, options, items)))
    yield File(f"{name}.atom", _bytes(_atom(edition, options, items)))


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _item(article: Published, options: Options) -> _Item:
    view = article_view(article, options)
    content = options.house.render(
        "feed.html", **common(options, article.title_en, article.unreviewed), article=view
    )
    # No reader of feeds takes a data block: only what people see must be there.
    refuse_silence(content, [replace(view, json_ld=NOTHING)], NOTHING, "feed.html", options)
    made = article.provenance
    return _Item(
        id=words.urn(article.id),
        title=words.marked(article.title_en, article.unreviewed),
        link=link_of(article, options),
        people=words.people(article),
        published=article.date,
        updated=made.modified or article.date or _NEVER,
        summary=_summary(article),
        content=content.strip(),
    )


def link_of(article: Published, options: Options) -> str:
    """Where the article stands on the web: the desk's page of it, else its source; may be empty."""
    return options.page_url(article.id) or article.url


def _summary(article: Published) -> str:
    first = next((block.en for block in article.body if block.kind == "paragraph" and block.en), "")
    text = text_of(first)
    short = text if len(text) <= _SUMMARY else text[:_SUMMARY].rsplit(" ", 1)[0] + " …"
    return words.marked(short, article.unreviewed)


def _title(edition: Edition) -> str:
    return words.marked(edition.title, edition.unreviewed)


def _about(edition: Edition) -> str:
    note = f"{words.MARK}. {words.edition_note(edition)}" if edition.unreviewed else "Reviewed and approved."
    return f"Translated from the Chinese by machine. {note}"


def _languages(edition: Edition, options: Options) -> str:
    return f"{edition.name}/{options.language.value}"


# ---- RSS 2.0 -----------------------------------------------------------------------------------------------------


def _rss(edition: Edition, options: Options, items: list[_Item]) -> ET.Element:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    feed_id = words.urn(_languages(edition, options))
    _add(channel, "title", _title(edition))
    _add(channel, "link", options.home_url or feed_id)
    _add(channel, "description", _about(edition))
    _add(channel, "language", "en")
    _add(channel, "lastBuildDate", _rfc822(edition.modified or _NEVER))
    _add(channel, "generator", "Duizhao")
    for item in items:
        _rss_item(ET.SubElement(channel, "item"), item)
    return root


def _rss_item(element: ET.Element, item: _Item) -> None:
    _add(element, "title", item.title)
    if item.link:
        _add(element, "link", item.link)
    _add(element, "guid", item.id, isPermaLink="false")
    _add(element, "pubDate", _rfc822(item.published or item.updated))
    for who in item.people:
        _add(element, f"{{{_DC}}}creator", who)
    _add(element, "description", item.summary)
    _add(element, f"{{{_CONTENT}}}encoded", item.content)


def _rfc822(at: datetime) -> str:
    return format_datetime(in_utc(at).replace(microsecond=0), usegmt=True)


# ---- Atom --------------------------------------------------------------------------------------------------------


def _atom(edition: Edition, options: Options, items: list[_Item]) -> ET.Element:
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "title", _title(edition))
    _add(root, "subtitle", _about(edition))
    _add(root, "id", words.urn(_languages(edition, options)))
    _add(root, "updated", date_for_machines(edition.modified or _NEVER))
    _add(ET.SubElement(root, "author"), "name", _NOBODY)
    _add(root, "generator", "Duizhao")
    if options.home_url:
        ET.SubElement(root, "link", rel="alternate", href=options.home_url)
    for item in items:
        _atom_entry(ET.SubElement(root, "entry"), item)
    return root


def _atom_entry(element: ET.Element, item: _Item) -> None:
    _add(element, "title", item.title)
    _add(element, "id", item.id)
    if item.link:
        ET.SubElement(element, "link", rel="alternate", href=item.link)
    for who in item.people or (_NOBODY,):
        _add(ET.SubElement(element, "author"), "name", who)
    if item.published:
        _add(element, "published", date_for_machines(item.published))
    _add(element, "updated", date_for_machines(item.updated))
    _add(element, "summary", item.summary)
    _add(element, "content", item.content, type="html")


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text
