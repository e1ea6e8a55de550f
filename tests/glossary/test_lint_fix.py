"""``--fix`` mends what is safe, once and for all, and leaves what is demanded as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.glossary.test_lint import entry
from translate.errors import GlossaryError
from translate.glossary import Glossary, GlossaryEntry
from translate.glossary.entry import po_lines
from translate.glossary.lint import FIXING, Subject, lint
from translate.glossary.lint.mend import Mended, diff, mend, united
from translate.termbase import Termbase
from translate.text import fold


def fixed(folder: Path, text: str) -> tuple[str, Mended]:
    """The file after ``--fix``."""
    (folder / "a.po").write_text(text, encoding="utf-8")
    glossary = Glossary.load(folder)
    mended = mend(glossary)
    glossary.save()
    return (folder / "a.po").read_text(encoding="utf-8"), mended


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (entry(" 英伟达", "Nvidia  Corp "), entry("英伟达", "Nvidia Corp")),
        (entry("英\u200b伟达", "Nvidia\ufeff"), entry("英伟达", "Nvidia")),
        (entry("美联社", "（ＡＰ）"), entry("美联社", "(AP)")),
        (
            entry("美联社", "AP", "#. accept: Ａ．Ｐ．, AP：wire"),
            entry("美联社", "AP", "#. accept: A.P., AP: wire"),
        ),
        (entry("Ａ股市场", "A-share market"), entry("A股市场", "A-share market")),
        (
            entry("英伟达", "Nvidia", "#. aliases: 英偉達, 辉达"),
            entry("英伟达", "Nvidia", "#. aliases: 辉达"),
        ),
    ],
)
def test_an_entry_is_mended(tmp_path: Path, before: str, after: str) -> None:
    text, mended = fixed(tmp_path, before)
    assert text == after
    assert mended.done
    assert not mended.refused


def test_doubles_are_united_and_nothing_of_them_is_lost(tmp_path: Path) -> None:
    text, mended = fixed(
        tmp_path,
        entry("英伟达", "Nvidia", "# Chips.", "#. aliases: 辉达", "#. source: desk")
        + entry("高通", "Qualcomm")
        + entry(
            "英伟达", "Nvidia", "# Not AMD.", "#. accept: NVIDIA", "#. source: AP", "#. harvest: 3 times"
        ),
    )
    assert (
        text
        == (
            entry(
                "英伟达",
                "Nvidia",
                "# Chips.",
                "# Not AMD.",
                "#. aliases: 辉达",
                "#. accept: NVIDIA",
                "#. source: desk, AP",
                "#. harvest: 3 times",
            )
            + entry("高通", "Qualcomm")
        ).rstrip("\n")
        + "\n"
    )
    assert [(finding.rule, finding.line) for finding in mended.done] == [("duplicate", 14)]


def test_the_simplified_one_of_two_scripts_stays(tmp_path: Path) -> None:
    text, _ = fixed(tmp_path, entry("英偉達", "Nvidia", "# Chips.") + entry("英伟达", "Nvidia"))
    assert text == entry("英伟达", "Nvidia", "# Chips.")


def test_doubles_in_two_files_are_united_in_the_first(tmp_path: Path) -> None:
    (tmp_path / "b.po").write_text(entry("英伟达", "Nvidia", "#. accept: NVIDIA"), encoding="utf-8")
    text, _ = fixed(tmp_path, entry("英伟达", "Nvidia"))
    assert text == entry("英伟达", "Nvidia", "#. accept: NVIDIA")
    assert (tmp_path / "b.po").read_bytes() == b""


def test_a_fix_that_brings_another_to_light_is_followed_by_it(tmp_path: Path) -> None:
    text, mended = fixed(tmp_path, entry("Ａ股 ", "A-share") + entry("A股", "A-share "))
    assert text == entry("A股", "A-share").rstrip("\n") + "\n"
    assert [finding.rule for finding in mended.done].count("duplicate") == 1


def test_a_decided_proposal_goes_and_one_that_says_more_stays(tmp_path: Path) -> None:
    more = entry("高通", "Qualcomm", "#. aliases: 骁龙厂", "#, fuzzy")
    text, _ = fixed(
        tmp_path,
        entry("英伟达", "Nvidia", "#. accept: NVIDIA")
        + entry("英伟达", "NVIDIA", "#. harvest: 3", "#, fuzzy")
        + entry("高通", "Qualcomm")
        + more,
    )
    kept = entry("英伟达", "Nvidia", "#. accept: NVIDIA") + entry("高通", "Qualcomm") + more
    assert text.split() == kept.split()


@pytest.mark.parametrize(
    "text",
    [
        entry("英伟达", "Nvidia") + entry("英伟达", "NVIDIA"),
        entry("英伟达", "Nvidia") + entry("英伟达", "Nvidia", "#, exact"),
        entry("英伟达", "Nvidia", "#. alias: 辉达"),
        entry("英伟达", ""),
        entry("克莱纳曼", "Kleinerman") + entry("克莱曼", "Kleinerman"),
    ],
)
def test_what_needs_a_decision_is_left_to_people(tmp_path: Path, text: str) -> None:
    assert fixed(tmp_path, text) == (text, Mended())


def test_what_a_po_list_cannot_hold_is_refused_and_the_rest_is_mended(tmp_path: Path) -> None:
    quoted = entry("高通", "Qualcomm", "#. accept: ＂Q＂ chips")
    text, mended = fixed(tmp_path, quoted + entry("英伟达 ", "Nvidia"))
    assert text == quoted + entry("英伟达", "Nvidia")
    assert [finding.zh for finding in mended.done] == ["英伟达 "]
    assert "a.po:2: " in str(mended.refused[0])


def test_the_diff_is_what_would_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(entry("英伟达", "Nvidia "), encoding="utf-8")
    glossary = Glossary.load(tmp_path)
    mend(glossary)
    assert [line for line in diff(glossary) if line[:1] in "+-"][2:] == [
        '-msgstr "Nvidia "',
        '+msgstr "Nvidia"',
    ]
    assert list(diff(Glossary.load(tmp_path))) == []


def test_a_lost_update_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(entry("英伟达", "Nvidia "), encoding="utf-8")
    glossary = Glossary.load(tmp_path)
    mend(glossary)
    path.write_text(entry("英伟达", "NVIDIA "), encoding="utf-8")
    with pytest.raises(GlossaryError, match="has changed while this command was at work"):
        glossary.save()
    assert path.read_text(encoding="utf-8") == entry("英伟达", "NVIDIA ")


WORDS = st.sampled_from(
    ["英伟达", "英偉達", " 英伟达", "Ａ股", "A股", "英\u200b伟达", "高通  公司", "刚果（金）", "刚果(金)"]
)
ENGLISH = st.sampled_from(
    ["Nvidia", "Nvidia ", "ＡＰ", "（AP）。", "A， B", "", "￥5", "「X」", '"Q"', "ｶﾅ", "say “x”"]
)
ACCEPTED = ENGLISH.map(str.strip).filter(lambda en: en and '"' not in en)
ENTRIES = st.builds(
    GlossaryEntry,
    zh=WORDS,
    en=ENGLISH,
    context=st.sampled_from(["", "", "US", " US"]),
    note=st.sampled_from(["", "One.", "Two."]),
    aliases=st.lists(WORDS.map(str.strip), max_size=2, unique=True).map(tuple),
    accept=st.lists(ACCEPTED, max_size=2, unique=True).map(tuple),
    scope=st.sampled_from(["", "", "mentions AI"]),
    flags=st.sampled_from([(), (), ("fuzzy",), ("forbidden",), ("exact",)]),
    extra=st.sampled_from([(), ("harvest: 3",)]),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(ENTRIES, max_size=8), st.booleans())
def test_a_second_fix_changes_nothing_and_no_demand_is_lost(
    tmp_path_factory: pytest.TempPathFactory, entries: list[GlossaryEntry], apart: bool
) -> None:
    folder = tmp_path_factory.mktemp("glossary")
    between = "\n\n" if apart else "\n"
    text = between.join("\n".join(po_lines(each)) for each in entries)
    (folder / "a.po").write_text(f"{text}\n", encoding="utf-8")
    before = Termbase.load(folder)
    glossary = Glossary.load(folder)
    first = mend(glossary)
    glossary.save()
    raw = (folder / "a.po").read_bytes()
    again = Glossary.load(folder)
    assert mend(again).done == []
    assert again.save() == ()
    assert (folder / "a.po").read_bytes() == raw
    if not first.refused:
        assert [f for f in lint(Subject.of(again), FIXING) if f.fix] == []
    after = Termbase.load(folder)
    assert {fault.what for fault in after.faults} == {fault.what for fault in before.faults}
    assert {zh for term in before.terms for zh in _spellings(term.zh)} == {
        zh for term in after.terms for zh in _spellings(term.zh)
    }


def _spellings(zh: str) -> set[str]:
    return {fold(zh.replace("\u200b", ""))}


def test_uniting_keeps_the_first_english_and_every_form_once() -> None:
    one = GlossaryEntry("甲", "A", note="x", aliases=("乙",), accept=("B",), source="s")
    two = GlossaryEntry(
        "甲", "A", note="x\ny", aliases=("丙", "乙"), accept=("B", "C"), source="s", extra=("e: 1",)
    )
    assert united(one, two) == GlossaryEntry(
        "甲", "A", note="x\ny", aliases=("乙", "丙"), accept=("B", "C"), source="s", extra=("e: 1",)
    )
