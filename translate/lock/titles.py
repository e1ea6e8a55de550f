"""What stands before a name and is not a part of it, and what ends one: titles, kinds of company, everyday words.

The lists are in ``translate/lock/words``; here they become patterns.
"""

from __future__ import annotations

import re

from translate.lock.words import words

TITLES = words("titles")
KINDS = words("kinds")
BODIES = words("bodies")
LEADERS = words("leaders")
ENGLISH_BODIES = frozenset(words("english_bodies"))
COMMON_HEADS = frozenset(words("common_heads"))


def longest_first(words: tuple[str, ...]) -> str:
    """An alternation that prefers the longest word.

    >>> longest_first(("总统", "副总统"))
    '副总统|总统'
    """
    return "|".join(sorted(map(re.escape, {word for word in words if word.isalnum()}), key=len, reverse=True))


_LABELS = words("labels")  # of a credit or a figure
PLACES = re.compile(f"(?:{longest_first(words('places'))})$")
PLACE_IN_FRONT = re.compile(f"(?:{longest_first(words('places'))})(?=.{{3}})")
TITLE_AT_END = re.compile(f"(?:{longest_first(TITLES + KINDS)})$")
PERSON_AT_END = re.compile(f"(?:{longest_first(TITLES)})$")
COMPANY_AT_END = re.compile(
    "(?:公司|企业|集团|商|巨头|巨擘|大厂|新贵|新秀|独角兽|机构|平台|品牌|创企|药企|车企|智库|药|事务所|连锁店|基金|投行)$"
)
LEADER_AT_END = re.compile(f"(?:{longest_first(LEADERS)})$")
BODY_AT_END = re.compile(f"(?:{longest_first(BODIES)})$")
TITLE_INSIDE = re.compile(longest_first(tuple(word for word in TITLES if len(word) > 1)))
ONLY_TITLES = re.compile(f"(?:{longest_first(TITLES + KINDS + BODIES + LEADERS + _LABELS)})+$")
ENDS_NO_NAME = re.compile("[自于在对向从被把是的了着过说称道]$")
