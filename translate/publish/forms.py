"""The forms that an article or an edition can be published in: an explicit registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from translate.publish.model import Edition, File, Options

Writer = Callable[[Edition, Options], Iterator[File]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``writer`` imports what writes it, when it is wanted; ``whole``: never one article by itself.

    The writer is a pure function of its arguments: no clock, no network, the same bytes each time. It walks
    ``edition.articles`` as often as it likes and keeps none of them. ``tried``: before anything is written with a
    desk's own templates, it is tried on two small articles.
    """

    name: str
    what: str  # for the help, in a few words
    writer: Callable[[], Writer]
    whole: bool = False
    tried: bool = True


def _html() -> Writer:
    from translate.publish.html import write

    return write


def _markdown() -> Writer:
    from translate.publish.markdown import write

    return write


def _epub() -> Writer:
    from translate.publish.epub import write

    return write


def _docx() -> Writer:
    from translate.publish.docx import write

    return write


def _pdf() -> Writer:
    from translate.publish.pdf import write

    return write


def _site() -> Writer:
    from translate.publish.site import write

    return write


def _feed() -> Writer:
    from translate.publish.feed import write

    return write


FORMS: tuple[Form, ...] = (
    Form("html", "one page that needs nothing else", _html),
    Form("markdown", "Markdown with YAML front matter", _markdown),
    Form("epub", "EPUB 3, for e-readers", _epub),
    Form("docx", "a Word document in two columns, findings as comments", _docx, tried=False),
    Form("pdf", "PDF, printed by the installed Chromium", _pdf, tried=False),
    Form("site", "a folder of pages with contents and an index of names", _site, whole=True),
    Form("feed", "RSS 2.0 and Atom", _feed, whole=True),
)


def form(name: str) -> Form | None:
    """The form of that name, if there is one."""
    return next((each for each in FORMS if each.name == name), None)
