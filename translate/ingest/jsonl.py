"""JSON Lines and JSON arrays of articles: objects with ``title``, ``url``, ``date`` and ``body`` or ``html``."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from translate.errors import IngestError
from translate.ingest.decode import decode
from translate.ingest.forms import Form
from translate.ingest.record import Record

# An article of the most characters there may be (200,000), each as six bytes \\uXXXX, with as much markup again.
MOST_LINE = 8 << 20  # bytes
_MOST_FAULTS = 50  # told one by one; the rest are counted: a file of another kind has a million bad lines
_PIECE = 1 << 16

# The first of each that is given; the first is the name in the README, the others are what exporters write.
_TITLE = ("title", "headline")
_URL = ("url", "link")
_DATE = ("date", "published", "date_published", "pubDate", "time")
_HTML = ("html", "content_html")
_BODY = ("body", "content", "text", "content_text")
_SUMMARY = ("summary", "description")
_IMAGE = ("image",)
_NAME = ("id", "guid")


def lines(stream: io.BufferedReader, where: str) -> Iterator[Record | IngestError]:
    """One article a line, in any encoding that ends lines with one byte; each line tells its own."""
    return _within(_lines(stream, where), where)


def array(stream: io.BufferedReader, where: str) -> Iterator[Record | IngestError]:
    """The articles of a JSON array in UTF-8, one at a time."""
    return _within(_array(stream, where), where)


def _lines(stream: io.BufferedReader, where: str) -> Iterator[Record | IngestError]:
    number = 0
    while line := stream.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            _skip_line(stream)
            yield _too_long("a line", where, number)
        elif line.strip():
            yield _read_line(line, where, number)


def _skip_line(stream: io.BufferedReader) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


def _read_line(line: bytes, where: str, number: int) -> Record | IngestError:
    try:
        return _record(json.loads(decode(line, where)), f"{where}:{number}", where)
    except IngestError as fault:
        return IngestError(fault.what, where=where, line=number, remedy=fault.remedy)
    except (ValueError, RecursionError) as error:
        return _bad_json(error, where, number)


def _array(stream: io.BufferedReader, where: str) -> Iterator[Record | IngestError]:
    """Decodes at the front of a window that grows until an element is whole."""
    decoder, window, at, line = json.JSONDecoder(), _text(stream, _PIECE).lstrip("\ufeff").lstrip(), 1, 1
    number = 0
    while True:
        while at < len(window) and window[at] in " \t\r\n,":
            line += window[at] == "\n"
            at += 1
        if window[at : at + 1] == "]":
            return
        try:
            if at == len(window):
                raise ValueError("it ends before its closing bracket")
            value, end = decoder.raw_decode(window, at)
        except (ValueError, RecursionError) as error:
            more = "" if isinstance(error, RecursionError) else _text(stream, max(_PIECE, len(window) - at))
            if not more:
                yield _bad_json(error, where, line)
                return
            window, at = window[at:] + more, 0
            if len(window) > MOST_LINE * 2:
                yield _too_long("an element", where, line)
                return
            continue
        number += 1
        line += window.count("\n", at, end)
        at = end
        try:
            yield _record(value, f"{where}#{number}", where)
        except IngestError as fault:
            yield fault


def _text(stream: io.BufferedReader, size: int) -> str:
    """The next ``size`` bytes, and the rest of a character that they cut."""
    data = stream.read(size)
    while data and data[-1] & 0x80 and (piece := stream.read(1)):
        data += piece
    return data.decode("utf-8", "replace")


def _record(value: object, source: str, where: str) -> Record:
    """Raises IngestError for what is no article."""
    if not isinstance(value, Mapping):
        raise IngestError(
            "is no JSON object", where=source, remedy='each is {"title": …, "url": …, "date": …, "body": …}'
        )
    html, body, summary = (_first(value, keys) for keys in (_HTML, _BODY, _SUMMARY))
    title = _first(value, _TITLE)
    if not (html or body or summary or title):
        keys = ", ".join(list(map(str, value))[:6]) or "nothing"
        raise IngestError(
            f"has no title, body or html (it has {keys})", where=source, remedy="rename its fields"
        )
    own = _first(value, _NAME) or title
    return Record(
        source,
        title,
        _first(value, _URL),
        _first(value, _DATE),
        html or body or summary,
        _first(value, _IMAGE),
        form=Form.HTML if html else None,
        name=f"{where}#{own}" if own else "",
        notices=() if html or body or not summary else ("holds only a summary",),
    )


def _first(value: Mapping[Any, Any], keys: tuple[str, ...]) -> str:
    """The first of these fields that holds a text or a number."""
    given = (value.get(key) for key in keys)
    texts = (
        str(found) for found in given if isinstance(found, str | int | float) and not isinstance(found, bool)
    )
    return next((text for text in texts if text.strip()), "")


def _bad_json(error: Exception, where: str, line: int) -> IngestError:
    if isinstance(error, RecursionError):
        return IngestError("is nested too deeply", where=where, line=line, remedy="leave it out")
    reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return IngestError(f"is no JSON ({reason[:80]})", where=where, line=line,
                       remedy="one object a line, or one array of objects")  # fmt: skip


def _too_long(what: str, where: str, line: int) -> IngestError:
    return IngestError(
        f"has {what} of more than {MOST_LINE >> 20} MB", where=where, line=line, remedy="one article each"
    )


def _within(found: Iterator[Record | IngestError], where: str) -> Iterator[Record | IngestError]:
    """The same; faults beyond a number are only counted."""
    faults = empty = 0
    for record in found:
        empty += 1
        faults += isinstance(record, IngestError)
        if faults <= _MOST_FAULTS or not isinstance(record, IngestError):
            yield record
    if faults > _MOST_FAULTS:
        yield IngestError(
            f"has {faults - _MOST_FAULTS:,} more entries that cannot be read",
            where=where,
            remedy="is it news in JSON?",
        )
    if not empty:
        yield IngestError("holds no articles", where=where, remedy="export it again, or leave it out")
