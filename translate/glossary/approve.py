"""Deciding on proposals: each becomes a term in its home file, or is kept as rejected: no harvest brings it back.

Every decision is saved by itself. When somebody else has changed the files meanwhile, they are read again and the
decision is made on what they now hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary.document import Document
from translate.glossary.entry import FUZZY, GlossaryEntry
from translate.glossary.folder import Found, Glossary
from translate.glossary.harvest import fields
from translate.glossary.harvest.candidate import HOME
from translate.glossary.harvest.names import Index, near
from translate.glossary.harvest.proposals import PROPOSALS
from translate.text import fold, plain_latin

_ATTEMPTS = 5  # times that a decision is made anew when others save at the same moment


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with what an editor should know. ``conflicts`` are one clause each, ``also`` other English seen."""

    entry: GlossaryEntry
    count: int
    also: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done to one proposal. ``host`` is the entry that it became an alias of, as that was before."""

    before: GlossaryEntry
    after: GlossaryEntry
    host: GlossaryEntry | None = None


class Desk:
    """The proposals of a glossary folder, and the decisions on them. ``today`` dates rejections."""

    def __init__(self, folder: Path, today: date, file: str = "", into: str = "") -> None:
        """``file``: only proposals of this file; ``into``: the file that they go to, whatever they name.

        Raises GlossaryError where there is no such folder, or no such file in it.
        """
        self._folder, self._today, self._file, self._into = folder, today, file, into
        self.glossary = Glossary.load(folder)
        if file:
            self.glossary.require_file(file)
        if into:
            self.glossary.document(into)  # a bad name is told before any decision

    def proposals(self) -> tuple[Proposal, ...]:
        """What is open, conflicts first, then the most frequent."""
        index = Index(self.glossary.entries())
        open_ = [found.entry for found in self.glossary if self._is_open(found)]
        told = [_proposal(entry, index) for entry in open_]
        return tuple(sorted(told, key=lambda each: (not each.conflicts, -each.count, each.entry.key)))

    def home(self, entry: GlossaryEntry) -> str:
        """The file that a proposal goes to when it is approved.

        Only what a harvest wrote is moved; any other stays where an editor has put it.
        """
        if self._into:
            return self._into
        return HOME[fields.kind(entry)] if fields.is_harvested(entry) else entry.file

    def approve(self, entry: GlossaryEntry, en: str = "") -> Decision:
        """Make a proposal a term, with ``en`` for its English if that is given.

        Raises GlossaryError where it is gone, has no English, or the glossary has a term of this Chinese already.
        """
        return self._decide(lambda: self._approve(entry, en))

    def host(self, entry: GlossaryEntry) -> GlossaryEntry | None:
        """The term that has a proposal's English already, for another Chinese form of the same name."""
        english = entry.en.casefold()
        terms = (e for e in self.glossary.entries() if e.en.casefold() == english and english)
        return next(
            (e for e in terms if not e.is_proposal and not e.is_forbidden and e.key != entry.key), None
        )

    def alias(self, entry: GlossaryEntry) -> Decision:
        """Make a proposal's Chinese an alias of the term that has its English.

        Raises GlossaryError where the proposal is gone or there is no such term.
        """
        return self._decide(lambda: self._alias(entry))

    def reject(self, entry: GlossaryEntry) -> Decision:
        """Keep a proposal as rejected. Raises GlossaryError where it is gone."""
        return self._decide(lambda: self._reject(entry))

    def undo(self, decision: Decision) -> None:
        """Bring a proposal back as it was. Raises GlossaryError where its entry has been changed since."""

        def bring_back() -> Decision:
            found = self._find(decision.after)
            if found.entry != decision.after:
                raise GlossaryError(f"{found.entry.zh} has been changed since", where=found.entry.place)
            if decision.host is None:
                self._change(found, decision.before)
            else:
                self.glossary.replace(found, decision.host)
                self.glossary.add([decision.before], decision.before.file)
            return decision

        self._decide(bring_back)

    def by_hand(self) -> tuple[GlossaryEntry, ...]:
        """What an editor made a term by taking off its fuzzy flag; ``approve`` takes it home."""
        document = self.glossary.documents.get(self._file or PROPOSALS)
        parts = document.parts() if document is not None else ()
        entries = (part.entry for part in parts if part.entry is not None)
        return tuple(e for e in entries if not e.is_proposal and fields.is_harvested(e))

    def _is_open(self, found: Found) -> bool:
        entry = found.entry
        here = not self._file or found.document.path.name == self._file
        return here and FUZZY in entry.flags and not fields.is_rejected(entry)

    def _approve(self, entry: GlossaryEntry, en: str) -> Decision:
        found = self._find(entry)
        now = found.entry
        term = replace(
            now,
            en=en or now.en,
            flags=tuple(flag for flag in now.flags if flag != FUZZY),
            source=now.source or fields.source(now),
            extra=fields.without(now),
            file=self.home(now),
        )
        if term.is_proposal:
            raise GlossaryError(
                f"{now.zh} has no English yet", where=now.place, remedy="edit it, then approve"
            )
        self._refuse_second(found, term)
        return Decision(now, self._change(found, term))

    def _alias(self, entry: GlossaryEntry) -> Decision:
        found = self._find(entry)
        host = self.host(found.entry)
        if host is None:
            raise GlossaryError(f"no term has the English {found.entry.en}", remedy="approve or reject it")
        after = replace(host, aliases=tuple(dict.fromkeys((*host.aliases, found.entry.zh))))
        self.glossary.replace(self._find(host), after)
        self.glossary.remove(found)
        return Decision(found.entry, after, host)

    def _reject(self, entry: GlossaryEntry) -> Decision:
        found = self._find(entry)
        flags = found.entry.flags if FUZZY in found.entry.flags else (FUZZY, *found.entry.flags)
        no = replace(found.entry, flags=flags, extra=fields.rejected(found.entry, self._today))
        return Decision(found.entry, self._change(found, no))

    def _change(self, found: Found, entry: GlossaryEntry) -> GlossaryEntry:
        if found.document.path.name == entry.file:
            self.glossary.replace(found, entry)
        else:
            self.glossary.remove(found)
            self.glossary.add([entry], entry.file)
        return entry

    def _find(self, entry: GlossaryEntry) -> Found:
        for found in self.glossary:
            same_file = found.document.path.name == entry.file
            if same_file and found.entry.key == entry.key and found.entry.is_forbidden == entry.is_forbidden:
                return found
        raise GlossaryError(
            f"{entry.zh} is not there any more: somebody has decided on it", where=self._folder / entry.file
        )

    def _refuse_second(self, found: Found, term: GlossaryEntry) -> None:
        for other in self.glossary.find(term.zh, term.context):
            if other.part is not found.part and not other.entry.is_proposal and not other.entry.is_forbidden:
                raise GlossaryError(
                    f"{term.zh} is {other.entry.en or other.entry.zh} in {other.entry.place} already",
                    where=self._folder,
                    remedy="reject the proposal, or change that entry",
                )

    def _decide(self, decide: Callable[[], Decision]) -> Decision:
        """Make a decision and save it; on files that changed meanwhile, once more."""
        for attempt in range(_ATTEMPTS):
            try:
                decision = decide()
                saved = self.glossary.save()
            except GlossaryError:
                stale = self._is_stale()
                self.glossary = Glossary.load(self._folder)
                if not stale or attempt == _ATTEMPTS - 1:
                    raise
            else:
                self.glossary.documents |= {path.name: Document.load(path) for path in saved}
                return decision
        raise AssertionError("the last attempt returns or raises")

    def _is_stale(self) -> bool:
        """Whether any file is not what was read."""
        now = Glossary.load(self._folder).documents
        return {name: document.digest for name, document in now.items()} != {
            name: document.digest for name, document in self.glossary.documents.items() if document.digest
        }


