"""Articles as a workbook: English and state are open to change, all else is locked without a password."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from translate.errors import ExchangeError, GlossaryError
from translate.exchange.article_tables import HEADER, STATES, read_rows, rows
from translate.exchange.model import Format, Outgoing, Record, Unusable
from translate.exchange.terms.columns import letters
from translate.exchange.terms.xlsx import LONGEST_CELL, MOST_ROWS, escape, new_book, pages, saved

_WIDTHS = {"id": 9, "zh": 48, "en": 60, "state": 11, "findings": 36, "article": 20, "stamp": 24}  # characters
_LINE, _TALLEST = 15.0, 409.0  # points: a line of 11 point type, Excel's limit
_HAN = 2.1  # letters that a Chinese character is wide, in the fonts that Excel and LibreOffice fall back on
_OPEN = ("en", "state")
_LAST = letters(len(HEADER) - 1)


def write(articles: Iterable[Outgoing]) -> bytes:
    """The articles as a workbook with one sheet.

    Raises ExchangeError for a text or a number of sentences that is more than Excel can hold.
    """
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, Protection

    book = new_book()
    sheet = book.create_sheet("article")
    _set_up(sheet)
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    locked, opened = Protection(locked=True), Protection(locked=False)
    protections = [opened if name in _OPEN else locked for name in HEADER]

    def cell(text: str, column: int) -> Any:
        made = WriteOnlyCell(sheet, text)
        made.data_type = "s"  # never a formula or an error value
        made.alignment = wrapped
        made.protection = protections[column]
        return made

    heads = [WriteOnlyCell(sheet, name) for name in HEADER]
    for head in heads:
        head.font = bold
    sheet.append(heads)
    count = 0
    for row in islice(rows(articles), MOST_ROWS):
        sheet.row_dimensions[count + 2].height = _height(row)
        sheet.append([cell(_fitting(text, row[0]), at) if text else None for at, text in enumerate(row)])
        count += 1
    if count >= MOST_ROWS:
        raise ExchangeError(f"more than {MOST_ROWS:,} rows do not fit in a sheet", remedy="export to .csv")
    _offer_states(sheet, count + 1)
    sheet.auto_filter.ref = f"A1:{_LAST}{count + 1}"
    return saved(book)


def _height(row: tuple[str, ...]) -> float:
    """About the height, in points, that a row's texts need: not every program finds it by itself."""
    lines = 1
    for name, text in zip(HEADER, row, strict=True):
        if text and name != HEADER[-1]:
            lines = max(lines, sum(1 + int(_widths(line) / _WIDTHS[name]) for line in text.split("\n")))
    return min(lines * _LINE, _TALLEST)


def _widths(text: str) -> float:
    """How many letters wide a text is."""
    return sum(_HAN if character >= "\u2e80" else 1 for character in text)


def _fitting(text: str, segment: str) -> str:
    written = escape(text)
    if len(written) > LONGEST_CELL:
        raise ExchangeError(
            f"{segment} has {len(written):,} characters, more than the {LONGEST_CELL:,} of an Excel cell",
            remedy="export it as csv or xliff",
        )
    return written


def _set_up(sheet: Any) -> None:
    for at, name in enumerate(HEADER):
        sheet.column_dimensions[letters(at)].width = _WIDTHS[name]
    sheet.column_dimensions[_LAST].hidden = True  # the stamp says nothing to a person
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    protection = sheet.protection
    protection.sheet = True
    # False is what is allowed.
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.autoFilter = False


def _offer_states(sheet: Any, last: int) -> None:
    """A list to choose the state from; anything else is refused as it is typed."""
    from openpyxl.worksheet.datavalidation import DataValidation

    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=False)
    states.error, states.errorTitle = f"Choose one of {', '.join(STATES)}.", "State"
    states.showErrorMessage = True
    column = letters(HEADER.index("state"))
    states.add(f"{column}2:{column}{max(last, 2)}")
    sheet.data_validations.append(states)


def read(path: Path) -> Iterator[Record]:
    """The rows of all sheets that have the columns; a first sheet must have them.

    Raises ExchangeError for what is no workbook, a zip bomb, XML that declares entities, or a missing column.
    """
    begun = False
    try:
        for page in pages(path):
            names = [cell.strip().casefold() for cell in page.lines[0].fields]
            if begun and not ("zh" in names and "en" in names):
                continue
            begun = True
            yield from (Unusable(int(fault.line or 0), str(fault)) for fault in page.faults)
            yield from read_rows(page.lines, path, guarded=False)
    except GlossaryError as error:
        raise ExchangeError(
            error.what, where=error.where or path, line=error.line, remedy=error.remedy
        ) from error
    if not begun:
        raise ExchangeError("is empty", where=path, remedy="export the article again")


XLSX = Format("xlsx", "Excel", ".xlsx", write, read)
