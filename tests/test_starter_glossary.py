"""The starter glossary: well-formed, without clashes, and right in what a desk would look up first."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

GLOSSARY = Path(__file__).parents[1] / "glossary"
FILES = tuple(sorted(GLOSSARY.glob("*.po")))
WIDTH = 78

FIELD = re.compile(r"(aliases|accept|scope|source): (\S.*)")
ITEM = re.compile(r'"([^"]+)"|([^,]+(?:,(?=\S)[^,]*)*)')
HAN = re.compile(r"[\u3400-\u9fff]")
WIDE = re.compile(r"[\u3000-\u9fff\uff01-\uff65]")
SCOPE = re.compile(r"(mentions|section|site) [^|;]+(\|[^|;]+)*")
ENTRIES = tuple(entry for path in FILES for entry in polib.pofile(str(path), wrapwidth=WIDTH))


def fields(entry: polib.POEntry, name: str) -> list[str]:
    """The items of a field of ours, over all its lines."""
    lines = [found for line in entry.comment.splitlines() if (found := FIELD.fullmatch(line))]
    values = [line.group(2) for line in lines if line.group(1) == name]
    return [(quoted or plain).strip() for value in values for quoted, plain in ITEM.findall(value)]


def find(zh: str, sense: str | None = None) -> polib.POEntry:
    """The entry of a Chinese form, be it a msgid or an alias."""
    for entry in ENTRIES:
        if zh == entry.msgid and entry.msgctxt == sense and "forbidden" not in entry.flags:
            return entry
    return next(entry for entry in ENTRIES if zh in fields(entry, "aliases") or zh == entry.msgid)


def test_the_domains_have_a_file_each() -> None:
    assert {path.stem for path in FILES} == {
        "agencies",
        "companies",
        "people",
        "places",
        "products",
        "ranks",
        "terms",
    }


def test_there_are_enough_entries_and_nearly_all_are_enforced() -> None:
    proposals = [entry for entry in ENTRIES if "fuzzy" in entry.flags]
    assert len(ENTRIES) >= 1200
    assert 1 <= len(proposals) <= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_written_back_byte_for_byte(path: Path, tmp_path: Path) -> None:
    again = tmp_path / path.name
    polib.pofile(str(path), wrapwidth=WIDTH).save(str(again), newline="\n")
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_header_names_both_languages(path: Path) -> None:
    assert polib.pofile(str(path)).metadata == {
        "Project-Id-Version": "duizhao starter glossary",
        "Language": "en",
        "X-Source-Language": "zh_Hans",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def test_no_entry_comes_twice_in_any_file() -> None:
    counted = Counter((entry.msgctxt, entry.msgid) for entry in ENTRIES)
    assert [key for key, times in counted.items() if times > 1] == []


def test_no_alias_is_also_another_entry_or_demands_two_things() -> None:
    demands: dict[tuple[str | None, str], set[str]] = {}
    for entry in ENTRIES:
        if "forbidden" in entry.flags:
            continue
        for zh in (entry.msgid, *fields(entry, "aliases")):
            demands.setdefault((entry.msgctxt, zh), set()).add(entry.msgid)
    assert {key: found for key, found in demands.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_comment_of_ours_is_a_field_that_fits_on_its_line(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#. "):
            assert FIELD.fullmatch(line[3:]), line
            assert len(line) <= WIDTH, line
        if line.startswith("#, "):
            assert set(line[3:].split(", ")) <= {"fuzzy", "read-only", "forbidden", "exact"}, line


def test_chinese_is_chinese_and_english_is_english() -> None:
    for entry in ENTRIES:
        for zh in (entry.msgid, *fields(entry, "aliases")):
            assert HAN.search(zh), zh
            assert zh == zh.strip()
            assert len(zh) >= 2, zh
        for en in (entry.msgstr, *fields(entry, "accept")):
            assert en, entry.msgid
            assert not WIDE.search(en), en
            assert en == " ".join(en.split())


def test_no_form_is_listed_for_nothing() -> None:
    for entry in ENTRIES:
        forms = [entry.msgstr, *fields(entry, "accept")]
        spellings = [entry.msgid, *fields(entry, "aliases")]
        assert len(forms) == len(set(forms)), entry.msgid
        assert len(spellings) == len(set(spellings)), entry.msgid


def test_every_scope_can_be_read() -> None:
    for entry in ENTRIES:
        for line in entry.comment.splitlines():
            if line.startswith("scope: "):
                assert SCOPE.fullmatch(line.removeprefix("scope: ")), line


def test_a_sense_is_named_only_where_another_entry_shares_the_chinese() -> None:
    shared = Counter(entry.msgid for entry in ENTRIES)
    assert [entry.msgid for entry in ENTRIES if entry.msgctxt and shared[entry.msgid] < 2] == []


@pytest.mark.parametrize(
    "zh",
    [
        "苹果",
        "雪花",
        "小米",
        "荣耀",
        "甲骨文",
        "三星",
        "联想",
        "高通",
        "寒武纪",
        "美团",
        "快手",
        "豆包",
        "鸿蒙",
        "万斯",
        "盖茨",
        "河内",
        "万象",
        "金边",
        "红海",
        "雪梨",
        "苏丹",
        "南海",
        "德州",
    ],
)
def test_an_everyday_word_counts_only_in_its_scope(zh: str) -> None:
    assert "scope: mentions " in find(zh).comment


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("深度求索", "DeepSeek"),
        ("英伟达", "Nvidia"),
        ("辉达", "Nvidia"),
        ("雪花", "Snowflake"),
        ("台积电", "TSMC"),
        ("中芯国际", "SMIC"),
        ("宁德时代", "CATL"),
        ("智谱", "Zhipu"),
        ("阿斯麦", "ASML"),
        ("沙特阿美", "Saudi Aramco"),
        ("路透社", "Reuters"),
        ("美联社", "AP"),
        ("法新社", "AFP"),
        ("新华社", "Xinhua"),
        ("发改委", "National Development and Reform Commission"),
        ("美联储", "Federal Reserve"),
        ("联准会", "Federal Reserve"),
        ("萨姆·奥尔特曼", "Sam Altman"),
        ("奥尔特曼", "Altman"),
        ("黄仁勋", "Jensen Huang"),
        ("马化腾", "Pony Ma"),
        ("梁文锋", "Liang Wenfeng"),
        ("特朗普", "Trump"),
        ("川普", "Trump"),
        ("朝鲜", "North Korea"),
        ("韩国", "South Korea"),
        ("韩国瑜", "Han Kuo-yu"),
        ("寮国", "Laos"),
        ("纽西兰", "New Zealand"),
        ("格鲁吉亚", "Georgia"),
        ("刚果(金)", "Democratic Republic of Congo"),
        ("陕西", "Shaanxi"),
        ("山西", "Shanxi"),
        ("内蒙古", "Inner Mongolia"),
        ("高雄", "Kaohsiung"),
        ("上海", "Shanghai"),
        ("上海交通大学", "Shanghai Jiao Tong University"),
        ("七十七国集团", "Group of 77"),
        ("人工智能", "artificial intelligence"),
        ("芯片", "chip"),
        ("晶片", "chip"),
        ("采购经理人指数", "purchasing managers' index"),
        ("高通胀", "high inflation"),
        ("发言人", "spokesperson"),
        ("执行长", "chief executive"),
    ],
)
def test_what_a_desk_looks_up_first(zh: str, en: str) -> None:
    assert find(zh).msgstr == en


@pytest.mark.parametrize(
    ("zh", "forms"),
    [
        ("美国", {"United States", "American"}),
        ("中国", {"Chinese"}),
        ("英国", {"British", "U.K.", "United Kingdom"}),
        ("美联社", {"Associated Press"}),
        ("阿联酋", {"United Arab Emirates"}),
        ("人工智能", {"AI"}),
        ("采购经理人指数", {"PMI"}),
        ("泽连斯基", {"Zelensky", "Zelenskiy"}),
        ("加州大学洛杉矶分校", {"University of California, Los Angeles"}),
    ],
)
def test_other_good_english_is_accepted(zh: str, forms: set[str]) -> None:
    assert forms <= set(fields(find(zh), "accept"))


def test_one_chinese_name_in_two_senses() -> None:
    assert find("奥克兰", "New Zealand").msgstr == "Auckland"
    assert find("奥克兰", "California").msgstr == "Oakland"
    assert find("商务部").msgstr == "Commerce Ministry"
    assert find("商务部", "United States").msgstr == "Commerce Department"


def test_people_are_names_without_offices() -> None:
    office = re.compile(r"总统|总理|主席|首相|部长|国务卿")
    people = polib.pofile(str(GLOSSARY / "people.po"))
    assert [entry.msgid for entry in people if office.search(entry.msgid)] == []
