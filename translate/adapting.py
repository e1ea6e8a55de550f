"""Drafts for items: adapted where a sentence of the same skeleton has English, else drafted.

Which sentence lends its English does not depend on how far an earlier run had got: it is the first in the memory,
else the first of the run, and no other is tried. So a run that was killed ends as one that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from translate.adapt import ORIGIN, adapt
from translate.drafting import Watch, draft_items
from translate.engine.base import Engine
from translate.lock.skeleton import skeleton_hash
from translate.memory import Known, Memory, State
from translate.model import Draft
from translate.prepare import Item


def adapt_or_draft(
    items: Sequence[Item], load: Callable[[], Engine], memory: Memory, watch: Watch, engine: str
) -> Mapping[str, Draft]:
    """The draft of each item by its key, as :func:`translate.drafting.draft_items` gives them.

    A draft that the memory has stays. ``engine`` is the engine's signature: only its own drafts, and what people
    wrote, are adapted. Of several new sentences of one skeleton the first is drafted and the others are adapted.
    """
    sorting = _sorted(items, memory, engine)
    _keep(sorting.adapted, items, memory, watch)
    later = {**sorting.adapted, **sorting.waiting}
    drafts = draft_items([item for item in items if item.key not in later], load, memory, watch)
    followed = _follow(sorting.waiting.values(), drafts)
    _keep(followed, items, memory, watch)
    rest = [item for item in items if item.key in sorting.waiting and item.key not in followed]
    late = draft_items(rest, load, memory, watch) if rest else {}
    return {**sorting.adapted, **drafts, **followed, **late}


@dataclass(slots=True)
class Foresight:
    """Which sentences a run would adapt, before it has drafted anything: asked article by article, in its order."""

    memory: Memory
    engine: str  # its signature
    _first: dict[int, str] = field(default_factory=dict)  # the key of the first sentence of a skeleton

    def adapts(self, item: Item) -> bool | None:
        """Whether an item without a draft would be adapted; ``None`` if that depends on a draft to come."""
        pattern = skeleton_hash(item.segment.zh, item.locks)
        if not pattern:
            return False
        known = self.memory.alike(pattern, self.engine)
        if _adapted(known, item) is not None:
            return True
        if any(each.state is State.DRAFT for each in known):
            return False
        return False if self._first.setdefault(pattern, item.key) == item.key else None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An item whose English may come from that of another, which is not drafted yet."""

    item: Item
    first: Item


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What is adapted at once and what waits for the first of its skeleton, by draft key."""

    adapted: dict[str, Draft] = field(default_factory=dict)
    waiting: dict[str, _Waiting] = field(default_factory=dict)


def _sorted(items: Iterable[Item], memory: Memory, engine: str) -> _Sorted:
    found = _Sorted()
    wanted: dict[str, Item] = {}
    for item in items:
        wanted.setdefault(item.key, item)
    kept = memory.drafts(wanted)
    if len(kept) == len(wanted):
        return found
    patterns = {key: skeleton_hash(item.segment.zh, item.locks) for key, item in wanted.items()}
    known = {
        pattern: memory.alike(pattern, engine)
        for pattern in {patterns[key] for key in wanted if key not in kept and patterns[key]}
    }
    first: dict[int, Item] = {}
    for key, item in wanted.items():
        pattern = patterns[key]
        if pattern not in known or (key in kept and kept[key].origin == ORIGIN):
            continue
        draft = None if key in kept else _adapted(known[pattern], item)
        if draft is not None:
            found.adapted[key] = draft
        elif not any(each.state is State.DRAFT for each in known[pattern]):
            leader = first.setdefault(pattern, item)
            if leader is not item and key not in kept:
                found.waiting[key] = _Waiting(item, leader)
    return found


def _follow(waiting: Iterable[_Waiting], drafts: Mapping[str, Draft]) -> dict[str, Draft]:
    found: dict[str, Draft] = {}
    for each in waiting:
        segment = each.first.segment
        known = Known(
            segment.article,
            segment.id,
            segment.zh,
            drafts[each.first.key].en,
            (*each.first.locks, *each.first.forbidden),
            State.DRAFT,
        )
        draft = _adapted([known], each.item)
        if draft is not None:
            found[each.item.key] = draft
    return found


def _adapted(known: Iterable[Known], item: Item) -> Draft | None:
    locks = (*item.locks, *item.forbidden)
    for each in known:
        en = adapt(each, item.segment.zh, locks)
        if en is not None:
            return Draft(en, ORIGIN, f"{each.article}#{each.segment}")
    return None


def _keep(drafts: Mapping[str, Draft], items: Sequence[Item], memory: Memory, watch: Watch) -> None:
    if drafts:
        memory.keep_drafts(drafts)
        watch.reused(sum(item.key in drafts for item in items))
