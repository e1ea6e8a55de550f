"""Chinese numerals to exact values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.quantity.numerals import evaluate, plain, read_numeral

HAN = "零一二三四五六七八九"


def han(value: int) -> str:
    """Any whole number below 10**16 as Chinese writes it: 20300 is 二万零三百."""
    for unit, word in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= unit:
            head, rest = divmod(value, unit)
            return han(head) + word + ("零" if 0 < rest < unit // 10 else "") + (han(rest) if rest else "")
    text, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text, gap = text + ("零" if gap else "") + HAN[digit] + word, False
        gap = gap or (not digit and bool(text))
    return text or "零"


@given(st.integers(min_value=0, max_value=10**13))
def test_every_written_integer_is_read_exactly(value: int) -> None:
    assert evaluate(han(value)) == value


@given(
    st.decimals(min_value="0.01", max_value="9999", places=2),
    st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12)]),
)
def test_every_figure_with_a_magnitude_is_read_exactly(figure: object, scale: tuple[str, int]) -> None:
    word, power = scale
    assert evaluate(f"{figure}{word}") == Fraction(str(figure)) * 10**power


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二零二五", 2025),
        ("一百五", 150),
        ("两千三", 2300),
        ("一万二", 12000),
        ("三十五", 35),
        ("三点一四", "3.14"),
        ("十", 10),
    ],
)
def test_short_forms(text: str, value: int | str) -> None:
    assert evaluate(text) == Fraction(value)


@pytest.mark.parametrize("text", ["五3", "点", "十五六七", "三多几万"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert evaluate(text) is None


def test_a_numeral_may_be_a_range_of_two_neighbours() -> None:
    numeral = read_numeral("两三万")
    assert numeral is not None
    assert (int(numeral.low), int(numeral.high)) == (20_000, 30_000)


def test_plain_keeps_every_offset() -> None:
    text = "２０２５年，共３．５萬億新臺幣"
    assert plain(text) == "2025年，共3.5万亿新台币"
    assert len(plain(text)) == len(text)
