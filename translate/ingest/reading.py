"""Reading inputs, one article after another: the one place where ingest opens files."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from translate.errors import IngestError
from translate.ingest import feeds, jsonl
from translate.ingest.addresses import article_id
from translate.ingest.archives import Member, tar_members, zip_members
from translate.ingest.article import read_text
from translate.ingest.decode import decode, encoding_of
from translate.ingest.discover import discover
from translate.ingest.kinds import Kind, kind_of
from translate.ingest.names import STANDARD_INPUT, STANDARD_INPUT_NAME, unzipped
from translate.ingest.record import Record, article_of
from translate.ingest.streams import HEAD, gunzip, open_file, stream_of, stream_of_pieces
from translate.model import Article

MOST_BYTES = 64 << 20  # one article is some 10 KB; a file beyond this is a whole archive or no text
# A long report has 30,000 characters; at 200,000 the default model would draft for half a day.
MOST_CHARACTERS = 200_000
_PIECE = 1 << 16

Read = Article | IngestError


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stream comes from: what it is called, and what it was taken out of."""

    source: str
    name: str
    in_archive: bool = False
    in_gzip: bool = False


def read(path: Path) -> Article:
    """The article in one file.

    Raises IngestError: missing, unreadable, too large, binary, without text, or more than one article.
    """
    found = read_file(path)
    first = next(found)
    if isinstance(first, IngestError):
        raise first
    if next(found, None) is not None:
        raise IngestError("holds more than one article", where=path, remedy="read it with read_articles")
    return first


def read_articles(inputs: Sequence[Path | str]) -> Iterator[Read]:
    """Every article that ``inputs`` mean, and every fault where it comes up; nothing is raised for bad input.

    Inputs are files, folders, globs and ``-`` for standard input. Archives, feeds and JSON Lines are read piece
    by piece: however large they are, memory holds one article of them at a time.
    """
    found = discover([Path(path) for path in inputs])
    yield from found.faults
    for path in found.paths:
        yield from read_input(path)


def read_input(path: Path) -> Iterator[Read]:
    """The articles and faults of one file that ``discover`` found, or of standard input for ``-``."""
    yield from read_standard_input() if str(path) == STANDARD_INPUT else read_file(path)


def read_file(path: Path) -> Iterator[Read]:
    """The articles and faults of one file; at least one of either."""
    try:
        stream = open_file(path)
    except IngestError as fault:
        yield fault
        return
    with stream:
        yield from read_stream(stream, str(path))


def read_standard_input() -> Iterator[Read]:
    """The articles and faults of what comes in on standard input; its kind is told by how it begins."""
    if sys.stdin is None:
        yield IngestError("is closed", where=STANDARD_INPUT_NAME, remedy="pipe the news in, or name a file")
        return
    file = cast(io.BufferedReader, sys.stdin.buffer)
    yield from read_stream(stream_of(file.read1, STANDARD_INPUT_NAME, "data"), STANDARD_INPUT_NAME, "")


def read_stream(stream: io.BufferedReader, source: str, name: str | None = None) -> Iterator[Read]:
    """The articles and faults of a stream; ``name`` helps to tell its kind, by default ``source``."""
    return _read(stream, _Place(source, source if name is None else name))


def _read(stream: io.BufferedReader, place: _Place) -> Iterator[Read]:
    try:
        kind = kind_of(stream.peek(HEAD)[:HEAD], place.name)
        if fault := _too_deep(kind, place):
            yield fault
        elif kind is Kind.GZIP:
            inner = replace(place, name=unzipped(place.name), in_gzip=True)
            yield from _read(gunzip(stream, place.source), inner)
        elif kind in (Kind.ZIP, Kind.TAR):
            members = zip_members if kind is Kind.ZIP else tar_members
            yield from _read_members(members(stream, place.source))
        elif kind is Kind.ARTICLE:
            yield _read_article(stream, place)
        else:
            yield from _read_records(_records(stream, place, kind))
    except IngestError as fault:
        yield fault
    except OSError as error:
        yield IngestError(f"cannot be read ({(error.strerror or str(error)).lower()})", where=place.source,
                          remedy="check the path and its permissions")  # fmt: skip


