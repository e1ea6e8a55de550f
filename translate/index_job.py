"""Writing the index of a run beside its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from translate.errors import OutputError
from translate.model import Signature
from translate.output import write_text
from translate.review import Fault, IndexEntry, render_site
from translate.review.site import MARK

# Files that an earlier run may have made and this one does not need, and where in them the mark stands.
_OURS = ("day-*.html", "days.html", "faults.html", "faults.*.html")
_HEAD_BYTES = 4096
_MARKED = f'<meta name="generator" content="{MARK}">'.encode()


def write_index(
    output: Path, entries: Iterable[IndexEntry], faults: Sequence[Fault], signature: Signature
) -> Iterator[Fault]:
    """Write all pages of the index, entries in the order given; a fault for each page that cannot be written.

    Pages of days that have no article any more are removed; files that others made under such a name stay.
    """
    written: set[str] = set()
    for page in render_site(entries, faults, signature):
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
