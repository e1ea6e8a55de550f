"""Downloads that go on where they broke off, from the first source that gives the right file.

Each source has a partial file of its own beside the final one, so that a file is never mixed from two.
Whatever the source, size and SHA-256 decide before anything is done with the file.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate.engine.catalogue import Artifact, HubSource, PartsSource, Source, WebSource
from translate.engine.digest import Progress, file_sha256
from translate.engine.parts import join_parts
from translate.errors import ModelError

if TYPE_CHECKING:
    import requests

Check = Callable[[Path], object]
"""Looks at a fetched file whose sum nobody knows; ModelError refuses it."""

CONNECT_SECONDS, READ_SECONDS = 5.0, 20.0
"""A source that does not answer in this time is left for the next one."""

_TRIES = 4  # in a row without a new byte
_PAUSE_SECONDS = 0.5  # doubled after each of them
_CHUNK = 1 << 16  # what a broken connection may cost: urllib3 drops the piece that it was reading
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how it goes: ``fetched`` and ``checked`` of bytes, ``say`` of what happened, in a line."""

    fetched: Progress
    checked: Progress
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a partial file was begun from. Only the same address and the same ETag may go on with it."""

    url: str
    etag: str


class _BrokenError(Exception):
    """The source stopped giving; if it has given before, trying again may help."""


class _StaleError(Exception):
    """What is here cannot be gone on with: the file at the source is another one by now."""


def fetch(artifact: Artifact, folder: Path, watch: Watch, check: Check | None = None) -> Path:
    """The artifact as a file in ``folder``, right in size and sum, and not refused by ``check``.

    Sources are tried in order; each goes on with what an earlier run got from it. Raises a ModelError that
    tells how each source failed; OSError where ``folder`` cannot be written.
    """
    final = folder / artifact.filename
    folder.mkdir(parents=True, exist_ok=True)
    if final.is_file():
        if not _fault(final, artifact, watch, check):
            return final
        final.unlink()
    failures = []
    for number, source in enumerate(artifact.sources):
        part = folder / f"{artifact.filename}.{number}.part"
        try:
            _fetch_from(source, part, artifact, watch)
            _accept(part, artifact, watch, check)
        except ModelError as error:
            failures.append(f"{source.title}: {error}")
            watch.say(failures[-1])
            continue
        _finish(part, final, artifact)
        return final
    raise ModelError(
        f"{artifact.filename} could not be fetched ({' | '.join(failures)})",
        remedy="check the network and run the same command again: it goes on where it broke off",
    )


def fetch_text(url: str) -> str:
    """A small text file from the network, UTF-8. ModelError if it cannot be had."""
    import requests

    try:
        with requests.get(url, timeout=(CONNECT_SECONDS, READ_SECONDS)) as response:
            if response.status_code != 200:
                raise ModelError(f"answered {response.status_code} {response.reason}", where=url)
            return response.content.decode("utf-8")
    except (requests.RequestException, UnicodeDecodeError) as error:
        raise ModelError(
            f"could not be fetched ({_reason(error)})", where=url, remedy="check the network"
        ) from error


def _fetch_from(source: Source, part: Path, artifact: Artifact, watch: Watch) -> None:
    """Complete ``part`` from the source; ModelError if that fails."""
    match source:
        case PartsSource():
            join_parts(source, part, artifact.size, watch.fetched)
        case WebSource() | HubSource():
            _download(source.url, part, artifact, watch)


def _accept(part: Path, artifact: Artifact, watch: Watch, check: Check | None) -> None:
    """ModelError, and the file is gone, if it is not the one that was asked for."""
    fault = _fault(part, artifact, watch, check)
    if fault:
        _discard(part)
        raise ModelError(f"gave a wrong file: {fault}")


def _fault(path: Path, artifact: Artifact, watch: Watch, check: Check | None) -> str:
    """What is wrong with the file, or nothing."""
    size = path.stat().st_size
    if artifact.size and size != artifact.size:
        return f"{size:,} bytes, not {artifact.size:,}"
    if artifact.sha256 and (sum_ := file_sha256(path, watch.checked)) != artifact.sha256:
        return f"its SHA-256 is {sum_[:16]}…, not {artifact.sha256[:16]}…"
    if check is not None:
        try:
            check(path)
        except ModelError as error:
            return error.what
    return ""


def _finish(part: Path, final: Path, artifact: Artifact) -> None:
    """Give the file its name, and drop what other sources had begun."""
    part.replace(final)
    for number in range(len(artifact.sources)):
        _discard(final.with_name(f"{artifact.filename}.{number}.part"))


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    _state(part).unlink(missing_ok=True)


def _download(url: str, part: Path, artifact: Artifact, watch: Watch) -> None:
    """Fetch the rest of ``part``. A source that gave bytes is tried again, one that gave none is left."""
    import requests

    given, stale, tries, most = False, False, 0, _size(part)
    with requests.Session() as session:
        while True:
            try:
                _receive(session, url, part, artifact, watch)
                return
            except _StaleError as error:
                if stale:
                    raise ModelError("the file changes while it is fetched", where=url) from error
                stale = True
                _discard(part)
            except _BrokenError as error:
                grew = _size(part) > most  # than ever before: so this ends
                given, tries, most = given or grew, 0 if grew else tries + 1, max(most, _size(part))
                if not given or tries == _TRIES:
                    raise ModelError(str(error)) from error
                time.sleep(_PAUSE_SECONDS * 2**tries)


def _receive(session: requests.Session, url: str, part: Path, artifact: Artifact, watch: Watch) -> None:
    """One request for what is missing of ``part``, and its answer written down as it comes."""
    begun, offset = _begun(part, url, artifact)
    if offset and offset == artifact.size:
        return
    with _ask(session, url, begun, offset) as response:
        etag, (start, total) = response.headers.get("ETag", ""), _extent(response)
        partial = response.status_code == 206
        if offset and (response.status_code == 416 or (partial and (start, etag) != (offset, begun.etag))):
            raise _StaleError
        if response.status_code not in (200, 206) or (partial and start != offset):
            raise ModelError(f"answered {response.status_code} {response.reason}", where=url)
        if artifact.size and total not in (0, artifact.size):
            raise ModelError(f"offers {total:,} bytes, not {artifact.size:,}", where=url)
        _state(part).write_text(json.dumps(asdict(_Origin(url, etag))), encoding="utf-8")
        _write(response, part, start, total or artifact.size, watch.fetched)


def _ask(session: requests.Session, url: str, begun: _Origin, offset: int) -> requests.Response:
    import requests

    headers = {"Accept-Encoding": "identity"}  # bytes as they are stored: offsets count these
    if offset:
        headers["Range"] = f"bytes={offset}-"
        if begun.etag and not begun.etag.startswith("W/"):
            headers["If-Range"] = begun.etag
    try:
        return session.get(url, headers=headers, stream=True, timeout=(CONNECT_SECONDS, READ_SECONDS))
    except requests.RequestException as error:
        raise _BrokenError(f"no answer from {_host(url)} ({_reason(error)})") from error


def _write(response: requests.Response, part: Path, start: int, total: int, fetched: Progress) -> None:
    """Append the body to the first ``start`` bytes of ``part``; all of it must come if ``total`` is known."""
    import requests

    done = start
    with part.open("r+b" if start else "wb") as file:
        file.truncate(start)
        file.seek(start)
        fetched(done, total)
        try:
            for chunk in response.iter_content(_CHUNK):
                file.write(chunk)
                done += len(chunk)
                fetched(done, total)
            broken = done < total
        except requests.RequestException:
            broken = True
    if broken:
        raise _BrokenError(f"the download broke off after {done:,} of {f'{total:,}' if total else '?'} bytes")


def _begun(part: Path, url: str, artifact: Artifact) -> tuple[_Origin, int]:
    """What ``part`` was begun from, and how many of its bytes may be kept."""
    try:
        origin = _Origin(**json.loads(_state(part).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return _Origin(url, ""), 0
    # Without an ETag only a sum known beforehand can tell whether the two pieces belong together.
    if origin.url != url or not (origin.etag or artifact.sha256):
        return _Origin(url, ""), 0
    return origin, _size(part)


def _extent(response: requests.Response) -> tuple[int, int]:
    """Where the body begins in the file (-1 if that cannot be told), and the size of the whole file (or 0)."""
    if response.status_code == 206:
        match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        return (int(match[1]), int(match[3]) if match[3] != "*" else 0) if match else (-1, 0)
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdigit() else 0


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _state(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).netloc


def _reason(error: Exception) -> str:
    """The innermost reason, in a few words: requests wraps its errors in several layers."""
    inner: BaseException = error
    while (below := inner.__cause__ or inner.__context__) is not None:
        inner = below
    text = " ".join(str(inner).split()) or type(inner).__name__
    return text if len(text) <= 120 else f"{text[:117]}…"
