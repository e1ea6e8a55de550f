"""SQLite's faults as sentences that name the file and the remedy."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate.errors import StoreError

DAMAGE_REMEDY = "put a backup in its place, or move it and its -wal and -shm files away to begin an empty one"

# Primary result codes, https://www.sqlite.org/rescode.html; extended ones begin with the same name.
_FAULTS: dict[str, tuple[str, str]] = {
    "SQLITE_FULL": (
        "cannot grow: the disk is full",
        "free some space there and run the same command again; what was saved before is safe",
    ),
    "SQLITE_IOERR": (
        "cannot be read or written: the disk reports an error",
        "check the disk, its free space and file size limits, then run the same command again",
    ),
    "SQLITE_BUSY": (
        "is in use by another Duizhao",
        "wait until that one has finished, or end it, then run the same command again",
    ),
    "SQLITE_NOTADB": (
        "is not a translation memory",
        "name another file, or move it away to begin an empty memory",
    ),
    "SQLITE_CORRUPT": ("is damaged", DAMAGE_REMEDY),
    "SQLITE_READONLY": (
        "may not be written",
        "make the file and its folder writable for you, or keep the memory in another folder",
    ),
    "SQLITE_TOOBIG": ("cannot hold a text of this size", "leave that article out, or cut it in two"),
}


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite raises about the file at ``path`` into :class:`StoreError`; our own bugs pass."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.DatabaseError as error:
        raise store_error(path, error) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"cannot keep half a character: {error.object[error.start : error.end]!a}",
            where=path,
            remedy="mend the encoding of the article that holds it",
        ) from error


def store_error(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    """What went wrong with the database at ``path``, and what a person can do about it."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM")):
        what, remedy = _cannot_open(path)
    else:
        primary = "_".join(name.split("_")[:2])
        what, remedy = _FAULTS.get(
            primary, (f"cannot be used: {error}", "put a backup in its place, or move it away")
        )
    return StoreError(what, where=path, remedy=remedy)


def _cannot_open(path: Path) -> tuple[str, str]:
    """SQLite says only "unable to open database file"; look why."""
    folder = path.parent
    if path.is_dir():
        return "is a folder, not a translation memory", "name a file in it, such as memory.db"
    if not folder.is_dir():
        return "has no folder to be in", f"make the folder {folder} first"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return _FAULTS["SQLITE_READONLY"]
    if not os.access(folder, os.W_OK | os.X_OK):
        return "cannot be made: its folder may not be written", f"make {folder} writable for you"
    return "cannot be opened", "check its folder, free space and the number of open files"
