"""From files to pairs: which belong together, aligned, checked, put into the memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from translate.align.core import align
from translate.align.model import Alignment, Bead
from translate.align.reading import read_pair
from translate.bitext import Pair
from translate.bitext_check import check_pairs
from translate.errors import IngestError
from translate.ingest.discover import discover
from translate.ingest.names import ARTICLE_SUFFIXES
from translate.memory import Memory, NewPair, TakenPairs
from translate.model import Finding, Severity
from translate.termbase import ArticleContext

if TYPE_CHECKING:
    from translate.termbase import Termbase

# What people put at the end of a name to tell the language: story.zh.txt, story_EN.md, story-zh-CN.html.
_LANGUAGE = re.compile(
    r"[._\- ]*(?:(?<![a-z])(?:zh(?:[_-](?:cn|tw|hk|hans|hant))?|cn|chs|cht|chinese|en(?:[_-](?:us|gb))?|eng|english)"
    r"|中文|英文)$",
    re.IGNORECASE,
)
_BLOCKED = "a check blocks it"
_LIKE = 0.25  # of the sentences: where fewer pairs are sure, the texts may not be translations of each other


@dataclass(frozen=True, slots=True)
class Files:
    """A Chinese file and its English; ``source`` is what their pairs are called in the memory."""

    zh: Path
    en: Path
    source: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two files aligned. ``findings`` are what the checks say of the pairs, by their place in the beads."""

    files: Files
    alignment: Alignment
    findings: dict[int, tuple[Finding, ...]]

    @property
    def pairs(self) -> Iterator[tuple[int, Bead]]:
        """The beads with both sides, each with its place."""
        return ((number, bead) for number, bead in enumerate(self.alignment.beads) if bead.is_pair)

    @property
    def doubtful(self) -> list[tuple[int, Bead]]:
        """The pairs that a person should look at."""
        return [(number, bead) for number, bead in self.pairs if bead.why]

    @property
    def unlike(self) -> bool:
        """Whether the two texts hardly translate each other: then no pair of them may be approved unseen."""
        sure = sum(not bead.why for _, bead in self.pairs)
        return sure < _LIKE * max(len(self.alignment.zh.sentences), len(self.alignment.en.sentences))

    def new_pairs(self, *, doubtful: bool) -> Iterator[NewPair]:
        """What goes into the memory: the doubtful pairs, or the others."""
        for _, bead in self.pairs:
            if bool(bead.why or self.unlike) is doubtful:
                yield NewPair(self.alignment.zh_of(bead), self.alignment.en_of(bead), self.files.source)


def find_files(zh: Path, en: Path) -> tuple[list[Files], list[IngestError]]:
    """The files that belong together: the two given, or those of two folders with one name but for the language.

    A file without a partner is a fault. Raises IngestError for a folder and a file, or if none has one.
    """
    if zh.is_dir() != en.is_dir():
        one, other = (zh, en) if zh.is_dir() else (en, zh)
        raise IngestError(
            "is a folder, but the other is not", where=one, remedy=f"give the folder of {other} too"
        )
    if not zh.is_dir():
        return [Files(zh, en, zh.name)], []
    ours, theirs = _by_name(zh), _by_name(en)
    found = [
        Files(path, theirs[key][0], f"{zh.resolve().name}/{path.relative_to(zh).as_posix()}")
        for key, (path, *_) in ours.items()
        if key in theirs
    ]
    if not found:
        what = f"holds no file that has the name of one in {en}"
        raise IngestError(
            what, where=zh, remedy="name the files alike: story.txt in both, or story.zh.txt and story.en.txt"
        )
    return found, [*_lonely(ours, theirs, en), *_lonely(theirs, ours, zh)]


def _by_name(folder: Path) -> dict[str, list[Path]]:
    named: dict[str, list[Path]] = {}
    for path in discover([folder]).paths:
        if path.suffix.lower() in ARTICLE_SUFFIXES:
            inside = path.relative_to(folder)
            stem = _LANGUAGE.sub("", inside.stem) or inside.stem
            named.setdefault(str(inside.with_name(stem)).casefold(), []).append(path)
    return named


def _lonely(
    ours: dict[str, list[Path]], theirs: dict[str, list[Path]], folder: Path
) -> Iterator[IngestError]:
    for key, (first, *more) in ours.items():
        if key not in theirs:
            yield IngestError(f"has no partner in {folder}", where=first, remedy="name the two alike")
        for path in more:
            yield IngestError(f"has the same name as {first.name}", where=path, remedy="keep one of them")


def align_files(files: Files, termbase: Termbase | None = None) -> Aligned:
    """Two files aligned, and their pairs checked. Raises IngestError where one cannot be used."""
    article, zh, _, en = read_pair(files.zh, files.en)
    found = align(zh, en, termbase, ArticleContext.of(article))
    findings = _checked(files, found, termbase)
    beads = [
        replace(bead, why=(*bead.why, _BLOCKED)) if _blocks(findings.get(number, ())) else bead
        for number, bead in enumerate(found.beads)
    ]
    return Aligned(files, replace(found, beads=tuple(beads)), findings)


def _checked(files: Files, found: Alignment, termbase: Termbase | None) -> dict[int, tuple[Finding, ...]]:
    """What the checks say of each pair, by its place in the beads."""
    numbers = [number for number, bead in enumerate(found.beads) if bead.is_pair]
    pairs = [
        Pair(f"pair {number}", found.zh_of(bead), found.en_of(bead), number)
        for number, bead in enumerate(found.beads)
        if bead.is_pair
    ]
    rows = check_pairs(files.zh, pairs, termbase)
    return {number: row.findings for number, row in zip(numbers, rows, strict=True)}


def _blocks(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.BLOCKER for finding in findings)


def keep(
    memory: Memory, done: Sequence[Aligned], who: str, at: datetime, *, approve: bool, dry_run: bool = False
) -> TakenPairs:
    """Puts the pairs into the memory: to be reviewed, or, with ``approve``, approved where they are not doubtful."""
    total = TakenPairs(0, 0, 0)
    for aligned in done:
        for doubtful in (False, True):
            taken = memory.take_pairs(
                aligned.new_pairs(doubtful=doubtful),
                who,
                at,
                approved=approve and not doubtful,
                source=aligned.files.source,
                dry_run=dry_run,
            )
            total = TakenPairs(
                total.added + taken.added, total.signed + taken.signed, total.same + taken.same
            )
    return total
