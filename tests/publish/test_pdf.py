"""PDF: printed by the installed Chromium, read again by poppler and pypdf."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pypdf import PdfReader

from tests.publish import hostile
from tests.publish.sample import CHIPS, WIND, make_desk, published
from translate.errors import PublishError
from translate.publish import words
from translate.publish.chromium import find, print_pdf
from translate.publish.house import House
from translate.publish.model import Edition, Images, Language, Options, Standing
from translate.publish.pdf import write

pytestmark = pytest.mark.browser


def pdf(edition: Edition, options: Options) -> bytes:
    (file,) = write(edition, options)
    return file.data


def pages_of(data: bytes) -> list[str]:
    """The text of each page, as poppler reads it, every space one space."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, check=True, capture_output=True)
    assert done.stderr == b""
    return [" ".join(page.split()) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def info_of(data: bytes) -> dict[str, str]:
    """What stands under File > Properties."""
    return {name: str(value) for name, value in (PdfReader(io.BytesIO(data)).metadata or {}).items()}


def titles_of(outline: list[Any]) -> Iterator[str]:
    """The titles of an outline of any depth."""
    for each in outline:
        if isinstance(each, list):
            yield from titles_of(each)
        else:
            yield each.title


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article by itself, and an edition with a draft, as the job makes them."""
    folder = tmp_path_factory.mktemp("prints")
    desk = make_desk(folder / "desk")
    assert published(desk, folder, forms=["pdf"], ids=[WIND]).exit_code == 0
    published(desk, folder, forms=["pdf"], drafts=True, title="Late news", languages=(Language.BILINGUAL,))
    return folder


def test_both_texts_are_there_tagged_with_an_outline(made: Path) -> None:
    data = (made / f"{WIND}.pdf").read_bytes()
    first, *_, last = pages_of(data)
    for text in ("成本与风险", "Costs and risks", "1/2", "Image on the web"):
        assert text in first
    assert "Made with Duizhao" in last
    assert last.endswith("2/2")
    reader = PdfReader(io.BytesIO(data))
    root = reader.root_object
    assert "'/Marked': True" in str(root["/MarkInfo"])
    assert str(root["/Lang"]) == "en"
    title, *headings = titles_of(reader.outline)
    assert title.endswith("invest $2.34 billion in floating wind farm in the North Sea")  # over two lines
    assert headings == ["成本与风险 Costs and risks", "三大问题 Three questions"]
    assert "英伟达" not in "".join(pages_of((made / f"{WIND}.en.pdf").read_bytes()))


def test_the_metadata_tells_how_it_was_made_and_no_clock(made: Path) -> None:
    data = (made / f"{WIND}.pdf").read_bytes()
    info, xmp = info_of(data), PdfReader(io.BytesIO(data)).xmp_metadata
    assert info["/Title"] == "Northwind Energy to invest $2.34 billion in floating wind farm in the North Sea"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20250129083000+00'00'"
    assert info["/Author"] == "Mei Lin"
    assert info["/Engine"] == "qwen2.5-coder-1.5b cc324af0 int8 greedy"
    assert info["/Glossary"] == "companies.po people.po 8d1f20c4"
    assert "Signed over" in info["/Subject"]
    assert xmp
    assert xmp.dc_language == ["en", "zh-Hans"]
    assert xmp.dc_title == {"x-default": info["/Title"]}


def test_an_edition_has_numbered_contents_and_an_index_of_names(made: Path) -> None:
    pages = pages_of((made / "late-news.draft.pdf").read_bytes())
    contents, index = pages[0], pages[-1]
    on = next(n for n, page in enumerate(pages, 1) if n > 1 and "英伟达发布新芯片" in page)
    assert f"Nvidia unveils a new chip {on}" in contents
    assert f"Index of names, {len(pages)}" in contents
    assert f"Wei Jianfeng 韦建峰 Nvidia unveils a new chip, {on}" in index


def test_the_mark_is_on_every_page_of_a_draft_and_on_none_of_what_is_approved(made: Path) -> None:
    data = (made / "late-news.draft.pdf").read_bytes()
    assert all(page.startswith(words.MARK) for page in pages_of(data))
    assert info_of(data)["/Title"] == f"[{words.MARK}] Late news"
    assert words.MARK not in "".join(pages_of((made / f"{WIND}.pdf").read_bytes()))


def test_hostile_texts_and_an_embedded_picture_give_the_same_bytes_twice() -> None:
    articles = [
        replace(hostile.article(id_, text, text[::-1], standing=Standing.UNREVIEWED), picture=hostile.png())
        for id_, text in zip(("日本-1", "b", "c", "d", "e"), hostile.HOSTILE[3:8], strict=True)
    ]
    edition = hostile.edition(*articles, title=hostile.HOSTILE[5])
    data = pdf(edition, hostile.options(images=Images.EMBED))
    assert pdf(edition, hostile.options(images=Images.EMBED)) == data
    pages = pages_of(data)
    assert all(words.MARK in page and "<script>alert(1)</script>" in page for page in pages)
    assert "{{ 7*7 }}" in "".join(pages)
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(data)).pages) == len(articles)


def test_printing_asks_nobody_for_anything(tmp_path: Path) -> None:
    """Whatever a desk's own template wants from the web, even from this machine."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "article.html").write_text(
            '{% extends "duizhao/article.html" %}{% block policy %}{% endblock %}{% block article %}{{ super() }}'
            f'<img src="{site}/a.png"><iframe src="{site}/f"></iframe><script>fetch("{site}/s")</script>'
            "{% endblock %}"
        )
        article = hostile.article("a", "北", "North")
        data = pdf(hostile.edition(article), Options(Language.BILINGUAL, Images.REFERENCE, House(tmp_path)))
        server.shutdown()
    assert "North" in pages_of(data)[0]
    assert asked == []


def test_without_chromium_one_line_says_how_to_get_it_and_other_forms_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = published(make_desk(tmp_path), tmp_path / "out", ids=[CHIPS], forms=["pdf", "epub"])
    assert {str(fault) for fault in report.faults} == {
        "a PDF needs Chromium, and there is none; install it (Debian: apt install chromium) "
        "or name Chrome's program in DUIZHAO_CHROMIUM"
    }
    assert {path.name for path in report.files} == {f"{CHIPS}.epub", f"{CHIPS}.en.epub"}
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_the_program_may_be_named(tmp_path: Path) -> None:
    program = tmp_path / "my-chrome"
    program.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
    program.chmod(0o755)
    assert find({"DUIZHAO_CHROMIUM": str(program), "PATH": ""}) == str(program)
    assert find({"CHROME_PATH": str(program), "PATH": ""}) == str(program)
    with pytest.raises(PublishError, match="there is no program nowhere, which CHROME_PATH names"):
        find({"CHROME_PATH": "nowhere"})
    with pytest.raises(PublishError, match=r"my-chrome: Chromium printed no PDF: no display; see whether"):
        print_pdf(b"<p>x", str(program))
