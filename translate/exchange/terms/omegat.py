"""OmegaT's own glossaries: ``.utf8``, a line an entry: Chinese, English and comment between tabs.

As OmegaT reads them (GlossaryReaderTSV): lines that begin with ``#`` are skipped, every text is trimmed, nothing
is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translate.bitext import Line
from translate.exchange.terms.columns import Sheet, read_table
from translate.exchange.terms.model import Format, Losses, Read, Written, named, readable
from translate.exchange.terms.text import read_text
from translate.glossary.entry import GlossaryEntry

_HOLDS = frozenset({"zh", "en", "note"})
_BREAK = re.compile("\\s*[\t\n\r\v\f\x85\u2028\u2029]\\s*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_HEAD = "# Glossary in tab-separated format -*- coding: utf-8 -*-"


def one_line(text: str) -> str:
    """The text without tabs, line breaks and spaces at its ends."""
    return _BREAK.sub(" ", text).strip()


def _read(path: Path) -> Read:
    rows = enumerate(_LINE_END.split(read_text(path)), 1)
    lines = [Line(number, tuple(row.split("\t"))) for number, row in rows if not row.startswith("#")]
    padded = [
        replace(line, fields=(*line.fields, "")[:3]) if len(line.fields) > 1 else line for line in lines
    ]
    return read_table(padded, Sheet(path), header=False)


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    losses = Losses()
    rows = [_HEAD]
    for entry in readable(entries, losses):
        texts = [one_line(text) for text in (entry.zh, entry.en, entry.note)]
        reason = _left_out(entry, texts)
        if reason:
            losses.add(f"{reason} are left out", named(entry), whole=True)
            continue
        if texts != [entry.zh, entry.en, entry.note]:
            losses.add("line breaks, tabs and spaces at the ends become one space or none", named(entry))
        losses.add_fields(entry, _HOLDS)
        rows.append("\t".join(texts).rstrip("\t"))
    return Written("\n".join([*rows, ""]).encode("utf-8"), losses.all())


def _left_out(entry: GlossaryEntry, texts: Sequence[str]) -> str:
    if entry.is_forbidden:
        return "prohibitions, which OmegaT would offer as translations,"
    if entry.is_proposal:
        return "proposals"
    if not texts[0] or not texts[1]:
        return "entries without Chinese or English"
    return "terms that begin with #, which OmegaT skips," if texts[0].startswith("#") else ""


OMEGAT = Format("omegat", "OmegaT", (".utf8",), _HOLDS, _read, _write)
