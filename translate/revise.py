"""What a corrected version of an article does to each of its sentences: Levenshtein's alignment of old and new.

Pure: two lists of segments in, what became of each out. Paragraphs are aligned first, those that stayed by the
longest common subsequence, changed ones by the heaviest increasing subsequence of likenesses; then the sentences
within them. What is left over is looked for in the whole article: a paragraph that was moved, cut in two or joined to
another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from translate.model import BlockKind, Segment

# Share of characters that must agree. Chinese sentences of different content share about a tenth to a fifth.
_LIKE = 0.4
_LIKE_ELSEWHERE = 0.6  # where the place does not speak for it
_CANDIDATES = 5  # old paragraphs that a new one may come from: keeps a rewritten article of 1,000 quick
_NEIGHBOURS = (
    30  # paragraphs off the diagonal that a changed one may have moved by; moved further, it is "elsewhere"
)
_MOST_ELSEWHERE = (
    60_000  # pairs compared there, about 0.05 s: a rewritten article has nothing that was only moved
)
_BAND = 12  # sentences off the diagonal that a changed stretch may have moved by
_JOINT = 0.05  # what two sentences made of one must be better by than one sentence and another
_TELLING = 6  # characters: a shorter sentence is like too many others to be looked for elsewhere


@dataclass(frozen=True, slots=True)
class Match:
    """A new sentence and the old ones it comes from: none where it is new, two where two were joined."""

    new: Segment
    old: tuple[Segment, ...]

    @property
    def same(self) -> bool:
        """Whether it is an old sentence, character for character."""
        return len(self.old) == 1 and self.old[0].zh == self.new.zh


@dataclass(frozen=True, slots=True)
class Alignment:
    """``matches`` has each new sentence once, in order; ``removed`` the old ones of which nothing is left.

    ``blocks``: which old block a new one is, by id.
    """

    matches: tuple[Match, ...]
    removed: tuple[Segment, ...]
    blocks: Mapping[str, str]


def align(old: Sequence[Segment], new: Sequence[Segment]) -> Alignment:
    """Which old sentence each new one is, or comes from. Both in reading order, ids unique in each."""
    before, after = _paragraphs(old), _paragraphs(new)
    pairs = dict(_paragraph_pairs(before, after))
    found: dict[str, tuple[Segment, ...]] = {}
    _take_same(found, before, after, pairs)
    _take_same_elsewhere(found, old, new)
    for here, there in sorted(pairs.items()):
        _take_changed(found, before[there].sentences, after[here].sentences)
    _take_changed_elsewhere(found, old, new)
    used = {segment.id for olds in found.values() for segment in olds}
    return Alignment(
        tuple(Match(segment, found.get(segment.id, ())) for segment in new),
        tuple(segment for segment in old if segment.id not in used),
        {after[here].id: before[there].id for here, there in pairs.items()},
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    id: str
    kind: BlockKind
    zh: str
    sentences: tuple[Segment, ...]


def _paragraphs(segments: Sequence[Segment]) -> list[_Paragraph]:
    groups = ((id_, tuple(group)) for id_, group in groupby(segments, key=lambda segment: segment.block))
    return [
        _Paragraph(id_, group[0].kind, "".join(segment.zh for segment in group), group)
        for id_, group in groups
    ]


def _paragraph_pairs(before: list[_Paragraph], after: list[_Paragraph]) -> Iterator[tuple[int, int]]:
    """New and old paragraph, by index. A title is a title's next version whatever it says."""
    free_old, free_new = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))
    stages = (_titles, _stayed, _moved, _changed, _moved_and_changed)
    for stage in stages:
        for here, there in list(stage(before, after, list(free_old), list(free_new))):
            if here in free_new and there in free_old:
                del free_new[here], free_old[there]
                yield here, there


_Pairs = Iterator[tuple[int, int]]
_Free = list[int]


def _titles(before: list[_Paragraph], after: list[_Paragraph], _old: _Free, _new: _Free) -> _Pairs:
    if before and after and before[0].kind is after[0].kind is BlockKind.TITLE:
        yield 0, 0


def _stayed(before: list[_Paragraph], after: list[_Paragraph], old: _Free, new: _Free) -> _Pairs:
    steps = Indel.opcodes([before[n].zh for n in old], [after[n].zh for n in new])
    for step in steps:
        if step.tag == "equal":
            yield from zip(
                new[step.dest_start : step.dest_end], old[step.src_start : step.src_end], strict=True
            )


