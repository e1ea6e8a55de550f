"""Checks that need the whole article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translate.model import Finding, Row, Severity
from translate.text import HAN

_HAN = re.compile(f"[{HAN}]")
_SPACE_AND_MARKS = re.compile(r"[\W_]+")
_SHORTEST = 4  # Chinese characters; 他说 may well be rendered in two ways
_SENTENCE = 8  # from here on, two renderings of one text are hardly meant


def translated_two_ways(rows: Sequence[Row]) -> Iterator[tuple[int, Finding]]:
    """The same Chinese is translated in two ways in one article."""
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        zh = _SPACE_AND_MARKS.sub("", row.segment.zh)
        if not row.draft.en.strip():
            continue
        before = first.setdefault(zh, index)
        if before == index or len(_HAN.findall(zh)) < _SHORTEST:
            continue
        other = rows[before]
        if _words(other.draft.en) != _words(row.draft.en):
            severity = Severity.WARNING if len(zh) >= _SENTENCE else Severity.NOTE
            there = f"in {other.segment.id} it is “{other.draft.en.strip()}”"
            message = f"The same Chinese is translated in another way elsewhere: {there}."
            yield index, Finding("translated_two_ways", severity, message)


def _words(en: str) -> str:
    return _SPACE_AND_MARKS.sub(" ", en).strip().casefold()
