"""What a proposal says of itself in ``#.`` lines, which the termbase passes over and editors read.

#. harvest: 7 times in 3 articles, 2025-01-28…2025-02-03
#. memory: 2 times in 1 article, 2025-02-01
#. kind: person
#. also: Kleinermann (2 times)
#. twin: 克莱曼 (once)
#. context: american-ai-firms-9742b563 p08.s01 …克里斯蒂安·克莱纳曼(Christian Kleinerman)表示…
#. rejected: 2025-02-04
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from translate.glossary.entry import GlossaryEntry
from translate.glossary.harvest.candidate import Kind

HARVEST, MEMORY, KIND, ALSO, TWIN, CONTEXT, REJECTED = (
    "harvest",
    "memory",
    "kind",
    "also",
    "twin",
    "context",
    "rejected",
)
FIELDS = (HARVEST, MEMORY, KIND, ALSO, TWIN, CONTEXT, REJECTED)  # in the order in which they are written
_OF_ONE_HARVEST = (ALSO, TWIN)  # gone when the next harvest does not say them again
_FIELD = re.compile(rf"\s*({'|'.join(FIELDS)}):[ \t]*(.*?)\s*$")
_COUNT = re.compile(r"(once|[\d,]+ times)\b")
_NOTED = re.compile(r"(.+?) \((?:once|[\d,]+ times)\)$")


def times(number: int) -> str:
    """How often, in words.

    >>> times(1), times(7)
    ('once', '7 times')
    """
    return "once" if number == 1 else f"{number} times"


def said(entry: GlossaryEntry, name: str) -> tuple[str, ...]:
    """The values of one field of ours, in order."""
    found = (_FIELD.match(row) for row in entry.extra)
    return tuple(row.group(2) for row in found if row is not None and row.group(1) == name)


def count(entry: GlossaryEntry) -> int:
    """How often a proposal was seen, in dumps and in memory; 0 for one that an editor wrote."""
    return sum(map(_number, (*said(entry, HARVEST), *said(entry, MEMORY))))


def also(entry: GlossaryEntry) -> tuple[str, ...]:
    """The other English that was seen for it, the most frequent first."""
    return tuple(_name(value) for value in said(entry, ALSO))


def kind(entry: GlossaryEntry) -> Kind:
    """What it names, as the harvest or an editor has it."""
    value = next(iter(said(entry, KIND)), "")
    return Kind(value) if value in set(Kind) else Kind.OTHER


def is_rejected(entry: GlossaryEntry) -> bool:
    """Whether an editor decided against it."""
    return bool(said(entry, REJECTED))


def is_harvested(entry: GlossaryEntry) -> bool:
    """Whether it comes from a harvest."""
    return any(_FIELD.match(row) for row in entry.extra)


def written(fields: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The lines of these fields, in their order."""
    return tuple(f"{name}: {value}" for name in FIELDS for value in fields.get(name, ()))


def updated(entry: GlossaryEntry, fields: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The entry's lines with these fields as they are now; its kind, and lines that are not ours, stay."""
    now = {name: said(entry, name) for name in FIELDS if name not in _OF_ONE_HARVEST}
    now |= {name: tuple(values) for name, values in fields.items() if name != KIND or not now[KIND]}
    return (*written(now), *without(entry))


def without(entry: GlossaryEntry) -> tuple[str, ...]:
    """The entry's extra lines that are none of ours."""
    return tuple(row for row in entry.extra if not _FIELD.match(row))


def rejected(entry: GlossaryEntry, today: date) -> tuple[str, ...]:
    """The entry's lines with the day on which it was decided against."""
    return updated(entry, {REJECTED: (today.isoformat(),)})


def source(entry: GlossaryEntry) -> str:
    """Where an approved proposal came from, for its ``source:`` field; empty for one that no harvest wrote."""
    told = [f"{name} {value}" for name in (HARVEST, MEMORY) for value in said(entry, name)]
    return "; ".join(told)


def _number(value: str) -> int:
    found = _COUNT.match(value)
    if found is None:
        return 0
    word = found.group(1)
    return 1 if word == "once" else int(word.removesuffix(" times").replace(",", ""))


def _name(value: str) -> str:
    found = _NOTED.match(value)
    return found.group(1) if found else value
