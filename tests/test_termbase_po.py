"""The fast PO reader gives what polib gives, whatever the style of the file."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.termbase.po import Entry, entries, read_text

LINES = st.text(st.sampled_from('a中"\\ \t\n,:;.%#~|你·é𠮷'), max_size=12)
WORDS = LINES.map(lambda text: " ".join(text.split()))
FLAGS = st.lists(
    st.sampled_from(["fuzzy", "exact", "forbidden", "read-only", "no-wrap"]), max_size=2, unique=True
)


@st.composite
def po_entries(draw: st.DrawFn) -> polib.POEntry:
    return polib.POEntry(
        msgid="字" + draw(LINES),
        msgstr=draw(LINES),
        msgctxt=draw(st.none() | LINES),
        tcomment=draw(WORDS),
        comment=draw(WORDS),
        flags=draw(FLAGS),
        occurrences=draw(st.sampled_from([[], [("a.md", "1")]])),
        previous_msgid=draw(st.none() | st.just("旧")),
        obsolete=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def po_files(draw: st.DrawFn) -> str:
    """A PO file as polib writes it, at some line width, then with blank lines and line ends of other tools."""
    file = polib.POFile(wrapwidth=draw(st.sampled_from([0, 20, 78])))
    file.metadata = draw(
        st.sampled_from([{}, {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}])
    )
    for entry in draw(st.lists(po_entries(), max_size=5)):
        file.append(entry)
    text = str(file)
    blank = draw(st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n"]))
    indent = draw(st.sampled_from(["\n", "\n  "]))
    return text.replace("\n\n", blank).replace("\nmsgstr", f"{indent}msgstr")


def by_polib(path: Path) -> list[tuple[object, ...]]:
    return [
        (e.msgid, e.msgstr, e.msgctxt, e.comment, tuple(e.flags))
        for e in polib.pofile(str(path))
        if not e.obsolete
    ]


def by_us(path: Path) -> list[tuple[object, ...]]:
    read = [entry for entry in entries(read_text(path)) if isinstance(entry, Entry)]
    return [
        (e.msgid, e.msgstr, e.msgctxt, e.comment, e.flags)
        for e in read
        if not e.obsolete and (e.msgid or e.msgctxt is not None)
    ]


@settings(deadline=None, max_examples=60)
@given(text=po_files(), crlf=st.booleans(), bom=st.booleans())
def test_read_as_polib_reads(
    tmp_path_factory: pytest.TempPathFactory, text: str, crlf: bool, bom: bool
) -> None:
    path = tmp_path_factory.mktemp("po") / "a.po"
    raw = (text.replace("\n", "\r\n") if crlf else text).encode("utf-8-sig" if bom else "utf-8")
    path.write_bytes(raw)
    assert by_us(path) == by_polib(path)
    assert not [entry for entry in entries(read_text(path)) if isinstance(entry, GlossaryError)]


def test_comments_go_to_the_entry_below_them() -> None:
    text = '# one\n# two\n\nmsgid "甲"\nmsgstr "A"\n# three\n#. accept: B\nmsgid "乙"\nmsgstr ""\n"wrapped"\n# end\n'
    first, second = [entry for entry in entries(text) if isinstance(entry, Entry)]
    assert (first.note, first.line) == ("one\ntwo", 4)
    assert (second.note, second.comment, second.msgstr, second.line) == ("three", "accept: B", "wrapped", 8)


def test_a_plural_gives_its_first_form() -> None:
    (entry,) = entries('msgid "芯片"\nmsgid_plural "芯片们"\nmsgstr[0] "chip"\nmsgstr[1] "chips"\n')
    assert isinstance(entry, Entry)
    assert entry.msgstr == "chip"
