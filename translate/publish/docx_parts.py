"""What surrounds the text of a DOCX: styles, header and footer, properties, and the package to the byte."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt, RGBColor
from markupsafe import escape

from translate.publish import words
from translate.publish.docx_text import ENGLISH, NAMESPACES, field, paragraph, run
from translate.publish.model import Edition, Options
from translate.publish.zipped import add

_NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # of articles without any date: one moment, always the same
_LONGEST = 255  # characters of a core property
_INK = RGBColor(0x1B, 0x1B, 0x1B)
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SIDES = ("top", "left", "bottom", "right")
_EDGE = '<w:{} w:val="single" w:sz="12" w:space="4" w:color="9B1C1C"/>'
_ALARM = f"<w:pBdr>{''.join(map(_EDGE.format, _SIDES))}</w:pBdr>"

# Styles that Word's own template lacks; the table's first row is repeated and shaded.
_STYLES = (
    '<w:style {ns} w:type="character" w:customStyle="1" w:styleId="Chinese"><w:name w:val="Chinese"/><w:qFormat/>'
    '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="SimSun"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:style>',
    '<w:style {ns} w:type="character" w:customStyle="1" w:styleId="English"><w:name w:val="English"/><w:qFormat/>'
    '<w:rPr><w:lang w:val="en-US"/></w:rPr></w:style>',
    '<w:style {ns} w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:rPr><w:sz w:val="16"/></w:rPr></w:style>',
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="Unreviewed"><w:name w:val="Unreviewed"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>' + _ALARM + '<w:spacing w:before="120" w:after="160"/></w:pPr>'
    '<w:rPr><w:color w:val="9B1C1C"/></w:rPr></w:style>',
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="Provenance"><w:name w:val="Provenance"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="40"/></w:pPr>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>',
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="Note"><w:name w:val="Note"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>',
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="Bilingual"><w:name w:val="Bilingual"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D4D0C8"/></w:tblBorders><w:tblCellMar>'
    '<w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="EFECE5"/></w:tcPr></w:tblStylePr></w:style>',
)  # fmt: skip


def skeleton(edition: Edition, options: Options) -> DocumentObject:
    """An empty document with styles, header, footer and properties."""
    document = Document()
    _styles(document)
    _page(document)
    _around(document, edition)
    _core(document, edition, options)
    for relation in list(document.part.package.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of somebody else's document
            document.part.package.rels.pop(relation.rId)
    return document


def _styles(document: DocumentObject) -> None:
    styles = document.styles
    for text in _STYLES:
        styles.element.append(parse_xml(text.format(ns=NAMESPACES)))
    styles["Normal"].font.size = Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for name in ("Title", "Subtitle", "Caption", *(f"Heading {level}" for level in range(1, 7))):
        styles[name].font.color.rgb = _INK
    styles["Title"].font.size = Pt(20)
    for name in ("Quote", "Caption"):
        styles[name].font.italic = False  # Chinese is not slanted
        styles[name].font.bold = False


def _page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)


def _around(document: DocumentObject, edition: Edition) -> None:
    """The header with title and mark, the footer with page numbers, on every page."""
    section = document.sections[0]
    top = run(words.MARK, ENGLISH, more='<w:b/><w:color w:val="9B1C1C"/>') if edition.unreviewed else ""
    title = run(f"{' – ' if top else ''}{words.running_title(edition)}", ENGLISH)
    pages = run("Page ", ENGLISH) + field("PAGE", "1") + run(" of ", ENGLISH) + field("NUMPAGES", "1")
    for part, style, inside, side in (
        (section.header, "Header", top + title, "left"),
        (section.footer, "Footer", pages, "center"),
    ):
        part.is_linked_to_previous = False
        element = part.paragraphs[0]._p
        made = paragraph(style, inside, more=f'<w:jc w:val="{side}"/>')
        element.getparent().replace(element, xml(made))


def _core(document: DocumentObject, edition: Edition, options: Options) -> None:
    core = document.core_properties
    moment = edition.modified or _NEVER
    core.title = words.marked(words.title_of(edition), edition.unreviewed)[:_LONGEST]
    core.author = core.last_modified_by = f"Duizhao {version('duizhao')}"
    core.identifier = words.urn(f"{edition.name}:{options.language.value}")
    core.content_status = words.MARK if edition.unreviewed else "Approved"
    core.comments = words.edition_note(edition) if edition.unreviewed else ""
    core.language = "en"
    core.keywords = core.category = core.subject = ""
    core.revision = 1
    core.created = core.modified = moment


def custom(document: DocumentObject, values: dict[str, str]) -> None:
    """Properties under names of our own, for File > Properties and for machines."""
    one = (
        '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}">'
        "<vt:lpwstr>{}</vt:lpwstr></property>"
    )
    inside = "".join(
        one.format(pid, name, escape(text)) for pid, (name, text) in enumerate(values.items(), 2)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{inside}</Properties>"
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, text.encode("utf-8", "replace"), package)
    package.relate_to(part, _CUSTOM_RELATION)


def xml(text: str) -> Any:
    """One element of WordprocessingML."""
    at = min(text.index(sign) for sign in " >/" if sign in text)
    return parse_xml(f"{text[:at]} {NAMESPACES}{text[at:]}")


def packed(document: DocumentObject) -> bytes:
    """The document's bytes, the same each time: zip entries get one fixed date."""
    saved, made = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            add(archive, name, given.read(name))
    return made.getvalue()
