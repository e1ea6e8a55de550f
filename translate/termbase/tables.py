"""The tables of a termbase: which terms a stretch of Chinese can mean, and one automaton that finds them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ahocorasick

from translate.termbase.scope import ArticleContext
from translate.termbase.term import Term
from translate.termbase.words import Judge, judge_for
from translate.text import fold, taiwan_words

_OCTETS = "utf-16-be"


@dataclass(frozen=True, slots=True)
class _Key:
    """Folded Chinese that terms are found by: who judges its matches, and the term that it always means."""

    words: str
    judge: Judge | None
    settled: Term | None


# Minus its length, its end, its key: sorted, the longest comes first, of equals the leftmost. A bare tuple, for
# there is one for every few characters of text; no two have the same length and end.
Hit = tuple[int, int, _Key]

Table = Mapping[str, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Forms:
    """The terms by their folded Chinese, each form in one of three tables."""

    own: Table
    aliases: Table
    # Taiwan's own words, 輝達 for 英伟达. Not for short common nouns, where they differ in sense: 程式 is a
    # program, but 程序 a procedure as well
    taiwan: Table

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Forms:
        """The forms of terms, those of one form in the order given."""
        own: dict[str, list[Term]] = {}
        aliases: dict[str, list[Term]] = {}
        taiwan: dict[str, list[Term]] = {}
        if not terms:
            return cls(own, aliases, taiwan)
        listed = "\n".join(term.zh for term in terms)
        keys = fold(listed).split("\n")
        abroad = fold(taiwan_words(listed)).split("\n")
        for key, other, term in zip(keys, abroad, terms, strict=True):
            own.setdefault(key, []).append(term)
            for alias in term.aliases:
                aliases.setdefault(fold(alias), []).append(term)
            if other != key and (len(key) > 2 or term.en[:1].isupper()):
                taiwan.setdefault(other, []).append(term)
        return cls(own, aliases, taiwan)

    @property
    def tables(self) -> tuple[Table, Table, Table]:
        """In order of authority: found by msgid, else by alias, else Taiwan's."""
        return self.own, self.aliases, self.taiwan

    def words(self) -> set[str]:
        """Every form there is."""
        return set().union(*self.tables)

    def terms_of(self, words: str) -> Sequence[Term]:
        """The terms that the words can mean at all, wherever that is."""
        return next((table[words] for table in self.tables if words in table), ())


class Tables:
    """The forms of all terms, and what finds them in a text.

    After a change the automaton of before still serves: hits of ``stale`` words are left out, and a small one of
    their own finds what they now mean.
    """

    def __init__(
        self, forms: Forms, automaton: Any, stale: frozenset[str] = frozenset(), fresh: Any = None
    ) -> None:
        self.forms = forms
        self._automaton = automaton
        self._stale = stale
        self._fresh = fresh

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Tables:
        """The tables of terms to which prohibitions are attached already."""
        forms = Forms.of(terms)
        return cls(forms, _automaton(forms, forms.words()))

    def changed(self, before: Sequence[Term], after: Sequence[Term], about: set[str]) -> Tables:
        """The tables of ``after``, which differs from ``before`` in the terms of the Chinese ``about`` alone."""
        old = Forms.of([term for term in before if term.zh in about])
        new = Forms.of([term for term in after if term.zh in about])
        words = old.words() | new.words()
        tables = (*self.forms.tables, *new.tables)
        places = _places(after, {term for table in tables for word in words for term in table.get(word, ())})
        forms = Forms(
            *(
                _replaced(mine, added, words, about, places)
                for mine, added in zip(self.forms.tables, new.tables, strict=True)
            )
        )
        stale = self._stale | words
        return Tables(forms, self._automaton, stale, _automaton(forms, stale))

    def find(self, text: str) -> list[Hit]:
        """All occurrences of all forms in a folded text, overlapping ones included."""
        octets = _octets(text)
        if not self._stale:
            return _hits(self._automaton, text, octets)
        kept = [hit for hit in _hits(self._automaton, text, octets) if hit[2].words not in self._stale]
        kept += _hits(self._fresh, text, octets)
        return kept

    def choose(self, words: str, article: ArticleContext) -> Term | None:
        """The term that the words mean in this article, if any."""
        for table in self.forms.tables:
            holding = [term for term in table.get(words, ()) if term.scope.holds(article)]
            if holding:
                return _one_sense(holding)
        return None


