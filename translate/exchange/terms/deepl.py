"""DeepL's glossaries: CSV without a header, Chinese and English.

DeepL's rules (API reference, "Glossaries"): no Chinese twice, no spaces at the ends, no control characters, at
most 1,024 bytes of UTF-8 a text and 10 MiB a glossary.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translate.bitext import Line, csv_lines
from translate.exchange.terms.columns import Sheet, guard, read_table
from translate.exchange.terms.model import Format, Losses, Read, Written, named, readable
from translate.exchange.terms.text import read_text
from translate.glossary.entry import GlossaryEntry

LONGEST = 1024  # bytes of a text
LARGEST = 10 * 1024 * 1024  # bytes of a glossary

_HOLDS = frozenset({"zh", "en"})
_CONTROL = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_CODES = ("zh", "en")  # DeepL's optional third and fourth column


def _read(path: Path) -> Read:
    lines = (_without_codes(line) for line in csv_lines(path, read_text(path), ","))
    return read_table(lines, Sheet(path), header=False)


def _without_codes(line: Line) -> Line:
    codes = tuple(code.strip().casefold()[:2] for code in line.fields[2:])
    return replace(line, fields=line.fields[:2]) if codes == _CODES else line


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    losses = Losses()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    taken: set[str] = set()
    for entry in readable(sorted(entries, key=lambda entry: bool(entry.context)), losses):
        zh, en = (_CONTROL.sub(" ", words).strip() for words in (entry.zh, entry.en))
        reason = _left_out(entry, zh, en, taken)
        if reason:
            losses.add(f"{reason} are left out", named(entry), whole=True)
            continue
        if (zh, en) != (entry.zh, entry.en):
            losses.add("spaces at the ends and control characters are taken out", named(entry))
        losses.add_fields(entry, _HOLDS)
        taken.add(zh)
        writer.writerow((zh, en))
    data = text.getvalue().encode("utf-8")
    if len(data) > LARGEST:
        what = f"it is larger than the {LARGEST:,} bytes that DeepL takes, so DeepL may refuse the whole file"
        losses.add(what, "all of it")
    return Written(data, losses.all())


def _left_out(entry: GlossaryEntry, zh: str, en: str, taken: set[str]) -> str:
    if entry.is_forbidden:
        return "prohibitions, which DeepL would take for translations,"
    if entry.is_proposal:
        return "proposals"
    if not zh or not en:
        return "entries without Chinese or English"
    if max(len(zh.encode()), len(en.encode())) > LONGEST:
        return f"texts of more than {LONGEST:,} bytes"
    if guard(zh) != zh or guard(en) != en:
        return "texts that a spreadsheet would take for a formula"
    return "further senses of the same Chinese" if zh in taken else ""


DEEPL = Format("deepl", "DeepL", (), _HOLDS, _read, _write)
