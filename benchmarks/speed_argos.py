"""How fast the argos engine drafts against Argos Translate by itself, and how exact both are.

    python -m benchmarks.speed_argos [--pairs N] [--articles N]

Both run the package of the tests (benchmarks/argos_model) on articles of its grammar that training did not see,
and cut them into the same sentences. Argos Translate is called a paragraph at a time, as a program that uses it does,
with its own settings; only its sentence splitter, a download, is ours. Loading the model is not counted.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sacrebleu import corpus_chrf

from benchmarks.argos_model.accuracy import unpacked
from benchmarks.argos_model.grammar import Grammar
from benchmarks.argos_model.words import Text
from benchmarks.measured import Ratio, Row, compare, seconds
from translate.engine.argos import ArgosEngine
from translate.engine.argos_package import settings
from translate.engine.base import Probe, Request
from translate.engine.cores import cores
from translate.segment import sentences

PACKAGE = Path(__file__).parent.parent / "tests" / "data" / "zh_en.argosmodel"

_SEED = 20_260_402  # one that training does not use
_PLACED = 0.5  # of names and amounts: as many as training had
_SIZES = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that the segmenter cuts where the grammar joined them."""

    texts: tuple[Text, ...]

    @property
    def zh(self) -> str:
        """As it stands in an article."""
        return "".join(text.zh for text in self.texts)

    @property
    def en(self) -> str:
        """The grammar's own English."""
        return " ".join(text.en for text in self.texts)


Article = tuple[Paragraph, ...]


def articles(paragraphs: int) -> Iterator[Article]:
    """Articles of so many paragraphs without end, the same each time."""
    pairs, pick = Grammar(_SEED, placed=_PLACED).pairs(), Random(_SEED)
    while True:
        yield tuple(_paragraph(pairs, pick.randint(2, 5)) for _ in range(paragraphs))


def _paragraph(pairs: Iterator[Text], count: int) -> Paragraph:
    """So many sentences, or fewer where a headline, which has no full stop, ends them."""
    texts: list[Text] = []
    while len(texts) < count and (not texts or texts[-1].zh.endswith(("。", "”"))):
        texts.append(next(pairs))
    return Paragraph(tuple(texts))


@dataclass(frozen=True, slots=True)
class Ours:
    """The engine as the product calls it: all sentences of a dump in one go."""

    engine: ArgosEngine

    def drafts(self, dump: Sequence[Article]) -> list[str]:
        """The English of each sentence."""
        requests = [Request(zh) for page in dump for part in page for zh in sentences(part.zh)]
        return [each.en for each in sorted(self.engine.draft(requests), key=lambda each: each.index)]

    def paragraphs(self, dump: Sequence[Article]) -> list[str]:
        """The English of each paragraph."""
        made = iter(self.drafts(dump))
        return [" ".join(islice(made, len(part.texts))) for page in dump for part in page]


class _Splitter:
    """In the place of Argos Translate's own sentence splitter."""

    def split_sentences(self, text: str) -> list[str]:
        """The sentences that the segmenter sees."""
        return list(sentences(text))


class Theirs:
    """Argos Translate on the package, with its own settings but for the beam, and the threads if they are given."""

    def __init__(self, folder: Path, beam: int, threads: int | None = None) -> None:
        from argostranslate.package import Package
        from argostranslate.translate import Language, PackageTranslation

        languages = Language("zh", "Chinese"), Language("en", "English")
        self._translation: Any = PackageTranslation(*languages, Package(folder))
        self._translation.sentencizer = _Splitter()
        self._settings = {"beam_size": beam} | ({} if threads is None else {"intra_threads": threads})

    def paragraphs(self, dump: Sequence[Article]) -> list[str]:
        """The English of each paragraph, translated one by one."""
        with _set(self._settings):
            return [
                self._translation.hypotheses(part.zh, num_hypotheses=1)[0].value
                for page in dump
                for part in page
            ]


@contextmanager
def _set(values: Mapping[str, int]) -> Iterator[None]:
    """Argos Translate reads its threads from its settings as it loads the model, its beam at each call."""
    own = settings()
    before = {name: getattr(own, name) for name in values}
    vars(own).update(values)
    try:
        yield
    finally:
        vars(own).update(before)


def right(made: Sequence[str], dump: Sequence[Article]) -> int:
    """How many sentences are found to the letter in the English of their paragraph, in their order."""
    count = 0
    for en, part in zip(made, (part for page in dump for part in page), strict=True):
        at = 0
        for text in part.texts:
            found = en.find(text.en, at)
            if found >= 0:
                count, at = count + 1, found + len(text.en)
    return count


def chrf(made: Sequence[str], dump: Sequence[Article]) -> float:
    """sacrebleu's chrF of paragraphs against the grammar's own English, with its defaults."""
    return float(corpus_chrf(list(made), [[part.en for page in dump for part in page]]).score)


def rows(pairs: int, *, size: int = 4, sizes: Sequence[int] = _SIZES) -> Iterator[Row]:
    """The table: speed and exactness of both at beam 4 and 1, then what the engine's own parts bring.

    ``size`` is how many articles the smallest dump has, ``sizes`` how many times as many each has; both are
    compared on the second.
    """
    dump = list(islice(articles(4), size * sizes[1]))
    with tempfile.TemporaryDirectory() as work:
        folder = unpacked(PACKAGE, Path(work))
        for beam in (4, 1):
            yield from _against(folder, dump, beam, pairs)
        yield _against_one_thread(folder, dump, pairs)
        yield from _long(folder, 15 * size, pairs)
        yield from _growth(folder, [list(islice(articles(4), size * times)) for times in sizes], pairs)
        yield from _parts(folder, dump, pairs)


