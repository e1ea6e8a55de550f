"""The index page of all that the memory knows, whichever run or command made it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from translate.errors import DuizhaoError, OutputError
from translate.memory import Memory
from translate.memory.codec import from_json, to_json
from translate.memory.records import Listed
from translate.model import Signature
from translate.output import write_text
from translate.review import Fault, IndexEntry, entry_of, render_index

# Lines made anew that are kept in one go.
_FEW = 200


def write_index(
    output: Path, entries: Iterable[IndexEntry], faults: Sequence[Fault], signature: Signature
) -> Iterator[Fault]:
    """Write the index, the newest article first; a fault if that fails."""
    listed = sorted(entries, key=newest_first)
    yield from write_page(output / "index.html", render_index(listed, faults, signature))


def index_entries(memory: Memory, output: Path) -> dict[str, IndexEntry]:
    """The index line of every article that has a page in ``output``, by the name of its file.

    Lines are kept in the memory; only those of articles that have changed since, by anybody, are made anew.
    """
    pages = _pages(output)
    found: dict[str, IndexEntry] = {}
    fresh: dict[str, tuple[str, int]] = {}
    for line in memory.listed():
        page = f"{line.article}.html"
        if page not in pages:
            continue
        entry = from_json(IndexEntry, line.entry) if line.entry else _made_anew(memory, line, page, fresh)
        if entry is not None:
            found[page] = entry
        if len(fresh) >= _FEW:
            memory.list_again(fresh)
            fresh.clear()
    memory.list_again(fresh)
    return found


def _made_anew(
    memory: Memory, line: Listed, page: str, fresh: dict[str, tuple[str, int]]
) -> IndexEntry | None:
    result = memory.load(line.article)
    if result is None:  # removed meanwhile
        return None
    entry = entry_of(result, page, memory.review(line.article))
    fresh[line.article] = to_json(IndexEntry, entry), line.version
    return entry


def _pages(output: Path) -> set[str]:
    try:
        return {
            entry.name for entry in os.scandir(output) if entry.name.endswith(".html") and entry.is_file()
        }
    except OSError:  # no folder yet
        return set()


def newest_first(entry: IndexEntry) -> tuple[float, str]:
    """The order of the index."""
    return (-entry.date.timestamp() if entry.date else 0.0, entry.page)


def write_page(path: Path, page: str, *, durable: bool = True) -> Iterator[Fault]:
    """Write a page; a fault if that fails. ``durable`` as in :func:`translate.output.write_text`."""
    try:
        write_text(path, page, durable=durable)
    except OutputError as error:
        yield fault_of(error)


def fault_of(error: DuizhaoError) -> Fault:
    """The error as the index tells it."""
    where = f"{error.where}:{error.line}" if error.line else error.where
    return Fault(where, f"{error.what}; {error.remedy}" if error.remedy else error.what)


def in_order(entries: Mapping[str, IndexEntry], pages: Iterable[str]) -> tuple[IndexEntry, ...]:
    """The lines of these pages, in their order."""
    return tuple(entries[page] for page in pages if page in entries)
