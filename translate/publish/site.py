"""A site: a folder with its contents, an index of names, a page an article, and one style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from translate.publish.html import NOTHING, common, encoded, refuse_silence
from translate.publish.model import Edition, File, Images, Options, Published
from translate.publish.naming import ARTICLES, stem
from translate.publish.views import EntryView, article_view, edition_view

# Pages of articles have a folder of their own: an article may be called "index".
_IMAGES = "images"


def write(edition: Edition, options: Options) -> Iterator[File]:
    """The files of the site; its first page is ``NAME/index.html``."""
    folder = stem(edition, options.language)
    view = edition_view(edition, lambda id_: f"{ARTICLES}/{quote(id_)}.html")
    values = common(options, edition.title, edition.unreviewed) | {"edition": view, "root": ""}
    for name in ("index.html", *(["names.html"] if edition.names else [])):
        text = options.house.render(f"site/{name}", **values)
        refuse_silence(text, (), view.mark, f"site/{name}", options)
        yield File(f"{folder}/{name}", encoded(text))
    yield File(f"{folder}/style.css", encoded(options.house.style("publish.css") + "\n"))
    for file in _articles(edition, options):
        yield replace(file, name=f"{folder}/{file.name}")


def _articles(edition: Edition, options: Options) -> Iterator[File]:
    view = edition_view(edition, lambda id_: f"{quote(id_)}.html")
    entries = [entry for day in view.days for entry in day.entries]
    around: list[EntryView | None] = [None, *entries, None]
    for at, article in enumerate(edition.articles):
        shown = article_view(article, options)
        if options.images is Images.EMBED and article.picture:
            image = f"{_IMAGES}/{article.id}{article.picture.suffix}"
            shown = replace(shown, image=f"../{quote(image)}")
            yield File(image, article.picture.data)
        text = options.house.render(
            "site/article.html",
            **common(options, article.title_en, article.unreviewed),
            edition=view,
            article=shown,
            before=around[at],
            after=around[at + 2],
            root="../",
        )
        refuse_silence(text, [shown], NOTHING, "site/article.html", options)
        yield File(_name(article), encoded(text))


def _name(article: Published) -> str:
    return f"{ARTICLES}/{article.id}.html"
