"""Bad input: one clear error, or what is there and a notice; never a crash, never minutes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ingest.writing import LINK, SIMPLIFIED, STAMP, article, attempt, body, dump, texts
from translate.errors import IngestError
from translate.ingest import Form, read, read_text
from translate.ingest.reading import MOST_BYTES


def refusal(text: str, source: str = "dump/x.md") -> str:
    with pytest.raises(IngestError) as caught:
        read_text(text, source=source)
    message = str(caught.value)
    assert message.startswith(f"{source}: ")
    assert "\n" not in message
    assert caught.value.remedy
    return caught.value.what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        ("\ufeff", "holds only white space"),
        (" \n\t\u3000\u00a0\n", "holds only white space"),
        (STAMP, "holds no text"),
        ("<!DOCTYPE html><html><head></head><body><p> </p></body></html>", "holds no text"),
        ("<script>var 甲 = 1;</script>", "holds no text"),
        ("\u200b\u200b", "holds no text"),
    ],
)
def test_nothing_to_read_is_one_error(text: str, what: str) -> None:
    assert refusal(text) == what


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "gb18030"])
def test_text_garbled_by_a_wrong_decoding_is_refused(wrong: str) -> None:
    garbled = SIMPLIFIED.encode().decode(wrong, "replace")
    assert refusal(dump(f"<p>{garbled}</p>", link="")).startswith("is garbled: it holds ")


def test_text_that_was_not_garbled_is_not_refused() -> None:
    assert texts(article(f"题\n\n{SIMPLIFIED} Müller, Café, naïve, São Paulo, ñandú — “x”", Form.TEXT))


@pytest.mark.parametrize(
    ("tail", "kept", "notice"),
    [
        ("<p>第二段</p><p cla", ["第一段。", "第二段"], "ends in the middle of a tag"),
        ("<p>第二段</", ["第一段。", "第二段"], "ends in the middle of a tag"),
        ("<p>第二段<", ["第一段。", "第二段"], "ends in the middle of a tag"),
        ('<p>看<a href="https://o.example/x', ["第一段。", "看"], "ends in the middle of a tag"),
        ("<p>第二段&#200", ["第一段。", "第二段"], "ends in the middle of a character entity"),
        ("<p>第二段&nbs", ["第一段。", "第二段"], "ends in the middle of a character entity"),
        ("<p>第二段<!-- 广告", ["第一段。", "第二段"], "ends in the middle of a"),
        (
            "<p>第二段<!-- 广告 <p>第三段</p>",
            ["第一段。", "第二段 广告", "第三段"],
            "has a comment that is never closed",
        ),
        ("<p>第二段<script>var a = '", ["第一段。", "第二段"], "ends inside a <script>"),
        ("<p>第二<em>段", ["第一段。", "第二段"], "ends with <em> still open"),
        ("<p>第二段", ["第一段。", "第二段"], "ends with <p> still open"),
        ("<div><p>第二<b>段<div>三<ul><li>四", ["第一段。", "第二段", "三", "四"], "still open"),
        (
            "<a href='https://o.example>看</a><p>第二段</p>",
            ["第一段。", "看", "第二段"],
            "whose quote is never closed",
        ),
        (
            '<small style="color: #999;>图</small><p>第二段</p>',
            ["第一段。", "图", "第二段"],
            "whose quote is never closed",
        ),
        (
            '<a title="https://o.example>看</a><p>第二段</p>',
            ["第一段。", "看", "第二段"],
            "has a tag that is never closed",
        ),
        ("<textarea>二<p>第三段</p>", ["第一段。", "二", "第三段"], "has a <textarea> that is never closed"),
    ],
)
def test_cut_off_tag_soup_keeps_what_is_there(tail: str, kept: list[str], notice: str) -> None:
    read = body(f"<p>第一段。</p>{tail}")
    assert texts(read) == kept
    assert [told for told in read.notices if notice in told], read.notices


@pytest.mark.parametrize(
    "tail", ["<p>第二段</p>", "<ul><li>二</ul>", "AT&T", "<br>", "<p>甲 & 乙</p>", "<p>二</p></div>"]
)
def test_a_whole_text_is_not_called_cut_off(tail: str) -> None:
    assert body(f"<p>第一段。</p>{tail}").notices == ()


def test_a_dump_cut_anywhere_never_fails_worse_than_empty() -> None:
    whole = dump(
        "<img src='https://i.example/a'><div><small>图</small></div><p>一&amp;<a href='/x'>二</a></p>"
        "<p><em>（三）</em></p>"
    )
    for end in range(1, len(whole)):
        read = attempt(whole[:end])
        if isinstance(read, IngestError):
            assert end < len(f"{STAMP}\n[河"), str(read)
        else:
            assert all(block.zh for block in read.blocks)


def test_a_link_line_cut_off_keeps_the_title() -> None:
    read = article(f"{STAMP}\n{LINK[:-20]}")
    assert [block.zh for block in read.blocks] == ["河城市立图书馆新馆开放"]
    assert read.url == ""
    assert "has a title but no text below it" in read.notices
    assert any("link line" in notice for notice in read.notices)


@pytest.mark.parametrize("form", list(Form))
def test_ten_megabytes_on_one_line(form: Form) -> None:
    line = SIMPLIFIED * (10_000_000 // len(SIMPLIFIED.encode()))
    inside = {Form.DUMP: dump(f"<p>{line}</p>"), Form.HTML: f"<html><body><p>{line}"}.get(form, line)
    assert read_text(inside, source="x", form=form).blocks[-1].zh == line


@pytest.mark.parametrize(
    "tag", ["<div>", "<b>", "<a href='/x'>", "<ul><li>", "<table><tr><td>", "<nav>", "<x-y>"]
)
def test_fifty_thousand_tags_deep(tag: str) -> None:
    for form in (Form.DUMP, Form.HTML):
        read = article(
            dump(tag * 50_000 + "深处") if form is Form.DUMP else f"<html>{tag * 50_000}深处", form
        )
        assert texts(read)[-1] == "深处"
        assert any("nested too deeply" in notice for notice in read.notices)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a",
        "<!--",
        "&",
        "<p ",
        "\"'",
        '<a href="x>甲',
        "</",
        "<![CDATA[",
        "<?",
        "](",
        "![",
        "*",
        "`",
        "> ",
        "- ",
        "\n　",
        "<div></p>",
        "<p>",
    ],
)
def test_a_hundred_thousand_broken_pieces(piece: str) -> None:
    """Each would take minutes if any step went over the text once a piece."""
    for form in Form:
        text = f"题\n\n{piece * (100_000 // len(piece))}中文"
        read = attempt(dump(text) if form is Form.DUMP else text, form)
        assert isinstance(read, IngestError) or read.blocks


def test_an_english_text_is_read_with_a_notice() -> None:
    assert "holds no Chinese characters" in article("Title\n\nOnly English.", Form.TEXT).notices


class TestFiles:
    def test_a_file_is_read_from_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.md").write_bytes(dump(f"<p>{SIMPLIFIED}</p>").encode("gb18030"))
        found = read(Path("a.md"))
        assert (found.source, texts(found)) == ("a.md", [SIMPLIFIED])

    def refusal(self, path: Path) -> str:
        with pytest.raises(IngestError) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}: ")
        assert caught.value.remedy
        return caught.value.what

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "x.md").touch()
        assert self.refusal(tmp_path / "x.md") == "is empty"

    def test_a_folder_by_the_name_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "x.md").mkdir()
        assert self.refusal(tmp_path / "x.md") == "is a folder, not a file"

    def test_a_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "x.md").symlink_to("nowhere")
        assert self.refusal(tmp_path / "x.md") == "leads nowhere (a broken link)"

    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path / "x.md") == "does not exist"

    def test_a_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "x.md")
        assert self.refusal(tmp_path / "x.md") == "is no file that can be read"

    def test_a_name_that_the_system_will_not_take(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path / ("x" * 300)).startswith("cannot be read (")

    def test_a_file_beyond_the_bound(self, tmp_path: Path) -> None:
        with (tmp_path / "x.md").open("wb") as file:
            file.truncate(MOST_BYTES + 1)
        assert self.refusal(tmp_path / "x.md") == "is too large for an article (at most 64 MB)"

    def test_a_binary(self, tmp_path: Path) -> None:
        (tmp_path / "x.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
        assert self.refusal(tmp_path / "x.md") == "is a PNG image, not text"
