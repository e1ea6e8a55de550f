"""SHA-256 of files of gigabytes, with progress."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

Progress = Callable[[int, int], None]
"""Called with (done, in all): bytes, or matrices while a model is converted."""

_CHUNK = 1 << 20


def file_sha256(path: Path, progress: Progress | None = None) -> str:
    """The file's SHA-256 in hexadecimal. ``progress`` is told of bytes."""
    total, done, digest = path.stat().st_size, 0, hashlib.sha256()
    buffer = memoryview(bytearray(_CHUNK))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            digest.update(buffer[:count])
            done += count
            if progress is not None:
                progress(done, total)
    return digest.hexdigest()
