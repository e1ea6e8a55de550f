"""PO: another glossary, as a file or as a folder of files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translate.errors import GlossaryError
from translate.exchange.terms.model import EVERYTHING, Format, Losses, Read, Row, Written, named, readable
from translate.glossary.document import NEW_HEADER, Document
from translate.glossary.entry import GlossaryEntry, po_lines
from translate.glossary.folder import Glossary

_NO_FILE = EVERYTHING - {"file"}


def _read(path: Path) -> Read:
    if path.is_dir():
        glossary = Glossary.load(path)
        if not glossary.documents:
            raise GlossaryError("holds no PO file", where=path, remedy="name a glossary folder or a file")
        rows = [
            Row(found.entry, EVERYTHING, f"{found.document.path}:{found.entry.line}") for found in glossary
        ]
        return Read(tuple(rows), glossary.faults)
    if not path.exists():
        raise GlossaryError("there is no such file", where=path)
    document = Document.load(path)
    entries = [part.entry for part in document.parts() if part.entry is not None]
    if not entries and document.to_bytes().strip() and b"msgid" not in document.to_bytes():
        raise GlossaryError("is not a PO file", where=path, remedy="say its format with --format")
    rows = [Row(entry, _NO_FILE, f"{path}:{entry.line}") for entry in entries]
    return Read(tuple(replace(row, entry=replace(row.entry, file="")) for row in rows), document.faults)


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    """One file with all entries, in the order in which they are given."""
    losses = Losses()
    held = list(readable(entries, losses))
    if len({entry.file for entry in held}) > 1:
        for entry in held:
            losses.add("file names are left out (export to a folder keeps them)", named(entry))
    keys = set()
    for entry in held:
        if entry.key in keys:
            losses.add("the same Chinese and sense twice, which gettext's own tools refuse", named(entry))
        keys.add(entry.key)
    blocks = (NEW_HEADER, *("".join(f"{line}\n" for line in po_lines(entry)) for entry in held))
    return Written("\n".join(blocks).encode("utf-8"), losses.all())


PO = Format("po", "PO", (".po",), _NO_FILE, _read, _write)
