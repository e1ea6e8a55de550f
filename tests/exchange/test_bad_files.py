"""Files that cannot be taken: one clear line, and nothing of them in the memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.memory.samples import TUESDAY, sentences
from translate.errors import ExchangeError
from translate.exchange.formats import CSV, FORMATS, TMX, XLIFF12, XLIFF21, XLSX, told
from translate.exchange.model import Format
from translate.exchange.round_trip import export, import_file
from translate.memory import Memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        opened.store(sentences("英伟达上涨。", "雪花下跌。"), {})
        yield opened


def fault(memory: Memory, path: Path) -> str:
    """What is said of a file that nothing is taken from."""
    before = memory.load("a1")
    with pytest.raises(ExchangeError) as caught:
        import_file(memory, path, "Mei", TUESDAY)
    assert (memory.load("a1"), memory.stats().edits, list(memory.pairs())) == (before, 0, [])
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith(str(path))
    return said.removeprefix(str(path))


def put(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


ENTITY = '<!DOCTYPE x [\n<!ENTITY a SYSTEM "file:///etc/passwd">\n]>\n'
LAUGHS = (
    "<!DOCTYPE x [\n"
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">\n' for n in range(10))
    + "]>\n"
)
UNITS = {
    "x.xlf": '<xliff version="1.2"><file original="a1" source-language="zh" target-language="en"><body>'
    '<trans-unit id="p01.s01"><source>英伟达上涨。</source><target>{}</target></trans-unit>'
    "</body></file></xliff>",
    "x.xliff": '<xliff version="2.0" srcLang="zh" trgLang="en"><file id="f" original="a1"><unit id="p01.s01">'
    "<segment><source>英伟达上涨。</source><target>{}</target></segment></unit></file></xliff>",
    "x.tmx": '<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>英伟达上涨。</seg></tuv>'
    '<tuv xml:lang="en"><seg>{}</seg></tuv></tu></body></tmx>',
}


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize(("declared", "use"), [(ENTITY, "&a;"), (LAUGHS, "&l9;")], ids=["external", "laughs"])
def test_entities_are_refused(memory: Memory, tmp_path: Path, name: str, declared: str, use: str) -> None:
    said = fault(memory, put(tmp_path, name, declared + UNITS[name].format(use)))
    assert said == (
        ":2: declares an entity, which is refused: it could pull in other files; write the text itself in its place"
    )


@pytest.mark.parametrize("name", UNITS)
def test_these_files_are_taken_without_them(memory: Memory, tmp_path: Path, name: str) -> None:
    imported = import_file(memory, put(tmp_path, name, UNITS[name].format("Nvidia rose.")), "Mei", TUESDAY)
    assert imported.taken + imported.pairs.added == 1


def test_another_language_pair(memory: Memory, tmp_path: Path) -> None:
    french = UNITS["x.xlf"].replace('"en"', '"fr-FR"').format("Nvidia monte.")
    assert fault(memory, put(tmp_path, "x.xlf", french)) == (
        ":1: is from zh to fr-FR, not from Chinese to English, so nothing of it was taken; give the file of the right"
        " language pair"
    )
    english = UNITS["x.xliff"].replace('srcLang="zh"', 'srcLang="de"').format("x")
    assert "is from de to en" in fault(memory, put(tmp_path, "x.xliff", english))
    tmx = UNITS["x.tmx"].replace('"en"', '"fr"').format("x")
    assert fault(memory, put(tmp_path, "x.tmx", tmx)) == (
        ":1: holds no pair of Chinese and English: 1 of its rows or units: has no English;"
        " give a file with both languages, or export the article again"
    )


@pytest.mark.parametrize("format", FORMATS[1:], ids=[each.name for each in FORMATS[1:]])
def test_half_a_file(memory: Memory, tmp_path: Path, format: Format) -> None:
    path = tmp_path / f"a1{format.ending}"
    whole = export(memory, "a1", format).replace("[雪花下跌。]".encode(), b'"Snow"')
    path.write_bytes(whole[: whole.rindex(b'"Snow"') + 3] if b'"Snow"' in whole else whole[:-40])
    assert fault(memory, path)


def test_a_missing_column_is_named(memory: Memory, tmp_path: Path) -> None:
    assert fault(memory, put(tmp_path, "x.tsv", "article\tid\tzh\na1\tp01.s01\t英伟达上涨。\n")) == (
        ":1: has no column en, so nothing of it was taken; name the columns in the first row: id, zh, en, article"
    )
    assert "has no column id" in fault(memory, put(tmp_path, "x.csv", "article,zh,en\na1,英伟达上涨。,Up.\n"))
    assert "has no column zh and none en" in fault(memory, put(tmp_path, "y.csv", "天气,weather\n"))


def test_an_article_that_is_not_there(memory: Memory, tmp_path: Path) -> None:
    text = UNITS["x.xlf"].replace('original="a1"', 'original="a9"').format("Up.")
    assert "is of article a9, which " in fault(memory, put(tmp_path, "x.xlf", text))
    rows = "article,id,zh,en\na1,p01.s01,英伟达上涨。,Up.\na9,p01.s01,风。,Wind.\n"
    assert "is of article a9" in fault(memory, put(tmp_path, "x.csv", rows))


def test_a_zip_bomb_and_a_workbook_with_entities(memory: Memory, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(9):
            part.write(bytes(64 << 20))
    assert fault(memory, bomb) == ": unpacks to more than 536,870,912 bytes; cut it into several"
    whole = io.BytesIO(export(memory, "a1", XLSX))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "x.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<worksheet", b"<!DOCTYPE x []><worksheet"))
    assert "declares entities" in fault(memory, tmp_path / "x.xlsx")
    assert "cannot be read as a workbook" in fault(memory, put(tmp_path, "y.xlsx", "not a workbook"))


@pytest.mark.parametrize("name", ["bomb.docx", "bomb.epub", "bomb.xlsx.zip"])
def test_other_archives_are_not_taken_for_workbooks(memory: Memory, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml" if name.endswith("docx") else "a.xhtml", "<p>英伟达上涨。</p>")
    assert fault(memory, tmp_path / name) == (
        ": is in no format that can be imported; give a file that ends in .po, .xlf, .xliff, .tmx, .csv, .tsv, .xlsx"
    )
    (tmp_path / name).write_bytes(b"PK\x03\x04 and no archive")
    assert "is in no format that can be imported" in fault(memory, tmp_path / name)
    book = tmp_path / "no-ending"
    book.write_bytes(export(memory, "a1", XLSX))
    assert told(book) is XLSX


def test_a_file_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    tmx = UNITS["x.tmx"].format("Up.")
    (tmp_path / "x.xml").write_text(f'<?xml version="1.0" encoding="UTF-16"?>\n{tmx}', encoding="utf-16")
    assert told(tmp_path / "x.xml") is TMX
    assert told(put(tmp_path, "x.txt", UNITS["x.xliff"])) is XLIFF21
    assert told(put(tmp_path, "x.csv", 'zh,en\n写 <tmx version="1.4">,"Write <xliff >"\n')) is CSV


def test_what_is_no_exchange_file(memory: Memory, tmp_path: Path) -> None:
    assert "is in no format that can be imported" in fault(memory, put(tmp_path, "x.docx", "?"))
    assert "is empty" in fault(memory, put(tmp_path, "x.csv", "\n"))
    assert "is XLIFF 3.0" in fault(memory, put(tmp_path, "x.xlf", '<xliff version="3.0"/>'))
    assert "holds no sentence" in fault(memory, put(tmp_path, "x.tmx", '<tmx version="1.4"><body/></tmx>'))
    typed = "<!DOCTYPE xliff>\n" + UNITS["x.xlf"].format("Up.")
    assert "has a document type declaration" in fault(memory, put(tmp_path, "y.xlf", typed))


@pytest.mark.parametrize("format", [XLIFF12, XLIFF21], ids=["1.2", "2.1"])
def test_elements_without_end_are_refused(memory: Memory, tmp_path: Path, format: Format) -> None:
    text = export(memory, "a1", format).decode("utf-8")
    deep = text.replace("<source>", "<source>" + "<mrk>" * 70 + "</mrk>" * 70, 1)
    deep = deep if deep != text else text.replace('">英', '">' + "<mrk>" * 70 + "</mrk>" * 70 + "英", 1)
    assert "nests elements more than 64 deep" in fault(memory, put(tmp_path, f"x{format.ending}", deep))
