"""Hedges and currencies right before an amount in English text (in lower case): about, nearly, more than, US$."""

from __future__ import annotations

import re

from translate.quantity import units
from translate.quantity.model import Approx
from translate.quantity.numerals import longest_first

_HEDGES = {
    Approx.ABOUT: "about,around,approximately,roughly,some,circa,an estimated",
    Approx.NEARLY: "nearly,almost,close to,just under,just short of,short of",
    Approx.OVER: "more than,over,in excess of,upward of,upwards of,above,just over,well over,exceeding,topped",
    Approx.UNDER: "less than,fewer than,under,below",
    Approx.AT_LEAST: "at least,no fewer than,no less than,a minimum of",
    Approx.AT_MOST: "at most,no more than,up to,a maximum of,as many as,as much as,not more than",
}
_APPROX = {word: approx for approx, words in _HEDGES.items() for word in words.split(",")}
_SYMBOLS = {symbol.lower(): code for symbol, code in units.SYMBOL.items()}
_BEFORE = re.compile(
    rf"(?P<approx>(?<![a-z])(?:{longest_first(_APPROX)}))? ?(?:an? |the )?(?:(?<![a-z])(?:aged?|ages) )?"
    rf"(?:(?P<currency>{longest_first(_SYMBOLS)}) ?)?$"
)
# A look at the word before saves the search for most numbers.
_SKIPPED = frozenset({"a", "an", "the", "aged", "age", "ages"})
_ENDS = frozenset([*(word.split()[-1] for word in _APPROX), *_SYMBOLS])
_REACH = 26  # characters: the longest hedge, an article, the longest currency symbol


def hedge(low: str, at: int) -> tuple[Approx, int, str]:
    """The hedge and the currency right before ``at``, and where they begin."""
    last = low[max(0, at - 12) : at].split(" ")
    if last[-1] == "":
        word = last[-3] if len(last) > 2 and last[-2] in _SKIPPED else last[-2] if len(last) > 1 else ""
        if word not in _ENDS:
            return Approx.EXACT, at, ""
    match = _BEFORE.search(low, max(0, at - _REACH), at)
    if match is None or not (match["approx"] or match["currency"]):
        return Approx.EXACT, at, ""
    currency = _SYMBOLS[match["currency"]] if match["currency"] else ""
    if not match["approx"]:
        return Approx.EXACT, match.start("currency"), currency
    return _APPROX[match["approx"]], match.start("approx"), currency
