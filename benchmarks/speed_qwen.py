"""The ``qwen`` engine as the product runs it, against one sentence at a time and against llama.cpp.

    python -m benchmarks.speed_qwen [--sentences 48] [--pairs 3] [--llama-python PYTHON] [--gguf FILE] [--seed 1]

The sentences are those of ``examples/`` that a run would ask the engine for, with the starter glossary's locks in
place, drawn by the seed. A ratio is of generated tokens a second (the end of a sentence is not counted), the median
of pairs that were run in turn; both sides have the same threads.

- One at a time: the same engine, a call a sentence; every sixth of the sentences.
- llama.cpp: the GGUF that the model was made from, the same prompts, 16 slots, continuous batching, what prompts
  share kept in every slot, greedy. It runs in the Python that ``--llama-python`` names and that has ``xllamacpp``
  (``python -m venv V && V/bin/pip install xllamacpp``). Once with its whole vocabulary, and once with the Chinese
  tokens banned (``logit_bias``) that the converted model has no output for: that is what the engine does at all
  times. There must be more sentences than slots, or each slot still holds the prompt that it gets again.

The GGUF is looked for where ``duizhao models install qwen --keep-gguf`` leaves it, and fetched to there if it is
missing.
"""

from __future__ import annotations

import argparse
import random
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.llama import HOW, Llama, chinese_tokens, gguf_file
from benchmarks.measured import Ratio, Row, compare, seconds
from benchmarks.speed_run import EXAMPLES, Loaded, items_of, loaded
from translate.cli_models import _reporting
from translate.engine.base import Request
from translate.text import has_han

_SAMPLE = 6  # one sentence in so many is drafted by itself
LEAST = 1.35  # times llama.cpp's tokens a second: the goal


@dataclass(slots=True)
class Side:
    """One way of translating some sentences: ``work`` gives the tokens that it generated."""

    work: Callable[[], int]
    counted: list[int] = field(default_factory=list)

    def __call__(self) -> None:
        self.counted.append(self.work())

    def __hash__(self) -> int:
        return id(self)

    @property
    def tokens(self) -> float:
        """Tokens of a call: decoding is greedy, so hardly any call differs."""
        return sum(self.counted) / len(self.counted)


def faster(ours: Side, other: Side, pairs: int) -> Ratio:
    """How many times the other's tokens a second ours makes."""
    ratio = compare(ours, other, pairs=pairs)
    share = ours.tokens / other.tokens
    return Ratio(ratio.middle * share, ratio.least * share, ratio.most * share)


def rows(
    sentences: int = 48,
    pairs: int = 3,
    llama_python: Path | None = None,
    gguf: Path | None = None,
    seed: int = 1,
    ready: Loaded | None = None,
) -> Iterator[Row]:
    """The table's rows; without ``llama_python`` they say how to get one."""
    ready = ready or loaded("qwen")
    requests = [item.request for item in items_of(EXAMPLES, ready.choice.signature)]
    random.Random(seed).shuffle(requests)
    requests = requests[:sentences]
    batched = _engine(ready, [requests])
    took = seconds(batched)
    on = f"{len(requests)} sentences of examples/"
    yield Row("qwen, batched", f"{batched.tokens / took:.1f} tokens/s", "", on)
    single = _engine(ready, [[each] for each in requests[::_SAMPLE]])
    note = f"times its tokens/s; every {_SAMPLE}th sentence, pairs: {pairs}"
    yield Row("against one sentence at a time", str(faster(batched, single, pairs)), "", note)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if llama_python is None:
        yield Row("against llama.cpp", "not measured", f"≥ {LEAST}", HOW)
        return
    with _reporting(quiet=False) as report:
        file = gguf_file(gguf, report)
    with Llama(llama_python, file) as llama:
        yield from _against(llama, file, ready, requests, pairs, peak)


def _against(
    llama: Llama, file: Path, ready: Loaded, requests: Sequence[Request], pairs: int, ours: int
) -> Iterator[Row]:
    warm = llama.say(requests)  # every slot has the shared prompt from here on
    left = sum(map(has_han, warm.texts))
    said = f"xllamacpp {llama.version}, whole vocabulary: Chinese left in {left} of {len(requests)}"
    other = Side(lambda: llama.say(requests).tokens)
    ratio = faster(_engine(ready, [requests]), other, pairs)
    yield Row(
        "against llama.cpp, 16 slots", str(ratio), f"≥ {LEAST}", f"times its tokens/s; pairs: {pairs}; {said}"
    )
    banned = chinese_tokens(file)
    other = Side(lambda: llama.say(requests, banned).tokens)
    ratio = faster(_engine(ready, [requests]), other, pairs)
    note = f"times its tokens/s; {len(banned):,} tokens banned in both; pairs: {pairs}"
    yield Row("against llama.cpp, Chinese banned", str(ratio), f"≥ {LEAST}", note)
    peaks = f"{ours / 2**30:.2f}, llama.cpp {llama.say(requests[:1]).peak / 2**30:.2f} GiB"
    yield Row("peak memory", peaks, "", "each in its process")


def _engine(ready: Loaded, groups: Sequence[Sequence[Request]]) -> Side:
    return Side(lambda: sum(drafted.tokens for group in groups for drafted in ready.engine.draft(group)))


def options_of(parser: argparse.ArgumentParser) -> None:
    """The options of this part, for it alone and for ``benchmarks.speed``."""
    parser.add_argument(
        "--sentences", type=int, default=48, help="drawn from examples/ (default: %(default)s)"
    )
    parser.add_argument("--llama-python", type=Path, metavar="PYTHON", help="one that has xllamacpp")
    parser.add_argument("--gguf", type=Path, metavar="FILE", help="the file that the model was made from")
    parser.add_argument("--seed", type=int, default=1, help="of the drawing (default: %(default)s)")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    from benchmarks.speed import show  # it knows all parts

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options_of(parser)
    parser.add_argument(
        "--pairs", type=int, default=3, help="runs of both sides in turn (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    show({"qwen": rows(**vars(options))})


if __name__ == "__main__":
    main()
