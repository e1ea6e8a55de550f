"""The records between a form's reader and the finished article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from translate.model import BlockKind, Mark


@dataclass(frozen=True, slots=True)
class Part:
    """A block that has no id yet."""

    kind: BlockKind
    zh: str
    marks: tuple[Mark, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one form's reader found in a text. ``title`` is empty where the text gives none."""

    title: str
    parts: tuple[Part, ...]
    url: str = ""
    date: datetime | None = None
    image: str = ""
    notices: tuple[str, ...] = ()


def take_title(title: str, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """The title and the parts without the heading that repeats it.

    Where ``title`` is empty, a heading of level 1 or 2 that comes before everything else is the title.
    """
    if not title and parts and parts[0].kind is BlockKind.HEADING and parts[0].level <= 2:
        return parts[0].zh, parts[1:]
    again = (n for n, part in enumerate(parts) if part.kind is BlockKind.HEADING and part.zh == title)
    found = next(again, None)
    return (title, parts) if found is None else (title, parts[:found] + parts[found + 1 :])
