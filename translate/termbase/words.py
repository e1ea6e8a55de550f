"""Whether a short match is a word of its own: 国会 is one in 美国国会议员, and none in 中国会议.

The dictionary is jieba's, with its counts; it is read when a short match first stands between Chinese characters.
The question asked of it is narrower than jieba's own cutting, which knows few of the names that a termbase is
for: is a reading in which another word straddles an edge of the match likelier than every reading in which
the match stands?
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log
from pathlib import Path

from translate.errors import GlossaryError
from translate.termbase.kept import kept
from translate.text import HAN, is_han, is_wordish

SHORT = 3  # characters; longer matches are hardly ever chance
_CONTEXT = 5  # characters on either side that take part in the reading
_LONGEST = 4  # characters of a dictionary word; longer ones are phrases
_FEWEST = 5  # counts in jieba's corpus of 60 million words; rarer words decide nothing
_FLOOR = 1000  # counts given to a term that the dictionary lacks or hardly knows (拜登 has 2, 谷歌 none)
_LEXICAL = 4.0  # the same for a name of several words: 印度尼西亚 is one (12), 法国巴黎 is two (1.5)

# A name that goes on into one of these keeps its meaning: 上海+市, 美国+人, 新+中国
_KEEPING_SUFFIXES = frozenset("市省县区州镇乡村城国人语文籍队站港岛湾路式货裔版系军方") | {
    "地区",
    "特区",
    "政府",
}
_KEEPING_PREFIXES = frozenset("新旧老全前原古驻访在和向由于后与对从被把") | {
    "中国",
    "美国",
    "英国",
    "法国",
    "日本",
}
_NAMES = ("ns", "nr")  # jieba's tags for places and persons; nrt, foreign names, begins with nr
_TABLES = "1"  # raise it when the tables below are worked out otherwise: kept ones are then made anew
_FEWEST_NR = 10  # rarer persons are often slips of the corpus, such as 向普京
_HAN_RUN = re.compile(f"[{HAN}]*+")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """jieba's words: the ``weights`` of each (natural logarithm of its share), and those that are ``names`` (of
    places and persons) or ``bodies`` (美国国务院).

    ``beginnings`` are all words and the first characters of each, two or more; ``pairs`` all neighbours in a word.
    What is none of them can be skipped.
    """

    weights: dict[str, float]
    names: frozenset[str]
    bodies: frozenset[str]
    beginnings: frozenset[str]
    pairs: frozenset[str]
    least: float  # the weight of a single count, and of a character that is no word


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """jieba's dictionary, without starting jieba itself: worked out in 0.3 s once, and kept in the cache folder.

    Raises GlossaryError when jieba is not installed in full.
    """
    path = _file()
    size = path.stat()
    version = f"{_TABLES} {size.st_size} {size.st_mtime_ns}"
    return Dictionary(*kept("words", version, lambda: _tables(path)))


def dictionary_rows() -> Iterator[tuple[str, int, str]]:
    """Each word of jieba's dictionary with its count and its tag: n, v, ns (a place), nr (a person) …

    Raises GlossaryError when jieba is not installed in full.
    """
    words, counts, tags = _columns(_file())
    return zip(words, map(int, counts), tags, strict=True)


def _file() -> Path:
    found = importlib.util.find_spec("jieba")
    path = Path(found.origin).with_name("dict.txt") if found and found.origin else None
    if path is None or not path.is_file():
        raise GlossaryError("jieba's dictionary is missing", remedy="install the locked packages: make setup")
    return path


def _columns(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Words, counts, tags; cut at once, for a loop over 350,000 lines takes longer than all the rest."""
    cells = path.read_text(encoding="utf-8").replace("著", "着").split()  # 著: as translate.text.fold
    return cells[::3], cells[1::3], cells[2::3]


_Words = frozenset[str]


def _tables(path: Path) -> tuple[dict[str, float], _Words, _Words, _Words, _Words, float]:
    """The fields of ``Dictionary`` from jieba's file."""
    rows, figures, tags = _columns(path)
    numbers = list(map(int, figures))
    counts: dict[str, int] = {}
    names, bodies = set(), set()
    for word, count, tag in zip(rows, numbers, tags, strict=True):
        name = tag[0] == "n" and tag.startswith(_NAMES) and (tag != "nr" or count >= _FEWEST_NR)
        if name:
            names.add(word)
        elif tag == "nt":
            bodies.add(word)
        if (name or count >= _FEWEST) and is_han(word):
            counts[word] = count
    least = -log(sum(numbers))
    logs = {count: log(count) + least for count in set(counts.values()) if count}
    weights = {word: logs[count] for word, count in counts.items() if count}
    beginnings = frozenset(word[:size] for word in counts for size in range(2, len(word) + 1))
    pairs = frozenset(word[-2:] for word in beginnings)
    return weights, frozenset(names), frozenset(bodies), beginnings, pairs, least


Judge = Callable[[str, int, int], bool]  # folded text, start and end of a match: is the match meant?


def judge_for(key: str) -> Judge | None:
    """Who judges the matches of these folded words: None where all of them stand."""
    if not is_han(key):
        return _at_word_edges if is_wordish(key[0]) or is_wordish(key[-1]) else None
    return _apart_from_other_words if len(key) <= SHORT else None


def _at_word_edges(text: str, start: int, end: int) -> bool:
    """Latin edges are word edges: AI is not in OpenAI, GPT-4 not in GPT-4.5."""
    return not (_in_latin_word(text, start) or _in_latin_word(text, end) or _in_number(text, start, end))


