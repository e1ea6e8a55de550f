"""What is inside .zip and .tar files: a stream for each member that may be news. Nothing is extracted to disk."""

from __future__ import annotations

import io
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO, Self

from translate.errors import IngestError
from translate.ingest.names import is_news, member_of
from translate.ingest.streams import (
    ALLOWED,
    BROKEN,
    MOST_RATIO,
    Budget,
    bomb,
    broken,
    stream_of,
)

_UTF8_NAME = 0x800  # general purpose bit 11 of a ZIP member, APPNOTE.TXT 4.4.4
_ENCRYPTED = 0x1
# The others zipfile cannot read, or (bzip2, LZMA) unpacks in steps that have no bound.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_EXTENDED = 1 << 20  # bytes: a longer name or attribute list of a tar member is made to fill the memory
_EXTENDED = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_OFFICE = ("[Content_Types].xml", "mimetype")  # members that mark .docx and the like, .odt and .epub


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. The stream is good until the next member is asked for."""

    source: str  # "dump.zip!2025/a.md"
    name: str
    stream: io.BufferedReader


def zip_members(stream: io.BufferedReader, where: str) -> Iterator[Member | IngestError]:
    """The news files of a ZIP archive, in its own order; each fault by itself, the others go on."""
    with tempfile.TemporaryFile() as aside:
        file: IO[bytes] = stream
        if not stream.seekable():  # a pipe: the list of members stands at the end
            try:
                shutil.copyfileobj(stream, aside)
            except OSError as error:
                yield broken(where, "ZIP archive", error)
                return
            file = aside
        try:
            with zipfile.ZipFile(file) as archive:
                yield from _zip_members(archive, where, file.seek(0, io.SEEK_END))
        except BROKEN as error:
            yield broken(where, "ZIP archive", error)


def _zip_members(archive: zipfile.ZipFile, where: str, size: int) -> Iterator[Member | IngestError]:
    infos = archive.infolist()
    if any(info.filename in _OFFICE for info in infos):
        yield IngestError("is an Office document or an e-book, not an archive of news", where=where,
                          remedy="save it as text or HTML")  # fmt: skip
        return
    named = [(info, _zip_name(info)) for info in infos]
    news = [(info, name) for info, name in named if not info.is_dir() and is_news(name)]
    if not news:
        yield barren(where)
    whole = Budget(where, lambda: size)
    for info, name in news:
        source = member_of(where, name)
        if fault := _refused(info, source):
            yield fault
            continue
        try:
            file = archive.open(info)
        except BROKEN as error:
            yield broken(source, "ZIP member", error)
            continue
        with file:
            own = Budget(source, lambda info=info: info.compress_size)  # type: ignore[misc]
            yield Member(source, name, stream_of(file.read, source, "ZIP member", (own, whole)))
        if whole.is_spent:
            yield bomb(where)
            return


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name. Without the UTF-8 bit zipfile takes it as CP437; Chinese Windows writes GBK there."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _refused(info: zipfile.ZipInfo, source: str) -> IngestError | None:
    if info.flag_bits & _ENCRYPTED:
        return IngestError("is encrypted", where=source, remedy="pack it again without a password")
    if info.compress_type not in _PACKED:
        return IngestError(
            "is packed in an unusual way", where=source, remedy="pack it again as an ordinary .zip"
        )
    if info.file_size > ALLOWED and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return bomb(source)
    return None


class _TarInfo(tarfile.TarInfo):
    """A header whose extensions, which tarfile reads into memory whole, are of a sane size."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str | None, errors: str) -> Self:
        """A header from its block. Raises IngestError for an extension beyond all reason."""
        info = super().frombuf(buf, encoding or "utf-8", errors)
        if info.type in _EXTENDED and info.size > _MOST_EXTENDED:
            raise IngestError("has a member with an endless name", remedy="it may be made to fill the memory")
        return info


def tar_members(stream: io.BufferedReader, where: str) -> Iterator[Member | IngestError]:
    """The news files of a tar archive in one pass; links, devices and sparse files are refused."""
    seen = False
    try:
        with closing(tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo)) as archive:
            for info in archive:
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep every header
                if info.isdir() or not is_news(info.name):
                    continue
                seen = True
                yield _tar_member(archive, info, member_of(where, info.name))
    except IngestError as fault:
        yield fault if fault.where else IngestError(fault.what, where=where, remedy=fault.remedy)
    except BROKEN as error:
        yield broken(where, "tar archive", error)
    else:
        if not seen:
            yield barren(where)


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, source: str) -> Member | IngestError:
    if info.issym() or info.islnk():
        return IngestError(
            "is a link inside the archive", where=source, remedy="pack the file that it leads to"
        )
    file = None if info.issparse() or not info.isreg() else archive.extractfile(info)
    if file is None:
        return IngestError("is no plain file", where=source, remedy="pack it as one")
    return Member(source, info.name, stream_of(file.read, source, "tar member"))


def barren(where: str) -> IngestError:
    """What to tell about an archive without anything to read."""
    return IngestError(
        "holds no news files", where=where, remedy="unpack it and name the files that are news"
    )
