"""Articles through every exchange format: nothing lost on the way, nothing changed, other people's work back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.memory.samples import MONDAY, TUESDAY, article, row, sentences
from translate.exchange.formats import CSV, FORMATS, PO, TMX, TSV, XLIFF12, XLIFF21, XLSX, told
from translate.exchange.model import Entry, Format, Outgoing, stamp_of
from translate.exchange.round_trip import Imported, export, import_file
from translate.memory import Action, ArticleReview, Change, Memory, SegmentReview, State

EVERY = pytest.mark.parametrize("format", FORMATS, ids=[each.name for each in FORMATS])
BUT_PO = pytest.mark.parametrize("format", FORMATS[1:], ids=[each.name for each in FORMATS[1:]])

NASTY = "\x00\x01\x0b\x1f\x7f\x85\ufffe\uffff\ud800\udfff\t\n\r\u2028\u202e\u2066𠀀𝒳<>&\"'=+-@＝;,_x0041_"
ANY_TEXT = st.text(st.characters() | st.sampled_from(NASTY), max_size=16)
FIELDS = st.tuples(ANY_TEXT.filter(bool), ANY_TEXT, st.sampled_from(State), st.integers(0, 2**63 - 1))


def outgoing(fields: list[tuple[str, str, State, int]]) -> Outgoing:
    """An article of one-sentence paragraphs."""
    rows = [row(f"p{n:02}.s01", zh, en) for n, (zh, en, _, _) in enumerate(fields, 1)]
    reviews = {
        each.segment.id: SegmentReview(state, "A draft.", version)
        for each, (_, _, state, version) in zip(rows, fields, strict=True)
    }
    return Outgoing(article(*rows), ArticleReview(reviews))


def as_entries(out: Outgoing) -> list[Entry]:
    """What a reader is to give back, lines aside."""
    return [
        Entry(
            0,
            each.segment.article,
            each.segment.id,
            each.segment.zh,
            each.draft.en,
            reviewed.state is State.APPROVED,
            stamp_of(reviewed, each.draft.en),
        )
        for each, reviewed in out.rows
    ]


@BUT_PO
@settings(deadline=None, max_examples=60)
@given(fields=st.lists(FIELDS, min_size=1, max_size=4))
@example([(f"中{NASTY}", NASTY, State.EDITED, 7), ("=1+1", "'=1+1", State.APPROVED, 2**63 - 1)])
@example([(" 他说：“好。”\r\n\r\n", " \t ", State.DRAFT, 0), ("]]>", "<x/>&#13;", State.DRAFT, 0)])
def test_any_text_and_state_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    format: Format,
    fields: list[tuple[str, str, State, int]],
) -> None:
    out = outgoing(fields)
    path = tmp_path_factory.mktemp("exchange") / f"a1{format.ending}"
    path.write_bytes(format.write([out]))
    assert told(path) is format
    read = list(format.read(path))
    assert [replace(each, line=0) for each in read if isinstance(each, Entry)] == as_entries(out)
    assert format.write([out]) == path.read_bytes()  # same article, same bytes


@EVERY
def test_ten_thousand_sentences_come_back(tmp_path: Path, format: Format) -> None:
    states = (State.DRAFT, State.EDITED, State.APPROVED)
    out = outgoing(
        [
            (f"第{n}句：“涨”了𠀀。", f'Sentence {n}: "up" <b>\t& more\u202e.', states[n % 3], n)
            for n in range(10_000)
        ]
    )
    path = tmp_path / f"a1{format.ending}"
    path.write_bytes(format.write([out]))
    expected = as_entries(out)
    assert [replace(each, line=0) for each in format.read(path) if isinstance(each, Entry)] == expected


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        opened.store(sentences("英伟达上涨。", "雪花下跌。", "天气很好。"), {})
        yield opened


@pytest.fixture
def hand_in(memory: Memory, tmp_path: Path) -> Callable[..., Imported]:
    """Exports the article, lets somebody change the file's bytes, and takes it back."""

    def exchange(
        format: Format, change: Callable[[str], str] = str, between: Callable[[], object] = object
    ) -> Imported:
        path = tmp_path / f"a1{format.ending}"
        path.write_bytes(export(memory, "a1", format))
        between()
        if format is XLSX:
            _change_workbook(path, change)
        else:
            path.write_bytes(change(path.read_bytes().decode("utf-8")).encode("utf-8"))
        return import_file(memory, path, "Mei", TUESDAY)

    return exchange


