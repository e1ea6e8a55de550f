"""Attacks on the review server. Each must fail, change nothing, and be answered with one sentence."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.review.desk import SHARES, Client, article, make_desk, serving
from translate.memory import Memory
from translate.review.bodies import MOST_BYTES
from translate.review.guards import Keys, is_ours

EDIT = {"action": "edit", "en": "Taken over.", "version": 0}
TARGET = "/api/a/a1/s/p01.s01"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(make_desk(tmp_path_factory.mktemp("attacked") / "desk")) as made:
        yield made
        with Memory.open(made.folder / "memory.db") as memory:  # nothing that came before was let through
            assert memory.stats().edits == 0


def headers(client: Client, **changes: str | None) -> dict[str, str]:
    """What the page itself sends, with some headers other or (``None``) left out; ``_`` stands for ``-``."""
    own: dict[str, str | None] = {
        "Host": f"127.0.0.1:{client.server.port}",
        "Origin": f"http://127.0.0.1:{client.server.port}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json",
        "X-Duizhao-Token": client.token,
    }
    own |= {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in own.items() if value is not None}


def attack(client: Client, body: bytes | None = None, **changes: str | None) -> tuple[int, str]:
    """An edit with some headers changed: status and sentence."""
    content = json.dumps(EDIT).encode() if body is None else body
    status, answer = client.raw("POST", TARGET, headers(client, **changes), content)
    assert list(answer) == ["error"]
    return status, answer["error"]


# DNS rebinding


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "127.0.0.1:1", "8.8.8.8:{port}", "",
     "localhost", "127.0.0.1:{port}@evil.example", "evil.example:{port}:{port}", "[::1", "127.0.0.1:{port}, evil"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_name_for_us_is_not_answered(client: Client, host: str, method: str) -> None:
    name = host.format(port=client.server.port)
    status, answer = client.raw(method, TARGET, headers(client, Host=name, Origin=f"http://{name}"))
    assert (status, answer) == (
        403,
        {"error": "This server answers only to the address that duizhao review printed."},
    )


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.1.2.3"])
def test_our_own_names_are_answered(client: Client, name: str) -> None:
    status, _ = client.raw("GET", TARGET, headers(client, Host=f"{name}:{client.server.port}"))
    assert status == 200


def test_two_hosts_are_none(client: Client) -> None:
    own = f"127.0.0.1:{client.server.port}"
    request = (
        f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nX-Duizhao-Token: {client.token}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", client.server.port), timeout=30) as plug:
        plug.sendall(request.encode())
        assert re.match(rb"HTTP/1\.1 (400|403) ", plug.recv(1000))


@given(st.text(max_size=30))
def test_no_host_whatever_it_is_breaks_the_check(host: str) -> None:
    if is_ours(host, "127.0.0.1", 8000):
        assert re.fullmatch(r"(127\.\d+\.\d+\.\d+|localhost\.?|\[?[:0-9a-f.%]*1\]?):8000", host.lower())


def test_bound_to_all_addresses_any_address_will_do_but_no_name() -> None:
    assert is_ours("192.168.1.7:8000", "0.0.0.0", 8000)
    assert is_ours("desk.example:8000", "desk.example", 8000)
    assert not is_ours("evil.example:8000", "0.0.0.0", 8000)
    assert is_ours("127.0.0.1", "127.0.0.1", 80)


# Other sites' pages


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://localhost:{port}",
    ],
)
def test_a_page_from_elsewhere_changes_nothing(client: Client, origin: str) -> None:
    assert attack(client, Origin=origin.format(port=client.server.port)) == (
        403,
        "Only pages of this server may change something here.",
    )


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_that_the_browser_calls_foreign_changes_nothing(client: Client, site: str) -> None:
    assert attack(client, Origin=None, Sec_Fetch_Site=site)[0] == 403


@pytest.mark.parametrize("token", [None, "", "x", "é", "A" * 10_000])
def test_without_the_key_nothing_is_changed(client: Client, token: str | None) -> None:
    sentence = "The key is missing or from another run: open the page again."
    assert attack(client, X_Duizhao_Token=token) == (403, sentence)
    assert attack(client, X_Duizhao_Token=token, Cookie=f"duizhao_{client.server.port}={client.token}") == (
        403,
        sentence,
    )


@pytest.mark.parametrize(
    "path", ["/", "/a/a1", TARGET, "/api/a/a1.po", "/?token=x", "/?token=", "/a/a1?token=é"]
)
@pytest.mark.parametrize("cookie", [None, "duizhao_{port}=x", "a=b; =; \x7f", "duizhao_1={token}"])
def test_without_the_key_nothing_is_shown(client: Client, path: str, cookie: str | None) -> None:
    sent = cookie and cookie.format(port=client.server.port, token=client.token)
    changed = headers(client, X_Duizhao_Token=None, Cookie=sent)
    status, answer = client.raw("GET", path.replace("é", "%C3%A9"), changed)
    assert (status, answer) == (
        403,
        {"error": "This page needs its key: open the address that duizhao review printed."},
    )


@pytest.mark.parametrize("path", ["/", "/a/a1", "/a/<script>"])
def test_a_person_without_the_key_is_told_so_in_a_page(client: Client, path: str) -> None:
    changed = headers(client, X_Duizhao_Token=None, Accept="text/html,*/*")
    status, page = client.raw("GET", path, changed)
    assert status == 403
    assert "<h1>This page needs its key: open the address that duizhao review printed.</h1>" in page.decode()
    assert b"script" not in page


def test_keys_differ_from_run_to_run_and_are_long() -> None:
    keys = [Keys() for _ in range(4)]
    assert len({key.token for key in keys} | {key.once for key in keys}) == 8
    assert all(len(key.token) >= 32 for key in keys)


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
    ],
)
def test_what_a_form_can_send_is_not_read(client: Client, kind: str | None) -> None:
    assert attack(client, Content_Type=kind) == (415, "Send JSON with Content-Type: application/json.")


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_other_methods_are_refused_and_no_other_site_is_let_in(client: Client, method: str) -> None:
    changed = headers(client, Access_Control_Request_Method="POST", Origin="http://evil.example")
    status, answer = client.raw(method, TARGET, changed)
    assert (status, answer) == (405, {"error": f"{method} is not known here."})
    answered = client.get("")
    assert not [name for name in answered.headers if name.lower().startswith("access-control")]


def test_an_address_with_a_key_leads_nowhere_else(client: Client) -> None:
    for path in ("//evil.example/", "/\\evil.example/", "///evil.example"):
        request = f"GET {path}?token={client.token} HTTP/1.1\r\nHost: 127.0.0.1:{client.server.port}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", client.server.port), timeout=30) as plug:
            plug.sendall(request.encode())
            answer = plug.recv(2000)
        location = re.search(rb"location: (.*)\r\n", answer)
        assert location is None or re.match(rb"/[^/\\]", location[1])


# What a response allows


@pytest.mark.parametrize("path", ["", "a/a1", "api/a/a1/s/p01.s01", "nothing", "api/a/a1.po"])
def test_every_answer_forbids_what_it_does_not_need(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    if path in ("", "a/a1"):
        assert "connect-src 'self'" in policy
        assert re.search(r"script-src 'sha256-[^']+'", policy)


def test_the_cookie_is_for_this_server_alone(client: Client) -> None:
    _, _ = client.raw("GET", "/", headers(client))
    import requests

    answer = requests.get(client.server.url, timeout=30, allow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"duizhao_{client.server.port}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


# Paths


@pytest.mark.parametrize(
    "path",
    ["/a/../../../../etc/passwd", "/a/..%2f..%2f..%2fetc%2fpasswd", "/a/%2e%2e%2fmemory.db", "/../memory.db",
     "/a/..%5c..%5cmemory.db", "/a/%00", "/api/a/..%2fmemory.po", "/api/a/a1/s/..%2f..%2fa2", "/static/../memory.db",
     "/a//etc/passwd", "/memory.db", "/glossary/people.po"],
)  # fmt: skip
def test_no_path_leads_to_a_file(client: Client, path: str) -> None:
    status, answer = client.raw("GET", path, headers(client))
    assert status == 404
    assert list(answer) == ["error"]


# Bodies


def test_a_body_that_says_it_is_too_large_is_not_read(client: Client) -> None:
    request = "".join(f"{name}: {value}\r\n" for name, value in headers(client).items())
    with socket.create_connection(("127.0.0.1", client.server.port), timeout=30) as plug:
        plug.sendall(f"POST {TARGET} HTTP/1.1\r\n{request}Content-Length: {10**12}\r\n\r\n{{".encode())
        assert plug.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_say_how_large_it_is_is_cut_off(client: Client) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"action": "edit", "version": 0, "en": "'
        while sent < 50 * MOST_BYTES:
            sent += 16_384
            yield b"a" * 16_384

    try:
        status, _ = client.raw("POST", TARGET, headers(client), chunks())
    except (BrokenPipeError, ConnectionResetError):  # it hung up while we were still sending
        status = 413
    assert status == 413


def test_a_body_just_within_the_limit_is_read(client: Client) -> None:
    padded = json.dumps({**EDIT, "action": "x"}).encode().ljust(MOST_BYTES)
    assert attack(client, padded)[1].startswith("“action” must be one of")
    assert attack(client, padded + b" ") == (413, "That is more than 256 KiB, which no sentence needs.")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"en":' * 30_000,
        b'{"a": [[[[[[[[[1]]]]]]]]]}',
        b'{"en": "\\"[[[[[", "a": [[[[[[[[[1]]]]]]]]]}',
    ],
)
def test_deep_nesting_is_refused(client: Client, body: bytes) -> None:
    assert attack(client, body) == (400, "The JSON is nested too deeply.")


def test_brackets_in_a_text_are_no_nesting(client: Client) -> None:
    body = json.dumps({"action": "x", "en": "[[[[[[[[[[[[" + '\\"' + "{{{{{{{{"}).encode()
    assert attack(client, body)[1].startswith("“action” must be one of")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"en=A", b'{"version": NaN}', b"\xff\xfe", b'{"version": ' + b"9" * 5_000 + b"}"],
)
def test_what_is_no_json_is_refused(client: Client, body: bytes) -> None:
    assert attack(client, body)[0] == 400


@pytest.mark.parametrize("body", [b"[]", b"1", b"null", b'"edit"'])
def test_json_that_is_no_object_is_refused(client: Client, body: bytes) -> None:
    assert attack(client, body) == (400, "A JSON object is expected.")


@settings(deadline=None, max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=8,
    ).map(lambda value: {"action": "edit", "en": value, "version": value, "who": value, "to": value})
)
def test_any_json_is_refused_with_one_sentence(client: Client, value: object) -> None:
    for path in (TARGET, f"{TARGET}/carry", "/api/check", "/api/a/a1/approve", "/api/glossary/add"):
        body = {**value, "reason": value, "version": 99, "article": [], "zh": 1}  # type: ignore[dict-item]
        status, answer = client.raw("POST", path, headers(client), json.dumps(body).encode())
        assert status in (400, 409), answer
        assert "error" in answer


# Text that wants to be more than text


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e&amp;'\"{{7*7}}"


def _from_the_dump(client: Client) -> None:
    with Memory.open(client.folder / "memory.db") as memory:
        memory.store(article("h1", (HOSTILE, HOSTILE), title=HOSTILE), {})


def _from_a_person(client: Client) -> None:
    with Memory.open(client.folder / "memory.db") as memory:
        memory.store(article("h1", (SHARES, "Text")), {})
    for segment in ("p00.s01", "p01.s01"):
        client.edit(segment, HOSTILE, 0, "h1", who="<script>alert(2)</script>")
    client.post("api/a/h1/approve", reason=HOSTILE, who="<script>alert(2)</script>")


@pytest.mark.parametrize("come", [_from_the_dump, _from_a_person])
def test_hostile_text_is_shown_as_text(tmp_path: Path, come: Callable[[Client], None]) -> None:
    with serving(make_desk(tmp_path / "desk")) as client:
        come(client)
        for path in ("", "a/h1"):
            page = client.get(path).text
            assert "<img src=x" not in page
            assert "<script>alert" not in page
            assert len(re.findall("<script>", page)) == 1
        segment = client.segment("p01.s01", "h1")
        assert "<script" not in segment["html_en"] + segment["html_zh"]
        assert client.get("api/a/h1/s/p01.s01").headers["content-type"] == "application/json"


def test_a_request_that_names_no_host_is_refused(client: Client) -> None:
    """HTTP/1.0 knows no Host; a proxy on the way may speak it."""
    with socket.create_connection(("127.0.0.1", client.server.port), timeout=30) as connection:
        connection.sendall(f"GET / HTTP/1.0\r\nX-Duizhao-Token: {client.token}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"This server answers only to the address" in answer
