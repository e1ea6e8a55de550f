"""The glossary as editors keep it: PO files changed without loss, looked over, mined and exchanged."""

from translate.glossary.document import Document, Part
from translate.glossary.entry import GlossaryEntry
from translate.glossary.folder import Found, Glossary
from translate.glossary.impact import Impact, Touched, difference, impact, uses
from translate.glossary.whatif import entries_of, required, with_entry, without

__all__ = [
    "Document",
    "Found",
    "Glossary",
    "GlossaryEntry",
    "Impact",
    "Part",
    "Touched",
    "difference",
    "entries_of",
    "impact",
    "required",
    "uses",
    "with_entry",
    "without",
]
