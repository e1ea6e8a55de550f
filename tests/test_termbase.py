"""The editors' termbase: reading glossary files, choosing senses, finding terms in text."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.model import Article, Block, BlockKind
from translate.termbase import ArticleContext, Term, Termbase

ANYWHERE = ArticleContext()
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(folder: Path, text: str, name: str = "terms.po") -> Path:
    (folder / name).write_text(HEADER + text, encoding="utf-8")
    return folder


def read(folder: Path, text: str) -> Termbase:
    return Termbase.load(write(folder, text))


def found(base: Termbase, zh: str, context: ArticleContext = ANYWHERE) -> list[tuple[str, str]]:
    return [(zh[match.start : match.end], match.term.en) for match in base.match(zh, context)]


def article(*texts: str, url: str = "", date: datetime | None = None) -> ArticleContext:
    kinds = [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * len(texts)]
    blocks = tuple(
        Block(f"p{i:02}", kind, text) for i, (kind, text) in enumerate(zip(kinds, texts, strict=False))
    )
    return ArticleContext.of(Article("a", "a.md", blocks, url=url, date=date))


# ---- what an entry says


def test_an_entry_with_everything(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """# The company, not the weather.
#. aliases: 雪花公司、Snowflake公司
#. accept: "Snowflake, Inc.", Snowflake Computing
#. scope: mentions Snowflake|数据云
#. source: style guide 4.2
#, exact
msgctxt "company"
msgid "雪花"
msgstr "Snowflake"
""",
    )
    (term,) = base.terms
    assert (term.zh, term.en, term.context) == ("雪花", "Snowflake", "company")
    assert term.note == "The company, not the weather."
    assert term.aliases == ("雪花公司", "Snowflake公司")
    assert term.accept == ("Snowflake, Inc.", "Snowflake Computing")
    assert term.exact
    assert term.source == "terms.po:13"
    assert not base.faults


def test_fields_may_be_wrapped_repeated_or_unknown(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """#. accept: United Nations Organization,
#. the UN
#. domain: politics
#. accept: U.N.
msgid "联合国"
msgstr "United Nations"
""",
    )
    assert base.terms[0].accept == ("United Nations Organization", "the UN", "U.N.")


@pytest.mark.parametrize(
    ("listed", "items"),
    [
        ("A, B", ("A", "B")),
        ("甲、乙，丙", ("甲", "乙", "丙")),
        ('"Washington, D.C.", DC', ("Washington, D.C.", "DC")),
        ("1,000 Talents", ("1,000 Talents",)),
        ("A, A, ", ("A",)),
        ("", ()),
    ],
)
def test_lists(tmp_path: Path, listed: str, items: tuple[str, ...]) -> None:
    assert read(tmp_path, f'#. accept: {listed}\nmsgid "字"\nmsgstr "X"\n').terms[0].accept == items


def test_proposals_are_shown_and_never_enforced(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """#, fuzzy
msgid "深度求索"
msgstr "DeepSeek"

msgid "英伟达"
msgstr ""

msgid "雪花"
msgstr "Snowflake"
""",
    )
    assert [term.zh for term in base.proposals] == ["深度求索", "英伟达"]
    assert found(base, "深度求索、英伟达和雪花") == [("雪花", "Snowflake")]


def test_read_only_keeps_the_word_as_it_is(tmp_path: Path) -> None:
    base = read(tmp_path, '#, read-only\nmsgid "ChatGPT"\nmsgstr ""\n')
    assert found(base, "使用ChatGPT的人") == [("ChatGPT", "ChatGPT")]
    assert base.terms[0].read_only


def test_forbidden_english_belongs_to_the_term_that_it_is_about(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """msgid "基辅"
msgstr "Kyiv"

#, forbidden
msgid "基辅"
msgstr "Kiev"

#, forbidden
msgid "武汉肺炎"
msgstr "Wuhan virus"
""",
    )
    kyiv, alone = base.terms
    assert (kyiv.en, kyiv.forbidden) == ("Kyiv", ("Kiev",))
    assert (alone.zh, alone.en, alone.forbidden) == ("武汉肺炎", "", ("Wuhan virus",))


def test_a_forbidden_sense_leaves_the_other_sense_alone(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """msgctxt "dish"
msgid "基辅"
msgstr "Kiev"

msgctxt "city"
msgid "基辅"
msgstr "Kyiv"

