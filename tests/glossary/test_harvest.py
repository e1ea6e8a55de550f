"""Harvest: names out of dumps and approved translations, counted, conflicts first, never over an entry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.memory.samples import sentences
from translate.cli import app
from translate.glossary import Glossary, GlossaryEntry
from translate.glossary.harvest import (
    Candidate,
    Context,
    Kind,
    Origin,
    Seen,
    State,
    Wish,
    harvest,
    propose,
    reading,
)
from translate.glossary.harvest.approved import aligned
from translate.glossary.harvest.names import names
from translate.memory import Approved, Memory
from translate.termbase import Termbase

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
# Every shape of a gloss that a news article has, and everything that looks like one.
ARTICLE = (
    "云数据公司的两难",
    "美国软件制造商极光(Aurora)星期一(2月3日)说，其人工智能(AI)模型的成本低于国内生产总值(GDP)的万分之一。",
    "“我们别无选择，”极光产品执行副总裁塞巴斯蒂安·克劳斯曼(Sebastian Kraussmann)说。克劳斯曼去年加入该公司。",
    "Open AI首席执行官托拜厄斯·林德曼(Tobias Lindeman)在X平台上写道，这款芯片(H800)令人印象深刻。",
    "芯片公司晶钻（英文：Crystalline，简称CRY）的股价(NASDAQ: CRYS)跌了5% (见图)。",
    "投资家何思敏(Simin He)和《海湾时报》(The Gulf Times)都引用了路透社(Reuters)的报道(reuters.com)。",
)
FOUND = {
    "极光": "Aurora",
    "塞巴斯蒂安·克劳斯曼": "Sebastian Kraussmann",
    "克劳斯曼": "Kraussmann",
    "托拜厄斯·林德曼": "Tobias Lindeman",
    "林德曼": "Lindeman",
    "晶钻": "Crystalline",
    "何思敏": "Simin He",
    "海湾时报": "The Gulf Times",
    "路透社": "Reuters",
}


def dump(folder: Path, *articles: Iterable[str]) -> Path:
    """A folder of articles in the dump's format, one a day from 3 February 2025."""
    folder.mkdir(exist_ok=True)
    for number, (title, *paragraphs) in enumerate(articles):
        body = "<p> </p>".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        stamp = 1_738_576_800_000 + number * 86_400_000
        text = f"<!--{stamp}-->\n[{title}](https://news.example/a/{number}.html)\n------\n\n{body}\n"
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
    return folder


def glossary(folder: Path, **files: str) -> Glossary:
    """A glossary with these entries by file, and an empty one where none are given."""
    folder.mkdir(exist_ok=True)
    for name, entries in (files or {"terms": ""}).items():
        (folder / f"{name}.po").write_text(HEADER + entries, encoding="utf-8")
    return Glossary.load(folder)


def harvested(folder: Glossary, *paths: Path, wish: Wish | None = None) -> dict[str, tuple[State, str]]:
    found = harvest(reading(paths), folder, wish=wish)
    return {name.zh: (name.state, name.best.en) for name in found.names}


def candidate(zh: str, en: str, count: int = 1, kind: Kind = Kind.PERSON) -> Candidate:
    return Candidate(zh, en, Seen(count, 1, contexts=(Context("a1", "p01", "文"),)), Origin.GLOSS, kind)


def test_all_glossed_names_of_an_article_and_nothing_else(tmp_path: Path) -> None:
    found = harvested(glossary(tmp_path / "g"), dump(tmp_path / "d", ARTICLE))
    assert {zh: en for zh, (_, en) in found.items()} == FOUND


def test_the_examples_give_their_names(tmp_path: Path) -> None:
    found = harvest(reading([EXAMPLES]), glossary(tmp_path / "g"))
    english = {name.zh: name.best.en for name in found.names}
    assert english["范登堡太空军基地"] == "Vandenberg Space Force Base"  # traditional in the article
    assert english["德弗里斯"] == "De Vries"
    assert english["猎鹰9号"] == "Falcon 9"
    assert not english.keys() & {"人工智能", "世界卫生组织", "欧洲安全与合作组织", "联合国开发计划署"}
    kinds = {name.zh: name.best.kind for name in found.names}
    assert kinds["高柏安"] is kinds["中村由纪"] is kinds["沃伦"] is Kind.PERSON
    assert kinds["赫利俄斯"] is kinds["北湾咨询"] is Kind.COMPANY
    assert kinds["黎明"] is kinds["苏瓦宣言"] is Kind.OTHER
    assert kinds["萨克森州"] is Kind.PLACE


