"""The glossary folder as reviewers ask about it: read again only when one of its files has changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from translate.glossary import Glossary, GlossaryEntry
from translate.termbase import Termbase
from translate.text import fold

Stamp = tuple[tuple[str, int, int], ...]  # name, time of change in nanoseconds, octets


@dataclass(frozen=True, slots=True)
class House:
    """What the glossary said when it was read."""

    termbase: Termbase
    _by_zh: Mapping[str, GlossaryEntry]

    def entry(self, zh: str) -> GlossaryEntry | None:
        """The first entry of a Chinese term, in whichever script it is written; proposals count too."""
        return self._by_zh.get(fold(zh))


@dataclass(slots=True)
class Houses:
    """A glossary folder. Reading 100,000 terms takes seconds, which somebody who types a term must not wait for."""

    folder: Path
    _reading: threading.Lock = field(default_factory=threading.Lock)
    _last: tuple[Stamp, House] | None = None

    def now(self) -> House:
        """What the folder says now. Any thread may ask. Raises GlossaryError where there is no such folder."""
        with self._reading:
            stamp = _stamp(self.folder)  # before reading: what changes meanwhile is read again the next time
            if self._last is None or self._last[0] != stamp:
                self._last = stamp, _read(self.folder)
            return self._last[1]


def _stamp(folder: Path) -> Stamp:
    stats = ((path.name, path.stat()) for path in sorted(folder.glob("*.po")) if path.exists())
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _read(folder: Path) -> House:
    by_zh: dict[str, GlossaryEntry] = {}
    for entry in Glossary.load(folder).entries():
        by_zh.setdefault(fold(entry.zh), entry)
    return House(Termbase.load(folder), by_zh)
