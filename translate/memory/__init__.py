"""The translation memory: ``memory.db``, what engines drafted and what people decided.

with Memory.open(Path("memory.db")) as memory:
    memory.keep_drafts({key: draft})
    memory.store(result, {"p01.s01": key})
"""

from __future__ import annotations

from translate.memory.keys import draft_key
from translate.memory.records import (
    Action,
    Approved,
    ArticleSummary,
    Edit,
    HumanText,
    Place,
    Sentence,
    State,
    Stats,
    StoredSegment,
)
from translate.memory.store import Memory

__all__ = [
    "Action",
    "Approved",
    "ArticleSummary",
    "Edit",
    "HumanText",
    "Memory",
    "Place",
    "Sentence",
    "State",
    "Stats",
    "StoredSegment",
    "draft_key",
]
