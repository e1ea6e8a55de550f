"""Locks that editors decided: the termbase's terms in a segment, their glosses swallowed."""

from __future__ import annotations

import re

from translate.model import Lock, LockKind, Segment
from translate.termbase import ArticleContext, Term, Termbase, TermMatch
from translate.text import has_han, has_latin, plain_latin

_GLOSS = re.compile(r"\s*[(（]\s*([^()（）]{1,120}?)\s*[)）]")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&./-]*[A-Z0-9.]")
_FRAMES = {"《": "》", "〈": "〉"}  # titles of works: English needs no marks of its own


def term_locks(segment: Segment, termbase: Termbase, context: ArticleContext) -> tuple[Lock, ...]:
    """The locks that the termbase puts on a segment, in order, none overlapping.

    A gloss that only repeats the English belongs to the lock: 深度求索(DeepSeek) becomes DeepSeek, not
    DeepSeek (DeepSeek). An abbreviation stays: 人工智能(AI) may keep both. Prohibitions that stand alone put no lock
    (``prohibitions``).
    """
    return terms_of(segment, termbase, context)[0]


def prohibitions(segment: Segment, termbase: Termbase, context: ArticleContext) -> tuple[Lock, ...]:
    """Terms of a segment for which no English is demanded, only some forbidden: locks with an empty ``en``.

    For ``matching.forbidden_used`` alone; never give them to ``put_in_place`` or ``find_held``.
    """
    return terms_of(segment, termbase, context)[1]


def terms_of(
    segment: Segment, termbase: Termbase, context: ArticleContext
) -> tuple[tuple[Lock, ...], tuple[Lock, ...]]:
    """:func:`term_locks` and :func:`prohibitions` at once: the termbase looks at the segment once."""
    zh = segment.zh
    matches = termbase.match(zh, context)
    demanded = tuple(_lock(zh, match) for match in matches if match.term.en)
    return demanded, tuple(
        _made(zh, match.start, match.end, match.term, ()) for match in matches if not match.term.en
    )


def _lock(zh: str, match: TermMatch) -> Lock:
    term, start, end = match.term, match.start, match.end
    framed = zh[end : end + 1] == _FRAMES.get(zh[start - 1 : start], "-")
    gloss = _GLOSS.match(zh, end + 1 if framed else end)
    if gloss is None or not _only_repeats(gloss.group(1), term):
        return _made(zh, start, end, term, term.accept)
    return _made(zh, start - framed, gloss.end(), term, term.accept)


def _made(zh: str, start: int, end: int, term: Term, accept: tuple[str, ...]) -> Lock:
    return Lock(
        start=start,
        end=end,
        zh=zh[start:end],
        en=term.en,
        kind=LockKind.TERM,
        accept=accept,
        forbidden=term.forbidden,
        exact=term.exact,
        source=term.source,
    )


def _only_repeats(gloss: str, term: Term) -> bool:
    """Whether the words in parentheses say nothing that the term's English does not."""
    if not has_latin(gloss) or has_han(gloss):
        return False
    if _name(gloss) == _name(term.en):
        return True
    if _ABBREVIATION.fullmatch(gloss):
        return False
    return any(_name(gloss) == _name(form) for form in term.accept)


def _name(en: str) -> str:
    plain = plain_latin(re.sub(r"^the\s+", "", en, flags=re.IGNORECASE))
    return plain or en