#, forbidden
msgctxt "city"
msgid "基辅"
msgstr "Kiev"
""",
    )
    assert [(term.context, term.forbidden) for term in base.terms] == [("dish", ()), ("city", ("Kiev",))]


def test_a_prohibition_with_a_scope_holds_there_only(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """msgid "台湾"
msgstr "Taiwan"

#. scope: section sports
#, forbidden
msgid "台湾"
msgstr "Republic of China"
""",
    )
    elsewhere, sports = article("台湾"), article("台湾", url="https://news.example/sports/1.html")
    assert [match.term.forbidden for match in base.match("台湾", elsewhere)] == [()]
    assert [match.term.forbidden for match in base.match("台湾", sports)] == [("Republic of China",)]


def test_obsolete_entries_are_gone(tmp_path: Path) -> None:
    base = read(tmp_path, 'msgid "雪花"\nmsgstr "Snowflake"\n\n#~ msgid "英伟达"\n#~ msgstr "Nvidia"\n')
    assert [term.zh for term in base.terms] == ["雪花"]
    assert not base.proposals


def test_files_are_read_in_the_order_of_their_names_and_not_below(tmp_path: Path) -> None:
    write(tmp_path, 'msgid "乙"\nmsgstr "B"\n', "b.po")
    write(tmp_path, 'msgid "甲"\nmsgstr "A"\n', "a.po")
    write(tmp_path, 'msgid "丙"\nmsgstr "C"\n', "c.po.bak")
    (tmp_path / "old").mkdir()
    write(tmp_path / "old", 'msgid "丁"\nmsgstr "D"\n')
    assert [(term.zh, term.source) for term in Termbase.load(tmp_path).terms] == [
        ("甲", "a.po:6"),
        ("乙", "b.po:6"),
    ]


# ---- bad input


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"nowhere: there is no such glossary folder; .*duizhao init"):
        Termbase.load(tmp_path / "nowhere")


BAD = [
    ('msgid "英"伟达"\nmsgstr "Nvidia"\n', 6, "PO syntax"),
    ('msgid "英伟达"\nmsgstr Nvidia"\nrubbish\n', 7, "PO syntax"),
    ('msgstr "Nvidia"\n', 6, "PO syntax"),
    ("Nvidia\n", 6, "PO syntax"),
    ('msgctxt "company"\nmsgid ""\nmsgstr "Nvidia"\n', 7, "no Chinese"),
    ('#. scope: near Nvidia\nmsgid "英伟达"\nmsgstr "Nvidia"\n', 7, "unknown scope 'near'"),
    ('#. scope: from yesterday\nmsgid "英伟达"\nmsgstr "Nvidia"\n', 7, "'yesterday' is not a date"),
    ('#. scope: mentions\nmsgid "英伟达"\nmsgstr "Nvidia"\n', 7, "no value"),
]


@pytest.mark.parametrize(("bad", "line", "what"), BAD)
@pytest.mark.parametrize("between", ["\n", ""], ids=["apart", "together"])
def test_a_bad_entry_costs_only_itself(tmp_path: Path, bad: str, line: int, what: str, between: str) -> None:
    good = '# first\nmsgid "雪花"\nmsgstr "Snowflake"\n'
    base = read(tmp_path, f'{bad}{between}{good}\nmsgid "深度求索"\nmsgstr "DeepSeek"\n')
    assert [term.zh for term in base.terms] == ["雪花", "深度求索"]
    (fault,) = base.faults
    assert str(fault).startswith(f"{tmp_path / 'terms.po'}:{line}: ")
    assert what in fault.what
    assert fault.remedy


def test_bytes_that_are_no_text_cost_their_entry(tmp_path: Path) -> None:
    entries = 'msgid "雪花"\nmsgstr "Snowflake"\n\n'.encode() + 'msgid "英伟达"\nmsgstr "Nvidia"\n'.encode(
        "gb18030"
    )
    (tmp_path / "a.po").write_bytes(entries)
    base = Termbase.load(tmp_path)
    assert [term.zh for term in base.terms] == ["雪花"]
    assert "a.po:4: the entry is not in the file's encoding; save the file as UTF-8" in str(base.faults[0])


def test_a_header_may_name_another_charset(tmp_path: Path) -> None:
    text = HEADER.replace("UTF-8", "GB18030") + 'msgid "英伟达"\nmsgstr "Nvidia"\n'
    (tmp_path / "a.po").write_bytes(text.encode("gb18030"))
    assert [term.zh for term in Termbase.load(tmp_path).terms] == ["英伟达"]


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    write(tmp_path, 'msgid "雪花"\nmsgstr "Snowflake"\n')
    (tmp_path / "broken.po").mkdir()
    base = Termbase.load(tmp_path)
    assert len(base.terms) == 1
    assert "broken.po: is a folder, not a PO file" in str(base.faults[0])


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n# only a note\n"])
def test_empty_files_hold_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.po").write_bytes(content)
    base = Termbase.load(tmp_path)
    assert (base.terms, base.faults, found(base, "雪花")) == ((), (), [])


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_give_terms_or_faults(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "a.po").write_bytes(content)
    base = Termbase.load(folder)
    assert all(term.zh for term in base.terms)
    assert all(str(fault) for fault in base.faults)


# ---- finding terms


BASE = Termbase.of(
    [
        Term("上海", "Shanghai"),
        Term("上海交通大学", "Shanghai Jiao Tong University", aliases=("上海交大",)),
        Term("萨姆·奥尔特曼", "Sam Altman"),
        Term("英伟达", "Nvidia"),
        Term("里根", "Reagan"),
        Term("臺積電", "TSMC"),
        Term("老挝", "Laos"),
        Term("程序", "procedure"),
        Term("AI", "AI"),
        Term("R1", "R1"),
        Term("GPT-4", "GPT-4"),
        Term("H800处理器", "H800 processor"),
        Term("着陆器", "lander"),
        Term("𠮷野家", "Yoshinoya"),
    ]
)


@pytest.mark.parametrize(
    ("zh", "terms"),
    [
        ("上海交通大学在上海。", ["上海交通大学", "上海"]),
        ("上海交大学者", ["上海交大"]),
        ("薩姆·奧爾特曼", ["薩姆·奧爾特曼"]),
        ("萨姆‧奥尔特曼", ["萨姆‧奥尔特曼"]),
        ("萨姆・奥尔特曼", ["萨姆・奥尔特曼"]),
        ("萨姆•奥尔特曼", ["萨姆•奥尔特曼"]),
        ("萨姆奥尔特曼", []),
        ("英偉達的", ["英偉達"]),
        ("輝達的", ["輝達"]),
        ("美國總統里根", ["里根"]),
        ("台积电、台積電、臺積電", ["台积电", "台積電", "臺積電"]),
        ("寮國的程序和程式", ["寮國", "程序"]),
        ("OpenAI的AI，AI模型", ["AI", "AI"]),
        ("ＡＩ模型", ["ＡＩ"]),
        ("ai模型", []),
        ("R1、R10和DeepSeek-R1", ["R1", "R1"]),
        ("GPT-4和GPT-4.5和GPT-4o", ["GPT-4"]),
        ("使用H800处理器芯片", ["H800处理器"]),
        ("使用XH800处理器芯片", []),
        ("月球著陸器", ["著陸器"]),
        ("在𠮷野家吃饭", ["𠮷野家"]),
        ("", []),
    ],
)
def test_terms_found(zh: str, terms: list[str]) -> None:
    assert [part for part, _ in found(BASE, zh)] == terms


def test_of_overlapping_terms_the_longest_wins_then_the_leftmost() -> None:
    base = Termbase.of([Term("中华全国总", "A"), Term("全国总工会组织", "B"), Term("工会组织部门", "C")])
    assert found(base, "中华全国总工会组织部门") == [("全国总工会组织", "B")]
    base = Termbase.of([Term("中华全国总", "A"), Term("全国总工会", "B")])
    assert found(base, "中华全国总工会") == [("中华全国总", "A")]


def test_a_longer_term_that_is_not_enforced_here_does_not_hide_the_shorter(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """#. scope: site other.example
msgid "上海交通大学"
msgstr "SJTU"

