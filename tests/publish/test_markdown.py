"""Markdown: whatever a text holds, a CommonMark parser gives it back as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.publish.sample import CHIPS, DRAFT, MEI, REASON, WIND, make_desk, published
from tests.review.hostile import ATTACKS
from translate.model import BlockKind, Mark, MarkKind
from translate.publish.house import House
from translate.publish.markdown import front_matter, write
from translate.publish.markdown_text import escaped
from translate.publish.model import Edition, Images, Language, Options, Published, PublishedBlock
from translate.publish.trial import trial_editions
from translate.publish.weaving import text_of

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What Markdown, its extensions and site generators give a meaning to, next to Chinese, spaces and surrogates.
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "*_`~[]()<>#+-.!|\\&:;={}%$^@/'\"0123456789 \t\n\u3000\u00a0\u200b\u202e“”（）。，中文aB𠮷é"
        ),
        st.characters(),
    ),
    max_size=30,
)
HREFS = st.sampled_from(["https://a.example/?x=1&copy;=2", "https://b.example/(a)_*b*", "mailto:a@b.example"])


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """A text with marks that overlap as they please."""
    text = draw(TEXTS)
    marks = []
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        kind = draw(st.sampled_from(MarkKind))
        marks.append(Mark(start, end, kind, draw(HREFS) if kind is MarkKind.LINK else ""))
    return text, tuple(marks)


def article_of(*blocks: PublishedBlock) -> Published:
    (single, *_) = trial_editions()
    (approved,) = single.articles
    return replace(approved, blocks=blocks, image="")


def markdown(article: Published, language: Language = Language.ENGLISH) -> str:
    (single, *_) = trial_editions()
    edition: Edition = replace(single, articles=(article,))
    (file,) = write(edition, Options(language, Images.NONE, House()))
    return file.data.decode("utf-8")


def body_of(text: str) -> str:
    """What stands between the front matter and the provenance, as HTML."""
    front, _, rest = text.removeprefix("---\n").partition("\n---\n")
    assert yaml.safe_load(front)
    body, rule, _ = rest.rpartition("\n---\n")
    assert rule
    return str(PARSER.render(body))


def text_in(html: str) -> str:
    return BeautifulSoup(html, "html5lib").get_text()


@given(marked_texts())
@example(("“重要”的", (Mark(0, 4, MarkKind.STRONG),)))
@example(("a*b", (Mark(0, 1, MarkKind.EMPHASIS), Mark(1, 3, MarkKind.STRONG))))
@example(("1. a\n# b", ()))
@example(("---", ()))
@example(("000\n", (Mark(0, 4, MarkKind.LINK, "https://b.example/(a)_*b*"),)))
@example(("a]b", (Mark(0, 3, MarkKind.LINK, "https://b.example/(a)_*b*"),)))
@pytest.mark.parametrize(
    "kind", [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE]
)
def test_every_text_comes_back_to_the_character(kind: BlockKind, made: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = made
    block = PublishedBlock("p01", kind, 2, text, text, marks, marks)
    html = body_of(markdown(article_of(block)))
    title, _, found = text_in(html).strip("\n").partition("\n")
    assert title == "Northwind Energy"
    assert found.strip("\n") == text_of(text)


@given(TEXTS, st.text(max_size=20))
def test_front_matter_is_yaml_that_gives_every_value_back(title: str, reason: str) -> None:
    values = {"title": text_of(title), "signed": {"reason": text_of(reason), "over": [text_of(title)]}}
    kept = yaml.safe_load(front_matter(values).strip("-"))
    expected: dict[str, object] = {name: value for name, value in values.items() if value}
    if not text_of(reason):
        expected["signed"] = {"over": [text_of(title)]}
    assert kept == expected


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_text(attack: str) -> None:
    html = PARSER.render(f"a {escaped(attack)} b")
    tree = BeautifulSoup(html, "html5lib")
    assert not tree.select("script, img, a, title")
    assert "{{" not in str(escaped(attack))
    assert "{%" not in str(escaped(attack))
    assert text_of(attack) in tree.get_text()


def test_links_and_emphasis_are_markdown(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[WIND], forms=["markdown"])
    text = (tmp_path / "out" / f"{WIND}.md").read_text(encoding="utf-8")
    assert "[北风能源(Northwind Energy)](<https://northwind.example/about?x=1&y=2>)" in text
    assert "也是对*整个行业的承诺*。" in text
    assert "约**600万户家庭**供电" in text
    assert "company [Northwind Energy](<https://northwind.example/about?x=1&y=2>) said" in text


def test_front_matter_tells_how_it_was_made(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", forms=["markdown"])
    front = yaml.safe_load((tmp_path / "out" / f"{WIND}.en.md").read_text(encoding="utf-8").split("---\n")[1])
    assert front["status"] == "approved"
    assert front["engine"] == "qwen2.5-coder-1.5b"
    assert front["glossary"] == "companies.po people.po 8d1f20c4"
    assert front["signed"]["by"] == MEI
    assert front["signed"]["at"] == "2025-01-29T08:30:00Z"
    assert front["signed"]["reason"] == REASON
    assert front["signed"]["over"][0].startswith("p02.s03: The Chinese says 600万")
    assert (
        yaml.safe_load((tmp_path / "out" / f"{CHIPS}.md").read_text(encoding="utf-8").split("---\n")[1])[
            "sentences_in_a_persons_words"
        ]
        == 1
    )


def test_a_draft_says_so_in_front_matter_and_text(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[DRAFT], forms=["markdown"], drafts=True)
    text = (tmp_path / "out" / f"{DRAFT}.draft.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == "[Unreviewed machine translation] Harbour strike"
    assert front["status"] == "unreviewed"
    assert "**Unreviewed machine translation.** No person has approved this English." in text


def test_an_edition_is_one_file_with_every_article_below_its_title(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", forms=["markdown"], title="Wind & *chips*")
    text = (tmp_path / "out" / "wind-chips.en.md").read_text(encoding="utf-8")
    html = PARSER.render(text.split("---\n", 2)[2])
    tree = BeautifulSoup(html, "html5lib")
    assert [found.get_text() for found in tree.select("h1")] == ["Wind & *chips*"]
    assert len(tree.select("h2")) == 3