def _too_deep(kind: Kind, place: _Place) -> IngestError | None:
    """One level: gzip in an archive, tar in gzip; no archive in an archive, and nothing twice."""
    nested = (
        (kind is Kind.GZIP and place.in_gzip)
        or (kind is Kind.ZIP and (place.in_archive or place.in_gzip))
        or (kind is Kind.TAR and place.in_archive)
    )
    if not nested:
        return None
    return IngestError(
        f"is a {kind} archive inside another one",
        where=place.source,
        remedy="unpack the outer one and name the folder",
    )


def _read_members(members: Iterator[Member | IngestError]) -> Iterator[Read]:
    for member in members:
        if isinstance(member, IngestError):
            yield member
        else:
            yield from _read(member.stream, _Place(member.source, member.name, in_archive=True))


def _read_article(stream: io.BufferedReader, place: _Place) -> Article:
    data = bytearray()  # in pieces: one read would take all the memory that it may
    while len(data) <= MOST_BYTES and (piece := stream.read(HEAD)):
        data += piece
    if len(data) > MOST_BYTES:
        raise IngestError(
            f"is too large for an article (at most {MOST_BYTES >> 20} MB)",
            where=place.source,
            remedy="split it into one file an article, or give it as JSON Lines",
        )
    # The name inside a .gz tells the form: a.html.gz is a page.
    article = _bounded(read_text(decode(bytes(data), place.source), source=place.source, name=place.name))
    if place.source != STANDARD_INPUT_NAME or article.url:
        return article
    # Whatever is piped in has this one name: the first words tell two articles apart.
    return replace(article, id=article_id("", f"{place.source}#{article.blocks[0].zh}"))


def _bounded(article: Article) -> Article:
    length = sum(len(block.zh) for block in article.blocks)
    if length > MOST_CHARACTERS:
        raise IngestError(
            f"holds {length:,} characters, more than any article (at most {MOST_CHARACTERS:,})",
            where=article.source,
            remedy="split it into one file an article",
        )
    return article


def _records(stream: io.BufferedReader, place: _Place, kind: Kind) -> Iterator[Record | IngestError]:
    head = stream.peek(HEAD)[:HEAD]
    encoding = encoding_of(head, place.source)
    if kind is Kind.FEED:
        return feeds.entries(_as_utf8(stream, encoding, place.source), place.source)
    if head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n").startswith("["):
        return jsonl.array(_as_utf8(stream, encoding, place.source), place.source)
    if encoding.startswith("utf-"):
        return jsonl.lines(_as_utf8(stream, encoding, place.source), place.source)
    return jsonl.lines(stream, place.source)  # each line tells its encoding


def _as_utf8(stream: io.BufferedReader, encoding: str, where: str) -> io.BufferedReader:
    """The same text in UTF-8 without a mark; a stream that is in it already passes unchanged."""
    if encoding == "utf-8":
        return stream
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def pieces() -> Iterator[bytes]:
        while data := stream.read(_PIECE):
            yield decoder.decode(data).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", True).encode("utf-8", "surrogatepass")

    return stream_of_pieces(pieces(), where)


def _read_records(records: Iterator[Record | IngestError]) -> Iterator[Read]:
    """Articles of records. Those without an address that share a title are told apart by their order."""
    named: dict[str, int] = {}
    for record in records:
        if isinstance(record, IngestError):
            yield record
            continue
        if record.name and not record.url:
            named[record.name] = count = named.get(record.name, 0) + 1
            record = replace(record, name=record.name if count == 1 else f"{record.name}~{count}")
        try:
            yield _bounded(article_of(record))
        except IngestError as fault:
            yield fault
