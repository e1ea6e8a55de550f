"""How right the numbers are: false alarms on good human translations, altered numbers caught, forms read and written.

    python -m benchmarks.amounts aligned.zh.txt aligned.en.txt [--list]

The two files hold one sentence a line, aligned. Each altered pair is a good pair with one number of the English
changed; it counts as caught when a finding appears that was not there before. Same input, same table: the seed is
fixed.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.amount_forms import MONTHS, Form, constructed
from translate.checks.numbers import date_differs, multiple_differs, number_differs, unit_differs
from translate.model import Finding, Severity
from translate.quantity.align import align
from translate.quantity.chinese import read_chinese
from translate.quantity.compare import find
from translate.quantity.english import read_english
from translate.quantity.model import Kind
from translate.quantity.style import write

CHECKS = (number_differs, unit_differs, date_differs, multiple_differs)
SEED = 20250128
# A figure that is no part of a name (F-16, COVID-19, G20), with its separators.
FIGURE = re.compile(r"(?<![A-Za-z\d.,/#@:_-])\d[\d,]*(?:\.\d+)?(?![\d/:_])(?!-?[A-Z])")
UNIT = re.compile(r"\b(?:thousand|million|billion|trillion)\b|(?<=\d)(?:m|bn|tn)\b")
OTHER_UNIT = {
    "thousand": "million",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "m": "bn",
    "bn": "m",
    "tn": "bn",
}
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WORD = re.compile(rf"\b(?:{'|'.join(SMALL)})\b(?!-)")
MONTH = re.compile(
    rf"\b(?:{'|'.join(m for m in MONTHS if m not in ('May', 'March'))})\b|\b(?:May|March)(?= \d)"
)


@dataclass(frozen=True, slots=True)
class Altered:
    """One English text with one number changed."""

    kind: str
    line: int
    zh: str
    en: str
    was: str


def findings(zh: str, en: str) -> list[Finding]:
    """What the four number checks say, notes left out."""
    return [f for check in CHECKS for f in check(zh, en, ()) if f.severity is not Severity.NOTE]


def another_digit(figure: str, chance: random.Random) -> str:
    """The figure with one of its digits changed."""
    places = [i for i, c in enumerate(figure) if c.isdigit()]
    at = chance.choice(places)
    low = "123456789" if at == 0 and len(places) > 1 else "0123456789"
    return figure[:at] + chance.choice([d for d in low if d != figure[at]]) + figure[at + 1 :]


def tenfold(figure: str) -> str:
    """Ten times the figure, separators kept right."""
    whole, _, rest = figure.replace(",", "").partition(".")
    text = f"{int(whole + (rest[:1] or '0')):,}" if "," in figure else str(int(whole + (rest[:1] or "0")))
    return f"{text}.{rest[1:]}" if rest[1:] else text


def alterations(line: int, zh: str, en: str, chance: random.Random) -> Iterator[Altered]:
    """Every English text with one number altered: digit, factor 10, unit, month, dropped."""

    def change(kind: str, match: re.Match[str], new: str) -> Altered:
        return Altered(kind, line, zh, en[: match.start()] + new + en[match.end() :], match[0])

    for match in FIGURE.finditer(en):
        if match[0].strip("0,.") != "":
            yield change("digit", match, another_digit(match[0].rstrip(","), chance))
            yield change("factor 10", match, tenfold(match[0].rstrip(",")))
        yield change("dropped", match, "")
    for match in UNIT.finditer(en):
        yield change("unit", match, OTHER_UNIT[match[0]])
    for match in WORD.finditer(en):
        yield change("small word", match, chance.choice([w for w in SMALL if w != match[0]]))
    for match in MONTH.finditer(en):
        yield change("month", match, chance.choice([m for m in MONTHS if m != match[0]]))


def is_caught(altered: Altered, before: list[Finding]) -> bool:
    """Whether a finding appears that was not there before."""
    known = {(f.check, f.message) for f in before}
    return any((f.check, f.message) not in known for f in findings(altered.zh, altered.en))


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns padded to their widest cell."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def share(part: int, whole: int) -> str:
    """A percentage with one decimal."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


