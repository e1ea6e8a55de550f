"""Writing pages: a reader meets the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from translate.errors import OutputError

# A name of its own, not "page.html.tmp": the page's name may be as long as names can be.
_PREFIX, _SUFFIX = ".duizhao-", ".tmp"

# No page takes an hour to write: what is older was left by a run that was killed.
_LEFT_BEHIND_SECONDS = 3600

_FULL = ("the disk is full", "free some space there and run the same command again")
_DENIED = ("it or its folder may not be written", "make both writable for you, or name another output folder")
_FAULTS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your disk quota is used up", "free some space there and run the same command again"),
    errno.EFBIG: ("it is larger than a file may be here", "raise the file size limit (ulimit -f)"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: ("it is on a read-only disk", "name another output folder"),
    errno.EISDIR: ("a folder has this name", "move that folder away, or name another output folder"),
    errno.ENOTDIR: ("a file stands where its folder should be", "move that file away"),
    errno.EEXIST: ("a file stands where its folder should be", "move that file away"),
    errno.ENAMETOOLONG: ("its name is too long for this disk", "shorten the name"),
    errno.ELOOP: ("it is a link that leads back to itself", "remove that link"),
}


def write_text(path: Path, text: str, *, durable: bool = True) -> bool:
    """Writes ``text`` as UTF-8, line ends as they are; ``True`` if the file changed.

    The same bytes again leave the file alone, its time too. Missing folders are made; an existing file keeps
    its permissions; a link keeps leading to the file. Raises :class:`OutputError`, which names the path and
    the remedy; then the file is as it was and nothing half-written stays.

    Without ``durable`` it does not wait for the disk (on a busy one 24 ms a file): whatever kills the process, the
    file is whole, but a power cut may leave an empty one until :func:`settle` has been called.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise OutputError(
            f"cannot be written: half a character, {error.object[error.start]!a}, in its text",
            where=path,
            remedy="mend the encoding of the article",
        ) from error
    return write_bytes(path, data, durable=durable)


def settle() -> None:
    """Waits until all that was written is on the disk."""
    if hasattr(os, "sync"):  # not on Windows
        os.sync()


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> bool:
    """Writes ``data`` as :func:`write_text` writes text; ``True`` if the file changed."""
    try:
        return _replace(Path(os.path.realpath(path)), data, durable)
    except OSError as error:
        raise _output_error(path, error) from error


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file of any size piece by piece, as safely as :func:`write_text`, whether it changes or not."""
    try:
        real = Path(os.path.realpath(path))
        _replace_anew(real, pieces, _mode(real))
    except OSError as error:
        raise _output_error(path, error) from error


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Writes several files aside and renames them only when all are on the disk: one that does not fit costs none.

    Raises :class:`OutputError`; then every file is as it was, unless a rename itself failed half-way.
    """
    write_together(files.items())


def write_together(files: Iterable[tuple[Path, bytes]]) -> tuple[Path, ...]:
    """As :func:`replace_files`, of files that are made while they are written; gives those that changed.

    The same bytes again leave a file alone. What is raised while the files are made costs nothing either.
    """
    aside: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files:
            target = Path(os.path.realpath(path))
            mode = _mode(target)
            if mode is None or not _holds(target, data):
                aside[target] = _write_aside(target, (data,), mode)
        for path, temporary in aside.items():
            temporary.replace(path)
        return tuple(aside)
    except OSError as error:
        raise _output_error(path, error) from error
    finally:
        for temporary in aside.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _output_error(path: Path, error: OSError) -> OutputError:
    what, remedy = _FAULTS.get(error.errno or 0, (error.strerror or str(error), "check the output folder"))
    return OutputError(f"cannot be written: {what}", where=path, remedy=remedy)


def _replace(path: Path, data: bytes, durable: bool) -> bool:
    mode = _mode(path)
    if mode is not None and _holds(path, data):
        return False
    _replace_anew(path, (data,), mode, durable)
    return True


def _replace_anew(path: Path, pieces: Iterable[bytes], mode: int | None, durable: bool = True) -> None:
    temporary = _write_aside(path, pieces, mode, durable)
    try:
        temporary.replace(path)
    except BaseException:  # Ctrl-C too
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file that is there has these very bytes."""
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _write_aside(path: Path, pieces: Iterable[bytes], mode: int | None, durable: bool = True) -> Path:
    """A temporary file beside ``path`` with all of ``pieces``; nothing of it stays if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_behind(path.parent)
    temporary = path.parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    try:
        _write(temporary, pieces, mode, durable)
    except BaseException:  # Ctrl-C too
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(path: Path) -> int | None:
    """The permissions of the file that is there, ``None`` if there is none.

    Raises ``OSError`` for what must not be replaced by a file: a folder, a device, a pipe.
    """
    try:
        found = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found):
        raise OSError(0, "it is a device or a pipe, not a file")
    return stat.S_IMODE(found)


def _write(path: Path, pieces: Iterable[bytes], mode: int | None, durable: bool) -> None:
    """A new file with all of ``pieces`` on the disk: without fsync a rename may get there before the data."""
    # 0o666 less the user's umask: a page is for others to read; the tempfile module makes 0o600.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        if mode is not None:
            path.chmod(mode)
        for piece in pieces:
            file.write(piece)
        file.flush()
        if durable:
            os.fsync(file.fileno())


@cache
def _remove_left_behind(folder: Path) -> None:
    """Once a run and folder: temporary files of runs that were killed (``kill -9``, a power cut)."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                path.unlink()