def _moved(before: list[_Paragraph], after: list[_Paragraph], old: _Free, new: _Free) -> _Pairs:
    homeless: defaultdict[str, deque[int]] = defaultdict(deque)
    for there in old:
        homeless[before[there].zh].append(there)
    for here in new:
        if homeless[after[here].zh]:
            yield here, homeless[after[here].zh].popleft()


def _changed(before: list[_Paragraph], after: list[_Paragraph], old: _Free, new: _Free) -> _Pairs:
    """Pairs in the order of both texts whose likeness, summed, is greatest."""
    return iter(_heaviest(list(_candidates(before, after, old, new, _LIKE, _NEIGHBOURS))))


def _moved_and_changed(before: list[_Paragraph], after: list[_Paragraph], old: _Free, new: _Free) -> _Pairs:
    if len(old) * len(new) > _MOST_ELSEWHERE:
        return
    found = _candidates(before, after, old, new, _LIKE_ELSEWHERE, len(old))
    for here, there, _ in sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1])):
        yield here, there


def _candidates(
    before: list[_Paragraph], after: list[_Paragraph], old: _Free, new: _Free, least: float, reach: int
) -> Iterator[tuple[int, int, float]]:
    """Pairs that may be versions of one paragraph, and how like they are, from 0 to 1.

    Half of a paragraph that was cut in two has little in common with the whole: sentences that both hold count too.
    """
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for there in old:
        for sentence in before[there].sentences:
            holding[sentence.zh].append(there)
    for index, here in enumerate(new):
        middle = index * len(old) // len(new)
        near = old[max(0, middle - reach) : middle + reach + 1]
        found = process.extract(
            after[here].zh,
            {there: before[there].zh for there in near},
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=least,
            limit=_CANDIDATES,
        )
        likeness = {there: score for _, score, there in found}
        for there, share in _shared(after[here], holding).items():
            if share >= least:
                likeness[there] = max(share, likeness.get(there, 0.0))
        for there, score in sorted(likeness.items()):
            if BlockKind.TITLE not in (before[there].kind, after[here].kind):
                yield here, there, score


def _shared(paragraph: _Paragraph, holding: Mapping[str, list[int]]) -> dict[int, float]:
    """The share of a paragraph that is sentences of an old one, by the old one."""
    shares: defaultdict[int, float] = defaultdict(float)
    for sentence in paragraph.sentences:
        for there in dict.fromkeys(holding.get(sentence.zh, ())[:_CANDIDATES]):
            shares[there] += len(sentence.zh) / max(len(paragraph.zh), 1)
    return shares


