"""A real HTTP server on the loopback that gives files, and gives up in the ways that servers do."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Shelf:
    """What a server gives and how. ``asked`` collects the Range of every request ("" for none)."""

    files: dict[str, bytes]
    ranges: bool = True
    etag: str = '"first"'
    breaks_after: list[int] = field(default_factory=list)  # bytes given in the next answers before they break
    pace: int = 0  # bytes a second; 0 is as fast as can be
    status: int = 0  # answered to everything
    claimed: int = 0  # Content-Length, if it is to be another one
    content_range: str = ""  # sent instead of the right one
    asked: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(shelf: Shelf) -> Iterator[Shelf]:
    """Serve the shelf at ``shelf.url``."""

    class Handler(_Handler):
        pass

    Handler.shelf = shelf
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        shelf.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield shelf
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    shelf: Shelf

    def do_GET(self) -> None:
        shelf, content = self.shelf, self.shelf.files.get(self.path)
        asked = self.headers.get("Range", "")
        shelf.asked.append(asked)
        if shelf.status or content is None:
            self.send_error(shelf.status or 404)
            return
        start = self._start(asked, content)
        if start is None:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(content)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._send(content, start)

    def _start(self, asked: str, content: bytes) -> int | None:
        """Where the answer begins; None for a range outside of the file."""
        match = re.fullmatch(r"bytes=(\d+)-", asked)
        known = self.headers.get("If-Range", self.shelf.etag) == self.shelf.etag
        if match is None or not self.shelf.ranges or not known:
            return 0
        return int(match[1]) if int(match[1]) < len(content) else None

    def _send(self, content: bytes, start: int) -> None:
        shelf = self.shelf
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(shelf.claimed or len(content) - start))
        if shelf.etag:
            self.send_header("ETag", shelf.etag)
        if start:
            right = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self.send_header("Content-Range", shelf.content_range or right)
        self.end_headers()
        body = content[start:]
        if shelf.breaks_after:
            body = body[: shelf.breaks_after.pop(0)]
        self._give(body)

    def _give(self, body: bytes) -> None:
        step = max(1, self.shelf.pace // 20) if self.shelf.pace else max(1, len(body))
        try:
            for at in range(0, len(body), step):
                self.wfile.write(body[at : at + step])
                if self.shelf.pace:
                    time.sleep(0.05)
        except OSError:
            pass  # the other side is gone

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""
