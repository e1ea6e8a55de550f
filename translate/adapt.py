"""English made from that of a sentence which differs in locked spans only. Pure: texts in, text or nothing out.

The known English holds every lock of its sentence somewhere; there the new sentence's English is put in. What makes
that wrong is looked for, and where there is any doubt nothing is adapted and the engine drafts: an inflected form
("chips"), an article that the new name wants or does not ("the Kremlin", "Paris"), a pronoun that tells a sex, the
old name said again in other words, an amount converted into another unit. At the end the checks must be silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from translate.checks import check_segment
from translate.english import article_before, is_common, same_number, takes_article
from translate.lock.forms import occurrences
from translate.lock.matching import find_held, missing
from translate.lock.skeleton import demanding, skeleton
from translate.memory.records import Known
from translate.model import Lock, Severity
from translate.quantity.chinese import read_chinese
from translate.quantity.compare import find
from translate.quantity.english import read_english
from translate.quantity.model import Kind

ORIGIN = "adapted"

_MALE = re.compile(r"\b(?:he|him|his|himself|Mr)\b", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:she|her|hers|herself|Mrs|Ms|Miss)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its|itself|they|them|their|theirs|themselves|who|whose|which)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"([A-Z][\w’'.-]*) $")
_NAME_AFTER = re.compile(r" ([A-Z][\w’'-]*)")
_CAPITALIZED = re.compile(r"[A-Z][\w’']*")
_FIGURE = re.compile(r"\d")
_PLAIN_FIGURE = re.compile(r"[1-9]\d{0,11}")
_A_YEAR = (Kind.DURATION, Fraction(1))  # 同比 is "from a year earlier"
_WORD_EDGE = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class _Swap:
    """Where the known English holds a lock that the new sentence has another for."""

    start: int
    end: int
    old: Lock
    new: Lock
    words: str


def adapt(known: Known, zh: str, locks: Sequence[Lock]) -> str | None:
    """The English of ``zh`` made from that of ``known``; ``None`` where the engine had better draft.

    ``locks`` are all of ``zh``, also those that only forbid.
    """
    pattern = skeleton(zh, locks)
    if not pattern or pattern != skeleton(known.zh, known.locks) or not known.en.strip():
        return None
    swaps = _swaps(known, demanding(known.locks), demanding(locks))
    if swaps is None or not _may_swap(known, zh, swaps):
        return None
    en = _put_in(known.en, swaps)
    if en is None or _left_over(en, swaps, locks):
        return None
    return en if _holds(en, zh, tuple(locks)) else None


def _swaps(known: Known, old: Sequence[Lock], new: Sequence[Lock]) -> list[_Swap] | None:
    """What is to be put where; ``None`` where a lock is not held, or not in its own words."""
    held = {span.lock: (span.start, span.end) for span in find_held(old, known.en)}
    found: dict[tuple[int, int], _Swap] = {}
    kept: list[tuple[int, int]] = []
    for index, (before, after) in enumerate(zip(old, new, strict=True)):
        if index not in held:
            return None
        if before.en == after.en:
            kept.append(held[index])
            continue
        start, end = held[index]
        words = _words(known.en[start:end], before.en, after.en)
        if words is None:
            return None
        if found.setdefault((start, end), _Swap(start, end, before, after, words)).words != words:
            return None
    spans = sorted([*found, *set(kept)])
    apart = all(first[1] <= second[0] for first, second in pairwise(spans))
    return [found[span] for span in sorted(found)] if apart else None


def _words(held: str, old: str, new: str) -> str | None:
    """What stands for ``new`` as ``held`` stands for ``old``; ``None`` where the English has words of its own.

    It may have a hedge or a unit more, or less, the first letter of a sentence, and thousands set apart.
    """
    for before, after in ((old, new), (_thousands(old), _thousands(new))):
        if held[:1].isupper() and held[:1].lower() + held[1:] == before:
            return after[:1].upper() + after[1:]
        around = _around(before, held)
        if around is not None:
            return around[0] + after + around[1]
        less = _around(held, before)
        if less is not None:
            inner = after[len(less[0]) : len(after) - len(less[1])]
            if inner and after == less[0] + inner + less[1]:
                return inner
    return None


def _around(inner: str, text: str) -> tuple[str, str] | None:
    """What stands before and after ``inner`` in ``text``, if it is there in whole words and no figure besides."""
    at = text.find(inner) if inner else -1
    before, after = text[:at], text[at + len(inner) :]
    if at < 0 or not (_apart(before[-1:], inner[0]) and _apart(inner[-1], after[:1])):
        return None
    return None if _FIGURE.search(before + after) else (before, after)


def _thousands(words: str) -> str:
    """3000 as 3,000."""
    return f"{int(words):,}" if _PLAIN_FIGURE.fullmatch(words) else words


def _apart(left: str, right: str) -> bool:
    return not (_WORD_EDGE.match(left) and _WORD_EDGE.match(right))


def _may_swap(known: Known, zh: str, swaps: Sequence[_Swap]) -> bool:
    named = [swap for swap in swaps if swap.old.quantity is None]
    if named and not (all(map(_like_names, named)) and _pronouns_hold(known.en, zh, named)):
        return False
    locked = [(span.start, span.end) for span in find_held(demanding(known.locks), known.en)]
    if not all(_stands_alone(known.en, swap, locked) for swap in named):
        return False
    if any(not _possessive_holds(known.en, swap) for swap in swaps):
        return False
    return not _more_said(known)


def _like_names(swap: _Swap) -> bool:
    """Both are names in one number that go with "the" or both without: other words have a grammar of their own."""
    old, new = swap.old.en, swap.new.en
    return (
        old[:1].isupper() and new[:1].isupper() and same_number(old, new) and takes_article(old) == takes_article(new)
    )  # fmt: skip


def _stands_alone(en: str, swap: _Swap, locked: Sequence[tuple[int, int]]) -> bool:
    """Whether the name has no part beside it that is not locked: the Donald of Trump, the Corp. of Nvidia."""
    for match in (_NAME_BEFORE.search(en, 0, swap.start), _NAME_AFTER.match(en, swap.end)):
        if match and not _touches(*match.span(1), locked) and not is_common(match[1]):
            return False
    return True


def _pronouns_hold(en: str, zh: str, named: Sequence[_Swap]) -> bool:
    """Whether the Chinese itself has the pronouns: else the English took them from whom it was about."""
    if (_MALE.search(en) and "他" not in zh) or (_FEMALE.search(en) and "她" not in zh):
        return False
    person_or_not = any(not swap.old.source.partition(":")[0].endswith(".po") for swap in named)
    return not (person_or_not and _THING.search(en) and not any(char in zh for char in "他她它其"))


def _possessive_holds(en: str, swap: _Swap) -> bool:
    """Nvidia's and Tesla's, but the United States' and China's."""
    follows = en[swap.end : swap.end + 1]
    return follows not in ("'", "’") or swap.old.en.endswith("s") == swap.new.en.endswith("s")


def _more_said(known: Known) -> bool:
    """Whether the English states more amounts or dates than the Chinese: miles as well, January 27 for 昨天."""
    demanded = demanding(known.locks)
    held = [(span.start, span.end) for span in find_held(demanded, known.en)]
    locked = [(lock.start, lock.end) for lock in demanded]
    said = Counter(
        f.quantity.kind
        for f in read_english(known.en)
        if not _touches(f.start, f.end, held) and (f.quantity.kind, f.quantity.high) != _A_YEAR
    )
    free = Counter(f.quantity.kind for f in read_chinese(known.zh) if not _touches(f.start, f.end, locked))
    return bool(said - free)


def _touches(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _put_in(en: str, swaps: Sequence[_Swap]) -> str | None:
    """The English with the new words in place, and "a" or "an" as they want it; ``None`` where that is unsure."""
    made: list[str] = []
    at = 0
    for swap in swaps:
        before = article_before(en[at : swap.start], swap.words)
        if before is None:
            return None
        made += [before, swap.words]
        at = swap.end
    return "".join([*made, en[at:]])


def _left_over(en: str, swaps: Sequence[_Swap], locks: Sequence[Lock]) -> bool:
    """Whether something of what was replaced is said again: the name, a part or form of it, its initials, a value."""
    demanded = demanding(locks)
    taken = [(span.start, span.end) for span in find_held(demanded, en)]
    names = " ".join(lock.en for lock in demanded)
    rest = "".join(_outside(en, taken))
    for swap in swaps:
        if swap.old.quantity is not None:
            if find(swap.old.quantity, en, tuple(taken)) is not None:
                return True
        elif any(re.search(pattern, rest) for pattern in _traces(swap.old, names)):
            return True
    return False


def _outside(en: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in sorted(spans):
        yield en[at:start] + " "
        at = max(at, end)
    yield en[at:]


def _traces(old: Lock, names: str) -> Iterator[str]:
    for form in (old.en, *old.accept):
        if form and not any(occurrences(form, names)):
            yield rf"\b{re.escape(form)}"
    words = _CAPITALIZED.findall(old.en)
    for word in words:
        if word not in names:
            yield rf"\b{re.escape(word[:4])}\w*"  # Japan, Japanese; China, Chinese
    for initials in ("".join(word[0] for word in words), "".join(word[0] for word in old.en.upper().split())):
        if len(initials) > 1 and initials.isalpha() and initials not in names:
            yield rf"\b{initials}\b"  # the Bank of Japan is the BOJ


def _holds(en: str, zh: str, locks: tuple[Lock, ...]) -> bool:
    """The locks' check and all others: nothing is missing, and there is no blocker and no warning."""
    if missing(locks, find_held(locks, en)):
        return False
    return all(finding.severity is Severity.NOTE for finding in check_segment(zh, en, locks))
