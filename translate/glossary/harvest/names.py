"""Harvested pairs of all origins, put together by their Chinese and held against the glossary that exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from Levenshtein import distance

from translate.glossary.entry import READ_ONLY, GlossaryEntry
from translate.glossary.harvest import fields
from translate.glossary.harvest.candidate import Candidate, Context, Kind, Origin, Seen
from translate.text import fold, plain_latin

_TWIN_CHARACTERS = 3  # one edit in so many characters, rounded: 克莱纳曼 and 克莱曼


class State(StrEnum):
    """How a harvested name stands to the glossary."""

    NEW = "new"
    EARLIER = "proposed"  # a proposal that is there already: its counts are brought up to date
    ENTRY = "entry"  # a decided entry says something else; it is never changed
    KNOWN = "known"  # a decided entry says the same
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Pair:
    """One Chinese name with one English, and what each origin saw of it."""

    zh: str
    en: str
    kind: Kind
    accept: tuple[str, ...]
    seen: tuple[tuple[Origin, Seen], ...]

    @property
    def count(self) -> int:
        """How often it was seen, of all origins."""
        return sum(seen.count for _, seen in self.seen)

    @property
    def contexts(self) -> tuple[Context, ...]:
        """Where it was seen."""
        return tuple(context for _, seen in self.seen for context in seen.contexts)


@dataclass(frozen=True, slots=True)
class Name:
    """A Chinese name with all the English that was seen for it, the most frequent first."""

    zh: str
    pairs: tuple[Pair, ...]
    state: State
    conflicts: tuple[str, ...] = ()  # one clause each
    twins: tuple[str, ...] = ()  # other Chinese for the same English

    @property
    def best(self) -> Pair:
        """The English that was seen most often."""
        return self.pairs[0]


def names(candidates: Iterable[Candidate], entries: Iterable[GlossaryEntry]) -> tuple[Name, ...]:
    """Every harvested name, those with a conflict first, then by frequency."""
    index = Index(entries)
    grouped: dict[str, list[Pair]] = defaultdict(list)
    for pair in _pairs(candidates):
        grouped[fold(pair.zh)].append(pair)
    open_pairs: dict[str, list[Pair]] = {}
    states: dict[str, State] = {}
    for zh, group in grouped.items():
        group.sort(key=lambda pair: (-pair.count, pair.en))
        open_pairs[zh], states[zh] = index.judge(zh, group)
    by_en: dict[str, list[Pair]] = defaultdict(list)
    for zh, group in open_pairs.items():
        if states[zh] in (State.NEW, State.EARLIER):
            by_en[plain_latin(group[0].en)].append(group[0])
    found = [_name(zh, group, states[zh], by_en, index) for zh, group in open_pairs.items()]
    return tuple(sorted(found, key=lambda name: (not name.conflicts, -name.best.count, name.zh)))


class Index:
    """The glossary's entries by their Chinese, in whichever script, and by their English."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._by_zh: dict[str, list[GlossaryEntry]] = defaultdict(list)
        self._by_en: dict[str, list[GlossaryEntry]] = defaultdict(list)
        for entry in entries:
            for form in (entry.zh, *entry.aliases):
                self._by_zh[fold(form)].append(entry)
            if not entry.is_proposal and not entry.is_forbidden:
                self._by_en[plain_latin(entry.en)].append(entry)

    def judge(self, zh: str, group: list[Pair]) -> tuple[list[Pair], State]:
        """What of a name is still open, and how it stands to the entries of its Chinese."""
        entries = self._by_zh.get(zh, [])
        decided = [entry for entry in entries if not entry.is_proposal and not entry.is_forbidden]
        if decided:
            held = {plain_latin(form) for entry in decided for form in _english(entry)}
            differing = [pair for pair in group if not _is_held(pair, held)]
            return (differing, State.ENTRY) if differing else (group, State.KNOWN)
        if any(map(fields.is_rejected, entries)):
            return group, State.REJECTED
        proposed = any(entry.is_proposal for entry in entries)
        return group, State.EARLIER if proposed else State.NEW

    def of_zh(self, zh: str) -> Sequence[GlossaryEntry]:
        """The entries that have this Chinese as their term or an alias."""
        return self._by_zh.get(fold(zh), ())

    def of_en(self, en: str) -> Sequence[GlossaryEntry]:
        """The decided entries with this English."""
        return self._by_en.get(plain_latin(en), ()) if en else ()


