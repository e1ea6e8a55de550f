"""Which files a list of paths means."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.errors import IngestError
from translate.ingest.names import STANDARD_INPUT, SUFFIXES, is_news
from translate.ingest.streams import unreadable


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order and each once, and what could not be looked into."""

    paths: tuple[Path, ...]
    faults: tuple[IngestError, ...] = ()


def discover(paths: Sequence[Path]) -> Found:
    """The news files that ``paths`` mean: files as given, folders searched through in sorted order.

    A path that is not there and holds ``*``, ``?`` or ``[`` is a glob (``**`` for any depth); ``-``, standard
    input, stays as it is. In folders only files with one of ``SUFFIXES`` count; hidden ones and README.md do
    not. A path that is missing, a folder that cannot be read or holds nothing to read is one fault each;
    nothing is raised.
    """
    found: dict[str, Path] = {}  # by absolute path, so that a file named twice is read once
    faults: list[IngestError] = []
    for path in (each for given in paths for each in _matches(given)):
        if path.is_dir():
            inside = list(_walk(path, faults))
            if not inside:
                faults.append(_barren(path))
        elif os.path.lexists(path) or str(path) == STANDARD_INPUT:
            inside = [path]
        else:
            inside = []
            faults.append(_missing(path))
        for file in inside:
            found.setdefault(str(file.absolute()), file)
    return Found(tuple(found.values()), tuple(faults))


def _matches(path: Path) -> list[Path]:
    """What a glob means that no shell has expanded; a path that is there, or matches nothing, is itself."""
    if os.path.lexists(path) or not glob.has_magic(str(path)):
        return [path]
    return [Path(name) for name in sorted(glob.glob(str(path), recursive=True))] or [path]  # noqa: PTH207 (absolute ones too)


def _walk(folder: Path, faults: list[IngestError]) -> Iterator[Path]:
    """Links to folders are not followed: they may lead round in a circle."""

    def fault(error: OSError) -> None:
        faults.append(unreadable(Path(error.filename or folder), error))

    for parent, folders, files in os.walk(folder, onerror=fault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_news(name):
                yield Path(parent, name)


def _missing(path: Path) -> IngestError:
    if glob.has_magic(str(path)):
        return IngestError("matches no file", where=path, remedy="check the pattern")
    return IngestError("does not exist", where=path, remedy="check the path")


def _barren(folder: Path) -> IngestError:
    return IngestError(
        "holds no news files",
        where=folder,
        remedy=f"it may hold {', '.join(SUFFIXES)}; or name the file itself",
    )