def test_counts_articles_dates_and_contexts(tmp_path: Path) -> None:
    again = ("另一篇", "極光(Aurora)的對手不少。極光(Aurora)說，沒有評論。")
    found = harvest(reading([dump(tmp_path / "d", ARTICLE, again)]), glossary(tmp_path / "g"))
    aurora = next(name for name in found.names if name.zh == "极光")
    [(origin, seen)] = aurora.best.seen
    assert (origin, str(seen)) == (Origin.GLOSS, "3 times in 2 articles, 2025-02-03…2025-02-04")
    assert [context.place for context in seen.contexts] == ["p01.s01", "p01.s01"]
    assert seen.contexts[0].text.startswith("美国软件制造商极光(Aurora)星期一")


def test_a_name_read_with_two_beginnings_is_one() -> None:
    from translate.glossary.harvest.glossed import _settled

    kept = _settled([candidate("晶钻", "Crystalline", 5), candidate("巨头晶钻", "Crystalline", 2)])
    assert [each.zh for each in kept] == ["晶钻"]


def test_conflicts_come_first_and_near_twins_are_named() -> None:
    entries = [GlossaryEntry("萨姆·奥尔特曼", "Sam Altman", file="people.po", line=7)]
    found = names(
        [
            candidate("雪花", "Snowflake", 9),
            candidate("克莱纳曼", "Kleinerman", 4),
            candidate("克莱纳曼", "Kleinermann", 2),
            candidate("克莱曼", "Kleinerman", 1),
            candidate("山姆·奥特曼", "Sam Altman", 1),
        ],
        entries,
    )
    assert [name.zh for name in found] == ["克莱纳曼", "克莱曼", "山姆·奥特曼", "雪花"]
    assert found[0].conflicts == (
        "also Kleinermann (2 times)",
        "Kleinerman is also 克莱曼 (once, a near twin)",
    )
    assert found[1].conflicts == ("Kleinerman is also 克莱纳曼 (4 times, a near twin)",)
    assert found[2].conflicts == ("Sam Altman is 萨姆·奥尔特曼 in people.po:7, a near twin",)


def test_an_entry_that_exists_is_never_overwritten_only_told(tmp_path: Path) -> None:
    folder = glossary(
        tmp_path / "g",
        people='msgid "托拜厄斯·林德曼"\nmsgstr "Toby Lindeman"\n\n'
        '#. accept: Kraussmann\nmsgid "克劳斯曼"\nmsgstr "Mr. K"\n',
        companies='#. aliases: 极光\nmsgid "極光科技"\nmsgstr "Aurora"\n\n'
        '#, forbidden\nmsgid "晶钻"\nmsgstr "Crystalline"\n',
    )
    before = {path: path.read_bytes() for path in (tmp_path / "g").glob("*.po")}
    found = harvest(reading([dump(tmp_path / "d", ARTICLE)]), folder)
    by_zh = {name.zh: name for name in found.names}
    assert by_zh["托拜厄斯·林德曼"].state is State.ENTRY
    assert by_zh["托拜厄斯·林德曼"].conflicts == ("the glossary has Toby Lindeman (people.po:5)",)
    assert by_zh["克劳斯曼"].state is by_zh["极光"].state is State.KNOWN
    assert by_zh["晶钻"].conflicts == ("Crystalline is forbidden by companies.po:10",)
    propose(folder, found.names)
    folder.save()
    assert {path: path.read_bytes() for path in before} == before
    proposed = {entry.zh for entry in Glossary.load(tmp_path / "g").entries() if entry.is_proposal}
    assert "托拜厄斯·林德曼" not in proposed
    assert "塞巴斯蒂安·克劳斯曼" in proposed


def test_proposals_are_fuzzy_read_by_polib_and_not_enforced(tmp_path: Path) -> None:
    folder = glossary(tmp_path / "g")
    propose(folder, harvest(reading([dump(tmp_path / "d", ARTICLE)]), folder).names)
    folder.save()
    read = {entry.msgid: entry for entry in polib.pofile(str(tmp_path / "g" / "proposals.po"))}
    assert {zh: entry.msgstr for zh, entry in read.items()} == FOUND
    assert all("fuzzy" in entry.flags for entry in read.values())
    assert read["何思敏"].comment.startswith(
        "accept: He\nharvest: once in 1 article, 2025-02-03\nkind: person\ncontext: "
    )
    base = Termbase.load(tmp_path / "g")
    assert (len(base), base.faults) == (0, ())


