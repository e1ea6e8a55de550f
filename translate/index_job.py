"""The index of all that the memory knows, whichever run or command made it, beside its pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from translate.errors import OutputError
from translate.memory import Memory
from translate.memory.codec import from_json, to_json
from translate.memory.run_records import Listed
from translate.model import Signature
from translate.output import write_text
from translate.review import Fault, IndexEntry, entry_of, render_site
from translate.review.site import MARK

# Lines made anew that are kept in one go.
_FEW = 200
# Files that an earlier run may have made and this one does not need, and where in them the mark stands.
_OURS = ("day-*.html", "days.html", "faults.html", "faults.*.html")
_HEAD_BYTES = 4096
_MARKED = f'<meta name="generator" content="{MARK}">'.encode()


def write_index(
    output: Path, entries: Iterable[IndexEntry], faults: Sequence[Fault], signature: Signature
) -> Iterator[Fault]:
    """Write all pages of the index, the newest article first; a fault for each page that cannot be written.

    Pages of days that have no article any more are removed; files that others made under such a name stay.
    """
    written: set[str] = set()
    for page in render_site(sorted(entries, key=newest_first), faults, signature):
        written.add(page.name)
        try:
            write_text(output / page.name, page.html)
        except OutputError as error:
            yield Fault.of(error)
    _remove_stale(output, written)


def _remove_stale(output: Path, written: set[str]) -> None:
    for pattern in _OURS:
        for path in output.glob(pattern):
            if path.name not in written and _is_ours(path):
                with suppress(OSError):  # it stays, and nothing leads to it
                    path.unlink()


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return not path.is_symlink() and _MARKED in file.read(_HEAD_BYTES)
    except OSError:
        return False


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
        yield Fault.of(error)


def in_order(entries: Mapping[str, IndexEntry], pages: Iterable[str]) -> tuple[IndexEntry, ...]:
    """The lines of these pages, in their order."""
    return tuple(entries[page] for page in pages if page in entries)
