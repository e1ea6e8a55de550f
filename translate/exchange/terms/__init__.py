"""Glossaries in the formats of others: one module a format, and the registry of all."""

from __future__ import annotations

from pathlib import Path

from translate.errors import GlossaryError
from translate.exchange.terms.csv import CSV
from translate.exchange.terms.deepl import DEEPL
from translate.exchange.terms.model import Format, Loss, Read, Row, Written
from translate.exchange.terms.omegat import OMEGAT
from translate.exchange.terms.po import PO
from translate.exchange.terms.tbx2 import TBX2
from translate.exchange.terms.tbx3 import TBX3
from translate.exchange.terms.tsv import TSV
from translate.exchange.terms.xlsx import XLSX

__all__ = ["FORMATS", "Format", "Loss", "Read", "Row", "Written", "format_of"]

# The first that has a file's ending is its format: .tbx is version 3, .csv is ours.
FORMATS = (CSV, TSV, XLSX, TBX3, TBX2, OMEGAT, DEEPL, PO)


def format_of(path: Path, name: str = "") -> Format:
    """The format of that name, else the one of the file's ending; a folder is PO.

    Raises GlossaryError where neither tells it.
    """
    names = ", ".join(known.name for known in FORMATS)
    if name:
        found = next((known for known in FORMATS if known.name == name.casefold()), None)
        if found is None:
            raise GlossaryError(f"there is no format {name!r}", remedy=f"use one of: {names}")
        return found
    if path.is_dir():
        return PO
    ending = path.suffix.casefold()
    found = next((known for known in FORMATS if ending in known.endings), None)
    if found is None:
        what = f"its ending {ending!r} tells no format" if ending else "has no ending that tells its format"
        raise GlossaryError(what, where=path, remedy=f"say it with --format: {names}")
    return found
