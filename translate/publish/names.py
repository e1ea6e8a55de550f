"""The index of names of an edition: the names and proper terms that its articles' English holds."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from translate.model import LockKind, TranslatedArticle
from translate.publish.model import IndexedName
from translate.publish.weaving import text_of
from translate.review.tally import Term, term_uses


def index_of(results: Iterable[TranslatedArticle]) -> tuple[IndexedName, ...]:
    """Every name that a lock demands and the English holds, with its articles in the order given.

    Names that an article glosses are names; of the glossary's terms those with a capital letter, which is what
    English gives to names. A surname counts under the full name where the same article has both.
    """
    articles: defaultdict[str, dict[str, None]] = defaultdict(dict)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        for en, zh, times in _names(result):
            articles[en][result.article.id] = None
            written[en][zh] += times
    return tuple(
        IndexedName(en, tuple(zh for zh, _ in written[en].most_common() if zh != en), tuple(articles[en]))
        for en in sorted(articles, key=_order)
    )


def _names(result: TranslatedArticle) -> list[tuple[str, str, int]]:
    uses = [(use.term, use.held) for use in term_uses(result.rows) if use.held and _is_name(use.term)]
    full = [term for term, _ in uses if term.kind is LockKind.NAME]
    return [(text_of(_full(term, full).en), text_of(term.zh), held) for term, held in uses]


def _is_name(term: Term) -> bool:
    if term.kind is LockKind.NAME:
        return True
    return term.kind is LockKind.TERM and any(character.isupper() for character in term.en)


def _full(term: Term, names: Iterable[Term]) -> Term:
    """The longer name that this one is the end of, in both languages; itself if there is none."""
    longer = (
        name
        for name in names
        if term.kind is LockKind.NAME and name.en.endswith(f" {term.en}") and name.zh.endswith(term.zh)
    )
    return max(longer, key=lambda name: len(name.en), default=term)


def _order(en: str) -> tuple[str, str]:
    """By letters alone, then to the character, so that the order is one."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", en) if not unicodedata.combining(c))
    return letters.casefold(), en