def _apart_from_other_words(text: str, start: int, end: int) -> bool:
    """The characters are likely meant as this word, and not as parts of others."""
    if end - start == 1:
        return _is_word(text, start)
    others = _across_left(text, start, end) + _across_right(text, start, end)
    if not others:
        return True
    longer = [(i, j) for i, j in others if i <= start and end <= j]
    rivals = [(i, j) for i, j in others if start < i or j < end]
    limits = [(i, j, _blocked_from(text[i:j], text[i:start], text[end:j])) for i, j in longer]
    blocking = [(i, j, limit) for i, j, limit in limits if limit < inf]
    if not rivals and not blocking:
        return True
    words = dictionary()
    left, right = any(i < start for i, _ in others), any(j > end for _, j in others)
    reading = _Reading(text, start, end, left=left, right=right)
    own = max(words.weights.get(text[start:end], words.least), words.least + log(_FLOOR))
    alone = reading.through(start, end, own)
    if any(reading.best(i, j) > alone + limit for i, j, limit in blocking):
        return False
    standing = max([alone, *(reading.best(i, j) for i, j in longer)])
    return all(reading.best(i, j) <= standing for i, j in rivals)


def _across_left(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The dictionary's words that begin before the match and end in it or after it."""
    words, last = dictionary(), min(len(text), end + _LONGEST)
    if text[max(0, start - 1) : start + 1] not in words.pairs:
        return []
    found = []
    for i in range(max(0, start - _LONGEST), start):
        if text[i : start + 1] in words.beginnings:
            places = (j for j in range(start + 1, last + 1) if j - i <= _LONGEST or j >= end)
            found += [(i, j) for j in places if text[i:j] in words.weights]
    return found


def _across_right(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The dictionary's words that begin in the match and end after it."""
    words, last = dictionary(), min(len(text), end + _LONGEST)
    if text[end - 1 : end + 1] not in words.pairs:
        return []
    found = []
    for i in range(start, end):
        if text[i : end + 1] in words.beginnings:
            found += [(i, j) for j in range(end + 1, last + 1) if text[i:j] in words.weights]
    return found


def _han_length(text: str) -> int:
    """How many characters at the beginning of the text are Chinese."""
    found = _HAN_RUN.match(text)
    return found.end() if found else 0


def _in_latin_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and is_wordish(text[edge - 1]) and is_wordish(text[edge])


def _in_number(text: str, start: int, end: int) -> bool:
    """A digit at the edge goes on beyond a point: 4 in 4.5 or 1,400."""
    right = (
        text[end - 1].isdigit() and text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit()
    )
    left = start > 1 and text[start].isdigit() and text[start - 1] in ".," and text[start - 2].isdigit()
    return right or left


def _blocked_from(word: str, prefix: str, suffix: str) -> float:
    """How much likelier than the match a longer word must be to be meant instead: 印度 is not meant in 印度洋.

    Never where the match keeps its meaning: 美国 in 美国国务院, 上海 in 上海市.
    """
    words = dictionary()
    if word in words.bodies or (suffix in _KEEPING_SUFFIXES and not prefix):
        return inf
    if prefix in _KEEPING_PREFIXES and not suffix:  # 新中国, but not 新西兰: its 西兰 is no name of its own
        own = words.weights.get(word.removeprefix(prefix), -inf)
        if own > words.weights[word]:
            return inf
    if len(prefix) + len(suffix) == 1 or (prefix and suffix):
        return 0.0
    return _LEXICAL if word in words.names else inf


def _is_word(text: str, place: int) -> bool:
    """Whether one character is a word in the likeliest reading of what is around it."""
    reading = _Reading(text, place, place + 1)
    weight = dictionary().weights.get(text[place], dictionary().least)
    return reading.through(place, place + 1, weight) >= reading.likeliest - 1e-9


class _Reading:
    """Log-likelihoods of the best ways to read the Chinese around a match as words: up to each place, and on from it.

    Places are offsets of the whole text, of which only the unbroken Chinese near the match is read.
    """

    def __init__(self, text: str, start: int, end: int, *, left: bool = True, right: bool = True) -> None:
        """``left``, ``right``: whether any word crosses that edge of the match; beyond one that none crosses,
        nothing matters.
        """
        self.text = text
        self.low = start - (left and _han_length(text[max(0, start - _CONTEXT) : start][::-1]))
        run = text[self.low : end + (right and _han_length(text[end : end + _CONTEXT]))]
        weights, least, size = dictionary().weights, dictionary().least, len(run)
        self.before = before = [0.0] + [-inf] * size
        words = []
        for i in range(size):
            weight: float | None = weights.get(run[i], least)  # any character may be read as a word
            for j in range(i + 1, min(size, i + _LONGEST) + 1):
                if weight is not None:
                    words.append((i, j, weight))
                    if before[i] + weight > before[j]:
                        before[j] = before[i] + weight
                weight = weights.get(run[i : j + 1])
        self.after = after = [-inf] * size + [0.0]
        for i, j, weight in reversed(words):
            if after[j] + weight > after[i]:
                after[i] = after[j] + weight
        self.likeliest = after[0]

    def best(self, start: int, end: int) -> float:
        """The best reading that has the dictionary's word at ``[start, end)``."""
        return self.through(start, end, dictionary().weights[self.text[start:end]])

    def through(self, start: int, end: int, weight: float) -> float:
        """The best reading that has a word of this weight at ``[start, end)``."""
        return self.before[start - self.low] + weight + self.after[end - self.low]
