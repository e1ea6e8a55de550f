"""How often Python looks for what refers to itself in circles: all else is freed at once, and we make few circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects more until the youngest are looked through, and how many such looks until the older and all others are. By
# Python's own (700, 10, 10) a run spends a tenth of its time on looking, most of it through dictionaries that stay.
_SELDOM = (20_000, 50, 20)


@contextmanager
def paused() -> Iterator[None]:
    """No looking meanwhile: for loading what stays, which costs a quarter more with it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """Looks seldom meanwhile: for going through much, a little at a time."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
