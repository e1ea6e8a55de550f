"""Near repeats beside a sentence: what its Chinese has that a known one has not, and the known English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from rapidfuzz.distance import Levenshtein

from translate.memory import ArticleReview, Near, State
from translate.model import TranslatedArticle
from translate.review.markup import visible
from translate.text import count_han, is_han

Runs = list[tuple[str, str]]

# Figures and Latin words are changed as wholes, Chinese by the character.
_PIECE = re.compile(r"\d[\d.,:]*\d%?|\d%?|[A-Za-z][A-Za-z'’-]*|\s+|.", re.DOTALL)
_LEAST_HAN = 6  # a shorter sentence is read faster than what is like it
_BY_MACHINE = ("engine", "adapted")
_TAGS = {"-": ("del", "removed: "), "+": ("ins", "added: ")}


@dataclass(frozen=True, slots=True)
class Offer:
    """A near repeat as a page shows it; ``number`` is the sentence's place in its block, empty if it is alone."""

    segment: str
    number: str
    percent: int
    told: str  # "approved by Ann in p02.s01 of news-3"
    diff: Markup
    en: str


def offers(
    find: Callable[[str], tuple[Near, ...]], result: TranslatedArticle, review: ArticleReview | None
) -> dict[str, Near]:
    """The likest sentence for each that a machine wrote and nobody has decided, by segment id.

    ``find`` gives near repeats, the likest first: :meth:`translate.memory.Memory.near`.
    """
    found: dict[str, Near] = {}
    for row in result.rows:
        known = review.segments.get(row.segment.id) if review else None
        open_ = known is None or known.state is State.DRAFT
        if open_ and row.draft.origin in _BY_MACHINE and count_han(row.segment.zh) >= _LEAST_HAN:
            near = find(row.segment.zh)
            if near:
                found[row.segment.id] = near[0]
    return found


def offer_views(near: Mapping[str, Near], sentences: Mapping[str, str], article: str) -> tuple[Offer, ...]:
    """The offers for the sentences of one block, whose Chinese is given by segment id, in order."""
    alone = len(sentences) == 1
    return tuple(
        Offer(
            id_,
            "" if alone else str(number),
            percent(near[id_].ratio),
            _told(near[id_], article),
            diff_html(diff(near[id_].zh.strip(), zh.strip())),
            near[id_].en.strip(),
        )
        for number, (id_, zh) in enumerate(sentences.items(), 1)
        if id_ in near
    )


def percent(ratio: float) -> int:
    """How like two sentences are; 100 is for the same alone."""
    return min(99, round(ratio * 100))


def _told(near: Near, article: str) -> str:
    by = f"{near.state} by {near.who}"
    if not near.article:
        return f"{by}, a pair from elsewhere"
    return f"{by} in {near.segment if near.article == article else f'{near.segment} of {near.article}'}"


def diff(old: str, new: str) -> Runs:
    """What makes ``old`` into ``new``: runs that stay (``=``), go (``-``) and come (``+``), to be read as words.

    >>> diff("上证指数涨3.5%", "深证成指涨12%")
    [('-', '上证指数'), ('+', '深证成指'), ('=', '涨'), ('-', '3.5%'), ('+', '12%')]
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    steps = [
        (
            "".join(before[op.src_start : op.src_end]),
            "".join(after[op.dest_start : op.dest_end]),
            op.tag == "equal",
        )
        for op in Levenshtein.opcodes(before, after)
    ]
    return _runs(_without_islands(steps))


def _without_islands(steps: list[tuple[str, str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """A single character that stays between two changes of Chinese goes with them: 上证指数 became 深证成指."""
    for at, (went, came, same) in enumerate(steps):
        beside = "".join(text for step in (*steps[at - 1 : at], *steps[at + 1 : at + 2]) for text in step[:2])
        island = 0 < at < len(steps) - 1 and len(went) == 1 and is_han(went + beside)
        yield went, came, same and not island


def _runs(steps: Iterable[tuple[str, str, bool]]) -> Runs:
    runs: Runs = []
    went = came = ""
    for before, after, same in (*steps, ("", "", True)):
        if not same:
            went, came = went + before, came + after
            continue
        runs += [(sign, text) for sign, text in (("-", went), ("+", came), ("=", before)) if text]
        went = came = ""
    return runs


def diff_html(runs: Runs) -> Markup:
    """A diff for eye and ear; the page's script makes the same (diff.js)."""
    parts: list[Markup] = []
    for op, text in runs:
        tag = _TAGS.get(op)
        if tag is None:
            parts.append(visible(text))
        else:
            name, said = tag
            parts.append(
                Markup("<{0}><span class=sr> {1}</span>{2}</{0}>").format(Markup(name), said, visible(text))
            )
    return Markup("").join(parts)