def _against(folder: Path, dump: Sequence[Article], beam: int, pairs: int) -> Iterator[Row]:
    ours, theirs = Ours(_engine(folder, beam)), Theirs(folder, beam)
    made, other = ours.paragraphs(dump), theirs.paragraphs(dump)  # both are warm from here on
    ratio = compare(partial(ours.drafts, dump), partial(theirs.paragraphs, dump), pairs=pairs)
    count, name = _sentences(dump), f"argos, beam {beam}"
    yield Row(
        f"{name}: a dump",
        f"{ratio} times",
        "≥ 3",
        f"as fast as Argos Translate, {len(dump)} articles, {count} sentences",
    )
    yield Row(
        f"{name}: chrF",
        f"{chrf(made, dump):.2f}",
        f"≥ {chrf(other, dump):.2f}",
        "Argos Translate's; against the grammar",
    )
    yield Row(
        f"{name}: right to the letter",
        f"{right(made, dump)} of {count}",
        f"≥ {right(other, dump)}",
        "sentences; Argos Translate's",
    )


def _times(folder: Path, dump: Sequence[Article], pairs: int, threads: int | None = None) -> Ratio:
    """How many times as long Argos Translate takes at beam 4, on its own threads or on so many."""
    ours, theirs = Ours(_engine(folder, 4)), Theirs(folder, 4, threads)
    theirs.paragraphs(dump[:1])
    return compare(partial(ours.drafts, dump), partial(theirs.paragraphs, dump), pairs=pairs)


def _against_one_thread(folder: Path, dump: Sequence[Article], pairs: int) -> Row:
    """Its two threads wait for each other over single sentences, the longer the busier the machine is: what it
    could do at best there, though nobody is told to set this."""
    ratio = _times(folder, dump, pairs, threads=1)
    what = "argos, beam 4: the same dump, ARGOS_INTRA_THREADS=1"
    return Row(what, f"{ratio} times", "", "as fast as Argos Translate on one thread")


def _long(folder: Path, paragraphs: int, pairs: int) -> Iterator[Row]:
    page = [next(articles(paragraphs))]
    yield Row(
        "argos, beam 4: one long article",
        f"{_times(folder, page, pairs)} times",
        "≥ 3",
        f"as fast as Argos Translate, {paragraphs} paragraphs, {_sentences(page)} sentences",
    )


def _growth(folder: Path, dumps: Sequence[Sequence[Article]], pairs: int) -> Iterator[Row]:
    """A sentence's share of dumps of several sizes, measured in turn."""
    ours = Ours(_engine(folder, 4))
    ours.drafts(dumps[0])
    took = [[seconds(partial(ours.drafts, dump)) / _sentences(dump) for dump in dumps] for _ in range(pairs)]
    for at, dump in enumerate(dumps):
        times = len(dump) // len(dumps[0])
        share = median(turn[at] for turn in took)
        growth = median(turn[at] / turn[0] for turn in took)
        yield Row(
            f"argos, beam 4: dump × {times}",
            f"{1000 * share:.2f} ms a sentence",
            "" if times == 1 else "no more",
            f"{_sentences(dump):,} sentences; {growth:.2f} times the smallest dump's",
        )


def _parts(folder: Path, dump: Sequence[Article], pairs: int) -> Iterator[Row]:
    """What the engine's own choices bring, each against the engine without it."""
    for beam in (4, 1):
        engine = Ours(_engine(folder, beam))
        for what, other in (
            ("one thread", _engine(folder, beam, threads=1)),
            ("batches of 8 hypotheses", _engine(folder, beam, rows=8)),
            ("batches of 128 hypotheses", _engine(folder, beam, rows=128)),
        ):
            without = Ours(other)
            without.drafts(dump[:1])
            ratio = compare(partial(engine.drafts, dump), partial(without.drafts, dump), pairs=pairs)
            yield Row(f"argos, beam {beam}: against {what}", f"{ratio} times", "", "as fast, the same dump")
    yield _probing(_engine(folder, 4), dump, pairs)


def _probing(engine: ArgosEngine, dump: Sequence[Article], pairs: int) -> Row:
    texts = [text for page in dump for part in page for text in part.texts][:64]
    probes = [Probe(Request(text.zh), text.en, "Nvidia") for text in texts]
    ratio = compare(
        partial(engine.likelihoods, probes),
        lambda: [engine.likelihoods([each]) for each in probes],
        pairs=pairs,
    )
    return Row(
        "argos: probing drafts together", f"{ratio} times", "", f"as fast as one by one, {len(probes)} drafts"
    )


def _engine(folder: Path, beam: int, **options: int) -> ArgosEngine:
    return ArgosEngine(folder, signature="argos/speed", beam=beam, **options)


def _sentences(dump: Sequence[Article]) -> int:
    return sum(len(part.texts) for page in dump for part in page)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=5, help="runs of each way, in turn (5)")
    parser.add_argument("--articles", type=int, default=4, help="of the smallest dump (4)")
    options = parser.parse_args()
    own = settings()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{cores()} processors, load {load} (1, 5, 15 minutes) before the first run")
    print(
        f"Argos Translate's settings: {own.inter_threads} × {own.intra_threads or 'default'} threads, "
        f"batches of {own.batch_size} tokens, compute type {own.compute_type}; beam as ours"
    )
    for row in rows(options.pairs, size=options.articles):
        print(f"{row.what:52}{row.figure:32}{row.goal:10}{row.note}", flush=True)


if __name__ == "__main__":
    main()
