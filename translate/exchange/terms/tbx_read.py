"""TBX in: a stream of concepts out of version 3 (DCA or DCT style) or version 2, whoever wrote it.

Nothing outside of the file is ever read: no DTD, no entity, no network. A file that declares entities is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from translate.errors import DuizhaoError, GlossaryError
from translate.exchange.terms.model import Losses, Read, Row
from translate.exchange.terms.tbx_concept import ConceptReader
from translate.exchange.terms.tbx_write import MARK
from translate.exchange.xml_stream import Kind, elements, local_name

_DIALECTS = {
    "tbx": ("TBX-Core", "TBX-Min", "TBX-Basic", "TBX-Linguist"),
    "martif": ("TBX", "TBX-Default", "TBX-Core", "TBX-Min", "TBX-Basic", "TBX-Glossary"),
}
_CONCEPTS = ("conceptEntry", "termEntry")
_HEADERS = ("tbxHeader", "martifHeader")


def read(path: Path) -> Read:
    """The entries of a TBX file of version 2 or 3.

    Raises GlossaryError for what is not well-formed, declares entities, nests too deep, or is of no known dialect.
    """
    losses = Losses()
    rows: list[Row] = []
    faults: list[DuizhaoError] = []
    reader: ConceptReader | None = None
    for element in elements(path, _TBX):
        if local_name(element) in _HEADERS:
            exact = any(text.strip() == MARK for text in element.itertext())
            reader = ConceptReader(path, losses, exact)
            continue
        reader = reader or ConceptReader(path, losses, exact=False)
        for found in reader.rows(element):
            (rows if isinstance(found, Row) else faults).append(found)  # type: ignore[arg-type]
    return Read(tuple(rows), tuple(faults), losses.all())


def _require_tbx(root: Any, path: Path) -> None:
    """Refuse other XML, and dialects that nobody has told us of."""
    name, line = local_name(root), root.sourceline
    if name not in _DIALECTS:
        remedy = "export it as TBX (version 3 begins with <tbx, version 2 with <martif)"
        raise GlossaryError(f"is not TBX: its root is <{name}>", where=path, line=line, remedy=remedy)
    dialect, style = root.get("type", ""), root.get("style", "dca")
    known = _DIALECTS[name]
    if dialect not in known:
        what = f"is of an unknown TBX dialect, {dialect!r}" if dialect else "names no TBX dialect"
        raise GlossaryError(what, where=path, line=line, remedy=f"export it as one of {', '.join(known)}")
    if style.casefold() not in ("dca", "dct"):
        raise GlossaryError(
            f"is of an unknown TBX style, {style!r}", where=path, line=line, remedy="dca and dct are known"
        )


_TBX = Kind("TBX", (*_HEADERS, *_CONCEPTS), _require_tbx, GlossaryError)
