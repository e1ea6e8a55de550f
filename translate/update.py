"""After a glossary change: the segments it touches, drafted anew, and nothing else.

The memory alone decides, the dumps may be gone. What a segment was asked for when it was drafted stands in its row;
it is touched when the glossary now asks for something else there. Another engine, or another way to read numbers,
touches nothing. Words that a person decided stay, and carry a finding that names the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from translate.checks import check_rows, glossary_changed
from translate.drafting import Silent, Watch, draft_items
from translate.engine.choose import Choice
from translate.glossary.candidates import finder
from translate.glossary.impact import Impact, Touched, difference, differing
from translate.memory import Memory, State, StoredSegment
from translate.model import Draft, Finding, Lock, LockKind, Row, Signature, TranslatedArticle
from translate.pipeline import Work, adapted_for, engines_of, is_new, row_of, work_on
from translate.prepare import Item, prepare
from translate.termbase import Termbase
from translate.termbase.packed import pack, unpack

# Touched segments drafted together, as in the pipeline.
_WINDOW = 512
# Articles whose glossary is noted in one go while others are still being compared.
_NOTED = 2_000


@dataclass(frozen=True, slots=True)
class Updated:
    """An article with its touched rows made anew, not stored yet; ``keys`` are the draft keys of all its rows."""

    result: TranslatedArticle
    keys: Mapping[str, str]
    touched: tuple[Touched, ...]
    drafted: int  # segments that needed a machine's draft

    @property
    def flagged(self) -> int:
        """How many rows that a person decided now say that the glossary asks for something else."""
        human = {each.segment for each in self.touched if each.is_human}
        return sum(
            row.segment.id in human
            and any(finding.check == glossary_changed.__name__ for finding in row.findings)
            for row in self.result.rows
        )


def survey(memory: Memory, termbase: Termbase, watch: Watch | None = None, *, note: bool = False) -> Impact:
    """The segments that the glossary now asks something else of than when they were stored.

    Where the memory knows what the glossary said before, only text with a changed term in it is looked at; else
    every article that was made with another glossary. With ``note``, articles without a touched segment are
    marked as compared, so that the next survey passes them over.
    """
    follow = watch or Silent()
    follow.stage("comparing the glossary with the one before")
    wanted, clean = _candidates(memory, termbase)
    touched: list[Touched] = []
    for done, (article, blocks) in enumerate(sorted(wanted.items()), 1):
        found = _touched(memory, termbase, article, blocks)
        touched += found
        if not found:
            clean.append(article)
        if done % _NOTED == 0:
            follow.stage(f"comparing: {done:,} of {len(wanted):,} articles")
            _note(memory, termbase, clean, note)
    _note(memory, termbase, clean, note)
    return Impact(tuple(touched))


def redraft(
    memory: Memory,
    termbase: Termbase,
    found: Impact,
    choose: Callable[[], Choice],
    watch: Watch | None = None,
) -> Iterator[Updated]:
    """The articles of a survey with their touched rows made anew; the caller stores them.

    ``choose`` is called only if some segment needs a machine. Raises what it raises, ``ModelError`` if the engine
    cannot be loaded, and ``StoreError`` if the memory fails.
    """
    follow = watch or Silent()
    chosen = cache(choose)
    load = cache(lambda: chosen().load())
    _keep_glossary(memory, termbase)
    follow.planned(len(found.touched))
    for window in _windows(found.touched):
        opened = [_opened(memory, termbase, article, touched) for article, touched in window.items()]
        tasks = [task for task in opened if task]
        if any(task.new for task in tasks):
            tasks = [task.with_engine(termbase, chosen().signature) if task.new else task for task in tasks]
        new = [item for task in tasks for item in task.new]
        follow.reused(sum(len(task.work.items) for task in tasks) - len(new))
        drafts = draft_items(new, load, memory, follow) if new else {}
        for task in tasks:
            yield task.updated(termbase, drafts, chosen().signature if task.new else "")


def _keep_glossary(memory: Memory, termbase: Termbase) -> None:
    memory.keep_glossary(termbase.signature, lambda: pack(termbase.terms))


def _note(memory: Memory, termbase: Termbase, clean: list[str], note: bool) -> None:
    if note and clean:
        _keep_glossary(memory, termbase)
        memory.note_glossary(clean, termbase.signature)
    clean.clear()


_Blocks = tuple[str, ...] | None


def _candidates(memory: Memory, termbase: Termbase) -> tuple[dict[str, _Blocks], list[str]]:
    """The blocks of articles that may be touched (``None``: all of them), and the articles that cannot be."""
    stale = {
        signature: articles
        for signature, articles in memory.articles_by_glossary().items()
        if signature != termbase.signature
    }
    before = {signature: memory.glossary(signature) for signature in stale}
    known = [unpack(packed) for packed in before.values() if packed is not None]
    changed = {term for terms in known for term in difference(terms, termbase.terms)}
    places = memory.matching_blocks(finder(changed)) if changed else {}
    wanted: dict[str, _Blocks] = {}
    clean: list[str] = []
    for signature, articles in stale.items():
        if before[signature] is None:
            wanted |= dict.fromkeys(articles)
        else:
            wanted |= {article: places[article] for article in articles if article in places}
            clean += [article for article in articles if article not in places]
    return wanted, clean


def _touched(memory: Memory, termbase: Termbase, article: str, blocks: _Blocks) -> list[Touched]:
    stored = memory.load(article)
    if stored is None:  # removed meanwhile
        return []
    rows = [row for row in stored.rows if blocks is None or row.segment.block in blocks]
    items = prepare(stored.article, termbase, "", [row.segment for row in rows])
    changes = [_change(row, item) for row, item in zip(rows, items, strict=True)]
    if not any(changes):
        return []
    states = {each.segment.id: each.state for each in memory.segments(article)}
    return [
        Touched(
            article,
            row.segment.id,
            row.segment.zh,
            row.draft.en,
            states.get(row.segment.id, State.DRAFT),
            row.draft.origin,
            *change,
        )
        for row, change in zip(rows, changes, strict=True)
        if change
    ]


def _change(row: Row, item: Item) -> tuple[tuple[Lock, ...], tuple[Lock, ...]] | None:
    """The locks of one side only, if the glossary has to do with any of them."""
    before, after = differing(row.locks, (*item.locks, *item.forbidden))
    return (before, after) if any(lock.kind is LockKind.TERM for lock in (*before, *after)) else None


def _windows(touched: Iterable[Touched]) -> Iterator[dict[str, list[Touched]]]:
    """The touched segments by article, a batch's worth at a time; no article is cut in two."""
    window: dict[str, list[Touched]] = {}
    size = 0
    for each in touched:
        if size >= _WINDOW and each.article not in window:
            yield window
            window, size = {}, 0
        window.setdefault(each.article, []).append(each)
        size += 1
    if window:
        yield window


