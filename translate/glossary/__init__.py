"""The glossary as editors keep it: PO files changed without loss, looked over, mined and exchanged."""

from translate.glossary.document import Document, Part
from translate.glossary.entry import GlossaryEntry
from translate.glossary.folder import Found, Glossary

__all__ = ["Document", "Found", "Glossary", "GlossaryEntry", "Part"]
