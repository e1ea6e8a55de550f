"""Bad PO files: one clear error with file and line, or a faithful reading, the same from both readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary import Document, Glossary, GlossaryEntry
from translate.glossary.entry import term
from translate.termbase import Termbase

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PAIRS = {
    "英伟达": "Nvidia",
    "雪花": "Snowflake",
    "深度求索": "DeepSeek",
    "台积电": "TSMC",
    "联想集团": "Lenovo",
}
BODY = "\n".join(f'msgid "{zh}"\nmsgstr "{en}"\n' for zh, en in PAIRS.items())
TRADITIONAL = "\n".join(
    f'msgid "{zh}"\nmsgstr "X"\n' for zh in ("輝達", "台積電", "聯想集團", "華碩", "總統府")
)


def both(folder: Path, raw: bytes) -> tuple[dict[str, str], list[str]]:
    """What the two readers agree on: Chinese with its English, and the faults."""
    (folder / "a.po").write_bytes(raw)
    base, glossary = Termbase.load(folder), Glossary.load(folder)
    terms = {term.zh: term.en for term in base.terms}
    assert terms == {entry.zh: entry.en for entry in glossary.entries()}
    faults = [str(fault) for fault in base.faults]
    assert faults == [str(fault) for fault in glossary.faults]
    return terms, faults


READABLE = {
    "two byte order marks": ("\ufeff\ufeff" + HEADER + BODY).encode(),
    "windows line ends": (HEADER + BODY).replace("\n", "\r\n").encode(),
    "old mac line ends": (HEADER + BODY).replace("\n", "\r").encode(),
    "GB18030 that says so": (HEADER.replace("UTF-8", "GB18030") + BODY).encode("gb18030"),
    "GBK that says gb2312": (HEADER.replace("UTF-8", "gb2312") + BODY).encode("gbk"),
    "no header": BODY.encode(),
    "a header from a template": (HEADER.replace("UTF-8", "CHARSET") + BODY).encode(),
    "no line end at the end": (HEADER + BODY).rstrip("\n").encode(),
}


@pytest.mark.parametrize("raw", READABLE.values(), ids=READABLE)
def test_read_faithfully(tmp_path: Path, raw: bytes) -> None:
    assert both(tmp_path, raw) == (PAIRS, [])


@pytest.mark.parametrize("raw", READABLE.values(), ids=READABLE)
def test_an_entry_put_into_it_is_read_again_and_nothing_else_changes(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.po").write_bytes(raw)
    folder = Glossary.load(tmp_path)
    folder.add([GlossaryEntry("龙芯", "Loongson")], "a.po")
    folder.save()
    after = (tmp_path / "a.po").read_bytes()
    assert both(tmp_path, after) == (PAIRS | {"龙芯": "Loongson"}, [])
    assert set(raw.split()) <= set(after.split())


FOREIGN = {
    "GB18030": ((HEADER + BODY).encode("gb18030"), "is GB18030, but its header says UTF-8"),
    "GB18030 without a header": (BODY.encode("gb18030"), "is GB18030"),
    "Big5": ((HEADER + TRADITIONAL).encode("big5"), "is Big5, but its header says UTF-8"),
    "UTF-16": ((HEADER + BODY).encode("utf-16"), "is UTF-16; the whole file is left out; save it as UTF-8"),
    "UTF-16 without a mark": ((HEADER + BODY).encode("utf-16-le"), "is UTF-16 or a binary file"),
    "UTF-32": ((HEADER + BODY).encode("utf-32"), "is UTF-32"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "message"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_in_another_charset_is_one_error_and_stays(tmp_path: Path, raw: bytes, message: str) -> None:
    (tmp_path / "good.po").write_text(HEADER + 'msgid "小鹏"\nmsgstr "Xpeng"\n', encoding="utf-8")
    terms, (fault,) = both(tmp_path, raw)
    assert terms == {"小鹏": "Xpeng"}
    assert fault.startswith(f"{tmp_path / 'a.po'}: {message}")
    assert "UTF-8" in fault.split(";")[-1]
    with pytest.raises(GlossaryError, match="the whole file is left out"):
        Glossary.load(tmp_path).add([GlossaryEntry("龙芯", "Loongson")], "a.po")
    assert (tmp_path / "a.po").read_bytes() == raw


def test_what_iconv_makes_of_it_is_read(tmp_path: Path) -> None:
    """The remedy that the error names holds what it promises."""
    raw = (HEADER + BODY).encode("gb18030")
    assert both(tmp_path, raw.decode("gb18030").encode("utf-8")) == (PAIRS, [])
    assert both(tmp_path, raw.replace(b"UTF-8", b"GB18030")) == (PAIRS, [])


BAD_ENTRIES = {
    "a syntax error": ('msgid "丙"\nmsgstr C\n', 2, "is not PO syntax"),
    "a string without an end": ('msgid "丙\nmsgstr "C"\n', 1, "is not PO syntax"),
    "no string at all": ("msgid\nmsgstr\n", 1, "is not PO syntax"),
    "a NUL byte": ('msgid "丙"\nmsgstr "C\0D"\n', 1, "the entry has a NUL byte"),
    "rubbish": ("Nvidia is a firm\n", 1, "is not PO syntax"),
}


@pytest.mark.parametrize(("bad", "line", "what"), BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_bad_entry_is_named_and_the_rest_goes_on(tmp_path: Path, bad: str, line: int, what: str) -> None:
    terms, (fault,) = both(tmp_path, (HEADER + bad + "\n" + BODY).encode())
    assert terms == PAIRS
    assert fault.startswith(f"{tmp_path / 'a.po'}:{4 + line}: {what}")


def test_one_entry_in_another_charset_costs_itself(tmp_path: Path) -> None:
    raw = (HEADER + BODY).encode() + '\nmsgid "小鹏"\nmsgstr "Xpeng"\n'.encode("gb18030")
    terms, (fault,) = both(tmp_path, raw)
    assert terms == PAIRS
    assert "a.po:20: the entry is not in the file's encoding; save the file as UTF-8" in fault


@pytest.mark.parametrize("end", ['"\n', "\n"], ids=["ended", "open"])
def test_a_line_of_10_megabytes(tmp_path: Path, end: str) -> None:
    """One that is not read in linear time and space would need hours, or all the machine's memory."""
    long = 'A\\"' * 3_400_000
    terms, faults = both(tmp_path, f'{HEADER}msgid "长"\nmsgstr "{long}{end}\n{BODY}'.encode())
    assert terms | PAIRS == terms
    assert len(faults) == (end == "\n")


