"""Fits the figures of ``translate.align`` on half of the documents: ``python -m benchmarks.align_fit NTREX_FOLDER``.

Prints the constants of ``length.py``, ``evidence.py`` and ``score.py`` as they are to be written there. Only
documents with an even number are read; ``benchmarks.align`` judges on the others.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path
from statistics import fmean, pstdev

from benchmarks.align import FIT, Line, documents, make
from translate.align import Text, align
from translate.align.evidence import Sort, gather
from translate.align.length import letters
from translate.align.score import Weights

_TRUSTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0)
_SEEDS = 3


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    whole = documents(parser.parse_args().folder)[FIT::2]
    lines = [line for document in whole for line in document]
    for name, value in length_figures(lines).items():
        print(f"length.{name} = {value:.3f}")
    for sort, value in kept_figures(whole).items():
        print(f"evidence.KEPT[{sort}] = {value:.2f}")
    for trust in _TRUSTS:
        loss, f1 = trust_loss(whole, trust)
        print(f"score.TRUST = {trust}: log loss of “sure” {loss:.4f} a bead, F1 {f1:.4f}")


def length_figures(lines: Sequence[Line]) -> dict[str, float]:
    """The figures of ``length.py`` by least spread of log(English / expected), then by halves of long and short."""
    counts = [(*letters(line.zh), float(len(line.en))) for line in lines]

    def ratios(han: float) -> list[float]:
        return [log(en / max(2.0, han * ours + latin)) for ours, latin, en in counts]

    han = min((step / 20 for step in range(40, 100)), key=lambda h: pstdev(ratios(h)))
    found = ratios(han)
    shift = fmean(found)
    squares = [
        (1 / max(2.0, han * ours + latin), (ratio - shift) ** 2)
        for (ours, latin, _), ratio in zip(counts, found, strict=True)
    ]
    slope, base = _line(squares)
    usual = [log(en) for *_, en in counts]
    return {
        "HAN": han,
        "SHIFT": shift,
        "SPREAD": base**0.5,
        "SHORT": slope / base,
        "USUAL": fmean(usual),
        "USUAL_SPREAD": pstdev(usual),
    }


def _line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope and height at 0 of the least squares line, neither below a small positive number."""
    mx, my = fmean(x for x, _ in points), fmean(y for _, y in points)
    slope = sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)
    return max(slope, 1e-6), max(my - slope * mx, 1e-3)


def kept_figures(whole: Iterable[Sequence[Line]]) -> dict[Sort, float]:
    """How often the other side has a feature, over features that both sides of the document have somewhere."""
    both: Counter[Sort] = Counter()
    either: Counter[Sort] = Counter()
    for document in whole:
        zh = Text.of([[line.zh] for line in document])
        en = Text.of([[line.en] for line in document])
        evidence = gather(zh, en)
        for ours, theirs in zip(evidence.zh, evidence.en, strict=True):
            both.update(feature[0] for feature in ours & theirs)
            both.update(feature[0] for feature in ours & theirs)
            either.update(feature[0] for feature in (*ours, *theirs))
    return {sort: both[sort] / either[sort] for sort in Sort if either[sort]}


def trust_loss(whole: Sequence[Sequence[Line]], trust: float) -> tuple[float, float]:
    """Log loss of ``sure`` against being right, a bead, and F1."""
    from benchmarks.align import Tally

    tally = Tally()
    for seed in range(_SEEDS):
        for number, document in enumerate(whole):
            case = make(document, random.Random(f"{seed} {number}"))
            tally.add(case, align(case.zh.text, case.en.text, weights=Weights(trust=trust)))
    losses = [-log(max(1e-6, sure if right else 1 - sure)) for sure, right in tally.sure]
    return fmean(losses), tally.f1


if __name__ == "__main__":
    main()
