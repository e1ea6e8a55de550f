"""The models installed on this machine: where they are, whether they are whole, and how they get there.

A model is a folder with a manifest of its files. It is built beside its place, synced to disk, given its
manifest last and then renamed: a folder that has a manifest is whole, however a run was ended. Argos packages
are kept where ``argostranslate`` itself looks for them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.engine.catalogue import ARGOS, CATALOGUE, DEFAULT, Kind
from translate.engine.digest import Progress, file_sha256
from translate.engine.disk import sync, writing
from translate.errors import ModelError

__all__ = [
    "ARGOS",
    "DEFAULT",
    "InstalledModel",
    "installed",
    "installed_argos",
    "installed_models",
    "require",
]

MANIFEST = "manifest.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that is here and whole.

    ``path`` is its folder. ``sha256`` names the weights: of the GGUF that a qwen model was made from, of
    ``model/model.bin`` in an Argos package. ``size`` is what it takes on disk, in bytes.
    """

    name: str
    path: Path
    kind: Kind
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a model: its path inside the folder with ``/``, its size in bytes, its sum."""

    name: str
    size: int
    sha256: str


def models_dir() -> Path:
    """Where models are kept: DUIZHAO_MODELS, else ``models`` in the user's cache folder for duizhao."""
    from platformdirs import user_cache_path

    override = os.environ.get("DUIZHAO_MODELS", "")
    return Path(override).expanduser().absolute() if override else user_cache_path("duizhao") / "models"


def installed(name: str) -> InstalledModel | None:
    """The installed model of that name, or None. Looks at sizes, not at sums: see ``verify``."""
    if name == ARGOS:
        return installed_argos()
    if not _NAME.fullmatch(name):
        return None
    return _from_manifest(name, models_dir() / name)


def installed_argos() -> InstalledModel | None:
    """The Chinese to English Argos package, whoever installed it, or None."""
    from translate.engine import argos_package

    folder = argos_package.find()
    if folder is None:
        return None
    return _from_manifest(ARGOS, folder) or argos_package.describe(folder)


def installed_models() -> tuple[InstalledModel, ...]:
    """Every installed model, by name."""
    folder = models_dir()
    names = {child.name for child in folder.iterdir()} if folder.is_dir() else set()
    found = [installed(name) for name in sorted({*names, ARGOS})]
    return tuple(model for model in found if model is not None)


def require(name: str) -> InstalledModel:
    """The installed model of that name; ModelError with the one command that installs it."""
    model = installed(name)
    if model is None:
        raise ModelError(f"the model {name} is not installed", remedy=f"run `{install_command(name)}`")
    return model


def install_command(name: str) -> str:
    """What to type to get a model of that name."""
    own = "" if any(entry.name == name for entry in CATALOGUE) else " --gguf FILE"
    return f"duizhao models install {name}{own}"


def check_name(name: str) -> str:
    """The name, if it can be a model's; else ModelError."""
    if not _NAME.fullmatch(name):
        raise ModelError(f"{name!r} cannot be a model's name", remedy="use letters, digits, dots and dashes")
    return name


def verify(model: InstalledModel, progress: Progress | None = None) -> None:
    """Hash every file again; ModelError names the first that is not what was installed.

    A package that ``argostranslate`` installed itself has no recorded sums: it is checked for its parts.
    """
    again = f"`{install_command(model.name)}`"
    manifest = _manifest(model.path)
    if manifest is None:
        from translate.engine import argos_package

        argos_package.check_folder(model.path)
        return
    done = 0
    for record in _records(manifest):
        path = model.path / record.name
        if not path.is_file() or path.stat().st_size != record.size:
            raise ModelError("is missing or has another size", where=path, remedy=f"run {again}")
        if file_sha256(path, _offset(progress, done, model.size)) != record.sha256:
            remedy = f"run `duizhao models remove {model.name}`, then {again}"
            raise ModelError("is not what was installed: its sum differs", where=path, remedy=remedy)
        done += record.size


