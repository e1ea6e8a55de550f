"""Where the glossed names lock the English of a segment."""

from __future__ import annotations

from itertools import pairwise

from translate.lock.names import glosses, name_locks
from translate.lock.place import put_in_place
from translate.model import Article, Block, BlockKind, Lock, LockKind, Segment


def locked(*texts: str) -> list[list[Lock]]:
    """The locks of each text, the texts being the blocks of one article."""
    blocks = tuple(Block(f"p{at:02}", BlockKind.PARAGRAPH, text) for at, text in enumerate(texts))
    found = glosses(Article("a", "a.md", blocks))
    return [
        list(name_locks(Segment("a", block.id, f"{block.id}.s01", block.zh, 0), found)) for block in blocks
    ]


def english(*texts: str) -> list[str]:
    """The texts with each name put in place."""
    return [put_in_place(text, locks) for text, locks in zip(texts, locked(*texts), strict=True)]


def test_the_gloss_is_swallowed_and_not_doubled() -> None:
    assert english("副总裁克里斯蒂安·克莱纳曼(Christian Kleinerman)说") == ["副总裁Christian Kleinerman说"]
    assert english("一款名为“黎明”（Daybreak）的芯片") == ["一款名为Daybreak的芯片"]
    assert english("《苏瓦宣言》(Suva Declaration)说") == ["Suva Declaration说"]


def test_later_mentions_are_locked_by_full_and_by_short_form() -> None:
    texts = ("总裁克里斯蒂安·克莱纳曼(Christian Kleinerman)说", "克莱纳曼说", "克里斯蒂安·克莱纳曼说")
    assert english(*texts)[1:] == ["Kleinerman说", "Christian Kleinerman说"]


def test_title_and_caption_before_the_gloss_are_locked_too() -> None:
    assert english("赫利俄斯发布芯片", "初创公司赫利俄斯(Helios)说")[0] == "Helios发布芯片"


def test_a_later_full_name_may_be_the_surname_alone() -> None:
    first, later = locked("总裁萨姆·奥尔特曼(Sam Altman)说", "萨姆·奥尔特曼说")
    assert first[0].accept == ()
    assert (later[0].en, later[0].accept) == ("Sam Altman", ("Altman",))
    later = locked("总裁黄仁勋(Jensen Huang)说", "黄仁勋说")[1]
    assert (later[0].en, later[0].accept) == ("Jensen Huang", ("Huang",))


def test_a_name_known_by_its_surname_is_the_surname_afterwards() -> None:
    assert english("嫌疑人赛波夫(Sayfullo Saipov)被捕", "赛波夫说") == [
        "嫌疑人Sayfullo Saipov被捕",
        "Saipov说",
    ]


def test_an_abbreviation_demands_its_letters_only_at_the_gloss() -> None:
    first, later = locked("采购经理人指数（ＰＭＩ）回升", "采购经理人指数")
    assert [(lock.zh, lock.en, lock.exact) for lock in first] == [("ＰＭＩ", "PMI", True)]
    assert later == []


def test_the_lock_says_where_it_comes_from() -> None:
    locks = locked("雪花大涨", "软件制造商雪花(Snowflake)说")
    assert [(lock.kind, lock.source) for lock in locks[0]] == [(LockKind.NAME, "gloss in p01")]


def test_a_short_name_inside_a_longer_word_is_none() -> None:
    gloss = "软件制造商雪花(Snowflake)说"
    assert english(gloss, "她用雪花膏。", "雪花的股价")[1:] == ["她用雪花膏。", "Snowflake的股价"]


def test_a_part_of_another_persons_name_is_none() -> None:
    gloss = "歌手克里斯·马丁(Chris Martin)说"
    assert english(gloss, "马丁·路德·金说", "保罗·克里斯说", "克里斯托弗说", "马丁说")[1:] == [
        "马丁·路德·金说",
        "保罗·克里斯说",
        "克里斯托弗说",
        "Martin说",
    ]


def test_two_of_one_surname() -> None:
    texts = (
        "朱利叶斯·罗森伯格(Julius Rosenberg)和埃塞尔·罗森伯格(Ethel Rosenberg)",
        "埃塞尔·罗森伯格和罗森伯格",
    )
    assert english(*texts) == ["Julius Rosenberg和Ethel Rosenberg", "Ethel Rosenberg和Rosenberg"]


def test_one_chinese_for_two_names_takes_the_first_and_accepts_the_other() -> None:
    texts = ("鲍里斯·约翰逊(Boris Johnson)和大卫·约翰逊(David Johansson)", "约翰逊说")
    [lock] = locked(*texts)[1]
    assert lock.en == "Johnson"
    assert "Johansson" in lock.accept


def test_another_interpunct_and_the_other_script_are_the_same_name() -> None:
    assert english("總統薩姆‧奧爾特曼(Sam Altman)說", "萨姆·奥尔特曼说")[1] == "Sam Altman说"


def test_offsets_are_those_of_the_segment() -> None:
    text = "他来了。软件制造商雪花(Snowflake)说，雪花很好。"
    found = glosses(Article("a", "a.md", (Block("p01", BlockKind.PARAGRAPH, text),)))
    second = Segment("a", "p01", "p01.s02", text[4:], 4)
    spans = [(lock.start, lock.end, lock.zh) for lock in name_locks(second, found)]
    assert spans == [(5, 18, "雪花(Snowflake)"), (20, 22, "雪花")]
    assert name_locks(Segment("a", "p01", "p01.s01", text[:4], 0), found) == ()


def test_no_two_locks_overlap() -> None:
    texts = (
        "安德烈·洛佩斯·奥夫拉多尔(Andres Lopez Obrador)说",
        "洛佩斯·奥夫拉多尔和奥夫拉多尔、安德烈·洛佩斯·奥夫拉多尔",
    )
    for locks in locked(*texts):
        assert all(a.end <= b.start for a, b in pairwise(locks))
    assert english(*texts)[1] == "Lopez Obrador和Obrador、Andres Lopez Obrador"


def test_without_glosses_nothing_is_locked() -> None:
    assert name_locks(Segment("a", "p01", "p01.s01", "雪花", 0), ()) == ()
