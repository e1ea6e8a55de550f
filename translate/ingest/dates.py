"""Dates of articles: epoch milliseconds, RFC 822, ISO 8601 and the Chinese way, all to aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# A date outside is a fault. No dump's epoch time is older than the Web; a written date may be of an archive's piece.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_WEB_YEAR = 1990
_NUMERIC = re.compile(
    r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?(?:\s*(\d{1,2})[:：时時](\d{2})(?:[:：分](\d{2}))?)?"
)


def from_milliseconds(digits: str) -> datetime | None:
    """The moment that is ``digits`` milliseconds after 1970 began; None if that is no plausible date."""
    if not re.fullmatch(r"[0-9]{1,14}", digits):
        return None
    moment = _plausible(datetime.fromtimestamp(int(digits) // 1000, UTC))
    return moment if moment and moment.year >= _FIRST_WEB_YEAR else None


def from_text(text: str) -> datetime | None:
    """The moment that ``text`` names, or None. Without a time zone it is taken as UTC.

    >>> from_text("Tue, 28 Jan 2025 10:41:05 GMT").isoformat()
    '2025-01-28T10:41:05+00:00'
    >>> from_text("2025年1月28日 10:41").isoformat()
    '2025-01-28T10:41:00+00:00'
    """
    text = text.strip()
    if len(text) > 100:
        return None
    for read in (_iso, parsedate_to_datetime, _numeric):
        try:
            moment = read(text)
            return _plausible(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text))


def _numeric(text: str) -> datetime:
    found = _NUMERIC.match(text)
    if not found:
        raise ValueError(text)
    return datetime(*(int(group or 0) for group in found.groups()))  # type: ignore[arg-type]


def _plausible(moment: datetime) -> datetime | None:
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
