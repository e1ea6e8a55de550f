"""Every form of number and date that the benchmark makes is read, written in house style, and read back."""

from __future__ import annotations

from benchmarks.amount_forms import constructed
from benchmarks.amounts import SEED, is_right


def test_every_constructed_form_comes_out_right() -> None:
    forms = constructed(7, SEED)
    assert len(forms) >= 300
    assert [(form.name, form.zh, form.en) for form in forms if not is_right(form)] == []


def test_a_form_with_another_value_does_not_come_out_right() -> None:
    forms = constructed(1, SEED)
    other = {form.en: form for form in forms if form.en}
    wrong = [form.__class__(form.name, form.zh, form.amount, f"{form.en}1") for form in other.values()]
    assert not any(map(is_right, wrong))
