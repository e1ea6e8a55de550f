"""What stands in the parentheses of a gloss: is it a name in Latin letters, and which?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.lock.titles import COMMON_HEADS
from translate.lock.words import words

# Parentheses with at least one Latin letter in them; no gloss is longer than a long institution's name.
PARENTHESES = re.compile(
    r"[ \u00a0]{0,4}[(（]([^()（）\n]{0,90}?[A-Za-z\u00c0-\u024f][^()（）\n]{0,90})[)）]"
)

_LABEL = re.compile(
    r"(?:(?:英文|英语|英語|德文|德语|德語|法文|法语|法語|西班牙语|西班牙語|意大利语|葡萄牙语|荷兰语|俄语|日语|拉丁语|原文|外文)"
    r"(?:名称|名稱|名|原名|全称|全稱|全名|简称|簡稱|缩写|縮寫)?"
    r"|原名|本名|全名|全称|全稱|又称|又稱|亦称|简称|簡稱|缩写|縮寫|即|又名)[为為是]?[:： ]*"
)
_LATIN = r"[A-Za-z0-9\u00c0-\u024f]"
_NAME = re.compile(rf"{_LATIN}(?:[ \u00a0]?[-.'’‘&+–/!:]*[ \u00a0]?{_LATIN})*(?:[.!](?![A-Za-z])|\+)?")
_REST = re.compile(
    r"\s*(?:$|[，,、；;：:/／]\s*(?:$|[A-Z][A-Z&.-]{1,7}$|.*[\u3400-\u9fff].*$|(?:NYSE|NASDAQ|Nasdaq)\b.*$))"
)
_PARTICLES = frozenset(words("particles"))
_UNIT = re.compile(
    r"\d|(?:[kcmµ]?[mgl]|mph|kph|km/h|GB|TB|MB|MW|GW|kW|kWh|Hz|GHz|MHz|am|pm|AM|PM|BC|AD|BCE|CE|EST|EDT|GMT|UTC|"
    r"PST|[IVX]+|vs|No)\.?$"
)
_TICKER = re.compile(
    r"[A-Z0-9]{1,6}\.[A-Z]{1,3}$|(?:NASDAQ|NYSE|AMEX|HKEX|SEHK|SSE|SZSE|TSE|LSE|OTC)\b", re.I
)
_ADDRESS = re.compile(r"https?:|www\.|@|\b[a-z0-9-]+\.(?:com|org|net|cn|tw|hk|io|gov|edu|info)\b|#")
_MODEL = re.compile(r"[A-Z]{0,4}-?\d+[A-Za-z]{0,2}$")
_NUMBERED = re.compile(
    r"(?:Phase|Stage|Figure|Fig|Table|Chapter|Part|Volume|Vol|Type|Level|Grade|Class|Day|Act)\b\.? ?"
    r"(?:[IVX0-9]+|[A-Z])$"
)
_AGENCY = frozenset(words("agencies"))


@dataclass(frozen=True, slots=True)
class Latin:
    """A name in Latin letters: its words, and the abbreviation that follows it, if any."""

    text: str
    words: tuple[str, ...]
    acronym: bool = False  # at most six capitals and nothing else: PMI, OSCE
    lower: bool = False  # no capital at all
    agency: bool = False  # may as well be whom the text is from

    @property
    def common(self) -> bool:
        """True if the words are a term of the trade (``Large Language Model``), not a name."""
        return re.split(r"[ -]", self.text)[-1].casefold() in COMMON_HEADS


def read_latin(inside: str) -> Latin | None:
    """The Latin name that the inside of a pair of parentheses gives, or None where it gives none.

    >>> read_latin("International Monetary Fund，简称IMF").text
    'International Monetary Fund'
    >>> read_latin("NASDAQ: NVDA") is None and read_latin("45 km") is None
    True
    """
    content = inside.strip().strip("\u00a0").strip("“”\"'‘’ ")
    label = _LABEL.match(content)
    content = content[label.end() :].strip("“”\" '") if label else content
    match = _NAME.match(content)
    if match is None or not _REST.match(content[match.end() :]) or _ADDRESS.search(content):
        return None
    text = re.sub(r"[ \u00a0]+", " ", match.group()).strip()
    return _as_name(text)


def _as_name(text: str) -> Latin | None:
    words = tuple(text.split(" "))
    if _UNIT.match(text) and not re.match(r"\d+[-A-Z][A-Za-z]", text):
        return None
    if len(text) < 2 or len(words) > 10 or _TICKER.match(text) or _MODEL.fullmatch(text):
        return None
    if not all(map(_plausible, words)):
        return None
    open_words = [word for word in words if word.casefold() not in _PARTICLES]
    capitals = [word for word in open_words if any(letter.isupper() for letter in word) or word[0].isdigit()]
    lower = not capitals
    if (
        (lower and len(words) > 1)
        or len(capitals) < len(open_words)
        or (not lower and words[0] not in capitals and words[0].casefold() not in _PARTICLES)
    ):
        return None
    if _NUMBERED.match(text):
        return None
    acronym = re.fullmatch(r"[A-Z][A-Z&]{1,5}", text) is not None
    return Latin(text, words, acronym, lower, text in _AGENCY)


def _plausible(word: str) -> bool:
    """False for what is no word: ``--``, a lone digit run at the front is left to the caller."""
    return any(letter.isalnum() for letter in word) or word == "&"
