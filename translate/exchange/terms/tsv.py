"""TSV: the same table as CSV with tabs, which is also what Excel saves as "Unicode text"."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from translate.bitext import csv_lines, tab_lines
from translate.errors import IngestError
from translate.exchange.terms.columns import Sheet, read_table
from translate.exchange.terms.csv import write_delimited
from translate.exchange.terms.model import EVERYTHING, Format, Read, Written
from translate.exchange.terms.text import read_text
from translate.glossary.entry import GlossaryEntry


def _read(path: Path) -> Read:
    text = read_text(path)
    try:
        lines = list(csv_lines(path, text, "\t"))
    except IngestError:  # a quotation mark inside a text: such a file has no quoting at all
        lines = list(tab_lines(text))
    return read_table(lines, Sheet(path, guarded=True))


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    return write_delimited(entries, csv.excel_tab.delimiter)


TSV = Format("tsv", "TSV", (".tsv", ".tab", ".txt"), EVERYTHING, _read, _write)
