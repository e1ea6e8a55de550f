"""How well a Chinese name spells out a Latin one: 克莱纳曼 and ``Kleinerman`` share k-l-n-m-n.

The sounds are those of the characters that Chinese news agencies use to spell foreign names (the customary set of
Xinhua's 英语姓名译名手册 and its sister volumes); a character outside of the set costs so much that a title in front
of a name never looks like a part of it. Vowels are all but ignored: between the two scripts they vary.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from translate.lock.words import lines

INTERPUNCTS = "·・‧•∙⋅᛫･"
_JOINTS = frozenset(INTERPUNCTS + "-－—=＝ \u3000")


def _sound_table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in lines("sounds"):
        sound, _, characters = line.partition(" ")
        for character in characters:
            known = table.get(character, ())
            table[character] = known if sound in known else (*known, sound)
    return table


SOUNDS = _sound_table()
UNSPELT = 1.7  # the cost of a character that spells no sound: more than any consonant's

# What one sound costs for another, the dearer row first: a later row corrects an earlier one.
_PAIRS = (
    (0.7, "LW LN Rn HR YH AY HA YG"),
    (0.4, "FB HF HK HG TS KJ KX AH RH XK WH WB CT CS XT JT CX RW RJ NL ML GH ZT"),
    (0.2, "BV JY XC SC XZ NM JX AW JS TC TZ XJ YJ SJ XG JH CG CK"),
    (0.05, "RL KG JG JC XS SZ JZ CZ WV WF lL lR nN TD YA VF XH Mn"),
)
_SUBSTITUTE = {frozenset(pair): cost for cost, pairs in _PAIRS for pair in pairs.split()}
_EXTRA = {"A": 0.3, "Y": 0.4, "l": 0.35, "W": 0.5, "n": 0.35, "H": 0.7, "S": 0.8}
_MISSING = {
    "R": 0.25,
    "H": 0.15,
    "A": 0.3,
    "L": 0.5,
    "Y": 0.15,
    "W": 0.4,
    "G": 0.4,
    "N": 0.6,
    "T": 0.55,
    "K": 0.55,
}

_LATIN_RULES = (
    (re.compile(r"sch|sh|sz(?=[a-z])"), "X"),
    (re.compile(r"tch|tsch|cz|ch(?=[aeiouy])"), "C"),
    (re.compile(r"ch"), "K"),
    (re.compile(r"ph"), "F"),
    (re.compile(r"th"), "T"),
    (re.compile(r"dg|dj|zh"), "J"),
    (re.compile(r"ts|tz"), "Z"),
    (re.compile(r"ck|qu|cc"), "K"),
    (re.compile(r"x(?!$)(?<=^x)|^x"), "X"),
    (re.compile(r"x"), "KS"),
    (re.compile(r"^kn"), "N"),
    (re.compile(r"(?<=[aeiou])gh(?![aeiou])|w(?=r)"), ""),
    (re.compile(r"c(?=[eiy])"), "S"),
    (re.compile(r"g(?=[eiy])"), "G"),
    (re.compile(r"j"), "J"),
    (re.compile(r"ng(?![aeiou])"), "N"),
    (re.compile(r"^y|(?<=[aeiou])y(?=[aeiou])"), "Y"),
    (re.compile(r"^[aeiou]+"), "A"),
    (re.compile(r"[aeiouy]+"), ""),
    (re.compile(r"[cgkq]"), "K"),
    (re.compile(r"[bp]"), "B"),
    (re.compile(r"[dt]"), "T"),
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way to read ``zh[start:]`` as Latin words: ``words`` of them are spelt, counted from the last one."""

    start: int
    cost: float  # 0 is perfect; from about 0.45 on, two unrelated names look no worse
    words: int


def latin_letters(text: str) -> str:
    """Lower-case ASCII letters of ``text``: accents fall off, ``ł`` and ``ø`` become their plain letters."""
    plain = text.translate(str.maketrans("łŁøØđĐðÐıßæÆœŒþÞ", "lLoOdDdDisaAoOtT"))
    folded = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in folded.lower() if "a" <= letter <= "z")


@cache
def latin_sounds(word: str) -> str:
    """Consonant symbols of one Latin word.

    >>> latin_sounds("Kleinerman")
    'KLNRMN'
    """
    text = re.sub(r"([^aeiou])\1+", r"\1", latin_letters(word))
    for rule, symbol in _LATIN_RULES:
        text = rule.sub(symbol, text)
    return text.upper()


def _change(spelt: str, wanted: str) -> float:
    return 0.0 if spelt == wanted else _SUBSTITUTE.get(frozenset((spelt, wanted)), 1.0)


def _consume(row: list[float], sound: str, wanted: str) -> list[float]:
    """One column of the edit distance for each symbol of one character's sound, last symbol first."""
    for symbol in reversed(sound):
        new = [row[0] + _EXTRA.get(symbol, 0.9)]
        for j, letter in enumerate(wanted, 1):
            new.append(
                min(
                    row[j] + _EXTRA.get(symbol, 0.9),
                    row[j - 1] + _change(symbol, letter),
                    new[j - 1] + _MISSING.get(letter, 0.75),
                )
            )
        row = new
    return row


def _first_row(wanted: str) -> list[float]:
    row = [0.0]
    for letter in wanted:
        row.append(row[-1] + _MISSING.get(letter, 0.75))
    return row


def _readings(character: str) -> tuple[str, ...] | None:
    """The sounds of one character; an initial, as in J·D·万斯, spells itself."""
    return (latin_sounds(character),) if character.isascii() else SOUNDS.get(character)


@lru_cache(maxsize=4096)
def spellings(zh: str, words: tuple[str, ...]) -> tuple[Spelling, ...]:
    """Every start in ``zh`` from which its rest may spell ``words`` (all of them, or the last ones), with its cost.

    ``zh`` is read from its end; reading stops at the first characters that no name would pay for.
    """
    sounds = [latin_sounds(word) for word in words]
    wanted = "".join(reversed([symbol for sound in sounds for symbol in sound]))
    ends: list[tuple[int, int]] = []  # (words counted from the last, length in symbols)
    length = 0
    for count, sound in enumerate(reversed(sounds), 1):
        length += len(sound)
        ends.append((count, length))
    row = _first_row(wanted)
    found: list[Spelling] = []
    for start in range(len(zh) - 1, -1, -1):
        if zh[start] in _JOINTS:
            continue
        readings = _readings(zh[start])
        if readings is None:
            row = [cost + UNSPELT for cost in row]
        else:
            row = [min(costs) for costs in zip(*(_consume(row, r, wanted) for r in readings), strict=True)]
        found += [Spelling(start, row[size] / size, count) for count, size in ends if size]
        if min(row) > 0.8 * len(wanted) + UNSPELT:
            break
    return tuple(found)
