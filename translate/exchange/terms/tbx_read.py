"""TBX in: a stream of concepts out of version 3 (DCA or DCT style) or version 2, whoever wrote it.

Nothing outside of the file is ever read: no DTD, no entity, no network. A file that declares entities is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from translate.errors import DuizhaoError, GlossaryError
from translate.exchange.terms.model import Losses, Read, Row
from translate.exchange.terms.tbx_concept import ConceptReader, local_name
from translate.exchange.terms.tbx_write import MARK

_DEEPEST = 64  # levels; the standard needs about ten
_PROLOGUE = 1 << 20  # bytes in which declarations stand
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
    from lxml import etree

    losses = Losses()
    rows: list[Row] = []
    faults: list[DuizhaoError] = []
    reader: ConceptReader | None = None
    try:
        with path.open("rb") as file:
            for element in _elements(file, path):
                if local_name(element) in _HEADERS:
                    exact = any(text.strip() == MARK for text in element.itertext())
                    reader = ConceptReader(path, losses, exact)
                    continue
                reader = reader or ConceptReader(path, losses, exact=False)
                for found in reader.rows(element):
                    (rows if isinstance(found, Row) else faults).append(found)  # type: ignore[arg-type]
    except etree.XMLSyntaxError as error:
        raise _syntax(error, path) from error
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise GlossaryError(what, where=path, remedy="check the path and its rights") from error
    return Read(tuple(rows), tuple(faults), losses.all())


def _elements(file: IO[bytes], path: Path) -> Iterator[Any]:
    """The header and each concept when it is complete; what was given is freed."""
    from lxml import etree

    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        if event == "start":
            if depth == 1:
                _require_tbx(element, path)
            elif depth > _DEEPEST:
                raise _too_deep(path, element.sourceline)
        elif local_name(element) in (*_HEADERS, *_CONCEPTS):
            yield element
            _free(element)


def _free(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _require_tbx(root: Any, path: Path) -> None:
    """Refuse declared entities, other XML, and dialects that nobody has told us of."""
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise GlossaryError(
            "declares an entity, which is refused: it could pull in other files",
            where=path,
            line=_line_of_declaration(path),
            remedy="write the text itself in its place",
        )
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


def _line_of_declaration(path: Path) -> int:
    with path.open("rb") as file:
        prologue = file.read(_PROLOGUE).replace(b"\0", b"")  # UTF-16 too
    return prologue[: max(0, prologue.find(b"<!ENTITY"))].count(b"\n") + 1


def _syntax(error: Any, path: Path) -> GlossaryError:
    if "xcessive depth" in str(error):  # libxml2's own limit, 256 or 2,048 by its version
        return _too_deep(path, error.lineno)
    what = f"is not well-formed XML ({error.msg.split(', line ')[0]})"
    return GlossaryError(what, where=path, line=error.lineno, remedy="export it again")


def _too_deep(path: Path, line: int | None) -> GlossaryError:
    what = f"nests elements more than {_DEEPEST} deep, which no TBX does"
    return GlossaryError(what, where=path, line=line, remedy="export it again")
