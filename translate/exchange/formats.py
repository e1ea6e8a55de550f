"""The exchange formats of articles, and which of them a file is in."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from translate.errors import ExchangeError
from translate.exchange.article_workbook import XLSX
from translate.exchange.delimited import CSV, TSV
from translate.exchange.model import Format
from translate.exchange.po import PO
from translate.exchange.tmx_read import TMX
from translate.exchange.xliff12 import XLIFF12
from translate.exchange.xliff21 import XLIFF21

__all__ = ["CSV", "FORMATS", "PO", "TMX", "TSV", "XLIFF12", "XLIFF21", "XLSX", "named", "told"]

FORMATS = (PO, XLIFF12, XLIFF21, TMX, CSV, TSV, XLSX)

_BY_ENDING = {
    ".po": PO,
    ".pot": PO,
    ".tmx": TMX,
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".txt": TSV,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
}
_HEAD = 1 << 16  # bytes in which a root element must begin
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte order marks and white space
_ROOT = re.compile(rb"<(?:\w+:)?(xliff|tmx)[\s>]")
_VERSION = re.compile(rb"<(?:\w+:)?xliff\s[^>]*?version\s*=\s*[\"']([^\"']*)")


_FAULTS: dict[type[OSError], tuple[str, str]] = {
    IsADirectoryError: ("is a folder, not a file", "name the files in it"),
    FileNotFoundError: ("cannot be read", "look at the name: there is no such file"),
}


def named(name: str) -> Format:
    """The format of this name. Raises ``KeyError`` if there is none."""
    return {known.name: known for known in FORMATS}[name]


def told(path: Path) -> Format:
    """The format of a file: XLIFF, TMX and workbooks by what is in them, the others by their ending.

    Raises ExchangeError where neither tells it, or the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).replace(b"\0", b"")  # UTF-16 too
    except OSError as error:
        what, remedy = _FAULTS.get(
            type(error), (f"cannot be read ({error.strerror or error})", "check the file's permissions")
        )
        raise ExchangeError(what, where=path, remedy=remedy) from error
    if head.startswith(b"PK") and _is_workbook(path):
        return XLSX
    is_xml = head.lstrip(_BEFORE_XML).startswith(b"<")
    if is_xml and (found := _ROOT.search(head)):
        if found[1] == b"tmx":
            return TMX
        version = _VERSION.search(head)
        return XLIFF21 if version and version[1].startswith(b"2") else XLIFF12
    by_ending = _BY_ENDING.get(path.suffix.casefold())
    if by_ending is None or head.startswith(b"PK"):
        endings = ", ".join(dict.fromkeys(known.ending for known in FORMATS))
        raise ExchangeError(
            "is in no format that can be imported",
            where=path,
            remedy=f"give a file that ends in {endings}",
        )
    return by_ending


def _is_workbook(path: Path) -> bool:
    """Whether an archive is a workbook by its name or its members: other documents and e-books are archives too."""
    if _BY_ENDING.get(path.suffix.casefold()) is XLSX:
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
