"""Every form of number and date in English: what is read, and what it is worth."""

from __future__ import annotations

import pytest

from translate.quantity.english import read_english
from translate.quantity.model import Kind
from translate.quantity.style import write

# (text, the span that is the quantity, the same in house style)
FORMS = [
    ("It has 6,000,000 users", "6,000,000", "6 million"),
    ("six million users", "six million", "6 million"),
    ("less than $6 million", "less than $6 million", "less than $6 million"),
    ("£2.8bn market", "£2.8bn", "£2.8 billion"),
    ("for £125m", "£125m", "£125 million"),
    ("a £11million deal", "£11million", "£11 million"),
    ("10m people", "10m", "10 million"),
    ("the 100m race", "100m", "100 meters"),
    ("twenty-three men", "twenty-three", "23"),
    ("a hundred and five thousand men", "hundred and five thousand", "105,000"),
    ("two and a half million", "two and a half million", "2.5 million"),
    ("half a million", "half a million", "500,000"),
    ("two dozen", "two dozen", "24"),
    ("dozens of people", "dozens", "dozens"),
    ("tens of thousands of people", "tens of thousands", "tens of thousands"),
    ("hundreds of millions of dollars", "hundreds of millions of dollars", "hundreds of millions of dollars"),
    ("several million people", "million", "millions"),
    ("decades of work", "decades", "decades"),
    ("half of them", "half", "half"),
    ("two-thirds of them", "two-thirds", "two-thirds"),
    ("a third of them", "third", "one-third"),
    ("a quarter of them", "quarter", "one-quarter"),
    ("three quarters of them", "three quarters", "three-quarters"),
    ("one in five children", "one in five", "one-fifth"),
    ("20 per cent", "20 per cent", "20%"),
    ("5 percent", "5 percent", "5%"),
    ("minus 5 percent", "minus 5 percent", "-5%"),
    ("20 percentage points", "20 percentage points", "20 percentage points"),
    ("a 20-percentage-point lead", "20-percentage-point", "20 percentage points"),
    ("25 basis points", "25 basis points", "25 basis points"),
    ("NT$50 billion", "NT$50 billion", "NT$50 billion"),
    ("RMB 5000", "RMB 5000", "5,000 yuan"),
    ("1.2 trillion yuan", "1.2 trillion yuan", "1.2 trillion yuan"),
    ("50 cents", "50 cents", "50 cents"),
    ("the 19th batch", "19th", "19th"),
    ("the twenty-first batch", "twenty-first", "21st"),
    ("the first batch", "first", "first"),
    ("on January 27", "January 27", "January 27"),
    ("on 27 January 2025", "27 January 2025", "January 27, 2025"),
    ("on Jan. 27", "Jan. 27", "January 27"),
    ("on Oct.", "Oct", "October"),
    ("on 2025-01-28", "2025-01-28", "January 28, 2025"),
    ("in May 2019", "May 2019", "May 2019"),
    ("in 2019", "2019", "2019"),
    ("in 221 B.C.", "221 B.C.", "221 B.C."),
    ("the 1990s", "1990s", "the 1990s"),
    ("the '90s", "90s", "the 1990s"),
    ("the nineties", "nineties", "the 1990s"),
    ("the 21st century", "21st century", "the 21st century"),
    ("the twenty-first century", "twenty-first century", "the 21st century"),
    ("at 9.30am", "9.30am", "9:30 a.m."),
    ("at 9:30 a.m.", "9:30 a.m.", "9:30 a.m."),
    ("at noon", "noon", "noon"),
    ("six in the morning", "six in the morning", "6 a.m."),
    ("a 45-year-old", "45-year-old", "45 years old"),
    ("aged 45", "45", "45 years old"),
    ("18 months", "18 months", "18 months"),
    ("a year and a half", "a year and a half", "1.5 years"),
    ("half an hour", "half an hour", "half an hour"),
    ("two decades", "two decades", "two decades"),
    ("it doubled", "doubled", "twice"),
    ("rose threefold", "threefold", "three times"),
    ("three times", "three times", "three times"),
    ("13.8–14.3 billion", "13.8–14.3 billion", "13.8 billion to 14.3 billion"),
    ("between 5 and 10 percent", "5 and 10 percent", "5% to 10%"),
    ("from 10% to 15%", "10% to 15%", "10% to 15%"),
    ("$2 million to $3 million", "$2 million to $3 million", "$2 million to $3 million"),
    ("2 to 4 inches", "2 to 4 inches", "2 to 4 inches"),
    ("two or three", "two or three", "2 to 3"),
    ("18- to 24-year-olds", "18- to 24-year-olds", "18 to 24 years old"),
    ("more than a third of them", "more than a third", "more than one-third"),
    ("won 3-1", "3-1", "3-1"),
    ("5 km", "5 km", "5 kilometers"),
    ("30 square metres", "30 square metres", "30 square meters"),
]

NO_NUMBERS = [
    "F-16 and COVID-19",
    "the H800 and the R1",
    "5G and 3D",
    "9/11",
    "you may march on",
    "the one of us",
    "no one",
    "https://example.org/2025/01/28",
    "the second half",
    "the Group of 20 and the Group of Seven",
]


@pytest.mark.parametrize(("en", "span", "house"), FORMS)
def test_a_form_is_read_where_it_stands(en: str, span: str, house: str) -> None:
    found = read_english(en)
    assert [en[f.start : f.end] for f in found if f.quantity.kind is not Kind.WEEKDAY] == [span]
    quantity = found[0].quantity
    assert write(quantity).replace("doubled", "twice") == house


@pytest.mark.parametrize("en", NO_NUMBERS)
def test_a_name_or_a_verb_is_no_number(en: str) -> None:
    assert read_english(en) == ()


def test_day_and_month_that_may_be_either_way_round_are_marked() -> None:
    assert read_english("on 1/2/2025")[0].quantity.unit == "?"
    assert read_english("on 1/27/2025")[0].quantity.unit == ""


def test_letters_that_change_length_in_lower_case_keep_offsets() -> None:
    en = "İstanbul has 16 million people"
    found = read_english(en)[0]
    assert en[found.start : found.end] == "16 million"
