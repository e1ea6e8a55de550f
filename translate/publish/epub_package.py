"""What an EPUB says of itself: its files, who made it and from what, how it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from translate.publish import words
from translate.publish.html import common
from translate.publish.makers import Makers
from translate.publish.model import Edition, Images, Options
from translate.publish.views import ArticleView, RowView
from translate.publish.weaving import text_of
from translate.review.words import date_for_machines

XHTML = "application/xhtml+xml"
_NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # of articles without any date: one moment, always the same


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the book."""

    id: str
    href: str
    media_type: str
    properties: str = ""


@dataclass(slots=True)
class Package:
    """What is known of the book, gathered while its articles go by. Dictionaries keep each thing once, in order."""

    items: list[Item] = field(default_factory=list)
    makers: Makers = field(default_factory=Makers)
    numbers: dict[str, int] = field(default_factory=dict)

    def id_of(self, edition: Edition, article: str) -> str:
        """The article's id among the files: ``article-0001``. Its own may be no XML name."""
        if not self.numbers:
            self.numbers |= {entry.id: number for number, entry in enumerate(edition.contents, 1)}
        return f"article-{self.numbers[article]:04}"

    @property
    def articles(self) -> list[str]:
        """The files of the articles, in order."""
        return [item.href for item in self.items if item.id.startswith("article-")]

    def values(self, edition: Edition, options: Options) -> dict[str, Any]:
        """What ``package.xml`` is made of."""
        dates = [entry.date for entry in edition.contents if entry.date]
        return common(options, words.title_of(edition), edition.unreviewed) | {
            "urn": words.urn(f"{edition.name}:{options.language.value}"),
            "languages": list(self.makers.tags) if options.is_bilingual else [],
            "date": date_for_machines(max(dates)) if dates else "",
            "modified": date_for_machines(edition.modified or _NEVER),
            "sources": list(self.makers.sources),
            "engines": list(self.makers.engines),
            "people": list(self.makers.people),
            "description": self.makers.description(edition),
            "pictures": options.images is Images.EMBED
            and any(item.id.startswith("image-") for item in self.items),
            "names": edition.names,
            "items": self.items,
            "spine": self._spine(edition),
        }

    def _spine(self, edition: Edition) -> list[str]:
        """In reading order; the contents of a single article are for the reading system alone."""
        articles = [item.id for item in self.items if item.id.startswith("article-")]
        nav = [] if edition.is_single else ["nav"]
        return ["cover", "title", *nav, *articles, *(["names"] if edition.names else [])]


def headings_nav(view: ArticleView, file: str, bilingual: bool) -> Markup:
    """The headings of an article as nested lists for the contents; empty without any."""
    rows = [row for row in view.rows if row.kind == "heading" and (bilingual or row.en)]
    return Markup("").join(_nested(rows, file, view.zh_tag, bilingual))


def _nested(rows: list[RowView], file: str, tag: str, bilingual: bool) -> Iterator[Markup]:
    depth = 0
    for row in rows:
        level = min(row.depth, depth + 1)
        if level > depth:
            yield Markup("<ol>\n")
        else:
            yield Markup("</li>\n</ol>\n") * (depth - level) + Markup("</li>\n")
        depth = level
        yield Markup('<li><a href="{}#{}">{}</a>').format(file, row.id, _label(row, tag, bilingual))
    yield Markup("</li>\n</ol>\n") * depth


def _label(row: RowView, tag: str, bilingual: bool) -> Markup:
    """Without the links and emphasis of the heading: it is a link itself."""
    zh, en = text_of(row.zh.striptags()), text_of(row.en.striptags())
    both = Markup('<span xml:lang="{0}" lang="{0}">{1}</span> ').format(tag, zh) if bilingual and zh else ""
    english = Markup('<span xml:lang="en" lang="en">{}</span>').format(en)
    return Markup(both) + (english if en else Markup("")) or Markup("…")
