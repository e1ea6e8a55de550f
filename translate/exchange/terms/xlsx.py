"""XLSX: the same table as CSV in one sheet, every cell a text and never a formula.

Characters that XML cannot hold stand as ``_x0001_``, as Excel itself writes them (ECMA-376 part 1, 22.9.2.19).
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from translate.bitext import Line
from translate.errors import DuizhaoError, GlossaryError
from translate.exchange.terms.columns import HEADER, Sheet, cells, has_header, letters, read_table
from translate.exchange.terms.model import (
    EVERYTHING,
    Format,
    Loss,
    Losses,
    Read,
    Row,
    Written,
    named,
    readable,
)
from translate.glossary.entry import GlossaryEntry

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LONGEST_CELL = 32_767  # characters, Excel's own limit
MOST_ROWS = 1_048_576  # Excel's own limit
LARGEST = 1 << 29  # bytes unpacked: far more than a million entries, far less than a zip bomb
_DAY = datetime.datetime(2000, 1, 1)  # of every workbook that is written
_WIDTHS = {"zh": 22, "en": 32, "note": 40, "accept": 32, "aliases": 22}  # characters

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_PLAIN = ("=", "#")  # what openpyxl makes formulas and error values of
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FORMULA = re.compile(rb"""<(?:\w+:)?f[ />]|\st=["']e["']""")
_UNREADABLE = ("cannot be read as a workbook", "save it as .xlsx in Excel or LibreOffice")


def escape(text: str) -> str:
    """The text as it stands in a cell."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescape(text: str) -> str:
    """The text of a cell."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


# ---- out ---------------------------------------------------------------------------------------------------------


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    if len(entries) >= MOST_ROWS:
        raise GlossaryError(
            f"{len(entries):,} entries are more than the {MOST_ROWS:,} rows of a sheet",
            remedy="export to .csv, or file by file with --file",
        )
    losses = Losses()
    book = new_book()
    sheet = book.create_sheet("glossary")
    for at, name in enumerate(HEADER):
        column = sheet.column_dimensions[letters(at)]
        column.width = _WIDTHS.get(name, 14)
        column.number_format = "@"  # what an editor types is a text too
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters(len(HEADER) - 1)}{len(entries) + 1}"
    sheet.append(HEADER)
    for entry in readable(entries, losses):
        sheet.append([_cell(text, sheet, entry, losses) for text in cells(entry)])
    return Written(saved(book), losses.all())


def new_book() -> Workbook:
    """An empty workbook to be written from top to bottom."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "Duizhao"
    book.properties.created = book.properties.modified = _DAY
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as a file: same cells, same bytes."""
    data = io.BytesIO()
    book.save(data)
    return _undated(data.getvalue())


def _cell(text: str, sheet: Any, entry: GlossaryEntry, losses: Losses) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not text:
        return None
    written = escape(text)
    if len(written) > LONGEST_CELL:
        losses.add(f"texts are cut off after {LONGEST_CELL:,} characters, Excel's limit", named(entry))
        written = written[:LONGEST_CELL]
    if not written.startswith(_NOT_PLAIN):
        return written
    cell = WriteOnlyCell(sheet, written)
    cell.data_type = "s"
    cell.quotePrefix = True  # stays a text when an editor goes into the cell
    return cell


def _undated(data: bytes) -> bytes:
    """The archive without the time of day: same entries, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":  # openpyxl sets the time of saving
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# ---- in ----------------------------------------------------------------------------------------------------------


def _read(path: Path) -> Read:
    """All sheets that have a header row, or the first one if it has none."""
    rows: list[Row] = []
    faults: list[DuizhaoError] = []
    losses: list[Loss] = []
    for page in pages(path):
        faults += page.faults
        if rows and not has_header(page.lines[0]):
            note = Losses()
            note.add("sheets without the columns zh and en are not read", page.sheet.title)
            losses += note.all()
            continue
        read = read_table(page.lines, page.sheet)
        rows += read.rows
        faults += read.faults
        losses += read.losses
    return Read(tuple(rows), tuple(faults), tuple(losses))


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that has something in it: its filled rows, and the faults of rows whose cells tell nothing."""

    sheet: Sheet
    lines: tuple[Line, ...]
    faults: tuple[GlossaryError, ...]


