"""Who may ask the review server what. Checked before any of our own code runs.

- Host: a page of another site whose name was rebound to 127.0.0.1 reaches us, but with its own name as Host.
- Key: the cookie that opening the printed address sets, or the header, to read; to write always the header, which
  no other site can make a browser send. Compared in constant time.
- Origin and Sec-Fetch-Site: a write that another site's page started is refused, whatever it knows.
- Content-Type: only JSON is read, so that no HTML form can speak to us.
No CORS header is ever sent. Every response carries a policy under which it can load and run nothing of others.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-duizhao-token"
READING = ("GET", "HEAD")

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_REFUSAL = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Duizhao: no entry</title>
<main>
<h1>{}</h1>
<p>Words that were not saved yet stay in the browser they were written in, and are sent when their article is open
again.</p>
</main>
</html>
"""
_LOCAL_NAMES = frozenset({"localhost", "localhost."})


class Refused(Exception):  # noqa: N818 - an answer, not a fault of ours
    """A request that is answered with an error status and one sentence; ``more`` is added to the JSON."""

    def __init__(self, status: int, sentence: str, **more: object) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.more = more

    def response(self) -> Response:
        """The refusal as JSON."""
        return JSONResponse({"error": self.sentence, **self.more}, self.status)

    def page(self) -> Response:
        """The refusal as a page, for somebody who came by the address bar or a link."""
        return HTMLResponse(_REFUSAL.format(escape(self.sentence)), self.status)


@dataclass(slots=True)
class Keys:
    """What opens the server: the token, and one key that opens it once (a command line is seen by others)."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    once: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def fits(self, given: str) -> bool:
        """Whether ``given`` is the token."""
        return _same(given, self.token)

    def opens(self, given: str) -> bool:
        """Whether ``given`` may be exchanged for the cookie: the token, or the other key for the first time."""
        if self.once and _same(given, self.once):
            self.once = ""
            return True
        return self.fits(given)


def _same(given: str, known: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode("ascii"))


@dataclass(slots=True)
class Guard:
    """ASGI middleware around the whole server. ``host`` is what it is bound to."""

    app: ASGIApp
    keys: Keys
    host: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return  # no lifespan is asked for, and websockets get no answer
        try:
            response = self._checked(scope)
        except Refused as refused:
            response = refused.page() if _is_visit(scope) else refused.response()
        answer = response or self.app
        await answer(scope, receive, _with_headers(send))

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers do not tell ports apart, so two servers must not share it."""
        return f"duizhao_{self.port}"

    def _checked(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        self._check_host(headers)
        if scope["method"] not in READING:
            self._check_write(scope["method"], headers)
            return None
        if opened := self._opened(scope):
            return opened
        if not any(self.keys.fits(given) for given in self._given(headers)):
            raise Refused(403, "This page needs its key: open the address that duizhao review printed.")
        return None

    def _check_host(self, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not is_ours(hosts[0], self.host, self.port):
            raise Refused(403, "This server answers only to the address that duizhao review printed.")

    def _check_write(self, method: str, headers: Headers) -> None:
        if method != "POST":
            raise Refused(405, f"{method} is not known here.")
        origins = headers.getlist("origin")
        if any(origin.lower() != f"http://{headers['host'].lower()}" for origin in origins):
            raise Refused(403, "Only pages of this server may change something here.")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Refused(403, "Only pages of this server may change something here.")
        if not self.keys.fits(headers.get(TOKEN_HEADER, "")):
            raise Refused(403, "The key is missing or from another run: open the page again.")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, "Send JSON with Content-Type: application/json.")

    def _opened(self, scope: Scope) -> Response | None:
        """Exchanges a key in the address for the cookie, so that the address bar does not keep it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if not given or not self.keys.opens(given[0]):
            return None
        rest = urlencode([pair for pair in query if pair[0] != "token"])
        path = "/" + scope.get("raw_path", b"/").decode("latin-1").lstrip("/\\")  # "//host" would lead away
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(self.cookie, self.keys.token, httponly=True, samesite="lax")
        return response

    def _given(self, headers: Headers) -> Iterator[str]:
        yield headers.get(TOKEN_HEADER, "")
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return
        if self.cookie in cookies:
            yield cookies[self.cookie].value


def is_ours(host: str, bound: str, port: int) -> bool:
    """Whether a Host header names this server: by an address or as localhost, never by a name we do not know.

    Bound to all addresses, any address will do: rebinding needs a name.

    >>> is_ours("127.0.0.1:8000", "127.0.0.1", 8000), is_ours("evil.example:8000", "127.0.0.1", 8000)
    (True, False)
    """
    name, _, given = host.lower().rpartition(":") if not host.endswith("]") else (host.lower(), "", "")
    if not name:
        name, given = given, ""
    if (given or "80") != str(port):
        return False
    if name == bound.lower():
        return True
    address = _address(name.removeprefix("[").removesuffix("]"))
    mine = _address(bound)
    if address is None:
        return name in _LOCAL_NAMES
    return address.is_loopback or mine is None or not mine.is_loopback


def _is_visit(scope: Scope) -> bool:
    wanted = Headers(scope=scope).get("accept", "")
    return scope["method"] in READING and "text/html" in wanted and not scope["path"].startswith("/api/")


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", _POLICY)
        await send(message)

    return sending


def page_policy(inlined: str) -> str:
    """The policy header of a page: what its own policy allows, requests to this server, and no frame around it."""
    connect = "" if "connect-src" in inlined else "; connect-src 'self'"
    return f"{inlined}{connect}; frame-ancestors 'none'"


def refusal(_: Any, error: Exception) -> Response:
    """Starlette's handler of :class:`Refused`."""
    assert isinstance(error, Refused)
    return error.response()
