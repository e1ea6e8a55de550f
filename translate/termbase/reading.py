"""From a PO entry to a Term: flags in Weblate's words, and our fields in ``#.`` comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translate.errors import GlossaryError
from translate.termbase.po import Entry, entries, read_text
from translate.termbase.scope import EVERYWHERE, Scope
from translate.termbase.term import Term

_FIELD = re.compile(r"^([a-z]+):[ \t]*(.*)$")
_ITEM = re.compile(r'\s*(?:"([^"]*)"|((?:(?!,(?:\s|$)|[、，]).)+))\s*(?:,(?=\s|$)|[、，]|$)')


@dataclass(frozen=True, slots=True)
class Reading:
    """What a glossary folder says. ``faults`` name what was left out and how to mend it."""

    terms: tuple[Term, ...] = ()  # one an entry, as written: prohibitions stand apart (``attach_forbidden``)
    proposals: tuple[Term, ...] = ()  # fuzzy, or without English yet: shown, never enforced
    faults: tuple[GlossaryError, ...] = ()


def read_folder(folder: Path) -> Reading:
    """Read every ``*.po`` of a folder in the order of their names.

    Raises GlossaryError when there is no such folder; any lesser fault is in the reading.
    """
    if not folder.is_dir():
        raise GlossaryError(
            "there is no such glossary folder", where=folder, remedy="make one with: duizhao init"
        )
    terms: list[Term] = []
    proposals: list[Term] = []
    faults: list[GlossaryError] = []
    for path in sorted(folder.glob("*.po"), key=lambda path: path.name):
        for found in _read_file(path):
            if isinstance(found, GlossaryError):
                faults.append(found)
            elif found.enforced:
                terms.append(found.term)
            else:
                proposals.append(found.term)
    return Reading(tuple(terms), tuple(proposals), tuple(faults))


@dataclass(slots=True)
class _Read:
    term: Term
    enforced: bool


def _read_file(path: Path) -> Iterator[_Read | GlossaryError]:
    try:
        text = read_text(path)
    except GlossaryError as fault:
        yield fault
        return
    for entry in entries(text, path):
        if isinstance(entry, GlossaryError):
            yield entry
        elif not entry.obsolete and (entry.msgid or entry.msgctxt):
            try:
                term = term_of(entry, path.name)
            except GlossaryError as fault:
                yield GlossaryError(fault.what, where=path, line=entry.line, remedy=fault.remedy)
            else:
                yield _Read(term, "fuzzy" not in entry.flags and bool(term.en or term.forbidden))


def term_of(entry: Entry, file: str) -> Term:
    """The term that an entry gives. Raises GlossaryError for an empty msgid or a bad scope."""
    zh = " ".join(entry.msgid.split())
    en = " ".join(entry.msgstr.split())
    if not zh:
        raise GlossaryError("the entry has no Chinese", remedy="fill in its msgid, or remove it")
    fields = fields_of(entry.comment) if entry.comment else {}
    aliases = items(fields["aliases"]) if "aliases" in fields else ()
    accept = items(fields["accept"]) if "accept" in fields else ()
    scope = Scope.parse(fields["scope"]) if "scope" in fields else EVERYWHERE
    context, flags = entry.msgctxt or "", entry.flags
    if "forbidden" in flags:
        ban = (en,) if en else ()
        return Term(zh, "", context, entry.note, aliases, (), ban, scope, file=file, line=entry.line)
    return Term(
        zh,
        zh if "read-only" in flags and not en else en,
        context,
        entry.note,
        aliases,
        accept,
        (),
        scope,
        "exact" in flags,
        "read-only" in flags,
        file,
        entry.line,
    )


def fields_of(comment: str) -> dict[str, str]:
    """The ``name: value`` lines of a ``#.`` comment; a line without a name goes on with the one before.

    A field given twice counts as one: lists are joined, scopes must all hold.
    """
    fields: dict[str, str] = {}
    name = ""
    for row in map(str.strip, comment.split("\n")):
        found = _FIELD.match(row)
        if found:
            name, value = found.groups()
            between = "; " if name == "scope" else ", "
            fields[name] = f"{fields[name]}{between}{value}" if name in fields else value
        elif name:
            fields[name] = f"{fields[name]} {row}"
    return fields


def items(words: str) -> tuple[str, ...]:
    """The items of a list: between ``, ``, ``、`` or ``，``; in double quotes when one holds a comma.

    >>> items('U.S., "Washington, D.C."、America')
    ('U.S.', 'Washington, D.C.', 'America')
    """
    found = ((quoted or plain).strip() for quoted, plain in _ITEM.findall(words))
    return tuple(dict.fromkeys(item for item in found if item))


def attach_forbidden(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Move each prohibition without a scope to the terms that it is about; one about none stands alone.

    A prohibition with a msgctxt is about the term of that sense only.
    """
    banned = [term for term in terms if not term.en and not term.scope]
    if not banned:
        return tuple(terms)
    about = {term.zh for term in banned}
    places: dict[str, list[int]] = {}
    for i, term in enumerate(terms):
        if term.zh in about and term.en:
            places.setdefault(term.zh, []).append(i)
    mended = list(terms)
    alone = set(map(id, banned))
    for ban in banned:
        for i in places.get(ban.zh, ()):
            if ban.context in ("", mended[i].context):
                joined = dict.fromkeys(mended[i].forbidden + ban.forbidden)
                mended[i] = replace(mended[i], forbidden=tuple(joined))
                alone.discard(id(ban))
    return tuple(term for term in mended if term.en or term.scope or id(term) in alone)
