"""Names that the article itself glosses: 克里斯蒂安·克莱纳曼(Christian Kleinerman) locks 克莱纳曼 all through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, islice

from translate.lock.boundary import Boundary, find_boundary
from translate.lock.evidence import tokens
from translate.lock.latin import PARENTHESES, Latin, read_latin
from translate.lock.titles import BODY_AT_END, ENGLISH_BODIES
from translate.lock.transliteration import INTERPUNCTS, SOUNDS, spellings
from translate.model import Article, Block, Lock, LockKind, Segment
from translate.text import fold


class GlossKind(StrEnum):
    """What a gloss gives: a name, or only the abbreviation of an everyday term or a body."""

    NAME = "name"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A part of a name that stands for it later: 克莱纳曼, ``Kleinerman``."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """One ``中文(Latin)`` of an article; ``[start, end)`` of its block holds it with frame and parentheses.

    An ABBREVIATION demands its Latin letters at the gloss and nothing elsewhere: 采购经理人指数(PMI) may be the
    PMI or the purchasing managers' index afterwards.
    """

    zh: str
    en: str
    block: str
    start: int
    end: int
    kind: GlossKind = GlossKind.NAME
    short: tuple[ShortForm, ...] = ()
    accept: tuple[str, ...] = ()  # what else a later mention of ``zh`` may be: the surname alone
    certain: bool = False  # by its sound, or by a frame: “…”(…); else by the words around it


_COMPANY = re.compile("(?:股份有限公司|有限公司|控股公司|公司|集团|科技|控股)$")
_JOINTS = tuple(INTERPUNCTS)
_INTERPUNCT = f"[{INTERPUNCTS}]"
_BETWEEN = "|"  # between blocks: no character of a name, and no line break, before which "$" matches
# Characters on each side of a gloss that are searched for other mentions of its name: a long feature, and no more,
# so that a hundred times the text, with a hundred times the glosses, takes a hundred times as long.
_EVIDENCE = 10_000
_MOST = 2_000  # glosses of one article; with more it is no article but a list, and lists need no locks
_WINDOW = 200  # characters on each side of a name that its word boundaries are judged by
_COMMON_WORD = frozenset(("n", "l", "i", "v", "vn", "b"))  # in jieba's tags


def glosses(article: Article) -> tuple[Gloss, ...]:
    """Every name or abbreviation that the article glosses, in reading order, each site of it once."""
    texts = [fold(block.zh) for block in article.blocks]
    whole, begins = _BETWEEN.join(texts), accumulate((len(text) + 1 for text in texts), initial=0)
    found = (
        gloss
        for block, begin in zip(article.blocks, begins, strict=False)
        for gloss in _block_glosses(block, whole, begin)
    )
    return tuple(islice(found, _MOST))


def name_locks(segment: Segment, glosses: tuple[Gloss, ...]) -> tuple[Lock, ...]:
    """Locks of the glossed names in one segment of the same article, in order, none overlapping.

    What the glosses demand is worked out once as long as the same tuple is given for every segment. At the gloss
    itself the lock swallows the parentheses. The title, a caption, whatever stands before the gloss: all of the
    article is held to it.
    """
    if not glosses:
        return ()
    forms = _forms(_These(glosses))
    sites = tuple(_site_locks(segment, forms.sites.get(segment.block, ())))
    found = _mentions(segment.zh, forms, [(lock.start, lock.end) for lock in sites])
    return tuple(sorted((*sites, *found), key=lambda lock: lock.start))


# ---- finding the glosses -----------------------------------------------------------------------------------------


def _block_glosses(block: Block, whole: str, begin: int) -> Iterator[Gloss]:
    """Those of one block, which begins at ``begin`` of the article's ``whole`` folded text."""
    text = fold(block.zh)
    last = 0
    for match in PARENTHESES.finditer(text):
        latin = read_latin(match.group(1))
        if latin is None or match.start() == 0:
            continue
        near = whole[max(0, begin + match.start() - _EVIDENCE) : begin + match.end() + _EVIDENCE]
        elsewhere = near.replace(text[last : match.end()], _BETWEEN, 1)  # a gloss is no evidence for itself
        gloss = gloss_at(block, text, match, latin, elsewhere)
        if gloss is not None and gloss.start >= last:
            last = match.end()
            yield gloss


