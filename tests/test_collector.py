"""Python's looks for circles are as they were once work is done, also work that failed."""

from __future__ import annotations

import gc

import pytest

from translate.collector import paused, seldom


def test_seldom_and_then_as_before() -> None:
    usual = gc.get_threshold()
    with seldom():
        assert gc.get_threshold() > usual
    assert gc.get_threshold() == usual
    with pytest.raises(KeyboardInterrupt), seldom():
        raise KeyboardInterrupt
    assert gc.get_threshold() == usual


def test_paused_and_then_as_before() -> None:
    assert gc.isenabled()
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyboardInterrupt), paused():
        raise KeyboardInterrupt
    assert gc.isenabled()