#, fuzzy
msgid "上海交通"
msgstr "Shanghai Transport"

msgid "上海"
msgstr "Shanghai"
""",
    )
    assert found(base, "在上海交通大学") == [("上海", "Shanghai")]


PIECES = st.sampled_from(
    ["上海", "交通大学", "英伟达", "英偉達", "AI", "R1", "·", "。", "萨姆·奥尔特曼", "𠮷野家", "\ud800"]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_any_text_gives_matches_in_order_that_never_overlap(zh: str) -> None:
    matches = BASE.match(zh, ANYWHERE)
    assert all(0 <= match.start < match.end <= len(zh) for match in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))


# ---- senses and scopes


TWO_SENSES = [
    Term("雪花", "Snowflake", "company"),
    Term("雪花", "snowflake", "weather", accept=("snow flake",)),
]


def test_without_a_scope_any_sense_will_do() -> None:
    (match,) = Termbase.of(TWO_SENSES).match("雪花", ANYWHERE)
    assert (match.term.en, match.term.accept) == ("Snowflake", ("snowflake", "snow flake"))


def test_the_sense_without_msgctxt_is_the_usual_one() -> None:
    base = Termbase.of([*TWO_SENSES, Term("雪花", "snow")])
    assert found(base, "雪花") == [("雪花", "snow")]
    assert base.match("雪花", ANYWHERE)[0].term.accept == ()


def test_the_sense_whose_scope_holds_is_meant(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """#. scope: mentions Snowflake|数据云
msgctxt "company"
msgid "雪花"
msgstr "Snowflake"

