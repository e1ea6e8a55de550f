"""One article as a PO file that Poedit, Weblate and git diff can work with, and such a file read back.

``msgctxt`` is the segment, ``msgid`` its Chinese, ``msgstr`` its English. ``fuzzy`` is what nobody reviewed:
a person who takes the flag off signs the sentence. What an import needs to know stands in ``#.`` comments, which
editors keep: the state, the version, and a hash of the English as it was when the file was written. A sentence that a
correction changed has its Chinese of before as ``#| msgid``, and people's English of before as a comment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from translate.errors import ExchangeError, GlossaryError
from translate.memory import ArticleReview, SegmentReview, State
from translate.model import Article, Row, TranslatedArticle
from translate.termbase.po import entries, read_text

ARTICLE_HEADER = "X-Duizhao-Article"
DIGEST_HEADER = "X-Duizhao-Digest"

_FIELD = re.compile(r"^(state|version|seen): *(\S+)", re.MULTILINE)
_PAGE = re.compile(r"^(.+)\.html#")
_HEADER = "A sentence that is fuzzy has not been reviewed: taking that flag off signs it."
_EARLIER = "English before the source changed"
_NO_WRAP = 0  # a changed sentence is one changed line in git


@dataclass(frozen=True, slots=True)
class PoEntry:
    """A sentence in a PO file. ``state``, ``version`` and ``seen`` are ``None`` where an editor lost them."""

    line: int
    segment: str
    zh: str
    en: str
    fuzzy: bool
    state: State | None = None
    version: int | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class PoArticle:
    """A PO file of one article, as read."""

    path: Path
    article: str
    entries: tuple[PoEntry, ...]


def digest(article: Article) -> str:
    """Sixteen hex digits that tell whether two have the same Chinese in the same blocks."""
    value = hashlib.sha256()
    for block in article.blocks:
        value.update(f"{block.id}\0{block.zh}\0".encode("utf-8", "surrogatepass"))
    return value.hexdigest()[:16]


def seen(en: str) -> str:
    """Twelve hex digits for an English text: whether an editor has touched it since the file was written."""
    return hashlib.sha256(en.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def write_po(result: TranslatedArticle, review: ArticleReview) -> str:
    """The article as PO. The same article in the same state gives the same text."""
    article = result.article
    file = polib.POFile(wrapwidth=_NO_WRAP)
    file.header = _HEADER
    file.metadata = {
        "Project-Id-Version": "duizhao",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": f"{article.date:%Y-%m-%d %H:%M%z}" if article.date else "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": "zh",
        ARTICLE_HEADER: article.id,
        DIGEST_HEADER: digest(article),
    }
    for row in result.rows:
        if row.segment.zh:  # an entry without msgid would be a second header
            file.append(_entry(row, review.segments.get(row.segment.id, SegmentReview(State.DRAFT))))
    return str(file)


def _entry(row: Row, reviewed: SegmentReview) -> polib.POEntry:
    fields = [
        f"state: {reviewed.state}",
        f"version: {reviewed.version}",
        f"seen: {seen(row.draft.en)}",
    ]
    earlier = reviewed.earlier
    if earlier and earlier.is_human and earlier.en.strip():
        fields.append(f"{_EARLIER}: {' '.join(earlier.en.split())}")
    findings = [f"{finding.severity}: {' '.join(finding.message.split())}" for finding in row.findings]
    return polib.POEntry(
        msgctxt=row.segment.id,
        msgid=row.segment.zh,
        msgstr=row.draft.en,
        comment="\n".join([*fields, *findings]),
        occurrences=[(f"{row.segment.article}.html#{row.segment.id}", "")],
        flags=["fuzzy"] if reviewed.state is State.DRAFT else [],
        previous_msgid=(earlier.zh or None) if earlier else None,  # only where the source has changed
    )


def read_po(path: Path) -> PoArticle:
    """A PO file of an article. Raises :class:`ExchangeError` where it is no such file or broken, with the line."""
    try:
        _refuse_broken(path)
        file = polib.pofile(str(path), encoding="utf-8")
    except GlossaryError as error:
        if error.line is None:  # it cannot even be read
            raise ExchangeError(error.what, where=path, remedy=error.remedy) from error
        raise ExchangeError(
            "is not PO syntax, so nothing of this file was taken",
            where=path,
            line=error.line,
            remedy="mend the entry at this line, or export the article again",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        found = re.search(r"\(line (\d+)\)", str(error))
        raise ExchangeError(
            "is not a PO file in UTF-8",
            where=path,
            line=int(found[1]) if found else None,
            remedy="save it as PO with charset UTF-8, or export the article again",
        ) from error
    read = tuple(_read(entry) for entry in file if not entry.obsolete and entry.msgctxt)
    return PoArticle(path, _article(path, file), read)


def _refuse_broken(path: Path) -> None:
    """polib takes some broken lines for others; our own reader is strict and knows the line."""
    for entry in entries(read_text(path), path):
        if isinstance(entry, GlossaryError):
            raise entry


def _article(path: Path, file: polib.POFile) -> str:
    """The article that the header names, else the one that the entries point to."""
    named = file.metadata.get(ARTICLE_HEADER, "").strip()
    named = "".join(char for char in named if char.isprintable())  # it may be told on a terminal
    if named:
        return named
    pages = (_PAGE.match(place) for entry in file for place, _ in entry.occurrences)
    article = next((page[1] for page in pages if page), "")
    if not article:
        raise ExchangeError(
            f"names no article: it has no header {ARTICLE_HEADER}",
            where=path,
            remedy="import a file that came from: duizhao export --format po, or from a page",
        )
    return article


def _read(entry: polib.POEntry) -> PoEntry:
    fields = dict(_FIELD.findall(entry.comment))
    version = fields.get("version", "")
    return PoEntry(
        line=entry.linenum or 0,
        segment=entry.msgctxt or "",
        zh=entry.msgid,
        en=entry.msgstr,
        fuzzy="fuzzy" in entry.flags,
        state=next((state for state in State if state == fields.get("state")), None),
        version=int(version) if version.isdecimal() else None,
        seen=fields.get("seen"),
    )


def twice(po: PoArticle) -> Iterator[PoEntry]:
    """Entries whose segment an earlier one has already: which of them is meant cannot be known."""
    met: set[str] = set()
    for entry in po.entries:
        if entry.segment in met:
            yield entry
        met.add(entry.segment)