def test_a_file_that_nobody_may_read_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "folder.po").mkdir()
    terms, (fault,) = both(tmp_path, (HEADER + BODY).encode())
    assert terms == PAIRS
    assert "folder.po: is a folder, not a PO file" in fault


CHARSETS = ["UTF-8", "GB18030", "hz", "utf-7", "utf-16", "idna", "punycode", "rot13", "zlib", "undefined", "cp037",
            "unicode_escape", "iso2022_jp", "shift_jis", "big5", "latin-1", "utf-8-sig", "nonsense"]  # fmt: skip
HEADERS = [f'msgid ""\nmsgstr "charset={name}\\n"\n\n'.encode() for name in CHARSETS]
SYNTAX = [b'msgid "', b'msgstr "', b'"\n', b"#. scope: ", b"#, fuzzy\n", b"#~ ", b"msgctxt ", b"msgid_plural ",
          b"msgstr[9]", b"#| msgid ", b"#. scope: from 2024-01-01|x\n"]  # fmt: skip
BYTES = [b"\\", b"\x00", b"\x1b$B", b"~{", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x85", b"\xc2\x85", b"\xed\xa0\x80",
         "中".encode(), "中".encode("gbk")]  # fmt: skip
PIECES = st.sampled_from([*HEADERS, *SYNTAX, *BYTES])


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.binary(max_size=200), st.lists(PIECES | st.binary(max_size=3), max_size=12).map(b"".join))
)
@example(b'msgid ""\nmsgstr "charset=hz\\n"\n\nmsgid "\xd6\xd0~{"\nmsgstr "A"\n')
def test_no_bytes_at_all_break_a_reader_or_are_lost(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("glossary") / "a.po"
    path.write_bytes(raw)
    document = Document.load(path)
    assert document.to_bytes() == raw
    base, glossary = Termbase.load(path.parent), Glossary.load(path.parent)
    assert all(str(fault) for fault in (*base.faults, *glossary.faults))
    assert {str(fault) for fault in glossary.faults} <= {str(fault) for fault in base.faults}
    good, lesser = set(), set()
    for entry in glossary.entries():
        try:
            good.add(term(entry).zh)
        except GlossaryError as fault:
            lesser.add(fault.what)
    assert lesser <= {fault.what for fault in base.faults}
    assert good == {found.zh for found in (*base.terms, *base.proposals)}
    try:
        document.add([GlossaryEntry("Z", "Zed")])
        after = document.to_bytes()
    except GlossaryError:  # a file that nobody may change, or a charset without the words
        return
    if not document.faults:
        assert "Z" in [part.entry.zh for part in Document(path, after).parts() if part.entry]
