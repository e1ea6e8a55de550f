"""Foreign names by their sound: 特朗普 and Trump have the skeleton T-L-N-B.

Coarser than :mod:`translate.lock.transliteration`, which weighs a name against one gloss: here every stretch of a
Chinese sentence is looked up among all names of the English, so two names are alike if their skeletons are equal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from translate.lock.transliteration import INTERPUNCTS, SOUNDS, latin_sounds

_CLASSES = str.maketrans(
    {
        **dict.fromkeys("RLl", "L"),
        **dict.fromkeys("NMn", "N"),
        **dict.fromkeys("BP", "B"),
        **dict.fromkeys("FV", "F"),
        **dict.fromkeys("TD", "T"),
        **dict.fromkeys("KGQ", "K"),
        **dict.fromkeys("SZXJC", "S"),
        **dict.fromkeys("HWAYaeiouy", ""),
    }
)
_LEAST = 3  # consonants: with fewer every second sentence has the name of another
_LONGEST = 6  # characters of a name, interpuncts apart
_MOST_READINGS = 8
_DOUBLED = re.compile(r"(.)\1+")
_NAME = re.compile(r"\b[A-Z][a-z\u00df-\u024f]{3,}")
_RUN = re.compile(f"[{''.join(SOUNDS)}]{{2,}}")


@lru_cache(maxsize=4096)
def latin_skeletons(word: str) -> frozenset[str]:
    """The skeletons that Chinese may give a Latin name: with its R and without, since 纳 spells both Na and Nar."""
    sounds = latin_sounds(word)
    forms = (sounds, sounds.replace("R", ""), sounds.replace("H", "K"))
    return frozenset(
        s for s in (_DOUBLED.sub(r"\1", f.translate(_CLASSES)) for f in forms) if len(s) >= _LEAST
    )


def names_in_english(en: str) -> frozenset[str]:
    """Skeletons of the capitalized words of a sentence."""
    found: set[str] = set()
    for word in _NAME.findall(en):
        found |= latin_skeletons(word)
    return frozenset(found)


def names_in_chinese(zh: str, wanted: frozenset[str]) -> frozenset[str]:
    """Those of the ``wanted`` skeletons that some stretch of a sentence spells."""
    found: set[str] = set()
    for run in _RUN.findall(zh):
        for start in range(len(run) - 1):
            for end in range(start + 2, min(start + _LONGEST, len(run)) + 1):
                found.update(wanted & _skeletons(run[start:end]))
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _skeletons(zh: str) -> frozenset[str]:
    readings = [SOUNDS.get(character, ("",))[:2] for character in zh if character not in INTERPUNCTS]
    while len(readings) > 1 and _count(readings) > _MOST_READINGS:
        longest = max(range(len(readings)), key=lambda at: len(readings[at]))
        readings[longest] = readings[longest][:1]
    spelt = ("".join(way) for way in product(*readings))
    forms = {form for whole in spelt for form in (whole, whole.replace("l", ""))}
    return frozenset(_DOUBLED.sub(r"\1", form.translate(_CLASSES)) for form in forms)


def _count(readings: list[tuple[str, ...]]) -> int:
    count = 1
    for reading in readings:
        count *= len(reading)
    return count
