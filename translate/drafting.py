"""Drafts for items: from memory where it has them, else from the engine, then up the enforcement ladder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from translate.enforce import Attempt, enforce
from translate.engine.base import Engine
from translate.memory import Memory
from translate.model import Draft
from translate.prepare import Item
from translate.tidy import tidy

if TYPE_CHECKING:
    from translate.review import Fault, IndexEntry

# Finished drafts are committed in groups of this many: what a killed run can lose.
_GROUP = 16


class Watch(Protocol):
    """Follows a run; each method is cheap and may be called from any thread."""

    def planned(self, segments: int) -> None:
        """So many segments more will be worked on."""

    def done(self, segments: int) -> None:
        """So many segments more were drafted by the engine."""

    def reused(self, segments: int) -> None:
        """So many segments more had their English already, or needed no engine."""

    def stage(self, text: str) -> None:
        """What is being done now, in a few words."""

    def found(self, articles: int, counted: bool = False) -> None:
        """So many articles more were found to be worked on.

        ``counted``: ``planned`` was told of their segments, or is at once; else each window's come with it.
        """

    def working_on(self, titles: Sequence[str]) -> None:
        """The articles that are worked on together now; their segments come with the next ``planned``."""

    def article(self, entry: IndexEntry) -> None:
        """An article is done, and this is its line on the index."""

    def fault(self, fault: Fault) -> None:
        """Something could not be read or written."""

    def tokens(self, count: int) -> None:
        """An engine generated so many tokens more."""


class Silent:
    """A watch that says nothing."""

    def planned(self, segments: int) -> None:
        """Nothing."""

    def done(self, segments: int) -> None:
        """Nothing."""

    def reused(self, segments: int) -> None:
        """Nothing."""

    def stage(self, text: str) -> None:
        """Nothing."""

    def found(self, articles: int, counted: bool = False) -> None:
        """Nothing."""

    def working_on(self, titles: Sequence[str]) -> None:
        """Nothing."""

    def article(self, entry: IndexEntry) -> None:
        """Nothing."""

    def fault(self, fault: Fault) -> None:
        """Nothing."""

    def tokens(self, count: int) -> None:
        """Nothing."""


def draft_items(
    items: Sequence[Item], engine: Callable[[], Engine], memory: Memory, watch: Watch
) -> Mapping[str, Draft]:
    """The draft of each item by its key. Equal items are drafted once; ``engine`` is called only if needed."""
    wanted = {item.key: item for item in items}
    kept = memory.drafts(wanted)
    fresh = [item for key, item in wanted.items() if key not in kept]
    watch.reused(len(items) - len(fresh))
    if not fresh:
        return kept
    raw = _raw_drafts(fresh, engine, memory, watch)
    return kept | _held_drafts(fresh, raw, engine, memory, watch)


def _raw_drafts(
    items: Sequence[Item], engine: Callable[[], Engine], memory: Memory, watch: Watch
) -> dict[str, Draft]:
    wanted = {item.raw_key: item for item in items}
    drafts = dict(memory.drafts(wanted))
    fresh = [item for key, item in wanted.items() if key not in drafts]
    watch.reused(len(items) - len(fresh))
    if not fresh:
        return drafts
    watch.stage("loading the model")
    loaded = engine()
    watch.stage("translating")
    waiting: dict[str, Draft] = {}
    try:
        for drafted in loaded.draft([item.request for item in fresh], watch.done):
            waiting[fresh[drafted.index].raw_key] = Draft(drafted.en, "engine", loaded.signature)
            if len(waiting) >= _GROUP:
                _keep(memory, waiting, drafts)
    finally:
        _keep(memory, waiting, drafts)
    return drafts


def _keep(memory: Memory, waiting: dict[str, Draft], drafts: dict[str, Draft]) -> None:
    """Commit what waits; also when the run is being stopped, so that Ctrl-C loses nothing finished."""
    memory.keep_drafts(waiting)
    drafts.update(waiting)
    waiting.clear()


def _held_drafts(
    items: Sequence[Item],
    raw: Mapping[str, Draft],
    engine: Callable[[], Engine],
    memory: Memory,
    watch: Watch,
) -> dict[str, Draft]:
    attempts = {
        item.key: Attempt(item.request, item.locks, tidy(raw[item.raw_key].en, item.segment.zh))
        for item in items
    }
    failing = [key for key, attempt in attempts.items() if attempt.missing()]
    lost = set(failing)
    signatures = {item.key: raw[item.raw_key].engine for item in items}
    drafts: dict[str, Draft] = {}
    _keep(memory, {k: _draft(attempts[k], signatures[k]) for k in attempts if k not in lost}, drafts)
    for at in range(0, len(failing), _GROUP):
        watch.stage(f"holding names and numbers: {len(failing) - at} sentences to decode again")
        keys = failing[at : at + _GROUP]
        mended = enforce(engine(), [attempts[key] for key in keys])
        _keep(
            memory,
            {
                key: _draft(replace(new, en=tidy(new.en, new.request.zh)), signatures[key])
                for key, new in zip(keys, mended, strict=True)
            },
            drafts,
        )
    return drafts


def _draft(attempt: Attempt, engine: str) -> Draft:
    return Draft(attempt.en, "engine", engine, attempt.redecoded)
