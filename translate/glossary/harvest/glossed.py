"""Names that articles gloss, gathered over a whole dump.

Finding where a glossed name begins costs about a millisecond (``translate.lock.boundary``), and a dump glosses the
same names again and again: a name whose beginning is certain, or was found alike twice, is recognised by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from translate.glossary.harvest.candidate import Candidate, Context, Kind, Origin
from translate.glossary.harvest.tally import Sighting, Tally
from translate.lock import titles
from translate.lock.evidence import JOINTS, ends_a_body, names_person
from translate.lock.latin import PARENTHESES, Latin, read_latin
from translate.lock.names import Gloss, GlossKind, ShortForm, gloss_at
from translate.model import Article, Block
from translate.segment import segment_block
from translate.text import INTERPUNCTS, fold

_read_latin = lru_cache(maxsize=65_536)(read_latin)
_SNIPPET = 24  # characters on each side of a name in its context
_EVIDENCE = 200_000  # characters of an article that are searched for other mentions of a name
_AGREED = 2  # times that a beginning which is not certain is found before it is taken as known
_INTERPUNCT = re.compile(f"[{INTERPUNCTS}]")
_FIRM = re.compile("(?:公司|集团|控股|科技|银行|咨询|航运|传媒|资本|基金)$")
_PLACE = re.compile("[州省市县郡岛湾]$")
_CORPORATE = frozenset(
    (
        "inc",
        "corp",
        "ltd",
        "llc",
        "co",
        "group",
        "holdings",
        "capital",
        "partners",
        "bank",
        "research",
        "labs",
        "media",
    )
)


@dataclass(slots=True)
class _Known:
    """A gloss met before: ``tail`` is what stands before its parentheses, frame included."""

    tail: str
    gloss: Gloss | None
    kind: Kind
    times: int = 1


class Glossed:
    """The glossed names of the articles that were read."""

    def __init__(self) -> None:
        self._tally = Tally(Origin.GLOSS)
        self._known: dict[str, list[_Known]] = {}
        self._articles = 0

    def read(self, article: Article) -> None:
        """Count what an article glosses."""
        self._articles += 1
        whole: list[str] = []  # folded when first needed: most sites are known
        for block in article.blocks:
            if "(" in block.zh or "（" in block.zh:
                self._read_block(article, block, whole)

    def candidates(self) -> tuple[Candidate, ...]:
        """The names, and the surnames of people by themselves; a name read with two beginnings counts as one."""
        return tuple(_settled(self._tally.candidates()))

    def _read_block(self, article: Article, block: Block, whole: list[str]) -> None:
        text, last = fold(block.zh), 0
        for match in PARENTHESES.finditer(text):
            latin = _read_latin(match.group(1))
            if latin is None or match.start() == 0:
                continue
            known = self._find(text, match.start(), latin) or self._look(
                article, block, text, match, latin, whole, last
            )
            start = match.start() - len(known.tail)
            if known.gloss is not None and start >= last:
                last = match.end()
                self._count(article, block, known, start, match.end())

    def _find(self, text: str, end: int, latin: Latin) -> _Known | None:
        for known in self._known.get(latin.text, ()):
            gloss = known.gloss
            if gloss is None or not (gloss.certain or known.times >= _AGREED):
                continue
            before = end - len(known.tail)
            if text.endswith(known.tail, 0, end) and text[max(0, before - 1) : before] not in JOINTS:
                return known
        return None

    def _look(
        self,
        article: Article,
        block: Block,
        text: str,
        match: re.Match[str],
        latin: Latin,
        whole: list[str],
        last: int,
    ) -> _Known:
        if not whole:
            whole.append("|".join(fold(each.zh) for each in article.blocks)[:_EVIDENCE])
        elsewhere = whole[0].replace(text[last : match.end()], "|", 1)
        gloss = gloss_at(block, text, match, latin, elsewhere)
        tail = "" if gloss is None else text[gloss.start : match.start()]
        found = _Known(tail, gloss, Kind.OTHER if gloss is None else _kind(text[: gloss.start], gloss, latin))
        if gloss is None or any(short.zh == gloss.zh for short in gloss.short):
            return found  # 默茨(Friedrich Merz): the next may be 弗里德里希·默茨
        return self._remember(latin.text, found)

    def _remember(self, latin: str, found: _Known) -> _Known:
        alike = self._known.setdefault(latin, [])
        for known in alike:
            if known.tail == found.tail:
                known.times += 1
                return known
        alike.append(found)
        alike.sort(key=lambda known: -len(known.tail))
        return found

    def _count(self, article: Article, block: Block, known: _Known, start: int, end: int) -> None:
        gloss = known.gloss
        if gloss is None or gloss.kind is not GlossKind.NAME:
            return
        day = article.date.date() if article.date else None

        def context() -> Context:
            return context_of(article, block, start, end)

        for form in _forms(gloss, known.kind):
            accept = gloss.accept if form.zh == gloss.zh and not gloss.short else ()
            self._tally.add(Sighting(form.zh, form.en, self._articles, day, context, known.kind, accept))


def context_of(article: Article, block: Block, start: int, end: int) -> Context:
    """The text around ``[start, end)`` of a block, with the id of the segment that it begins in."""
    place = block.id
    for segment in segment_block(article.id, block):
        if segment.start <= start:
            place = segment.id
    return Context(article.id, place, snippet(block.zh, start, end))


def snippet(text: str, start: int, end: int) -> str:
    """The text around ``[start, end)``, on one line."""
    begin, stop = max(0, start - _SNIPPET), min(len(text), end + _SNIPPET)
    return f"{'…' if begin else ''}{one_line(text[begin:stop])}{'…' if stop < len(text) else ''}"


def one_line(text: str) -> str:
    """The text without line breaks of any sort and without control characters.

    >>> one_line("甲\\u2028乙\\x07\\n丙")
    '甲 乙 丙'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _forms(gloss: Gloss, kind: Kind) -> Iterator[ShortForm]:
    """The name, and a person's surname as an entry of its own, as a glossary has them."""
    own = next((short for short in gloss.short if short.zh == gloss.zh), None)
    yield own or ShortForm(gloss.zh, gloss.en)
    surname = next((short for short in gloss.short if gloss.zh.endswith(short.zh)), None)
    if own is None and surname is not None and kind is Kind.PERSON:
        yield surname


