"""The glossary as it was at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from translate.errors import GlossaryError
from translate.termbase import Termbase


def termbase_at(revision: str, folder: Path) -> Termbase:
    """The termbase of the PO files that git has of ``folder`` at a revision: ``HEAD``, ``v1.2``, ``main~3``.

    Raises GlossaryError where there is no git, no repository, no such revision, or no such folder in it.
    """
    if not folder.is_dir():
        raise GlossaryError(
            "there is no such glossary folder", where=folder, remedy="make one with: duizhao init"
        )
    tree = f"{_commit(revision, folder)}:{_asked(folder, 'prefix').rstrip('/')}"
    top = Path(_asked(folder, "toplevel"))  # from within the folder, git would look for the folder in itself
    archive = _git(top, "archive", "--format=tar", tree, where=folder)
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            for member in files.getmembers():
                if member.isfile() and "/" not in member.name and member.name.endswith(".po"):
                    files.extract(member, name, filter="data")
        return Termbase.load(Path(name))


def _commit(revision: str, folder: Path) -> str:
    """The full name of the revision; asked for first, so that no revision can be read as an option of git."""
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode().strip()


def _asked(folder: Path, what: str) -> str:
    """The top of the folder's repository, or its path from there (``prefix``)."""
    return _git(folder, "rev-parse", f"--show-{what}").decode().strip("\n")


def _git(folder: Path, *command: str, where: Path | None = None) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *command], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GlossaryError("git is not installed", remedy="install git, or leave --since out") from error
    if done.returncode == 0:
        return done.stdout
    told = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in told:
        raise GlossaryError(
            "is in no git repository, so there is no earlier state of it",
            where=folder,
            remedy="keep the glossary in git, or name the term instead of --since",
        )
    if command[0] == "archive":
        raise GlossaryError(
            "git has no such folder at that revision", where=where, remedy="name a later revision"
        )
    raise GlossaryError(
        f"git knows no revision {command[-1].removesuffix('^{commit}')!r}{': ' + told if told else ''}",
        where=folder,
        remedy="name one such as HEAD, or see: git log",
    )
