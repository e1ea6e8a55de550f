"""Tables that others made: their columns, encodings and faults."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from translate.errors import DuizhaoError
from translate.exchange.terms import Read, format_of
from translate.exchange.terms.deepl import DEEPL
from translate.exchange.terms.xlsx import unescape
from translate.glossary import GlossaryEntry


def read(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> Read:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return format_of(path).read(path)


def pairs(read: Read) -> list[tuple[str, str]]:
    return [(row.entry.zh, row.entry.en) for row in read.rows]


@pytest.mark.parametrize(
    "header",
    [
        "zh,en",
        "中文,英文",
        "Chinese,English",
        "source,target",
        "ZH_CN,en-US",
        "Chinese (Simplified),English (US)",
    ],
)
def test_a_header_is_recognized(tmp_path: Path, header: str) -> None:
    assert pairs(read(tmp_path, f"{header}\n雪花,Snowflake\n")) == [("雪花", "Snowflake")]


def test_columns_may_stand_in_any_order_and_others_are_named(tmp_path: Path) -> None:
    table = read(tmp_path, "英文,部门,备注,中文\nSnowflake,tech,the firm,雪花\n")
    (row,) = table.rows
    assert row.entry == GlossaryEntry("雪花", "Snowflake", note="the firm")
    assert row.fields == {"zh", "en", "note"}
    assert str(table.losses[0]).startswith("the column '部门' is not read")


def test_a_source_column_is_the_chinese_unless_another_is(tmp_path: Path) -> None:
    table = read(tmp_path, "zh,en,source\n雪花,Snowflake,desk\n")
    assert table.rows[0].entry == GlossaryEntry("雪花", "Snowflake", source="desk")


def test_a_table_without_a_header_has_the_chinese_first(tmp_path: Path) -> None:
    assert pairs(read(tmp_path, "中文,Chinese\n雪花,Snowflake\n")) == [
        ("中文", "Chinese"),
        ("雪花", "Snowflake"),
    ]
    with pytest.raises(DuizhaoError, match="the English comes first"):
        read(tmp_path, "Snowflake,雪花\n")
    with pytest.raises(DuizhaoError, match="no column with the English"):
        read(tmp_path, "zh,notes\n雪花,firm\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_any_encoding_of_a_spreadsheet(tmp_path: Path, encoding: str, newline: str) -> None:
    text = newline.join(["中文\t英文", '商务部\t"Commerce, Ministry"', "中国人民银行\tPBOC", ""])
    table = read(tmp_path, text.encode(encoding), "a.txt")
    assert pairs(table) == [("商务部", "Commerce, Ministry"), ("中国人民银行", "PBOC")]
    assert table.rows[1].place == f"{tmp_path / 'a.txt'}:3"


def test_semicolons_embedded_newlines_and_quotation_marks(tmp_path: Path) -> None:
    table = read(tmp_path, 'zh;en;note\n雪花;"Snow ""flake""";"two\nlines"\n\n冰;Ice;\n')
    assert table.rows[0].entry == GlossaryEntry("雪花", 'Snow "flake"', note="two\nlines")
    assert [row.place[-2:] for row in table.rows] == [":2", ":5"]


def test_a_tsv_without_quoting_keeps_its_quotation_marks(tmp_path: Path) -> None:
    assert pairs(read(tmp_path, '雪花\t"Snow" flake\n', "a.tsv")) == [("雪花", '"Snow" flake')]


def test_lists_as_people_type_them(tmp_path: Path) -> None:
    table = read(tmp_path, 'zh,en,accept,aliases\n美国,U.S.,"America、United States\nUS","米国, 美利坚"\n')
    assert table.rows[0].entry.accept == ("America", "United States", "US")
    assert table.rows[0].entry.aliases == ("米国", "美利坚")