def test_the_same_dump_again_changes_no_byte_and_a_larger_one_the_counts(tmp_path: Path) -> None:
    news, path = dump(tmp_path / "d", ARTICLE), tmp_path / "g" / "proposals.po"
    first = glossary(tmp_path / "g")
    assert propose(first, harvest(reading([news]), first).names).added == len(FOUND)
    first.save()
    before = path.read_bytes()
    again = Glossary.load(tmp_path / "g")
    assert propose(again, harvest(reading([news]), again).names).added == 0
    assert again.save() == ()
    dump(tmp_path / "d", ARTICLE, ("另一篇", "极光(Aurora)说，没有评论。"))
    more = Glossary.load(tmp_path / "g")
    written = propose(more, harvest(reading([news]), more).names)
    more.save()
    assert (written.added, written.updated) == (0, 1)
    assert path.read_text(encoding="utf-8").count("2 times in 2 articles, 2025-02-03…2025-02-04") == 1
    assert len(path.read_bytes()) > len(before)


def test_what_an_editor_changed_in_a_proposal_stays(tmp_path: Path) -> None:
    mine = "# Ask the firm.\n#. harvest: once in 1 article\n#. kind: other\n"
    mine += '#, fuzzy\nmsgid "极光"\nmsgstr "Aurora Inc."\n'
    folder = glossary(tmp_path / "g", proposals=mine)
    propose(folder, harvest(reading([dump(tmp_path / "d", ARTICLE)]), folder).names)
    [entry] = [found.entry for found in folder.find("极光")]
    assert (entry.en, entry.note) == ("Aurora Inc.", "Ask the firm.")
    assert entry.extra[:3] == ("harvest: once in 1 article, 2025-02-03", "kind: other", "also: Aurora (once)")


