"""Which files a list of paths means."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.errors import IngestError

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order and each once, and what could not be looked into."""

    paths: tuple[Path, ...]
    faults: tuple[IngestError, ...] = ()


def discover(paths: Sequence[Path]) -> Found:
    """The news files that ``paths`` mean: files as given, folders searched through in sorted order.

    In folders only files with one of ``SUFFIXES`` count; hidden ones and README.md do not. A path that is
    missing, a folder that cannot be read or holds nothing to read is one fault each; nothing is raised.
    """
    found: dict[str, Path] = {}  # by absolute path, so that a file named twice is read once
    faults: list[IngestError] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, faults))
            if not inside:
                faults.append(_barren(path))
        elif os.path.lexists(path):
            inside = [path]
        else:
            inside = []
            faults.append(IngestError("does not exist", where=path, remedy="check the path"))
        for file in inside:
            found.setdefault(str(file.absolute()), file)
    return Found(tuple(found.values()), tuple(faults))


def _walk(folder: Path, faults: list[IngestError]) -> Iterator[Path]:
    """Links to folders are not followed: they may lead round in a circle."""

    def fault(error: OSError) -> None:
        faults.append(unreadable(Path(error.filename or folder), error))

    for parent, folders, files in os.walk(folder, onerror=fault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if _is_news(name):
                yield Path(parent, name)


def _is_news(name: str) -> bool:
    folded = name.lower()
    return folded.endswith(SUFFIXES) and not folded.startswith(".") and folded != "readme.md"


def _barren(folder: Path) -> IngestError:
    return IngestError(
        "holds no news files",
        where=folder,
        remedy=f"it may hold {', '.join(SUFFIXES)}; or name the file itself",
    )


def unreadable(path: Path, error: OSError) -> IngestError:
    """What to tell about a path that the system will not read."""
    reason = (error.strerror or type(error).__name__).lower()
    return IngestError(f"cannot be read ({reason})", where=path, remedy="check the path and its permissions")