def timed(run: Callable[[], object]) -> float:
    """Seconds that ``run`` takes, reading everything anew."""
    for cache in (read_chinese, read_english, align):
        cache.cache_clear()
    start = time.process_time()
    run()
    return time.process_time() - start


def is_right(form: Form) -> bool:
    """Read, written in house style, and read back from an English sentence to the same value."""
    found = [f for f in read_chinese(form.zh) if f.quantity.kind is not Kind.WEEKDAY]
    if not form.en:
        return not found
    if len(found) != 1 or form.zh[found[0].start : found[0].end] != form.amount:
        return False
    quantity = found[0].quantity
    sentence = f"Officials said it was {form.en}, and reporters checked."
    return write(quantity) == form.en and find(quantity, sentence) is not None


def measure_forms(*, listing: bool, rounds: int = 8) -> None:
    """Prints how many constructed sentences of each form come out right."""
    counts: dict[str, list[int]] = {}
    for form in constructed(rounds, SEED):
        right = is_right(form)
        seen = counts.setdefault(form.name, [0, 0])
        seen[0], seen[1] = seen[0] + right, seen[1] + 1
        if listing and not right:
            got = [(form.zh[f.start : f.end], write(f.quantity)) for f in read_chinese(form.zh)]
            print(f"wrong {form.name}: {form.zh} -> {got}, not {form.en!r}")
    print(tally("constructed sentences", "read, written, read back", counts))


def measure(zh: list[str], en: list[str], *, listing: bool) -> None:
    """Prints false alarms and caught alterations of aligned text."""
    before = [findings(z, e) for z, e in zip(zh, en, strict=True)]
    alarms = sum(map(bool, before))
    seconds = timed(lambda: [findings(z, e) for z, e in zip(zh, en, strict=True)])
    print("Findings on the pairs as they are")
    print(table([("pairs", "flagged", "share"), (str(len(zh)), str(alarms), share(alarms, len(zh)))]))
    print(f"\n{len(zh) / seconds:,.0f} segments a second of processor time, all four checks\n")
    if listing:
        list_alarms(zh, en, before)
    chance = random.Random(SEED)
    counts: dict[str, list[int]] = {}
    for line, (z, e) in enumerate(zip(zh, en, strict=True)):
        for altered in alterations(line, z, e, chance):
            caught = is_caught(altered, before[line])
            seen = counts.setdefault(altered.kind, [0, 0])
            seen[0], seen[1] = seen[0] + caught, seen[1] + 1
            if listing and not caught:
                print(f"missed {altered.kind} of {altered.was!r}\n  {z}\n  {altered.en}")
    print(tally("one number altered", "caught", counts) + "\n")


def list_alarms(zh: list[str], en: list[str], before: list[list[Finding]]) -> None:
    """Prints each finding on the pairs as they are."""
    for z, e, found in zip(zh, en, before, strict=True):
        for finding in found:
            print(f"alarm {finding.check}: {finding.message}\n  {z}\n  {e}")


def tally(what: str, right: str, counts: dict[str, list[int]]) -> str:
    """A table of how many of each kind came out right."""
    hits, whole = (sum(count[i] for count in counts.values()) for i in (0, 1))
    rows = [(what, right, "of", "share")]
    rows += [(kind, str(hit), str(n), share(hit, n)) for kind, (hit, n) in counts.items()]
    return table([*rows, ("all", str(hits), str(whole), share(hits, whole))])


def main() -> None:
    """Reads the two files and prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("zh", type=Path, help="Chinese, one sentence a line")
    parser.add_argument("en", type=Path, help="its English, aligned")
    parser.add_argument("--list", action="store_true", help="print every false alarm and every miss")
    options = parser.parse_args()
    zh = options.zh.read_text(encoding="utf-8").splitlines()
    en = options.en.read_text(encoding="utf-8").splitlines()
    measure(zh, en, listing=options.list)
    measure_forms(listing=options.list)


if __name__ == "__main__":
    main()
