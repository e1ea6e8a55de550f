"""Files that arrive in a folder: which are whole, and which came together.

The folder is looked at again and again rather than watched through the system: what another machine writes to a
network share is told by none of the systems' notices, and a look at 10,000 files takes a tenth of a second.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from translate.ingest.names import is_news

# A batch waits for files that are still growing, but not for ever: a log may grow all day.
_PATIENCE = 12  # looks


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is known to be another one than before."""

    size: int
    time: int  # of the last change, nanoseconds
    inode: int  # one renamed over it may have size and time of the old


def look(folder: Path) -> dict[str, Stamp] | None:
    """The news files in a folder, at any depth, with their stamps; ``None`` if the folder is not there.

    As in ``translate``: hidden files and folders do not count, nor do ``.part`` and ``.tmp``, which are no news
    names; links to folders are not followed. Files that vanish meanwhile are left out.
    """
    if not folder.is_dir():
        return None
    return dict(_files(str(folder)))


def _files(folder: str) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif is_news(entry.name) and entry.is_file():
                stat = entry.stat()
                yield entry.path, Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino)
        except OSError:
            continue


@dataclass(slots=True)
class Arrivals:
    """Takes one look after another and says which files are to be worked on.

    A file is whole when two looks in a row find it the same. What is whole waits for what still grows, so that
    files that were dropped together are worked on together.
    """

    _done: dict[str, Stamp] = field(default_factory=dict)
    _seen: dict[str, Stamp] = field(default_factory=dict)
    _waited: int = 0

    def take(self, found: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """The files that are whole and were not done as they are; empty while others that came along still grow."""
        new = {path: stamp for path, stamp in found.items() if self._done.get(path) != stamp}
        whole = {path: stamp for path, stamp in new.items() if self._seen.get(path) == stamp}
        self._seen = dict(found)
        if not whole:
            return {}
        if len(whole) < len(new) and self._waited < _PATIENCE:
            self._waited += 1
            return {}
        self._waited = 0
        return dict(sorted(whole.items()))

    def same(self, path: str, stamp: Stamp) -> bool:
        """Whether the last look found the file as this stamp says."""
        return self._seen.get(path) == stamp

    def done(self, files: Mapping[str, Stamp]) -> None:
        """These were worked on, as these stamps say, faults and all: not again until they change."""
        self._done |= files
