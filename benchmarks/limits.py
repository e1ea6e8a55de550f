"""What limits the ``qwen`` engine: this machine's own peaks, measured, and how much of them it reaches.

    python -m benchmarks.limits

The peaks, with all processors, best of what three seconds give:

- memory: 1 GiB of float32 read once (a dot product with itself), far more than any cache holds;
- float32: multiplying two matrices of 2,048 by 2,048 (numpy's OpenBLAS);
- int8: no library here multiplies int8 by itself, so it is told from float32: one instruction of a processor with
  VNNI multiplies and adds four times as many int8 as float32 numbers, so four times its rate is the most there can
  be.

The engine, by batches of ``benchmarks.costs``: a step is one more token for each row. Each step reads every weight
that it multiplies with once, whatever the batch (``model.bin``, without the table of embeddings, of which a step
looks up a row), and does two operations (times, plus) for each weight and row; attention, a few percent, is not
counted. Where the share of memory's peak is high the engine waits for memory, and more rows cost little; where the
share of int8's peak is high it waits for arithmetic.
"""

from __future__ import annotations

import argparse
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import prod
from pathlib import Path
from time import perf_counter
from typing import BinaryIO

import numpy as np

from benchmarks import costs
from benchmarks.measured import Row, seconds
from translate.engine.choose import choose
from translate.engine.cores import cores
from translate.engine.qwen import QwenEngine
from translate.engine.store import DEFAULT, require

_BYTES, _SIDE, _SECONDS = 1 << 30, 2_048, 3.0
_VNNI = 4  # int8 numbers where one instruction takes one float32 number
_FULL = 32  # rows of the product's largest batch
_FEW, _MANY = 4, 28  # steps
_SHORT, _LONG = 16, 96  # tokens of a prompt
_ROUNDS = 3
_EMBEDDINGS, _PROJECTION = "decoder/embeddings/weight", "decoder/projection/weight"


def rows(processors: int | None = None) -> Iterator[Row]:
    """The table's rows. ModelError if the model is not installed."""
    model = require(DEFAULT).path / "model.bin"
    threads = processors or cores()
    memory, floats = memory_peak(threads), float_peak()
    yield Row("memory, peak", f"{memory / 1e9:.1f} GB/s", "", f"reading, {threads} threads")
    yield Row("float32, peak", f"{floats / 1e9:,.0f} G operations/s", "", "multiplying matrices")
    yield Row("int8, peak", f"{floats * _VNNI / 1e9:,.0f} G operations/s", "", f"{_VNNI} times float32")
    yield from _reached(model, memory, floats * _VNNI)


def _reached(model: Path, memory: float, integers: float) -> Iterator[Row]:
    engine = choose(DEFAULT).load()
    assert isinstance(engine, QwenEngine)
    made = shapes(model)
    weights = multiplied(made)
    costs.seconds(engine, 1, _SHORT, _FEW)  # warm: reads the weights, keeps the shared prompt
    for batch in (1, _FULL):
        step = _step(engine, batch)
        reads, does = weights / step, 2 * weights * batch / step
        note = f"{weights / 1e9:.2f} GB a step: {reads / 1e9:.1f} GB/s, {does / 1e9:,.0f} G operations/s"
        share = f"{reads / memory:.0%} of memory, {does / integers:.0%} of int8"
        yield Row(f"a step of {batch}", f"{step * 1e3:.0f} ms: {share}", "", note)
    token = _prompt_token(engine)
    does = 2 * multiplied(made, _PROJECTION) / token  # no words are chosen after a prompt's tokens
    yield Row(
        "a prompt token, read ahead",
        f"{token * 1e3:.1f} ms: {does / integers:.0%} of int8",
        "",
        f"{does / 1e9:,.0f} G operations/s",
    )


def _step(engine: QwenEngine, batch: int) -> float:
    """Seconds of a step: a longer run less a shorter one, each the best of some."""
    many, few = (_least(lambda n=n: costs.seconds(engine, batch, _SHORT, n)) for n in (_MANY, _FEW))  # type: ignore[misc]
    return (many - few) / (_MANY - _FEW)


def _prompt_token(engine: QwenEngine) -> float:
    """Seconds of a prompt token: long prompts less short ones."""
    long, short = (_least(lambda n=n: costs.seconds(engine, _FULL // 2, n, _FEW)) for n in (_LONG, _SHORT))  # type: ignore[misc]
    return (long - short) / (_LONG - _SHORT) / (_FULL // 2)


def _least(once: Callable[[], float]) -> float:
    return min(once() for _ in range(_ROUNDS))


def memory_peak(threads: int, size: int = _BYTES) -> float:
    """Bytes a second that so many threads read together."""
    numbers = np.ones(size // 4, dtype=np.float32)
    parts = np.array_split(numbers, threads)
    with ThreadPoolExecutor(threads) as pool:
        return numbers.nbytes / _quickest(lambda: list(pool.map(lambda part: np.dot(part, part), parts)))


def float_peak(side: int = _SIDE) -> float:
    """Operations a second, times and plus counted apart, of multiplying float32 matrices."""
    matrix = np.ones((side, side), dtype=np.float32)
    return 2 * side**3 / _quickest(lambda: matrix @ matrix)


def _quickest(work: Callable[[], object]) -> float:
    best, began = seconds(work), perf_counter()
    while perf_counter() - began < _SECONDS:
        best = min(best, seconds(work))
    return best


def multiplied(weights: Mapping[str, tuple[int, ...]], *without: str) -> int:
    """How many weights a step multiplies with, each a byte: every matrix but the table of embeddings and some."""
    left_out = (_EMBEDDINGS, *without)
    return sum(prod(shape) for name, shape in weights.items() if len(shape) == 2 and name not in left_out)


def shapes(model: Path) -> dict[str, tuple[int, ...]]:
    """The shape of every variable of a CTranslate2 model, by name.

    The layout is that of ``_serialize`` in ``ctranslate2/specs/model_spec.py``, version 6.
    """
    found = {}
    with model.open("rb") as file:
        (_,) = _read(file, "I")
        _name(file)
        _, count = _read(file, "II")
        for _ in range(count):
            name = _name(file)
            (rank,) = _read(file, "B")
            found[name] = _read(file, f"{rank}I")
            _, size = _read(file, "<BI")
            file.seek(size, 1)
    return found


def _name(file: BinaryIO) -> str:
    (size,) = _read(file, "H")
    return file.read(size).rstrip(b"\0").decode("utf-8")


def _read(file: BinaryIO, layout: str) -> tuple[int, ...]:
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    from benchmarks.speed import show  # it knows how

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args(arguments)
    raise SystemExit(show({"limits": rows()}))


if __name__ == "__main__":
    main()