def remove(name: str) -> InstalledModel:
    """Delete an installed model and give back what it was. ModelError if there is none."""
    with lock():
        model = require(name)
        with writing(model.path):
            doomed = _beside(model.path, "removed")
            _clean(doomed)
            model.path.rename(doomed)
            shutil.rmtree(doomed)
    return model


@contextmanager
def lock(waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Keeps other installs and removals out; ``waiting`` is called once if another one is at work."""
    from filelock import FileLock, Timeout

    folder = models_dir()
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        guard = FileLock(folder / ".lock")
        try:
            guard.acquire(timeout=0)
        except Timeout:
            if waiting is not None:
                waiting()
            guard.acquire()
    try:
        yield
    finally:
        guard.release()


@contextmanager
def building(final: Path, kind: Kind, sha256: str = "", progress: Progress | None = None) -> Iterator[Path]:
    """A fresh folder to fill; on leaving, what is in it becomes the model at ``final``, at once and whole.

    ``sha256`` is the sum that names the weights; where empty it is that of ``model/model.bin``. The caller holds
    ``lock``. ModelError where the disk is full or not ours to write; ``final`` is then as it was.
    """
    folder = _beside(final, "building")
    with writing(final.parent, "ARGOS_PACKAGES_DIR" if kind == ARGOS else "DUIZHAO_MODELS"):
        _clean(folder)
        folder.mkdir(parents=True)
        final.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield folder
            _write_manifest(folder, kind, sha256, progress)
            _replace(final, folder)
        finally:
            _clean(folder)


def _beside(final: Path, what: str) -> Path:
    """A hidden neighbour of a model's folder. For Argos it lies outside of the packages folder, in which
    ``argostranslate`` takes every folder for a package."""
    parent = final.parent if final.parent == models_dir() else final.parent.parent
    return parent / f".{final.name}.{what}"


def _clean(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _replace(final: Path, folder: Path) -> None:
    """Rename the folder to ``final``; what stood there goes only when the new one is in its place."""
    old = _beside(final, "old")
    _clean(old)
    if final.exists():
        final.rename(old)
    try:
        folder.rename(final)
    except OSError:
        if old.exists():
            old.rename(final)
        raise
    sync(final.parent)
    _clean(old)


def _write_manifest(folder: Path, kind: Kind, sha256: str, progress: Progress | None) -> None:
    """Sync and sum every file of the folder, then write down what is there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    total = sum(path.stat().st_size for path in paths)
    records: list[FileRecord] = []
    for path in paths:
        done = sum(record.size for record in records)
        sync(path)
        sum_ = file_sha256(path, _offset(progress, done, total))
        records.append(FileRecord(path.relative_to(folder).as_posix(), path.stat().st_size, sum_))
    named = sha256 or next(record.sha256 for record in records if record.name == "model/model.bin")
    files = {record.name: {"size": record.size, "sha256": record.sha256} for record in records}
    text = json.dumps({"kind": kind, "sha256": named, "files": files}, ensure_ascii=False, indent=2)
    manifest = folder / MANIFEST
    manifest.write_text(text + "\n", encoding="utf-8")
    for path in (manifest, *(path for path in folder.rglob("*") if path.is_dir()), folder):
        sync(path)


def _from_manifest(name: str, folder: Path) -> InstalledModel | None:
    """The model in the folder, if it has a manifest and every file that it names in its recorded size."""
    manifest = _manifest(folder)
    if manifest is None:
        return None
    records = _records(manifest)
    for record in records:
        path = folder / record.name
        if not path.is_file() or path.stat().st_size != record.size:
            return None
    size = sum(record.size for record in records)
    return InstalledModel(name, folder, manifest["kind"], manifest["sha256"], size)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    complete = isinstance(manifest, dict) and {"kind", "sha256", "files"} <= manifest.keys()
    return manifest if complete else None


def _records(manifest: dict[str, Any]) -> tuple[FileRecord, ...]:
    files = manifest["files"].items()
    return tuple(FileRecord(name, file["size"], file["sha256"]) for name, file in files)


def _offset(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Progress of one file told as progress of all of them."""
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)
