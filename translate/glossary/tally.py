"""What a glossary holds, counted file by file."""

from __future__ import annotations

from dataclasses import dataclass, fields

from translate.glossary.document import Document
from translate.glossary.entry import GlossaryEntry
from translate.glossary.folder import Glossary


@dataclass(frozen=True, slots=True)
class FileTally:
    """The entries of one file: each is a term, a proposal or a prohibition; the rest counts among the terms."""

    file: str
    terms: int
    proposals: int
    forbidden: int
    scoped: int
    senses: int  # entries with a msgctxt
    aliases: int  # other Chinese forms
    accepted: int  # other English forms
    faults: int  # entries that cannot be read


def tally(glossary: Glossary) -> tuple[FileTally, ...]:
    """One line a file, in the order of their names."""
    return tuple(_of(document) for document in glossary.documents.values())


def total(tallies: tuple[FileTally, ...]) -> FileTally:
    """The sums of all files."""
    names = [field.name for field in fields(FileTally) if field.name != "file"]
    return FileTally("all", *(sum(getattr(each, name) for each in tallies) for name in names))


def _of(document: Document) -> FileTally:
    entries = [part.entry for part in document.parts() if part.entry is not None]
    proposals = [entry for entry in entries if entry.is_proposal]
    forbidden = [entry for entry in entries if entry.is_forbidden and not entry.is_proposal]
    terms = [entry for entry in entries if not entry.is_proposal and not entry.is_forbidden]
    return FileTally(
        document.path.name,
        len(terms),
        len(proposals),
        len(forbidden),
        _count(terms, "scope"),
        _count(terms, "context"),
        sum(len(entry.aliases) for entry in terms),
        sum(len(entry.accept) for entry in terms),
        len(document.faults),
    )


def _count(entries: list[GlossaryEntry], name: str) -> int:
    return sum(bool(getattr(entry, name)) for entry in entries)
