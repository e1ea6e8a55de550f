"""Bytes to text."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.ingest.writing import SIMPLIFIED, TRADITIONAL, texts
from translate.errors import IngestError
from translate.ingest import decode, read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_simplified_text_in_each_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), "a.txt") == SIMPLIFIED


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "big5", "cp950", "big5hkscs", "gb18030"]
)
def test_traditional_text_in_each_encoding(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("市长说，这是礼物。", "gb18030"),
        ("市長說，這是禮物。", "big5"),
        ("市長說，這是禮物。", "gb18030"),
        ("<html><p>AI公司今年投资2500亿美元</p></html>", "gb18030"),
        ("<html><p>AI公司今年投資2500億美元</p></html>", "big5"),
        ("𠮷野家的市值", "gb18030"),
    ],
)
def test_a_few_words_are_enough_to_tell(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_character_cut_in_two_at_the_end_costs_only_itself() -> None:
    text = decode(SIMPLIFIED.encode()[:-1], "a.txt")
    assert text == SIMPLIFIED[:-1] + "\ufffd"
    read = read_text(f"新馆开放\n\n{text}", source="a.txt")
    assert texts(read) == [SIMPLIFIED[:-1]]
    assert read.notices == ("ends in the middle of a character; it is cut off, what is there was kept",)


def test_a_damaged_byte_in_gb18030_costs_little() -> None:
    data = bytearray(SIMPLIFIED.encode("gb18030") * 5)
    data[101] = 0xFF
    text = decode(bytes(data), "a.txt")
    assert 1 <= text.count("\ufffd") <= 2
    assert text.count("市政府") >= 4
    notices = read_text(text, source="a.txt").notices
    assert any("damaged character" in notice and "(shown as \ufffd)" in notice for notice in notices)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", "甲")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a PNG image"),
        (zipped(), "is a ZIP archive"),
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"\xff\xd8\xff\xe0JFIF", "is a JPEG image"),
        ("中文".encode() + b"\0\0" + "中文".encode(), "is a binary file"),
        (SIMPLIFIED.encode("utf-16-le"), "is a binary file, or UTF-16 without a byte order mark"),
        (bytes(range(1, 32)) * 20, "is a binary file"),
        (bytes(range(128, 256)) * 20, "is in none of the encodings"),
        ("Überraschung im Café, naïve Gäste".encode("latin-1"), "is in none of the encodings"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(IngestError) as caught:
        decode(data, "dump/x.md")
    assert str(caught.value).startswith(f"dump/x.md: {what}")
    assert caught.value.remedy


def test_a_page_that_declares_another_encoding_is_read_by_what_it_is() -> None:
    page = f"<html><meta charset=gb2312><h1>河城</h1><p>{SIMPLIFIED}</p></html>"
    assert texts(read_text(decode(page.encode(), "a.html"), source="a.html")) == [SIMPLIFIED]
