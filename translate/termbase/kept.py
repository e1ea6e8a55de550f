"""Tables that take a while to work out, kept in the user's cache folder. Losing them costs only that while."""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from translate.errors import OutputError
from translate.output import write_bytes

T = TypeVar("T")

_DIGEST = 32  # octets of SHA-256 in front: marshal must not be given what it did not write


def kept(name: str, version: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, from the cache if it was made before by the same ``version``.

    Only for what :mod:`marshal` can hold: built-in types. A damaged, foreign or unwritable cache is passed over.
    """
    path = _folder() / f"{name}.{sys.implementation.cache_tag}"
    with suppress(OSError, ValueError, EOFError, TypeError):
        found: tuple[T] | None = _loaded(path.read_bytes(), version)
        if found is not None:
            return found[0]
    value: Any = make()
    data = marshal.dumps((version, value))
    with suppress(OutputError):
        write_bytes(path, hashlib.sha256(data).digest() + data)
    made: T = value
    return made


def _loaded(raw: bytes, version: str) -> tuple[Any] | None:
    data = raw[_DIGEST:]
    if hashlib.sha256(data).digest() != raw[:_DIGEST]:
        return None
    written, value = marshal.loads(data)
    return (value,) if written == version else None


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("duizhao", appauthor=False) / "tables"