def _proposal(entry: GlossaryEntry, index: Index) -> Proposal:
    also = fields.also(entry)
    conflicts = [f"also {value}" for value in fields.said(entry, fields.ALSO)]
    for value in fields.said(entry, fields.TWIN):
        twin = ", a near twin" if near(entry.zh, value.split(" ")[0]) else ""
        conflicts.append(f"{entry.en} is also {value}{twin}")
    for other in _others(entry, index):
        conflicts.append(f"{other.zh} is {other.en or other.zh} in {other.place}")
    contexts = fields.said(entry, fields.CONTEXT)
    return Proposal(entry, fields.count(entry), also, tuple(conflicts), contexts)


def _others(entry: GlossaryEntry, index: Index) -> Iterable[GlossaryEntry]:
    """Decided entries with its Chinese or its English."""
    same = [other for other in index.of_zh(entry.zh) if not other.is_proposal]
    return [*same, *(other for other in index.of_en(entry.en) if fold(other.zh) != fold(entry.zh))]


def twins(entry: GlossaryEntry, glossary: Glossary, most: int = 5) -> tuple[GlossaryEntry, ...]:
    """Decided entries whose Chinese and English differ so little from this one's that one may be a slip."""
    found = (
        other
        for other in glossary.entries()
        if not other.is_proposal
        and len(other.zh) > 2
        and fold(other.zh) != fold(entry.zh)
        and abs(len(other.zh) - len(entry.zh)) <= 1
        and near(entry.zh, other.zh)
        and _alike(other.en, entry.en)
    )
    return tuple(other for other, _ in zip(found, range(most), strict=False))


def _alike(en: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(plain_latin(en), plain_latin(other)) >= 60
