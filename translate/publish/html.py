"""HTML: an article or a whole edition as one page that needs nothing else, without any script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from translate.errors import PublishError
from translate.publish import words
from translate.publish.model import Edition, File, Options
from translate.publish.naming import stem
from translate.publish.views import ArticleView, article_view, edition_view, missing
from translate.publish.weaving import inline

NOTHING = Markup("")


def write(edition: Edition, options: Options) -> Iterator[File]:
    """One page."""
    yield File(f"{stem(edition, options.language)}.html", encoded(page(edition, options)))


def page(edition: Edition, options: Options, *, linked: bool = False) -> str:
    """The page's text. PDF is printed from it too; ``linked``: pictures on the web are links, not shown."""
    shown: list[ArticleView] = []
    articles = _noted((article_view(article, options) for article in edition.articles), shown)
    if edition.is_single:
        name = "article.html" if options.is_bilingual else "english.html"
        values: dict[str, Any] = {"article": next(articles)}
        title, mark = edition.contents[0].title_en, NOTHING
    else:
        view = edition_view(edition, lambda id_: f"#{id_}")
        name, values = "edition.html", {"edition": view, "articles": articles}
        title, mark = edition.title, view.mark
    text = options.house.render(
        name,
        **common(options, title, edition.unreviewed),
        style=options.house.style("publish.css"),
        pictures_linked=linked,
        **values,
    )
    refuse_silence(text, shown, mark, name, options)
    if len(shown) < len(edition.contents):
        raise _silent(name, "all articles", options)
    return text


def common(options: Options, title: str, unreviewed: int) -> dict[str, Any]:
    """The values that every template has."""
    from importlib.metadata import version

    return {
        "title": inline(words.marked(title, unreviewed)),
        "language": options.language.value,
        "bilingual": options.is_bilingual,
        "unreviewed": bool(unreviewed),
        "generator": f"Duizhao {version('duizhao')}",
    }


def refuse_silence(
    text: str, shown: Iterable[ArticleView], mark: Markup, name: str, options: Options
) -> None:
    """Raises :class:`PublishError` where a desk's template leaves out what every product must say."""
    if left_out := missing(text, tuple(shown), mark):
        raise _silent(name, f"{{{{ {left_out} }}}}", options)


def _silent(name: str, what: str, options: Options) -> PublishError:
    return PublishError(
        f"a page made with {name} does not show {what}",
        where=options.house.folder,
        remedy="every product says how it was made and whether it was reviewed: put it back into the template",
    )


def encoded(text: str) -> bytes:
    """The page's bytes: what no encoding can hold was replaced when it was escaped."""
    return text.encode("utf-8", "replace")


def _noted(views: Iterable[ArticleView], shown: list[ArticleView]) -> Iterator[ArticleView]:
    """The views, each kept without its text: what it requires of the page is asked for afterwards."""
    for view in views:
        shown.append(replace(view, groups=(), image=""))
        yield view
