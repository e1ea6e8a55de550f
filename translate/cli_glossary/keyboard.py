"""Single keys from a terminal, also those that are typed while a command is at work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self

import click

_CTRL_C, _CTRL_D, _ESCAPE = "\x03", "\x04", "\x1b"


class Keyboard:
    """The terminal without echo and without waiting for Enter, from entering to leaving; Ctrl-C works as ever.

    ``click.getchar`` changes the terminal at each key and forgets what was typed in between; it stands in where
    there is no termios (Windows).
    """

    def __init__(self) -> None:
        self._typed = ""
        self._saved: list[Any] | None = None

    def __enter__(self) -> Self:
        with suppress(ImportError):
            import termios

            self._saved = termios.tcgetattr(sys.stdin.fileno())
            self._single_keys()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines()

    def key(self) -> str:
        """The next key; an arrow key is one. Raises KeyboardInterrupt for Ctrl-C, EOFError for Ctrl-D."""
        if not self._typed:
            self._typed = self._read()
        if self._typed.startswith(_ESCAPE):
            key, self._typed = self._typed, ""
        else:
            key, self._typed = self._typed[0], self._typed[1:]
        if key == _CTRL_C:
            raise KeyboardInterrupt
        if key == _CTRL_D:
            raise EOFError
        return key

    @contextmanager
    def whole_lines(self) -> Iterator[None]:
        """Inside, the terminal takes lines as ever; keys that were typed ahead are forgotten."""
        self._typed = ""
        self._lines()
        try:
            yield
        finally:
            self._single_keys()

    def _read(self) -> str:
        if self._saved is None:
            return click.getchar()
        raw = os.read(sys.stdin.fileno(), 64)
        if not raw:  # the terminal is gone
            raise EOFError
        return raw.decode("utf-8", "replace")

    def _single_keys(self) -> None:
        if self._saved is not None:
            import termios
            import tty

            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)

    def _lines(self) -> None:
        if self._saved is not None:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._saved)
