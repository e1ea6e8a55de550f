"""What templates are given: the texts of articles and editions as escaped HTML, grouped as a page shows them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from translate.model import BlockKind
from translate.publish import weaving, words
from translate.publish.house import json_for_html
from translate.publish.model import Edition, Entry, Images, Options, Published, PublishedBlock
from translate.publish.weaving import inline
from translate.review.words import date_for_machines, date_in_words, in_utc

_UNDATED = "Undated"

Texts = Callable[[PublishedBlock], Markup]
Hrefs = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link that the English does not carry."""

    href: str
    text: Markup
    host: Markup


@dataclass(frozen=True, slots=True)
class RowView:
    """One aligned block. ``kind`` is a word of ``BlockKind``; ``depth`` of a heading is 1 just below the title.

    ``zh`` and ``en`` are what stands inside an element: text, links and emphasis. ``en`` may be empty.
    """

    id: str
    kind: str
    depth: int
    zh: Markup
    en: Markup
    links: tuple[LinkView, ...]
    has_image: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together: the items of a list, the paragraphs of a quotation; any other row alone."""

    kind: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article for templates. ``mark``, ``provenance`` and ``json_ld`` are whole elements that must be shown.

    ``image`` is the address of its image, empty without one; ``captioned`` whether a row has it.
    """

    id: str
    title_zh: Markup
    title_en: Markup
    zh_tag: str
    date: str
    date_key: str
    url: str
    source: Markup
    image: str
    captioned: bool
    groups: tuple[Group, ...]
    unreviewed: bool
    mark: Markup
    provenance: Markup
    json_ld: Markup

    @property
    def rows(self) -> tuple[RowView, ...]:
        """All rows in order, ungrouped."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def required(self) -> tuple[Markup, ...]:
        """What every page that shows the article must hold."""
        return tuple(filter(None, (self.mark, self.provenance, self.json_ld)))


@dataclass(frozen=True, slots=True)
class EntryView:
    """An article in a table of contents or behind a name."""

    id: str
    href: str
    title_zh: Markup
    title_en: Markup
    zh_tag: str
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of one day (UTC), in order."""

    day: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class NameView:
    """A line of the index of names."""

    en: Markup
    zh: tuple[Markup, ...]
    articles: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as templates see it; ``mark`` is a whole element, empty where everything is approved."""

    title: Markup
    days: tuple[Day, ...]
    names: tuple[NameView, ...]
    count: int
    unreviewed: int
    mark: Markup


def article_view(
    article: Published, options: Options, texts: tuple[Texts, Texts] | None = None
) -> ArticleView:
    """The article for templates. ``texts`` write the inside of Chinese and English blocks; HTML by default."""
    made = article.provenance
    image = image_source(article, options)
    rows = _rows(article, bool(image), *(texts or (weaving.chinese, weaving.english)))
    return ArticleView(
        id=article.id,
        title_zh=inline(article.title_zh),
        title_en=inline(article.title_en),
        zh_tag=article.zh_tag,
        date=date_in_words(article.date) if article.date else "",
        date_key=date_for_machines(article.date) if article.date else "",
        url=article.url,
        source=inline(made.source_name),
        image=image,
        captioned=article.caption is not None,
        groups=tuple(_grouped(rows)),
        unreviewed=article.unreviewed,
        mark=mark_of(words.mark_note(article)) if article.unreviewed else Markup(""),
        provenance=_provenance(article),
        json_ld=Markup('<script type="application/ld+json">{}</script>').format(
            json_for_html(words.json_ld(article))
        ),
    )


def edition_view(edition: Edition, href: Hrefs) -> EditionView:
    """The edition for templates; ``href`` gives the address of an article by its id."""
    entries = {entry.id: _entry(entry, href) for entry in edition.contents}
    return EditionView(
        title=inline(edition.title),
        days=tuple(
            Day(day, tuple(entries[entry.id] for entry in found))
            for day, found in groupby(edition.contents, key=_day)
        ),
        names=tuple(
            NameView(
                inline(name.en), tuple(map(inline, name.zh)), tuple(entries[id_] for id_ in name.articles)
            )
            for name in edition.names
        ),
        count=len(edition.contents),
        unreviewed=edition.unreviewed,
        mark=mark_of(words.edition_note(edition)) if edition.unreviewed else Markup(""),
    )


def image_source(article: Published, options: Options) -> str:
    """The ``src`` of the article's image: a ``data:`` URL, an address on the web, or nothing."""
    if options.images is Images.NONE:
        return ""
    if options.images is Images.EMBED and article.picture:
        data = base64.b64encode(article.picture.data).decode("ascii")
        return f"data:{article.picture.media_type};base64,{data}"
    return article.image


def mark_of(note: str) -> Markup:
    """The visible mark of unreviewed machine translation, with a sentence on how far people have got."""
    return Markup('<p class="unreviewed" role="note"><strong>{}.</strong> {}</p>').format(words.MARK, note)


def _day(entry: Entry) -> str:
    return f"{in_utc(entry.date):%Y-%m-%d}" if entry.date else _UNDATED


def _entry(entry: Entry, href: Hrefs) -> EntryView:
    return EntryView(
        id=entry.id,
        href=href(entry.id),
        title_zh=inline(entry.title_zh),
        title_en=inline(entry.title_en),
        zh_tag=entry.zh_tag,
        unreviewed=entry.standing is not entry.standing.APPROVED,
    )


def _rows(article: Published, has_image: bool, zh: Texts, en: Texts) -> Iterator[RowView]:
    outline, caption = article.outline, article.caption
    for block in article.body:
        yield RowView(
            id=block.id,
            kind=BlockKind.HEADING.value if block.kind is BlockKind.TITLE else block.kind.value,
            depth=outline.get(block.id, 0),
            zh=zh(block),
            en=en(block),
            links=tuple(LinkView(left.href, inline(left.zh), inline(left.host)) for left in block.links),
            has_image=has_image and caption is not None and block.id == caption.id,
        )


def _grouped(rows: Iterable[RowView]) -> Iterator[Group]:
    together = (BlockKind.LIST_ITEM.value, BlockKind.QUOTE.value)
    for kind, found in groupby(rows, key=lambda row: row.kind):
        if kind in together:
            yield Group(kind, tuple(found))
        else:
            yield from (Group(kind, (row,)) for row in found)


def _provenance(article: Published) -> Markup:
    lines = Markup("\n").join(map(_provenance_line, words.provenance_lines(article)))
    return Markup('<footer class="provenance">\n<dl>\n{}\n</dl>\n</footer>').format(lines)


def _provenance_line(line: words.ProvenanceLine) -> Markup:
    text = Markup('<a href="{}">{}</a>').format(line.href, line.text) if line.href else line.text
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(line.label, text)


def missing(page: str, views: Sequence[ArticleView], mark: Markup) -> str:
    """The name of what a page had to show and does not, empty if it has it all."""
    if mark and mark not in page:
        return "edition.mark"
    for view in views:
        for name in ("mark", "provenance", "json_ld"):
            if getattr(view, name) not in page:
                return f"article.{name}"
    return ""
