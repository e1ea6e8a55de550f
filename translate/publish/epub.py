"""EPUB 3: an article or a whole edition as a book, with cover, title page, contents and an index of names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from translate.errors import PublishError
from translate.publish import words
from translate.publish.epub_cover import cover_lines
from translate.publish.epub_package import XHTML, Item, Package, headings_nav
from translate.publish.html import NOTHING, common, encoded, refuse_silence
from translate.publish.model import Edition, File, Images, Options, Published
from translate.publish.naming import stem
from translate.publish.uris import with_uris
from translate.publish.views import ArticleView, EditionView, article_view, edition_view
from translate.publish.weaving import text_of
from translate.publish.zipped import add

# What every reading system shows (EPUB 3.2, core media types). WebP came with EPUB 3.3: a link stands for it.
_CORE_PICTURES = ("image/png", "image/jpeg", "image/gif")
_BLANK_ENDS = re.compile(r"[ \n]+$", re.MULTILINE)


def write(edition: Edition, options: Options) -> Iterator[File]:
    """One file. Only one article is loaded at a time; what is held is the packed book."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        add(book, "mimetype", b"application/epub+zip", stored=True)
        _Book(edition, options, book).write()
    yield File(f"{stem(edition, options.language)}.epub", packed.getvalue())


@dataclass(slots=True)
class _Book:
    """A book while it is written, article by article: what the package says comes last."""

    edition: Edition
    options: Options
    book: zipfile.ZipFile
    package: Package = field(default_factory=Package)

    def write(self) -> None:
        add(self.book, "META-INF/container.xml", encoded(self._render("container.xml")))
        self._css()
        self._cover()
        view = edition_view(self.edition, self._href)
        opening = self._articles()
        if self.edition.is_single:
            (file,) = self.package.articles
            values: dict[str, Any] = {
                "article": opening,
                "edition": None,
                "file": file,
                "headings": headings_nav(opening, file, self.options.is_bilingual) if opening else NOTHING,
            }
        else:
            values = {"article": None, "edition": view, "file": self._href(self.edition.contents[0].id)}
        self._page("title.xhtml", "title", values, view)
        self._page("nav.xhtml", "nav", values, view)
        if self.edition.names:
            self._page("names.xhtml", "names", values, view)
        self._opf()

    def _css(self) -> None:
        self.package.items.append(Item("style", "style.css", "text/css"))
        add(self.book, "EPUB/style.css", encoded(self.options.house.style("epub.css") + "\n"))

    def _cover(self) -> None:
        """A picture drawn of the title alone, and the page that shows it."""
        values = common(self.options, self._title, self.edition.unreviewed) | {
            "lines": cover_lines(self.edition, self.options.is_bilingual),
            "foot": words.cover_foot(self.edition),
            "mark": words.MARK,
        }
        self.package.items.append(Item("cover-image", "cover.svg", "image/svg+xml", "cover-image"))
        add(self.book, "EPUB/cover.svg", encoded(self._render("cover.svg", **values)))
        self._page("cover.xhtml", "cover", {}, None)

    def _articles(self) -> ArticleView | None:
        """Writes every article; gives the view of the last, which is the only one of a book of one."""
        view = None
        for article in self.edition.articles:
            view = self._article(with_uris(article))
        return view

    def _article(self, article: Published) -> ArticleView:
        view = article_view(article, replace(self.options, images=self._linked))
        embedded = False
        if self.options.images is Images.EMBED and article.picture:
            embedded = article.picture.media_type in _CORE_PICTURES
        if embedded and article.picture:
            name = f"images/{self._id(article.id)}{article.picture.suffix}"
            item = Item(f"image-{self._id(article.id)}", name, article.picture.media_type)
            self.package.items.append(item)
            add(self.book, f"EPUB/{name}", article.picture.data, stored=True)
            view = replace(view, image=name)
        values = {"article": view, "embedded": embedded}
        title = text_of(article.title_en) or article.id
        text = self._text("article.xhtml", values, title, article.unreviewed)
        refuse_silence(text, [view], NOTHING, "epub/article.xhtml", self.options)
        self._put(self._href(article.id), self._id(article.id), text)
        self.package.makers.seen(article)
        return replace(view, image="")

    def _page(self, name: str, id_: str, values: dict[str, Any], view: EditionView | None) -> None:
        text = self._text(name, values, self._title, self.edition.unreviewed)
        if name == "title.xhtml":
            article = values["article"]
            mark = view.mark if view and article is None else article.mark if article else NOTHING
            refuse_silence(text, (), mark, f"epub/{name}", self.options)
        self._put(name, id_, text, "nav" if id_ == "nav" else "")

    def _text(self, name: str, values: dict[str, Any], title: str, unreviewed: int) -> str:
        given = common(self.options, title, unreviewed) | {"edition": None} | values
        text = self._render(name, **given)
        self._check(name, text)
        return text

    def _check(self, name: str, text: str) -> None:
        """A page that is no XML opens in no reading system; only a desk's own template can make one."""
        try:
            etree.fromstring(encoded(text), etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError as error:
            raise PublishError(
                f"a page made with epub/{name} is no XML: {error.msg}",
                where=self.options.house.folder,
                remedy="close every element and quote every attribute in the template",
            ) from error

    def _put(self, href: str, id_: str, text: str, properties: str = "") -> None:
        self.package.items.append(Item(id_, href, XHTML, properties))
        add(self.book, f"EPUB/{href}", encoded(text))

    def _opf(self) -> None:
        text = self._render("package.xml", **self.package.values(self.edition, self.options))
        add(self.book, "EPUB/package.opf", encoded(text))

    def _render(self, name: str, **values: Any) -> str:
        """A template's text; comments at its head leave no blank line ahead of the XML declaration."""
        return _BLANK_ENDS.sub("", self.options.house.render(f"epub/{name}", **values)).lstrip() + "\n"

    @property
    def _title(self) -> str:
        return words.title_of(self.edition)

    @property
    def _linked(self) -> Images:
        """Pictures are put in as files of their own, or linked: remote ones are not allowed in an EPUB."""
        return Images.NONE if self.options.images is Images.NONE else Images.REFERENCE

    def _id(self, article: str) -> str:
        return self.package.id_of(self.edition, article)

    def _href(self, article: str) -> str:
        return f"{self._id(article)}.xhtml"
