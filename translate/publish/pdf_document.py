"""What becomes of a PDF that Chromium printed: page numbers read from it, metadata and outline put right."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import unquote_to_bytes

from markupsafe import Markup
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject
from pypdf.xmp import XmpInformation

from translate.errors import PublishError
from translate.publish import words
from translate.publish.makers import Makers
from translate.publish.model import Edition, Options
from translate.review.words import in_utc

_NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # of articles without any date: one moment, always the same
_OLDEST = 131  # the Chromium that began to print the margins of @page: mark and page numbers stand there
_MADE_BY = re.compile(r"Skia/PDF m(\d+)")
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)


def page_numbers(printed: bytes, wanted: Iterable[str]) -> dict[str, int]:
    """The page, from 1, of each anchor that is wanted and there."""
    anchors = set(wanted)
    reader = PdfReader(io.BytesIO(printed))
    pages = {
        page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1) if page.indirect_reference
    }
    numbers = {}
    for name, target in reader.named_destinations.items():
        raw = name.removeprefix("/")
        anchor = raw if raw in anchors else unquote_to_bytes(raw).decode("utf-8", "replace")
        reference = getattr(target.raw_get("/Page"), "idnum", None)
        if anchor in anchors and reference in pages:
            numbers[anchor] = pages[reference]
    return numbers


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself."""

    title: str
    description: str
    status: str
    identifier: str
    languages: tuple[str, ...]
    makers: Makers
    moment: datetime


def said_of(edition: Edition, options: Options, makers: Makers) -> Said:
    """What the PDF of an edition says of itself; the moment is the memory's, never the clock's."""
    return Said(
        title=words.marked(words.title_of(edition), edition.unreviewed),
        description=makers.description(edition),
        status=words.MARK if edition.unreviewed else "Approved",
        identifier=words.urn(f"{edition.name}:{options.language.value}"),
        languages=("en", *(makers.tags if options.is_bilingual else ())),
        makers=makers,
        moment=in_utc(edition.modified or _NEVER),
    )


def finished(printed: bytes, page: str, said: Said) -> bytes:
    """The document with its own metadata, the same bytes each time; ``page`` is the HTML that was printed."""
    writer = PdfWriter(clone_from=io.BytesIO(printed))
    made_by = (writer.metadata.producer or "") if writer.metadata else ""
    _refuse_old(made_by)
    writer.metadata = {
        NameObject(name): TextStringObject(text) for name, text in _fields(said, made_by).items() if text
    }
    writer.xmp_metadata = _xmp(said)
    _typed(writer)
    _mend_outline(writer, page)
    writer.pdf_header = "%PDF-1.7"
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _refuse_old(made_by: str) -> None:
    found = _MADE_BY.search(made_by)
    if found and int(found[1]) < _OLDEST:
        raise PublishError(
            f"Chromium {found[1]} prints no page numbers and no mark on each page",
            remedy=f"install {_OLDEST} or newer",
        )


def _fields(said: Said, made_by: str) -> dict[str, str]:
    stamp = f"D:{said.moment:%Y%m%d%H%M%S}+00'00'"
    return {
        "/Title": said.title,
        "/Subject": said.description,
        "/Author": "; ".join(said.makers.people),
        "/Creator": f"Duizhao {version('duizhao')}",
        "/Producer": made_by,
        "/CreationDate": stamp,
        "/ModDate": stamp,
        "/Status": said.status,
        "/Engine": "; ".join(said.makers.engines),
        "/Glossary": "; ".join(said.makers.glossaries),
        "/Source": " ".join(said.makers.sources),
    }


def _xmp(said: Said) -> XmpInformation:
    """The same for readers of XMP."""
    xmp = XmpInformation.create()
    xmp.dc_title = {"x-default": said.title}
    xmp.dc_description = {"x-default": said.description}
    xmp.dc_language = list(said.languages)
    xmp.dc_identifier = said.identifier
    xmp.dc_contributor = [*said.makers.engines, *said.makers.people]
    xmp.dc_source = " ".join(said.makers.sources)
    xmp.xmp_creator_tool = f"Duizhao {version('duizhao')}"
    xmp.xmp_create_date = xmp.xmp_modify_date = xmp.xmp_metadata_date = said.moment.replace(tzinfo=None)
    return xmp


def _typed(writer: PdfWriter) -> None:
    """Says of the XMP what it is (PDF 1.7, 14.3.2): pypdf leaves that out, and readers complain."""
    stream = writer.root_object["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")


def _mend_outline(writer: PdfWriter, page: str) -> None:
    """Headings as the page has them: Chromium joins the lines of one without a space."""
    headings = {_bare(text): text for text in _headings(page)}
    for item in _items(writer.root_object.get("/Outlines")):
        if text := headings.get(_bare(str(item.get("/Title", "")))):
            item[NameObject("/Title")] = TextStringObject(text)


def _headings(page: str) -> Iterator[str]:
    return (" ".join(Markup(found[2]).striptags().split()) for found in _HEADING.finditer(page))


def _bare(text: str) -> str:
    return "".join(text.split())


def _items(top: object) -> Iterator[DictionaryObject]:
    """All items of an outline, however deep."""
    waiting = [top]
    while waiting:
        item = getattr(waiting.pop(), "get_object", lambda: None)()
        if isinstance(item, DictionaryObject):
            yield item
            waiting += [item.get("/First"), item.get("/Next")]
