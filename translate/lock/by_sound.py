"""Where a name begins that is spelt by its sound: 总裁克里斯蒂安·克莱纳曼, Christian Kleinerman."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from translate.lock import titles
from translate.lock.evidence import JOINTS, begins_here, ends_a_body, inside_word, left_evidence, stands_free
from translate.lock.latin import Latin
from translate.lock.transliteration import (
    INTERPUNCTS,
    SOUNDS,
    Spelling,
    latin_letters,
    latin_sounds,
    spellings,
)
from translate.lock.words import lines

# At most this costly, Chinese characters spell the Latin name. Of the names in tests/names/glosses.txt, those that
# spell theirs cost 0.00 to 0.34, those that are translated 0.36 and more.
SPELT = 0.34
SPELT_LAST = 0.16  # the same where only the last of several Latin words is spelt: 赛波夫(Sayfullo Saipov)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where in the run the name starts."""

    start: int
    spelt: bool
    part: str = ""  # the Latin words that the Chinese spells, where it spells only some
    surname: str = ""  # of a name in Chinese order


def by_sound(zh: str, latin: Latin, elsewhere: str) -> Choice | None:
    """The start from which the Chinese spells the Latin words or the surname among them, or None."""
    if latin.acronym and (len(latin.text) < 4 or not _pronounceable(latin.text) or ends_a_body(zh)):
        return None
    tail, words = _without_generic(zh, latin)
    body = zh[: len(zh) - tail]
    best = _best_spelling(body, words, latin, elsewhere)
    if best is None and len(words) > 2 and not _joints(body[-3:]):
        best = _middle_word(body, words)
    return best


def _best_spelling(body: str, words: tuple[str, ...], latin: Latin, elsewhere: str) -> Choice | None:
    wide = sum(1 for word in words if latin_letters(word))
    best: tuple[float, Spelling] | None = None
    for found in spellings(body, words):
        name, before = body[found.start :], body[: found.start]
        whole = found.words == wide or _joints(name) > 0
        if found.cost > (SPELT if whole else SPELT_LAST) or before[-1:] in JOINTS or len(name) < 2:
            continue
        if not whole and (left_evidence(before) <= 0 or inside_word(body, found.start)):
            continue
        if found.cost > 0.2 and inside_word(body, found.start):
            continue  # 得宝 sounds like Depot, but 家得宝 is one word
        cost = found.cost + 0.15 * (wide - found.words) - _edge_bonus(body, found.start, elsewhere)
        if best is None or cost < best[0]:
            best = cost, found
    if best is None or best[0] > SPELT:
        return None
    found = best[1]
    part = "" if found.words >= wide or words != latin.words else " ".join(latin.words[-found.words :])
    return Choice(_widened(body, found), True, part)


def _widened(body: str, found: Spelling) -> int:
    """The start, moved left over a character or two that our table does not know, to where a name may begin."""
    if found.cost < 0.05 or _clean(body[: found.start]) or not _joints(body[found.start :]):
        return found.start
    for start in (found.start - 1, found.start - 2):
        if start >= 0 and _clean(body[:start]):
            return start
    return found.start


def _clean(before: str) -> bool:
    return not before or begins_here(before) or titles.PLACES.search(before) is not None


def _middle_word(body: str, words: tuple[str, ...]) -> Choice | None:
    """A name known by a word that is not its last: 卢拉(Luiz Inácio Lula da Silva)."""
    for count in range(len(words) - 1, 0, -1):
        one = words[count - 1]
        for found in spellings(body, (one,)) if len(latin_sounds(one)) > 1 and one[0].isupper() else ():
            before = body[: found.start]
            if found.cost <= SPELT_LAST / 2 and len(body) - found.start > 1 and _clean(before):
                return Choice(found.start, True, one)
    return None


def _joints(part: str) -> int:
    return sum(character in INTERPUNCTS for character in part)


def _edge_bonus(zh: str, start: int, elsewhere: str) -> float:
    """Evidence for a name beginning here that sound alone does not give, in units of cost."""
    before, name = zh[:start], zh[start:]
    bonus = 0.0
    if not before or titles.TITLE_AT_END.search(before) or titles.PLACES.search(before):
        bonus += 0.12
    elif titles.LEADER_AT_END.search(before):
        bonus += 0.06
    if before:
        bonus += 0.12 * stands_free(name, elsewhere)
    if titles.TITLE_INSIDE.search(name) and not titles.TITLE_INSIDE.search(name[1:]):
        bonus -= 0.3
    return bonus


def _without_generic(zh: str, latin: Latin) -> tuple[int, tuple[str, ...]]:
    """Length of what ends a body's name (学会), and the Latin words without theirs (Institution)."""
    words = tuple(w for w in latin.words if w.casefold().strip(".,") not in titles.ENGLISH_BODIES)
    generic = titles.BODY_AT_END.search(zh)
    if generic is None or not words or len(zh) - len(generic.group()) < 2:
        return 0, latin.words
    if len(words) == len(latin.words) and len(generic.group()) == 1 and zh[-1] in SOUNDS:
        return 0, latin.words
    return len(generic.group()), words


def _pronounceable(text: str) -> bool:
    return re.search(r"[AEIOUY]", text) is not None and re.search(r"[^AEIOUY]{3}", text) is None


@cache
def _surnames() -> dict[str, frozenset[str]]:
    return {zh: frozenset(spelt) for zh, *spelt in map(str.split, lines("surnames"))}


def by_surname(zh: str, latin: Latin) -> Choice | None:
    """A Chinese, Korean or Vietnamese name: 黄仁勋(Jensen Huang), 李在镕(Lee Jae-yong)."""
    edge = {latin_letters(word): word for word in (latin.words[0], latin.words[-1])}
    if not 2 <= len(latin.words) <= 4:
        return None
    best: tuple[float, Choice] | None = None
    for length in (3, 2, 4):
        start = len(zh) - length
        if (
            start < 0
            or re.search(f"[{INTERPUNCTS}]", zh[max(0, start - 1) :])
            or not (spelt := edge.keys() & _surnames().get(zh[start], frozenset()))
        ):
            continue
        score = _edge_bonus(zh, start, "") + (0.1 if length == 3 else 0.0)
        if inside_word(zh, start):
            score -= 0.2
        if best is None or score > best[0]:
            best = score, Choice(start, True, surname=edge[min(spelt)])
    return None if best is None else best[1]