msgid "雪花"
msgstr "snow"
""",
    )
    assert found(base, "雪花", article("雪花(Snowflake)大涨", "雪花说")) == [("雪花", "Snowflake")]
    assert found(base, "雪花", article("數據雲", "雪花說")) == [("雪花", "Snowflake")]
    assert found(base, "雪花", article("今天下了雪花")) == [("雪花", "snow")]


def test_an_own_msgid_goes_before_another_terms_alias() -> None:
    base = Termbase.of([Term("甲公司集团", "Alpha Group", aliases=("甲公司",)), Term("甲公司", "Alpha")])
    assert found(base, "甲公司") == [("甲公司", "Alpha")]


def test_an_alias_is_meant_only_where_the_own_msgids_scope_does_not_hold(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """#. scope: section tech
msgid "甲公司"
msgstr "Alpha"

#. aliases: 甲公司
msgid "甲公司集团"
msgstr "Alpha Group"
""",
    )
    tech = article("甲公司", url="https://news.example/tech/1.html")
    assert found(base, "甲公司", article("甲公司")) == [("甲公司", "Alpha Group")]
    assert found(base, "甲公司", tech) == [("甲公司", "Alpha")]


JANUARY = datetime(2024, 1, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        ("mentions Meta", True),
        ("mentions meta", False),
        ("mentions Met|脸书", False),
        ("mentions 臉譜|元宇宙", True),
        ("section tech", True),
        ("section Tech|world", True),
        ("section world", False),
        ("section te", False),
        ("site example.com", True),
        ("site www.example.com|other.org", True),
        ("site ample.com", False),
        ("from 2024-01-31", True),
        ("from 2024-02-01", False),
        ("until 2024-01-31", True),
        ("until 2024-01-30", False),
        ("from 2024-01-01; until 2024-12-31; section tech", True),
        ("from 2024-01-01; section world", False),
    ],
)
def test_scopes(tmp_path: Path, scope: str, holds: bool) -> None:
    base = read(
        tmp_path,
        f'#. scope: {scope}\nmsgid "元"\nmsgstr "Meta"\n\n#. scope: {scope}\nmsgid "元公司"\nmsgstr "M"\n',
    )
    context = article("Meta的元宇宙", "它说", url="https://news.example.com/tech/2024/1.html", date=JANUARY)
    assert bool(found(base, "元公司", context)) is holds


def test_an_undated_article_is_todays_news(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        """#. scope: from 2021-10-28
msgid "脸书公司"
msgstr "Meta"

#. scope: until 2021-10-27
msgid "脸书公司"
msgstr "Facebook"
""",
    )
    assert found(base, "脸书公司", article("脸书公司")) == [("脸书公司", "Meta")]
    assert found(base, "脸书公司", article("脸书公司", date=datetime(2020, 1, 1, tzinfo=UTC))) == [
        ("脸书公司", "Facebook")
    ]


def test_a_broken_url_has_no_site() -> None:
    assert article("甲", url="http://[half").host == ""


# ---- signature


def test_the_signature_tells_only_of_what_is_enforced(tmp_path: Path) -> None:
    one = '# note\nmsgid "雪花"\nmsgstr "Snowflake"\n\n'
    two = '#, exact\nmsgid "英伟达"\nmsgstr "Nvidia"\n\n'
    signature = read(tmp_path, one + two).signature
    assert len(signature) == 12
    assert read(tmp_path, two + "\n" + one.replace("note", "another note")).signature == signature
    assert read(tmp_path, one + two + '#, fuzzy\nmsgid "甲"\nmsgstr "A"\n').signature == signature
    for changed in (
        one,
        one + two.replace("exact", "no-wrap"),
        one.replace("Snow", "snow") + two,
        "#. scope: section a\n" + one + two,
    ):
        assert read(tmp_path, changed).signature != signature