def _change_workbook(path: Path, change: Callable[[str], str]) -> None:
    """Each cell of the first sentence changed, by a program that is not ours."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for cell in book.worksheets[0][2]:
        cell.value = change(cell.value) if isinstance(cell.value, str) else cell.value
    book.save(path)


def first(memory: Memory) -> tuple[str, State]:
    result, review = memory.load("a1"), memory.review("a1")
    assert result is not None
    assert review is not None
    return result.rows[0].draft.en, review.segments["p01.s01"].state


@EVERY
def test_what_nobody_touched_changes_nothing(
    memory: Memory, format: Format, hand_in: Callable[..., Imported]
) -> None:
    memory.change([Change("a1", "p02.s01", Action.EDIT, "Ann", MONDAY, "Snow fell.", approve=True)])
    memory.change([Change("a1", "p03.s01", Action.EDIT, "Ann", MONDAY, "Fine.")])
    before, edits = memory.load("a1"), memory.stats().edits
    imported = hand_in(format)
    assert (imported.same, imported.verdicts) == (3, ())
    assert (memory.load("a1"), memory.stats().edits) == (before, edits)


@EVERY
def test_other_english_is_an_edit(memory: Memory, format: Format, hand_in: Callable[..., Imported]) -> None:
    imported = hand_in(format, lambda text: text.replace("[英伟达上涨。]", "Nvidia rose."))
    assert (imported.taken, imported.same) == (1, 2)
    assert first(memory) == ("Nvidia rose.", State.EDITED)


@EVERY
def test_a_newer_edit_stays(memory: Memory, format: Format, hand_in: Callable[..., Imported]) -> None:
    imported = hand_in(
        format,
        lambda text: text.replace("[英伟达上涨。]", "Nvidia rose."),
        lambda: memory.change([Change("a1", "p01.s01", Action.EDIT, "Bob", TUESDAY, "Nvidia up.")]),
    )
    (clash,) = imported.conflicts
    assert (clash.entry.en, clash.there.en, clash.there.who) == ("Nvidia rose.", "Nvidia up.", "Bob")
    assert first(memory) == ("Nvidia up.", State.EDITED)


SIGNED = {
    PO: ("#, fuzzy\nmsgctxt", "msgctxt"),
    XLIFF12: ('approved="no"', 'approved="yes"'),
    XLIFF21: ('state="initial"', 'state="final"'),
    TMX: ('state">draft', 'state">approved'),
    CSV: (",draft,", ",approved,"),
    TSV: ("\tdraft\t", "\tApproved\t"),
    XLSX: ("draft", "approved"),
}


@EVERY
def test_a_sentence_is_signed_where_the_format_says_so(
    memory: Memory, format: Format, hand_in: Callable[..., Imported]
) -> None:
    old, new = SIGNED[format]
    imported = hand_in(format, lambda text: text if text.startswith("draft ") else text.replace(old, new, 1))
    assert (imported.approved, imported.taken, imported.same) == (1, 0, 2)
    assert first(memory) == ("[英伟达上涨。]", State.APPROVED)


REOPENED = {
    XLIFF12: ('approved="yes"', 'approved="no"'),
    XLIFF21: ('state="reviewed"', 'state="translated"'),
    TMX: ('state">approved', 'state">edited'),
    CSV: (",approved,", ",edited,"),
    TSV: ("\tapproved\t", "\tdraft\t"),
    XLSX: ("approved", "edited"),
}


@BUT_PO
def test_an_approval_is_taken_back_where_the_format_says_so(
    memory: Memory, format: Format, hand_in: Callable[..., Imported]
) -> None:
    memory.approve("a1", "p01.s01", "Ann", MONDAY)
    old, new = REOPENED[format]
    imported = hand_in(format, lambda text: text if text[:9] == "approved " else text.replace(old, new, 1))
    assert (imported.reopened, imported.same) == (1, 2)
    assert first(memory)[1] is State.DRAFT


def test_a_tool_that_sets_only_the_state_of_xliff_12_signs_too(
    memory: Memory, hand_in: Callable[..., Imported]
) -> None:
    hand_in(XLIFF12, lambda text: text.replace("needs-review-translation", "final", 1))
    assert first(memory)[1] is State.APPROVED
    hand_in(XLIFF12, lambda text: text.replace('state="final"', 'state="needs-translation"', 1))
    assert first(memory)[1] is State.DRAFT


def test_markup_that_a_tool_puts_around_words_is_not_text(
    memory: Memory, hand_in: Callable[..., Imported]
) -> None:
    hand_in(
        XLIFF12,
        lambda text: text.replace(">[英伟达上涨。]<", '><mrk mtype="seg" mid="1">Nvidia</mrk> rose.<'),
    )
    assert first(memory)[0] == "Nvidia rose."
    split = (
        ">Nvidia</target></segment><ignorable><source/><target> </target></ignorable>"
        '<segment state="final"><source/><target>up.<'
    )
    hand_in(XLIFF21, lambda text: text.replace(">Nvidia rose.<", split))
    assert first(memory) == ("Nvidia up.", State.EDITED)  # half of it is final


def test_a_sentence_that_is_there_twice_is_refused(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "article,id,zh,en\na1,p01.s01,英伟达上涨。,One.\na1,p01.s01,英伟达上涨。,Two.\n", encoding="utf-8"
    )
    reasons = [refused.reason for refused in import_file(memory, path, "Mei", TUESDAY).refused]
    assert reasons == ["p01.s01 is in the file more than once"] * 2
    assert first(memory) == ("[英伟达上涨。]", State.DRAFT)


def test_a_state_that_is_none_and_a_segment_that_is_none_are_refused(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "article\tid\tzh\ten\tstate\na1\tp01.s01\t英伟达上涨。\tUp.\tok\na1\tp09.s01\t风。\tWind.\tdraft\n",
        "utf-8",
    )
    imported = import_file(memory, path, "Mei", TUESDAY)
    assert [(each.entry.line, each.reason) for each in imported.refused] == [
        (2, "its state is 'ok', which is none of draft, edited, approved"),
        (3, "the article has no segment p09.s01 and nowhere its Chinese"),
    ]


def test_no_cell_starts_a_formula(memory: Memory) -> None:
    import csv
    import io
    import zipfile

    memory.change([Change("a1", "p01.s01", Action.EDIT, "Ann", MONDAY, "=cmd|' /C calc'!A0")])
    for format, delimiter in ((CSV, ","), (TSV, "\t")):
        text = export(memory, "a1", format).decode("utf-8-sig")
        cells = [cell for line in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    with zipfile.ZipFile(io.BytesIO(export(memory, "a1", XLSX))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_workbook_opens_for_the_english_and_the_state_only(memory: Memory, tmp_path: Path) -> None:
    import openpyxl

    (tmp_path / "a1.xlsx").write_bytes(export(memory, "a1", XLSX))
    sheet = openpyxl.load_workbook(tmp_path / "a1.xlsx").worksheets[0]
    assert [cell.coordinate for cell in sheet[2] if not cell.protection.locked] == ["C2", "D2"]
    (states,) = sheet.data_validations.dataValidation
    assert (str(states.sqref), states.formula1) == ("D2:D4", '"draft,edited,approved"')
    assert (sheet.protection.sheet, sheet.freeze_panes) == (True, "A2")
