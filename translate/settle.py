"""Ids that stay: a corrected article's paragraphs and sentences keep the ids that they had before the correction.

Ingest numbers what it reads: p01, p02 … A paragraph put in at the top would give every other one its neighbour's id,
and with it what is filed under that id: links into the page, exported files, words kept in a browser, history. So
what is there already keeps its id, and what is new gets one that nothing else ever had here: p03a after p03, p07.s02a
after p07.s02. The order of reading is the article's, not that of its ids.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import count

from translate.model import Article, Block, Segment
from translate.revise import align

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SUFFIX = re.compile(r"[a-z]*$")


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the memory has it. ``gone``: by Chinese, the ids of sentences that earlier versions had.

    ``used`` are the ids of all sentences that it ever had.
    """

    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)
    used: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settled:
    """An article and its segments with the ids that they are stored by."""

    article: Article
    segments: tuple[Segment, ...]


def settle(article: Article, segments: Sequence[Segment], stored: Stored) -> Settled:
    """The article with the ids of what is ``stored`` of it. Nothing but ids is changed; all are unique.

    A version that is read again comes out as it was stored; one that takes a correction back gets its old ids back.
    """
    if not stored.segments:
        return Settled(article, tuple(segments))
    if _texts(article.blocks) == _texts(stored.blocks) and [s.zh for s in segments] == [
        s.zh for s in stored.segments
    ]:
        return _as_stored(article, segments, stored)
    alignment = align(stored.segments, segments)
    blocks = _block_ids(article, segments, stored, alignment.blocks)
    same_block = {new: old for new, old in alignment.blocks.items() if blocks[new] == old}
    origin = {
        match.new.id: match.old[0].id
        for match in alignment.matches
        if match.old and same_block.get(match.new.block) == match.old[0].block
    }
    return Settled(
        replace(article, blocks=tuple(replace(block, id=blocks[block.id]) for block in article.blocks)),
        tuple(_renamed(segments, blocks, origin, alignment.blocks, stored)),
    )


def _texts(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    return [(block.kind, block.zh) for block in blocks]


def _as_stored(article: Article, segments: Sequence[Segment], stored: Stored) -> Settled:
    blocks = [replace(new, id=old.id) for new, old in zip(article.blocks, stored.blocks, strict=True)]
    there = zip(segments, stored.segments, strict=True)
    return Settled(
        replace(article, blocks=tuple(blocks)),
        tuple(replace(new, id=old.id, block=old.block) for new, old in there),
    )


def _block_ids(
    article: Article, segments: Sequence[Segment], stored: Stored, pairs: Mapping[str, str]
) -> dict[str, str]:
    if _texts(article.blocks) == _texts(stored.blocks):  # only its sentences are cut otherwise
        return {new.id: old.id for new, old in zip(article.blocks, stored.blocks, strict=True)}
    kept = dict(pairs)
    taken = set(kept.values())
    for block, id_ in _returned(segments, stored.gone).items():
        if block not in kept and id_ not in taken and id_ not in {old.id for old in stored.blocks}:
            kept[block] = id_
            taken.add(id_)
    ever = {block.id for block in stored.blocks} | {id_.partition(".")[0] for id_ in stored.used}
    anew = not any(old != "p00" for old in pairs.values())  # nothing but the title stayed: it is another text
    return _named([block.id for block in article.blocks], kept, set() if anew else ever, "p00")


def _returned(segments: Sequence[Segment], gone: Mapping[str, str]) -> dict[str, str]:
    """New blocks that hold a sentence of a block that an earlier version had, and that block's id."""
    found: dict[str, str] = {}
    for segment in segments:
        if segment.zh in gone:
            found.setdefault(segment.block, gone[segment.zh].partition(".")[0])
    return found


def _renamed(
    segments: Sequence[Segment],
    blocks: Mapping[str, str],
    origin: Mapping[str, str],
    pairs: Mapping[str, str],
    stored: Stored,
) -> Iterator[Segment]:
    by_block: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_block[segment.block].append(segment)
    there = {segment.id for segment in stored.segments}
    ever = there | stored.used
    anew = {block.id for block in stored.blocks} - set(pairs.values())
    for new_block, group in by_block.items():
        block = blocks[new_block]
        kept = _first_of_each({segment.id: origin[segment.id] for segment in group if segment.id in origin})
        for segment in group:
            old = stored.gone.get(segment.zh, "")
            back = old.startswith(f"{block}.") and old not in there and old not in kept.values()
            if segment.id not in kept and back:
                kept[segment.id] = old
        ids = [segment.id.replace(new_block, block, 1) for segment in group]
        kept = {new.replace(new_block, block, 1): old for new, old in kept.items()}
        names = _named(ids, kept, set() if block in anew else ever, f"{block}.s00")
        for segment, id_ in zip(group, ids, strict=True):
            yield replace(segment, block=block, id=names[id_])


def _first_of_each(kept: Mapping[str, str]) -> dict[str, str]:
    """An id goes to the first of two sentences that one was cut into."""
    first: dict[str, str] = {}
    for new, old in kept.items():
        if old not in first.values():
            first[new] = old
    return first


def _named(ids: Sequence[str], kept: Mapping[str, str], ever: Set[str], start: str) -> dict[str, str]:
    """An id for each, in order: the one kept, else one after its neighbour's.

    What follows all that is kept goes on with the numbers, as long as nothing ever had them.
    """
    last = max((place for place, id_ in enumerate(ids) if id_ in kept), default=-1)
    taken = set(kept.values())
    named: dict[str, str] = {}
    before = start
    for place, id_ in enumerate(ids):
        if id_ in kept:
            name = kept[id_]
        elif place > last and id_ not in taken and id_ not in ever:
            name = id_
        else:
            base = _SUFFIX.sub("", before)
            name = next(each for each in _after(base) if each not in taken and each not in ever)
        taken.add(name)
        named[id_] = before = name
    return named


def _after(base: str) -> Iterator[str]:
    """``p03a`` to ``p03z``, then ``p03aa`` …"""
    yield from (base + letter for letter in _LETTERS)
    for number in count():
        first, second = divmod(number, len(_LETTERS))
        yield (
            base + _LETTERS[first % len(_LETTERS)] + _LETTERS[second] + _LETTERS[0] * (first // len(_LETTERS))
        )
