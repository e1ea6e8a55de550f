"""The gate: what may leave the house, and what stands against the rest."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.publish.sample import CHIPS, CUP, DRAFT, MEI, REASON, SIGNED_AT, WIND, make_desk, published
from translate.memory import Action, ArticleSummary, Change, Memory, SignOff
from translate.model import Finding, Severity
from translate.publish.forms import FORMS as FORMS_THERE_ARE
from translate.publish.gate import held

LINE = ArticleSummary(
    id="a-1",
    title_zh="标题",
    title_en="Title",
    date=None,
    url="",
    draft=0,
    edited=0,
    approved=4,
    blockers=0,
    warnings=2,
    notes=1,
)
AT = datetime(2025, 1, 29, tzinfo=UTC)
SIGNED = SignOff("Mei", AT)
OVER_TWO = SignOff("Mei", AT, "The agency's own.", blockers=2)
ENDED = SignOff("Mei", AT, ended=AT, ended_by="Jo")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (LINE, ""),
        (replace(LINE, draft=1, approved=3), "1 of 4 sentences unreviewed"),
        (replace(LINE, draft=1, edited=1, approved=2), "2 of 4 sentences unreviewed"),
        (replace(LINE, blockers=1), "1 blocker"),
        (replace(LINE, withdrawn=ENDED), "changed by Jo since Mei signed it"),
        (
            replace(LINE, withdrawn=replace(ENDED, ended_why="1 sentence changed")),
            "its source was corrected since Mei signed it: 1 sentence changed",
        ),
        (replace(LINE, draft=4, approved=0, signed=SIGNED), ""),
        (replace(LINE, blockers=2, signed=SIGNED), "2 blockers came after the signature of Mei"),
        (replace(LINE, blockers=2, signed=OVER_TWO), ""),
        (replace(LINE, blockers=1, signed=OVER_TWO), ""),
        (replace(LINE, blockers=3, signed=OVER_TWO), "signed by Mei over 2 blockers, now there are 3"),
        (
            replace(LINE, blockers=1, signed=SignOff("Mei", AT, "Well done.")),
            "1 blocker came after the signature of Mei",
        ),
        (replace(LINE, approved=0), "it has no text"),
        (replace(LINE, approved=0, signed=SIGNED), "it has no text"),
    ],
)
def test_people_answer_for_all_of_it_or_it_stays(line: ArticleSummary, why: str) -> None:
    stop = held(line)
    assert (stop.why if stop else "") == why


def test_only_what_is_approved_leaves(tmp_path: Path) -> None:
    report = published(make_desk(tmp_path), tmp_path / "out", forms=["html"])
    assert [line.id for line in report.published] == [WIND, CHIPS, CUP]
    assert [(stop.line.id, stop.unreviewed, stop.why) for stop in report.held] == [
        (DRAFT, 2, "2 of 2 sentences unreviewed")
    ]
    assert report.exit_code == 3
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"{id_}{end}" for id_ in (WIND, CHIPS, CUP) for end in (".html", ".en.html")}


def test_a_later_change_takes_an_article_back_and_tells_of_the_file_that_is_still_there(
    tmp_path: Path,
) -> None:
    memory = make_desk(tmp_path)
    published(memory, tmp_path / "out", ids=[CHIPS], forms=["html"])
    with Memory.open(memory) as opened:
        opened.change([Change(CHIPS, "p01.s01", Action.EDIT, "Jo", SIGNED_AT, "Another text.")])
    report = published(memory, tmp_path / "out", ids=[CHIPS], forms=["html"])
    assert report.held[0].why == "1 of 3 sentences unreviewed; changed by Jo since Mei Lin signed it"
    assert [path.name for path in report.stale] == [f"{CHIPS}.en.html", f"{CHIPS}.html"]
    assert report.files == ()


def test_a_page_of_a_site_that_is_still_there_is_told_too(tmp_path: Path) -> None:
    memory, out = make_desk(tmp_path), tmp_path / "out"
    published(memory, out, forms=["site"])
    published(memory, out, forms=["site"], drafts=True)
    with Memory.open(memory) as opened:
        opened.change([Change(CHIPS, "p01.s01", Action.EDIT, "Jo", SIGNED_AT, "Another text.")])
    report = published(memory, out, forms=["site"])
    assert [path.relative_to(out).as_posix() for path in report.stale] == [
        f"site/articles/{CHIPS}.html",
        f"site.en/articles/{CHIPS}.html",
    ]


FORMS = [
    pytest.param(each.name, marks=pytest.mark.browser if each.name == "pdf" else ())
    for each in FORMS_THERE_ARE
]
MARK = "Unreviewed machine translation"


def said_in(path: Path) -> str:
    """The text of a published file, its title and metadata too, whatever its form."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        return "\n".join(
            [*map(str, (reader.metadata or {}).values()), *(page.extract_text() for page in reader.pages)]
        )
    if path.suffix in (".epub", ".docx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if not name.endswith((".png", ".css"))]
        return "\n".join(part.decode("utf-8") for part in parts)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", ["", "Late news"], ids=["articles", "edition"])
def test_a_draft_is_marked_in_every_file_of_every_form(form: str, title: str, tmp_path: Path) -> None:
    report = published(
        make_desk(tmp_path), tmp_path / "out", ids=[DRAFT], forms=[form], drafts=True, title=title
    )
    assert report.exit_code == 0
    assert report.unreviewed == 1
    assert report.files
    for path in report.files:
        if path.name != "style.css":
            text = said_in(path)
            assert f"[{MARK}] " in text, path  # in its title
            assert MARK in text.replace(f"[{MARK}] ", ""), path
        assert ".draft" in str(path.relative_to(tmp_path / "out"))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_approved_carries_no_mark(form: str, tmp_path: Path) -> None:
    report = published(make_desk(tmp_path), tmp_path / "out", ids=[WIND, CUP], forms=[form])
    assert report.files
    for path in report.files:
        assert MARK not in said_in(path)
        assert ".draft" not in path.name


@pytest.mark.parametrize("form", ["html", "markdown", "feed"])
def test_every_product_says_how_it_was_made(form: str, tmp_path: Path) -> None:
    report = published(make_desk(tmp_path), tmp_path / "out", ids=[WIND], forms=[form])
    for path in report.files:
        text = path.read_text(encoding="utf-8")
        for said in (
            "voachinese.com/a/wind-power-20250128/7950001.html",
            "January 28, 2025",
            "qwen2.5-coder-1.5b cc324af0 int8 greedy",
            "companies.po people.po 8d1f20c4",
            f"signed by {MEI} on Wednesday, January 29, 2025, 08:30 UTC",
            REASON,
            "p02.s03: The Chinese says 600万",
        ):
            assert said in text, (path, said)


def test_approvals_of_single_sentences_are_named(tmp_path: Path) -> None:
    published(make_desk(tmp_path), tmp_path / "out", ids=[CUP], forms=["html"])
    text = (tmp_path / "out" / f"{CUP}.html").read_text(encoding="utf-8")
    assert "every sentence approved by Jo Park (2), last on Wednesday, January 29, 2025, 08:30 UTC" in text
    assert "/home/desk" not in text  # the folders of the desk's own disk are nobody's business


def test_blockers_that_come_after_a_signature_hold_the_article_until_it_is_signed_again(
    tmp_path: Path,
) -> None:
    memory = make_desk(tmp_path)
    more = Finding("number_differs", Severity.BLOCKER, "The Chinese says 三.")
    with Memory.open(memory) as opened:
        made = opened.load(WIND)
        assert made is not None
        first, *others = made.rows
        opened.store(replace(made, rows=(replace(first, findings=(*first.findings, more)), *others)), {})
    report = published(memory, tmp_path / "out", ids=[WIND], forms=["html"])
    assert [stop.why for stop in report.held] == ["signed by Mei Lin over 3 blockers, now there are 4"]
    marked = published(memory, tmp_path / "drafts", ids=[WIND], forms=["html"], drafts=True)
    assert MEI not in marked.files[0].read_text(encoding="utf-8").partition("Review</dt>")[2]
    with Memory.open(memory) as opened:
        opened.sign_off(WIND, "Jo Park", SIGNED_AT, reason=REASON)
    assert published(memory, tmp_path / "out", ids=[WIND], forms=["html"]).exit_code == 0


def test_it_says_what_was_adapted_and_reused_and_every_engine(tmp_path: Path) -> None:
    memory = make_desk(tmp_path)
    with Memory.open(memory) as opened:
        made = opened.load(DRAFT)
        assert made is not None
        title, first, *others = made.rows
        rows = (
            replace(title, draft=replace(title.draft, origin="memory")),
            replace(first, draft=replace(first.draft, origin="adapted")),
            *others,
        )
        both = replace(made.signature, engine="argos/1.9 zh_en + qwen2.5-coder-1.5b cc324af0 int8 greedy")
        opened.store(replace(made, rows=rows, signature=both), {})
    report = published(memory, tmp_path / "out", ids=[DRAFT], forms=["html", "markdown"], drafts=True)
    page, *_, front = [path.read_text(encoding="utf-8") for path in report.files]
    assert (
        "by machine: argos + qwen2.5-coder-1.5b (argos/1.9 zh_en + qwen2.5-coder-1.5b cc324af0 int8 greedy);"
        " 1 sentence adapted from one with other names or figures; 1 sentence as approved before"
    ) in page
    assert '"name": "argos + qwen2.5-coder-1.5b"' in page
    assert "sentences_adapted: 1\nsentences_reused: 1\n" in front
