"""Harvested names as proposals in a file of the glossary: fuzzy, so they are shown and never enforced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from translate.glossary.entry import FUZZY, READ_ONLY, GlossaryEntry
from translate.glossary.folder import Found, Glossary
from translate.glossary.harvest import fields
from translate.glossary.harvest.candidate import MOST_CONTEXTS, Origin
from translate.glossary.harvest.glossed import one_line
from translate.glossary.harvest.names import Name, Pair, State
from translate.text import fold

PROPOSALS = "proposals.po"


@dataclass(frozen=True, slots=True)
class Written:
    """How many proposals were put in, and how many that were there had their counts changed."""

    added: int
    updated: int


def propose(glossary: Glossary, names: Iterable[Name], file: str = PROPOSALS) -> Written:
    """Put new names into ``file`` and bring the counts of earlier proposals up to date; nothing is saved yet.

    An earlier proposal keeps its English, note, forms and kind: an editor may have changed them. No other entry is
    touched. Raises GlossaryError for a bad file name.
    """
    proposals: dict[str, Found] = {}
    for found in glossary:
        if found.entry.is_proposal:
            proposals.setdefault(fold(found.entry.zh), found)
    new, updated = [], 0
    for name in names:
        if name.state is State.NEW:
            new.append(proposal(name))
        elif name.state is State.EARLIER:
            updated += _update(glossary, proposals.get(fold(name.zh)), name)
    if new:
        glossary.add(new, file)
    return Written(len(new), updated)


def proposal(name: Name) -> GlossaryEntry:
    """The entry that a harvested name is proposed as."""
    best = name.best
    flags = (FUZZY,) if best.en else (FUZZY, READ_ONLY)
    accept = tuple(map(one_line, best.accept))
    return GlossaryEntry(
        best.zh, best.en, accept=accept, flags=flags, extra=fields.written(_fields(name, best, best.en))
    )


def _update(glossary: Glossary, found: Found | None, name: Name) -> int:
    """1 if the proposal's lines changed. One without our lines is an editor's own and is left alone."""
    if found is None or not fields.is_harvested(found.entry):
        return 0
    shown = next((pair for pair in name.pairs if pair.en == found.entry.en), name.best)
    changed = replace(found.entry, extra=fields.updated(found.entry, _fields(name, shown, found.entry.en)))
    if changed == found.entry:
        return 0
    glossary.replace(found, changed)
    return 1


def _fields(name: Name, shown: Pair, en: str) -> dict[str, tuple[str, ...]]:
    told = {
        fields.HARVEST: tuple(str(seen) for origin, seen in shown.seen if origin is not Origin.MEMORY),
        fields.MEMORY: tuple(str(seen) for origin, seen in shown.seen if origin is Origin.MEMORY),
        fields.KIND: (shown.kind.value,),
        fields.ALSO: tuple(_others(name, en)),
        fields.TWIN: name.twins,
        fields.CONTEXT: tuple(one_line(str(context)) for context in shown.contexts[:MOST_CONTEXTS]),
    }
    return {
        field: values[:1] if field == fields.HARVEST else values for field, values in told.items() if values
    }


def _others(name: Name, en: str) -> Iterator[str]:
    for pair in name.pairs:
        if pair.en not in ("", en):
            yield f"{pair.en} ({fields.times(pair.count)})"
