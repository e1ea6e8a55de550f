"""One article as a PO file that Poedit, Weblate and git diff can work with, and such a file read back.

``msgctxt`` is the segment, ``msgid`` its Chinese, ``msgstr`` its English. ``fuzzy`` is what nobody reviewed:
a person who takes the flag off signs the sentence. What an import needs to know stands in ``#.`` comments, which
editors keep: the state, the version, and a hash of the English as it was when the file was written. A sentence that a
correction changed has its Chinese of before as ``#| msgid``, and people's English of before as a comment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from translate.errors import ExchangeError, GlossaryError
from translate.exchange.model import Entry, Format, Outgoing, findings_of, read_lines, stamp_of
from translate.memory import SegmentReview, State
from translate.model import Article, Row
from translate.termbase.po import entries, read_text

ARTICLE_HEADER = "X-Duizhao-Article"
DIGEST_HEADER = "X-Duizhao-Digest"

_PAGE = re.compile(r"^(.+)\.html#")
_HEADER = "A sentence that is fuzzy has not been reviewed: taking that flag off signs it."
_EARLIER = "English before the source changed"
_NO_WRAP = 0  # a changed sentence is one changed line in git


def digest(article: Article) -> str:
    """Sixteen hex digits that tell whether two have the same Chinese in the same blocks."""
    value = hashlib.sha256()
    for block in article.blocks:
        value.update(f"{block.id}\0{block.zh}\0".encode("utf-8", "surrogatepass"))
    return value.hexdigest()[:16]


def write_po(outgoing: Outgoing) -> str:
    """The article as PO. The same article in the same state gives the same text."""
    article = outgoing.result.article
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
    # Without Chinese it would be a second header, so Outgoing.rows leaves that out.
    file.extend(_entry(row, reviewed) for row, reviewed in outgoing.rows)
    return str(file)


def _entry(row: Row, reviewed: SegmentReview) -> polib.POEntry:
    stamp, earlier = stamp_of(reviewed, row.draft.en), reviewed.earlier
    lines = list(stamp.lines)
    if earlier and earlier.is_human and earlier.en.strip():
        lines.append(f"{_EARLIER}: {' '.join(earlier.en.split())}")
    return polib.POEntry(
        msgctxt=row.segment.id,
        msgid=row.segment.zh,
        msgstr=row.draft.en,
        comment="\n".join([*lines, *findings_of(row)]),
        occurrences=[(f"{row.segment.article}.html#{row.segment.id}", "")],
        flags=["fuzzy"] if reviewed.state is State.DRAFT else [],
        previous_msgid=(earlier.zh or None) if earlier else None,  # only where the source has changed
    )


def read_po(path: Path) -> Iterator[Entry]:
    """The sentences of a PO file of an article.

    Raises :class:`ExchangeError` where it is no such file or broken, with the line.
    """
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
    article = _article(path, file)
    yield from (_read(entry, article) for entry in file if not entry.obsolete and entry.msgctxt)


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


def _read(entry: polib.POEntry, article: str) -> Entry:
    stamp = read_lines(entry.comment)
    return Entry(
        line=entry.linenum or 0,
        article=article,
        segment=entry.msgctxt or "",
        zh=entry.msgid,
        en=entry.msgstr,
        # A draft whose flag is off was signed in an editor; an edited sentence has none to take off.
        signed="fuzzy" not in entry.flags and stamp.state is not State.EDITED,
        stamp=stamp,
    )


def _write(articles: Iterable[Outgoing]) -> bytes:
    (only,) = articles
    return write_po(only).encode("utf-8")


PO = Format("po", "PO", ".po", _write, read_po)
