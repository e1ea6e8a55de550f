"""The same story twice: one address written differently, or one wire report in several papers.

The first (or the fuller) is translated; the others are told on its page and in the index, not translated again.
"""

from translate.duplicates.address import normal_address
from translate.duplicates.recognise import Head, Known, Recognised, Told, recognise, tell
from translate.duplicates.shelf import Shelf
from translate.duplicates.sketch import marks
from translate.duplicates.telling import Duplicate
from translate.duplicates.unchanged import reading_digest

__all__ = [
    "Duplicate",
    "Head",
    "Known",
    "Recognised",
    "Shelf",
    "Told",
    "marks",
    "normal_address",
    "reading_digest",
    "recognise",
    "tell",
]
