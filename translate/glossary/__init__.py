"""The glossary as editors keep it: PO files changed without loss, looked over, mined and exchanged.

What needs more than the files is imported by its own name: ``translate.glossary.impact``, ``whatif``.
"""

from translate.glossary.document import Document, Part
from translate.glossary.edit import Change, add_entry, remove_entry, search
from translate.glossary.entry import GlossaryEntry
from translate.glossary.folder import Found, Glossary
from translate.glossary.tally import FileTally, tally, total

__all__ = [
    "Change",
    "Document",
    "FileTally",
    "Found",
    "Glossary",
    "GlossaryEntry",
    "Part",
    "add_entry",
    "remove_entry",
    "search",
    "tally",
    "total",
]
