"""The rule about near twins: two entries that are likely one name, spelled in two ways.

Two texts are one edit apart when they are equal after one character is left out of each at most; so all are put
under what is left of them (deletion neighbourhoods), and only those that meet there are compared: 100,000 names
take seconds, not hours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import Levenshtein

from translate.glossary.lint.finding import Level, LintFinding, about
from translate.glossary.lint.item import Item
from translate.glossary.lint.subject import Subject
from translate.text import plain_latin

_SHORTEST, _LONGEST = 3, 40  # characters of Chinese; in two, one other character is another word
_NEAR = 0.85  # ratio of two Latin spellings of one name: Kleinerman and Kleinermann 0.95, Zelensky and Zelenskyy 0.94
_CROWD = 24  # entries under one key; more are parted by their English first
_NUMBERS = re.compile("[0-9零〇一二三四五六七八九十百千万亿两甲乙丙丁东西南北上下前后左右男女]")


def near_twin(subject: Subject) -> Iterator[LintFinding]:
    """Two entries look like one name in two spellings: 克莱纳曼 and 克莱曼 for Kleinerman."""
    told: set[tuple[int, int]] = set()
    names = [i for i in (*subject.terms, *subject.proposals) if i.en[:1].isupper()]
    plain = {id(item): plain_latin(item.en) for item in names}
    for one, other in _pairs(names, plain):
        first, second = sorted((one, other), key=lambda i: (i.entry.file, i.entry.line))
        if (id(first), id(second)) in told or not _alike(first, second, plain):
            continue
        told.add((id(first), id(second)))
        same = plain[id(first)] == plain[id(second)]
        proposed = first.entry.is_proposal or second.entry.is_proposal
        yield about(
            second.found,
            Level.WARNING if same and not proposed else Level.NOTE,
            f"{second.entry.zh} → {second.en} looks like {first.entry.zh} → {first.en} ({first.place})",
            "if they are one name, keep one of them and list the other among its aliases"
            if same
            else "if they are one name, unite them; if not, all is well",
        )


def _pairs(names: list[Item], plain: dict[int, str]) -> Iterator[tuple[Item, Item]]:
    """Pairs whose Chinese may be one edit apart, at least all of those that have the same or near English."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in names:
        if _SHORTEST <= len(item.zh) <= _LONGEST:
            for key in _without_one(item.zh):
                groups[key].append(item)
    for group in groups.values():
        if len(group) <= _CROWD:
            yield from _each_pair(group)
        else:
            yield from _by_english(group, plain)


def _by_english(group: list[Item], plain: dict[int, str]) -> Iterator[tuple[Item, Item]]:
    """Of a crowd (李?明), those whose English is at most one edit apart, each with its next neighbours."""
    closer: dict[str, list[Item]] = defaultdict(list)
    for item in group:
        for key in _without_one(plain[id(item)][:_LONGEST]):
            closer[key].append(item)
    for few in closer.values():
        for at, item in enumerate(few):
            yield from ((item, other) for other in few[at + 1 : at + _CROWD])


def _each_pair(group: list[Item]) -> Iterator[tuple[Item, Item]]:
    for at, item in enumerate(group):
        yield from ((item, other) for other in group[at + 1 :])


def _without_one(text: str) -> Iterable[str]:
    """The text, and all that one character less leaves of it."""
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}


def _alike(one: Item, other: Item, plain: dict[int, str]) -> bool:
    if one.zh == other.zh:  # the same sense: conflict; another: only what may be a slip
        return one.entry.context != other.entry.context and one.en != other.en and _near_english(one, other)
    if _listed(one, other) or _NUMBERS.findall(one.zh) != _NUMBERS.findall(other.zh):
        return False
    if Levenshtein.distance(one.zh, other.zh, score_cutoff=1) > 1:
        return False
    if plain[id(one)] == plain[id(other)]:
        return one.entry.scope == other.entry.scope  # 日本央行 everywhere, 日本银行 only in some articles
    return _near_english(one, other)


def _near_english(one: Item, other: Item) -> bool:
    if _NUMBERS.findall(one.en) != _NUMBERS.findall(other.en):
        return False
    words, others = one.en.split(), other.en.split()
    return len(words) == len(others) and all(  # as many words, each near its like: not Donald Trump Jr.
        Levenshtein.ratio(a, b, score_cutoff=_NEAR) > 0 for a, b in zip(words, others, strict=True)
    )


def _listed(one: Item, other: Item) -> bool:
    """One is an alias of the other already."""
    return other.entry.zh in one.entry.aliases or one.entry.zh in other.entry.aliases
