"""How long lint takes over 100,000 entries: ``python -m benchmarks.glossary_lint``, no arguments, about a minute.

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
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.termbase import generated_names, generated_sentences
from translate.glossary import Glossary, GlossaryEntry
from translate.glossary.entry import po_lines
from translate.glossary.lint import RULES, Subject, count_usage, rule_name
from translate.memory import Sentence

ENTRIES, SEGMENTS = 100_000, 200_000
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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sentences = list(_segments(names, chance))
    begin = time.process_time()
    subject.usage = count_usage(subject.demands(), sentences)
    counting = time.process_time() - begin
    rows.append(("all of it", total, f"peak {peak:,.0f} MiB"))
    rows.append(("and counting in a memory", counting, f"{SEGMENTS:,} segments"))
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


def _segments(names: list[str], chance: random.Random) -> Iterator[Sentence]:
    first = date(2023, 1, 1)
    for number, zh in enumerate(generated_sentences(names, chance, SEGMENTS)):
        yield Sentence(zh, first + timedelta(days=number % 1100))


if __name__ == "__main__":
    main()
