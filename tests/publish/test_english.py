"""Which links and emphasis of the Chinese fall on which English words: only where that is no guess."""

from __future__ import annotations

from translate.lock.matching import find_held
from translate.model import Block, BlockKind, Draft, Lock, LockKind, Mark, MarkKind, Row, Segment
from translate.publish.english import English, english_of, safe_marks

HREF = "https://a.example/"
LOCK = Lock(0, 3, "英伟达", "Nvidia", LockKind.TERM)


def english(sentences: list[tuple[str, str]], *marks: Mark, lock: bool = False) -> English:
    """The English of a paragraph of these sentences; ``lock``: 英伟达 begins the first one."""
    block = Block("p01", BlockKind.PARAGRAPH, "".join(zh for zh, _ in sentences), marks)
    rows, start = [], 0
    for number, (zh, en) in enumerate(sentences, 1):
        locks = (LOCK,) if lock and number == 1 else ()
        segment = Segment("a-1", "p01", f"p01.s{number:02}", zh, start)
        rows.append(Row(segment, locks, Draft(en, "engine"), find_held(locks, en)))
        start += len(zh)
    return english_of(block, rows)


def linked(made: English) -> list[str]:
    return [made.text[mark.start : mark.end] for mark in made.marks]


def link(start: int, end: int, href: str = HREF) -> Mark:
    return Mark(start, end, MarkKind.LINK, href)


def test_a_mark_over_a_whole_sentence_lies_over_its_english() -> None:
    made = english([("第一句。", " First. "), ("第二句。", "Second.")], link(4, 7))
    assert made.text == "First. Second."
    assert linked(made) == ["Second."]
    assert made.links == ()


def test_a_mark_over_two_sentences_is_one() -> None:
    made = english([("第一句。", "First."), ("第二句。", "Second.")], Mark(0, 8, MarkKind.STRONG))
    assert linked(made) == ["First. Second."]


def test_a_mark_over_a_name_lies_over_what_holds_it() -> None:
    made = english([("英伟达的股价上涨。", "  Shares of Nvidia rose.")], link(0, 3), lock=True)
    assert linked(made) == ["Nvidia"]


def test_a_mark_over_other_words_is_not_guessed() -> None:
    made = english([("英伟达的股价上涨。", "Shares of Nvidia rose.")], link(4, 6), lock=True)
    assert linked(made) == []
    assert [(left.href, left.host, left.zh) for left in made.links] == [(HREF, "a.example", "股价")]


def test_a_link_that_is_carried_once_is_not_told_again() -> None:
    made = english([("英伟达的股价上涨。", "Shares of Nvidia rose.")], link(0, 3), link(4, 6), lock=True)
    assert linked(made) == ["Nvidia"]
    assert made.links == ()


def test_a_sentence_without_english_leaves_no_gap() -> None:
    made = english([("第一句。", ""), ("第二句。", "Second.")], link(0, 4), link(4, 8, "https://b.example/"))
    assert made.text == "Second."
    assert linked(made) == ["Second."]
    assert [left.href for left in made.links] == [HREF]


def test_links_that_lead_nowhere_safe_are_left_out() -> None:
    marks = (
        link(0, 1, "javascript:alert(1)"),
        link(1, 2, "https://a.example/x y"),
        Mark(0, 2, MarkKind.STRONG),
    )
    assert [(mark.kind, mark.href) for mark in safe_marks(marks)] == [
        (MarkKind.LINK, "https://a.example/x%20y"),
        (MarkKind.STRONG, ""),
    ]