@dataclass(frozen=True, slots=True)
class _Task:
    """An article with the items of its touched segments."""

    stored: TranslatedArticle
    segments: Mapping[str, StoredSegment]
    touched: tuple[Touched, ...]
    work: Work

    @property
    def new(self) -> list[Item]:
        """The items that need a machine's draft."""
        return [item for item in self.work.items if is_new(item, self.work)]

    def with_engine(self, termbase: Termbase, engine: str) -> _Task:
        """The same task for an engine of that signature, which is part of every draft's key."""
        items = prepare(self.stored.article, termbase, engine, [item.segment for item in self.work.items])
        return replace(self, work=replace(self.work, items=items))

    def updated(self, termbase: Termbase, drafts: Mapping[str, Draft], engine: str) -> Updated:
        """The article with its touched rows made anew; ``engine`` if it drafted some of them."""
        made = {item.segment.id: row_of(item, self.work, drafts) for item in self.work.items}
        rows = [made.get(row.segment.id, row) for row in self.stored.rows]
        checked = check_rows(rows)  # of the whole article: some checks compare its rows
        found = {each.segment: each for each in self.touched}
        final = tuple(
            self._told(new, found[old.segment.id]) if old.segment.id in found else old
            for old, new in zip(self.stored.rows, checked, strict=True)
        )
        before = self.stored.signature
        adapted = {row.segment.id: before.engine for row in final} | adapted_for(self.work.items)
        signature = Signature(
            engines_of(final, adapted, engine or before.engine), termbase.signature, before.segmenter
        )
        keys = {id_: each.key for id_, each in self.segments.items()}
        keys |= {item.segment.id: item.key for item in self.work.items}
        return Updated(
            TranslatedArticle(self.stored.article, final, signature), keys, self.touched, len(self.new)
        )

    def _told(self, row: Row, change: Touched) -> Row:
        """A row that a person decided, with what has changed about it."""
        if not change.is_human:
            return row
        news = tuple(glossary_changed(row, change.before, change.after))
        return replace(row, findings=_by_weight((*row.findings, *news)))


def _by_weight(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    weights = ("blocker", "warning", "note")
    return tuple(sorted(findings, key=lambda finding: weights.index(finding.severity)))


def _opened(memory: Memory, termbase: Termbase, article: str, touched: Sequence[Touched]) -> _Task | None:
    """A task with items for the engine that the article was drafted by; ``None`` if it is gone meanwhile."""
    stored = memory.load(article)
    if stored is None:
        return None
    ids = {each.segment for each in touched}
    parts = [row.segment for row in stored.rows if row.segment.id in ids]
    items = prepare(stored.article, termbase, stored.signature.engine, parts)
    segments = {each.segment.id: each for each in memory.segments(article)}
    return _Task(stored, segments, tuple(touched), work_on(stored.article, items, memory))
