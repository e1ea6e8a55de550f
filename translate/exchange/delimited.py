"""Articles as CSV and TSV for any spreadsheet, no cell a formula (RFC 4180, in UTF-8 with the mark for Excel)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from translate.bitext import Line, csv_lines, tab_lines
from translate.errors import DuizhaoError, ExchangeError, IngestError
from translate.exchange.article_tables import HEADER, read_rows, rows
from translate.exchange.model import Format, Outgoing, Record
from translate.exchange.terms.columns import guard
from translate.exchange.terms.text import read_text
from translate.exchange.terms.xlsx import escape

_TAB = "\t"


def _write(articles: Iterable[Outgoing], delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([guard(escape(cell)) for cell in row] for row in rows(articles))
    return text.getvalue().encode("utf-8-sig")


def _read(path: Path, delimiter: str) -> Iterator[Record]:
    try:
        lines = list(_lines(path, read_text(path), delimiter))
    except ExchangeError:
        raise
    except DuizhaoError as error:
        raise ExchangeError(error.what, where=path, line=error.line, remedy=error.remedy) from error
    yield from read_rows(lines, path, guarded=True)


def _lines(path: Path, text: str, delimiter: str) -> Sequence[Line]:
    try:
        return list(csv_lines(path, text, delimiter))
    except IngestError:
        if delimiter != _TAB or text.lstrip("\ufeff").startswith(_TAB.join(HEADER[:3])):
            raise  # one of ours is quoted: it is broken
        return list(tab_lines(text))


CSV = Format("csv", "CSV", ".csv", partial(_write, delimiter=","), partial(_read, delimiter=""))
TSV = Format("tsv", "TSV", ".tsv", partial(_write, delimiter=_TAB), partial(_read, delimiter=_TAB))