def _heaviest(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of (new, old, weight) the heaviest choice that rises in both, in n log n."""
    best: list[tuple[int, float, int]] = []  # by old index: total up to there, last pair of that choice
    links: list[int] = []
    for index, (_, there, weight) in _column_by_column(pairs):
        at = bisect_left(best, there, key=lambda entry: entry[0])
        total, last = (best[at - 1][1], best[at - 1][2]) if at else (0.0, -1)
        links.append(last)
        _put(best, (there, total + weight, index))
    order = [index for index, _ in _column_by_column(pairs)]
    link_of = dict(zip(order, links, strict=True))
    chosen: list[tuple[int, int]] = []
    at = best[-1][2] if best else -1
    while at >= 0:
        chosen.append(pairs[at][:2])
        at = link_of[at]
    return chosen[::-1]


def _column_by_column(
    pairs: list[tuple[int, int, float]],
) -> Iterator[tuple[int, tuple[int, int, float]]]:
    """By new paragraph; within one from the last old paragraph to the first, so that none follows itself."""
    return iter(sorted(enumerate(pairs), key=lambda item: (item[1][0], -item[1][1])))


def _put(best: list[tuple[int, float, int]], entry: tuple[int, float, int]) -> None:
    """Keeps ``best`` rising in place and in weight: what is further on and no heavier is of no use."""
    at = bisect_left(best, entry[0], key=lambda each: each[0])
    if (at < len(best) and best[at][0] == entry[0] and best[at][1] >= entry[1]) or (
        at and best[at - 1][1] >= entry[1]
    ):
        return
    end = at
    while end < len(best) and best[end][1] <= entry[1]:
        end += 1
    best[at:end] = [entry]


_Found = dict[str, tuple[Segment, ...]]


def _take_same(
    found: _Found, before: list[_Paragraph], after: list[_Paragraph], pairs: Mapping[int, int]
) -> None:
    for here, there in sorted(pairs.items()):
        old, new = before[there].sentences, after[here].sentences
        for step in Indel.opcodes([s.zh for s in old], [s.zh for s in new]):
            if step.tag == "equal":
                for one, other in zip(
                    old[step.src_start : step.src_end], new[step.dest_start : step.dest_end], strict=True
                ):
                    found[other.id] = (one,)


def _take_same_elsewhere(found: _Found, old: Sequence[Segment], new: Sequence[Segment]) -> None:
    homeless: defaultdict[str, deque[Segment]] = defaultdict(deque)
    for segment in _unused(found, old):
        homeless[segment.zh].append(segment)
    for segment in new:
        if segment.id not in found and homeless[segment.zh]:
            found[segment.id] = (homeless[segment.zh].popleft(),)


def _unused(found: _Found, old: Iterable[Segment]) -> list[Segment]:
    used = {segment.id for olds in found.values() for segment in olds}
    return [segment for segment in old if segment.id not in used]


def _take_changed(found: _Found, old: Sequence[Segment], new: Sequence[Segment]) -> None:
    """The changed sentences of a paragraph, stretch by stretch between those that stayed."""
    used = {segment.id for olds in found.values() for segment in olds}
    place = {segment.id: index for index, segment in enumerate(old)}
    stretch: list[Segment] = []
    start = 0
    for segment in [*new, None]:
        there = place.get(found[segment.id][0].id) if segment and segment.id in found else None
        if segment is not None and segment.id not in found:
            stretch.append(segment)
            continue
        if segment is not None and (there is None or there < start):
            continue  # it came from elsewhere, or moved within the paragraph: it bounds nothing
        end = len(old) if there is None else there
        _take_stretch(found, [one for one in old[start:end] if one.id not in used], stretch)
        stretch, start = [], end + 1


def _take_stretch(found: _Found, old: list[Segment], new: list[Segment]) -> None:
    """One to one, one to two or two to one: the choice whose likeness, summed, is greatest."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(old) / max(len(new), 1)
    for here in range(len(new) + 1):
        middle = int(here * slope)
        for there in range(max(0, middle - _BAND), min(len(old), middle + _BAND) + 1):
            for wide, tall in ((0, 0), (1, 0), (0, 1), (1, 1), (1, 2), (2, 1)):
                came = best.get((there - wide, here - tall))
                if came is None or not (wide or tall):
                    continue
                gain = _gain(old[there - wide : there], new[here - tall : here])
                if gain is not None and came[0] + gain > best.get((there, here), (-1.0, (0, 0)))[0]:
                    best[there, here] = (came[0] + gain, (wide, tall))
    there, here = max((at for at in best if at[1] == len(new)), key=lambda at: (best[at][0], at[0]))
    while there or here:
        wide, tall = best[there, here][1]
        for segment in new[here - tall : here] if wide else ():
            found[segment.id] = tuple(old[there - wide : there])
        there, here = there - wide, here - tall


def _gain(old: Sequence[Segment], new: Sequence[Segment]) -> float | None:
    """How much speaks for these being versions of each other; 0 for one left out, ``None``: they are not."""
    if not old or not new:
        return 0.0
    one, other = "".join(s.zh for s in old), "".join(s.zh for s in new)
    like = Levenshtein.normalized_similarity(one, other, score_cutoff=_LIKE)
    joint = len(old) + len(new) > 2
    if like < _LIKE or (joint and like < _LIKE_ELSEWHERE):
        return None
    return like - (_JOINT if joint else 0.0)


def _take_changed_elsewhere(found: _Found, old: Sequence[Segment], new: Sequence[Segment]) -> None:
    left = {segment.id: segment for segment in _unused(found, old) if len(segment.zh) >= _TELLING}
    texts = {id_: segment.zh for id_, segment in left.items()}
    if len(left) * (len(new) - len(found)) > _MOST_ELSEWHERE:
        return
    for segment in new:
        if segment.id in found or len(segment.zh) < _TELLING or segment.kind is BlockKind.TITLE:
            continue
        like = process.extractOne(
            segment.zh,
            texts,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_LIKE_ELSEWHERE,
        )
        if like is not None:
            found[segment.id] = (left[like[2]],)
            del texts[like[2]]
