"""The installed Chromium prints a page as PDF: one process a page, no network, a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from translate.errors import PublishError

_VARIABLES = ("DUIZHAO_CHROMIUM", "CHROME_PATH")
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_LONGEST = 1800  # seconds for one print: an edition of 500 articles takes under one minute
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    # No name leads anywhere and no proxy answers: what a template asks for from the web is not fetched.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)


def find(environment: Mapping[str, str] = os.environ) -> str:
    """The program's path. Raises :class:`PublishError`, which says how to get it, where there is none."""
    for variable in _VARIABLES:
        if named := environment.get(variable):
            if found := shutil.which(named):
                return found
            raise PublishError(
                f"there is no program {named}, which {variable} names",
                remedy="name Chromium's program there, or unset it",
            )
    path = environment.get("PATH")
    if found := next(filter(None, (shutil.which(name, path=path) for name in _PROGRAMS)), None):
        return found
    raise PublishError(
        "a PDF needs Chromium, and there is none",
        remedy="install it (Debian: apt install chromium) or name Chrome's program in DUIZHAO_CHROMIUM",
    )


def print_pdf(page: bytes, program: str) -> bytes:
    """An HTML page as PDF, as Chromium made it. Raises :class:`PublishError` where it fails."""
    with tempfile.TemporaryDirectory(prefix="duizhao-") as name:
        folder = Path(name)
        (folder / "page.html").write_bytes(page)
        command = [
            program,
            *_FLAGS,
            *_root(),
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={folder / 'page.pdf'}",
            (folder / "page.html").as_uri(),
        ]
        said = _run(command)
        try:
            return (folder / "page.pdf").read_bytes()
        except OSError as error:
            raise PublishError(
                f"Chromium printed no PDF: {_last(said)}",
                where=program,
                remedy="see whether it starts by itself; DUIZHAO_CHROMIUM names another one",
            ) from error


def _root() -> tuple[str, ...]:
    """Chromium refuses to start as root with its sandbox; our page holds no script and reaches no network."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PublishError(
            f"Chromium printed no PDF: {error}",
            where=command[0],
            remedy="see whether it starts by itself; DUIZHAO_CHROMIUM names another one",
        ) from error
    return done.stderr.decode("utf-8", "replace")


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it said nothing"
