"""How much of a run's work the model had to do, and where the rest of the English came from.

Work is counted in characters of the Chinese: a long sentence takes an engine longer than a short one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from translate.engine.base import Drafted, Engine, Request
from translate.engine.passing import Passing
from translate.model import Row
from translate.prepare import Item

# Where the English of a sentence came from, as summaries name it; each sentence is of one kind.
DRAFTED = "drafted"  # the engine was asked for it in this run
REPEATED = "repeated"  # the engine was asked for the same sentence before in this run
KEPT = "from memory"  # an engine drafted it in an earlier run
APPROVED = "approved"  # a person approved it for the same Chinese elsewhere
HUMAN = "human"  # a person's own words, for this very sentence
COPIED = "copied"  # nothing Chinese was left once its locks were put in place
ADAPTED = "adapted"  # from a sentence that differs in names and figures only
KINDS = (DRAFTED, REPEATED, KEPT, APPROVED, ADAPTED, HUMAN, COPIED)

_ORIGINS: Mapping[str, str] = {"memory": APPROVED, "human": HUMAN, "copied": COPIED}


@dataclass(frozen=True, slots=True)
class Effort:
    """Sentences and their characters by kind, and machine drafts by the signature of their engine.

    Adapted ones are among these: they are made from that engine's drafts and go with them.
    """

    sentences: Mapping[str, int] = field(default_factory=dict)
    characters: Mapping[str, int] = field(default_factory=dict)
    engines: Mapping[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The model's share of the work, from 0 to 1."""
        whole = sum(self.characters.values())
        return self.characters.get(DRAFTED, 0) / whole if whole else 0.0

    @property
    def total(self) -> int:
        """How many sentences there are."""
        return sum(self.sentences.values())

    def elsewhere(self, engine: str) -> int:
        """How many machine drafts are of another engine than the one with that signature."""
        return sum(count for name, count in self.engines.items() if name != engine)

    def done_before(self) -> Effort:
        """The same, seen from a later run: what the engine drafted is in the memory."""
        return Effort(_done_before(self.sentences), _done_before(self.characters), self.engines)


def _done_before(counts: Mapping[str, int]) -> Mapping[str, int]:
    moved = Counter[str]()
    for kind, count in counts.items():
        moved[KEPT if kind in (DRAFTED, REPEATED) else kind] += count
    return moved


def total(efforts: Iterable[Effort]) -> Effort:
    """All of them together."""
    sentences, characters, engines = Counter[str](), Counter[str](), Counter[str]()
    for effort in efforts:
        sentences.update(effort.sentences)
        characters.update(effort.characters)
        engines.update(effort.engines)
    return Effort(sentences, characters, engines)


def effort_of(
    items: Sequence[Item], rows: Sequence[Row], asked: set[Request], drafted_now: Set[str]
) -> Effort:
    """What the rows of an article took.

    ``asked`` are the requests that an engine was given for them and for others: the first sentence with one
    takes it out, the next is a repeat. ``drafted_now`` are the raw keys of all drafts that this run made.
    """
    sentences, characters, engines = Counter[str](), Counter[str](), Counter[str]()
    for item, row in zip(items, rows, strict=True):
        kind = _ORIGINS.get(row.draft.origin, row.draft.origin)
        if row.draft.origin == ADAPTED:
            engines[item.engine] += 1
        if row.draft.origin == "engine":
            engines[row.draft.engine] += 1
            kind = REPEATED if item.raw_key in drafted_now else KEPT
            if item.request in asked:
                asked.discard(item.request)
                kind = DRAFTED
        sentences[kind] += 1
        characters[kind] += len(item.segment.zh)
    return Effort(sentences, characters, engines)


def to_text(effort: Effort) -> str:
    """The effort as one line of JSON."""
    made = {"sentences": effort.sentences, "characters": effort.characters, "engines": effort.engines}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_text(text: str) -> Effort:
    """What :func:`to_text` wrote."""
    made = json.loads(text)
    return Effort(made["sentences"], made["characters"], made["engines"])


class Asked:
    """Remembers what an engine is asked, until that is taken."""

    def __init__(self) -> None:
        self._requests: set[Request] = set()

    def of(self, engine: Engine) -> Engine:
        """The engine, its requests remembered here."""
        return _Remembering(engine, self._requests)

    def take(self) -> set[Request]:
        """What was asked since this was last called."""
        taken = set(self._requests)
        self._requests.clear()
        return taken


class _Remembering(Passing):
    """An engine as it is, but for a note of each request."""

    def __init__(self, engine: Engine, requests: set[Request]) -> None:
        super().__init__(engine)
        self._requests = requests

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """The engine's drafts, the requests noted."""
        self._requests.update(requests)
        return super().draft(requests, notice)