def _automaton(forms: Forms, words: Iterable[str]) -> Any:
    """What finds those of the words that mean something; ``None`` if none of them does."""
    made = ahocorasick.Automaton()
    for word in words:
        candidates = forms.terms_of(word)
        if candidates:
            found = _Key(word, judge_for(word), _settled(candidates))
            made.add_word(_octets(word).decode("latin-1"), (-len(word), found))
    if not len(made):
        return None
    made.make_automaton()
    return made


def _replaced(
    mine: Table, added: Table, words: Iterable[str], about: set[str], places: Mapping[Term, int]
) -> Table:
    """A table with its entries for ``words`` made anew, in the order of ``places``."""
    table = dict(mine)
    for word in words:
        terms = [term for term in mine.get(word, ()) if term.zh not in about]
        terms = sorted([*terms, *added.get(word, ())], key=lambda term: places[term])
        table.pop(word, None)
        if terms:
            table[word] = terms
    return table


def _places(terms: Sequence[Term], wanted: set[Term]) -> dict[Term, int]:
    """The places of some terms; only those of their Chinese are compared, for comparing terms is slow."""
    about = {term.zh for term in wanted}
    return {term: place for place, term in enumerate(terms) if term.zh in about and term in wanted}


def _hits(automaton: Any, text: str, octets: bytes) -> list[Hit]:
    if not automaton:
        return []
    hits = automaton.iter(octets.decode("latin-1"))
    if len(octets) == 2 * len(text):
        return [(shortness, last // 2 + 1, key) for last, (shortness, key) in hits if last & 1]
    found: list[Hit] = []
    past, end = 0, 0  # how far the octets, and how far the characters are counted
    for last, (shortness, key) in hits:
        if last & 1:
            end += len(octets[past : last + 1].decode(_OCTETS, "surrogatepass"))
            past = last + 1
            found.append((shortness, end, key))
    return found


def _settled(candidates: Sequence[Term]) -> Term | None:
    """The term that is meant in every article; None where scopes decide."""
    if any(term.scope.clauses for term in candidates):
        return None
    return _one_sense(candidates)


def _one_sense(holding: Sequence[Term]) -> Term:
    """Of the senses whose scope holds, those that have a scope; else the one without msgctxt; else any of them."""
    if len(holding) == 1:
        return holding[0]
    demands = [term for term in holding if term.en]
    scoped = [term for term in demands if term.scope] or demands
    senses = [term for term in scoped if not term.context] or scoped
    if not senses:
        return replace(holding[0], forbidden=_all(term.forbidden for term in holding))
    first = senses[0]
    accept = _all((term.en, *term.accept) for term in senses)
    bans = (
        term for term in holding if term in senses or (not term.en and term.context in ("", first.context))
    )
    return replace(
        first,
        accept=tuple(en for en in accept if en != first.en),
        forbidden=tuple(en for en in _all(term.forbidden for term in bans) if en not in accept),
        exact=all(term.exact for term in senses),
    )


def _octets(text: str) -> bytes:
    """Two octets a character (four past the Basic Plane), which the automaton gets as one character each.

    It searches the branches of a node one by one, and with Chinese characters its root would have thousands
    (measured with 100,000 terms: 3.6 MB/s; UTF-8 10; UTF-16 14). A hit that ends on an even octet is none.
    """
    return text.encode(_OCTETS, "surrogatepass")


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
