"""A glossary entry as editors see it, and the PO lines that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from translate.errors import GlossaryError
from translate.termbase.po import Entry
from translate.termbase.reading import items, term_of
from translate.termbase.term import Term

# Flags that mean something to us, in the order in which they are written (Weblate's words, and our "exact").
FUZZY, FORBIDDEN, READ_ONLY, EXACT = "fuzzy", "forbidden", "read-only", "exact"
FLAGS = (FUZZY, READ_ONLY, FORBIDDEN, EXACT)

_LISTS = ("aliases", "accept")
_FIELDS = (*_LISTS, "scope", "source")
_WIDTH = 100  # characters of a comment line; a longer list is hard to read and to merge
_FIELD = re.compile(r"^([a-z]+):[ \t]*(.*)$")
_NEEDS_QUOTES = re.compile(r",(?:\s|$)|[、，]|^\"|^\s|\s$")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile(r'[\\"\n\t\r]')


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One entry with everything that an editor may write in it. ``file`` and ``line`` say where it was read.

    ``scope`` is the text after ``scope:``, ``extra`` the ``#.`` lines that are no field of ours; both are kept
    as written. ``zh`` and ``en`` are as in the file, white space at the ends included (lint finds it).
    """

    zh: str
    en: str
    context: str = ""  # msgctxt: the sense or domain
    note: str = ""  # for people; may have several lines
    aliases: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    scope: str = ""
    source: str = ""
    flags: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    file: str = field(default="", compare=False)  # "people.po"
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What is there once in a glossary file: the Chinese and its sense; entries are sorted by it."""
        return self.zh, self.context

    @property
    def place(self) -> str:
        """Where an editor finds it: ``people.po:12``; empty for one that is in no file yet."""
        return f"{self.file}:{self.line}" if self.file else ""

    @property
    def is_proposal(self) -> bool:
        """Whether it is only shown and never enforced: fuzzy, or without any English."""
        return FUZZY in self.flags or not (self.en.strip() or READ_ONLY in self.flags)

    @property
    def is_forbidden(self) -> bool:
        """Whether its English is what must not be used."""
        return FORBIDDEN in self.flags


def read_entry(entry: Entry, file: str = "") -> GlossaryEntry:
    """The glossary entry that a PO entry gives; never fails (``term`` does, for a bad scope)."""
    fields: dict[str, list[str]] = {name: [] for name in _FIELDS}
    extra: list[str] = []
    last = ""
    for row in entry.comment.split("\n") if entry.comment else ():
        found = _FIELD.match(row.strip())
        if found and found.group(1) in fields:
            last = found.group(1)
            fields[last].append(found.group(2).strip())
        elif found or not last:
            last = ""
            extra.append(row)
        else:  # a line without a name goes on with the one before, as translate.termbase.reading has it
            fields[last][-1] = f"{fields[last][-1]} {row.strip()}".strip()
    return GlossaryEntry(
        entry.msgid,
        entry.msgstr,
        entry.msgctxt or "",
        entry.note,
        items(", ".join(fields["aliases"])),
        items(", ".join(fields["accept"])),
        "; ".join(fields["scope"]),
        ", ".join(fields["source"]),
        tuple(flag for flag in entry.flags if flag),
        tuple(extra),
        file,
        entry.line,
    )


def term(entry: GlossaryEntry) -> Term:
    """What the entry would enforce. Raises GlossaryError for an empty msgid or a bad scope."""
    return term_of(po_entry(entry), entry.file)


def po_entry(entry: GlossaryEntry) -> Entry:
    """The entry as the PO reader would give it. Raises GlossaryError for a list that PO comments cannot hold."""
    return Entry(
        entry.line,
        entry.zh,
        entry.en,
        entry.context or None,
        entry.note,
        "\n".join(_comment(entry)),
        entry.flags,
    )


def po_lines(entry: GlossaryEntry, kept: Iterable[str] = ()) -> Iterator[str]:
    """The entry's lines in a PO file, in GNU gettext's order; ``kept`` are its ``#:`` and ``#|`` lines as found.

    Raises GlossaryError for a list that PO comments cannot hold.
    """
    others = tuple(kept)
    yield from (f"# {row}".rstrip() for row in entry.note.split("\n") if entry.note)
    yield from (f"#. {row}".rstrip() for row in _comment(entry))
    yield from (row for row in others if not row.startswith("#|"))
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    yield from (row for row in others if row.startswith("#|"))
    if entry.context:
        yield f"msgctxt {_quoted(entry.context)}"
    yield f"msgid {_quoted(entry.zh)}"
    yield f"msgstr {_quoted(entry.en)}"


def _comment(entry: GlossaryEntry) -> Iterator[str]:
    # Behind a field, a line without a name would be read as more of that field.
    first = any(not _FIELD.match(row.strip()) for row in entry.extra)
    if first:
        yield from entry.extra
    for name in _LISTS:
        words: tuple[str, ...] = getattr(entry, name)
        yield from _list_lines(name, [_item(word, entry) for word in words])
    if entry.scope:
        yield f"scope: {_line(entry.scope)}"
    if entry.source:
        yield f"source: {_line(entry.source)}"
    if not first:
        yield from entry.extra


def _list_lines(name: str, written: Iterable[str]) -> Iterator[str]:
    """A field's items on as few lines as keep to the width; a long field is given several times."""
    line = ""
    for item in written:
        longer = f"{line}, {item}" if line else f"{name}: {item}"
        if line and len(longer) > _WIDTH:
            yield line
            longer = f"{name}: {item}"
        line = longer
    if line:
        yield line


def _item(word: str, entry: GlossaryEntry) -> str:
    """One item of a list, in double quotes where it would be read as several."""
    text = _line(word)
    if not _NEEDS_QUOTES.search(text):
        return text
    if '"' in text:
        raise GlossaryError(
            f"{text!r} of {entry.zh} has both a comma and a double quote, which a list cannot hold",
            where=entry.file or None,
            line=entry.line or None,
            remedy="leave one of them out",
        )
    return f'"{text}"'


def _line(text: str) -> str:
    """The text on one line: a line break would end the comment."""
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(lambda found: _ESCAPES[found.group()], text)}"'
