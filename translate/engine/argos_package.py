"""Argos Translate packages: which one is installed, and whether a package file is one that we can use.

A package is a zip of one folder with ``metadata.json``, ``model/`` (CTranslate2) and ``sentencepiece.model``
or ``bpe.model``; see ``argostranslate.package.IPackage``. It is kept where ``argostranslate`` keeps its own.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from translate.engine.catalogue import ARGOS
from translate.engine.digest import file_sha256
from translate.errors import DuizhaoError, ModelError

if TYPE_CHECKING:
    from translate.engine.store import InstalledModel

FROM, TO = "zh", "en"

#: Part of every draft's signature: change it when the way of decoding changes what an Argos package says.
DECODING = "decoding2"

_METADATA = "metadata.json"
_WEIGHTS = "model/model.bin"
_TOKENIZERS = ("sentencepiece.model", "bpe.model")
_AGAIN = "download it again"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A checked ``.argosmodel`` file: its one top folder, and the size of all its files in bytes."""

    path: Path
    folder: str
    version: str
    size: int


def settings() -> Any:
    """``argostranslate.settings``, which makes folders when it is imported: ModelError where it cannot,
    another ``DuizhaoError`` where a setting of its own is wrong."""
    try:
        from argostranslate import settings
    except OSError as error:
        raise ModelError(
            f"Argos Translate cannot make its folders ({error.strerror})",
            where=error.filename,
            remedy="set XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME to folders of yours",
        ) from error
    except (ValueError, KeyError) as error:
        raise DuizhaoError(  # no ModelError: ``find`` must not take it for "none installed"
            f"Argos Translate cannot use one of its settings ({error})",
            remedy="correct the ARGOS_… variable, or the settings.json, that says so",
        ) from error
    return settings


def beam_size() -> int:
    """How many hypotheses Argos Translate follows: its own setting ARGOS_BEAM_SIZE, 4 if it is not set."""
    beam = int(settings().beam_size)
    if beam < 1:
        raise ModelError(f"ARGOS_BEAM_SIZE is {beam}", remedy="set it to 1 (greedy, fastest) or more")
    return beam


def find() -> Path | None:
    """The folder of the installed zh → en package, whoever installed it; the first by name, or None."""
    try:
        places = [Path(place) for place in settings().package_dirs]
    except ModelError:
        return None  # no folder, no package: the other engine may still do
    folders = (child for place in places if place.is_dir() for child in sorted(place.iterdir()))
    return next((folder for folder in folders if _is_ours(folder)), None)


def describe(folder: Path) -> InstalledModel:
    """The record of a package that ``argostranslate`` installed by itself."""
    from translate.engine.store import InstalledModel

    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return InstalledModel(ARGOS, folder, "argos", file_sha256(folder / _WEIGHTS), size)


def check_folder(folder: Path) -> None:
    """ModelError unless the parts of a package are there."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    _check_parts(names, folder)


def place(package: PackageFile) -> Path:
    """Where the package goes: into Argos Translate's own folder, under its own name. ModelError if another
    package has that name."""
    folder = Path(settings().package_data_dir) / package.folder
    try:
        pair = _pair(_metadata((folder / _METADATA).read_bytes(), folder))
    except (OSError, ModelError):
        return folder  # nothing there, or remains that no program can use
    if pair != (FROM, TO):
        raise ModelError(
            f"is taken by a package that translates {pair[0]} → {pair[1]}",
            where=folder,
            remedy="rename that folder, then run it again",
        )
    return folder


def weights_sha256(package: PackageFile) -> str:
    """The sum of the weights in the package file, which names them once installed."""
    digest = hashlib.sha256()
    with _opened(package.path) as archive, archive.open(f"{package.folder}/{_WEIGHTS}") as weights:
        while chunk := weights.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def inspect(path: Path) -> PackageFile:
    """Check a package file, to its last byte, without unpacking it. ModelError says what is wrong with it."""
    with _opened(path) as archive:
        package = _inspect(archive, path)
        damaged = archive.testzip()
    if damaged is not None:
        raise ModelError(f"is damaged ({damaged})", where=path, remedy=_AGAIN)
    return package


def unpack(package: PackageFile, folder: Path) -> None:
    """Write the package's files into ``folder``, which takes the place of its top folder."""
    with _opened(package.path) as archive:
        for member in archive.infolist():
            target = folder.joinpath(*PurePosixPath(member.filename).parts[1:])
            if member.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file, _CHUNK)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The open archive; what ``zipfile`` makes of a damaged one becomes a ModelError."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise ModelError("is not an Argos package (no zip archive)", where=path, remedy=_AGAIN) from error
    except OSError as error:
        raise ModelError(f"cannot be read ({error.strerror})", where=path, remedy="check the path") from error
    try:
        with archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise ModelError(f"is damaged ({error})", where=path, remedy=_AGAIN) from error


def _inspect(archive: zipfile.ZipFile, path: Path) -> PackageFile:
    members = archive.infolist()
    roots = {_safe_parts(member, path)[0] for member in members}
    if len(roots) != 1:
        raise ModelError("is not an Argos package (no single top folder)", where=path, remedy=_AGAIN)
    root = roots.pop()
    names = {member.filename.partition("/")[2] for member in members if not member.is_dir()}
    _check_parts(names, path)
    metadata = _metadata(archive.read(f"{root}/{_METADATA}"), path)
    pair = _pair(metadata)
    if pair != (FROM, TO):
        raise ModelError(
            f"translates {pair[0]} → {pair[1]}, not {FROM} → {TO}",
            where=path,
            remedy="take the Chinese → English package",
        )
    size = sum(member.file_size for member in members)
    return PackageFile(path, root, str(metadata.get("package_version", "")), size)


def _safe_parts(member: zipfile.ZipInfo, path: Path) -> tuple[str, ...]:
    """The member's path in parts; ModelError if it would be written anywhere but inside the folder."""
    parts = PurePosixPath(member.filename).parts
    strange = any(part in ("..", "/") or "\\" in part or ":" in part for part in parts)
    if not parts or strange or parts[0].startswith(".") or stat.S_ISLNK(member.external_attr >> 16):
        raise ModelError(
            f"holds the unsafe path {member.filename!r}", where=path, remedy="take it from another source"
        )
    return parts


def _check_parts(names: set[str], where: Path) -> None:
    missing = [name for name in (_METADATA, _WEIGHTS) if name not in names]
    if not names.intersection(_TOKENIZERS):
        missing.append(" or ".join(_TOKENIZERS))
    if missing:
        raise ModelError(f"lacks {', '.join(missing)}", where=where, remedy=_AGAIN)


def _metadata(data: bytes, path: Path) -> dict[str, Any]:
    try:
        metadata = json.loads(data)
    except ValueError as error:
        raise ModelError(f"has a broken {_METADATA}", where=path, remedy=_AGAIN) from error
    if not isinstance(metadata, dict):
        raise ModelError(f"has a broken {_METADATA}", where=path, remedy=_AGAIN)
    return metadata


def _is_ours(folder: Path) -> bool:
    """Whether the folder is a usable zh → en package."""
    try:
        metadata = _metadata((folder / _METADATA).read_bytes(), folder)
        check_folder(folder)
    except (OSError, ModelError):
        return False
    return _pair(metadata) == (FROM, TO)


def _pair(metadata: dict[str, Any]) -> tuple[object, object]:
    return metadata.get("from_code"), metadata.get("to_code")
