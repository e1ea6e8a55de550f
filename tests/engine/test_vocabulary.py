"""Which tokens a model may write: everything but Chinese, and but the first bytes of Chinese."""

from __future__ import annotations

import pytest

from translate.engine.vocabulary import arrange, begins_chinese, byte_alphabet


@pytest.mark.parametrize(
    "text", ["中", "你好", "a中", "。", "，", "「", "ＡＢ", "（", "の", "한", "𠀀", "…。", "\u3000"]
)
def test_chinese_is_known(text: str) -> None:
    assert begins_chinese(text.encode())


@pytest.mark.parametrize(
    "text", ["a", " the", "é", "ō", "“", "”", "—", "…", "€", "£", "’", "😀", "°", "\n", "Москва"]
)
def test_what_english_uses_is_let_through(text: str) -> None:
    assert not begins_chinese(text.encode())


@pytest.mark.parametrize(
    "data", ["中".encode()[:1], "中".encode()[:2], b"x" + "好".encode()[:2], "𠀀".encode()[:3]]
)
def test_the_first_bytes_of_chinese_are_chinese(data: bytes) -> None:
    assert begins_chinese(data)


@pytest.mark.parametrize("data", [b"\xad", b"\xb8\xad", "é".encode()[:1], "“".encode()[:2]])
def test_other_pieces_of_characters_are_not(data: bytes) -> None:
    assert not begins_chinese(data)


def test_english_comes_first_and_everything_stays() -> None:
    spell = byte_alphabet()
    tokens = ["".join(spell[byte] for byte in text.encode()) for text in ("中", "the", "国", " of")]
    arrangement = arrange([*tokens, "<|im_end|>"], ["<|im_end|>"])
    assert arrangement.order == (1, 3, 4, 0, 2)
    assert arrangement.english == 3
