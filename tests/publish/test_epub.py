"""EPUB: what Debian's epubcheck says, what is in the package, and the same bytes each time."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.publish import hostile
from tests.publish.sample import CHIPS, WIND, make_desk, published
from translate.errors import PublishError
from translate.publish import words
from translate.publish.epub import write
from translate.publish.house import House
from translate.publish.model import Edition, Images, Language, Options, Picture, Standing
from translate.publish.weaving import text_of

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
}


def book(edition: Edition, options: Options) -> bytes:
    (file,) = write(edition, options)
    return file.data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def epubcheck(data: bytes, folder: Path) -> str:
    """What epubcheck has to say, empty if it is content: no errors, no warnings."""
    path = folder / "book.epub"
    path.write_bytes(data)
    jar = shutil.which("epubcheck")  # Debian's command is the jar itself
    assert jar, "install it: apt-get install epubcheck"
    done = subprocess.run(
        ["java", "-jar", jar, "--quiet", str(path)], capture_output=True, text=True, check=False
    )
    return (
        done.stdout + done.stderr
        if done.returncode
        else "\n".join(line for line in done.stderr.splitlines() if line.startswith(("ERROR", "WARNING")))
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the job makes of a memory: four articles by themselves, and an edition of them."""
    folder = tmp_path_factory.mktemp("books")
    desk = make_desk(folder / "desk")
    published(desk, folder, forms=["epub"], drafts=True)
    published(desk, folder, forms=["epub"], drafts=True, title="Late news")
    return folder


@pytest.mark.parametrize("name", [f"{WIND}.epub", "late-news.draft.epub", "late-news.draft.en.epub"])
def test_epubcheck_finds_nothing_in_what_the_desk_publishes(made: Path, tmp_path: Path, name: str) -> None:
    assert epubcheck((made / name).read_bytes(), tmp_path) == ""


def test_epubcheck_finds_nothing_in_hostile_texts_and_pictures(tmp_path: Path) -> None:
    hrefs = hostile.HREFS
    articles = [
        replace(
            hostile.article(f"日本 {n}", text, text[::-1], hrefs[n % len(hrefs)], Standing.UNREVIEWED),
            picture=hostile.png() if n else None,
        )
        for n, text in enumerate(hostile.HOSTILE)
    ]
    edition = hostile.edition(*articles, title=hostile.HOSTILE[5])
    assert epubcheck(book(edition, hostile.options(images=Images.EMBED)), tmp_path) == ""


@given(hostile.texts(), hostile.texts())
@settings(max_examples=25)
def test_any_text_gives_xml_with_that_text_in_it(zh: str, en: str) -> None:
    made = parts(book(hostile.edition(hostile.article("a", zh, en)), hostile.options()))
    for name, data in made.items():
        if name.endswith((".xhtml", ".opf", ".xml", ".svg")):
            etree.fromstring(data)
    page = etree.fromstring(made["EPUB/article-0001.xhtml"])
    for lang, text in (("zh-Hans", zh), ("en", en.strip())):
        shown = page.xpath(f"string(//h:div[@class='row paragraph']/h:p[@lang='{lang}'])", namespaces=NS)
        assert " ".join(shown.split()) == " ".join(text_of(text).split())


