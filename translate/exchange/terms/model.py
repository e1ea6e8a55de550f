"""What the exchange formats of glossaries have in common: rows read, bytes written, and what was lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translate.errors import DuizhaoError, GlossaryError
from translate.glossary.entry import FUZZY, GlossaryEntry, po_entry, read_entry
from translate.termbase.po import unix_lines

# The fields of an entry that a format may hold, and what a loss of them is called. ``zh`` and ``en`` all hold.
FIELDS = {
    "context": "senses (msgctxt)",
    "note": "notes",
    "aliases": "aliases",
    "accept": "accepted forms",
    "scope": "scopes",
    "source": "sources",
    "flags": "flags",
    "extra": "other comments",
    "file": "file names",
}
EVERYTHING = frozenset({"zh", "en", *FIELDS})

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry that was read. ``fields`` are those that the file speaks of: the others are unknown, not empty."""

    entry: GlossaryEntry
    fields: frozenset[str]
    place: str  # for people: "names.csv:7", "names.xlsx Sheet1!A7"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that did not come along: how many entries it is missing from, and the first of them."""

    what: str
    count: int
    example: str
    whole: bool = False  # whether the entries themselves are missing

    def __str__(self) -> str:
        noun = "entry" if self.count == 1 else "entries"
        return f"{self.what}: {self.count:,} {noun}, the first is {self.example}"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: its rows, the rows that cannot be used, and what of the file has no place in a glossary."""

    rows: tuple[Row, ...]
    faults: tuple[DuizhaoError, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A whole file, and what of the entries is not in it."""

    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format. ``read`` raises a DuizhaoError for a file that is not of this format at all."""

    name: str
    title: str  # for people
    endings: tuple[str, ...]
    holds: frozenset[str]  # the fields that come back
    read: Callable[[Path], Read]
    write: Callable[[Sequence[GlossaryEntry]], Written]

    @property
    def holds_proposals(self) -> bool:
        """Whether it can say that an entry is only proposed."""
        return "flags" in self.holds


class Losses:
    """Counts losses, each with the first entry that it happened to."""

    def __init__(self) -> None:
        self._found: dict[str, Loss] = {}

    def add(self, what: str, example: str, *, whole: bool = False) -> None:
        """One more entry that this happened to; ``whole`` if it is left out altogether."""
        loss = self._found.get(what, Loss(what, 0, example, whole))
        self._found[what] = replace(loss, count=loss.count + 1)

    def add_fields(self, entry: GlossaryEntry, holds: frozenset[str]) -> None:
        """Count the entry's fields that a format with these does not hold."""
        for name, what in FIELDS.items():
            if name not in holds and getattr(entry, name):
                self.add(f"{what} are left out", named(entry))

    def all(self) -> tuple[Loss, ...]:
        """The losses in the order in which they first happened."""
        return tuple(self._found.values())


def named(entry: GlossaryEntry) -> str:
    """The entry for people: its Chinese and its place."""
    zh = " ".join(entry.zh.split())
    return f"{zh} ({entry.place})" if entry.place else zh


def readable(entries: Iterable[GlossaryEntry], losses: Losses) -> Iterator[GlossaryEntry]:
    """The entries with U+FFFD for bytes that are not in their file's charset: no format can hold those."""
    for entry in entries:
        texts = (entry.zh, entry.en, entry.context, entry.note, entry.scope, entry.source)
        if _SURROGATES.search("\n".join((*texts, *entry.aliases, *entry.accept, *entry.flags, *entry.extra))):
            losses.add("bytes that are not in their file's charset are written as \ufffd", named(entry))
            entry = changed_texts(entry, lambda text: _SURROGATES.sub("\ufffd", text))
        yield entry


def changed_texts(entry: GlossaryEntry, change: Callable[[str], str]) -> GlossaryEntry:
    """The entry with every text of it changed; its file and line stay."""
    return replace(
        entry,
        zh=change(entry.zh),
        en=change(entry.en),
        context=change(entry.context),
        note=change(entry.note),
        aliases=tuple(map(change, entry.aliases)),
        accept=tuple(map(change, entry.accept)),
        scope=change(entry.scope),
        source=change(entry.source),
        flags=tuple(map(change, entry.flags)),
        extra=tuple(map(change, entry.extra)),
    )


def as_stored(entry: GlossaryEntry) -> GlossaryEntry:
    """The entry as a glossary file gives it back: a scope on one line, no spaces at the end of a comment's line.

    Raises GlossaryError for a list that PO comments cannot hold, and for half a character.
    """
    if _SURROGATES.search(entry.zh + entry.en + entry.context):
        raise GlossaryError("has half a character in it", remedy="mend its encoding")
    flags = (flag.strip() for text in entry.flags for flag in re.split(r"[,\n]", text))
    plain = replace(
        entry,
        note="\n".join(_rows(entry.note)),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag)),
        extra=tuple(row for text in entry.extra for row in _rows(text) if row),
    )
    return read_entry(po_entry(plain), entry.file)


def proposed(entry: GlossaryEntry) -> GlossaryEntry:
    """The entry as a proposal."""
    return entry if entry.is_proposal else replace(entry, flags=(FUZZY, *entry.flags))


def _rows(text: str) -> list[str]:
    return [row.rstrip() for row in unix_lines(text).split("\n")]
