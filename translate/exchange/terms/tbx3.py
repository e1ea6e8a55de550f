"""TBX version 3 (ISO 30042:2019), dialect TBX-Basic in DCA style."""

from __future__ import annotations

from collections.abc import Sequence

from translate.exchange.terms.model import EVERYTHING, Format, Written
from translate.exchange.terms.tbx_read import read
from translate.exchange.terms.tbx_write import MARK, Dialect, write
from translate.glossary.entry import GlossaryEntry

_DIALECT = Dialect(
    head='<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tbx type="TBX-Basic" style="dca" xml:lang="zh-Hans" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    f"<tbxHeader><fileDesc><sourceDesc><p>{MARK}</p></sourceDesc></fileDesc></tbxHeader>\n"
    "<text>",
    tail="</text>\n</tbx>\n",
    concept="conceptEntry",
    language="langSec",
    term="termSec",
    process_status=False,
)


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    return write(entries, _DIALECT)


TBX3 = Format("tbx", "TBX version 3", (".tbx", ".xml"), EVERYTHING, read, _write)
