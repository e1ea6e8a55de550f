"""Rules about terms that fire where they are not meant, or never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from translate.glossary.lint.finding import Level, LintFinding, about
from translate.glossary.lint.item import Item
from translate.glossary.lint.subject import Subject
from translate.termbase.words import dictionary_rows
from translate.text import is_han

# jieba's tags of names (persons, places, bodies, others), abbreviations, idioms and times
_NAMES = ("nr", "ns", "nt", "nz", "j", "i", "l", "t")
_RARE = 3  # the count of words that were put into jieba's dictionary without having been counted
_COMPOUNDS = (
    2  # everyday words that have the word in them: 苹果 20, 联想 and 小米 3, 雪花 2; 微软, 约旦, 硅谷 none
)
_FREQUENT = 5000  # counts in jieba's corpus of 60 million words: 问题, 公司, 发展; 互联网 has 1,813


def one_character(subject: Subject) -> Iterator[LintFinding]:
    """A term of one character has no scope."""
    for item in subject.terms:
        if len(item.zh) == 1 and is_han(item.zh) and not item.entry.scope:
            yield about(
                item.found,
                Level.WARNING,
                f"{item.entry.zh} is a single character and has no scope{_fires(subject, item)}",
                "say with “#. scope:” where it is meant, or list the longer words instead",
            )


def everyday_word(subject: Subject) -> Iterator[LintFinding]:
    """A name is an everyday word as well, and has no scope."""
    names, _ = _everyday()
    for item in subject.terms:
        if item.zh in names and item.en[:1].isupper() and not item.entry.scope:
            yield about(
                item.found,
                Level.WARNING,
                f"{item.entry.zh} ({item.en}) is an everyday word too, and has no scope{_fires(subject, item)}",
                "say where it is meant, e.g. “#. scope: mentions …”",
            )


def frequent_word(subject: Subject) -> Iterator[LintFinding]:
    """A very frequent word may have only one English."""
    _, frequent = _everyday()
    for item in subject.terms:
        entry = item.entry
        if item.zh in frequent and item.en[:1].islower() and not (entry.scope or entry.accept):
            yield about(
                item.found,
                Level.NOTE,
                f"{entry.zh} is very frequent and must always be {item.en!r}{_fires(subject, item)}",
                "accept other good English with “#. accept:”, or limit it with “#. scope:”",
            )


def never_seen(subject: Subject) -> Iterator[LintFinding]:
    """A term was not found in two years of memory."""
    usage = subject.usage
    if usage is None or not usage.spans_two_years:
        return
    for item in subject.terms:
        if not usage.seen_lately(item.zh):
            last = usage.last.get(item.zh)
            yield about(
                item.found,
                Level.NOTE,
                f"{item.entry.zh} was not in the news of the last two years of memory"
                + (f" (last on {last})" if last else ""),
                "remove it if it is no longer needed",
            )


def _fires(subject: Subject, item: Item) -> str:
    """How often it would be found, if a memory is there to tell."""
    if subject.usage is None:
        return ""
    times = subject.usage.fires.get(item.zh, 0)
    return f"; it would fire in {times:,} of the memory's {subject.usage.segments:,} segments"


@cache
def _everyday() -> tuple[frozenset[str], frozenset[str]]:
    """jieba's everyday words that everyday compounds have in them, and its very frequent words."""
    plain = {
        word: count
        for word, count, tag in dictionary_rows()
        if count > _RARE and not tag.startswith(_NAMES) and is_han(word)
    }
    compounds: dict[str, int] = defaultdict(int)
    for word in plain:
        for piece in {part for i in range(1, len(word)) for part in (word[:i], word[i:])}:
            if len(piece) > 1:
                compounds[piece] += 1
    names = frozenset(word for word in plain if compounds[word] >= _COMPOUNDS and len(word) == 2)
    return names, frozenset(word for word, count in plain.items() if count >= _FREQUENT)
