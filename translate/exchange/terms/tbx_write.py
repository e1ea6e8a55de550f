"""TBX out: an entry is a concept with Chinese and English terms, in version 3 and version 2.

Where the standard has a place for a field, it is there: the sense as ``subjectField``, the source and the file as
``source`` and ``projectSubset``, aliases and accepted forms as admitted terms, forbidden English as a deprecated
term. Scope, flags and other comments have none: they are notes that begin with ``duizhao:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.exchange.terms.columns import list_cell
from translate.exchange.terms.model import Losses, Written, changed_texts, named, readable
from translate.glossary.entry import FUZZY, GlossaryEntry

# A header with this says that white space is meant as it stands, and which English is the first.
MARK = "Exported by Duizhao"
PREFIX = "duizhao:"

PREFERRED, ADMITTED, DEPRECATED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))
PROVISIONAL = "provisionallyProcessed"

# What XML 1.0 has no way to write, not even as a character reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_SPECIAL = re.compile("[&<>\r]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the versions call things."""

    head: str
    tail: str
    concept: str
    language: str
    term: str
    process_status: bool  # whether a term can say that it is only proposed


def write(entries: Sequence[GlossaryEntry], dialect: Dialect) -> Written:
    """All entries as one document."""
    losses = Losses()
    parts: list[str] = []
    for number, entry in enumerate(readable(entries, losses), 1):
        held = _without_controls(entry)
        if held is not entry:
            losses.add("control characters, which XML cannot hold, are left out", named(entry))
        parts += _concept(held, number, dialect)
    body = ("<body>\n", *parts, "</body>") if parts else ()  # the schema has no empty body
    return Written("".join((dialect.head, *body, dialect.tail)).encode("utf-8"), losses.all())


def _without_controls(entry: GlossaryEntry) -> GlossaryEntry:
    clean = changed_texts(entry, lambda text: _FORBIDDEN.sub("", text))
    return entry if clean == entry else clean


def _concept(entry: GlossaryEntry, number: int, dialect: Dialect) -> Iterator[str]:
    yield f'<{dialect.concept} id="c{number}">\n'
    yield from _about(entry)
    statuses = (PREFERRED, *(ADMITTED for _ in entry.aliases))
    yield from _language("zh-Hans", (entry.zh, *entry.aliases), statuses, entry, dialect)
    english = (entry.en, *entry.accept) if entry.en else entry.accept
    if english:
        first = DEPRECATED if entry.is_forbidden else "" if FUZZY in entry.flags else PREFERRED
        statuses = (*((first,) if entry.en else ()), *(ADMITTED for _ in entry.accept))
        yield from _language("en", english, statuses, entry, dialect)
    yield f"</{dialect.concept}>\n"


def _about(entry: GlossaryEntry) -> Iterator[str]:
    if entry.context:
        yield f'<descrip type="subjectField">{_escaped(entry.context)}</descrip>\n'
    if entry.source:
        yield f'<admin type="source">{_escaped(entry.source)}</admin>\n'
    if entry.file:
        yield f'<admin type="projectSubset">{_escaped(entry.file)}</admin>\n'
    if entry.note:
        prefix = f"{PREFIX}note: " if entry.note.startswith(PREFIX) else ""
        yield f"<note>{prefix}{_escaped(entry.note)}</note>\n"
    ours = [("scope", entry.scope), ("flags", list_cell(entry.flags))]
    ours += [("comment", row) for row in entry.extra]
    yield from (f"<note>{PREFIX}{name}: {_escaped(text)}</note>\n" for name, text in ours if text)


def _language(
    code: str, terms: Sequence[str], statuses: Sequence[str], entry: GlossaryEntry, dialect: Dialect
) -> Iterator[str]:
    yield f'<{dialect.language} xml:lang="{code}">\n'
    for term, status in zip(terms, statuses, strict=True):
        yield f"<{dialect.term}><term>{_escaped(term)}</term>"
        if status:
            yield f'<termNote type="administrativeStatus">{status}</termNote>'
        if dialect.process_status and FUZZY in entry.flags and code == "en":
            yield f'<termNote type="processStatus">{PROVISIONAL}</termNote>'
        yield f"</{dialect.term}>\n"
    yield f"</{dialect.language}>\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], text)
