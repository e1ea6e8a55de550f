"""One article of a feed or of JSON Lines: fields that somebody else has taken apart already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from translate.errors import IngestError
from translate.ingest.addresses import safe_address
from translate.ingest.article import finished, usable
from translate.ingest.dates import from_milliseconds, from_text
from translate.ingest.forms import READERS, Form, detect, is_page
from translate.ingest.inline import clean
from translate.ingest.markdown import render
from translate.ingest.markup import parse
from translate.ingest.parts import Reading, take_title
from translate.ingest.plain_text import read_body
from translate.ingest.walk import walk
from translate.model import Article

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);")
_TAGS = re.compile(r"</?(?:a|b|br|div|em|h[1-6]|i|img|li|p|span|strong|ul)(?:\s[^<>]*)?/?>", re.I)
_SECONDS = re.compile(
    r"\d{9,10}(?:\.\d+)?"
)  # of epoch time in this century; milliseconds have 12 or 13 digits


@dataclass(frozen=True, slots=True)
class Record:
    """The fields as they came. ``form`` is what the body is written in, None to look. ``name`` tells this
    article from others of its source where it has no address of its own."""

    source: str
    title: str = ""
    url: str = ""
    date: str = ""
    body: str = ""
    image: str = ""
    base: str = ""
    form: Form | None = None
    name: str = ""
    notices: tuple[str, ...] = ()


def article_of(record: Record) -> Article:
    """The article of a record. Raises IngestError if there is no text, or a garbled one."""
    body, title = usable(record.body), plain(usable(record.title))
    if not body.strip() and not title:
        raise IngestError("holds no text", where=record.source, remedy="export it again, or leave it out")
    url = safe_address(record.url, record.base)
    found = _read_body(body, record.form or _form(body), url or record.base)
    title, parts = take_title(title or found.title, found.parts)
    date, notices = _date(record.date)
    reading = Reading(
        title,
        parts,
        url or found.url,
        date or found.date,
        safe_address(record.image, url or record.base) or found.image,
        (*record.notices, *notices, *found.notices),
    )
    own = reading.url if _is_own(reading.url) else ""
    return finished(reading, f"{title}\n{body}", record.source, url=own, name=record.name or record.source)


def plain(text: str) -> str:
    """A title as one clean line: feeds write some as HTML.

    >>> plain("&lt;b&gt;AT&amp;amp;T&lt;/b&gt; 裁员"), plain("<b>AT&amp;T</b> 裁员"), plain("AT&T <裁员>")
    ('AT&T 裁员', 'AT&T 裁员', 'AT&T <裁员>')
    """
    for _ in range(2):
        if _MARKUP.search(text):
            text = parse(text).root.get_text()
    return clean(text)


def _form(body: str) -> Form:
    form = detect(body, "")
    return Form.HTML if form is Form.TEXT and _TAGS.search(body) else form


def _read_body(body: str, form: Form, base: str) -> Reading:
    if form is Form.DUMP or is_page(body):
        return READERS[form](body)
    if form is Form.TEXT:
        return read_body(body)
    rendered = render(body) if form is Form.MARKDOWN else None
    markup = parse(rendered.html if rendered else body)
    walked = walk(markup.root, base)
    notices = (*(rendered.notices if rendered else ()), *markup.notices, *walked.notices)
    return Reading("", walked.parts, image=walked.image, notices=notices)


def _date(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    text = text.strip()
    if _SECONDS.fullmatch(text):
        date = from_milliseconds(f"{text.partition('.')[0]}000")
    else:
        date = from_milliseconds(text) or from_text(text)
    wrong = text and date is None
    return date, (f"has a wrong date ({clean(text)[:40]}); its date is unknown",) if wrong else ()


def _is_own(url: str) -> bool:
    """Whether an address can be one article's: some feeds give their home page with every entry."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