def _kind(before: str, gloss: Gloss, latin: Latin) -> Kind:
    zh = fold(gloss.zh)
    corporate = any(word.casefold().strip(".,") in _CORPORATE for word in latin.words)
    firm = corporate or titles.COMPANY_AT_END.search(before) is not None or _FIRM.search(zh) is not None
    if _is_person(before, gloss, latin, firm or ends_a_body(zh)):
        return Kind.PERSON
    if firm:
        return Kind.COMPANY
    if ends_a_body(zh):
        return Kind.BODY
    return Kind.PLACE if _PLACE.search(zh) and gloss.certain else Kind.OTHER


def _is_person(before: str, gloss: Gloss, latin: Latin, firm: bool) -> bool:
    if gloss.certain and gloss.accept and not gloss.short:
        return True  # the surname of a Chinese, Korean or Vietnamese name was found
    several = len(latin.words) > 1
    if gloss.certain and not firm and several and _INTERPUNCT.search(gloss.zh):
        return True
    framed = gloss.end - gloss.start > len(gloss.zh) + len(latin.text) + 2
    return several and not framed and not firm and names_person(before)


def _settled(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Of two beginnings of one name (深度求索, 公司深度求索), the one that was found at least twice as often."""
    kept = tuple(candidates)
    by_en: dict[str, list[Candidate]] = {}
    for candidate in kept:
        by_en.setdefault(candidate.en, []).append(candidate)
    for candidate in kept:
        rivals = (other for other in by_en[candidate.en] if overlap(candidate.zh, other.zh))
        if not any(other.seen.count >= 2 * candidate.seen.count for other in rivals):
            yield candidate


def overlap(zh: str, other: str) -> bool:
    """Whether one is the other with more in front, where no interpunct parts the two: 公司深度求索 and 深度求索."""
    longer, shorter = sorted((zh, other), key=len, reverse=True)
    at = len(longer) - len(shorter)
    return zh != other and longer.endswith(shorter) and longer[at - 1] not in INTERPUNCTS
