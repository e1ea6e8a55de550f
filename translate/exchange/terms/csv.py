"""CSV: a header row and everything of an entry, as Excel opens it; in, anybody's table with Chinese and English."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from translate.bitext import csv_lines
from translate.exchange.terms.columns import HEADER, Sheet, cells, guard, read_table
from translate.exchange.terms.model import EVERYTHING, Format, Losses, Read, Written, named, readable
from translate.exchange.terms.text import read_text
from translate.glossary.entry import GlossaryEntry


def write_delimited(entries: Sequence[GlossaryEntry], delimiter: str) -> Written:
    """The table with the delimiter, in UTF-8 with the byte order mark without which Excel takes it for Latin."""
    losses = Losses()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADER)
    for entry in readable(entries, losses):
        row = list(map(guard, cells(entry)))
        if any("\0" in cell for cell in row):
            losses.add("NUL characters, which no text file should have, are left out", named(entry))
            row = [cell.replace("\0", "") for cell in row]
        writer.writerow(row)
    return Written(text.getvalue().encode("utf-8-sig"), losses.all())


def _read(path: Path) -> Read:
    return read_table(csv_lines(path, read_text(path)), Sheet(path, guarded=True))


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    return write_delimited(entries, ",")


CSV = Format("csv", "CSV", (".csv",), EVERYTHING, _read, _write)
