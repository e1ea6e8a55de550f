"""The way of the data (design section 1): one stage a line, from frozen records to frozen records.

Articles go through in windows, so that batches are full across articles and memory stays flat. What the memory
holds is not drafted again, and a finished batch is kept at once: a killed run loses at most the one in flight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from translate.adapting import adapt_or_draft
from translate.checks import check_rows
from translate.drafting import Silent, Watch
from translate.engine.choose import Choice
from translate.lock.matching import find_held
from translate.memory import Approved, HumanText, Memory
from translate.model import Article, Draft, Row, Signature, TranslatedArticle
from translate.prepare import Item, prepare
from translate.segment import SEGMENTER, segment
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


def translate_articles(
    articles: Sequence[Article],
    *,
    termbase: Termbase,
    memory: Memory,
    choice: Choice,
    watch: Watch | None = None,
) -> Iterator[TranslatedArticle]:
    """Each article with its English, in the order given, stored in ``memory`` before it is yielded.

    Raises ``ModelError`` if the engine is needed and cannot be loaded, ``StoreError`` if memory fails.
    """
    follow = watch or Silent()
    signature = Signature(choice.signature, termbase.signature, SEGMENTER)
    load = cache(choice.load)
    follow.planned(sum(len(segment(article)) for article in articles))
    memory.keep_glossary(termbase.signature, lambda: pack(termbase.terms))
    for window in _windows(articles):
        works = [work_on(article, prepare(article, termbase, choice.signature), memory) for article in window]
        new = [item for work in works for item in work.items if is_new(item, work)]
        follow.reused(sum(len(work.items) for work in works) - len(new))
        drafts = adapt_or_draft(new, load, memory, follow, choice.signature)
        for work in works:
            rows = check_rows([row_of(item, work, drafts) for item in work.items])
            result = TranslatedArticle(work.article, tuple(rows), signature)
            memory.store(result, {item.segment.id: item.key for item in work.items})
            yield as_stored(memory, result)


def as_stored(memory: Memory, result: TranslatedArticle) -> TranslatedArticle:
    """A stored article as the memory has it: somebody may have decided a sentence while the engine was at work.

    Their words are kept when the article is stored; a page made of ``result`` would not have them.
    """
    english = {row.segment.id: row.draft.en for row in result.rows}
    decided = memory.human(result.article.id).values()
    late = any(english.get(text.segment) != text.en for text in decided)
    return (memory.load(result.article.id) if late else None) or result


def _windows(articles: Sequence[Article]) -> Iterator[list[Article]]:
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
    """Items of an article (all or some) with what people have decided about them."""
    return Work(
        article,
        items,
        {(key, text.zh): text for text in memory.human(article.id).values() for key in ("", text.segment)},
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
