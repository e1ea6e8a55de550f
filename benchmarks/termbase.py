"""How fast a termbase loads and matches: ``python benchmarks/termbase.py``, no arguments, about half a minute.

One term in three (at most 42,290) is a place, person or body of jieba's dictionary, the others are full names made
of two of its names (约翰·卡特). The text is made of the dictionary's words as often as each occurs (seeded), with one
term planted in every sentence; with those there by themselves one match in about 20 characters, denser than news.
One entry in three carries a note and accepted forms. Times are of this process's CPU, the best of three, each with
text never seen before; matching includes the guard against chance.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import exp
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from translate.termbase import ArticleContext, Termbase
from translate.termbase.words import dictionary
from translate.text import fold, is_han

Result = TypeVar("Result")

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
SENTENCES = 4_000
WORDS_A_SENTENCE = 25
TERMS_A_SENTENCE = 1


def main() -> None:
    """Print the table."""
    dictionary()  # read once a process, before any clock runs
    fold("")
    chance = random.Random(1)
    table = Table("terms", "load s", "match MB/s", "matches", "megabytes")
    for size in SIZES:
        names = generated_names(size, chance)
        texts = [generated_sentences(names, chance, SENTENCES) for _ in range(ROUNDS)]
        megabytes = sum(len(zh.encode()) for zh in texts[0]) / 1e6
        load, match, found = _measure(names, texts)
        table.add_row(
            f"{size:,}", f"{load:.2f}", f"{megabytes / match:.1f}", f"{found:,}", f"{megabytes:.2f}"
        )
    Console().print(table)


def _measure(names: list[str], texts: list[list[str]]) -> tuple[float, float, int]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_glossary(folder / "terms.po", names)
        loads = [_timed(partial(Termbase.load, folder)) for _ in range(ROUNDS)]
    base = loads[0][1]
    if base.faults or len(base) != len(names):
        raise SystemExit(f"{len(base)} of {len(names)} terms loaded: {base.faults[:1]}")
    matches = [_timed(partial(_count, base, text, ArticleContext())) for text in texts]
    return min(seconds for seconds, _ in loads), min(seconds for seconds, _ in matches), matches[0][1]


def _count(base: Termbase, sentences: list[str], context: ArticleContext) -> int:
    return sum(len(base.match(zh, context)) for zh in sentences)


def _timed(job: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.process_time()
    result = job()
    return time.process_time() - begin, result


def generated_names(size: int, chance: random.Random) -> list[str]:
    """Chinese names, no two the same: a third from jieba's dictionary, the others full names."""
    words = dictionary()
    known = sorted(word for word in words.names | words.bodies if len(word) > 1 and is_han(word))
    parts = [word for word in known if word in words.names and 2 <= len(word) <= 5]
    short = chance.sample(known, min(size // 3, len(known)))
    full = dict.fromkeys(f"{chance.choice(parts)}·{chance.choice(parts)}" for _ in range(size))
    return short + list(full)[: size - len(short)]


def generated_sentences(names: list[str], chance: random.Random, count: int) -> list[str]:
    """Sentences of everyday words, as often as each occurs, with names among them."""
    weights = dictionary().weights
    words = [word for word in sorted(weights) if is_han(word)]
    drawn = chance.choices(words, [exp(weights[word]) for word in words], k=count * WORDS_A_SENTENCE)
    return [
        _sentence(drawn[i : i + WORDS_A_SENTENCE] + chance.choices(names, k=TERMS_A_SENTENCE), chance)
        for i in range(0, len(drawn), WORDS_A_SENTENCE)
    ]


def _sentence(words: list[str], chance: random.Random) -> str:
    chance.shuffle(words)
    return "，".join("".join(words[i : i + 10]) for i in range(0, len(words), 10)) + "。"


def write_glossary(path: Path, names: list[str]) -> None:
    """A PO file with an entry for each name; every third has a note and accepted forms."""
    rows = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for number, zh in enumerate(names):
        comments = f"# Note {number}.\n#. accept: Name No. {number}, The Name\n" if number % 3 == 0 else ""
        rows.append(f'{comments}msgid "{zh}"\nmsgstr "Name {number}"\n')
    path.write_text("\n".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
