"""Duizhao's own work at 1, 10 and 100 times the size: how fast each stage is, and how its cost grows.

    python -m benchmarks.speed_stages [STAGE…] [--sizes 1 10 100]

Every stage of ``benchmarks.stages`` whose name begins with one of the words; all without any. Each works on text
that no trial had before, so that nothing kept from the last one helps. Times are of this process's processor, the
median of 3 to 15 trials (fewer of those that take seconds). "Growth" is the time at the last size over that at the
first, over how many times the size it is: 1 is linear, 0.01 (for 100 times) is a cost that does not depend on the
size. Above {most} the stage is marked: time for each unit may grow by a third or so since 100 times the data leaves
the processor's caches, and sorting 100 times as much costs 1.4 to 1.7 times as much a unit, while what is quadratic
would show 100.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.measured import Row
from benchmarks.stages import STAGES, Stage, Trial
from translate.lock.evidence import tokens
from translate.termbase.words import dictionary
from translate.text import fold

SIZES = (1, 10, 100)
MOST = 1.7  # growth that is not marked
LEAST_TRIALS, MOST_TRIALS, ENOUGH = (
    3,
    15,
    1.0,
)  # trials of one size, and seconds of them after which there are enough
LONG = 4.0  # seconds of trials after which not even the least number is needed


@dataclass(frozen=True, slots=True)
class Took:
    """Processor seconds of one size of a stage, and what was done a second, by unit."""

    seconds: float
    rates: dict[str, float]


def rows(sizes: Sequence[int] = SIZES, stages: Sequence[Stage] | None = None) -> Iterator[Row]:
    """The table's rows, one a stage; all of them without ``stages``."""
    _warm()
    for stage in STAGES if stages is None else stages:
        took = [measured(stage, size) for size in sizes]
        yield row(stage, sizes, took)


def row(stage: Stage, sizes: Sequence[int], took: Sequence[Took]) -> Row:
    """What a stage took at each size, as a line of the table."""
    rates = ", ".join(
        f"{' / '.join(_figure(each.rates[unit]) for each in took)} {unit}/s" for unit in took[0].rates
    )
    by_size = [
        _growth(took[0], each, size / sizes[0]) for size, each in zip(sizes[1:], took[1:], strict=True)
    ]
    marked = ", FASTER THAN ITS INPUT" if by_size and by_size[-1] > MOST else ""
    growth = f"growth {' / '.join(f'{each:.2f}' for each in by_size)}{marked}" if by_size else ""
    at = " / ".join(f"{stage.base * size:,}" for size in sizes)
    return Row(
        stage.name, rates, f"growth ≤ {MOST}", "; ".join(filter(None, (growth, f"{at} {stage.sized}")))
    )


def _growth(first: Took, last: Took, times: float) -> float:
    return last.seconds / first.seconds / times


def _figure(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}" if rate >= 1 else f"{rate:.2g}"


def measured(stage: Stage, size: int) -> Took:
    """The median of some trials of the stage at so many times its base."""
    with tempfile.TemporaryDirectory() as folder, closing(_trials(stage, size, Path(folder))) as trials:
        seconds, units = [], dict[str, float]()
        for trial in trials:
            seconds.append(_timed(trial))
            units = dict(trial.units)
            if _enough(seconds):
                break
    middle = median(seconds)
    return Took(middle, {unit: amount / middle for unit, amount in units.items()})


def _trials(stage: Stage, size: int, folder: Path) -> Generator[Trial]:
    yield from stage.trials(stage.base * size, random.Random(size), folder)


def _enough(seconds: Sequence[float]) -> bool:
    spent, made = sum(seconds), len(seconds)
    return made >= MOST_TRIALS or spent >= LONG or (made >= LEAST_TRIALS and spent >= ENOUGH)


def _timed(trial: Trial) -> float:
    gc.collect()  # what the making left behind is not the stage's to clear away
    began = process_time()
    trial.work()
    return max(process_time() - began, 1e-6)  # the clock's own step


def _warm() -> None:
    """What is read once a process, before any clock runs."""
    dictionary()
    fold("")
    tokens("起动")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    from benchmarks.speed import show  # it knows all parts

    about = (__doc__ or "").format(most=MOST)
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help="; ".join(each.name for each in STAGES))
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="times each stage's base (default: 1 10 100)"
    )
    options = parser.parse_args(arguments)
    chosen = [each for each in STAGES if each.name.startswith(tuple(options.stages) or "")]
    if not chosen:
        parser.error(f"no stage begins with {options.stages[0]!r}")
    show({"stages": rows(options.sizes, chosen)})


if __name__ == "__main__":
    main()
