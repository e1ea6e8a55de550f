"""What the words around a place say about a name beginning there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from translate.lock import titles
from translate.lock.tagging import tagger
from translate.lock.transliteration import INTERPUNCTS

HAN = "\u3400-\u9fff\uf900-\ufaff〇"
JOINTS = tuple(INTERPUNCTS + "-－—–=＝")  # within a foreign name: 奥孔乔-伊韦阿拉
NEVER_FIRST = frozenset("和与及跟对由在向把被从于的是为")  # a name may hold them, none begins with one

_ENOUGH = 24  # mentions of a name that are looked at; more would say the same


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[tuple[str, str], ...]:
    """Words of ``text`` and what part of speech each is, in jieba's tags."""
    return tuple((pair.word, pair.flag) for pair in tagger().cut(text))


def inside_word(zh: str, start: int) -> bool:
    at = 0
    for word, _ in tokens(zh):
        if at < start < at + len(word):
            return True
        at += len(word)
    return False


def begins_here(before: str) -> bool:
    return (
        not re.search(f"[{HAN}{INTERPUNCTS}]$", before)
        or titles.TITLE_AT_END.search(before) is not None
        or titles.LEADER_AT_END.search(before) is not None
    )


def stands_free(name: str, elsewhere: str) -> float:
    """The share of the other mentions of ``name`` that begin where a name may begin; 0 without any."""
    begins = list(islice(_places(name, elsewhere), _ENOUGH))
    free = [at for at in begins if begins_here(elsewhere[max(0, at - 8) : at])]
    return len(free) / len(begins) if begins else 0.0


def _places(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def left_evidence(before: str) -> float:
    """How likely a name begins after ``before``."""
    if not before:
        return 1.0
    if titles.TITLE_AT_END.search(before):
        return 1.2
    word, flag = tokens(before)[-1]
    if titles.LEADER_AT_END.search(before) and (len(word) == 1 or titles.LEADER_AT_END.fullmatch(word)):
        return 0.9
    if flag[0] in "pucrd":
        return 0.7
    if flag[0] == "v":
        return 0.4  # a tag that jieba gives to many nouns: 采购|经理人指数
    return 0.25 if titles.PLACES.search(before) else -0.4


def names_person(before: str) -> bool:
    return titles.PERSON_AT_END.search(before) is not None


def ends_a_body(name: str) -> bool:
    generic = titles.BODY_AT_END.search(name)
    return generic is not None and len(generic.group()) > 1
