from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings

from tests.memory.samples import LOCKS
from translate.memory.codec import from_json, to_json
from translate.model import Lock, LockKind
from translate.quantity.model import Kind, Quantity


@dataclass(frozen=True, slots=True)
class Rate:
    value: Fraction
    day: date
    at: datetime
    pair: tuple[str, int]
    side: Literal["buy", "sell"] = "buy"
    parts: tuple[Rate, ...] = ()
    exact: int | Fraction | str | None = None
    seen: tuple[str, ...] = field(default_factory=tuple)


NOON = datetime(2025, 1, 28, 12, tzinfo=UTC)
RATE = Rate(Fraction(-7, 3), date(2025, 1, 28), NOON, ("CNY", 7))


def test_a_lock_is_readable_in_the_database() -> None:
    percent = Quantity(Kind.PERCENT, Fraction(1, 20), Fraction(1, 20))
    lock = Lock(4, 6, "５%", "5%", LockKind.NUMBER, quantity=percent)
    assert to_json(Lock, lock) == (
        '{"start":4,"end":6,"zh":"５%","en":"5%","kind":"number",'
        '"quantity":{"kind":"percent","low":"1/20","high":"1/20"}}'
    )


@settings(deadline=None)
@given(LOCKS)
def test_every_lock_comes_back_as_it_was(lock: Lock) -> None:
    assert from_json(Lock, to_json(Lock, lock)) == lock


@pytest.mark.parametrize(
    "rate",
    [
        RATE,
        Rate(Fraction(10**30, 7), date.min, NOON, ("", 0), "sell", parts=(RATE, RATE), seen=("a", "b")),
        Rate(Fraction(0), date.max, NOON, ("a", 1), exact=Fraction(1)),
        Rate(Fraction(0), date.max, NOON, ("a", 1), exact="1/1"),
        Rate(Fraction(0), date.max, NOON, ("a", 1), exact=1),
    ],
)
def test_fractions_dates_tuples_unions_and_records_in_records_come_back(rate: Rate) -> None:
    back = from_json(Rate, to_json(Rate, rate))
    assert back == rate
    assert type(back.exact) is type(rate.exact)


def test_a_value_that_only_equals_its_default_keeps_its_type() -> None:
    @dataclass(frozen=True)
    class Amount:
        value: int | Fraction = 1

    amount = from_json(Amount, to_json(Amount, Amount(Fraction(1))))
    assert isinstance(amount.value, Fraction)


def test_a_new_field_takes_its_default_and_one_that_is_gone_is_passed_over() -> None:
    text = '{"start":0,"end":2,"zh":"雪花","en":"Snowflake","kind":"term","colour":"blue"}'
    assert from_json(Lock, text) == Lock(0, 2, "雪花", "Snowflake", LockKind.TERM)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"start":0}', '{"start":0,"end":2,"zh":"雪","en":"S","kind":"colour"}'],
)
def test_what_is_no_lock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a .*Lock"):
        from_json(Lock, text)


def test_a_type_without_a_form_is_refused_when_written() -> None:
    with pytest.raises(TypeError, match="no JSON form for <class 'set'>"):
        to_json(set, {1})
    with pytest.raises(TypeError, match="Fraction is none of int, str"):
        to_json(int | str, Fraction(1, 2))
    with pytest.raises(TypeError, match="Quantity is not a Lock"):
        to_json(Lock, Quantity(Kind.NUMBER))
