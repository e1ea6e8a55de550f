"""Reading aligned text that others made: PO and two columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.bitext import Pair, read_bitext
from translate.errors import IngestError

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
msgctxt "p01.s01"
msgid "他走了。"
msgstr "He left."

msgid "他说：“好。”"
msgstr ""

#~ msgid "旧的"
#~ msgstr "old"
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_po_file(tmp_path: Path) -> None:
    assert read_bitext(write(tmp_path, "a.po", PO)) == (
        Pair("p01.s01", "他走了。", "He left.", 7),
        Pair("line 10", "他说：“好。”", "", 10),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "他走了。\tHe left.\n她来了。\tShe came.\n"),
        ("a.tsv", "\ufeff他走了。\tHe left.\r\n她来了。\tShe came."),
        ("a.txt", "他走了。\tHe left.\n她来了。\tShe came.\n"),
        ("a.csv", "他走了。,He left.\n她来了。,She came.\n"),
        ("a.csv", "他走了。;He left.\n她来了。;She came.\n"),
        ("a.CSV", '"他走了。","He left."\n"她来了。","She came."\n'),
        ("a.tsv", "他走了。\tHe left.\tnote\n她来了。\tShe came.\t\n"),
    ],
)
def test_two_columns(tmp_path: Path, name: str, text: str) -> None:
    pairs = read_bitext(write(tmp_path, name, text))
    assert [(pair.zh, pair.en, pair.line) for pair in pairs] == [
        ("他走了。", "He left.", 1),
        ("她来了。", "She came.", 2),
    ]


@pytest.mark.parametrize(
    "header", ["en\tnote\tzh", "Target\tx\tSource", "英文\t备注\t中文", "English\t\tChinese"]
)
def test_a_header_says_which_column_is_which(tmp_path: Path, header: str) -> None:
    path = write(tmp_path, "a.tsv", f"{header}\nHe left.\tok\t他走了。\n")
    assert read_bitext(path) == (Pair("line 2", "他走了。", "He left.", 2),)


def test_lines_are_counted_through_blank_ones_and_quoted_breaks(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.csv", '他走了。,He left.\n\n"她来了，\n又走了。","She came, and left."\n好。,Good.\n'
    )
    assert [(pair.zh, pair.line) for pair in read_bitext(path)] == [
        ("他走了。", 1),
        ("她来了，\n又走了。", 3),
        ("好。", 5),
    ]


@pytest.mark.parametrize(
    ("field", "read"),
    [
        ('"Yes," he said', '"Yes," he said'),
        ('"I left."', '"I left."'),
        ('"He said ""yes"""', 'He said "yes"'),
        ('He "left', 'He "left'),
    ],
)
def test_quotation_marks_in_a_tsv_are_text(tmp_path: Path, field: str, read: str) -> None:
    path = write(tmp_path, "a.tsv", f"他走了。\t{field}\n好。\tGood.\n")
    assert [pair.en for pair in read_bitext(path)] == [read, "Good."]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "", "a.tsv: holds no pair of Chinese and English; export it with both texts"),
        ("a.po", "", "a.po: is not a PO file; name a two-column file .tsv or .csv"),
        ("a.tsv", "他走了。\tHe left.\n好。\n", "a.tsv:2: has 1 column where Chinese and English are needed"),
        ("a.tsv", "He left.\t他走了。\n", "a.tsv:1: the columns look swapped: the English comes first"),
        ("a.tsv", "He left.\tIl est parti.\n", "a.tsv:1: no Chinese is in it"),
        ("a.tsv", b"\xcb\xfd\xc0\xb4\xc1\xcb\tShe came.\n", "a.tsv:1: is not UTF-8; save it again as UTF-8"),
        ("a.tsv", b"\x00\x01\x02", "a.tsv: is not text; give a PO, TSV or CSV file"),
        ("a.csv", '"他走了。,He left.\n', "a.csv:1: is not valid CSV there"),
        ("a.po", 'msgid "他走了。"\nmsgstr "He left."\nfoo "x"\n', "a.po:3: is not valid PO there"),
        ("a.po", PO.replace("他走了。", "x").replace("他说：“好。”", "y"), "a.po:7: no Chinese is in it"),
        ("a.po", 'msgid "He left."\nmsgstr "他走了。"\n', "a.po:1: the columns look swapped"),
    ],
)
def test_what_cannot_be_read_is_told_with_place_and_remedy(
    tmp_path: Path, name: str, text: str | bytes, message: str
) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(IngestError) as caught:
        read_bitext(path)
    told = str(caught.value).replace(f"{tmp_path}/", "")
    assert told.startswith(message)
    assert ";" in told


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="cannot be read"):
        read_bitext(tmp_path / "none.tsv")
