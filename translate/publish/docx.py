"""DOCX: Chinese and English in two columns, headings that Word navigates by, open findings as comments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as DocumentObject
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm, Emu
from lxml import etree

from translate.memory.records import State
from translate.model import BlockKind, Finding, Severity
from translate.publish import words
from translate.publish.docx_parts import custom, packed, skeleton, xml
from translate.publish.docx_text import (
    ENGLISH,
    Note,
    bilingual,
    jump,
    linked,
    paragraph,
    run,
    spans,
    woven,
)
from translate.publish.docx_text import field as field_of
from translate.publish.makers import Makers
from translate.publish.model import (
    Edition,
    File,
    Images,
    IndexedName,
    Options,
    Published,
    PublishedBlock,
    Sentence,
)
from translate.publish.naming import stem
from translate.publish.uris import with_uris
from translate.publish.weaving import text_of
from translate.review.words import date_in_words

_STYLES = {
    BlockKind.CAPTION: "Caption",
    BlockKind.QUOTE: "Quote",
    BlockKind.LIST_ITEM: "ListBullet",
    BlockKind.NOTE: "Note",
}
_COLUMN = 4819  # twentieths of a point: half of 17 cm
_WIDEST, _HIGHEST = Cm(16), Cm(18)
_TAB = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{2 * _COLUMN}"/></w:tabs>'
_ROW = "<w:tr><w:trPr>{}</w:trPr>{}</w:tr>"
_CELL = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr>{}</w:tc>'


def write(edition: Edition, options: Options) -> Iterator[File]:
    """One file."""
    document = skeleton(edition, options)
    _Writer(edition, options, document).write()
    yield File(f"{stem(edition, options.language)}.docx", packed(document))


@dataclass(slots=True)
class _Writer:
    """A document while it is written: rows wait for their table to be whole."""

    edition: Edition
    options: Options
    document: DocumentObject
    rows: list[str] = field(default_factory=list)
    relations: dict[str, str] = field(default_factory=dict)
    makers: Makers = field(default_factory=Makers)

    def write(self) -> None:
        numbers = {entry.id: number for number, entry in enumerate(self.edition.contents, 1)}
        if not self.edition.is_single:
            self._front(numbers)
        for article in map(with_uris, self.edition.articles):
            self._article(article, numbers[article.id])
        if self.edition.names:
            self._names(numbers)
        self._properties()

    # ---- an edition's first and last pages ------------------------------------------------------------------

    def _front(self, numbers: dict[str, int]) -> None:
        self._add(paragraph("Title", run(words.title_of(self.edition), ENGLISH)))
        if self.edition.unreviewed:
            self._mark(words.edition_note(self.edition))
        self._add(paragraph("TOCHeading", run("Contents", ENGLISH)))
        for entry in self.edition.contents:
            zh = entry.title_zh if self.options.is_bilingual else ""
            title = bilingual(zh, text_of(entry.title_en) or entry.id, entry.zh_tag)
            mark = run(" (unreviewed)", ENGLISH) if entry.standing is not entry.standing.APPROVED else ""
            name = _bookmark(numbers[entry.id])
            page = "<w:r><w:tab/></w:r>" + field_of(f"PAGEREF {name} \\h")
            self._add(paragraph("Normal", jump(title + mark, name) + page, more=_TAB))

    def _names(self, numbers: dict[str, int]) -> None:
        new_page = "<w:pageBreakBefore/>"
        self._add(paragraph("Heading1", run("Index of names", ENGLISH), more=new_page))
        titles = {entry.id: text_of(entry.title_en) or entry.id for entry in self.edition.contents}
        for name in self.edition.names:
            self._add(self._name(name, numbers, titles))

    def _name(self, name: IndexedName, numbers: dict[str, int], titles: dict[str, str]) -> str:
        parts = [run(name.en, ENGLISH, more="<w:b/>")]
        if self.options.is_bilingual:
            parts += [run(f" {zh}", "zh") for zh in name.zh]
        for at, article in enumerate(name.articles):
            bookmark = _bookmark(numbers[article])
            parts.append(run(": " if not at else "; ", ENGLISH))
            parts.append(jump(run(titles[article], ENGLISH), bookmark))
            parts.append(run(", page ", ENGLISH) + field_of(f"PAGEREF {bookmark} \\h"))
        return paragraph("Normal", "".join(parts))

    # ---- an article -----------------------------------------------------------------------------------------

    def _article(self, article: Published, number: int) -> None:
        single = self.edition.is_single
        zh = article.title_zh if self.options.is_bilingual else ""
        inside = bilingual(zh, text_of(article.title_en) or article.id, article.zh_tag, lines=True)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>'
        inside = f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'
        new_page = "" if single else "<w:pageBreakBefore/>"
        head = article.head
        inside += self._anchors(article, head) if head else ""
        self._add(paragraph("Title" if single else "Heading1", inside, more=new_page))
        if article.date:
            self._add(paragraph("Note", run(date_in_words(article.date), ENGLISH)))
        if article.unreviewed:
            self._mark(words.mark_note(article))
        if article.caption is None:
            self._picture(article)
        for block in article.body:
            self._block(article, block)
        self._end_table()
        self._provenance(article)

    def _anchors(self, article: Published, head: PublishedBlock) -> str:
        """Comments on the title: it stands there without its marks, so they lie at its end."""
        notes = [Note(0, 0, note.number) for note in self._notes(article, head)]
        return woven("", (), ENGLISH, self._relate, notes)

    def _block(self, article: Published, block: PublishedBlock) -> None:
        if block.id in article.outline:
            self._heading(article, block)
        elif self.options.is_bilingual:
            if article.caption and block.id == article.caption.id:
                self._picture(article)
            style = _STYLES.get(block.kind, "Normal")
            zh = woven(block.zh, block.marks, article.zh_tag, self._relate)
            en = self._english(article, block)
            self.rows.append(_row(paragraph(style, zh), paragraph(style, en)))
        else:
            if article.caption and block.id == article.caption.id:
                self._picture(article)
            self._alone(article, block)

    def _heading(self, article: Published, block: PublishedBlock) -> None:
        """Outside of the table: Word's navigation shows no heading that stands in one."""
        self._end_table()
        level = min(article.outline[block.id] + (0 if self.edition.is_single else 1), 6)
        zh = woven(block.zh, block.marks, article.zh_tag, self._relate) if self.options.is_bilingual else ""
        en = self._english(article, block)
        if zh or en:
            space = run(" ", ENGLISH) if zh and en else ""
            self._add(paragraph(f"Heading{level}", zh + space + en))

    def _alone(self, article: Published, block: PublishedBlock) -> None:
        if block.en:
            self._add(paragraph(_STYLES.get(block.kind, "Normal"), self._english(article, block)))
        if block.links:
            parts = [run("Links in the Chinese: ", ENGLISH)]
            for at, left in enumerate(block.links):
                parts.append(run("; ", ENGLISH) if at else "")
                parts.append(linked(text_of(left.zh) or left.host, article.zh_tag, left.href, self._relate))
                parts.append(run(f" ({left.host})", ENGLISH))
            self._add(paragraph("Note", "".join(parts)))

    def _english(self, article: Published, block: PublishedBlock) -> str:
        return woven(block.en, block.en_marks, ENGLISH, self._relate, self._notes(article, block))

    def _notes(self, article: Published, block: PublishedBlock) -> list[Note]:
        """A comment for every open finding, anchored on its sentence's English."""
        return [
            Note(start, end, self._comment(article, sentence, finding))
            for sentence, start, end in spans(block)
            for finding in sentence.findings
            if is_open(sentence, finding)
        ]

    def _comment(self, article: Published, sentence: Sentence, finding: Finding) -> int:
        weight = finding.severity.value.capitalize()
        text = f"{weight}: {text_of(finding.message)} [{sentence.id}, {finding.check}]"
        signed = article.provenance.signed
        if signed and finding.severity is Severity.BLOCKER and not article.unreviewed:
            text += f" Signed over by {text_of(signed.who)}: {text_of(signed.reason)}"
        made = self.document.comments.add_comment(text, author="Duizhao", initials="DZ")
        made._comment_elm.attrib.pop(_DATE, None)  # findings have no date, and the clock is nobody's business
        return made.comment_id

    def _provenance(self, article: Published) -> None:
        self.makers.seen(article)
        level = 1 if self.edition.is_single else 2
        self._add(paragraph(f"Heading{level}", run("How this was made", ENGLISH)))
        for line in words.provenance_lines(article):
            label = run(f"{line.label}: ", ENGLISH, more="<w:b/>")
            self._add(paragraph("Provenance", label + linked(line.text, ENGLISH, line.href, self._relate)))

    def _mark(self, note: str) -> None:
        bold = run(f"{words.MARK}. ", ENGLISH, more="<w:b/>")
        self._add(paragraph("Unreviewed", bold + run(note, ENGLISH)))

    # ---- pictures -------------------------------------------------------------------------------------------

    def _picture(self, article: Published) -> None:
        if self.options.images is Images.NONE or not article.image:
            return
        made = self._drawing(article) if self.options.images is Images.EMBED else ""
        inside = made or linked("Image on the web", ENGLISH, article.image, self._relate)
        if self.options.is_bilingual:
            cell = _CELL.format(2 * _COLUMN, '<w:gridSpan w:val="2"/>', paragraph("Normal", inside))
            self.rows.append(_ROW.format("", cell))
        else:
            self._add(paragraph("Normal", inside))

    def _drawing(self, article: Published) -> str:
        """The picture in a run; empty where it is not at hand, or of a type that Word does not show."""
        if article.picture is None:
            return ""
        try:
            image = Image.from_blob(article.picture.data)
            if not (image.width and image.height):
                return ""
        except Exception:  # a broken picture makes python-docx raise whatever its parser stumbles over
            return ""
        inline = self.document.part.new_pic_inline(io.BytesIO(article.picture.data))
        width, height = inline.extent.cx, inline.extent.cy
        scale = min(1.0, _WIDEST / width, _HIGHEST / height)
        inline.extent.cx, inline.extent.cy = Emu(int(width * scale)), Emu(int(height * scale))
        shape = inline.graphic.graphicData.pic.spPr
        shape.cx, shape.cy = inline.extent.cx, inline.extent.cy
        caption = article.caption
        inline.docPr.set("descr", text_of(caption.en if caption else article.title_en))
        return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"

    # ---- pieces of the document ------------------------------------------------------------------------------

    def _end_table(self) -> None:
        if not self.rows:
            return
        head = _row(_label("Chinese"), _label("English"), head=True)
        self._add(
            '<w:tbl><w:tblPr><w:tblStyle w:val="Bilingual"/>'
            f'<w:tblW w:w="{2 * _COLUMN}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            'w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{_COLUMN}"/><w:gridCol w:w="{_COLUMN}"/></w:tblGrid>'
            f"{head}{''.join(self.rows)}</w:tbl>"
        )
        self.rows.clear()

    def _add(self, text: str) -> None:
        """Adds one element at the end of the body, before the section's properties."""
        self.document.element.body[-1].addprevious(xml(text))

    def _relate(self, href: str) -> str:
        if href not in self.relations:
            part = self.document.part
            self.relations[href] = part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self.relations[href]

    def _properties(self) -> None:
        values = {
            "Status": words.MARK if self.edition.unreviewed else "Approved",
            "Engine": "; ".join(self.makers.engines),
            "Glossary": "; ".join(self.makers.glossaries),
            "Approved by": "; ".join(self.makers.people),
            "Articles": str(len(self.edition.contents)),
        }
        if self.edition.is_single:
            values |= {line.label: line.text for line in self.makers.notes}
            values["Source URL"] = "".join(self.makers.sources)
        custom(self.document, {name: text for name, text in values.items() if text})


_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


def is_open(sentence: Sentence, finding: Finding) -> bool:
    """Whether a finding still says something: nobody approved the sentence, or it blocks."""
    return sentence.state is not State.APPROVED or finding.severity is Severity.BLOCKER


def _bookmark(number: int) -> str:
    return f"article_{number:04}"


def _label(text: str) -> str:
    return paragraph("Normal", run(text, ENGLISH, more="<w:b/>"))


def _row(zh: str, en: str, *, head: bool = False) -> str:
    cells = _CELL.format(_COLUMN, "", zh) + _CELL.format(_COLUMN, "", en)
    return _ROW.format("<w:tblHeader/>" if head else "", cells)
