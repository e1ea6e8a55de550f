"""The translation memory: ``memory.db``, what engines drafted and what people decided.

with Memory.open(Path("memory.db")) as memory:
    memory.keep_drafts({key: draft})
    memory.store(result, {"p01.s01": key})
"""

from __future__ import annotations

from translate.memory.decide import Checker, Outcome
from translate.memory.desk_store import reading_only
from translate.memory.keys import draft_key
from translate.memory.pair_records import NewPair, Pair, PairSource, TakenPairs
from translate.memory.records import (
    Action,
    Approved,
    ArticleReview,
    ArticleSummary,
    Change,
    Conflict,
    Correction,
    Earlier,
    Edit,
    HumanText,
    Kept,
    Known,
    Near,
    Place,
    SegmentReview,
    Sentence,
    SignOff,
    State,
    Stats,
    StoredSegment,
    Unsigned,
)
from translate.memory.run_records import Speed
from translate.memory.store import Memory

__all__ = [
    "Action",
    "Approved",
    "ArticleReview",
    "ArticleSummary",
    "Change",
    "Checker",
    "Conflict",
    "Correction",
    "Earlier",
    "Edit",
    "HumanText",
    "Kept",
    "Known",
    "Memory",
    "Near",
    "NewPair",
    "Outcome",
    "Pair",
    "PairSource",
    "Place",
    "SegmentReview",
    "Sentence",
    "SignOff",
    "Speed",
    "State",
    "Stats",
    "StoredSegment",
    "TakenPairs",
    "Unsigned",
    "draft_key",
    "reading_only",
]
