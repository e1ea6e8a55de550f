"""How long the English of a Chinese text is, after Gale and Church (1993), with logarithms of lengths.

Lengths are counted in English characters that are to be expected: a Chinese character stands for ``HAN`` of them, a
Latin letter or figure for itself. The figures were fitted by ``python -m benchmarks.align_fit`` on half of the
documents of NTREX-128.
"""

from __future__ import annotations

import re
from math import log

from translate.text import HAN as _HAN_RANGES

HAN = 2.7
SHIFT = 0.238  # mean of log(English / expected)
SPREAD = 0.153  # its standard deviation for long texts
SHORT = 58.0  # expected characters at which the variance is twice that
USUAL, USUAL_SPREAD = 4.679, 0.587  # mean and standard deviation of log(length) over sentences

_HAN = re.compile(f"[{_HAN_RANGES}]")
_OTHER = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")


def letters(zh: str) -> tuple[int, int]:
    """How many Chinese characters a text has, and how many Latin letters and figures."""
    return len(_HAN.findall(zh)), len(_OTHER.findall(zh))


def expected(zh: str) -> float:
    """How many characters of English to expect for this Chinese."""
    han, others = letters(zh)
    return max(2.0, HAN * han + others)


def length(en: str) -> float:
    """Characters of an English text."""
    return max(2.0, float(len(en.strip())))


def variance(expected_length: float) -> float:
    """Of log(English / expected): short texts vary more."""
    return SPREAD * SPREAD * (1 + SHORT / expected_length)


def usual(log_length: float) -> float:
    """Log density of a sentence of this length, whatever it translates."""
    return -((log_length - USUAL) ** 2) / (2 * USUAL_SPREAD**2) - log(USUAL_SPREAD)
