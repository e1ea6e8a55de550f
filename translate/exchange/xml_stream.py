"""XML files of others, element by element: any length in little memory, and nothing read that they point to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from translate.errors import DuizhaoError

_DEEPEST = 64  # levels; the standards need about ten
_PROLOGUE = 1 << 20  # bytes in which declarations stand


@dataclass(frozen=True, slots=True)
class Kind:
    """What is read: ``name`` for people, ``tags`` of the elements that are given, and the kind of its faults.

    ``check`` looks at the root and raises where the file is of another kind. Tags have no namespace.
    """

    name: str
    tags: Collection[str]
    check: Callable[[Any, Path], None]
    fault: type[DuizhaoError]


def elements(path: Path, kind: Kind) -> Iterator[Any]:
    """Each element of these tags when it is complete; when the next is asked for it is freed.

    Raises ``kind.fault`` for what cannot be read, is not well-formed, declares entities or nests too deep.
    """
    from lxml import etree

    try:
        with path.open("rb") as file:
            yield from _parsed(file, path, kind)
    except etree.XMLSyntaxError as error:
        raise _syntax(error, path, kind) from error
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise kind.fault(what, where=path, remedy="check the path and its rights") from error


def _parsed(file: IO[bytes], path: Path, kind: Kind) -> Iterator[Any]:
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
                _refuse_entities(element, path, kind)
                kind.check(element, path)
            elif depth > _DEEPEST:
                raise _too_deep(path, element.sourceline, kind)
        elif local_name(element) in kind.tags:
            yield element
            _free(element)


def local_name(element: Any) -> str:
    """An element's name without its namespace; an empty one for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _free(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_entities(root: Any, path: Path, kind: Kind) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise kind.fault(
            "declares an entity, which is refused: it could pull in other files",
            where=path,
            line=_line_of_declaration(path),
            remedy="write the text itself in its place",
        )


def _line_of_declaration(path: Path) -> int:
    with path.open("rb") as file:
        prologue = file.read(_PROLOGUE).replace(b"\0", b"")  # UTF-16 too
    return prologue[: max(0, prologue.find(b"<!ENTITY"))].count(b"\n") + 1


def _syntax(error: Any, path: Path, kind: Kind) -> DuizhaoError:
    if "xcessive depth" in str(error):  # libxml2's own limit, 256 or 2,048 by its version
        return _too_deep(path, error.lineno, kind)
    what = f"is not well-formed XML ({error.msg.split(', line ')[0]})"
    return kind.fault(what, where=path, line=error.lineno, remedy="export it again")


def _too_deep(path: Path, line: int | None, kind: Kind) -> DuizhaoError:
    what = f"nests elements more than {_DEEPEST} deep, which no {kind.name} does"
    return kind.fault(what, where=path, line=line, remedy="export it again")
