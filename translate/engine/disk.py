"""The disk under the models: room on it, faults of it, and what is surely on it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate.errors import ModelError


@contextmanager
def writing(place: Path, setting: str = "DUIZHAO_MODELS") -> Iterator[None]:
    """Turns what goes wrong while writing into a ModelError that names the place and the remedy.

    ``setting`` is the environment variable that would move the place.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ModelError(
                "the disk is full", where=place, remedy="free some space, run it again"
            ) from error
        reason = error.strerror or str(error)
        remedy = f"make it writable, or set {setting} to another folder"
        raise ModelError(f"cannot be written ({reason})", where=place, remedy=remedy) from error


def require_space(folder: Path, needed: int, purpose: str) -> None:
    """ModelError if fewer than ``needed`` bytes are free where ``folder`` is, or will be."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise ModelError(
            f"{purpose} needs {needed / 1e9:.1f} GB, {free / 1e9:.1f} GB are free",
            where=folder,
            remedy="free some space, or set DUIZHAO_MODELS to a folder on another disk",
        )


def sync(path: Path) -> None:
    """Bring a file or folder to the disk itself."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no such call for folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
