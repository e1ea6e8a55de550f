"""DOCX: opened by LibreOffice without a screen and by python-docx; texts, comments, styles, properties, bytes."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.table import _Cell
from hypothesis import given, settings
from lxml import etree

from tests.publish import hostile
from tests.publish.sample import CHIPS, DRAFT, MEI, REASON, WIND, make_desk, published
from translate.publish import words
from translate.publish.docx import write
from translate.publish.model import Edition, Images, Language, Options, Picture, Standing
from translate.publish.weaving import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}


def docx(edition: Edition, options: Options) -> bytes:
    (file,) = write(edition, options)
    return file.data


def opened(data: bytes) -> DocumentObject:
    return Document(io.BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def hostile_edition() -> Edition:
    articles = [
        replace(
            hostile.article(f"a{n}", text, text[::-1], hostile.HREFS[n % len(hostile.HREFS)]),
            picture=hostile.png() if n else None,
        )
        for n, text in enumerate(hostile.HOSTILE)
    ]
    return hostile.edition(*articles, title=hostile.HOSTILE[5])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the job makes of a memory, and a document of hostile texts."""
    folder = tmp_path_factory.mktemp("documents")
    desk = make_desk(folder / "desk")
    published(desk, folder, forms=["docx"], drafts=True)
    published(desk, folder, forms=["docx"], drafts=True, title="Late news")
    (folder / "hostile.docx").write_bytes(docx(hostile_edition(), hostile.options(images=Images.EMBED)))
    return folder


@pytest.fixture(scope="module")
def rendered(made: Path) -> dict[str, str]:
    """The text of each document as LibreOffice prints it: one start of LibreOffice, with a profile of its own."""
    files = sorted(made.glob("*.docx"))
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(made), *map(str, files)],
        check=True,
        capture_output=True,
    )
    texts = {}
    for file in files:
        pdf = file.with_suffix(".pdf")
        assert pdf.exists(), f"LibreOffice could not open {file.name}"
        done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
        texts[file.name] = done.stdout.decode("utf-8")
    return texts


def test_libreoffice_prints_both_texts_the_header_and_page_numbers(rendered: dict[str, str]) -> None:
    text = rendered[f"{WIND}.docx"]
    for words_ in ("成本与风险", "Costs and risks", "Chinese", "English", "Page 1 of 2", "How this was made"):
        assert words_ in text
    english = rendered[f"{CHIPS}.en.docx"]
    assert "Nvidia shares rose." in english
    assert "英伟达" not in english


def test_libreoffice_prints_the_mark_on_every_page_of_a_draft(rendered: dict[str, str]) -> None:
    pages = rendered["late-news.draft.docx"].split("\f")[:-1]
    assert len(pages) == 7
    assert all(words.MARK in page for page in pages)
    assert "Harbour strike (unreviewed)" in " ".join(pages[0].split())
    assert words.MARK not in rendered[f"{CHIPS}.docx"]


def test_libreoffice_works_out_the_pages_of_contents_and_names(rendered: dict[str, str]) -> None:
    pages = rendered["late-news.draft.en.docx"].split("\f")
    contents = next(line for line in pages[0].splitlines() if "Nvidia unveils" in line)
    number = int(contents.rsplit(".", 1)[1])
    assert "Nvidia unveils a new chip" in pages[number - 1]
    index = next(page for page in pages if "Index of names" in page)
    assert f"Wei Jianfeng: Nvidia unveils a new chip, page {number}" in index


def test_libreoffice_opens_hostile_texts(rendered: dict[str, str]) -> None:
    assert "<script>alert(1)</script>" in rendered["hostile.docx"]
    assert "{{ 7*7 }}" in rendered["hostile.docx"]


def test_open_findings_are_comments_on_their_sentence(made: Path) -> None:
    data = (made / f"{WIND}.docx").read_bytes()
    texts = [comment.text for comment in opened(data).comments]
    blocker = next(text for text in texts if text.startswith("Blocker: ") and "600" in text)
    assert f"Signed over by {MEI}: {REASON}" in blocker
    body = part(data, "word/document.xml")
    starts = body.xpath("//w:commentRangeStart/@w:id", namespaces=NS)
    assert sorted(map(int, starts)) == list(range(len(texts)))
    assert sorted(starts) == sorted(body.xpath("//w:commentReference/@w:id", namespaces=NS))
    assert anchored(body, texts.index(blocker)) == "The wind farm will supply power to about 600 homes."


def anchored(body: etree._Element, number: int) -> str:
    """The text between a comment's two ends."""
    after = (
        f"preceding::w:commentRangeStart[@w:id='{number}'] and following::w:commentRangeEnd[@w:id='{number}']"
    )
    return "".join(body.xpath(f"//w:t[{after}]/text()", namespaces=NS))


def test_comments_carry_no_clock(made: Path) -> None:
    comments = part((made / f"{WIND}.docx").read_bytes(), "word/comments.xml")
    assert not comments.xpath("//@w:date", namespaces=NS)
    assert set(comments.xpath("//w:comment/@w:author", namespaces=NS)) == {"Duizhao"}


