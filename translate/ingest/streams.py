"""Bytes that come in piece by piece: files, standard input, and what is unpacked, within bounds.

A stream is an ``io.BufferedReader`` with a buffer of ``HEAD`` bytes, so that ``peek`` shows its beginning.
"""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from translate.errors import IngestError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 1 << 18  # bytes: what the kind and the encoding of a stream are told by
# News packs to a third or a tenth of its size, log files to a hundredth; a bomb to less than a thousandth.
MOST_RATIO = 200
ALLOWED = 16 << 20  # bytes that may be unpacked before the ratio counts
MOST_UNPACKED = 64 << 30  # bytes from one archive, whatever its size

# All that the standard library raises for an archive that is broken, cut off or of an unknown kind.
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error, ValueError,
    NotImplementedError, RuntimeError, OverflowError, IndexError, KeyError, AttributeError, TypeError, AssertionError,
)  # fmt: skip


class Budget:
    """How much may be unpacked from a source whose packed size, so far, is ``packed()`` bytes."""

    def __init__(self, where: str, packed: Callable[[], int]) -> None:
        self.where = where
        self.packed = packed
        self.unpacked = 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be unpacked."""
        return self.unpacked > MOST_UNPACKED or (
            self.unpacked > ALLOWED and self.unpacked > MOST_RATIO * max(self.packed(), 1)
        )

    def spend(self, count: int) -> None:
        """Counts bytes that were unpacked. Raises IngestError beyond the bounds."""
        self.unpacked += count
        if self.is_spent:
            raise bomb(self.where)


def bomb(where: str) -> IngestError:
    """What to tell about an archive that unpacks to much more than it is."""
    return IngestError(
        f"unpacks to more than {MOST_RATIO} times its size or {MOST_UNPACKED >> 30} GB",
        where=where,
        remedy="it may be made to fill a disk; if it is news, unpack it and name the folder",
    )


class _Raw(io.RawIOBase):
    """What ``read`` gives, filled up to the size asked for; its faults come as IngestError, after what was good."""

    def __init__(
        self, read: Callable[[int], bytes], where: str, what: str, budgets: Iterable[Budget]
    ) -> None:
        self._read, self._where, self._what = read, where, what
        self._budgets = tuple(budgets)
        self._fault: IngestError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and self._fault is None:
            piece = self._next(min(len(view) - filled, 1 << 16))
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        if self._fault is not None and not filled:
            raise self._fault
        return filled

    def _next(self, size: int) -> bytes:
        try:
            piece = self._read(size)
            for budget in self._budgets:
                budget.spend(len(piece))
        except IngestError as fault:
            self._fault = fault
        except BROKEN as error:
            self._fault = broken(self._where, self._what, error)
        else:
            return piece
        return b""


def stream_of(
    read: Callable[[int], bytes], where: str, what: str = "", budgets: Iterable[Budget] = ()
) -> io.BufferedReader:
    """A stream of what ``read(size)`` gives. ``what`` names what its faults are of, e.g. "gzip data"."""
    return io.BufferedReader(_Raw(read, where, what, budgets), HEAD)


def stream_of_pieces(pieces: Iterator[bytes], where: str) -> io.BufferedReader:
    """A stream of ``pieces`` of any size."""
    rest = b""

    def read(size: int) -> bytes:
        nonlocal rest
        while not rest:
            piece = next(pieces, None)
            if piece is None:
                return b""
            rest = piece
        taken, rest = rest[:size], rest[size:]
        return taken

    return stream_of(read, where)


def open_file(path: Path) -> io.BufferedReader:
    """A file as a stream. Raises IngestError: missing, a folder, unreadable, no regular file."""
    try:
        if path.is_dir():
            raise IngestError("is a folder, not a file", where=path, remedy="name the files in it")
        if not path.is_file():
            raise IngestError(_no_file(path), where=path, remedy="check the path")
        return io.BufferedReader(io.FileIO(path), HEAD)
    except OSError as error:
        raise unreadable(path, error) from error


def gunzip(stream: io.BufferedReader, where: str) -> io.BufferedReader:
    """What gzip data unpacks to. Reading it raises IngestError where it is broken, cut off or a bomb."""
    taken = _Counted(stream)
    file = gzip.GzipFile(fileobj=cast(IO[bytes], taken), mode="rb")  # it only calls read
    return stream_of(file.read, where, "gzip data", (Budget(where, lambda: taken.count),))


class _Counted:
    """Counts the bytes that are read from a stream."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """The next ``size`` bytes."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


def broken(where: str, what: str, error: Exception) -> IngestError:
    """What to tell about a source that fails while it is read."""
    if isinstance(error, EOFError):
        return IngestError(
            f"is cut off: its {what or 'data'} has no end", where=where, remedy="fetch or export it again"
        )
    if isinstance(error, OSError) and error.errno:
        return unreadable(where, error)
    reason = " ".join(str(error).split()) or type(error).__name__
    return IngestError(f"is broken {what}: {reason}", where=where, remedy="fetch or export it again")


def unreadable(path: Path | str, error: OSError) -> IngestError:
    """What to tell about a path that the system will not read."""
    reason = (error.strerror or type(error).__name__).lower()
    return IngestError(f"cannot be read ({reason})", where=path, remedy="check the path and its permissions")


def _no_file(path: Path) -> str:
    if path.is_symlink():
        return "leads nowhere (a broken link)"
    return "is no file that can be read" if path.exists() else "does not exist"
