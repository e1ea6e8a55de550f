"""Checks that read the two texts alone: is the English there, is it English, is it whole?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from translate.model import Finding, Lock, Severity
from translate.text import CJK_PUNCTUATION, FULL_WIDTH, HAN

_HAN = re.compile(f"[{HAN}]+")
_ANY_HAN = re.compile(f"[{HAN}]")
_WIDE = re.compile(f"[{CJK_PUNCTUATION}{FULL_WIDTH}]+")
_WORD = re.compile(r"[^\W_]")


def empty_english(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """There is no English.

    A segment without a letter or digit (“……”, “***”) needs none.
    """
    if not en.strip() and _WORD.search(zh):
        yield Finding(
            "empty_english", Severity.BLOCKER, "There is no English for this sentence.", (0, len(zh))
        )


def copied_source(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """The English is the Chinese, copied.

    What has no Chinese in it (a URL, ``DeepSeek R1``) may be copied.
    """
    if zh.strip() == en.strip() and _ANY_HAN.search(en):
        message = "The English is a copy of the Chinese; it is not translated."
        yield Finding("copied_source", Severity.BLOCKER, message, None, (0, len(en)))


def chinese_left(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Chinese characters are left in the English.

    An editor's term whose English itself holds Chinese characters allows those.
    """
    if en.isascii() or _ANY_HAN.search(en) is None or zh.strip() == en.strip():
        return
    allowed = [form for lock in locks for form in (lock.en, *lock.accept) if _ANY_HAN.search(form)]
    for match in _HAN.finditer(en):
        if not any(match.group() in form for form in allowed):
            message = f"Chinese is left in the English: “{match.group()}”."
            yield Finding("chinese_left", Severity.BLOCKER, message, None, match.span())


