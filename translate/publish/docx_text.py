"""WordprocessingML of texts: runs with their language, links, emphasis, and comments anchored on sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import escape

from translate.model import Mark, MarkKind
from translate.publish.model import PublishedBlock, Sentence
from translate.publish.weaving import shown, text_of

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
ENGLISH = "en"
# Word knows Chinese by country; the two scripts are those of the mainland and of Taiwan.
_EAST_ASIAN = {"zh-Hant": "zh-TW"}
_FONTS = {"zh-Hant": "PMingLiU"}
_LINK = '<w:color w:val="0B4F8A"/><w:u w:val="single"/>'

Relate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Note:
    """A comment over ``[start, end)`` of a text, known by its number."""

    start: int
    end: int
    number: int


def run(text: str, tag: str, *, more: str = "", style: str = "") -> str:
    """A run of one language; ``more`` are further properties in their order of the schema (b, i, color, u, em)."""
    if not text:
        return ""
    return f'<w:r>{_properties(tag, more, style)}<w:t xml:space="preserve">{escape(shown(text))}</w:t></w:r>'


def _properties(tag: str, more: str = "", style: str = "") -> str:
    name = f'<w:rStyle w:val="{style or ("English" if tag == ENGLISH else "Chinese")}"/>'
    before, _, after = more.partition("|")
    if tag == ENGLISH:
        return f'<w:rPr>{name}{before}{after}<w:lang w:val="en-US"/></w:rPr>'
    font = _FONTS.get(tag, "SimSun")
    lang = _EAST_ASIAN.get(tag, "zh-CN")
    fonts = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{font}"/>'
    return f'<w:rPr>{name}{fonts}{before}{after}<w:lang w:val="en-US" w:eastAsia="{lang}"/></w:rPr>'


def paragraph(style: str, inside: str, *, more: str = "") -> str:
    """A paragraph of a style; ``more`` are further paragraph properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def link(inside: str, relation: str) -> str:
    """Runs as a link to the web."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inside}</w:hyperlink>'


def jump(inside: str, bookmark: str) -> str:
    """Runs as a link within the document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inside}</w:hyperlink>'


def linked(text: str, tag: str, href: str, relate: Relate) -> str:
    """A text that is a link as a whole, if ``href`` is set."""
    return link(run(text, tag, more=_LINK), relate(href)) if href else run(text, tag)


def woven(text: str, marks: Iterable[Mark], tag: str, relate: Relate, notes: Sequence[Note] = ()) -> str:
    """A text with its marks and the comments that stand on it."""
    kept = [mark for mark in marks if mark.start < mark.end]
    edges = {edge for mark in kept for edge in (mark.start, mark.end)}
    edges |= {edge for note in notes for edge in (note.start, note.end)}
    cuts = sorted({0, len(text)} | {edge for edge in edges if 0 <= edge <= len(text)})
    parts = [_opened(notes, 0), _closed(notes, 0, empty=True)]
    for start, end in pairwise(cuts):
        over = [mark for mark in kept if mark.start <= start and mark.end >= end]
        parts.append(_piece(text[start:end], over, tag, relate))
        parts.append(_closed(notes, end) + _opened(notes, end) + _closed(notes, end, empty=True))
    return "".join(parts)


def _piece(text: str, over: Sequence[Mark], tag: str, relate: Relate) -> str:
    kinds = {mark.kind for mark in over}
    href = next((mark.href for mark in over if mark.kind is MarkKind.LINK), "")
    bold = "<w:b/><w:bCs/>" if MarkKind.STRONG in kinds else ""
    slanted = dotted = ""
    if MarkKind.EMPHASIS in kinds:  # Chinese is not slanted: it is dotted
        slanted, dotted = ("<w:i/><w:iCs/>", "") if tag == ENGLISH else ("", '<w:em w:val="dot"/>')
    inside = run(text, tag, more=f"{bold}{slanted}{_LINK if href else ''}|{dotted}")
    return link(inside, relate(href)) if href and inside else inside


def _opened(notes: Iterable[Note], at: int) -> str:
    return "".join(f'<w:commentRangeStart w:id="{note.number}"/>' for note in notes if note.start == at)


def _closed(notes: Iterable[Note], at: int, *, empty: bool = False) -> str:
    ends = (note for note in notes if note.end == at and (note.start == note.end) == empty)
    return "".join(
        f'<w:commentRangeEnd w:id="{note.number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{note.number}"/></w:r>'
        for note in ends
    )


def spans(block: PublishedBlock) -> Iterator[tuple[Sentence, int, int]]:
    """Where each sentence stands in the block's English; one without English has no length."""
    at = 0
    for sentence in block.sentences:
        size = len(sentence.en.strip())
        start = min(at, len(block.en))
        yield sentence, start, min(start + size, len(block.en))
        at += size + 1 if size else 0


def bilingual(zh: str, en: str, tag: str, *, lines: bool = False) -> str:
    """A heading's two texts in one paragraph, as contents and navigation show them; ``lines``: each on its own."""
    zh, en = text_of(zh), text_of(en)
    parted = "<w:r><w:br/></w:r>" if lines else run(" ", ENGLISH)
    both = run(zh, tag) + parted if zh and zh != en else ""
    return both + run(en or zh, ENGLISH if zh != en else tag)


def field(code: str, cached: str = "") -> str:
    """A field that Word works out: PAGE, NUMPAGES, PAGEREF."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'{mark.format("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{mark.format('separate')}<w:r><w:t>{cached}</w:t></w:r>{mark.format('end')}"
    )
