"""Everyday words of news in both languages, as features: which of the listed words a sentence has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import ahocorasick

_TOKEN = re.compile(r"[a-z]+(?:\.[a-z])*")
_SHORT = 3  # letters: shorter words stand for themselves, longer ones for all that begin with them
_SYMBOLS = "$£€"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    zh: Any  # an automaton that gives the end and (length, word)
    prefixes: dict[str, frozenset[str]]
    whole: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, str], ...]  # English with a space or a symbol, Chinese
    longest: int


@cache
def _lexicon() -> _Lexicon:
    text = files("translate.align.words").joinpath("lexicon.txt").read_text(encoding="utf-8")
    entries = [line.split(" ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    automaton = ahocorasick.Automaton()
    prefixes: dict[str, set[str]] = {}
    whole: dict[str, set[str]] = {}
    phrases: list[tuple[str, str]] = []
    for zh, forms in entries:
        automaton.add_word(zh, zh)
        for form in forms.split(","):
            if " " in form or form in _SYMBOLS:
                phrases.append((form, zh))
            elif len(form) <= _SHORT:
                whole.setdefault(form, set()).add(zh)
                whole.setdefault(f"{form}s", set()).add(zh)
            else:
                prefixes.setdefault(form, set()).add(zh)
    automaton.make_automaton()
    return _Lexicon(
        automaton,
        {form: frozenset(zhs) for form, zhs in prefixes.items()},
        {form: frozenset(zhs) for form, zhs in whole.items()},
        tuple(phrases),
        max(map(len, prefixes)),
    )


def words_in_chinese(zh: str) -> frozenset[str]:
    """The listed words in a text of folded Chinese; a word inside a longer one of the list does not count."""
    found: list[tuple[int, int, str]] = []
    for last, word in _lexicon().zh.iter(zh):
        start = last - len(word) + 1
        while found and found[-1][0] >= start:
            found.pop()  # inside the longer word that ends here
        if not found or found[-1][1] < last:
            found.append((start, last, word))
    return frozenset(word for _, _, word in found)


def words_in_english(en: str) -> frozenset[str]:
    """The listed words whose English is in a lower-case text."""
    lexicon = _lexicon()
    found: set[str] = set()
    for token in set(_TOKEN.findall(en)):
        found |= _words_of(token)
    found.update(zh for phrase, zh in lexicon.phrases if phrase in en)
    return frozenset(found)


@lru_cache(maxsize=1 << 15)
def _words_of(token: str) -> frozenset[str]:
    lexicon = _lexicon()
    found = set(lexicon.whole.get(token, ()))
    for length in range(_SHORT + 1, min(len(token), lexicon.longest) + 1):
        found |= lexicon.prefixes.get(token[:length], frozenset())
    return frozenset(found)
