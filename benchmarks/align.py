"""How well sentences are aligned: ``python -m benchmarks.align NTREX_FOLDER``.

The folder holds ``DOCUMENT_IDS.tsv`` and one sentence a line in ``*.zh.txt`` and ``*.en.txt``. Every document becomes
two texts: neighbouring sentences form paragraphs of 1 to 4; on one side or the other sentences are dropped, merged
with the next into one (its full stop becomes a comma), and paragraphs are run together; all seeded. A gold link joins
a Chinese and an English sentence that share a line. Documents with an even number fit, those with an odd one judge.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from rich.console import Console
from rich.table import Table

from translate.align import Alignment, Bead, Text
from translate.align.core import align_on
from translate.align.english import sentences as english_sentences
from translate.align.evidence import Evidence, Feature, gather
from translate.align.job import Files, align_files
from translate.segment import sentences as chinese_sentences
from translate.termbase import ArticleContext, Termbase

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


@dataclass(frozen=True)
class Case:
    """Two texts and the links that are right."""

    zh: Side
    en: Side

    @cached_property
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
            for group in _groups(kept, chance):
                texts = [lines[at].zh if mark == "z" else lines[at].en for at in group]
                side.sentences.append(_merged(texts, mark))
                side.lines.append(tuple(group))
                side.paragraphs.append(number)
            if kept and chance.random() >= RUN_ON / 2:
                number += 1
    return Case(zh, en)


def _groups(kept: Sequence[int], chance: random.Random) -> Iterator[list[int]]:
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
    comma, stop = ("，", '[。.!！?？]+([”"’」]*)$') if mark == "z" else (", ", r"[.!?]+([\"”’]*)$")
    return "".join(re.sub(stop, rf"\1{comma}", text) for text in texts[:-1]) + texts[-1]


@dataclass(slots=True)
class Tally:
    """What came out over many cases."""

    gold: int = 0
    found: int = 0
    right: int = 0
    sentences: int = 0  # Chinese ones
    seconds: float = 0.0  # of processor time
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

    def count(self, gold: set[tuple[int, int]], links: set[tuple[int, int]]) -> None:
        """Links found against links that are right."""
        self.gold += len(gold)
        self.found += len(links)
        self.right += len(gold & links)

    def add(self, case: Case, found: Alignment) -> None:
        """An alignment of a case, its beads too."""
        gold = case.links
        self.count(gold, {link for bead in found.beads for link in bead.links()})
        for bead in found.beads:
            right = _is_right(bead, gold)
            self.beads[bead.shape, right] += 1
            self.sure.append((bead.sure, right))
            if bead.is_pair:
                self.doubted[bool(bead.why), set(bead.links()) <= gold] += 1


def _is_right(bead: Bead, gold: set[tuple[int, int]]) -> bool:
    """Whether it joins what belongs together and leaves out nothing that belongs to any of its sentences."""
    ours, theirs = range(bead.zh_start, bead.zh_end), range(bead.en_start, bead.en_end)
    touched = {(i, j) for i, j in gold if i in ours or j in theirs}
    return touched == set(bead.links())


Method = Callable[[Text, Text], Evidence]


def run(whole: Sequence[Sequence[Line]], method: Method, *, seeds: int = SEEDS) -> Tally:
    """Every document once a seed, sentences given."""
    tally = Tally()
    for case in _cases(whole, seeds):
        zh, en = case.zh.text, case.en.text
        tally.add(case, _timed(tally, zh, en, method))
    return tally


def run_texts(whole: Sequence[Sequence[Line]], method: Method, *, seeds: int = SEEDS) -> Tally:
    """The same from running text: both sides are cut into sentences by our rules, and links join these."""
    tally = Tally()
    for case in _cases(whole, seeds):
        zh, zh_owners = _cut(case.zh, "", chinese_sentences)
        en, en_owners = _cut(case.en, " ", english_sentences)
        found = _timed(tally, zh, en, method)
        gold = {
            (i, j)
            for i, ours in enumerate(zh_owners)
            for j, theirs in enumerate(en_owners)
            if any((own, other) in case.links for own in ours for other in theirs)
        }
        tally.count(gold, {link for bead in found.beads for link in bead.links()})
    return tally


def _cases(whole: Sequence[Sequence[Line]], seeds: int) -> Iterator[Case]:
    for seed in range(seeds):
        for number, document in enumerate(whole):
            yield make(document, random.Random(f"{seed} {number}"))


def _timed(tally: Tally, zh: Text, en: Text, method: Method) -> Alignment:
    began = process_time()
    found = align_on(method(zh, en), zh, en)
    tally.seconds += process_time() - began
    tally.sentences += len(zh.sentences)
    return found


def _cut(side: Side, joint: str, cut: Callable[[str], Sequence[str]]) -> tuple[Text, list[list[int]]]:
    """The side as running text cut anew, and of which of its sentences each piece has more than a stray mark."""
    paragraphs: dict[int, list[int]] = {}
    for number, paragraph in enumerate(side.paragraphs):
        paragraphs.setdefault(paragraph, []).append(number)
    pieces: list[list[str]] = []
    owners: list[list[int]] = []
    for numbers in paragraphs.values():
        whole = [side.sentences[number] + joint for number in numbers]
        ends = list(accumulate(map(len, whole)))
        pieces.append(list(cut("".join(whole))))
        at = 0
        for piece in pieces[-1]:
            inside = [
                number
                for number, own, end in zip(numbers, whole, ends, strict=True)
                if min(end, at + len(piece)) - max(end - len(own), at) > 3
            ]
            owners.append(inside)
            at += len(piece)
    return Text.of(pieces), owners


def by_length(zh: Text, en: Text) -> Evidence:
    """The baseline: no features, lengths and paragraphs alone."""
    nothing: frozenset[Feature] = frozenset()
    return Evidence((nothing,) * len(zh.sentences), (nothing,) * len(en.sentences), {}, {})


def files_at_once(lines: Sequence[Line], termbase: Termbase) -> tuple[int, float]:
    """How many Chinese sentences two files of these lines have, and the seconds that all but the memory takes."""
    with TemporaryDirectory() as name:
        files = Files(Path(name, "zh.txt"), Path(name, "en.txt"), "")
        files.zh.write_text("\n\n".join(line.zh for line in lines), encoding="utf-8")
        files.en.write_text("\n\n".join(line.en for line in lines), encoding="utf-8")
        began = process_time()
        found = align_files(files, termbase)
        return len(found.alignment.zh.sentences), process_time() - began


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with DOCUMENT_IDS.tsv, *.zh.txt and *.en.txt")
    parser.add_argument("--glossary", type=Path, default=Path("glossary"))
    asked = parser.parse_args()
    whole = documents(asked.folder)[JUDGE::2]
    termbase = Termbase.load(asked.glossary)
    context = ArticleContext()
    gather(
        Text.of([["暖机。"]]), Text.of([["Warm up."]]), termbase, context
    )  # dictionaries are read before any clock

    def with_glossary(zh: Text, en: Text) -> Evidence:
        return gather(zh, en, termbase, context)

    one_text = [[line for document in whole for line in document]]
    runs = {
        "all evidence": run(whole, with_glossary),
        "without a glossary": run(whole, gather),
        "length and paragraphs alone": run(whole, by_length),
        "from running text": run_texts(whole, with_glossary),
        "all documents as one text": run(one_text, with_glossary),
    }
    console = Console()
    console.print(
        f"{len(whole)} documents, {SEEDS} seeds; dropped {DROP:.0%} of lines, merged {MERGE:.0%} of neighbours, "
        f"run on {RUN_ON:.0%} of paragraph breaks; each on one side or the other"
    )
    table = Table("evidence", "links", "precision", "recall", "F1", "sentences a minute")
    for name, tally in runs.items():
        shares = (f"{share:.4f}" for share in (tally.precision, tally.recall, tally.f1))
        table.add_row(name, f"{tally.gold:,}", *shares, f"{tally.sentences / tally.seconds * 60:,.0f}")
    console.print(table)
    _print_details(console, runs["all evidence"])
    sentences, seconds = files_at_once(one_text[0], termbase)
    console.print(
        f"{sentences:,} sentences as two files: read, cut, aligned and checked at "
        f"{sentences / seconds * 60:,.0f} sentences a minute"
    )


def _print_details(console: Console, tally: Tally) -> None:
    shapes = Table("bead", "found", "right")
    for shape in sorted({shape for shape, _ in tally.beads}):
        right, wrong = tally.beads[shape, True], tally.beads[shape, False]
        shapes.add_row(shape, f"{right + wrong:,}", f"{right / (right + wrong):.1%}")
    console.print(shapes)
    calibration = Table("called sure", "beads", "right")
    for low, high in pairwise((0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)):
        inside = [right for sure, right in tally.sure if low <= sure < high]
        if inside:
            bounds = f"{low:.0%} to {min(high, 1):.0%}"
            calibration.add_row(bounds, f"{len(inside):,}", f"{sum(inside) / len(inside):.1%}")
    console.print(calibration)
    caught, missed = tally.doubted[True, False], tally.doubted[False, False]
    doubtful = caught + tally.doubted[True, True]
    console.print(
        f"doubtful: {doubtful / max(1, tally.doubted.total()):.1%} of pairs; they are "
        f"{caught} of the {caught + missed} wrong ones ({caught / max(1, caught + missed):.0%})"
    )


if __name__ == "__main__":
    main()
