"""``lint --fix``: the safe fixes applied to a glossary in memory, until there is none left."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from translate.errors import GlossaryError
from translate.glossary.document import Document
from translate.glossary.entry import GlossaryEntry
from translate.glossary.folder import Glossary
from translate.glossary.lint import FIXING, Fix, LintFinding, Rule, Subject, lint

_ROUNDS = 20  # a fix may bring another to light; four are the most that was ever needed


@dataclass(slots=True)
class Mended:
    """What was done, each as the finding that asked for it, and what could not be and why."""

    done: list[LintFinding] = field(default_factory=list)
    refused: list[GlossaryError] = field(default_factory=list)


def mend(glossary: Glossary, rules: Sequence[Rule] = FIXING) -> Mended:
    """Apply what is safe to the glossary; nothing is written before its ``save``. A second call changes nothing.

    First entries are mended, then those that are the same now are united: of each the notes, aliases, accepted
    forms and sources are kept.
    """
    mended = Mended()
    stuck: set[int] = set()  # parts that cannot be changed
    safe = [rule for rule in FIXING if rule in rules]
    for _ in range(_ROUNDS):
        fixable = [f for f in lint(Subject.of(glossary), safe) if f.fix and id(f.fix.found.part) not in stuck]
        changes = [f for f in fixable if f.fix and f.fix.mend] or fixable
        before = len(mended.done)
        _apply(glossary, changes, mended, stuck)
        if len(mended.done) == before and not stuck.intersection(_parts(changes)):
            break
    return mended


def _parts(findings: Sequence[LintFinding]) -> Iterator[int]:
    return (id(finding.fix.found.part) for finding in findings if finding.fix)


def _apply(glossary: Glossary, findings: Sequence[LintFinding], mended: Mended, stuck: set[int]) -> None:
    gone: list[LintFinding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or id(fix.found.part) in stuck:
            continue
        try:
            if _changed(glossary, fix):
                mended.done.append(finding)
            elif fix.into is not None:
                gone.append(finding)
        except GlossaryError as refusal:
            mended.refused.append(refusal)
            stuck.add(id(fix.found.part))
    _remove(gone, mended)


def _changed(glossary: Glossary, fix: Fix) -> bool:
    """Give the entry, or the one that it is united with, its new words; whether ``mend`` changed it."""
    target = fix.into or fix.found
    now = target.part.entry
    if now is None:
        return False
    new = fix.mend(now) if fix.mend else united(now, fix.found.part.entry or fix.found.entry)
    if fix.into is not None:
        fix.found.document.require_changeable(fix.found.part)  # before its words go elsewhere
    glossary.replace(target, new)
    return fix.mend is not None and new != now


def _remove(gone: Sequence[LintFinding], mended: Mended) -> None:
    by_document: dict[int, tuple[Document, list[LintFinding]]] = {}
    for finding in gone:
        if finding.fix is not None:
            document = finding.fix.found.document
            by_document.setdefault(id(document), (document, []))[1].append(finding)
    for document, findings in by_document.values():
        document.remove(*(finding.fix.found.part for finding in findings if finding.fix))
        mended.done += findings


def united(kept: GlossaryEntry, other: GlossaryEntry) -> GlossaryEntry:
    """The entry with what another says besides; of a proposal only the note."""
    notes = [kept.note, *(row for row in other.note.split("\n") if row not in kept.note.split("\n"))]
    note = "\n".join(row for row in notes if row)
    if other.is_proposal and not kept.is_proposal:
        return replace(kept, note=note)
    sources = [kept.source, other.source if other.source not in kept.source.split(", ") else ""]
    return replace(
        kept,
        note=note,
        aliases=_all(kept.aliases, other.aliases),
        accept=tuple(form for form in _all(kept.accept, other.accept) if form != kept.en),
        source=", ".join(source for source in sources if source),
        extra=_all(kept.extra, other.extra),
    )


def _all(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def diff(glossary: Glossary) -> Iterator[str]:
    """The lines of a unified diff between the files as they were read and as they would be saved."""
    for document in glossary.documents.values():
        if document.changed:
            name = document.path.as_posix()
            yield from difflib.unified_diff(
                _lines(document.raw, document), _lines(document.to_bytes(), document), name, name, lineterm=""
            )


def _lines(raw: bytes, document: Document) -> list[str]:
    return raw.decode(document.encoding, "replace").splitlines()
