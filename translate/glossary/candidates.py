"""Finding, among all the text of a memory, the blocks that some terms can have anything to do with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from translate.termbase import Term
from translate.termbase.tables import Forms, Tables
from translate.text import fold, unfolded

# Forms in one regular expression, which takes longer with each. One pass of the automaton takes as long as some 60 of
# them, for it needs folded text.
_MOST_FORMS = 60


def finder(terms: Iterable[Term]) -> Callable[[str], object]:
    """What tells whether a text has the Chinese of any of the terms, in whichever script: truthy if it has.

    Never wrong about a text without: a term is found by its forms alone, aliases and Taiwan's words included.
    Whether it counts where it stands is for the termbase to say.
    """
    listed = tuple(terms)
    words = Forms.of(listed).words()
    if not words:
        return lambda _: False
    if len(words) <= _MOST_FORMS:
        # Not longest first: only whether there is one is asked.
        return re.compile("|".join(map(_pattern, sorted(words)))).search
    tables = Tables.of(listed)
    return lambda zh: tables.find(fold(zh))


def _pattern(words: str) -> str:
    return "".join(map(_one_of, words))


def _one_of(character: str) -> str:
    same = unfolded(character)
    return re.escape(character) if len(same) == 1 else f"[{re.escape(same)}]"
