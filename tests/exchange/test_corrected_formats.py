"""A corrected article in traditional Chinese, in every format and back: ids, languages, what it was before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.memory.samples import MONDAY, sentences
from tests.test_corrections import TUESDAY, Desk
from translate.exchange.formats import FORMATS, TMX, XLIFF12, XLIFF21
from translate.exchange.model import Format
from translate.exchange.round_trip import export, export_memory, import_file
from translate.memory import Action, Change, NewPair, State

LOSSES = "當局說，有30人受傷，兩百棟房屋受損。"
POWER = "十幾萬戶居民一度斷電。"
EXPERT = "氣象專家說，今年的颱風比往年來得早。"
FIRST = (LOSSES + POWER, "鐵路部門星期三恢復了全部列車。", EXPERT)
CORRECTED = ("颱風星期二夜間登陸。", LOSSES.replace("30", "35") + "路上沒有人。" + POWER, EXPERT)
ENGLISH = "Authorities said 30 people were hurt and 200 houses were damaged."
ADAPTED = "Authorities said 35 people were hurt and 200 houses were damaged."
XML = "{http://www.w3.org/XML/1998/namespace}"
EACH = pytest.mark.parametrize("format", FORMATS, ids=[each.name for each in FORMATS])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The article signed, one sentence in a person's words, then corrected in that sentence and with one more."""
    made = Desk(tmp_path)
    made.run(made.add("v1.md", FIRST))
    change = Change(article(made), "p01.s01", Action.EDIT, "Ann", MONDAY, ENGLISH)
    with made.memory() as memory:
        memory.change([change])
    made.sign()
    made.run(made.add("v2.md", CORRECTED, 6))
    return made


def article(desk: Desk) -> str:
    with desk.memory() as memory:
        (line,) = memory.articles()
    return line.id


def written(desk: Desk, format: Format) -> Path:
    path = desk.folder / f"article{format.ending}"
    with desk.memory() as memory:
        path.write_bytes(export(memory, article(desk), format))
    return path


def document(desk: Desk, format: Format) -> Any:
    root = etree.parse(written(desk, format)).getroot()
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root


@EACH
def test_every_sentence_comes_back_as_the_one_it_is(desk: Desk, format: Format) -> None:
    path = written(desk, format)
    assert {"p00a.s01", "p01.s01a"} <= set(desk.ids().values())
    with desk.memory() as memory:
        imported = import_file(memory, path, "Bo", TUESDAY)
    assert (imported.same, imported.verdicts) == (len(desk.ids()), ())


@EACH
def test_the_english_of_a_new_sentence_is_taken_where_it_stands(desk: Desk, format: Format) -> None:
    if format.name == "xlsx":
        import openpyxl

        path = written(desk, format)
        book = openpyxl.load_workbook(path)
        for cells in book["article"].iter_rows(min_row=2):
            if cells[0].value in ("p00a.s01", "p01.s01a"):
                cells[2].value = f"Of {cells[0].value}."
        book.save(path)
    else:
        path = written(desk, format)
        text = path.read_text(encoding="utf-8")
        for row in desk.stored()[0].rows:
            if row.segment.id in ("p00a.s01", "p01.s01a"):
                text = text.replace(row.draft.en, f"Of {row.segment.id}.")
        path.write_text(text, encoding="utf-8")
    with desk.memory() as memory:
        assert import_file(memory, path, "Bo", TUESDAY).taken == 2
    english = {row.segment.id: row.draft.en for row in desk.stored()[0].rows}
    assert (english["p00a.s01"], english["p01.s01a"]) == ("Of p00a.s01.", "Of p01.s01a.")
    states = desk.stored()[1].segments
    assert {states["p00a.s01"].state, states["p01.s01a"].state} == {State.EDITED}


def test_xliff_12_says_what_it_was_and_that_it_is_adapted(desk: Desk) -> None:
    root = document(desk, XLIFF12)
    assert root.find("file").get("source-language") == "zh-TW"
    unit = next(each for each in root.iter("trans-unit") if each.get("id") == "p01.s01")
    assert unit.find("target").get("state-qualifier") == "fuzzy-match"
    assert unit.findtext("target") == ADAPTED
    assert {each.get(f"{XML}lang") for each in root.iter("source")} == {"zh-TW"}
    before = [
        (each.findtext("source"), each.findtext("target"))
        for each in unit.findall("alt-trans")
        if each.get("alttranstype") == "previous-version"
    ]
    assert before == [(LOSSES, ENGLISH)]


def test_xliff_21_says_what_it_was(desk: Desk) -> None:
    root = document(desk, XLIFF21)
    assert root.get("srcLang") == "zh-TW"
    matches = [
        (each.get("type"), each.findtext("source"), each.findtext("target")) for each in root.iter("match")
    ]
    assert matches == [("tm", LOSSES, ENGLISH)]


def test_tmx_names_the_chinese_of_the_article(desk: Desk) -> None:
    root = document(desk, TMX)
    assert root.find("header").get("srclang") == "zh-TW"
    tags = {each.get(f"{XML}lang") for each in root.iter("tuv")}
    assert tags == {"zh-TW", "en"}
    assert all(unit.get("srclang") is None for unit in root.iter("tu"))
    adapted = next(
        unit for unit in root.iter("tu") if unit.findtext("prop[@type='x-duizhao-origin']") == "adapted"
    )
    assert adapted.findtext("prop[@type='x-duizhao-adapted-from']") == f"{article(desk)}#p01.s01"
    assert adapted.find("prop[@type='x-duizhao-engine']") is None


def test_a_memory_of_both_scripts_says_of_each_unit_which_it_is(desk: Desk) -> None:
    with desk.memory() as memory:
        memory.store(sentences("这个国家。", id_="plain"), {})
        pairs = [NewPair("這個國家。", "This country."), NewPair("中文。", "Chinese.")]
        memory.take_pairs(pairs, "Mei", MONDAY, approved=True, source="agency.tmx")
        root = etree.fromstring(b"".join(export_memory(memory, drafts=True)))
    assert root.find("header").get("srclang") == "zh-CN"
    told = {
        unit.findtext("tuv/seg"): (unit.get("srclang"), unit.find("tuv").get(f"{XML}lang"))
        for unit in root.iter("tu")
    }
    assert [told[zh] for zh in ("这个国家。", "這個國家。", "中文。", EXPERT)] == [
        (None, "zh-CN"),
        ("zh-TW", "zh-TW"),
        (None, "zh-CN"),
        ("zh-TW", "zh-TW"),
    ]
