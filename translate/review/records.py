"""What a page knows of the review beside the translation itself.

The memory gives all but :class:`Live`, and is not to import pages: so its records are defined there.
"""

from __future__ import annotations

from dataclasses import dataclass

from translate.memory.records import ArticleReview, SegmentReview, SignOff, State

__all__ = ["ArticleReview", "Live", "SegmentReview", "SignOff", "State"]


@dataclass(frozen=True, slots=True)
class Live:
    """A page that talks to the server it came from: the token that writing takes, and who is reviewing."""

    token: str
    who: str
