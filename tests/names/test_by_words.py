"""Where a translated name begins: the search that tags few words finds what a look at every place finds."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate.lock import by_words as searching
from translate.lock.by_words import by_words
from translate.lock.latin import read_latin

RUNS = (
    "美国软件制造商雪花",
    "联合国教科文组织",
    "初创公司月之暗面",
    "国家海洋和大气管理局",
    "日本球员中村由纪",
    "疫苗免疫联盟",
    "欧洲央行行长拉加德",
    "荷兰半导体公司恩智浦",
    "范登堡太空军基地",
)
LATIN = (
    "Snowflake",
    "UNESCO",
    "Kimi Labs",
    "National Oceanic and Atmospheric Administration",
    "Yuki Nakamura",
    "Gavi",
    "European Central Bank",
    "NXP",
    "Vandenberg Space Force Base",
)


def at_every_place(zh: str, latin: str, elsewhere: str, opened: bool) -> Iterator[tuple[float, int]]:
    """The score of each start, and how early it is."""
    read = read_latin(latin)
    assert read is not None
    for at in range(len(zh) - 1):
        yield searching._score(zh, at, read, elsewhere, -inf) + (1.2 if opened and at == 0 else 0.0), -at


@settings(deadline=None, max_examples=150)
@given(
    parts=st.lists(st.sampled_from(RUNS), min_size=1, max_size=2),
    cut=st.integers(0, 6),
    latin=st.sampled_from(LATIN),
    mentioned=st.sampled_from(("", "|雪花说。|月之暗面称，", "管理局|恩智浦公司")),
    opened=st.booleans(),
)
@example(parts=["美国软件制造商雪花"], cut=0, latin="Snowflake", mentioned="", opened=False)
def test_nothing_better_is_passed_over(
    parts: list[str], cut: int, latin: str, mentioned: str, opened: bool
) -> None:
    zh = "".join(parts)[cut:]
    read = read_latin(latin)
    assert read is not None
    assert not read.common
    score, early = max(at_every_place(zh, latin, mentioned, opened), default=(-inf, 0))
    assert by_words(zh, read, mentioned, opened) == (None if score < 0 else -early)