def gloss_at(block: Block, text: str, match: re.Match[str], latin: Latin, elsewhere: str) -> Gloss | None:
    """What the parentheses ``match`` of a block gloss, if anything.

    ``text`` is the block's, folded; ``latin`` what they hold; ``elsewhere`` the rest of the article, folded.
    """
    edges = frozenset(mark.start for mark in block.marks)
    boundary = find_boundary(text, match.start(), latin, elsewhere, edges)
    if boundary is None:
        return None
    zh = block.zh[boundary.start : boundary.end]
    kind = _kind(text[boundary.start : boundary.end], latin, boundary)
    start = boundary.start if kind is GlossKind.ABBREVIATION else boundary.outer
    en = latin.text.title() if latin.lower else latin.text
    short = _short_forms(zh, latin, boundary) if kind is GlossKind.NAME else ()
    accept = (boundary.surname,) if boundary.surname else tuple(form.en for form in short[:1])
    return Gloss(zh, en, block.id, start, match.end(), kind, short, accept, boundary.spelt or boundary.framed)


def _kind(zh: str, latin: Latin, boundary: Boundary) -> GlossKind:
    """Capitals alone are a name if the Chinese is one, too: 台积电(TSMC), 宝马(BMW); not 人工智能(AI)."""
    if not latin.acronym or boundary.spelt or (boundary.framed and len(zh) <= 4):
        return GlossKind.NAME
    words = tokens(zh)
    everyday = all(len(word) > 1 and flag in _COMMON_WORD for word, flag in words)
    return GlossKind.NAME if len(zh) <= 3 and not everyday else GlossKind.ABBREVIATION


# ---- short forms -------------------------------------------------------------------------------------------------


def _short_forms(zh: str, latin: Latin, boundary: Boundary) -> tuple[ShortForm, ...]:
    """The parts of a name that may stand for it, the surname first."""
    if not boundary.spelt:
        return _without_kind(zh, latin)
    if boundary.part and not re.search(_INTERPUNCT, zh):
        return (ShortForm(zh, boundary.part),)
    parts = re.split(_INTERPUNCT, zh)
    if len(parts) == 1:
        return (*_unjoined(zh, latin), *_without_kind(zh, latin))
    bare = _without_kind(zh, latin)
    if bare:  # 基尔·斯塔默爵士(Sir Keir Starmer)
        parts = re.split(_INTERPUNCT, bare[0].zh)
    words = tuple(bare[0].en.split()) if bare else latin.words
    tails = ["·".join(parts[cut:]) for cut in range(1, len(parts))]
    shorts = [ShortForm(tail, _tail_words(tail, words, len(parts))) for tail in reversed(tails)]
    first = ShortForm(parts[0], _head_words(parts, words))
    return tuple(s for s in (*shorts, first, *bare) if len(s.zh) > 1 and s.en)


def _tail_words(tail: str, words: tuple[str, ...], parts: int) -> str:
    """The Latin words that the last parts of a name spell; particles (von der) go with the surname."""
    count = len(re.split(_INTERPUNCT, tail))
    if parts != len(words):
        found = [s for s in spellings(tail, words) if s.start == 0 and s.words < len(words)]
        count = min(found, key=lambda s: s.cost).words if found else count
    while count + 1 < len(words) and words[-count - 1].islower():
        count += 1
    return " ".join(words[-count:]) if count < len(words) else ""


def _head_words(parts: list[str], words: tuple[str, ...]) -> str:
    if len(parts) == len(words):
        return words[0]
    counts = range(1, len(words))
    costs = {
        n: min((s.cost for s in spellings(parts[0], words[:n]) if s.start == 0), default=9.0) for n in counts
    }
    return " ".join(words[: min(costs, key=lambda n: costs[n])]) if costs else ""


def _unjoined(zh: str, latin: Latin) -> tuple[ShortForm, ...]:
    """The surname of a name written in one: 安德里亚詹金斯, Andrea Jenkyns."""
    if len(latin.words) < 2 or len(zh) < 5:
        return ()
    found = [s for s in spellings(zh, latin.words[-1:]) if 1 < s.start < len(zh) - 1 and s.cost <= 0.2]
    best = min(found, key=lambda s: s.cost, default=None)
    return (ShortForm(zh[best.start :], latin.words[-1]),) if best else ()


def _without_kind(zh: str, latin: Latin) -> tuple[ShortForm, ...]:
    """雪花公司(Snowflake): 雪花 alone is Snowflake, since the English says no ``Company``."""
    kind = _COMPANY.search(fold(zh)) or BODY_AT_END.search(fold(zh))
    if latin.acronym or kind is None or len(kind.group()) < 2 or len(zh) - len(kind.group()) < 2:
        return ()
    named = [word for word in latin.words if word.casefold().strip(".,") not in ENGLISH_BODIES]
    body = zh[: -len(kind.group())]
    if len(named) == len(latin.words) and _COMPANY.search(fold(zh)):
        return (ShortForm(body, latin.text),)
    spelt = [
        s for s in spellings(body, tuple(named)) if s.start == 0 and s.words == len(named) and s.cost < 0.3
    ]
    return (ShortForm(body, " ".join(named)),) if spelt else ()


