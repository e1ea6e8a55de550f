"""The records of alignment: sentences in, beads out.

A bead is the field's word for a group of neighbouring sentences that translate each other: 1-1, 2-1, 1-0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One side: its sentences in reading order, and the number of the paragraph that each stands in."""

    sentences: tuple[str, ...]
    paragraphs: tuple[int, ...]

    @classmethod
    def of(cls, paragraphs: Sequence[Sequence[str]]) -> Text:
        """The text of paragraphs that are cut into sentences already."""
        return cls(
            tuple(sentence for paragraph in paragraphs for sentence in paragraph),
            tuple(number for number, paragraph in enumerate(paragraphs) for _ in paragraph),
        )


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences ``[zh_start, zh_end)`` of the Chinese and ``[en_start, en_end)`` of the English, one side maybe none.

    ``sure`` is the probability, by the model, that exactly these belong together. ``why`` is empty unless a person
    should look: then one short reason each.
    """

    zh_start: int
    zh_end: int
    en_start: int
    en_end: int
    sure: float = 1.0
    why: tuple[str, ...] = ()

    @property
    def shape(self) -> str:
        """How many sentences of each side: ``2-1``."""
        return f"{self.zh_end - self.zh_start}-{self.en_end - self.en_start}"

    @property
    def is_pair(self) -> bool:
        """Whether both sides have a sentence."""
        return self.zh_end > self.zh_start and self.en_end > self.en_start

    def links(self) -> Iterator[tuple[int, int]]:
        """Every (Chinese, English) pair of sentence numbers that the bead joins."""
        for i in range(self.zh_start, self.zh_end):
            for j in range(self.en_start, self.en_end):
                yield i, j


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts and the beads that cover each sentence of both exactly once, in order."""

    zh: Text
    en: Text
    beads: tuple[Bead, ...]

    def zh_of(self, bead: Bead) -> str:
        """The Chinese of a bead, without white space around it."""
        return "".join(self.zh.sentences[bead.zh_start : bead.zh_end]).strip()

    def en_of(self, bead: Bead) -> str:
        """The English of a bead on one line."""
        return " ".join(" ".join(self.en.sentences[bead.en_start : bead.en_end]).split())

    def shapes(self) -> Counter[str]:
        """How many beads there are of each shape."""
        return Counter(bead.shape for bead in self.beads)
