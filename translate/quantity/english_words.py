"""The number words of English and how a run of them is evaluated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from translate.quantity.numerals import exact

_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_MONTHS = """
january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sept,sep october,oct
november,nov december,dec
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"

ONES = {word: i for i, word in enumerate(_ONES.split())}
TENS = {word: 10 * i for i, word in enumerate(_TENS.split(), 2)}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT_SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12,
    "trn": 10**12,
}  # fmt: skip
ORDINALS = {word: i for i, word in enumerate(_ORDINALS.split(), 1)} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
DENOMINATORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    form: n for w, n in ORDINALS.items() if n > 2 for form in (w, w + "s")
}
MONTHS = {name: i for i, names in enumerate(_MONTHS.split(), 1) for name in names.split(",")}
WEEKDAYS = {word: i for i, word in enumerate(_WEEKDAYS.split(), 1)}
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
MULTIPLES = {
    "twice": 2, "thrice": 3, "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "triple": 3, "triples": 3,
    "tripled": 3, "tripling": 3, "treble": 3, "trebled": 3, "trebling": 3, "quadruple": 4, "quadrupled": 4,
    "quadruples": 4, "quadrupling": 4, "quintupled": 5,
}  # fmt: skip
FOLDS = {f"{w}fold": i for w, i in ONES.items() if i > 1} | {"twentyfold": 20, "hundredfold": 100}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_WORD = "|".join(sorted([*ONES, *TENS, *SCALES], key=lambda w: (-len(w), w)))
_FIRST = re.compile(rf"{ARABIC}|(?:an? )?(?:{_WORD})(?![a-z])")
_NEXT = re.compile(rf"(?:[- ]|,? and )({_WORD})(?![a-z])")
_FIGURE_SCALE = re.compile(rf"[- ]?({'|'.join(SCALES)})(?![a-z])")
_SHORT = re.compile(r" ?(mln|trn|mil|mn|bn|tn)(?![a-z])|(k|m|b)(?![a-z\d²³])")
_AND_A_HALF = re.compile(r" and a half|(?: |-and-)?(½|¼|¾)|[- ](?:and )?([1-9])/([2-9])(?![\d/])")
_OF_A_SCALE = re.compile(r" (hundred|thousand|million|billion|trillion)(?![a-z])")
_NONE, _ONE = Fraction(0), Fraction(1)
_VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


@dataclass(frozen=True, slots=True)
class Number:
    """The value of a run of figures and number words in ``[start, end)`` of lower-case text."""

    start: int
    end: int
    value: Fraction
    scale: int = 1  # of the last magnitude word: 10**9 for 14.3 billion
    short: str = ""  # "m" may be metres


def read_number(low: str, at: int) -> Number | None:
    """The number that starts at ``at`` of lower-case English, or None: ``2.34 billion``, ``twenty-three``.

    >>> read_number("three hundred and five thousand men", 0).value
    Fraction(305000, 1)
    """
    match = _FIRST.match(low, at)
    if match is None:
        return None
    if match[0][0].isdigit() or match[0][0] == ".":
        return _figures(low, match)
    return _words(low, match)


def _half_more(low: str, end: int) -> tuple[Fraction, int]:
    match = _AND_A_HALF.match(low, end)
    if match is None:
        return Fraction(0), end
    if match[2]:
        return Fraction(int(match[2]), int(match[3])), match.end()
    return _VULGAR.get(match[1] or "½", Fraction(1, 2)), match.end()


def _figures(low: str, match: re.Match[str]) -> Number:
    value, scale = exact(match[0]), 1
    more, end = _half_more(low, match.end())
    if more:
        value += more
    while word := _FIGURE_SCALE.match(low, end):
        scale *= SCALES[word[1]]
        end = word.end()
    if scale == 1 and (short := _SHORT.match(low, end)):
        mark = short[1] or short[2]
        scale = SHORT_SCALES[mark]
        return Number(match.start(), short.end(), value * scale, scale, mark)
    if scale > 1 and not more:
        more, end = _half_more(low, end)
        value += more / scale if more and "½" not in low[end - 2 : end] else 0
    return Number(match.start(), end, value * scale if scale > 1 else value, scale)


def _words(low: str, match: re.Match[str]) -> Number:
    """Walks the run: ones after tens, hundred after ones, then thousand, million … and what is below them."""
    word = match[0].split(" ")[-1]
    end, scale = match.end(), SCALES.get(word, 1)
    total, section = _NONE, Fraction(SCALES.get(word) or ONES.get(word, TENS.get(word, 0)))
    if scale > 100:
        total, section = section, _NONE
    elif scale == 1:
        more, end = _half_more(low, end)
        section += more
        if more and (after := _OF_A_SCALE.match(low, end)):
            return Number(match.start(), after.end(), section * SCALES[after[1]], SCALES[after[1]])
    while (step := _NEXT.match(low, end)) and _may_follow(step[1], word, after_and=" and" in step[0]):
        previous, word, end = word, step[1], step.end()
        scale = SCALES.get(word, scale)
        if word in ("hundred", "dozen"):
            section = (section or _ONE) * scale
        elif word in SCALES and previous in SCALES and previous != "hundred":
            total = total * scale  # a thousand billion
        elif word in SCALES:
            total, section = total + (section or _ONE) * scale, _NONE
        else:
            section += ONES.get(word, TENS.get(word, 0))
    return Number(match.start(), end, total + section, scale)


def _may_follow(word: str, previous: str, *, after_and: bool) -> bool:
    """Twenty-three, three hundred, hundred and five; not three five, nor twelve and three."""
    if word in SCALES:
        return not after_and and (previous not in SCALES or SCALES[word] > SCALES[previous] > 12)
    if previous in TENS:
        return word in ONES and 0 < ONES[word] < 10 and not after_and
    return previous in SCALES and previous != "dozen"
