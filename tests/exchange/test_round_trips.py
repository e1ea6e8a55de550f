"""Every format gives back what it was given, or says what it does not hold."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exchange.entries import NOT_XML, entries, texts, through, with_files
from translate.exchange.terms import FORMATS, Format
from translate.exchange.terms.columns import HEADER, guard, list_cell, list_items, unguard
from translate.exchange.terms.deepl import DEEPL
from translate.exchange.terms.model import FIELDS, as_stored
from translate.exchange.terms.omegat import OMEGAT
from translate.exchange.terms.po import PO
from translate.exchange.terms.tbx2 import TBX2
from translate.exchange.terms.tbx3 import TBX3
from translate.exchange.terms.xlsx import XLSX
from translate.glossary import Document, Glossary, GlossaryEntry

STARTER = Path(__file__).parents[2] / "glossary"
LOSSLESS = [kind for kind in FORMATS if set(FIELDS) <= kind.holds]
SNOW = GlossaryEntry(
    "雪花",
    "Snowflake",
    "company",
    "The data company;\nelsewhere the weather word.",
    ("雪花公司",),
    ("Snowflake Inc.", "Snow, Flake"),
    "mentions AI|数据",
    "desk, 2024-05",
    ("exact", "no-wrap"),
    ("harvest: 3 times",),
    "companies.po",
)
TBX = "{urn:iso:std:iso:30042:ed-2}"

listed = settings(deadline=None, max_examples=25)
lists = st.lists(entries, max_size=3)


def named(kind: Format) -> str:
    return kind.name


def test_the_lossless_formats_are_the_tables_and_tbx() -> None:
    assert [kind.name for kind in LOSSLESS] == ["csv", "tsv", "xlsx", "tbx", "tbx2"]


@pytest.mark.parametrize("kind", LOSSLESS, ids=named)
def test_the_starter_glossary_comes_back_whole(kind: Format, tmp_path: Path) -> None:
    starter = list(Glossary.load(STARTER).entries())
    written = kind.write(starter)
    read = through(kind, written, tmp_path)
    assert with_files(read) == [(entry, entry.file) for entry in starter]
    assert (written.losses, read.losses, read.faults) == ((), (), ())


@pytest.mark.parametrize("kind", [*LOSSLESS, PO], ids=named)
@listed
@given(given_=lists)
def test_any_entries_come_back_as_they_were(kind: Format, given_: list[GlossaryEntry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = kind.write(given_)
        read = through(kind, written, Path(folder))
    assert not read.faults
    assert [row.entry for row in read.rows] == given_
    if kind is not PO:
        assert [row.entry.file for row in read.rows] == [entry.file for entry in given_]
        assert written.losses == ()


@pytest.mark.parametrize("kind", LOSSLESS, ids=named)
@listed
@given(controls=st.text(NOT_XML, min_size=1, max_size=6))
def test_control_characters_come_back_or_are_said_to_be_lost(kind: Format, controls: str) -> None:
    entry = GlossaryEntry(f"雪{controls}花", "x", file="a.po", line=7)
    with tempfile.TemporaryDirectory() as folder:
        written = kind.write([entry])
        (row,) = through(kind, written, Path(folder)).rows
    if kind in (TBX3, TBX2):
        assert row.entry.zh == "雪花"
        assert "control characters" in str(written.losses[0])
        assert "a.po:7" in str(written.losses[0])
    else:
        assert (row.entry.zh, written.losses) == (entry.zh, ())


@pytest.mark.parametrize("kind", FORMATS, ids=named)
def test_bytes_that_no_charset_knows_are_said_to_be_lost(kind: Format, tmp_path: Path) -> None:
    written = kind.write([GlossaryEntry("雪\udcff", "Snow")])
    assert "not in their file's charset" in str(written.losses[0])
    assert [row.entry.zh for row in through(kind, written, tmp_path).rows] == ["雪\ufffd"]


@pytest.mark.parametrize("kind", FORMATS, ids=named)
def test_the_same_entries_give_the_same_bytes(kind: Format) -> None:
    assert kind.write([SNOW]).data == kind.write([SNOW]).data


@listed
@given(given_=lists)
def test_what_is_imported_is_what_the_glossary_file_gives_back(given_: list[GlossaryEntry]) -> None:
    document = Document(Path("a.po"), None)
    document.add(given_)
    again = Document(Path("a.po"), document.to_bytes())
    read = [part.entry for part in again.parts() if part.entry is not None]
    assert read == sorted(given_, key=lambda entry: entry.key)
    assert [as_stored(entry) for entry in read] == read


# ---- what lossy formats drop -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [OMEGAT, DEEPL], ids=named)
@listed
@given(given_=lists)
def test_what_a_lossy_format_drops_is_counted(kind: Format, given_: list[GlossaryEntry]) -> None:
    given_ = [replace(entry, zh=f"雪{number}{entry.zh}") for number, entry in enumerate(given_)]
    kept = [entry for entry in given_ if not any(loss.whole for loss in kind.write([entry]).losses)]
    with tempfile.TemporaryDirectory() as folder:
        written = kind.write(given_)
        rows = through(kind, written, Path(folder)).rows
    assert [_letters(row.entry) for row in rows] == [_letters(e) for e in sorted(kept, key=by_sense(kind))]
    assert sum(loss.count for loss in written.losses if loss.whole) == len(given_) - len(kept)
    said = {loss.what: loss.count for loss in written.losses}
    for name, what in FIELDS.items():
        missing = 0 if name in kind.holds else sum(1 for entry in kept if getattr(entry, name))
        assert said.get(f"{what} are left out", 0) == missing
    changed = [e for e in kept if not any((r.entry.zh, r.entry.en) == (e.zh, e.en) for r in rows)]
    assert not changed or any("spaces" in what for what in said)


def by_sense(kind: Format) -> Callable[[GlossaryEntry], bool]:
    """DeepL takes a Chinese text once: the one without a sense goes first."""
    return lambda entry: kind is DEEPL and bool(entry.context)


def _letters(entry: GlossaryEntry) -> tuple[str, str]:
    """What no format may drop of the two texts."""
    zh, en = ("".join(c for c in text if c.isprintable() and c != " ") for text in (entry.zh, entry.en))
    return zh, en


def test_losses_name_what_and_how_many_and_the_first() -> None:
    other = GlossaryEntry("英伟达", "Nvidia", scope="section tech", file="companies.po", line=9)
    lines = [str(loss) for loss in OMEGAT.write([SNOW, other]).losses]
    assert "scopes are left out: 2 entries, the first is 雪花 (companies.po:0)" in lines
    assert "aliases are left out: 1 entry, the first is 雪花 (companies.po:0)" in lines


def test_omegat_gets_no_prohibition_no_proposal_and_one_line_each() -> None:
    given_ = [
        GlossaryEntry("基辅", "Kyiv", note="Ukrainian form.\nAP, 2019."),
        GlossaryEntry("基辅", "Kiev", flags=("forbidden",)),
        GlossaryEntry("冰", "Ice", flags=("fuzzy",)),
        GlossaryEntry("#标签", "#hashtag"),
    ]
    written = OMEGAT.write(given_)
    assert written.data.decode().splitlines()[1:] == ["基辅\tKyiv\tUkrainian form. AP, 2019."]
    assert len([loss for loss in written.losses if loss.whole]) == 3


def test_deepl_gets_what_its_rules_allow() -> None:
    given_ = [
        GlossaryEntry("雪花", "snow", context="weather"),
        GlossaryEntry("雪花", "Snowflake"),
        GlossaryEntry(" 苹果 ", 'Apple, "Inc."'),
        GlossaryEntry("长" * 342, "1,026 bytes"),
        GlossaryEntry("长" * 341, "1,023 bytes"),
        GlossaryEntry("加", "+1"),
    ]
    written = DEEPL.write(given_)
    assert list(csv.reader(io.StringIO(written.data.decode()))) == [
        ["雪花", "Snowflake"],
        ["苹果", 'Apple, "Inc."'],
        ["长" * 341, "1,023 bytes"],
    ]
    assert [str(loss).split(":")[0] for loss in written.losses] == [
        "spaces at the ends and control characters are taken out",
        "texts of more than 1,024 bytes are left out",
        "texts that a spreadsheet would take for a formula are left out",
        "further senses of the same Chinese are left out",
    ]


# ---- read back by others -----------------------------------------------------------------------------------------


def test_csv_read_by_the_csv_module() -> None:
    data = FORMATS[0].write([SNOW]).data
    assert data.startswith(b"\xef\xbb\xbf")  # without it Excel shows garbage
    header, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(header) == HEADER
    assert row[:4] == ["雪花", "Snowflake", "company", SNOW.note]
    assert row[5] == 'Snowflake Inc., "Snow, Flake"'


@listed
@given(given_=lists)
@example(given_=[GlossaryEntry("=1+1", "@SUM(A1)", note="'=already", accept=("-x", "+y"))])
def test_no_cell_of_a_csv_starts_a_formula(given_: list[GlossaryEntry]) -> None:
    for kind in FORMATS[:2]:
        delimiter = "," if kind.name == "csv" else "\t"
        text = io.StringIO(kind.write(given_).data.decode("utf-8-sig"), newline="")
        assert not [
            c for row in csv.reader(text, delimiter=delimiter) for c in row if c[:1] in "=+-@\t\r" and c
        ]


@given(texts)
def test_the_apostrophe_is_taken_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(texts.filter(bool), max_size=4))
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    assert list_items(list_cell(items)) == tuple(items)


def test_xlsx_read_by_openpyxl_is_text_and_no_formula() -> None:
    formula = GlossaryEntry("=1+1", "#N/A", note="'quoted", context="2024-05-01")
    book = openpyxl.load_workbook(io.BytesIO(XLSX.write([SNOW, formula]).data))
    header, first, second = book["glossary"].iter_rows()
    assert tuple(cell.value for cell in header) == HEADER
    assert [cell.value for cell in first][:4] == ["雪花", "Snowflake", "company", SNOW.note]
    assert [cell.value for cell in second][:4] == ["=1+1", "#N/A", "2024-05-01", "'quoted"]
    assert {cell.data_type for cell in second if cell.value} == {"s"}
    assert [cell.quotePrefix for cell in second][:2] == [True, True]  # still texts when somebody edits them


def test_tbx_3_read_by_lxml() -> None:
    root = etree.fromstring(TBX3.write([SNOW]).data)
    names = {"t": TBX[1:-1]}
    assert (root.tag, root.get("type"), root.get("style")) == (f"{TBX}tbx", "TBX-Basic", "dca")
    assert root.xpath("//t:conceptEntry/t:descrip[@type='subjectField']/text()", namespaces=names) == [
        "company"
    ]
    assert root.xpath("//t:langSec[@xml:lang='zh-Hans']//t:term/text()", namespaces=names) == [
        "雪花",
        "雪花公司",
    ]
    statuses = "//t:langSec[@xml:lang='en']/t:termSec/t:termNote[@type='administrativeStatus']/text()"
    assert root.xpath(statuses, namespaces=names) == [
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "admittedTerm-admn-sts",
    ]
    assert root.xpath("//t:conceptEntry/t:admin[@type='source']/text()", namespaces=names) == [
        "desk, 2024-05"
    ]


def test_tbx_2_says_what_is_proposed_and_what_is_forbidden() -> None:
    given_ = [
        GlossaryEntry("冰", "Ice", flags=("fuzzy",)),
        GlossaryEntry("基辅", "Kiev", flags=("forbidden",)),
    ]
    root = etree.fromstring(TBX2.write(given_).data)
    note = "langSet[@xml:lang='en']/tig/termNote[@type='{}']/text()".format
    ice, kiev = root.xpath("/martif/text/body/termEntry")
    assert ice.xpath(note("processStatus")) == ["provisionallyProcessed"]
    assert ice.xpath(note("administrativeStatus")) == []
    assert kiev.xpath(note("administrativeStatus")) == ["deprecatedTerm-admn-sts"]


def test_tbx_basic_has_only_what_its_schema_allows() -> None:
    """The element order of the core schema and the data categories of TBX-Basic, by xpath."""
    full = GlossaryEntry("甲", "", "c", "n", ("乙",), ("A",), "site a.b", "s", ("fuzzy",), ("x",), "a.po")
    root = etree.fromstring(TBX3.write([SNOW, full, GlossaryEntry("丙", "C", flags=("forbidden",))]).data)
    allowed = {
        "descrip": {"subjectField"},
        "admin": {"source", "projectSubset"},
        "termNote": {"administrativeStatus"},
    }
    for name, kinds in allowed.items():
        assert {found.get("type") for found in root.iter(f"{TBX}{name}")} <= kinds
    for concept in root.iter(f"{TBX}conceptEntry"):
        order = [etree.QName(child).localname for child in concept]
        assert order.index("langSec") == len(order) - order.count("langSec")
    for section in root.iter(f"{TBX}termSec"):
        assert [etree.QName(child).localname for child in section][:1] == ["term"]
    assert not root.xpath("//*[local-name()='langSec'][not(*[local-name()='termSec'])]")


def test_po_read_by_polib() -> None:
    (entry,) = polib.pofile(PO.write([SNOW]).data.decode())
    assert (entry.msgctxt, entry.msgid, entry.msgstr) == ("company", "雪花", "Snowflake")
    assert entry.flags == ["exact", "no-wrap"]