def test_bad_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    table = read(tmp_path, "zh,en\n雪花,Snowflake\n,Ice\n冰\n水,Water, still\n火,Fire\n")
    assert pairs(table) == [("雪花", "Snowflake"), ("火", "Fire")]
    path = tmp_path / "a.csv"
    assert [str(fault).split(";")[0] for fault in table.faults] == [
        f"{path}:3: has no Chinese",
        f"{path}:4: has one cell where Chinese and English are needed",
        f"{path}:5: has 3 cells, more than the 2 columns",
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'zh,en\n\xe9\x9b\xaa,"Snow\n', r"a\.csv:2: is not valid CSV"),
        (b"zh,en\n\x00\x01\x02,x\n", "is a binary file"),
        (b"\xff\xfe\x00\xd8\x00\xd8a\x00,\x00b\x00", "not in its encoding"),
        (b"PK\x03\x04\xff\xff", "ZIP archive"),
    ],
)
def test_what_is_no_table_is_one_clear_error(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(DuizhaoError, match=what):
        read(tmp_path, content)


def test_deepl_files_with_language_codes(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("雪花,Snowflake,ZH,EN\n冰,Ice,zh,en-US\n", encoding="utf-8")
    assert pairs(DEEPL.read(path)) == [("雪花", "Snowflake"), ("冰", "Ice")]


# ---- XLSX --------------------------------------------------------------------------------------------------------


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def parts(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a part of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            assert part != name or old in content
            target.writestr(part, content.replace(old, new) if part == name else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_all_sheets_with_the_columns_are_read(tmp_path: Path) -> None:
    data = workbook(
        People=[["中文", "英文"], ["奥尔特曼", "Altman"], ["无", None]],
        Empty=[],
        Notes=[["about this file"]],
        Places=[["en", "zh"], ["Kyiv", "基辅"]],
    )
    table = read(tmp_path, data, "a.xlsx")
    assert pairs(table) == [("奥尔特曼", "Altman"), ("无", ""), ("基辅", "Kyiv")]
    assert table.rows[2].place == f"{tmp_path / 'a.xlsx'} Places!A2"
    assert [str(loss) for loss in table.losses] == [
        "sheets without the columns zh and en are not read: 1 entry, the first is Notes"
    ]


def test_numbers_and_dates_are_read_as_seen(tmp_path: Path) -> None:
    data = workbook(A=[["zh", "en"], ["一", 1], ["半", 0.1 + 0.2], ["真", True], [2024, "2024"]])
    assert pairs(read(tmp_path, data, "a.xlsx")) == [
        ("一", "1"),
        ("半", "0.3"),
        ("真", "TRUE"),
        ("2024", "2024"),
    ]


def test_a_formula_gives_its_stored_result(tmp_path: Path) -> None:
    data = workbook(A=[["zh", "en"], ["雪花", '=CONCATENATE("Snow","flake")']])
    stored = parts(data, SHEET, b'<c r="B2"><f>', b'<c r="B2" t="str"><v>Snowflake</v><f>')
    assert pairs(read(tmp_path, stored, "a.xlsx")) == [("雪花", "Snowflake")]


@pytest.mark.parametrize(
    ("cell", "told"), [("=A1", "is a formula without a stored result"), ("#N/A", "holds the error #N/A")]
)
def test_a_cell_without_a_value_costs_its_row_alone(tmp_path: Path, cell: str, told: str) -> None:
    data = workbook(Terms=[["zh", "en"], ["雪花", cell], ["英伟达", "Nvidia"]])
    table = read(tmp_path, data, "a.xlsx")
    assert pairs(table) == [("英伟达", "Nvidia")]
    (fault,) = table.faults
    assert f"a.xlsx Terms!B2: {told}" in str(fault)


def test_a_header_without_a_value_leaves_no_column_sure(tmp_path: Path) -> None:
    data = workbook(Terms=[["en", '="zh"'], ["Snowflake", "雪花"]])
    with pytest.raises(DuizhaoError, match="Terms!B1: is a formula without a stored result"):
        read(tmp_path, data, "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a workbook", b"zh,en\n"])
def test_what_is_no_workbook_is_one_clear_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DuizhaoError, match=r"a\.xlsx: cannot be read as a workbook"):
        read(tmp_path, data, "a.xlsx")


def test_a_damaged_workbook_is_one_clear_error(tmp_path: Path) -> None:
    data = parts(workbook(A=[["zh", "en"], ["雪花", "x"]]), SHEET, b"</row>", b"</rwo>")
    with pytest.raises(DuizhaoError, match="cannot be read as a workbook"):
        read(tmp_path, data, "a.xlsx")


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    data = parts(
        workbook(A=[["zh", "en"]]), SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "boom">]><worksheet'
    )
    with pytest.raises(DuizhaoError, match="declares entities"):
        read(tmp_path, data, "a.xlsx")


def test_escapes_as_excel_writes_them() -> None:
    assert unescape("a_x000D_b _x005F_x0041_") == "a\rb _x0041_"
