"""From an article to what an engine is asked: segments, their locks, the locks put in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate.engine.base import Request
from translate.lock import merge
from translate.lock.names import Gloss, glosses, name_locks
from translate.lock.numbers import number_locks
from translate.lock.place import put_in_place
from translate.lock.terms import terms_of
from translate.lock.weekday import with_weekdays
from translate.memory import draft_key
from translate.model import Article, Lock, LockKind, Segment
from translate.segment import segment
from translate.termbase import ArticleContext, Termbase
from translate.text import has_han
from translate.tidy import spaced

# Names listed in the prompt: more than this distract a small model from the sentence.
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One segment ready to be drafted.

    ``copied`` is its English where nothing Chinese is left to translate. ``raw_key`` names the engine's own
    draft in memory, ``key`` the draft after enforcement; both hash everything that decides the text, the signature
    of ``engine`` too.
    """

    segment: Segment
    locks: tuple[Lock, ...]
    forbidden: tuple[Lock, ...]  # without an English of their own: only some English is forbidden
    request: Request
    copied: str | None
    raw_key: str
    key: str
    engine: str


def prepare(
    article: Article, termbase: Termbase, engine: str, parts: Sequence[Segment] | None = None
) -> tuple[Item, ...]:
    """The items of an article in reading order; ``engine`` is the engine's signature.

    ``parts`` are the segments that are asked for; all of them without it.
    """
    context = ArticleContext.of(article)
    glossed = glosses(article)
    wanted = segment(article) if parts is None else parts
    return tuple(_item(part, *_locks(part, article, termbase, context, glossed), engine) for part in wanted)


def _locks(
    part: Segment,
    article: Article,
    termbase: Termbase,
    context: ArticleContext,
    glossed: tuple[Gloss, ...],
) -> tuple[tuple[Lock, ...], tuple[Lock, ...]]:
    terms, forbidden = terms_of(part, termbase, context)
    return merge(terms, name_locks(part, glossed), number_locks(part, article.date)), forbidden


def _item(part: Segment, locks: tuple[Lock, ...], forbidden: tuple[Lock, ...], engine: str) -> Item:
    request = request_of(part, locks)
    copied = None if has_han(request.zh) else spaced(request.zh)
    return of_engine(Item(part, locks, forbidden, request, copied, "", "", ""), engine)


def of_engine(item: Item, engine: str) -> Item:
    """The same item for the engine with that signature, which is part of what decides the text."""
    raw_key = draft_key("raw", engine, item.request.zh, *item.request.names)
    demands = [demand for lock in (*item.locks, *item.forbidden) for demand in _demands(lock)]
    return replace(item, raw_key=raw_key, key=draft_key(raw_key, *demands), engine=engine)


def request_of(part: Segment, locks: Sequence[Lock]) -> Request:
    """What an engine is asked: the segment with the English of its locks put in place, and the names to keep."""
    names = dict.fromkeys(
        lock.en for lock in locks if lock.en and lock.kind in (LockKind.TERM, LockKind.NAME)
    )
    placed = put_in_place(part.zh, with_weekdays(part.zh, locks))
    return Request(placed.strip(), tuple(names)[:_MOST_NAMES])


def _demands(lock: Lock) -> tuple[str, ...]:
    return (lock.en, "exact" if lock.exact else "", "|".join(lock.accept), "|".join(lock.forbidden))
