"""TBX version 2 (ISO 30042:2008) with its default categories, which OmegaT and older tools read.

The default rather than TBX-Basic, for it has ``processStatus``: a term can say that it is only proposed.
"""

from __future__ import annotations

from collections.abc import Sequence

from translate.exchange.terms.model import EVERYTHING, Format, Written
from translate.exchange.terms.tbx_read import read
from translate.exchange.terms.tbx_write import MARK, Dialect, write
from translate.glossary.entry import GlossaryEntry

_DIALECT = Dialect(
    head='<?xml version="1.0" encoding="UTF-8"?>\n'
    '<martif type="TBX" xml:lang="zh-Hans">\n'
    f"<martifHeader><fileDesc><sourceDesc><p>{MARK}</p></sourceDesc></fileDesc>\n"
    '<encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc></martifHeader>\n'
    "<text>",
    tail="</text>\n</martif>\n",
    concept="termEntry",
    language="langSet",
    term="tig",
    process_status=True,
)


def _write(entries: Sequence[GlossaryEntry]) -> Written:
    return write(entries, _DIALECT)


TBX2 = Format("tbx2", "TBX version 2", (), EVERYTHING, read, _write)
