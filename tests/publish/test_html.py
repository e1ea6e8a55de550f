"""HTML pages: valid by two validators that are not ours, both texts on them, nothing on them but text."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.nu import complaints
from tests.publish.sample import CHIPS, CUP, DRAFT, REASON, SIGNED_AT, WIND, make_desk, order, published
from tests.publish.test_markdown import article_of, marked_texts
from tests.review.hostile import hostile
from translate.memory import Memory
from translate.model import BlockKind, Mark, TranslatedArticle
from translate.publish.house import House
from translate.publish.html import page
from translate.publish.job import publish
from translate.publish.model import Images, Language, Options, PublishedBlock
from translate.publish.trial import trial_editions
from translate.publish.weaving import text_of

GOLDEN = Path(__file__).parent.parent / "golden" / "published"
NAMES = (
    f"{WIND}.html",
    f"{WIND}.en.html",
    f"{WIND}.md",
    f"{DRAFT}.draft.en.html",
    "late-news.draft.md",
    "feed.atom",
)


def golden(folder: Path) -> dict[str, str]:
    """The products that are kept, by name; `python -m tests.publish.regenerate` writes them anew."""
    memory = make_desk(folder)
    out = folder / "out"
    published(memory, out, ids=[WIND], forms=["html", "markdown"])
    published(memory, out, ids=[DRAFT], forms=["html"], drafts=True)
    published(memory, out, ids=[CHIPS, DRAFT], forms=["markdown"], drafts=True, title="Late news")
    published(memory, out, ids=[CHIPS, CUP], forms=["feed"], pages="https://desk.example/news/{id}.html")
    return {name: (out / name).read_text(encoding="utf-8") for name in NAMES}


def test_the_whole_products_are_as_expected(tmp_path: Path) -> None:
    assert golden(tmp_path) == {name: (GOLDEN / name).read_text(encoding="utf-8") for name in NAMES}


def strictly(text: str) -> BeautifulSoup:
    html5lib.HTMLParser(strict=True).parse(text)
    return BeautifulSoup(text, "html5lib")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms of articles and an edition, drafts and a hostile article among them."""
    folder = tmp_path_factory.mktemp("everything")
    memory = make_desk(folder)
    made = hostile()
    with Memory.open(memory) as opened:
        clean = _storable(made.article.id)
        opened.store(clean, {})
        for title in ("", "<script>alert(1)</script> & late news"):
            report = publish(opened, order(folder / "out", drafts=True, title=title))
            assert report.exit_code == 0
    return folder / "out"


def _storable(id_: str) -> TranslatedArticle:
    """The hostile article without half characters, which no memory takes."""
    made = hostile()

    def whole(text: str) -> str:
        return text.replace("\ud800", "\ufffd")

    blocks = tuple(replace(block, zh=whole(block.zh)) for block in made.article.blocks)
    rows = tuple(
        replace(
            row,
            segment=replace(row.segment, zh=whole(row.segment.zh), article=id_),
            draft=replace(row.draft, en=whole(row.draft.en), origin="engine"),
            locks=(),
            held=(),
            findings=(),
        )
        for row in made.rows
    )
    signature = replace(
        made.signature, engine=whole(made.signature.engine), glossary=whole(made.signature.glossary)
    )
    article = replace(
        made.article,
        blocks=tuple(
            replace(b, marks=tuple(replace(m, href=whole(m.href)) for m in b.marks)) for b in blocks
        ),
        notices=(),
        source=whole(made.article.source),
        url=whole(made.article.url),
    )
    return replace(made, article=article, rows=rows, signature=signature)


def test_the_validator_of_the_w3c_has_nothing_to_say(everything: Path) -> None:
    pages = sorted([*everything.rglob("*.html"), *everything.rglob("*.css")])
    assert len(pages) > 20
    assert complaints(pages) == []


def test_a_strict_parser_finds_no_error_and_nothing_that_runs(everything: Path) -> None:
    for path in everything.rglob("*.html"):
        tree = strictly(path.read_text(encoding="utf-8"))
        assert not tree.select(
            "script:not([type='application/ld+json']), iframe, object, embed, base, form, [style]"
        )
        for tag in tree.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")]
            for name in ("href", "src"):
                scheme, colon, _ = str(tag.get(name, "")).partition(":")
                assert not colon or scheme in ("http", "https", "mailto", "data")
        for script in tree.select("script"):
            assert json.loads(str(script.string))["@type"] == "NewsArticle"


OPTIONS = {language: Options(language, Images.REFERENCE, House()) for language in Language}


