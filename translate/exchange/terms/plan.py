"""What importing would change in a glossary: worked out first, shown, and then done or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from translate.errors import DuizhaoError, GlossaryError
from translate.exchange.terms.model import EVERYTHING, Row, as_stored, named, proposed
from translate.glossary.entry import GlossaryEntry, term
from translate.glossary.folder import DEFAULT_FILE, Found, Glossary
from translate.text import fold

_COMPARED = tuple(field.name for field in fields(GlossaryEntry) if field.compare)


@dataclass(frozen=True, slots=True)
class New:
    """An entry that the glossary does not have, and the file that it goes into."""

    entry: GlossaryEntry
    file: str
    place: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that the glossary has otherwise."""

    found: Found
    before: GlossaryEntry
    after: GlossaryEntry
    place: str

    def fields(self) -> Iterator[tuple[str, object, object]]:
        """Name, before and after of each field that differs."""
        for name in _COMPARED:
            before, after = getattr(self.before, name), getattr(self.after, name)
            if before != after:
                yield name, before, after


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. ``same`` counts the rows that change nothing."""

    new: tuple[New, ...]
    changes: tuple[Change, ...]
    same: int
    faults: tuple[DuizhaoError, ...]


def plan_import(
    glossary: Glossary, rows: Iterable[Row], *, into: str = "", as_proposals: bool = False
) -> Plan:
    """Compare rows with the glossary; nothing is changed.

    An entry is there already if one has its Chinese, in either script, and its sense; a prohibition, if it also
    has its English. What a file does not speak of is kept. ``into`` is the file for all new entries, else each
    goes into the one that its row names, else into ``terms.po``.
    """
    planner = _Planner(glossary, into, as_proposals)
    for row in rows:
        try:
            planner.add(row)
        except GlossaryError as fault:
            planner.faults.append(
                GlossaryError(f"{fault.what}, the row is left out", where=row.place, remedy=fault.remedy)
            )
    return planner.plan()


def apply(glossary: Glossary, plan: Plan, *, replacing: bool) -> tuple[DuizhaoError, ...]:
    """Put the new entries in, and with ``replacing`` the changed ones; in memory, ``Glossary.save`` writes them.

    Gives a fault for each entry that cannot be changed alone.
    """
    faults = []
    groups: dict[str, list[GlossaryEntry]] = defaultdict(list)
    for new in plan.new:
        groups[new.file].append(new.entry)
    for file, entries in groups.items():
        glossary.add(entries, file)
    for change in plan.changes if replacing else ():
        try:
            glossary.replace(change.found, change.after)
        except GlossaryError as fault:
            faults.append(fault)
    return tuple(faults)


class _Planner:
    def __init__(self, glossary: Glossary, into: str, as_proposals: bool) -> None:
        self._glossary = glossary
        self._into = into
        self._as_proposals = as_proposals
        self._stored: dict[str, list[Found]] = defaultdict(list)
        for found in glossary:
            self._stored[fold(found.entry.zh)].append(found)
        self._new: dict[tuple[str, ...], New] = {}
        self._changes: dict[int, Change] = {}
        self._same = 0
        self._files = set(glossary.documents)
        self.faults: list[DuizhaoError] = []

    def plan(self) -> Plan:
        return Plan(tuple(self._new.values()), tuple(self._changes.values()), self._same, tuple(self.faults))

    def add(self, row: Row) -> None:
        """Raises GlossaryError for a row that cannot be taken."""
        entry = as_stored(row.entry)
        candidates = self._candidates(entry, row.fields)
        if not candidates:
            self._add_new(entry, row)
            return
        merged = [_merged(found.entry, entry, row.fields) for found in candidates]
        if any(after == found.entry for after, found in zip(merged, candidates, strict=True)):
            self._same += 1
            return
        at = _best(candidates, entry)
        self._add_change(Change(candidates[at], candidates[at].entry, merged[at], row.place))

    def _candidates(self, entry: GlossaryEntry, said: frozenset[str]) -> list[Found]:
        """The stored entries that this one may be about."""
        found = [found for found in self._stored.get(fold(entry.zh), ()) if _agrees(found.entry, entry, said)]
        return [one for one in found if one.entry.zh == entry.zh] or found

    def _add_new(self, entry: GlossaryEntry, row: Row) -> None:
        entry = proposed(entry) if self._as_proposals else entry
        file = self._into or entry.file or DEFAULT_FILE
        if file not in self._files:
            self._glossary.document(file)  # refuses a bad name
            self._files.add(file)
        term(entry)  # refuses a bad scope
        entry = replace(entry, file=file, line=0)
        key = (file, entry.zh, entry.context, entry.en if entry.is_forbidden else "\0")
        before = self._new.setdefault(key, New(entry, file, row.place))
        if before.place == row.place and before.entry is entry:
            return
        if before.entry != entry:
            what = f"says {named(replace(entry, file=''))} otherwise than {before.place}"
            raise GlossaryError(what, remedy="decide on one, or give each its sense in the column context")
        self._same += 1

    def _add_change(self, change: Change) -> None:
        term(change.after)
        before = self._changes.setdefault(id(change.found.part), change)
        if before is change:
            return
        if before.after != change.after:
            what = f"says {named(replace(change.after, file=''))} otherwise than {before.place}"
            raise GlossaryError(what, remedy="decide on one, or give each its sense in the column context")
        self._same += 1


def _agrees(stored: GlossaryEntry, entry: GlossaryEntry, said: frozenset[str]) -> bool:
    if "context" in said and stored.context != entry.context:
        return False
    if stored.is_forbidden != entry.is_forbidden:
        return False
    return stored.en == entry.en or not entry.is_forbidden


def _best(candidates: Sequence[Found], entry: GlossaryEntry) -> int:
    """The one in the row's own file, else the one without a sense, else the first."""
    ranks = [(found.document.path.name != entry.file, bool(found.entry.context)) for found in candidates]
    return ranks.index(min(ranks))


def _merged(stored: GlossaryEntry, entry: GlossaryEntry, said: frozenset[str]) -> GlossaryEntry:
    """The stored entry with what the row says; its Chinese stays in the script that it is in."""
    names = said - {"zh", "file"}
    if not EVERYTHING - {"file"} <= said:  # such formats also lose line breaks and spaces at the ends
        names = frozenset(
            name for name in names if _squeezed(getattr(stored, name)) != _squeezed(getattr(entry, name))
        )
    return replace(stored, **{name: getattr(entry, name) for name in names})


def _squeezed(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
