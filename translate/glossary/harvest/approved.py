"""Names as translators wrote them: 克莱纳曼 in an approved sentence, ``Kleinerman`` in its English.

Two readings of the same sentences: the first gathers what sounds alike, the second counts how often the Chinese is
there at all. A pair holds if it was seen in at least ``LEAST`` sentences, and if the English that sounds like the
Chinese is there in at least ``SHARE`` of the sentences that have the Chinese. By chance two names sound alike; not
again and again, and not each time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from translate.glossary.harvest.candidate import MOST_CONTEXTS, Candidate, Context, Kind, Origin, Seen
from translate.glossary.harvest.glossed import snippet
from translate.glossary.harvest.tally import house_form
from translate.lock.evidence import tokens
from translate.lock.transliteration import INTERPUNCTS, SOUNDS, latin_sounds, spellings
from translate.memory import Approved
from translate.text import fold

LEAST = 2
SHARE = 0.8
_COST = 0.16  # as translate.lock.by_sound has it for a surname alone
_CLEAR = 0.1  # the same where there are only LEAST sentences to show it
_CLOSE = 0.05  # of two English names for one Chinese, the worse may cost so much more
_SHORTEST = 3  # characters of a name without an interpunct: two sound like many a word
_SOUNDS_NEEDED = 3  # consonants of the English
_AFTER = 2  # characters at the end of a run that may belong to the next word
_MOST = 200_000  # pairs held at a time; beyond, those seen once are dropped
_WINDOWS = 6  # places of a pair that its beginning and end are judged by
_AROUND = 12  # characters on each side of a name in such a place
_WIDER = 2  # characters by which a name may be longer than what was spelt: 加泰罗尼亚, Catalan

_RUN = re.compile(rf"[{''.join(map(re.escape, SOUNDS))}{re.escape(INTERPUNCTS)}]{{{_SHORTEST},}}")
_NAMES = re.compile(
    r"[A-Z\u00c0-\u00de][\w'’-]+(?: (?:(?:de|da|di|van|von|der|den|la|le|al|bin|ibn) )*[A-Z\u00c0-\u00de][\w'’-]+)*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINTS = tuple(INTERPUNCTS)
_PLACE = re.compile("[州省市县郡镇岛队]")
_NO_NAME = "vdpucrmqfa"  # jieba's tags of verbs, adverbs, prepositions …


@dataclass(frozen=True, slots=True)
class _Window:
    text: str  # folded
    start: int
    end: int


@dataclass(slots=True)
class _Pair:
    cost: float
    times: int = 0
    articles: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    contexts: list[Context] = field(default_factory=list)
    windows: list[_Window] = field(default_factory=list)


def aligned(read: Callable[[], Iterable[Approved]]) -> tuple[Candidate, ...]:
    """The names in approved sentences. ``read`` gives the sentences, anew each time that it is called."""
    pairs: dict[tuple[str, str], _Pair] = {}
    for sentence in read():
        for zh, en, cost in dict.fromkeys(_alike(fold(sentence.zh), sentence.en)):
            _add(pairs.setdefault((zh, en), _Pair(cost)), zh, sentence)
        if len(pairs) > _MOST:
            pairs = {key: pair for key, pair in pairs.items() if pair.times > 1}
    whole = _whole_names(pairs)
    mentions = _mentions(frozenset(zh for zh, _ in whole), read)
    told: Counter[str] = Counter()
    for (zh, _), pair in whole.items():
        told[zh] += pair.times
    return tuple(
        _candidate(zh, en, pair)
        for (zh, en), pair in whole.items()
        if told[zh] >= SHARE * mentions[zh] and _is_clear(zh, pair, whole)
    )


def _is_clear(zh: str, pair: _Pair, whole: Mapping[tuple[str, str], _Pair]) -> bool:
    """Not by chance, and no other English sounds much more like it."""
    best = min(other.cost for (name, _), other in whole.items() if name == zh)
    return pair.cost <= min(best + _CLOSE, _CLEAR if pair.times <= LEAST else _COST)


def _whole_names(pairs: Mapping[tuple[str, str], _Pair]) -> dict[tuple[str, str], _Pair]:
    """The repeated pairs with the words that they are pieces of: 汉密尔顿 where 密尔顿 was spelt."""
    found: dict[tuple[str, str], _Pair] = {}
    for (piece, en), pair in pairs.items():
        if pair.times < LEAST:
            continue
        wider = Counter(filter(None, map(_at_words, pair.windows)))
        zh, seen = wider.most_common(1)[0] if wider else ("", 0)
        if 2 * seen >= len(pair.windows) and _still_spelt(zh, piece, en, pair.cost):
            known = found.get((zh, en))
            if known is None or known.times < pair.times:
                found[zh, en] = pair
    return found


def _still_spelt(zh: str, piece: str, en: str, cost: float) -> bool:
    """Whether what was added in front has a sound in the English: 汉 of 汉密尔顿, but not 中 before 坎耶·韦斯特."""
    if not zh or zh.startswith(piece[0]):
        return bool(zh)
    words = tuple(en.split())
    costs = (s.cost for s in spellings(zh, words) if s.start == 0 and s.words == len(words))
    return min(costs, default=1.0) <= cost + _CLOSE


def _at_words(window: _Window) -> str:
    """The name with the words at its edges made whole; "" where they are words of another sort."""
    text, at, before = window.text, 0, ""
    touched: list[tuple[int, str, str]] = []
    for word, tag in tokens(text):
        if at + len(word) <= window.start:
            before = word
        elif at < window.end:
            touched.append((at, word, tag))
        at += len(word)
    start, end = touched[0][0], touched[-1][0] + len(touched[-1][1])
    if start < window.start - 1 or end > window.end + _WIDER or text[end : end + 1] in _JOINTS:
        return ""
    if before in _JOINTS or (before in SOUNDS and touched[0][2] != "x") or not all(map(_in_name, touched)):
        return ""
    if any(tag == "n" and len(word) > 1 for _, word, tag in touched[1:]):
        return ""  # 哈佛|大学, Harvard
    return text[start : window.end] if _PLACE.fullmatch(text[window.end : end]) else text[start:end]


def _in_name(touched: tuple[int, str, str]) -> bool:
    _, word, tag = touched
    return tag[0] not in _NO_NAME or len(word) == 1


def _alike(zh: str, en: str) -> Iterator[tuple[str, str, float]]:
    """Chinese and English of one sentence that sound alike, and at what cost: the best for each English name."""
    runs = [run.group().strip(INTERPUNCTS) for run in _RUN.finditer(zh)]
    if not runs:
        return
    for name in dict.fromkeys(_english_names(en)):
        found = [best for run in runs if (best := _best(run, name))]
        if found:
            cost, piece = min(found)
            yield piece, name, cost


def _english_names(en: str) -> Iterator[str]:
    """Capitalised words, each by itself and, where several follow one another, together."""
    for found in _NAMES.finditer(en):
        words = [_POSSESSIVE.sub("", word) for word in found.group().split()]
        if 1 < len(words) <= 4:
            yield " ".join(words)
        yield from (word for word in words if word[0].isupper())


@lru_cache(maxsize=200_000)
def _best(run: str, name: str) -> tuple[float, str] | None:
    """The piece of a run of sounds that spells the whole English name: its cost, and the piece."""
    words = tuple(name.split())
    if sum(len(latin_sounds(word)) for word in words) < _SOUNDS_NEEDED:
        return None
    best: tuple[float, int, str] | None = None
    for end in range(len(run), max(_SHORTEST - 1, len(run) - 1 - _AFTER), -1):
        for spelling in spellings(run[:end], words):
            piece = run[spelling.start : end]
            whole = spelling.words == len(words) and spelling.cost <= _COST
            if (
                not whole
                or not _may_be(piece, words)
                or run[max(0, spelling.start - 1) : spelling.start] in _JOINTS
            ):
                continue
            rank = (spelling.cost, -len(piece), piece)
            best = rank if best is None or rank < best else best
    return None if best is None else (best[0], best[2])


def _may_be(piece: str, words: tuple[str, ...]) -> bool:
    """A name of several words has interpuncts, one of one word none."""
    joined = any(character in INTERPUNCTS for character in piece)
    return len(piece) >= _SHORTEST and piece[0] not in INTERPUNCTS and joined == (len(words) > 1)


def _add(pair: _Pair, zh: str, sentence: Approved) -> None:
    pair.times += 1
    day = sentence.at.date()
    pair.first, pair.last = min(pair.first or day, day), max(pair.last or day, day)
    at = fold(sentence.zh).index(zh)
    if len(pair.windows) < _WINDOWS:
        begin = max(0, at - _AROUND)
        text = fold(sentence.zh)[begin : at + len(zh) + _AROUND]
        pair.windows.append(_Window(text, at - begin, at - begin + len(zh)))
    if sentence.article not in pair.articles and len(pair.contexts) < MOST_CONTEXTS:
        text = snippet(sentence.zh, at, at + len(zh))
        pair.contexts.append(Context(sentence.article, sentence.segment, text))
    pair.articles.add(sentence.article)


def _mentions(names: frozenset[str], read: Callable[[], Iterable[Approved]]) -> Counter[str]:
    """In how many sentences each name stands, longer names around it not counted."""
    from ahocorasick import Automaton

    counts: Counter[str] = Counter()
    if not names:
        return counts
    automaton = Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    for sentence in read():
        counts.update({name for _, name in automaton.iter_long(fold(sentence.zh))})
    return counts


def _candidate(zh: str, en: str, pair: _Pair) -> Candidate:
    seen = Seen(pair.times, len(pair.articles), pair.first, pair.last, tuple(pair.contexts))
    kind = Kind.PERSON if any(character in INTERPUNCTS for character in zh) else Kind.OTHER
    return Candidate(house_form(zh), en, seen, Origin.MEMORY, kind)