def near(zh: str, other: str) -> bool:
    """Whether two Chinese names differ so little that one may be a slip for the other.

    >>> near("克莱纳曼", "克莱曼"), near("约旦", "乔丹")
    (True, False)
    """
    longest = max(len(zh), len(other))
    return distance(fold(zh), fold(other)) <= max(1, round(longest / _TWIN_CHARACTERS)) - (longest < 3)


def _is_held(pair: Pair, held: set[str]) -> bool:
    """Whether decided English says the same; of what sounds alike, a part of it does: Salvador, El Salvador."""
    plain = plain_latin(pair.en or pair.zh)
    by_sound = all(origin is Origin.MEMORY for origin, _ in pair.seen)
    return plain in held or (by_sound and any(plain in english for english in held))


def _english(entry: GlossaryEntry) -> Iterator[str]:
    yield entry.en
    yield from entry.accept
    if READ_ONLY in entry.flags:
        yield entry.zh


def _pairs(candidates: Iterable[Candidate]) -> Iterator[Pair]:
    """The candidates of all origins, those of one pair as one; the first origin's words count."""
    merged: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        merged[fold(candidate.zh), plain_latin(candidate.en)].append(candidate)
    for group in merged.values():
        first = group[0]
        kind = next((each.kind for each in group if each.kind is not Kind.OTHER), Kind.OTHER)
        seen = tuple((each.origin, each.seen) for each in group)
        yield Pair(first.zh, first.en, kind, first.accept, seen)


def _name(zh: str, group: list[Pair], state: State, by_en: Mapping[str, list[Pair]], index: Index) -> Name:
    best = group[0]
    if state not in (State.NEW, State.EARLIER):
        told = tuple(_against_entry(group, index)) if state is State.ENTRY else ()
        return Name(best.zh, tuple(group), state, told)
    others = [pair for pair in by_en[plain_latin(best.en)] if fold(pair.zh) != zh] if best.en else []
    conflicts = [*_several_english(group), *_several_chinese(best, others), *_entries_of(best, index)]
    conflicts += _forbidden(group, index)
    twins = tuple(f"{pair.zh} ({fields.times(pair.count)})" for pair in others)
    return Name(best.zh, tuple(group), state, tuple(conflicts), twins)


def _against_entry(group: list[Pair], index: Index) -> Iterator[str]:
    decided = [e for e in index.of_zh(group[0].zh) if not e.is_proposal and not e.is_forbidden]
    for entry in decided:
        yield f"the glossary has {entry.en or entry.zh} ({entry.place})"


def _several_english(group: list[Pair]) -> Iterator[str]:
    if len(group) > 1:
        others = ", ".join(f"{pair.en} ({fields.times(pair.count)})" for pair in group[1:])
        yield f"also {others}"


def _several_chinese(best: Pair, others: list[Pair]) -> Iterator[str]:
    for other in others:
        twin = ", a near twin" if near(best.zh, other.zh) else ""
        yield f"{best.en} is also {other.zh} ({fields.times(other.count)}{twin})"


def _entries_of(best: Pair, index: Index) -> Iterator[str]:
    for entry in index.of_en(best.en):
        twin = ", a near twin" if near(best.zh, entry.zh) else ""
        yield f"{best.en} is {entry.zh} in {entry.place}{twin}"


def _forbidden(group: list[Pair], index: Index) -> Iterator[str]:
    banned = {plain_latin(e.en): e for e in index.of_zh(group[0].zh) if e.is_forbidden}
    for pair in group:
        entry = banned.get(plain_latin(pair.en))
        if entry is not None:
            yield f"{pair.en} is forbidden by {entry.place}"
