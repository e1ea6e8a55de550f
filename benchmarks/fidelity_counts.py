"""The counting of ``fidelity``: aligned lines as articles, and what an English text of them holds and gets wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table

from benchmarks.amounts import CHECKS as NUMBER_CHECKS
from benchmarks.amounts import share
from translate.checks import check_segment
from translate.lock.matching import find_held
from translate.model import Article, Block, BlockKind, Finding, Lock, LockKind, Severity
from translate.prepare import Item, prepare
from translate.quantity.chinese import read_chinese
from translate.quantity.compare import find
from translate.quantity.model import Found
from translate.quantity.style import write
from translate.termbase import Termbase
from translate.text import has_han

_LARGE = re.compile("[万亿萬億]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the aligned text, counted from 1."""

    line: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part}/{self.whole} {share(self.part, self.whole)}" if self.whole else "-"


@dataclass(frozen=True, slots=True)
class Subject:
    """A line on its way: its segments, the locks of the whole line, its amounts with 万 or 亿."""

    pair: Pair
    article: Article
    items: tuple[Item, ...]
    locks: tuple[Lock, ...]
    amounts: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """One English text a subject from one way to translate."""

    name: str
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is right and wrong with the English of one subject."""

    held: tuple[Lock, ...]
    wrong: tuple[Found, ...]  # amounts
    findings: tuple[Finding, ...]  # blockers and warnings of the number checks


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the table. ``chrf`` and ``bleu`` are corpus scores from 0 to 100."""

    name: str
    held: Share
    by_kind: tuple[Share, ...]  # in the order of LockKind
    amounts: Share
    flagged: Share  # of the segments with a wrong amount
    findings: Share  # of all segments
    han: Share
    chrf: float
    bleu: float


# --- the lines ----------------------------------------------------------------------------------------------
def read_pairs(zh: Path, en: Path) -> list[Pair]:
    """The aligned lines of two files. Raises ``ValueError`` if one has more lines than the other."""
    texts = [path.read_text(encoding="utf-8").splitlines() for path in (zh, en)]
    if len(texts[0]) != len(texts[1]):
        raise ValueError(f"{zh} has {len(texts[0])} lines and {en} {len(texts[1])}: give aligned files")
    return [Pair(line, *both) for line, both in enumerate(zip(*texts, strict=True), 1)]


def select(pairs: Sequence[Pair], *, limit: int | None, seed: int, amounts_only: bool) -> list[Pair]:
    """The pairs to measure, in the order of the file."""
    chosen = [pair for pair in pairs if not amounts_only or large_amounts(pair.zh)]
    if limit is not None and limit < len(chosen):
        chosen = random.Random(seed).sample(chosen, limit)
    return sorted(chosen, key=lambda pair: pair.line)


def large_amounts(zh: str) -> tuple[Found, ...]:
    """The quantities written with 万 or 亿."""
    return tuple(f for f in read_chinese(zh) if _LARGE.search(zh[f.start : f.end]))


def subjects(pairs: Iterable[Pair], termbase: Termbase, engine: str) -> tuple[Subject, ...]:
    """Each pair as an article of one paragraph, prepared as the product prepares it."""
    return tuple(_subject(pair, termbase, engine) for pair in pairs)


def article_of(pair: Pair) -> Article:
    """The line as an article of one paragraph."""
    block = Block("p01", BlockKind.PARAGRAPH, pair.zh)
    return Article(f"line-{pair.line:05d}", f"line {pair.line}", (block,))


def _subject(pair: Pair, termbase: Termbase, engine: str) -> Subject:
    article = article_of(pair)
    items = prepare(article, termbase, engine)
    return Subject(pair, article, items, tuple(_line_locks(items)), large_amounts(pair.zh))


def _line_locks(items: Iterable[Item]) -> Iterator[Lock]:
    """The locks of all segments, with offsets into the whole line."""
    for item in items:
        at = item.segment.start
        yield from (replace(lock, start=lock.start + at, end=lock.end + at) for lock in item.locks)


