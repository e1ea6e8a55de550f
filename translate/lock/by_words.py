"""Where a name begins that is translated, not spelt: 软件制造商雪花, Snowflake."""

from __future__ import annotations

import re
from itertools import accumulate
from math import inf

from translate.lock import titles
from translate.lock.evidence import (
    JOINTS,
    NEVER_FIRST,
    ends_a_body,
    inside_word,
    left_evidence,
    names_person,
    stands_free,
    tokens,
)
from translate.lock.latin import Latin
from translate.lock.transliteration import latin_sounds, spellings

# English words that a body named after its country has; without one, 荷兰 before 恩智浦半导体 is where it is from.
_NATIONAL = re.compile(
    r"\b(?:America|United|U\.?S|U\.?K|Chin|Brit|Engl|German|Fran|French|Japan|Korea|Russia|Ukrain|Ind|Austral|Canad|Ital"
    r"|Spa|Dutch|Swiss|Swed|Norw|Dan|Denm|Fin|Pol|Turk|Isra|Palest|Ira|Saudi|Egypt|South|North|Braz|Mexic|Europ|Asia"
    r"|Afric|Taiwan|Hong|Shang|Beij|Tok|Seoul|Lond|Paris|Berl|Mosc|New|Wash|Calif|World|Global|Inter|Bank|Reserve|of)"
)
_SEVERAL = re.compile("[和与及跟暨]")

# The most that may be added to a score by other mentions, by a head that is spelt, and by what stands to the left
# (after a title; after none), with a hair for rounding.
_MOST_FREE, _MOST_HEAD, _MOST_LEFT, _MOST_LEFT_UNTITLED = 1.6, 1.0, 1.2 + 1e-9, 0.9 + 1e-9
_BROKEN = -1.2  # a name that begins inside a word
_NATIONAL_BODY = 0.6


def by_words(zh: str, latin: Latin, elsewhere: str, opened: bool) -> int | None:
    """Start of a name that is translated, not spelt: the best-supported one, or None."""
    best, start = 0.0, -1
    for at in reversed(range(len(zh) - 1)):  # names are short: those likeliest to be right come first
        bonus = (
            1.2 if opened and at == 0 else 0.0
        )  # a quotation mark or bracket opens here: “龙穴（Dragons Den）”
        score = _score(zh, at, latin, elsewhere, best - bonus) + bonus
        if score >= best:  # of equals the first in the text
            best, start = score, at
    if start < 0:
        return None
    plain = latin.common and not latin.acronym and not ends_a_body(zh[start:])
    if plain and not titles.COMPANY_AT_END.search(zh[:start]):
        return None
    return start


def _score(zh: str, start: int, latin: Latin, elsewhere: str, least: float) -> float:
    """What speaks for ``zh[start:]`` being the name; below ``least`` any number below it.

    Tagging words takes longest by far, so it waits until all that speaks for the name might come to ``least``.
    """
    name, before = zh[start:], zh[:start]
    if before[-1:] in JOINTS:
        return -inf
    each = 0.14 if ends_a_body(name) else 0.22  # names of bodies vary more
    score = -each * abs(len(name) - _expected_length(latin, name))
    left = _MOST_LEFT + (_NATIONAL_BODY if latin.words[0] == "National" else 0.0)
    spelt = _MOST_HEAD if len(latin.words) > 1 else 0.0
    if score + _MOST_FREE + spelt + left < least:
        return -inf
    if _person_after_title(before, name, latin):
        return score + 1.4
    free = stands_free(name, elsewhere)
    if score > -0.5 and _name_after_kind(before, name) and not inside_word(zh, start):
        return score + 1.3 + free
    inside = inside_word(zh, start)
    free *= 0.8 if inside else _MOST_FREE
    broken = _BROKEN if inside else 0.0
    if score + broken + free + spelt + left < least:
        return -inf
    head = _head_is_spelt(name, latin)
    if before and not titles.TITLE_AT_END.search(before):
        left -= _MOST_LEFT - _MOST_LEFT_UNTITLED
    if score + broken + free + head + left < least:
        return -inf
    score += _inner(zh, start, latin)
    score += free
    score += head
    if "and" in latin.text.split() and before and _SEVERAL.match(before[-1]):
        return score - 0.5
    if latin.words[0] == "National" and re.match("国家|全国", name):
        score += _NATIONAL_BODY
    if titles.PLACE_IN_FRONT.match(name) and len(latin.words) > 1 and not _NATIONAL.search(latin.text):
        score -= 0.6
    company = titles.COMPANY_AT_END.search(before)
    if before and _SEVERAL.match(before[-1]) and not inside_word(zh, start - 1):
        return score + 0.9
    if not company and titles.TITLE_AT_END.search(before) and ends_a_body(name) and not names_person(before):
        return score + 0.2  # 疫苗|免疫联盟: a kind of thing is no title in front of a body
    return score + left_evidence(before)


