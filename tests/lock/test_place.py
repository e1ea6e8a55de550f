"""The English of locks in place of their Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lock.examples import locks_on
from translate.lock.place import put_in_place


@pytest.mark.parametrize(
    ("zh", "pairs", "placed"),
    [
        ("深度求索的模型", {"深度求索": "DeepSeek"}, "DeepSeek的模型"),
        ("在英伟达H800上", {"英伟达": "Nvidia"}, "在Nvidia H800上"),
        ("H800是英伟达的", {"英伟达": "Nvidia"}, "H800是Nvidia的"),
        ("GPU英伟达", {"英伟达": "Nvidia"}, "GPU Nvidia"),
        ("GPU 英伟达 芯片", {"英伟达": "Nvidia"}, "GPU Nvidia 芯片"),
        ("美国国会", {"美国": "United States", "国会": "Congress"}, "United States Congress"),
        ("约5%英伟达", {"5%": "5%", "英伟达": "Nvidia"}, "约5% Nvidia"),
        ("英伟达6亿美元", {"英伟达": "Nvidia", "6亿美元": "$600 million"}, "Nvidia $600 million"),
        ("人工智能(AI)", {"人工智能": "artificial intelligence"}, "artificial intelligence (AI)"),
        ("“英伟达”、“雪花”", {"英伟达": "Nvidia", "雪花": "Snowflake"}, "“Nvidia”、“Snowflake”"),
        (" 英伟达。 ", {"英伟达": "Nvidia"}, " Nvidia。 "),
        ("芯片,英伟达", {"英伟达": "Nvidia"}, "芯片, Nvidia"),
    ],
)
def test_english_stands_where_the_chinese_stood(zh: str, pairs: dict[str, str], placed: str) -> None:
    assert put_in_place(zh, locks_on(zh, pairs)) == placed


def test_a_lock_without_english_changes_nothing() -> None:
    assert put_in_place("武汉病毒", locks_on("武汉病毒", {"武汉": ""})) == "武汉病毒"


@settings(deadline=None)
@given(st.text())
def test_without_locks_nothing_changes(zh: str) -> None:
    assert put_in_place(zh, ()) == zh


@settings(deadline=None)
@given(st.text(), st.text(min_size=1), st.text())
def test_only_a_space_is_ever_added(before: str, en: str, after: str) -> None:
    zh = f"{before}英伟达{after}"
    placed = put_in_place(zh, locks_on(zh, {"英伟达": en}, at=len(before)))
    assert placed.replace(" ", "") == f"{before}{en}{after}".replace(" ", "")
    assert len(placed) <= len(before) + len(en) + len(after) + 2