# ---- locks -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Form:
    """What one Chinese form must be in the English; ``given`` is a given name alone (萨姆)."""

    en: str
    accept: tuple[str, ...]
    block: str
    given: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms by their folded Chinese, those of each first character longest first; the sites by block."""

    by_zh: Mapping[str, _Form]
    by_first: Mapping[str, tuple[str, ...]]
    sites: Mapping[str, tuple[Gloss, ...]]


class _These:
    """Glosses told from others by which tuple they are: hashing all of them for every segment takes too long."""

    __slots__ = ("glosses",)

    def __init__(self, glosses: tuple[Gloss, ...]) -> None:
        self.glosses = glosses  # held here, so that no other tuple gets the id of this one

    def __hash__(self) -> int:
        return id(self.glosses)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _These) and self.glosses is other.glosses


@lru_cache(maxsize=16)
def _forms(these: _These) -> _Forms:
    glosses = these.glosses
    table: dict[str, _Form] = {}
    names = [gloss for gloss in glosses if gloss.kind is GlossKind.NAME]
    for gloss in names:
        own = [short for short in gloss.short if short.zh == gloss.zh]
        _add(table, gloss.zh, _Form(own[0].en if own else gloss.en, (gloss.en, *gloss.accept), gloss.block))
    for gloss in names:
        for short in gloss.short:
            _add(table, short.zh, _Form(short.en, (gloss.en,), gloss.block, gloss.zh.startswith(short.zh)))
    by_first: dict[str, tuple[str, ...]] = {}
    for zh in sorted(table, key=len, reverse=True):
        by_first[zh[0]] = (*by_first.get(zh[0], ()), zh)
    sites: dict[str, tuple[Gloss, ...]] = {}
    for gloss in glosses:
        sites[gloss.block] = (*sites.get(gloss.block, ()), gloss)
    return _Forms(table, by_first, sites)


def _add(table: dict[str, _Form], zh: str, new: _Form) -> None:
    """Full forms come before short ones, the first gloss before later ones; what comes later is accepted."""
    known = table.setdefault(fold(zh), new)
    forms = (*known.accept, new.en, *new.accept)
    accept = tuple(form for form in dict.fromkeys(forms) if form != known.en and known.en not in form)
    table[fold(zh)] = replace(known, accept=accept, given=known.given and new.given)


def _site_locks(segment: Segment, sites: Iterable[Gloss]) -> Iterator[Lock]:
    for gloss in sites:
        start, end = gloss.start - segment.start, gloss.end - segment.start
        if start < 0 or end > len(segment.zh):
            continue
        exact = gloss.kind is GlossKind.ABBREVIATION
        if exact:
            start = fold(segment.zh).rindex(gloss.en, start, end)
            end = start + len(gloss.en)
        zh = segment.zh[start:end]
        yield Lock(start, end, zh, gloss.en, LockKind.NAME, exact=exact, source=f"gloss in {gloss.block}")


def _mentions(zh: str, forms: _Forms, taken: Sequence[tuple[int, int]]) -> Iterator[Lock]:
    text, at = fold(zh), 0
    covered = {place for start, end in taken for place in range(start, end)}
    while at < len(text):
        name = _name_at(text, at, forms) if text[at] in forms.by_first else None
        if name is None or not covered.isdisjoint(range(at, at + len(name))):
            at += 1
            continue
        form, end = forms.by_zh[name], at + len(name)
        source = f"gloss in {form.block}"
        yield Lock(at, end, zh[at:end], form.en, LockKind.NAME, form.accept, source=source)
        at = end


def _name_at(text: str, at: int, forms: _Forms) -> str | None:
    """The longest form that begins at ``at`` and is no piece of something longer."""
    for name in forms.by_first[text[at]]:
        if text.startswith(name, at) and _stands_alone(text, at, at + len(name), forms.by_zh[name].given):
            return name
    return None


def _stands_alone(text: str, start: int, end: int, given: bool) -> bool:
    """False in a longer name (马丁 in 马丁·路德), and for a short one in a longer word (雪花 in 雪花膏)."""
    if text[end : end + 1] in _JOINTS or text[max(0, start - 1) : start] in _JOINTS:
        return False
    if given and len(text) > end + 1 and text[end] in SOUNDS and text[end + 1] in SOUNDS:
        return False  # 克里斯 in 克里斯托弗
    if end - start > 2:
        return True
    at = max(0, start - _WINDOW)
    for word, _ in tokens(text[at : end + _WINDOW]):
        if at <= start and end <= at + len(word):
            return (at, at + len(word)) == (start, end)
        at += len(word)
    return end - start > 1