def _person_after_title(before: str, name: str, latin: Latin) -> bool:
    """Japanese and other names that are not spelt, after a title: 球员|中村由纪(Yuki Nakamura)."""
    if latin.acronym or not 2 <= len(latin.words) <= 3 or not 2 <= len(name) <= 5:
        return False
    if titles.BODY_AT_END.search(name) or name[0] in NEVER_FIRST or not names_person(before):
        return False
    generic = any(word.casefold() in titles.ENGLISH_BODIES for word in latin.words)
    return not generic and not _title_in_front(name)


def _head_is_spelt(name: str, latin: Latin) -> float:
    """A name half spelt, half translated begins with its sound: 范登堡|太空军基地(Vandenberg Space Force Base)."""
    head = latin.words[:1]
    if len(latin.words) < 2 or len(latin_sounds(head[0])) < 2:
        return 0.0
    cuts = range(2, min(7, len(name)))
    return float(any(s.start == 0 and s.cost <= 0.2 for cut in cuts for s in spellings(name[:cut], head)))


def _name_after_kind(before: str, name: str) -> bool:
    """Names that no dictionary knows, after what they name: 初创公司|月之暗面, 生成工具|即梦."""
    if len(name) > 5 or not titles.TITLE_AT_END.search(before) or titles.ONLY_TITLES.match(name):
        return False
    if (
        ends_a_body(name)
        or name[0] in NEVER_FIRST
        or _title_in_front(name)
        or titles.LEADER_AT_END.search(name)
    ):
        return False
    return tokens(name)[-1][1][0] not in "vpucyrd"


def _inner(zh: str, start: int, latin: Latin) -> float:
    """What speaks against ``zh[start:]`` being one name: broken words, function words, titles in front."""
    name = zh[start:]
    if titles.ONLY_TITLES.match(name):
        return -3.0
    score = _BROKEN if inside_word(zh, start) else 0.0
    words = tokens(name)
    linked = {"and", "of", "&", "for", "the"} & {word.casefold() for word in latin.words}
    for position, (word, flag) in enumerate(words):
        if word == "之" and 0 < position < len(words) - 1:
            continue  # 月之暗面
        if flag[0] in "puyec" or word in ("的", "和", "与", "在", "对", "由", "从"):
            joined = linked or (latin.acronym and word != "的")
            score -= 0.2 if joined and position else 1.6
        elif flag[0] in "rd" and len(word) < 3:
            score -= 0.9
        elif flag == "v" and position == 0 and len(words) > 1 and titles.LEADER_AT_END.fullmatch(word):
            score -= 1.0
    if titles.LEADER_AT_END.fullmatch(words[0][0]) or name[0] in NEVER_FIRST:
        score -= 0.8
    score -= 1.5 * _title_in_front(name)
    return score


def _title_in_front(name: str) -> bool:
    """True where a title or a kind of body stands before more of the name: 制造商雪花, but not 大学 or 广播公司."""
    cuts = accumulate(len(word) for word, _ in tokens(name))
    for cut in (cut for cut in cuts if 2 <= cut < len(name) - 1):
        if ends_a_body(name) and not (titles.COMPANY_AT_END.search(name[:cut]) or names_person(name[:cut])):
            continue
        if titles.TITLE_AT_END.search(name[:cut]) and not titles.BODY_AT_END.fullmatch(name[cut:]):
            return True
    return False


def _expected_length(latin: Latin, name: str) -> float:
    """How many Chinese characters a translated name usually has: two a word, a word with a hump counts twice."""
    if latin.acronym:
        usual = max(2.0, 1.9 * len(latin.text) - 0.5)
        return (
            usual if len(name) > 4 else (usual + len(name)) / 2
        )  # a company's name is shorter: 台积电(TSMC)
    content = [
        w for w in latin.words if w.casefold() not in ("of", "the", "and", "for", "in", "&", "de", "la")
    ]
    humps = sum(len(re.findall(r"(?<=[a-z])[A-Z]", word)) for word in content)
    long_words = sum(0.4 for word in content if len(word) > 9)
    expected = 2.0 * (len(content) + humps + long_words)
    return max(expected, 5.0) if ends_a_body(name) else expected
