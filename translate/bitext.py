"""Aligned text that others made: PO files and files of two columns, Chinese first."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.errors import DuizhaoError, IngestError
from translate.termbase.po import entries
from translate.text import has_han

# What a header row calls the Chinese and the English column.
NAMES_ZH = frozenset(
    (
        "zh",
        "zh-cn",
        "zh-hans",
        "zh-tw",
        "zh-hant",
        "chinese",
        "source",
        "src",
        "original",
        "中文",
        "原文",
        "源文",
        "汉语",
    )
)
NAMES_EN = frozenset(
    ("en", "en-us", "en-gb", "english", "target", "tgt", "translation", "mt", "英文", "译文", "譯文", "英语")
)
_LONGEST_FIELD = 16 * 1024 * 1024  # characters; more than a book in one field is no aligned text


@dataclass(frozen=True, slots=True)
class Pair:
    """One Chinese text and its English. ``id`` is the segment's if the file tells it, else ``line 7``."""

    id: str
    zh: str
    en: str
    line: int


def read_bitext(path: Path) -> tuple[Pair, ...]:
    """The pairs of a PO file (``msgid`` Chinese, ``msgstr`` English, fuzzy ones too) or of a file with two columns.

    Columns are parted by tabs, or by commas or semicolons in ``.csv``; a header row (``zh``, ``en``; ``source``,
    ``target``; 中文, 英文) is recognized and may put them in any place. Raises ``IngestError`` if the file cannot
    be read as either, holds no pair, or has the English first.
    """
    is_po = path.suffix.casefold() in (".po", ".pot")
    pairs = tuple(_read_po(path) if is_po else _read_columns(path))
    if not pairs:
        raise IngestError(
            "holds no pair of Chinese and English", where=path, remedy="export it with both texts"
        )
    _refuse_swapped(path, pairs)
    return pairs


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise IngestError(
            f"cannot be read ({reason})", where=path, remedy="check the path and its rights"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise IngestError("is not UTF-8", where=path, line=line, remedy="save it again as UTF-8") from error


def _refuse_swapped(path: Path, pairs: Sequence[Pair]) -> None:
    if any(has_han(pair.zh) for pair in pairs):
        return
    if any(has_han(pair.en) for pair in pairs):
        what, remedy = (
            "the columns look swapped: the English comes first",
            "put the Chinese first (msgid, or column 1)",
        )
    else:
        what, remedy = (
            "no Chinese is in it",
            "give the Chinese in msgid or column 1, the English in msgstr or column 2",
        )
    raise IngestError(what, where=path, line=pairs[0].line, remedy=remedy)


# ---- PO ----------------------------------------------------------------------------------------------------------


def _read_po(path: Path) -> Iterator[Pair]:
    text = _read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"^msgid ", text, re.MULTILINE):
        raise IngestError("is not a PO file", where=path, remedy="name a two-column file .tsv or .csv")
    for entry in entries(text, path):
        if isinstance(entry, DuizhaoError):
            remedy = 'write: msgid "中文" and below it msgstr "English"'
            raise IngestError("is not valid PO there", where=path, line=entry.line, remedy=remedy)
        if entry.msgid and not entry.obsolete:
            yield Pair(entry.msgctxt or f"line {entry.line}", entry.msgid, entry.msgstr, entry.line)


# ---- columns -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; ``number`` is the line of the file that it begins on, from 1."""

    number: int
    fields: tuple[str, ...]


def _read_columns(path: Path) -> Iterator[Pair]:
    text = _read_text(path)
    if "\0" in text:
        raise IngestError("is not text", where=path, remedy="give a PO, TSV or CSV file")
    lines = [line for line in _lines(path, text) if any(field.strip() for field in line.fields)]
    zh, en, header = _columns(lines)
    for line in lines[1:] if header else lines:
        if len(line.fields) <= max(zh, en):
            what = f"has {len(line.fields)} column where Chinese and English are needed"
            remedy = "part the two by one tab (or a comma in .csv)"
            raise IngestError(what, where=path, line=line.number, remedy=remedy)
        yield Pair(f"line {line.number}", line.fields[zh].strip(), line.fields[en].strip(), line.number)


def _columns(lines: Sequence[Line]) -> tuple[int, int, bool]:
    """Places of the two texts, and whether the first line is a header."""
    if not lines:
        return 0, 1, False
    names = [field.strip().casefold() for field in lines[0].fields]
    zh = next((at for at, name in enumerate(names) if name in NAMES_ZH), None)
    en = next((at for at, name in enumerate(names) if name in NAMES_EN), None)
    return (zh, en, True) if zh is not None and en is not None else (0, 1, False)


def _lines(path: Path, text: str) -> Iterator[Line]:
    if path.suffix.casefold() == ".csv":
        yield from csv_lines(path, text)
        return
    yield from tab_lines(text)


def tab_lines(text: str) -> Iterator[Line]:
    """The rows of a text with tabs and without quoting, one a line."""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        yield Line(number, tuple(map(_unquoted, line.split("\t"))))


def _unquoted(field: str) -> str:
    """A field of a TSV as a spreadsheet writes it: quotation marks doubled and the whole put into quotation marks.

    A sentence that is a quotation, ``"Yes," he said``, stays as it is.
    """
    inner = field[1:-1]
    if (
        len(field) > 2
        and field[0] == field[-1] == '"'
        and '""' in inner
        and '"' not in inner.replace('""', "")
    ):
        return inner.replace('""', '"')
    return field


def csv_lines(path: Path, text: str, delimiter: str = "") -> Iterator[Line]:
    """The rows of a CSV text; without a ``delimiter`` it is told by the first line.

    Raises ``IngestError`` where a quotation mark is out of place.
    """
    first = text.split("\n", 1)[0]
    delimiter = delimiter or max(",;\t", key=first.count)
    limit = csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for fields in reader:
            yield Line(begin, tuple(fields))
            begin = reader.line_num + 1
    except csv.Error as error:
        remedy = "put a field with commas, quotation marks or line breaks into quotation marks"
        raise IngestError(
            f"is not valid CSV there ({error})", where=path, line=begin, remedy=remedy
        ) from error
    finally:
        csv.field_size_limit(limit)
