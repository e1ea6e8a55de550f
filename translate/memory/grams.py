"""Sentences as pairs of neighbouring characters: what near repeats of one must share with it. Pure.

An edit changes at most two of a sentence's pairs. So two sentences whose Levenshtein ratio is high share many of them
(Ukkonen, "Approximate string-matching with q-grams", 1992), and counting shared pairs misses none: :func:`most_lost`
says how many a near repeat may lack. A pair that comes twice in a sentence counts as two different ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# A sentence's place in its block takes two bytes.
MOST_SENTENCES = 1 << 16

# Odd 64-bit constants: the upper half of the product is a good hash of a pair of characters and of its count.
_PAIR, _TIMES = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
_ROUNDING = 1e-9  # rapidfuzz compares ratios as floats


def grams(zh: str) -> tuple[int, ...]:
    """The numbers (signed, 32 bits) of a sentence's pairs, each once, in order."""
    import numpy as np

    return tuple(np.unique(_coded([zh])[1]).tolist())


def packed(zhs: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """By pair, in order: the places in ``zhs`` of the sentences that have it, each two bytes, the low one first."""
    import numpy as np

    places, pairs = _coded(zhs)
    if not len(pairs):
        return
    keys = (pairs.astype(np.int64) << 16) | places
    keys.sort()
    found = keys >> 16
    data = (keys & 0xFFFF).astype("<u2").tobytes()
    starts = np.flatnonzero(np.concatenate(([True], found[1:] != found[:-1])))
    ends = [*starts[1:].tolist(), len(found)]
    for pair, start, end in zip(found[starts].tolist(), starts.tolist(), ends, strict=True):
        yield pair, data[2 * start : 2 * end]


def sharing(blocks: Iterable[tuple[int, Sequence[bytes]]], least: int, most: int) -> list[tuple[int, int]]:
    """Which sentences share at least so many pairs, at most the ``most`` best: how many, and the sentence's number.

    ``blocks`` gives the number of a block's first sentence and the places of each pair asked for (see
    :func:`packed`). Those that share most come first, then the oldest.
    """
    import numpy as np

    numbers, shared = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for first, places in blocks:
        counts = np.bincount(np.frombuffer(b"".join(places), "<u2"))
        (found,) = np.nonzero(counts >= least)
        numbers.append(found + first)
        shared.append(counts[found])
    ids, counts = np.concatenate(numbers), np.concatenate(shared)
    order = np.lexsort((ids, -counts))[:most]
    return list(zip(counts[order].tolist(), ids[order].tolist(), strict=True))


def most_lost(size: int, least: float) -> int:
    """How many of the pairs of a sentence of ``size`` characters another may lack whose ratio is ``least``."""
    longest = floor(size / least + _ROUNDING)
    lengths = range(max(1, ceil(size * least - _ROUNDING)), longest + 1)
    return max(
        (2 * floor((1 - least) * max(size, other) + _ROUNDING) - max(0, other - size) for other in lengths),
        default=0,
    )


def best_ratio(size: int, lost: int) -> float:
    """The highest ratio that a sentence can have which lacks ``lost`` pairs of one of ``size`` characters."""
    return 1 - ceil(lost / 2) / size


def _coded(zhs: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of all sentences: the sentence's place, and the pair's number."""
    import numpy as np

    text = np.frombuffer("".join(zhs).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    owner = np.repeat(np.arange(len(zhs), dtype=np.uint64), [len(zh) for zh in zhs])
    within = owner[1:] == owner[:-1]
    keys = ((owner[:-1] << np.uint64(42)) | (text[:-1] << np.uint64(21)) | text[1:])[within]
    keys.sort()
    index = np.arange(len(keys))
    fresh = np.ones(len(keys), bool)
    fresh[1:] = keys[1:] != keys[:-1]
    times = (index - np.maximum.accumulate(np.where(fresh, index, 0))).astype(np.uint64)
    pairs = keys & np.uint64((1 << 42) - 1)
    hashed = (pairs * np.uint64(_PAIR) + times * np.uint64(_TIMES)) >> np.uint64(32)
    return (keys >> np.uint64(42)).astype(np.int64), hashed.astype(np.uint32).view(np.int32)
