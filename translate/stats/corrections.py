"""How far people went from the machine's English, and what they corrected."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import fmean, median

from rapidfuzz.distance import Levenshtein

from translate.checks import check_segment
from translate.lock.matching import find_held
from translate.memory.codec import from_json
from translate.memory.figures import Revision
from translate.model import Lock, LockKind, Span

MOST = 20  # lines of a list
_EXAMPLES = 3
_LONGEST = 4  # words on either side of a correction; beyond this a sentence was written anew
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*|[^\w\s]")
NO_FINDING = "no finding"


@dataclass(frozen=True, slots=True)
class Distances:
    """How far people went from some drafts: Levenshtein's distance over the length of the longer text, 0 to 1.

    ``characters`` and ``words`` are mean and median over segments, untouched ones included.
    """

    name: str
    segments: int
    untouched: int
    characters: tuple[float, float]
    words: tuple[float, float]

    @property
    def share_untouched(self) -> float:
        """From 0 to 1."""
        return self.untouched / self.segments if self.segments else 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """Where a correction was made."""

    article: str
    segment: str
    draft: str
    final: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """A locked term or name whose English a person replaced: how often, of how many uses that people decided."""

    zh: str
    en: str
    source: str
    changed: int
    uses: int
    to: Mapping[str, int]  # the most frequent first; "" where the words are gone
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words of drafts and the words that people put in their place."""

    draft: str
    final: str
    times: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people did about what a check found in drafts: approved all the same, or changed until it was content."""

    check: str
    overruled: int
    mended: int

    @property
    def share_overruled(self) -> float:
        """From 0 to 1."""
        return self.overruled / (self.overruled + self.mended)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people made of the machine's drafts; each list has its weightiest first."""

    all: Distances
    by_engine: tuple[Distances, ...]
    by_check: tuple[Distances, ...]
    terms: tuple[TermChange, ...]
    words: tuple[WordChange, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(slots=True)
class _Spread:
    """Distances of a group as they come in: 8 bytes each."""

    characters: array[float] = field(default_factory=lambda: array("d"))
    words: array[float] = field(default_factory=lambda: array("d"))
    untouched: int = 0

    def add(self, characters: float, words: float, untouched: bool) -> None:
        self.characters.append(characters)
        self.words.append(words)
        self.untouched += untouched

    def distances(self, name: str) -> Distances:
        return Distances(
            name, len(self.characters), self.untouched, _middles(self.characters), _middles(self.words)
        )


def _middles(values: array[float]) -> tuple[float, float]:
    return (fmean(values), median(values)) if values else (0.0, 0.0)


class _Gathering:
    """Takes revisions one by one; holds counts, and no more than a few examples of anything."""

    def __init__(self) -> None:
        self.all = _Spread()
        self.engines: defaultdict[str, _Spread] = defaultdict(_Spread)
        self.checks: defaultdict[str, _Spread] = defaultdict(_Spread)
        self.uses: Counter[tuple[str, str, str]] = Counter()
        self.terms: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        self.words: Counter[tuple[str, str]] = Counter()
        self.examples: defaultdict[tuple[str, ...], list[Example]] = defaultdict(list)
        self.overruled: Counter[str] = Counter()
        self.mended: Counter[str] = Counter()

    def take(self, revision: Revision) -> None:
        draft, final = words(revision.draft), words(revision.final)
        same = revision.draft == revision.final
        apart = (
            Levenshtein.normalized_distance(revision.draft, revision.final),
            Levenshtein.normalized_distance(draft, final),
            same,
        )
        self.all.add(*apart)
        self.engines[revision.engine].add(*apart)
        locks = from_json(tuple[Lock, ...], revision.locks) if revision.locks else ()
        after = {finding["check"] for finding in json.loads(revision.findings or "[]")}
        # Of one segment alone: what the article's own checks said of a draft is not kept once people changed it.
        before = after if same else {f.check for f in check_segment(revision.zh, revision.draft, locks)}
        for check in before or {NO_FINDING}:
            self.checks[check].add(*apart)
        if revision.findings:
            self.mended.update(before - after)
            self.overruled.update(after & before if revision.approved else ())
        self._terms(revision, locks, same)
        if not same:
            self._words(revision, draft, final)

    def _terms(self, revision: Revision, locks: tuple[Lock, ...], same: bool) -> None:
        named = [
            (at, lock)
            for at, lock in enumerate(locks)
            if lock.en and lock.kind in (LockKind.TERM, LockKind.NAME)
        ]
        self.uses.update((lock.zh, lock.en, lock.source) for _, lock in named)
        if same or not named:
            return
        before = {span.lock: span for span in find_held(locks, revision.draft)}
        after = {span.lock for span in find_held(locks, revision.final)}
        for at, lock in named:
            if at in before and at not in after:
                key = (lock.zh, lock.en, lock.source)
                self.terms[key][_in_place_of(before[at], revision)] += 1
                self._example(("term", *key), revision)

    def _words(self, revision: Revision, draft: list[str], final: list[str]) -> None:
        for old, new in replaced(draft, final):
            self.words[old, new] += 1
            self._example(("words", old, new), revision)

    def _example(self, key: tuple[str, ...], revision: Revision) -> None:
        if len(self.examples[key]) < _EXAMPLES:
            self.examples[key].append(
                Example(revision.article, revision.segment, revision.draft, revision.final)
            )


def corrections(revisions: Iterable[Revision]) -> Corrections:
    """What these revisions say together; they are taken one by one, whatever their number."""
    gathered = _Gathering()
    for revision in revisions:
        gathered.take(revision)
    checks = {*gathered.overruled, *gathered.mended}
    verdicts = [Verdict(name, gathered.overruled[name], gathered.mended[name]) for name in checks]
    return Corrections(
        gathered.all.distances("all"),
        _by_size(gathered.engines),
        _by_size(gathered.checks),
        tuple(_term_changes(gathered)),
        tuple(
            WordChange(old, new, times, tuple(gathered.examples["words", old, new]))
            for (old, new), times in _most(gathered.words)
        ),
        tuple(sorted(verdicts, key=lambda each: (-each.overruled, each.check))),
    )


def _by_size(groups: Mapping[str, _Spread]) -> tuple[Distances, ...]:
    found = (spread.distances(name) for name, spread in groups.items())
    return tuple(sorted(found, key=lambda each: (-each.segments, each.name)))


def _term_changes(gathered: _Gathering) -> Iterator[TermChange]:
    totals = Counter({key: to.total() for key, to in gathered.terms.items()})
    for key, changed in _most(totals):
        to = dict(_most(gathered.terms[key]))
        examples = tuple(gathered.examples["term", *key])
        zh, en, source = key
        yield TermChange(zh, en, source, changed, gathered.uses[key], to, examples)


def _most(counts: Counter) -> list:  # type: ignore[type-arg]
    """The most frequent, alike ones in the order of their names: the same memory gives the same list."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST]


def words(text: str) -> list[str]:
    """The words of an English text, marks of punctuation by themselves.

    >>> words("Nvidia's $2.34 billion, then.")
    ["Nvidia's", '$', '2.34', 'billion', ',', 'then', '.']
    """
    return _WORD.findall(text)


def replaced(draft: list[str], final: list[str]) -> Iterator[tuple[str, str]]:
    """The short stretches of words that were replaced by others; what was only put in or taken out is none.

    >>> list(replaced(words("The price falls sharply."), words("The price fell sharply.")))
    [('falls', 'fell')]
    """
    for code in Levenshtein.opcodes(draft, final):
        old, new = draft[code.src_start : code.src_end], final[code.dest_start : code.dest_end]
        if code.tag == "replace" and len(old) <= _LONGEST and len(new) <= _LONGEST and _says(old + new):
            yield " ".join(old), " ".join(new)


def _says(found: list[str]) -> bool:
    return any(word[0].isalnum() for word in found)


def _in_place_of(span: Span, revision: Revision) -> str:
    """The words of the final text that stand where those of the span stood in the draft; "" if there are none."""
    spans = [(match.start(), match.end()) for match in _WORD.finditer(revision.draft)]
    inside = [at for at, (start, end) in enumerate(spans) if start < span.end and end > span.start]
    final = words(revision.final)
    if not inside:
        return ""
    found: list[str] = []
    for code in Levenshtein.opcodes(words(revision.draft), final):
        inside_it = any(code.src_start <= at < code.src_end for at in inside)
        put_in = code.tag == "insert" and inside[0] <= code.src_start <= inside[-1] + 1
        if code.tag == "equal" and inside_it:
            shift = code.dest_start - code.src_start
            found += [final[at + shift] for at in inside if code.src_start <= at < code.src_end]
        elif (inside_it and code.tag == "replace") or put_in:
            found += final[code.dest_start : code.dest_end]
    return " ".join(found)
