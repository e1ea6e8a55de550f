"""Where the Chinese of a gloss begins: ``软件制造商雪花(Snowflake)`` glosses 雪花, and nothing before it.

Three kinds of evidence, in this order: punctuation that frames the name; its sound, where it spells the Latin
name (``transliteration``); else the words in front of it (``titles``), the word boundaries that jieba sees, and
how the article itself uses the name elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.lock import titles
from translate.lock.by_sound import SPELT, Choice, by_sound, by_surname
from translate.lock.by_words import by_words
from translate.lock.evidence import HAN, tokens
from translate.lock.latin import Latin
from translate.lock.transliteration import INTERPUNCTS, spellings

_RUN = re.compile(
    rf"(?:[{HAN}]|[A-Z](?:[.．]|(?=[{INTERPUNCTS}]))|(?<=[{HAN}])[0-9]{{1,3}}(?=[{HAN}])"
    rf"|(?<=[{HAN}A-Z])[{INTERPUNCTS}](?=[{HAN}A-Z])|(?<=[{HAN}])[-－—–=＝](?=[{HAN}]))+$"
)
_CLOSERS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "〉": "〈", '"': '"', "】": "【"}
_OPENERS = frozenset(_CLOSERS.values())
_LONGEST = 28  # characters; 威廉·哈莫·索尼柯洛夫特 has 12, an institution's full name rarely more than 20


@dataclass(frozen=True, slots=True)
class Boundary:
    """``zh`` at ``[start, end)`` of the text, frames left out; ``outer`` is where the frame opens."""

    zh: str
    start: int
    end: int
    outer: int
    spelt: bool  # it sounds like the Latin name
    part: str = ""  # the Latin words that it spells, if it spells only some: Saipov of Sayfullo Saipov
    surname: str = ""  # of a name in Chinese order: Huang of Jensen Huang
    framed: bool = False


def find_boundary(
    text: str, end: int, latin: Latin, elsewhere: str, edges: frozenset[int]
) -> Boundary | None:
    """The Chinese name that ends at ``end`` of ``text`` and is glossed as ``latin``; None where there is no name.

    ``elsewhere`` is the rest of the article; ``edges`` are offsets where inline markup begins.
    """
    if ":" in latin.text and text[end - 1 : end] != "》":
        return None
    framed = _framed(text, end, latin)
    if framed is not None or (end and text[end - 1] in _CLOSERS):
        return framed
    run = _RUN.search(text, max(0, end - _LONGEST), end)
    if run is None or not re.search(f"[{HAN}]$", run.group()):
        return None
    zh, offset = run.group(), run.start()
    if re.match("[和与及或]", zh) and offset and text[offset - 1] in ")）":
        zh, offset = zh[1:], offset + 1
    marked = max((edge for edge in edges if offset <= edge < end - 1), default=None)
    if marked is not None:
        zh, offset = zh[marked - offset :], marked
    opened = offset > 0 and text[offset - 1] in _OPENERS
    found = _choose(zh, latin, elsewhere, opened)
    if marked is not None and (found is None or found.start):
        found = Choice(0, False)
    if found is None or not _is_name(zh[found.start :], latin, found.spelt):
        return None
    start = offset + found.start
    if found.start == 0:
        start -= _letters_before(text[:start], latin)
    return Boundary(text[start:end], start, end, start, found.spelt, found.part, found.surname)


def _letters_before(before: str, latin: Latin) -> int:
    """How many letters in front belong to the name: SK海力士(SK Hynix), C罗(Cristiano Ronaldo)."""
    letters = re.search(r"(?<![A-Za-z])[A-Z]{1,4}$", before)
    return len(letters.group()) if letters and latin.text.startswith(letters.group()) else 0


def _framed(text: str, end: int, latin: Latin) -> Boundary | None:
    opener = _CLOSERS.get(text[end - 1]) if end else None
    if opener is None:
        return None
    begin = text.rfind(opener, 0, end - 1)
    zh = text[begin + 1 : end - 1]
    if begin < 0 or not 1 <= len(zh) <= _LONGEST or latin.lower:
        return None
    if (
        re.search(r"[，。；？！,;?]", zh)
        or not re.search(f"[{HAN}]", zh)
        or (latin.agency and opener != "《")
    ):
        return None
    if latin.common and opener in '“‘「『"':
        return None
    spelt = any(
        s.start == 0 and s.words == len(latin.words) and s.cost <= SPELT for s in spellings(zh, latin.words)
    )
    return Boundary(zh, begin + 1, end - 1, begin, spelt, framed=True)


def _choose(zh: str, latin: Latin, elsewhere: str, opened: bool) -> Choice | None:
    spelt = by_sound(zh, latin, elsewhere)
    surname = by_surname(zh, latin)
    if surname is not None and (spelt is None or surname.start <= spelt.start or spelt.part):
        return surname
    if spelt is not None or latin.lower:
        return spelt
    start = by_words(zh, latin, elsewhere, opened)
    return None if start is None else Choice(start, False)


def _is_name(zh: str, latin: Latin, spelt: bool) -> bool:
    if (titles.ONLY_TITLES.match(zh) and not latin.acronym) or (titles.ENDS_NO_NAME.search(zh) and not spelt):
        return False
    if latin.agency and not re.search("[社台報报网網司]$", zh) and not spelt:
        return False
    if spelt:
        return True
    flag = tokens(zh)[-1][1]
    return len(zh) > 1 and flag[0] not in "pucyrd"
