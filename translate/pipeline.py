"""The way of the data (design section 1): one stage a line, from frozen records to frozen records.

Articles go through in windows, so that batches are full across articles and memory stays flat. What the memory
holds is not drafted again, and a finished batch is kept at once: a killed run loses at most the one in flight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from translate.adapting import adapt_or_draft
from translate.checks import check_rows
from translate.drafting import Silent, Watch
from translate.engine.choose import Choice
from translate.lock.matching import find_held
from translate.memory import Approved, HumanText, Memory
from translate.model import BOTH, Article, Draft, Row, Signature, TranslatedArticle
from translate.prepare import Item, of_engine, prepare
from translate.reuse import Asked, Effort, effort_of
from translate.segment import SEGMENTER, segment
from translate.settle import settle
from translate.termbase import Termbase
from translate.termbase.packed import pack

# Segments drafted together: enough for full batches of like length, few enough to see first pages soon.
_WINDOW = 512


@dataclass(frozen=True, slots=True)
class Work:
    """An article on its way, with what people have decided about its sentences."""

    article: Article
    items: tuple[Item, ...]
    human: Mapping[tuple[str, str], HumanText]  # by segment id and Chinese; by "" and Chinese for moved ones
    approved: Mapping[str, Approved]


@dataclass(frozen=True, slots=True)
class Translated:
    """An article that is stored, and where its English came from."""

    result: TranslatedArticle
    effort: Effort


def translate_articles(
    articles: Iterable[Article],
    *,
    termbase: Termbase,
    memory: Memory,
    choice: Choice,
    watch: Watch | None = None,
) -> Iterator[TranslatedArticle]:
    """Each article with its English, in the order given, stored in ``memory`` before it is yielded.

    Raises ``ModelError`` if the engine is needed and cannot be loaded, ``StoreError`` if memory fails.
    """
    windows = translate_windows(articles, termbase=termbase, memory=memory, choice=choice, watch=watch)
    return (each.result for window in windows for each in window)


def translate_windows(
    articles: Iterable[Article],
    *,
    termbase: Termbase,
    memory: Memory,
    choice: Choice,
    watch: Watch | None = None,
    redraft: bool = False,
) -> Iterator[tuple[Translated, ...]]:
    """What :func:`translate_articles` gives, as many at a time as are drafted together; takes as few at a time.

    Drafts that a stored article has stay, whatever engine made them; ``redraft`` makes those of other engines anew.
    """
    follow = watch or Silent()
    asked = Asked()
    load = cache(lambda: asked.of(choice.load()))
    memory.keep_glossary(termbase.signature, lambda: pack(termbase.terms))
    for window in _windows(articles):
        follow.working_on([_title(article) for article in window])
        follow.planned(sum(len(segment(article)) for article in window))
        works = [opened(article, termbase, choice.signature, memory, redraft) for article in window]
        new = [item for work in works for item in work.items if is_new(item, work)]
        follow.reused(sum(len(work.items) for work in works) - len(new))
        drafts = adapt_or_draft(new, load, memory, follow, choice.signature)
        results = [_result(work, drafts, termbase, choice.signature) for work in works]
        memory.store_all(
            (result, {item.segment.id: item.key for item in work.items})
            for work, result in zip(works, results, strict=True)
        )
        requests = asked.take()
        now = memory.drafted_now({item.raw_key for item in new}) if new else set()
        yield tuple(
            Translated(result, effort_of(work.items, result.rows, requests, now))
            for work, result in zip(works, results, strict=True)
        )


def opened(article: Article, termbase: Termbase, engine: str, memory: Memory, redraft: bool) -> Work:
    """The article with the ids that it has in the memory, its items, and what people have decided about them."""
    settled = settle(article, segment(article), memory.version(article.id))
    items = prepare(settled.article, termbase, engine, settled.segments)
    if not redraft:
        items = keep_engines(items, memory.machine_drafts(article.id))
    return work_on(settled.article, items, memory)


def keep_engines(items: tuple[Item, ...], drafts: Mapping[str, str]) -> tuple[Item, ...]:
    """The items, those for the engine that drafted them which have such a draft: text and locks are as they were.

    ``drafts`` are the keys that the article's segments have, with the engines' signatures.
    """
    engines = dict.fromkeys(each for signatures in drafts.values() for each in signatures.split(BOTH))
    return tuple(
        next((same for same in (of_engine(item, engine) for engine in engines) if same.key in drafts), item)
        for item in items
    )


def _result(work: Work, drafts: Mapping[str, Draft], termbase: Termbase, engine: str) -> TranslatedArticle:
    rows = check_rows([row_of(item, work, drafts) for item in work.items])
    signature = Signature(engines_of(rows, adapted_for(work.items), engine), termbase.signature, SEGMENTER)
    return TranslatedArticle(work.article, tuple(rows), signature)


def adapted_for(items: Iterable[Item]) -> dict[str, str]:
    """By segment id: the engine whose drafts a sentence is adapted from, where it is adapted."""
    return {item.segment.id: item.engine for item in items}


def engines_of(rows: Iterable[Row], adapted: Mapping[str, str], chosen: str) -> str:
    """Who drafted an article, for its signature: every engine that did, else the one that would have.

    An adapted sentence belongs to the engine that ``adapted`` gives: the draft is kept under a key of its.
    """
    engines = {
        row.draft.engine if row.draft.origin == "engine" else adapted[row.segment.id]
        for row in rows
        if row.draft.origin in ("engine", "adapted")
    }
    apart = {each for signatures in engines for each in signatures.split(BOTH) if each}
    return BOTH.join(sorted(apart)) or chosen


def as_stored(memory: Memory, result: TranslatedArticle) -> TranslatedArticle:
    """A stored article as the memory has it, where that differs: decided by people, or corrected.

    Somebody may have decided a sentence while the engine was at work; where an approved draft came from, what a
    glossary or a correction changed about it, is known to the memory alone.
    """
    differs = memory.human(result.article.id) or memory.corrected(result.article.id)
    return (memory.load(result.article.id) if differs else None) or result


def _title(article: Article) -> str:
    return article.blocks[0].zh if article.blocks else article.source


def _windows(articles: Iterable[Article]) -> Iterator[list[Article]]:
    window: list[Article] = []
    size = 0
    for article in articles:
        window.append(article)
        size += len(segment(article))
        if size >= _WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def work_on(article: Article, items: tuple[Item, ...], memory: Memory) -> Work:
    """Items of an article (all or some) with what people have decided about them, in earlier versions too."""
    gone = {("", zh): text for zh, text in memory.gone(article.id).items()}
    human = {(key, text.zh): text for text in memory.human(article.id).values() for key in ("", text.segment)}
    return Work(
        article,
        items,
        gone | human,
        memory.approved(item.segment.zh for item in items),
    )


def is_new(item: Item, work: Work) -> bool:
    """Whether an engine has to be asked for it, or a draft of one."""
    return item.copied is None and decided(item, work) is None


def decided(item: Item, work: Work) -> Draft | None:
    """A person's English: for this very segment, else what was approved for the same Chinese elsewhere."""
    own = work.human.get((item.segment.id, item.segment.zh)) or work.human.get(("", item.segment.zh))
    if own:
        return Draft(own.en, "human")
    same = work.approved.get(item.segment.zh)
    return Draft(same.en, "memory") if same else None


def row_of(item: Item, work: Work, drafts: Mapping[str, Draft]) -> Row:
    """The segment with its English and what holds its locks; findings are for the checks to add."""
    draft = decided(item, work) or (drafts[item.key] if item.copied is None else Draft(item.copied, "copied"))
    locks = (*item.locks, *item.forbidden)
    return Row(item.segment, locks, draft, find_held(locks, draft.en))