# --- the counting -------------------------------------------------------------------------------------------
def judge(line: Subject, en: str) -> Judged:
    """What one English text of a line holds, states wrongly, and is flagged for. A line counts as one segment."""
    held = tuple(line.locks[span.lock] for span in find_held(line.locks, en))
    findings = check_segment(line.pair.zh, en, line.locks, NUMBER_CHECKS)
    heavy = tuple(finding for finding in findings if finding.severity is not Severity.NOTE)
    return Judged(held, wrong_amounts(line.amounts, en), heavy)


def wrong_amounts(amounts: Sequence[Found], en: str) -> tuple[Found, ...]:
    """The amounts whose value the English does not state. One statement answers one amount, or equal ones."""
    stated: dict[Found, tuple[int, int]] = {}
    for found in sorted(
        amounts, key=lambda each: not each.quantity.unit
    ):  # sums of money before bare numbers
        span = find(found.quantity, en, tuple(stated.values()))
        equal = (place for other, place in stated.items() if other.quantity == found.quantity)
        span = span or next(equal, None)
        if span is not None:
            stated[found] = span
    return tuple(found for found in amounts if found not in stated)


def measure(lines: Sequence[Subject], texts: Texts) -> Measure:
    """One column of the table."""
    judged = [judge(line, en) for line, en in zip(lines, texts.english, strict=True)]
    locks = [lock for line in lines for lock in line.locks if lock.en]
    held = [lock for each in judged for lock in each.held]
    amounts = sum(len(line.amounts) for line in lines)
    failing = [each for each in judged if each.wrong]
    references = [line.pair.en for line in lines]
    return Measure(
        texts.name,
        Share(len(held), len(locks)),
        tuple(Share(_of_kind(held, kind), _of_kind(locks, kind)) for kind in LockKind),
        Share(amounts - sum(len(each.wrong) for each in judged), amounts),
        Share(sum(bool(each.findings) for each in failing), len(failing)),
        Share(sum(bool(each.findings) for each in judged), len(lines)),
        Share(sum(map(has_han, texts.english)), len(lines)),
        *_scores(texts.english, references),
    )


def _of_kind(locks: Iterable[Lock], kind: LockKind) -> int:
    return sum(lock.kind is kind for lock in locks)


def _scores(english: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
    import sacrebleu  # loaded late: the counting needs none of it

    chrf = sacrebleu.corpus_chrf(list(english), [list(references)]).score
    return float(chrf), float(sacrebleu.corpus_bleu(list(english), [list(references)]).score)


def report(measures: Sequence[Measure]) -> Table:
    """The table, a column a measure."""
    made = Table("", box=SIMPLE)
    for each in measures:
        made.add_column(each.name, justify="right")

    def row(name: str, cells: Iterable[object]) -> None:
        made.add_row(name, *map(str, cells))

    row("locks held", (m.held for m in measures))
    for at, kind in enumerate(LockKind):
        row(f"  {kind}", (m.by_kind[at] for m in measures))
    row("amounts with 万/亿 right", (m.amounts for m in measures))
    row("segments with a wrong amount: flagged", (m.flagged for m in measures))
    row("segments with a number or date finding", (m.findings for m in measures))
    row("segments with Han in the English", (m.han for m in measures))
    row("chrF", (f"{m.chrf:.1f}" for m in measures))
    row("BLEU", (f"{m.bleu:.1f}" for m in measures))
    return made


def faults(lines: Sequence[Subject], texts: Texts) -> Iterator[str]:
    """Each wrong amount and each lock not held, with both texts."""
    for line, en in zip(lines, texts.english, strict=True):
        judged = judge(line, en)
        lost = [lock for lock in line.locks if lock.en and lock not in judged.held]
        what = [f"wrong {line.pair.zh[f.start : f.end]} ({write(f.quantity)})" for f in judged.wrong]
        what += [f"lost {lock.kind} {lock.zh} ({lock.en})" for lock in lost]
        if what:
            flag = "flagged" if judged.findings else "silent"
            yield f"{line.pair.line}: {'; '.join(what)}; numbers {flag}\n    {line.pair.zh}\n    {en}"