def test_the_same_edition_gives_the_same_bytes_and_the_mimetype_is_first() -> None:
    edition = hostile.edition(hostile.article("a", "北风", "Northwind"), title="Late")
    data = book(edition, hostile.options())
    assert book(edition, hostile.options()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        first, *others = opened.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {each.date_time for each in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_package_says_what_is_in_it_and_who_answers_for_it(made: Path) -> None:
    package = etree.fromstring(parts((made / f"{WIND}.epub").read_bytes())["EPUB/package.opf"])

    def all_of(path: str) -> list[str]:
        return [each.text for each in package.xpath(path, namespaces=NS)]

    assert all_of("//dc:language") == ["en", "zh-Hans"]
    assert all_of("//dc:contributor") == ["qwen2.5-coder-1.5b cc324af0 int8 greedy", "Mei Lin"]
    assert all_of("//dc:source") == ["https://www.voachinese.com/a/wind-power-20250128/7950001.html"]
    assert all_of("//opf:meta[@property='dcterms:modified']") == ["2025-01-29T08:30:00Z"]
    assert all_of("//opf:meta[@property='schema:accessMode']") == ["textual"]
    assert "signed by Mei Lin" in all_of("//dc:description")[0]


def test_an_edition_has_contents_landmarks_and_an_index_of_names(made: Path) -> None:
    files = parts((made / "late-news.draft.epub").read_bytes())
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    toc, landmarks = nav.xpath("//h:nav", namespaces=NS)
    assert toc.xpath(".//h:a/@href", namespaces=NS) == [
        *(f"article-{n:04}.xhtml" for n in range(1, 5)),
        "names.xhtml",
    ]
    kinds = landmarks.xpath("h:ol//@*[local-name()='type']", namespaces=NS)
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "index"]
    assert b"Wei Jianfeng" in files["EPUB/names.xhtml"]
    assert "韦建峰".encode() in files["EPUB/names.xhtml"]


def test_a_draft_says_so_on_cover_title_page_text_and_package(made: Path) -> None:
    files = parts((made / "late-news.draft.en.epub").read_bytes())
    for name in ("cover.svg", "cover.xhtml", "title.xhtml", "package.opf"):
        assert words.MARK.encode() in files[f"EPUB/{name}"], name
    marked = [name for name, data in files.items() if b'class="unreviewed"' in data and "article" in name]
    assert marked == ["EPUB/article-0003.xhtml"]
    approved = parts((made / f"{CHIPS}.epub").read_bytes())
    assert not [name for name, data in approved.items() if words.MARK.encode() in data]


def test_english_alone_has_no_chinese_but_where_links_lead(made: Path) -> None:
    files = parts((made / f"{CHIPS}.en.epub").read_bytes())
    assert "英伟达" not in files["EPUB/article-0001.xhtml"].decode().split("</script>")[1]
    assert b">zh" not in files["EPUB/package.opf"]


@pytest.mark.parametrize(
    ("images", "picture", "held"),
    [
        (Images.NONE, None, []),
        (Images.REFERENCE, None, []),
        (Images.EMBED, hostile.png(), ["EPUB/images/article-0001.png"]),
        (Images.EMBED, Picture(b"RIFF0000WEBP", "image/webp", ".webp"), []),  # no core type: linked
    ],
)
def test_pictures_are_left_out_linked_or_put_in(
    images: Images, picture: Picture | None, held: list[str]
) -> None:
    article = replace(hostile.article("a", "图", "Picture"), picture=picture)
    files = parts(book(hostile.edition(article), hostile.options(images=images)))
    page = files["EPUB/article-0001.xhtml"].decode().split("</script>")[1]
    assert [name for name in files if "images/" in name] == held
    assert ('<img src="images/article-0001.png"' in page) == bool(held)
    assert (f'<a href="{article.image}">' in page) == (images is not Images.NONE and not held)


def test_a_template_that_is_no_xml_or_hides_the_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "epub").mkdir()
    template = tmp_path / "epub" / "article.xhtml"
    edition = hostile.edition(hostile.article("a", "北", "North", standing=Standing.UNREVIEWED))

    def own() -> Options:
        return Options(Language.ENGLISH, Images.NONE, House(tmp_path))

    template.write_text('{% extends "duizhao/epub/article.xhtml" %}{% block head %}<br>{% endblock %}')
    with pytest.raises(PublishError, match=r"epub/article\.xhtml is no XML: .*; close every element"):
        book(edition, own())
    template.write_text('{% extends "duizhao/epub/article.xhtml" %}{% block body %}<p/>{% endblock %}')
    with pytest.raises(PublishError, match=r"does not show \{\{ article\.mark \}\}"):
        book(edition, own())
