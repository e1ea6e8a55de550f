"""A whole harvest: files in, names out, one article at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translate.errors import DuizhaoError
from translate.glossary.folder import Glossary
from translate.glossary.harvest.approved import aligned
from translate.glossary.harvest.candidate import Candidate
from translate.glossary.harvest.glossed import Glossed, overlap
from translate.glossary.harvest.names import Name, State, names
from translate.glossary.harvest.neighbours import Neighbours
from translate.ingest import discover, read_input
from translate.memory import Memory
from translate.model import Article
from translate.text import plain_latin

_LEAST_LATIN = 5  # times that a Latin name must be met to be listed by itself


@dataclass(frozen=True, slots=True)
class Wish:
    """What to look for. ``least``: how often a pair must be seen. ``latin``: also Latin names without any Chinese."""

    least: int = 1
    latin: bool = False


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came out. ``names`` are all, also those that the glossary has; ``faults`` are files that were left out."""

    names: tuple[Name, ...]
    articles: int
    characters: int
    faults: tuple[DuizhaoError, ...] = ()

    @property
    def open(self) -> tuple[Name, ...]:
        """What an editor has to look at: neither known nor rejected."""
        return tuple(name for name in self.names if name.state not in (State.KNOWN, State.REJECTED))


@dataclass(slots=True)
class Reading:
    """The articles of a harvest, read one after the other; what could not be read is in ``faults``."""

    paths: tuple[Path, ...]
    faults: list[DuizhaoError] = field(default_factory=list)
    articles: int = 0
    characters: int = 0

    def __call__(self, done: Callable[[], None]) -> Iterator[Article]:
        """Each article; ``done`` is called for every file, also for a bad one."""
        for path in self.paths:
            for found in read_input(path):
                if isinstance(found, DuizhaoError):
                    self.faults.append(found)
                    continue
                self.articles += 1
                self.characters += sum(len(block.zh) for block in found.blocks)
                yield found
            done()


def reading(paths: Sequence[Path]) -> Reading:
    """The news files that ``paths`` mean."""
    found = discover(paths)
    return Reading(found.paths, list(found.faults))


def harvest(
    dump: Reading,
    glossary: Glossary,
    memory: Memory | None = None,
    wish: Wish | None = None,
    done: Callable[[], None] = lambda: None,
) -> Harvest:
    """Mine a dump, and a memory's approvals, for names. Nothing is written.

    Raises StoreError where the memory fails; a file that cannot be read is a fault of the harvest.
    """
    wish = wish or Wish()
    glossed, neighbours = Glossed(), Neighbours()
    for article in dump(done):
        glossed.read(article)
        neighbours.read(article, latin=wish.latin)
    candidates: list[Candidate] = [*glossed.candidates(), *_unglossed(neighbours, glossed, glossary)]
    if memory is not None:
        candidates += _no_pieces(aligned(memory.approvals), candidates)
    candidates = [each for each in candidates if each.seen.count >= wish.least]
    if wish.latin:
        named = {plain_latin(each.en) for each in candidates} | set(_english_of(glossary))
        candidates += neighbours.latin(max(_LEAST_LATIN, wish.least), frozenset(named))
    found = names(candidates, glossary.entries())
    return Harvest(found, dump.articles, dump.characters, tuple(dump.faults))


def _unglossed(neighbours: Neighbours, glossed: Glossed, glossary: Glossary) -> Iterator[Candidate]:
    """Pairs of neighbours whose English has no Chinese yet, and whose Chinese no English: 谷歌Gemini is no pair."""
    known_en = {plain_latin(each.en) for each in glossed.candidates()} | set(_english_of(glossary))
    known_zh = {each.zh for each in glossed.candidates()}
    known_zh |= {form for entry in glossary.entries() for form in (entry.zh, *entry.aliases)}
    for candidate in neighbours.pairs():
        if plain_latin(candidate.en) not in known_en and candidate.zh not in known_zh:
            yield candidate


def _no_pieces(found: Iterable[Candidate], glossed: Sequence[Candidate]) -> Iterator[Candidate]:
    """What sounds alike in memory, but for pieces of names that articles gloss: 安娜·格兰德 of 爱莉安娜·格兰德."""
    whole: dict[str, list[str]] = {}
    for each in glossed:
        whole.setdefault(plain_latin(each.en), []).append(each.zh)
    for each in found:
        if not any(overlap(each.zh, zh) for zh in whole.get(plain_latin(each.en), ())):
            yield each


def _english_of(glossary: Glossary) -> Iterator[str]:
    for entry in glossary.entries():
        yield from (plain_latin(form) for form in (entry.en or entry.zh, *entry.accept))
