"""House style: exact, and read back to the same value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.quantity.compare import find, same
from translate.quantity.english import read_english
from translate.quantity.model import Approx, Kind, Quantity
from translate.quantity.style import decimal, figure, write
from translate.quantity.units import PREFIX, UNIT_WORDS, WORDS

whole = st.integers(min_value=1, max_value=10**13).map(Fraction)
decimals = st.decimals(min_value="0.01", max_value="99999", places=2).map(lambda d: Fraction(str(d)))
values = whole | decimals
hedges = st.sampled_from(
    [Approx.EXACT, Approx.ABOUT, Approx.NEARLY, Approx.OVER, Approx.UNDER, Approx.AT_LEAST, Approx.AT_MOST]
)
MONEY = sorted({*PREFIX, *WORDS} - {"pound", "¥"})
MEASURES = sorted(set(UNIT_WORDS) - {"foot", "B", "second", "quarter", "μg"})


def of(kind: Kind, value: Fraction, unit: str = "", approx: Approx = Approx.EXACT) -> Quantity:
    return Quantity(kind, value, value, unit, approx)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2_345_600_000, "2.3456 billion"),
        (12_340_000, "12.34 million"),
        (1_200_000, "1.2 million"),
        (999_999, "999,999"),
        (123_456_789, "123,456,789"),
        (13_800_000_000_000, "13.8 trillion"),
    ],
)
def test_figures_are_never_rounded(value: int, text: str) -> None:
    assert figure(Fraction(value)) == text


def test_a_value_without_a_decimal_is_written_as_a_fraction() -> None:
    assert decimal(Fraction(1, 3)) == "1/3"


@given(values, hedges)
def test_a_count_reads_back_the_same(value: Fraction, approx: Approx) -> None:
    assert_reads_back(of(Kind.NUMBER, value, approx=approx))


@given(values, st.sampled_from(MONEY), hedges)
def test_money_reads_back_the_same(value: Fraction, unit: str, approx: Approx) -> None:
    assert_reads_back(of(Kind.MONEY, value, unit, approx))


@given(decimals, hedges)
def test_a_percentage_reads_back_the_same(value: Fraction, approx: Approx) -> None:
    assert_reads_back(of(Kind.PERCENT, value / 100, approx=approx))


@given(values, st.sampled_from(MEASURES), hedges)
def test_a_measure_reads_back_the_same(value: Fraction, unit: str, approx: Approx) -> None:
    kind = (
        Kind.DURATION if unit in ("minute", "hour", "day", "night", "week", "month", "year") else Kind.MEASURE
    )
    kind = Kind.DURATION if unit in ("fortnight", "decade", "century") else kind
    assert_reads_back(of(kind, value, unit, approx))


@given(st.dates())
def test_a_date_reads_back_the_same(date: object) -> None:
    year, month, day = (int(part) for part in str(date).split("-"))
    assert_reads_back(Quantity(Kind.DATE, month=month, day=day))
    if 1000 <= year < 2100:
        assert_reads_back(Quantity(Kind.DATE, year=year, month=month, day=day))


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_reads_back_the_same(hour: int, minute: int) -> None:
    time = Fraction(hour * 60 + minute)
    assert_reads_back(Quantity(Kind.TIME, time, time, "am" if hour < 12 else "pm"))


@given(st.integers(1, 9), st.integers(2, 500))
def test_a_fraction_reads_back_the_same(above: int, below: int) -> None:
    value = Fraction(above, below)
    if value < 1:
        assert_reads_back(of(Kind.FRACTION, value))


@given(st.integers(1, 500))
def test_an_ordinal_reads_back_the_same(number: int) -> None:
    assert_reads_back(of(Kind.ORDINAL, Fraction(number)))


@given(values, values, st.sampled_from(["USD", "EUR", "yuan"]))
def test_a_range_reads_back_the_same(one: Fraction, two: Fraction, unit: str) -> None:
    low, high = sorted((one, two))
    if low < high:
        assert_reads_back(Quantity(Kind.MONEY, low, high, unit))


@given(st.integers(1, 14))
def test_a_vague_magnitude_reads_back_the_same(power: int) -> None:
    low = Fraction(10**power)
    assert_reads_back(Quantity(Kind.NUMBER, low, low * 10, "", Approx.VAGUE))


def assert_reads_back(quantity: Quantity) -> None:
    sentence = f"It was {write(quantity)}, officials said."
    span = find(quantity, sentence)
    assert span is not None, sentence
    found = next(f for f in read_english(sentence) if (f.start, f.end) == span)
    assert same(quantity, found.quantity)
    if quantity.approx is not Approx.EXACT:
        assert found.quantity.approx is quantity.approx
