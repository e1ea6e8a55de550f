"""The browser of the review pages, for published ones."""

from __future__ import annotations

from tests.review.conftest import browser

__all__ = ["browser"]
