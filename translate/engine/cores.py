"""How many processors an engine may use."""

from __future__ import annotations

import os

from translate.errors import ModelError

#: The setting, in processors: for a machine that others use as well, and for workers that share one.
SETTING = "DUIZHAO_THREADS"


def cores() -> int:
    """What the setting says, else all of the machine's. ModelError where it is no number from 1."""
    text = os.environ.get(SETTING, "").strip()
    if not text:
        return os.cpu_count() or 1
    if not (text.isdecimal() and int(text)):
        raise ModelError(f"{SETTING} is {text!r}", remedy="set it to a number of processors, or leave it out")
    return int(text)