def test_a_rejected_name_does_not_come_back(tmp_path: Path) -> None:
    folder = glossary(
        tmp_path / "g", proposals='#. rejected: 2025-02-01\n#, fuzzy\nmsgid "極光"\nmsgstr "Aurora"\n'
    )
    found = harvest(reading([dump(tmp_path / "d", ARTICLE)]), folder)
    assert next(name for name in found.names if name.zh == "极光").state is State.REJECTED
    assert "极光" not in {name.zh for name in found.open}
    propose(folder, found.names)
    assert len(folder.find("极光")) == 1


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=30), zh=st.text(st.characters(categories=["Lo"]), min_size=1, max_size=6))
def test_a_context_may_hold_anything(text: str, zh: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = glossary(tmp_path_factory.mktemp("g"))
    seen = Seen(1, 1, contexts=(Context("a1", "p01", f"{text}scope: x\n#, exact\nmsgid"),))
    propose(folder, names([Candidate(zh, "Name", seen, Origin.GLOSS)], ()))
    folder.save()
    read = Glossary.load(folder.folder)
    [entry] = read.entries()
    assert (entry.zh, entry.en, entry.scope, entry.flags, read.faults) == (zh, "Name", "", ("fuzzy",), ())


def test_latin_beside_its_chinese(tmp_path: Path) -> None:
    news = dump(
        tmp_path / "d",
        (
            "一",
            "社交平台推特Twitter宕机，谷歌Gemini和平台Telegram没有受影响。",
            "推特Twitter说，他在使用Instagram。",
        ),
        (
            "二",
            "推特Twitter说，谷歌的谷歌Gemini很快。推特Twitter否认。用户转向Telegram和Instagram，手机iPhone卖得好。",
        ),
        (
            "三",
            "Kaspersky（卡巴斯基）与Nokia（手机）合作，Reuters（路透社）报道推特Twitter的事。谷歌Gemini来了。Instagram也是。",
        ),
    )
    found = harvested(glossary(tmp_path / "g"), news)
    assert found == {"推特": (State.NEW, "Twitter"), "卡巴斯基": (State.NEW, "Kaspersky")}


def test_a_word_that_keeps_to_one_latin_name_is_its_chinese(tmp_path: Path) -> None:
    sentences = ("Blizzardine（玄霆）发布了新游戏。", "玩家喜欢Blizzardine（玄霆）。")
    news = dump(tmp_path / "d", *((f"第{n}", *sentences) for n in range(3)))
    assert harvested(glossary(tmp_path / "g"), news) == {"玄霆": (State.NEW, "Blizzardine")}


def test_frequent_latin_names_only_when_asked_for(tmp_path: Path) -> None:
    lines = [("标题", "用户在Instagram上看GDP。", "Instagram说，CEO不在。") for _ in range(3)]
    news, folder = dump(tmp_path / "d", *lines), glossary(tmp_path / "g")
    assert harvested(folder, news) == {}
    found = harvest(reading([news]), folder, wish=Wish(latin=True))
    propose(folder, found.names)
    [entry] = folder.entries()
    assert (entry.zh, entry.en, entry.flags) == ("Instagram", "", ("fuzzy", "read-only"))


def test_names_that_translators_used() -> None:
    pairs = (
        ("克莱纳曼说，连员工也惊叹。", "Even employees were amazed, Kleinerman said."),
        ("克莱纳曼去年加入该公司。", "Kleinerman joined the company last year."),
        ("记者问克莱纳曼是否后悔。", "Reporters asked Kleinerman's view."),
        ("萨姆·奥尔特曼没有回应。", "Sam Altman did not respond."),
        ("批评萨姆·奥尔特曼的人不少。", "Critics of Sam Altman are many."),
        ("天气很好，有利于马拉松。", "The Marathon went well."),
    )
    at = datetime(2025, 2, 3, tzinfo=UTC)
    sentences = [Approved(zh, en, f"a{n}", "p01.s01", "li", at) for n, (zh, en) in enumerate(pairs)]
    found = {each.zh: (each.en, each.seen.count, each.origin) for each in aligned(lambda: sentences)}
    assert found == {
        "克莱纳曼": ("Kleinerman", 3, Origin.MEMORY),
        "萨姆·奥尔特曼": ("Sam Altman", 2, Origin.MEMORY),
    }


def test_what_is_not_always_translated_so_is_no_pair() -> None:
    at = datetime(2025, 2, 3, tzinfo=UTC)
    told = [("克莱纳曼说不。", "Kleinerman said no.")] * 2 + [("克莱纳曼走了。", "He left.")] * 2
    sentences = [Approved(zh, en, f"a{n}", "p01.s01", "li", at) for n, (zh, en) in enumerate(told)]
    assert aligned(lambda: sentences) == ()


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["glossary", "harvest", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_bad_file_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    news = dump(tmp_path / "d", ARTICLE)
    (news / "99.md").write_bytes(b"\x89PNG\r\n")
    glossary(tmp_path / "g")
    code, output = run(news, "--glossary", tmp_path / "g", "--write")
    assert code == 1
    assert f"{news / '99.md'}: is a PNG image, not text" in output
    assert "9 added, 0 updated" in output


def test_an_archive_of_dumps_and_json_lines_give_the_same_names(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "dump.zip", "w") as archive:
        archive.write(dump(tmp_path / "d", ARTICLE) / "00.md", "2025/00.md")
    title, *paragraphs = ARTICLE
    line = {"title": title, "url": "https://news.example/a/1.html", "body": "\n\n".join(paragraphs)}
    (tmp_path / "news.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    for path in (tmp_path / "dump.zip", tmp_path / "news.jsonl"):
        found = harvested(glossary(tmp_path / "g"), path)
        assert {zh: en for zh, (_, en) in found.items()} == FOUND


def test_the_command_as_json(tmp_path: Path) -> None:
    glossary(tmp_path / "g")
    code, output = run(dump(tmp_path / "d", ARTICLE), "-g", tmp_path / "g", "--json", "--min-count", "1")
    told = json.loads(output)
    assert (code, told["articles"], told["written"]) == (0, 1, None)
    assert {name["zh"]: name["english"][0]["en"] for name in told["names"]} == FOUND
    assert not (tmp_path / "g" / "proposals.po").exists()


def test_the_memory_beside_the_glossary_is_read(tmp_path: Path) -> None:
    glossary(tmp_path / "g")
    at = datetime(2025, 2, 3, tzinfo=UTC)
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.store(sentences("克莱纳曼说，没有。", "记者问克莱纳曼。"), {})
        for number, en in enumerate(("No, Kleinerman said.", "They asked Kleinerman."), 1):
            memory.edit("a1", f"p{number:02}.s01", en, "li", at)
            memory.approve("a1", f"p{number:02}.s01", "li", at)
    code, _ = run("-g", tmp_path / "g", "--write")
    [entry] = Glossary.load(tmp_path / "g").entries()
    assert (code, entry.zh, entry.en) == (0, "克莱纳曼", "Kleinerman")
    assert entry.extra[0] == "memory: 2 times in 1 article, 2025-02-03"


def test_a_memory_that_is_named_must_be_there(tmp_path: Path) -> None:
    glossary(tmp_path / "g")
    result = CliRunner().invoke(
        app, ["glossary", "harvest", "-g", str(tmp_path / "g"), "-m", str(tmp_path / "no.db")]
    )
    assert "there is no such translation memory" in str(result.exception)


def test_without_dump_and_memory_there_is_nothing_to_harvest(tmp_path: Path) -> None:
    glossary(tmp_path / "g")
    assert run("-g", tmp_path / "g")[0] == 2
