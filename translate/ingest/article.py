"""A reading to an article: what is a note, which id each block has, what the user is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate.errors import IngestError
from translate.ingest.addresses import article_id
from translate.ingest.characters import REPLACEMENT, count_han
from translate.ingest.forms import READERS, Form, detect
from translate.ingest.inline import clean
from translate.ingest.parts import Part, Reading
from translate.model import Article, Block, BlockKind, MarkKind

# What parsers drop or choke on, and no text holds: controls, lone surrogates, noncharacters.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTE = re.compile(
    r"[（(](?:本文|编者|編者|编辑|編輯|编按|編按|责编|責編|责任编辑|責任編輯|译者|譯者|来源|來源|注|註)[^（）()]*"
    r"(?:[（(][^（）()]*[）)][^（）()]*)*[）)]"
)
_GARBLED_SAMPLE = 4_000  # characters
_GARBLED_HAN = 8  # characters that come right by the reverse step before a text counts as garbled


def read_text(text: str, *, source: str, form: Form | None = None, name: str = "") -> Article:
    """The article in ``text``, a file's whole content. ``source`` names the file and gives an id where no URL does.

    Without ``form`` it is detected, with the help of the suffix of ``name`` (by default ``source``). Faults that
    could be mended are in ``notices``. Raises IngestError if there is nothing to read: empty, white space or
    markup only, or garbled by a wrong decoding.
    """
    if not text.strip("\ufeff\0 \t\r\n\f\u3000\xa0"):
        what = "holds only white space" if text else "is empty"
        raise IngestError(what, where=source, remedy="export the article again, or leave the file out")
    tidy = usable(text)
    whole = tidy.rstrip(REPLACEMENT)  # a file cut inside a character ends with one
    reading = READERS[form or detect(whole, name or source)](whole)
    return finished(reading, tidy, source, url=reading.url, name=source)


def usable(text: str) -> str:
    """``text`` with line feeds for line ends, and without what no text holds: controls, half characters."""
    return _UNUSABLE.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def finished(reading: Reading, tidy: str, source: str, *, url: str, name: str) -> Article:
    """The article of what was read in ``tidy``; its id comes from ``url``, else from ``name``.

    Raises IngestError if nothing was found, or text garbled by a wrong decoding.
    """
    _refuse_garbled(tidy, source)
    whole = tidy.rstrip(REPLACEMENT)
    if not reading.title and not reading.parts:
        raise IngestError(
            "holds no text", where=source, remedy="export the article again, or leave the file out"
        )
    return Article(
        id=article_id(url, name),
        source=source,
        blocks=_blocks(reading.title, _with_notes(reading.parts)),
        url=reading.url,
        date=reading.date,
        image=reading.image,
        # Cleaned, since some quote the input.
        notices=tuple(dict.fromkeys(map(clean, (*_notices(reading, tidy, whole), *reading.notices)))),
    )


def _blocks(title: str, parts: Sequence[Part]) -> tuple[Block, ...]:
    first = (Block("p00", BlockKind.TITLE, title),) if title else ()
    rest = (
        Block(f"p{number:02d}", part.kind, part.zh, part.marks, part.level)
        for number, part in enumerate(parts, start=1)
    )
    return (*first, *rest)


def _with_notes(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The last paragraph as a note if it is all in italics; and last ones like （本文依据……）."""
    kept = list(parts)
    for number in range(len(kept) - 1, 0, -1):
        part = kept[number]
        italic = number == len(kept) - 1 and any(
            mark.kind is MarkKind.EMPHASIS and mark.end - mark.start == len(part.zh) for mark in part.marks
        )
        if part.kind is not BlockKind.PARAGRAPH or not (italic or _NOTE.fullmatch(part.zh)):
            break
        kept[number] = replace(part, kind=BlockKind.NOTE)
    return tuple(kept)


def _notices(reading: Reading, text: str, whole: str) -> list[str]:
    notices = []
    if not reading.title:
        notices.append("has no title; its first sentence stands in on the index")
    if not reading.parts:
        notices.append("has a title but no text below it")
    if not any(count_han(zh) for zh in (reading.title, *(part.zh for part in reading.parts))):
        notices.append("holds no Chinese characters")
    if len(whole) < len(text):
        notices.append("ends in the middle of a character; it is cut off, what is there was kept")
    if damaged := whole.count(REPLACEMENT):
        notices.append(
            f"holds {damaged} damaged character{'s' if damaged > 1 else ''} (shown as {REPLACEMENT})"
        )
    return notices


def _refuse_garbled(text: str, source: str) -> None:
    """Refuses Chinese that was once decoded wrongly and saved so: ä¸\xadå›½ or 涓浗 for 中国.

    Undone by the reverse step: real Chinese, encoded as GB18030, is never good UTF-8 for long.
    """
    sample = text[:_GARBLED_SAMPLE]
    looks_latin = count_han(sample) * 4 < len(sample)
    for back in (sample.encode("gb18030", "ignore"), _as_windows_1252(sample) if looks_latin else b""):
        mended = back.decode("utf-8", "replace")
        han = count_han(mended)
        if han >= _GARBLED_HAN and mended.count(REPLACEMENT) * 4 < han:
            raise IngestError(
                f"is garbled: it holds {sample.strip()[:12]!r} where it should have {mended.strip()[:8]!r}",
                where=source,
                remedy="export it again as UTF-8",
            )


def _as_windows_1252(text: str) -> bytes:
    """As browsers use it: the five bytes that the code page leaves out stand for the control characters."""
    return b"".join(
        character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252", "ignore")
        for character in text
    )
