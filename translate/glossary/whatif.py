"""A glossary with one entry added, changed or removed, without touching its files."""

from __future__ import annotations

from collections.abc import Sequence

from translate.errors import GlossaryError
from translate.glossary.entry import GlossaryEntry, term
from translate.termbase import Term, Termbase
from translate.text import fold


def entries_of(termbase: Termbase, zh: str, context: str | None = None) -> tuple[Term, ...]:
    """The enforced entries of a Chinese term, in whichever script it is written; of one sense, or of all."""
    wanted = fold(" ".join(zh.split()))
    return tuple(
        entry for entry in termbase.entries if fold(entry.zh) == wanted and context in (None, entry.context)
    )


def with_entry(termbase: Termbase, entry: GlossaryEntry) -> Termbase:
    """The termbase as if the entry were added, or put in place of the one of its Chinese and sense.

    A prohibition replaces none but itself, since it stands beside the entry that it is about. A proposal changes
    nothing.
    Raises GlossaryError for an entry that cannot be: without Chinese, or with a bad scope.
    """
    new = term(entry)
    if entry.is_proposal:
        return termbase
    same = [
        old
        for old in entries_of(termbase, new.zh, new.context)
        if bool(old.en) == bool(new.en) and (new.en or old.forbidden == new.forbidden)
    ]
    return termbase.changed([new], same)


def without(termbase: Termbase, zh: str, context: str | None = None) -> Termbase:
    """The termbase as if the entries of a Chinese term were gone. Raises GlossaryError if it has none."""
    return termbase.changed(remove=required(termbase, zh, context))


def required(termbase: Termbase, zh: str, context: str | None = None) -> Sequence[Term]:
    """The entries of a Chinese term. Raises GlossaryError if there are none that are enforced."""
    found = entries_of(termbase, zh, context)
    if found:
        return found
    sense = f" of the sense {context!r}" if context else ""
    raise GlossaryError(
        f"the glossary enforces no entry {zh}{sense}",
        remedy=f"add one, or see what it would do: duizhao glossary impact {zh} --en English",
    )
