"""The desk's own templates: in a sandbox, every mistake one clear line, nothing published by half."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.publish.sample import CHIPS, DRAFT, make_desk, published
from translate.errors import PublishError
from translate.project import init_project
from translate.publish.house import House


def publish_with(tmp_path: Path, files: dict[str, str], **changes: Any) -> str:
    """What a bilingual page of one article is with these templates."""
    folder = tmp_path / "templates"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    wanted = {"ids": [CHIPS], "forms": ["html"]} | changes
    published(make_desk(tmp_path), tmp_path / "out", templates=folder, **wanted)
    return (tmp_path / "out" / f"{CHIPS}.html").read_text(encoding="utf-8")


WHOLE = "<!DOCTYPE html><html lang=en><title>{{ title }}</title>{{ article.mark }}{{ article.provenance }}"


def test_a_template_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    page = publish_with(
        tmp_path, {"article.html": WHOLE + "{{ article.json_ld }}<p>Ours: {{ article.title_en }}"}
    )
    assert page.endswith("<p>Ours: Nvidia unveils a new chip")


def test_a_template_may_change_one_block_of_the_built_in_one(tmp_path: Path) -> None:
    ours = '{% extends "duizhao/article.html" %}{% block head %}{{ super() }}<meta name="a">{% endblock %}'
    page = publish_with(tmp_path, {"article.html": ours})
    assert '<meta name="a">' in page
    assert "英伟达发布新芯片" in page


def test_a_style_sheet_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    page = publish_with(tmp_path, {"publish.css": "body { color: teal }\n"})
    assert "<style>\nbody { color: teal }\n</style>" in page


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("{{ title }}\n{{ article.title_en", 2, "unexpected end of template"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("\n{{ nonsense }}", 2, "'nonsense' is undefined; see templates/README.md"),
        ("{{ article.nonsense }}", 1, "has no attribute 'nonsense'"),
        ("\n\n{{ ''.__class__ }}", 3, "access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ article.rows.__init__.__globals__ }}", 1, "unsafe"),
        ("{% include 'other.html' %}", 1, "there is no template other.html"),
        ("{% include '../memory.db' %}", 1, "there is no template ../memory.db"),
        ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ("{% for n in range(1000000000) %}{% endfor %}", 1, "Range too big"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_published(
    text: str, line: int, says: str, tmp_path: Path
) -> None:
    with pytest.raises(PublishError) as raised:
        publish_with(tmp_path, {"article.html": text})
    assert str(raised.value).startswith(f"{tmp_path / 'templates' / 'article.html'}:{line}: ")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "out").exists()


def test_a_mistake_in_any_template_stops_all(tmp_path: Path) -> None:
    """Also in one that this order does not need: half a house style is none."""
    with pytest.raises(PublishError, match=r"site/names\.html:1: "):
        publish_with(tmp_path, {"site/names.html": "{% endblock %}"})
    assert not (tmp_path / "out").exists()


def test_a_mistake_that_shows_only_in_drafts_stops_before_anything_is_written(tmp_path: Path) -> None:
    ours = '{% extends "duizhao/article.html" %}{% block head %}{{ oops if unreviewed }}{% endblock %}'
    with pytest.raises(PublishError, match="'oops' is undefined"):
        publish_with(tmp_path, {"article.html": ours}, drafts=True, ids=[CHIPS, DRAFT])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("left_out", ["mark", "provenance", "json_ld"])
def test_no_template_may_keep_silent_about_how_it_was_made(left_out: str, tmp_path: Path) -> None:
    told = "".join(
        f"{{{{ article.{name} }}}}" for name in ("mark", "provenance", "json_ld") if name != left_out
    )
    with pytest.raises(PublishError, match=rf"does not show \{{\{{ article\.{left_out} \}}\}}"):
        publish_with(tmp_path, {"article.html": told})
    assert not (tmp_path / "out").exists()


def test_markdown_templates_may_not_keep_silent_either(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="does not show"):
        publish_with(tmp_path, {"article.md": "{{ article.title_en }}"}, forms=["markdown"])


def test_what_a_template_shows_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ text }}", encoding="utf-8")
    assert House(tmp_path).render("a.html", text="<b>&") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize("data", [b"\xff\xfe", "标题".encode("gb18030")])
def test_a_template_in_another_encoding_is_named(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "article.html").write_bytes(data)
    with pytest.raises(PublishError, match=r"article\.html: is not UTF-8; save it as UTF-8"):
        House(tmp_path).check()


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path) -> None:
    (tmp_path / "publish.css").write_text("a {}\n</STYLE><script>", encoding="utf-8")
    with pytest.raises(PublishError, match=r"publish\.css:2: a style sheet may not hold </style"):
        House(tmp_path).check()


def test_the_examples_of_a_new_project_work_as_they_are(tmp_path: Path) -> None:
    list(init_project(tmp_path))
    examples = sorted((tmp_path / "templates").glob("*.example"))
    assert [path.name for path in examples] == [
        "article.html.example",
        "article.md.example",
        "publish.css.example",
    ]
    assert House(tmp_path / "templates").files == ()  # until somebody takes the suffix off
    for path in examples:
        shutil.move(path, path.with_suffix(""))
    report = published(
        make_desk(tmp_path),
        tmp_path / "out",
        templates=tmp_path / "templates",
        forms=["html", "markdown"],
        drafts=True,
    )
    assert report.faults == ()
    page = (tmp_path / "out" / f"{CHIPS}.html").read_text(encoding="utf-8")
    assert '<meta name="publisher" content="The Example Daily">' in page
    assert "font: 1rem/1.6 sans-serif" in page
    assert "*Published by The Example Daily.*" in (tmp_path / "out" / f"{CHIPS}.md").read_text(
        encoding="utf-8"
    )