def pages(path: Path) -> Iterator[Page]:
    """The filled sheets of a workbook.

    Raises GlossaryError for what is no workbook, a zip bomb, XML that declares entities, and a sheet whose header
    is a formula without a result.
    """
    has_formulas = _look_inside(path)
    # Opened here: a sheet that is left in the middle keeps openpyxl's own file open until it is collected.
    with path.open("rb") as first, path.open("rb") as second:
        values = _open(first, path, values=True)
        formulas = _open(second, path, values=False) if has_formulas else None
        try:
            for at, sheet in enumerate(values.worksheets):
                page = _page(sheet, formulas.worksheets[at] if formulas is not None else None, path)
                if page.lines:
                    yield page
        except GlossaryError:
            raise
        except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
            raise GlossaryError(_UNREADABLE[0], where=path, remedy=_UNREADABLE[1]) from error


def _page(sheet: Any, formulas: Any, path: Path) -> Page:
    place, faults = Sheet(path, sheet.title), list[GlossaryError]()
    lines = _lines(sheet, formulas, place, faults)
    filled = tuple(line for line in lines if any(cell.strip() for cell in line.fields))
    return Page(place, filled, tuple(faults))


def _look_inside(path: Path) -> bool:
    """Whether there are formulas or error values.

    Raises GlossaryError for what is no workbook, a zip bomb, or XML that declares entities.
    """
    formulas = False
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise GlossaryError(
                    f"unpacks to more than {LARGEST:,} bytes", where=path, remedy="cut it into several"
                )
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    data = archive.read(part)
                    if _DECLARATION.search(data):
                        what = f"its part {part.filename} declares entities, which no spreadsheet does"
                        raise GlossaryError(what, where=path, remedy="save it anew in Excel or LibreOffice")
                    formulas |= part.filename.startswith("xl/worksheets/") and bool(_FORMULA.search(data))
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise GlossaryError(what, where=path, remedy="check the path and its rights") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise GlossaryError(_UNREADABLE[0], where=path, remedy=_UNREADABLE[1]) from error
    return formulas


def _open(file: BinaryIO, path: Path, *, values: bool) -> Workbook:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that openpyxl does not keep
            return load_workbook(file, read_only=True, data_only=values, keep_links=False)
    except Exception as error:  # as in _read
        raise GlossaryError(_UNREADABLE[0], where=path, remedy=_UNREADABLE[1]) from error


def _lines(sheet: Any, formulas: Any, place: Sheet, faults: list[GlossaryError]) -> Iterator[Line]:
    """The sheet's rows; one with a cell that tells nothing is left out, and one of ``faults``.

    Raises GlossaryError where that is the first one: without the header no column is sure.
    """
    sheet.reset_dimensions()  # some programs state wrong ones
    rows = sheet.iter_rows(values_only=True)
    if formulas is None:
        for number, row in enumerate(rows, 1):
            yield Line(number, _texts(row))
        return
    formulas.reset_dimensions()
    begun = False
    for number, (row, typed) in enumerate(zip(rows, formulas.iter_rows(), strict=True), 1):
        fault = _unusable(row, typed, number, place)
        if fault is None:
            begun = begun or any(row)
            yield Line(number, _texts(row))
        elif not begun:
            raise fault
        else:
            faults.append(fault)


def _unusable(row: Sequence[object], typed: Sequence[Any], number: int, place: Sheet) -> GlossaryError | None:
    """The fault of a row's first cell that a formula left without a value."""
    from openpyxl.cell.cell import ERROR_CODES

    for column, (value, cell) in enumerate(zip(row, typed, strict=True)):
        if cell.data_type == "f" and value is None:
            what = "is a formula without a stored result"
            return place.fault(what, number, column, "open and save it in Excel or LibreOffice")
        if value in ERROR_CODES and cell.data_type in ("e", "f"):
            return place.fault(f"holds the error {value}", number, column, "mend its formula")
    return None


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    texts = [_text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(value: object) -> str:
    """A cell's value as a person sees it."""
    if isinstance(value, str):
        return unescape(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"  # the digits that Excel has
    return str(value)


XLSX = Format("xlsx", "Excel", (".xlsx", ".xlsm"), EVERYTHING, _read, _write)
