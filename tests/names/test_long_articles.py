"""The work of an article's names grows with its length and no faster."""

from __future__ import annotations

import pytest

from translate.lock import names
from translate.lock.boundary import Boundary, find_boundary
from translate.lock.latin import Latin
from translate.lock.names import Gloss, glosses, name_locks
from translate.model import Article, Block, BlockKind
from translate.segment import segment

_FILLER = "天气预报说明天会下雨，请市民出门带伞。"


def article(paragraphs: int, filler: int = 1) -> Article:
    """Each paragraph glosses the same company and then says so many sentences of no names."""
    zh = "软件制造商雪花(Snowflake)周二说，利润会增加。" + _FILLER * filler
    return Article(
        "a", "a.md", tuple(Block(f"p{at:03}", BlockKind.PARAGRAPH, zh) for at in range(paragraphs))
    )


def test_the_glosses_are_hashed_as_often_for_many_segments_as_for_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed = []
    plain = Gloss.__hash__

    def counting(gloss: Gloss) -> int:
        hashed.append(gloss)
        return plain(gloss)

    monkeypatch.setattr(Gloss, "__hash__", counting)
    long = article(30)
    found, parts = glosses(long), segment(long)
    name_locks(parts[0], found)
    after_one = len(hashed)
    assert [lock.en for part in parts for lock in name_locks(part, found)] == ["Snowflake"] * 30
    assert len(hashed) == after_one


def test_a_name_is_looked_for_in_as_much_text_however_long_the_article_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = []

    def noting(text: str, end: int, latin: Latin, elsewhere: str, edges: frozenset[int]) -> Boundary | None:
        searched.append(len(elsewhere))
        return find_boundary(text, end, latin, elsewhere, edges)

    monkeypatch.setattr(names, "find_boundary", noting)
    most = []
    for paragraphs in (40, 80):
        searched.clear()
        assert len(glosses(article(paragraphs, filler=50))) == paragraphs
        most.append(max(searched))
    assert most[0] == most[1]
