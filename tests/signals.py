"""Signals in tests that press Ctrl-C."""

from __future__ import annotations

import signal


def interruptible() -> None:
    """For ``preexec_fn``: a shell that runs the tests in the background has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
