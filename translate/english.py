"""What English wants around a name or figure: "a" or "an", "the" or nothing, one or many. Rules of thumb."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"\b([Aa])(n?)(\s+)$")
# Sounded otherwise than spelled: an hour, a university, a one-off, an MP, a UN envoy.
_SILENT = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_LIKE_YOU = re.compile(r"(?:uni(?!n|m)|us[eaiu]|uk|eu|one\b|once\b|ut[ie]|ur[aio])", re.IGNORECASE)
_SPELLED = re.compile(r"[A-Z]{2,}(?![a-z])")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_FIGURE = re.compile(r"[$€£¥]?(\d+)")
_HUNDREDS = re.compile(r"[$€£¥]?1,?[18]\d\d(?![\d,])")
_EIGHTS = re.compile(r"8\d*|11|18")
_PLURAL = re.compile(r"[^su]s$")
# The last word of what goes with "the": the European Commission, the Yellow Sea, the United States.
_HEADS = """
academy administration agency alliance army assembly association authority bank board brotherhood bureau center centre
chamber coalition commission committee community confederation congress consortium corporation council court cup
department desert embassy emirates empire exchange federation force forces foundation front fund games guard
government house index institute institution islands kingdom league ministry mountains movement museum nations navy
ocean office organisation organization parliament party peninsula pentagon police post railway region republic
reserve river sea secretariat senate service society states strait summit times treasury tribunal union university
valley vatican wall kremlin philippines netherlands bahamas maldives balkans taliban
"""
_TITLES = """
president vice-president premier minister secretary chancellor chairman chairwoman king queen prince princess pope
general judge senator governor gov mayor director spokesman spokeswoman spokesperson ambassador ceo cfo professor dr
province city county district prefecture state composite stock shares
"""
_BEGINNINGS = """
the a an in at on by from of for with as after before since until while when if but and yet both in but or to near
despite during under over about among amid meanwhile monday tuesday wednesday thursday friday saturday sunday
"""
_BESIDE_NAMES = frozenset([*_HEADS.split(), *_TITLES.split(), *_BEGINNINGS.split()])
_WITH_THE = frozenset(_HEADS.split())
_INITIALS = (
    "EU UN US USA UK UAE WHO WTO IMF FBI CIA ECB BBC IAEA ICC ICJ OECD GDP CPI"  # not NATO, OPEC, UNICEF
)
_ABBREVIATED = frozenset(_INITIALS.split())


def indefinite(words: str) -> str | None:
    """The article that ``words`` want: "a", "an", ``None`` where their sound cannot be told from their spelling.

    >>> [indefinite(words) for words in ("8%", "hour", "European", "FBI agent", "1,100")]
    ['an', 'an', 'a', 'an', None]
    """
    figure = _FIGURE.match(words)
    if figure:
        if _HUNDREDS.match(words):
            return None  # one thousand one hundred, or eleven hundred
        return "an" if _EIGHTS.fullmatch(figure[1]) else "a"
    if _SPELLED.match(words):
        return "an" if words[0] in _VOWEL_LETTERS else "a"
    if _SILENT.match(words):
        return "an"
    if not words[:1].isalpha():
        return None
    vowel = words[0].lower() in "aeiou" and not _LIKE_YOU.match(words)
    return "an" if vowel else "a"


def article_before(text: str, words: str) -> str | None:
    """``text`` as it stands before ``words``, an "a" or "an" at its end made right; ``None`` where that is unsure."""
    found = _ARTICLE.search(text)
    if found is None:
        return text
    wanted = indefinite(words)
    if wanted is None:
        return None
    return f"{text[: found.start()]}{found[1]}{wanted[1:]}{found[3]}"


def takes_article(name: str) -> bool:
    """Whether a name stands with "the" in a sentence: the Bank of Japan, the Kremlin, but Toyota, Paris.

    >>> [takes_article(name) for name in ("Ministry of Finance", "European Commission", "Nvidia", "EU", "NATO")]
    [True, True, False, True, False]
    """
    last = name.split()[-1].lower() if name.split() else ""
    return name.lower().startswith("the ") or " of " in name or last in _WITH_THE or name in _ABBREVIATED


def is_common(word: str) -> bool:
    """Whether a capitalized word beside a name is none of its parts: President, Province, After, The."""
    return word.lower().rstrip(".") in _BESIDE_NAMES


def same_number(one: str, other: str) -> bool:
    """Whether two names look like one thing both, or like many."""
    return (_PLURAL.search(one) is None) == (_PLURAL.search(other) is None)
