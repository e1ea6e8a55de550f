"""What the page says about time."""

from __future__ import annotations

from datetime import UTC, datetime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_utc(date: datetime) -> datetime:
    """The moment in UTC; a date without a zone is taken as UTC."""
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def date_in_words(date: datetime) -> str:
    """The moment for readers, independent of the machine's locale and zone.

    >>> date_in_words(datetime(2025, 1, 28, 10, 59, tzinfo=UTC))
    'Tuesday, January 28, 2025, 10:59 UTC'
    """
    utc = in_utc(date)
    return f"{WEEKDAYS[utc.weekday()]}, {MONTHS[utc.month - 1]} {utc.day}, {utc.year}, {utc:%H:%M} UTC"


def date_for_machines(date: datetime) -> str:
    """The moment as ``<time datetime>`` and as a key that sorts, to the second: ``2025-01-28T10:59:03Z``."""
    return in_utc(date).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