@given(marked_texts(), marked_texts())
def test_every_text_is_on_the_page_to_the_character(
    zh: tuple[str, tuple[Mark, ...]], en: tuple[str, tuple[Mark, ...]]
) -> None:
    block = PublishedBlock("p01", BlockKind.PARAGRAPH, 0, zh[0], en[0], zh[1], en[1])
    edition = replace(trial_editions()[0], articles=(article_of(block),))
    tree = strictly(page(edition, OPTIONS[Language.BILINGUAL]))
    (found,) = tree.select("div.paragraph p:lang(zh)") or [None]
    assert found is not None
    assert found.get_text() == text_of(zh[0])
    english = tree.select("div.paragraph p[lang=en]")
    assert [each.get_text() for each in english] == ([text_of(en[0])] if text_of(en[0]) else [])


def test_the_machine_readable_part_tells_the_same(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[WIND], forms=["html"])
    tree = strictly((tmp_path / "out" / f"{WIND}.en.html").read_text(encoding="utf-8"))
    data = json.loads(str(tree.select("script")[0].string))
    assert data["@type"] == "NewsArticle"
    assert data["translationOfWork"]["inLanguage"] == "zh-Hans"
    assert data["isBasedOn"] == "https://www.voachinese.com/a/wind-power-20250128/7950001.html"
    assert data["translator"]["softwareVersion"] == "qwen2.5-coder-1.5b cc324af0 int8 greedy"
    assert data["dateModified"] == SIGNED_AT.isoformat().replace("+00:00", "Z")
    assert data["review"]["reviewBody"] == REASON
    assert data["editor"] == [{"@type": "Person", "name": "Mei Lin"}]


def test_the_english_page_has_no_chinese_text(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[CHIPS], forms=["html"])
    tree = strictly((tmp_path / "out" / f"{CHIPS}.en.html").read_text(encoding="utf-8"))
    assert not tree.select("article [lang|=zh]")
    assert [p.get_text() for p in tree.select("div.row p")] == [
        "Wei Jianfeng said that artificial intelligence needs new chips.",
        "Nvidia shares rose.",
    ]


@pytest.mark.parametrize(
    ("images", "src"), [(Images.NONE, []), (Images.REFERENCE, ["https://images.example.org/453fe3c7.jpg"])]
)
def test_images_are_left_out_or_linked(images: Images, src: list[str], tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[WIND], forms=["html"], images=images)
    tree = strictly((tmp_path / "out" / f"{WIND}.html").read_text(encoding="utf-8"))
    assert [image["src"] for image in tree.select("figure img")] == src


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.mark.parametrize("place", ["453fe3c7.jpg", "images.example.org/453fe3c7.jpg"])
def test_images_at_hand_are_put_in(place: str, tmp_path: Path) -> None:
    path = tmp_path / "images" / place
    path.parent.mkdir(parents=True)
    path.write_bytes(PNG)
    report = published(
        make_desk(tmp_path),
        tmp_path / "out",
        ids=[WIND],
        images=Images.EMBED,
        image_folder=tmp_path / "images",
    )
    assert report.without_image == ()
    tree = strictly((tmp_path / "out" / f"{WIND}.html").read_text(encoding="utf-8"))
    assert str(tree.select("img")[0]["src"]).startswith("data:image/png;base64,iVBOR")
    assert (tmp_path / "out" / f"{WIND}.png").read_bytes() == PNG  # beside the Markdown
    assert f"![](<{WIND}.png>)" in (tmp_path / "out" / f"{WIND}.md").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "site" / "images" / f"{WIND}.png").read_bytes() == PNG


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"", b"%PDF-1.7"])
def test_what_is_no_picture_is_linked_instead_and_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "453fe3c7.jpg").write_bytes(data)
    report = published(
        make_desk(tmp_path),
        tmp_path / "out",
        ids=[WIND],
        images=Images.EMBED,
        image_folder=tmp_path / "images",
    )
    assert report.without_image == (WIND,)
    tree = strictly((tmp_path / "out" / f"{WIND}.html").read_text(encoding="utf-8"))
    assert tree.select("img")[0]["src"] == "https://images.example.org/453fe3c7.jpg"


@given(
    st.lists(
        st.sampled_from([BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION]),
        max_size=6,
    ),
    st.data(),
)
def test_headings_skip_no_level(kinds: list[BlockKind], data: st.DataObject) -> None:
    blocks = tuple(
        PublishedBlock(f"p{n:02d}", kind, data.draw(st.integers(1, 6)), "中", "word")
        for n, kind in enumerate(kinds, 1)
    )
    edition = replace(trial_editions()[0], articles=(article_of(*blocks),))
    tree = strictly(page(edition, OPTIONS[Language.ENGLISH]))
    levels = [int(heading.name[1]) for heading in tree.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
