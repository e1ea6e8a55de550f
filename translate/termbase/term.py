"""What a glossary entry says: the Term, and where one was found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from translate.termbase.scope import EVERYWHERE, Scope


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary entry that is (or, as a proposal, would be) enforced.

    ``en`` is empty for a prohibition that stands alone: nothing is demanded for ``zh``, but none of
    ``forbidden`` may be used.
    """

    zh: str
    en: str
    context: str = ""  # msgctxt: the sense or domain when one Chinese term has several
    note: str = ""  # for people
    aliases: tuple[str, ...] = ()  # other Chinese forms
    accept: tuple[str, ...] = ()  # other English forms that hold the term
    forbidden: tuple[str, ...] = ()  # English that must not be used
    scope: Scope = EVERYWHERE
    exact: bool = False  # no inflection, no change of case
    read_only: bool = False  # kept as it is
    file: str = ""
    line: int = 0

    @property
    def source(self) -> str:
        """Where an editor finds it: ``people.po:12``."""
        return f"{self.file}:{self.line}" if self.file else ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term at ``[start, end)`` of a Chinese text, counted in code points."""

    start: int
    end: int
    term: Term


def enforced(term: Term) -> str:
    """Everything of a term that decides a translation, in one line."""
    lists = ("\t".join(words) for words in (term.aliases, term.accept, term.forbidden))
    scope = repr(term.scope) if term.scope else ""
    return "\v".join((term.zh, term.context, term.en, *lists, scope, "exact" if term.exact else ""))
