"""How long lint takes over 100,000 entries: ``python -m benchmarks.glossary_lint``, no arguments, some minutes.

The names are those of ``benchmarks/termbase.py`` (one in three from jieba's dictionary, the others full names of two
parts); their English is made of a syllable or two for each character, so that the parts of a name are spelled alike
in the whole, as in a real glossary. One entry in a hundred is spoiled: a double, a slip in the English, white space.
The memory has 200,000 segments of 25 everyday words and a name, over three years. Times are of this process's CPU.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.termbase import generated_names, generated_sentences
from translate.glossary import Glossary, GlossaryEntry
from translate.glossary.entry import po_lines
from translate.glossary.lint import RULES, Subject, count_usage, rule_name
from translate.memory import Memory
from translate.model import Article, Block, BlockKind, Draft, Row, Segment, Signature, TranslatedArticle

ENTRIES, SEGMENTS, A_BATCH, AN_ARTICLE = 100_000, 200_000, 20_000, 20
ONSETS = "bpmfdtnlgkhjrzswy"
RHYMES = ("a", "e", "i", "o", "u", "an", "en", "in", "ong", "ar", "or", "el", "ai", "ei")


def main() -> None:
    """Print the table."""
    chance = random.Random(1)
    names = generated_names(ENTRIES, chance)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "names.po", names, chance)
        begin = time.process_time()
        glossary = Glossary.load(folder)
        rows = [("reading the files", time.process_time() - begin, "")]
        begin = time.process_time()
        subject = Subject.of(glossary)
        rows.append(("preparing the entries", time.process_time() - begin, f"{len(subject.items):,} entries"))
    rows += list(timed_rules(subject))
    total = sum(seconds for _, seconds, _ in rows)
    rows.append(("all of it", total, f"peak {peak():,.0f} MiB"))
    with tempfile.TemporaryDirectory() as name, Memory.open(Path(name) / "memory.db") as memory:
        fill(memory, names, chance)
        begin = time.process_time()
        usage = count_usage(subject.demands(), memory.sentences())
        counting = time.process_time() - begin
    rows.append(
        ("and counting in a memory", counting, f"{usage.segments:,} segments, peak {peak():,.0f} MiB")
    )
    table = Table("what", "seconds", "findings")
    for what, seconds, told in rows:
        table.add_row(what, f"{seconds:.2f}", told)
    Console().print(table)


def timed_rules(subject: Subject) -> Iterator[tuple[str, float, str]]:
    """Each rule with its seconds and how much it found."""
    for rule in RULES:
        begin = time.process_time()
        levels = Counter(finding.level.value for finding in rule(subject))
        told = ", ".join(f"{count:,} {level}s" for level, count in levels.items())
        yield rule_name(rule), time.process_time() - begin, told


def write(path: Path, names: list[str], chance: random.Random) -> None:
    """A glossary of the names; one entry in a hundred is spoiled."""
    blocks = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for number, zh in enumerate(names):
        entry = GlossaryEntry(zh, " ".join(map(_latin, zh.split("·"))))
        if number % 3 == 0:
            entry = GlossaryEntry(zh, entry.en, note=f"Note {number}.", accept=(f"Name No. {number}",))
        for each in _spoiled(entry, chance) if number % 100 == 0 else (entry,):
            blocks.append("\n".join([*po_lines(each), ""]))
    path.write_text("\n".join(blocks), encoding="utf-8")


def _spoiled(entry: GlossaryEntry, chance: random.Random) -> tuple[GlossaryEntry, ...]:
    kind = chance.randrange(3)
    if kind == 0:
        return entry, GlossaryEntry(entry.zh, entry.en)
    if kind == 1:
        return entry, GlossaryEntry(entry.zh[:-1], entry.en)
    return (GlossaryEntry(f"{entry.zh} ", f"{entry.en}n"),)


def _latin(zh: str) -> str:
    """A made-up spelling, always the same for the same characters."""
    syllables = (ONSETS[ord(c) % len(ONSETS)] + RHYMES[ord(c) // 17 % len(RHYMES)] for c in zh)
    return "".join(syllables).capitalize()


def fill(memory: Memory, names: list[str], chance: random.Random) -> None:
    """Store the segments, twenty an article, an article every 2.7 hours: over three years."""
    day = datetime(2023, 1, 1, tzinfo=UTC)
    for first in range(0, SEGMENTS, A_BATCH):
        zhs = generated_sentences(names, chance, A_BATCH)
        for at in range(0, A_BATCH, AN_ARTICLE):
            number = (first + at) // AN_ARTICLE
            told = _article(f"a{number}", zhs[at : at + AN_ARTICLE], day + timedelta(hours=number * 2.7))
            memory.store(told, {})


def _article(id_: str, zhs: list[str], day: datetime) -> TranslatedArticle:
    blocks = tuple(Block(f"p{n:02}", BlockKind.PARAGRAPH, zh) for n, zh in enumerate(zhs, 1))
    rows = tuple(Row(Segment(id_, b.id, f"{b.id}.s01", b.zh, 0), (), Draft("", "engine")) for b in blocks)
    return TranslatedArticle(Article(id_, f"{id_}.md", blocks, date=day), rows, Signature("", "", ""))


def peak() -> float:
    """The most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
