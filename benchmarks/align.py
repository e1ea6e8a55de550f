"""How well sentences are aligned: ``python -m benchmarks.align NTREX_FOLDER [--fit]``.

The folder holds ``DOCUMENT_IDS.tsv`` and one sentence a line in ``*.zh.txt`` and ``*.en.txt``. Every document becomes
two texts: neighbouring sentences form paragraphs of 1 to 4; on one side or the other sentences are dropped, merged
with the next into one (its full stop becomes a comma), and paragraphs are run together; all seeded. A gold link joins
a Chinese and an English sentence that share a line. Documents with an even number fit, those with an odd one judge.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from translate.align import Alignment, Text, align

DROP = 0.10  # of the lines, on one side or the other
MERGE = 0.20  # of neighbours in a paragraph, on one side or the other
RUN_ON = 0.10  # of paragraph breaks, on one side or the other
PARAGRAPH = (1, 2, 2, 3, 4)
SEEDS = 5
FIT, JUDGE = 0, 1  # documents with an even number, and with an odd one


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and its translation."""

    zh: str
    en: str


@dataclass(slots=True)
class Side:
    """One side of a made document: sentences with the lines that they are made of, and their paragraphs."""

    sentences: list[str] = field(default_factory=list)
    lines: list[tuple[int, ...]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    @property
    def text(self) -> Text:
        return Text(tuple(self.sentences), tuple(self.paragraphs))


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and the links that are right."""

    zh: Side
    en: Side

    @property
    def links(self) -> set[tuple[int, int]]:
        at: dict[int, int] = {line: number for number, lines in enumerate(self.en.lines) for line in lines}
        return {
            (number, at[line]) for number, lines in enumerate(self.zh.lines) for line in lines if line in at
        }


def documents(folder: Path) -> list[list[Line]]:
    """The documents of an NTREX folder, in order."""
    ids = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split("\n")
    zh = next(folder.glob("*.zh.txt")).read_text(encoding="utf-8").split("\n")
    en = next(folder.glob("*.en.txt")).read_text(encoding="utf-8").split("\n")
    found: dict[str, list[Line]] = {}
    for name, ours, theirs in zip(ids, zh, en, strict=False):
        if name.strip() and ours.strip() and theirs.strip():
            found.setdefault(name.split("\t")[0].strip(), []).append(Line(ours.strip(), theirs.strip()))
    return list(found.values())


def make(lines: Sequence[Line], chance: random.Random) -> Case:
    """A case of a document, with sentences merged and dropped and paragraphs run together."""
    zh, en = Side(), Side()
    paragraphs: list[list[int]] = []
    at = 0
    while at < len(lines):
        size = chance.choice(PARAGRAPH)
        paragraphs.append(list(range(at, min(at + size, len(lines)))))
        at += size
    drops = {at: chance.choice("ze") for at in range(len(lines)) if chance.random() < DROP}
    for side, mark in ((zh, "z"), (en, "e")):
        number = 0
        for lines_here in paragraphs:
            kept = [at for at in lines_here if drops.get(at) != mark]
            for group in _groups(kept, mark, chance):
                texts = [lines[at].zh if mark == "z" else lines[at].en for at in group]
                side.sentences.append(_merged(texts, mark))
                side.lines.append(tuple(group))
                side.paragraphs.append(number)
            if kept and chance.random() >= RUN_ON / 2:
                number += 1
    return Case(zh, en)


def _groups(kept: Sequence[int], mark: str, chance: random.Random) -> Iterator[list[int]]:
    group: list[int] = []
    for at in kept:
        if group and chance.random() < MERGE / 2:
            group.append(at)
            continue
        if group:
            yield group
        group = [at]
    if group:
        yield group


def _merged(texts: Sequence[str], mark: str) -> str:
    comma, stop = ("，", "[。.!！?？]+([”\"’」]*)$") if mark == "z" else (", ", r"[.!?]+([\"”’]*)$")
    return "".join(re.sub(stop, rf"\1{comma}", text) for text in texts[:-1]) + texts[-1]


@dataclass(slots=True)
class Tally:
    """What came out over many cases."""

    gold: int = 0
    found: int = 0
    right: int = 0
    sentences: int = 0
    seconds: float = 0.0
    beads: Counter[tuple[str, bool]] = field(default_factory=Counter)
    doubted: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def add(self, case: Case, found: Alignment) -> None:
        gold = case.links
        links = {link for bead in found.beads for link in bead.links()}
        self.gold += len(gold)
        self.found += len(links)
        self.right += len(gold & links)
        zh_gold: dict[int, set[int]] = {}
        en_gold: dict[int, set[int]] = {}
        for i, j in gold:
            zh_gold.setdefault(i, set()).add(j)
            en_gold.setdefault(j, set()).add(i)
        for bead in found.beads:
            ours, theirs = range(bead.zh_start, bead.zh_end), range(bead.en_start, bead.en_end)
            right = (
                set(bead.links()) <= gold
                and set().union(*(zh_gold.get(i, set()) for i in ours)) <= set(theirs)
                and set().union(*(en_gold.get(j, set()) for j in theirs)) <= set(ours)
            )
            self.beads[bead.shape, right] += 1
            self.doubted[bool(bead.why), right] += 1
            self.sure.append((bead.sure, right))
