"""Which terms stand inside which longer ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import ahocorasick

from translate.glossary.lint.item import Item
from translate.termbase.words import judge_for

_LONGEST = 40  # characters; what is longer is no term, see the rule whole_sentence


def inside(terms: Iterable[Item], by_zh: Mapping[str, Sequence[Item]]) -> Iterator[tuple[Item, Item]]:
    """Each term with the longest terms inside it that are meant there; a term with a scope is meant elsewhere."""
    automaton = ahocorasick.Automaton()
    for zh, group in by_zh.items():
        if 2 <= len(zh) <= _LONGEST and not group[0].entry.scope:
            automaton.add_word(zh, group[0])
    if not len(automaton):
        return
    automaton.make_automaton()
    for outer in terms:
        if 2 < len(outer.zh) <= _LONGEST:
            yield from ((outer, inner) for inner in _longest(outer.zh, automaton))


def _longest(zh: str, automaton: ahocorasick.Automaton) -> list[Item]:
    hits = [(-len(item.zh), last + 1, item) for last, item in automaton.iter(zh) if len(item.zh) < len(zh)]
    hits.sort(key=lambda hit: hit[:2])
    taken: list[tuple[int, int]] = []
    found = []
    for shortness, end, item in hits:
        start = end + shortness
        if any(start < last and first < end for first, last in taken):
            continue
        judge = judge_for(item.zh)
        if judge is None or judge(zh, start, end):
            taken.append((start, end))
            found.append(item)
    return found