def full_width_left(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Full-width punctuation or letters are left in the English."""
    match = None if en.isascii() else _WIDE.search(en)
    if match is not None and zh.strip() != en.strip():
        message = f"Full-width “{match.group()}” is left in the English; use the narrow form."
        yield Finding("full_width_left", Severity.WARNING, message, None, match.span())


# English characters for one Chinese character (a Latin one counts 0.35), as a line for each side. Measured on the
# 1,997 pairs of NTREX zh/en: the median is 3.4 to 1; 10 pairs (0.50 %) of good human work lie outside. The upper line
# starts high, since short sentences stretch most, and is flat: 76 % of the pairs cross it with their English doubled.
_LATIN_WEIGHT = 0.35
_LEAST, _LEAST_SLACK = 1.95, 7.0
_MOST, _MOST_SLACK = 4.5, 35.0


def length_out_of_range(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """The English is much shorter or longer than such Chinese usually gives."""
    size = len(en.strip())
    if not size or (len(zh) > 12 and 2.2 * len(zh) < size < 4.0 * len(zh)):
        return
    han = sum(map(len, _HAN.findall(zh)))
    weight = han + _LATIN_WEIGHT * (len(zh.strip()) - han)
    if not han:
        return
    if size < _LEAST * weight - _LEAST_SLACK:
        message = f"The English is short ({size} letters for {han} characters): is something left out?"
        yield Finding("length_out_of_range", Severity.WARNING, message)
    elif size > _MOST * weight + _MOST_SLACK:
        message = f"The English is long ({size} letters for {han} characters): is something added?"
        yield Finding("length_out_of_range", Severity.WARNING, message)


_MAY_DOUBLE = frozenset(
    ("had", "that", "is", "her", "so", "very", "no", "yes", "bye", "ha", "far", "long", "many", "again")
)
_FEWEST_REPEATS = 6  # words that were there before: fewer do not make four words three times
_RUNS = 4  # a word four times, one after the other, is no style any more


def repetition(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """The English says the same words again and again.

    A blocker where a model has plainly run away, else a warning; Chinese that repeats itself may be
    translated so.
    """
    words = en.split()
    doubled = any(map(eq, words, words[1:]))
    if doubled:
        yield from _doubled(words)
    if len(words) < 8 or (len(words) - len(set(words)) < _FEWEST_REPEATS and not doubled):
        return
    phrase, count, in_a_row = _worst_phrase(en.lower().split())
    if count < 3 or not _chinese_is_plain(zh):
        return
    if in_a_row >= _RUNS or count >= 2 * _RUNS:
        message = f"The English has run away: “{phrase}” comes {count} times."
        yield Finding("repetition", Severity.BLOCKER, message, None, (0, len(en)))
    else:
        message = f"“{phrase}” comes {count} times in one sentence."
        yield Finding("repetition", Severity.WARNING, message)


def _doubled(words: list[str]) -> Iterator[Finding]:
    for word, following in pairwise(words):
        if word == following and word.isalpha() and word.islower() and word not in _MAY_DOUBLE:
            yield Finding("repetition", Severity.WARNING, f"“{word}” is there twice in a row.")
            return


def _worst_phrase(words: list[str]) -> tuple[str, int, int]:
    """The four-word phrase that comes most, how often, and the longest run of one word or phrase in a row."""
    every = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    if len(set(every)) == len(every) and not any(map(eq, words, words[1:])):
        return "", 1, 1
    gram, count = Counter(every).most_common(1)[0]
    run = max(_longest_run(words, size) for size in (1, 2, 3, 4))
    single = Counter(words).most_common(1)[0]
    if run >= _RUNS and count < 3:
        return single[0], max(single[1], 3), run
    return " ".join(gram), count, run


def _longest_run(words: list[str], size: int) -> int:
    longest = run = 1
    for at in range(size, len(words) - size + 1, 1 if size == 1 else size):
        run = run + 1 if words[at : at + size] == words[at - size : at] else 1
        longest = max(longest, run)
    return longest


def _chinese_is_plain(zh: str) -> bool:
    """False where the Chinese, too, says four characters three times over."""
    grams = Counter(zh[at : at + 4] for at in range(len(zh) - 3))
    return not grams or grams.most_common(1)[0][1] < 3


_ENDS = re.compile(r"[。！？!?.…][”」』’）)\"\s]*$")
_CANNOT_END = frozenset(("the", "a", "an", "of", "and", "or", "with", "at", "from", "which", "its", "their"))


def breaks_off(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """The English breaks off in the middle of a sentence."""
    text = en.rstrip()
    last = text[text.rfind(" ") + 1 :]
    if last.casefold() not in _CANNOT_END and last[-1:] not in (",", ";", "(", "–", "—", "-"):
        return
    if _ENDS.search(zh[-8:]):
        message = f"The English breaks off after “{last}”."
        yield Finding("breaks_off", Severity.WARNING, message, None, (len(text) - len(last), len(text)))


_LEFTOVER = re.compile(
    r"<\|[a-z_]+\|>|<(?:/s|s|unk|pad|eos|bos)>|\[/?INST\]|\[TERM|\{\{|\}\}|__[A-Z]+_?\d+__|⟦|⟧|▁|\ufffd|<0x[0-9A-F]{2}>"
    r"|^\s*(?:english\s+)?translation\s*:|^\s*(?:chinese|english|output|answer|assistant|user|source|target)\s*:"
    r"|^\s*(?:sure|certainly|of course)[,!.]\s+(?:here|i['’ ]|below|the (?:english )?translation)"
    r"|\bhere(?:'s|’s| is) (?:the|your|an?) (?:english )?translation\b"
    r"|\btranslat(?:ed|ion) (?:of the (?:chinese|text|sentence|above)|(?:in)?to english)\s*(?:is|:)"
    r"|\b(?:keep these words exactly as|output only the translation|translate the following sentence)\b"
    r"|\bas an ai (?:language )?(?:model|assistant)\b|^\s*note\s*:\s*(?:the|this|i)\b.*\btranslat|```",
    re.IGNORECASE,
)
# A cheap first look: without one of these no leftover can be there.
_MARKUP = re.compile(r"[<\[{}_`⟦⟧▁\ufffd]")
_LABEL = re.compile(r"\s*(?:[A-Za-z]+ )?[A-Za-z]+\s*:|\s*(?:sure|certainly|of course)\b", re.IGNORECASE)


def chat_leftover(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Something of the machine is left in the English.

    A placeholder, a control token, talk to the user, or the words that the model was asked with.
    """
    lower = en.lower()
    if (
        "translat" not in lower
        and "as an ai" not in lower
        and "keep these words" not in lower
        and not _MARKUP.search(en)
        and not _LABEL.match(en)
    ):
        return
    match = _LEFTOVER.search(en)
    if match is not None and match.group().strip() not in zh:
        message = f"This is the machine's, not the article's: “{match.group().strip()}”."
        yield Finding("chat_leftover", Severity.BLOCKER, message, None, match.span())
