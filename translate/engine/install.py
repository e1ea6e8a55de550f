"""Installing models: fetch, check, convert or unpack, and put in place as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from translate.engine import argos_package, fetch, gguf, store
from translate.engine.catalogue import ARGOS, Artifact, Entry, WebSource
from translate.engine.digest import Progress, file_sha256
from translate.engine.disk import require_space, writing
from translate.errors import ModelError


class Reporter(Protocol):
    """Who is told how an installation goes."""

    def say(self, line: str) -> None:
        """Something worth knowing happened."""

    def in_bytes(self, title: str, /) -> Progress:
        """A step begins whose progress is told in bytes."""

    def in_pieces(self, title: str, /) -> Progress:
        """A step begins whose progress is told in pieces."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The model, and whether it was installed just now."""

    model: store.InstalledModel
    new: bool


def downloads_dir() -> Path:
    """Where unfinished downloads wait to be gone on with, and a GGUF is kept that was asked to be kept."""
    return store.models_dir() / ".downloads"


def install_entry(entry: Entry, report: Reporter, *, keep: bool = False) -> Outcome:
    """Install a model of the catalogue unless it is there. ``keep`` leaves the fetched file in
    ``downloads_dir``. ModelError says what stands in the way; what was fetched stays for the next try."""
    with _locked(report):
        found = store.installed(entry.name)
        if found is not None:
            return Outcome(found, new=False)
        if entry.artifact is None:
            return _install_from_index(report, keep)
        _require_space(entry, entry.artifact)
        with writing(downloads_dir()):
            path = fetch.fetch(entry.artifact, downloads_dir(), _watch(report))
        _convert(path, entry.name, entry.artifact.sha256, report)
        if not keep:
            path.unlink()
        return Outcome(store.require(entry.name), new=True)


def install_gguf(path: Path, name: str, report: Reporter) -> Outcome:
    """Install a Qwen2-architecture GGUF of the user's own under a name. ModelError if it is of another
    architecture or damaged, or if the name belongs to another model."""
    if store.check_name(name) == ARGOS:
        raise ModelError(f"{ARGOS} is the name of the Argos package", remedy="give another one with --name")
    if not path.is_file():
        raise ModelError("is not a file", where=path, remedy="give the path of a GGUF file")
    with _locked(report):
        sha256 = file_sha256(path, report.in_bytes("Reading"))
        found = _unless_other(name, sha256)
        if found is not None:
            return Outcome(found, new=False)
        _convert(path, name, sha256, report)
        return Outcome(store.require(name), new=True)


def install_argos_file(path: Path, report: Reporter) -> Outcome:
    """Install a Chinese → English ``.argosmodel`` file so that Argos Translate sees it as well."""
    package = argos_package.inspect(path)
    with _locked(report):
        found = _unless_other(ARGOS, argos_package.weights_sha256(package))
        return Outcome(found, new=False) if found is not None else _unpack(package, report)


def _install_from_index(report: Reporter, keep: bool) -> Outcome:
    sources = tuple(WebSource(link, link) for link in _argos_links())
    artifact = Artifact("translate-zh_en.argosmodel", 0, "", sources)
    with writing(downloads_dir()):
        path = fetch.fetch(artifact, downloads_dir(), _watch(report), argos_package.inspect)
    outcome = _unpack(argos_package.inspect(path), report)
    if not keep:
        path.unlink()
    return outcome


def _argos_links() -> list[str]:
    """Where the Argos index has the package. Its address is Argos Translate's own: ARGOS_PACKAGE_INDEX."""
    address = str(argos_package.settings().remote_package_index)
    try:
        packages = json.loads(fetch.fetch_text(address))
    except ValueError as error:
        raise ModelError(
            "is not an Argos index", where=address, remedy="check ARGOS_PACKAGE_INDEX"
        ) from error
    links = [link for package in packages if _is_ours(package) for link in package.get("links", ())]
    usable = [link for link in links if str(link).startswith(("http://", "https://"))]
    if not usable:
        raise ModelError("has no Chinese → English package", where=address, remedy="install one with --file")
    return usable


def _is_ours(package: Any) -> bool:
    if not isinstance(package, dict):
        return False
    return (package.get("from_code"), package.get("to_code")) == (argos_package.FROM, argos_package.TO)


def _unpack(package: argos_package.PackageFile, report: Reporter) -> Outcome:
    final = argos_package.place(package)
    require_space(final, package.size, "the unpacked package")
    with store.building(final, "argos", progress=report.in_bytes("Saving")) as folder:
        argos_package.unpack(package, folder)
    return Outcome(store.require(ARGOS), new=True)


def _convert(path: Path, name: str, sha256: str, report: Reporter) -> None:
    converting, saving = report.in_pieces("Converting"), report.in_bytes("Saving")
    with store.building(store.models_dir() / name, "qwen", sha256, saving) as folder:
        gguf.convert(path, folder, sha256=sha256, progress=converting)


def _unless_other(name: str, sha256: str) -> store.InstalledModel | None:
    """The model of that name if its weights are these, None if there is none, else ModelError."""
    found = store.installed(name)
    if found is not None and found.sha256 != sha256:
        raise ModelError(
            f"another model is installed as {name}",
            where=found.path,
            remedy=f"run `duizhao models remove {name}` first"
            + ("" if name == ARGOS else ", or give this one another --name"),
        )
    return found


def _require_space(entry: Entry, artifact: Artifact) -> None:
    folder = downloads_dir()
    begun = [path.stat().st_size for path in folder.glob(f"{artifact.filename}*")] if folder.is_dir() else []
    missing = artifact.size - min(artifact.size, max(begun, default=0))
    require_space(folder, missing + entry.installed_size, f"installing {entry.name}")


def _watch(report: Reporter) -> fetch.Watch:
    return fetch.Watch(report.in_bytes("Downloading"), report.in_bytes("Checking"), report.say)


def _locked(report: Reporter) -> AbstractContextManager[None]:
    return store.lock(lambda: report.say("another install is at work; waiting for it to end"))


Installer = Callable[[Reporter], Outcome]
"""One of the above with its arguments given."""
