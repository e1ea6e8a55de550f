"""The review server: Starlette on uvicorn, bound to loopback unless somebody insists."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from translate.errors import DuizhaoError, OutputError, StoreError
from translate.memory import Memory
from translate.review.desk import Desk
from translate.review.guards import Guard, Keys, Refused, refusal
from translate.review.pool import Memories
from translate.review.routes import routes

USUAL_PORT = 8643  # the same each time: what a browser keeps belongs to the address, port included
_TAKEN = (errno.EADDRINUSE, errno.EACCES)  # Windows says EACCES of ports that it has set aside for others
_PATIENCE = 5  # seconds that requests in flight get when the server is stopped
_MOST_HEADER_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Setting:
    """What to serve and where. ``port`` 0 is any free one; ``or_any``: so it is where ``port`` is taken."""

    folder: Path
    who: str
    host: str = "127.0.0.1"
    port: int = 0
    or_any: bool = False


def application(desk: Desk, keys: Keys, host: str, port: int) -> ASGIApp:
    """The whole server as an ASGI application, guards outermost."""
    inner = Starlette(
        routes=routes(desk, keys.token),
        exception_handlers={
            Refused: refusal,
            DuizhaoError: _fault,
            HTTPException: _http,
            Exception: _bug,
        },
    )
    return Guard(inner, keys, host, port)


def _fault(_: Request, error: Exception) -> Response:
    """Our own one-line errors: what is not there is 404; a disk that fails is 503, for which a page tries again."""
    assert isinstance(error, DuizhaoError)
    failing = isinstance(error, StoreError | OutputError)
    status = 404 if error.what.startswith("has no ") else 503 if failing else 400
    return JSONResponse({"error": _sentence(error)}, status)


def _sentence(error: DuizhaoError) -> str:
    name = Path(error.where).name if error.where else ""
    where = "The memory " if name == "memory.db" else f"{name} " if name else ""
    text = " ".join(f"{where}{error.what}{'; ' + error.remedy if error.remedy else ''}.".split())
    return text[0].upper() + text[1:]


def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: "There is nothing at this address.", 405: "This address does not take that."}
    return JSONResponse({"error": known.get(error.status_code, error.detail)}, error.status_code)


def _bug(_: Request, error: Exception) -> Response:
    return JSONResponse(
        {"error": f"Something went wrong here ({type(error).__name__}); what was saved is safe."}, 500
    )


class Server:
    """A review server whose port is taken from the start; :meth:`run` answers until it is stopped."""

    def __init__(self, setting: Setting) -> None:
        """Raises :class:`DuizhaoError` for a folder without a memory, or an address that cannot be had."""
        path = setting.folder / "memory.db"
        if not path.is_file():
            raise DuizhaoError(
                "there is no memory.db in this folder",
                where=setting.folder,
                remedy="translate something there first: duizhao translate DUMP…",
            )
        with Memory.open(path, live=True):
            pass  # what is wrong with it is better said now
        self.setting = setting
        self.keys = Keys()
        self._socket = _bound_or_any(setting) if setting.or_any else _bound(setting.host, setting.port)
        self.port = int(self._socket.getsockname()[1])
        self._memories = Memories(path)
        desk = Desk(self._memories, setting.folder / "glossary", setting.who)
        # The first index takes longest, since no row of it is made yet: begin while the browser starts.
        self._warm_up = threading.Thread(target=desk.index, name="first index")
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(desk, self.keys, setting.host, self.port),
                log_level="error",
                access_log=False,
                lifespan="off",
                ws="none",
                http="h11",
                loop="asyncio",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_PATIENCE,
                h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
            )
        )

    @property
    def address(self) -> str:
        """Where it is, without its key: ``http://127.0.0.1:8000/``."""
        host = "127.0.0.1" if self.setting.host in ("0.0.0.0", "::") else self.setting.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def url(self) -> str:
        """The address with the key, for people."""
        return f"{self.address}?token={self.keys.token}"

    @property
    def once(self) -> str:
        """The address with a key that works once, for a browser's command line, which others can see."""
        return f"{self.address}?token={self.keys.once}"

    def run(self) -> None:
        """Answers until Ctrl-C or :meth:`stop`; what is in flight is finished, then the memory is closed."""
        self._warm_up.start()
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self._warm_up.join()
            self._memories.close()

    def stop(self) -> None:
        """Makes :meth:`run` return, from any thread."""
        self._server.should_exit = True

    @contextmanager
    def in_background(self) -> Iterator[Server]:
        """Runs it in a thread while the block runs."""
        thread = threading.Thread(target=self.run, name="review server")
        thread.start()
        try:
            yield self
        finally:
            self.stop()
            thread.join()


def _bound_or_any(setting: Setting) -> socket.socket:
    try:
        return _bound(setting.host, setting.port)
    except DuizhaoError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _TAKEN:
            return _bound(setting.host, 0)
        raise


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket: from here on connections wait for us, so the address may be told."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
            made.listen(128)
        except BaseException:
            made.close()
            raise
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        raise DuizhaoError(
            "this address is taken by another program" if taken else f"cannot be bound: {error.strerror}",
            where=f"{host}:{port}",
            remedy="give --port 0 for any free one" if taken else "name another --host or --port",
        ) from error
    return made