def test_headings_stand_outside_of_the_tables_and_rows_repeat(made: Path) -> None:
    document = opened((made / f"{WIND}.docx").read_bytes())
    styles = [(each.style.name, each.text) for each in document.paragraphs if each.style]
    assert styles[0][0] == "Title"
    assert ("Heading 1", "成本与风险 Costs and risks") in styles
    assert ("Heading 2", "三大问题 Three questions") in styles or (
        "Heading 1",
        "三大问题 Three questions",
    ) in styles
    assert all(table.style and table.style.name == "Bilingual" for table in document.tables)
    assert all(table._tbl.tr_lst[0].xpath("w:trPr/w:tblHeader") for table in document.tables)
    cells = [_style(cell) for cell in document.tables[-1].column_cells(1)]
    assert {"List Bullet", "Quote"} <= set(cells)


def test_every_run_tells_its_language(made: Path) -> None:
    body = part((made / "late-news.draft.docx").read_bytes(), "word/document.xml")
    for run in body.xpath("//w:r[w:t]", namespaces=NS):
        text = "".join(run.itertext())
        lang = run.find(f"{W}rPr/{W}lang")
        assert lang is not None or not text.strip()
        if "英伟达" in text:
            assert lang is not None
            assert lang.get(f"{W}eastAsia") == "zh-CN"


def test_traditional_chinese_is_told_as_such() -> None:
    article = replace(hostile.article("a", "這個國家", "This country"), zh_tag="zh-Hant")
    body = part(docx(hostile.edition(article), hostile.options()), "word/document.xml")
    (lang,) = set(body.xpath("//w:r[w:t='這個國家']/w:rPr/w:lang/@w:eastAsia", namespaces=NS))
    (font,) = set(body.xpath("//w:r[w:t='這個國家']/w:rPr/w:rFonts/@w:eastAsia", namespaces=NS))
    assert (lang, font) == ("zh-TW", "PMingLiU")


def test_properties_tell_how_it_was_made(made: Path) -> None:
    data = (made / f"{DRAFT}.draft.docx").read_bytes()
    core = opened(data).core_properties
    assert core.title == f"[{words.MARK}] Harbour strike"
    assert core.content_status == words.MARK
    custom = part(data, "docProps/custom.xml")
    values = {each.get("name"): each[0].text for each in custom}
    assert values["Status"] == words.MARK
    assert values["Engine"] == "qwen2.5-coder-1.5b cc324af0 int8 greedy"
    assert values["Glossary"] == "companies.po people.po 8d1f20c4"
    signed = part((made / f"{CHIPS}.docx").read_bytes(), "docProps/custom.xml")
    assert {each.get("name"): each[0].text for each in signed}["Approved by"] == MEI


@pytest.mark.parametrize("language", list(Language))
def test_the_same_edition_gives_the_same_bytes(language: Language) -> None:
    edition = hostile_edition()
    data = docx(edition, hostile.options(language, Images.EMBED))
    assert docx(edition, hostile.options(language, Images.EMBED)) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


def _style(cell: _Cell) -> str | None:
    style = cell.paragraphs[0].style
    return style.name if style else None


@given(hostile.texts(), hostile.texts())
@settings(max_examples=15)
def test_any_text_comes_back_out_of_the_document(zh: str, en: str) -> None:
    edition = hostile.edition(hostile.article("a", zh, en, standing=Standing.UNREVIEWED))
    document = opened(docx(edition, hostile.options()))
    rows = [row for row in document.tables[0].rows if len(row._tr.tc_lst) == 2]
    row = next(row for row in rows[1:] if _style(row.cells[0]) == "Normal")
    assert [" ".join(cell.text.split()) for cell in row.cells] == [
        " ".join(text_of(text).split()) for text in (zh, en.strip())
    ]


@pytest.mark.parametrize(
    ("images", "picture", "held", "link"),
    [
        (Images.NONE, None, 0, False),
        (Images.REFERENCE, None, 0, True),
        (Images.EMBED, hostile.png(), 1, False),
        (Images.EMBED, Picture(b"RIFF0000WEBP", "image/webp", ".webp"), 0, True),
        (Images.EMBED, Picture(b"\x89PNG\r\n\x1a\nbroken", "image/png", ".png"), 0, True),
        (Images.EMBED, Picture(b"\xff\xd8\xffbroken", "image/jpeg", ".jpg"), 0, True),
        (Images.EMBED, Picture(b"GIF89a", "image/gif", ".gif"), 0, True),
    ],
)
def test_pictures_are_left_out_linked_or_put_in(
    images: Images, picture: Picture | None, held: int, link: bool
) -> None:
    article = replace(hostile.article("a", "图", "Picture"), picture=picture)
    document = opened(docx(hostile.edition(article), hostile.options(Language.ENGLISH, images)))
    assert len(document.inline_shapes) == held
    assert ("Image on the web" in [each.text for each in document.paragraphs]) == link
