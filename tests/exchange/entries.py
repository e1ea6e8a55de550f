"""Any glossary entries that PO files can hold, for round trips through other formats."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.exchange.terms import Format, Read, Written
from translate.exchange.terms.model import as_stored
from translate.glossary import GlossaryEntry

# What formats stumble over: quotes, separators, line ends, formulas, bidi marks, Extension B, markup, escapes.
_ODD = (
    *"\"',;|\t\n\r=+-@#_&<>、，＝ \u00a0\u200f\u202e\u2028\ufeff\x85é𠮷雪",
    *("_x000D_", "_x0041_", "]]>", "&amp;", "duizhao:", "scope: ", "#N/A", "''", "\\n"),
)
_FLAGS = ("fuzzy", "exact", "forbidden", "read-only", "no-wrap")
NOT_XML = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32)))) + "\ufffe\uffff"
_characters = st.characters(codec="utf-8", exclude_characters=f"\0{NOT_XML}")
_parts = st.one_of(st.sampled_from(_ODD), st.text(_characters, max_size=3))
texts = st.lists(_parts, max_size=4).map("".join)
words = st.one_of(texts, st.sampled_from(["Snowflake", "Washington, D.C.", "雪花", "it's", "=1+1"]))
_lists = st.lists(words, max_size=3).map(tuple)


def _stored(entry: GlossaryEntry) -> GlossaryEntry | None:
    try:
        return as_stored(entry)
    except GlossaryError:  # a list that PO comments cannot hold
        return None


entries = (
    st.builds(
        GlossaryEntry,
        zh=words.filter(str.strip),
        en=words,
        context=words,
        note=texts,
        aliases=_lists,
        accept=_lists,
        scope=words,
        source=words,
        flags=st.lists(st.sampled_from(_FLAGS), max_size=2).map(tuple),
        extra=_lists,
        file=st.sampled_from(["", "people.po", "terms.po"]),
    )
    .map(_stored)
    .filter(lambda entry: entry is not None)
)


def through(kind: Format, written: Written, folder: Path) -> Read:
    """What the format reads of what it wrote."""
    path = folder / f"out.{kind.name}"
    path.write_bytes(written.data)
    return kind.read(path)


def with_files(read: Read) -> list[tuple[GlossaryEntry, str]]:
    """The entries, with their files, which are not part of their equality."""
    return [(row.entry, row.entry.file) for row in read.rows]
