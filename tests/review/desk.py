"""A project folder under review and a client of its server, over real HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.memory.samples import MONDAY, SIGNATURE, row
from translate.checks import check_rows
from translate.lock.matching import find_held
from translate.memory import Memory
from translate.model import Article, Block, BlockKind, Lock, LockKind, Mark, MarkKind, Row, TranslatedArticle
from translate.review.server import Server, Setting

GLOSSARY = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "英伟达"\nmsgstr "Nvidia"\n'
SHARES = "英伟达的股价周一上涨了。"
LOCK = Lock(0, 3, "英伟达", "Nvidia", LockKind.TERM, source="people.po:4")


def article(id_: str, *pairs: tuple[str, str], title: str = "标题") -> TranslatedArticle:
    """An article of a title and one-sentence paragraphs, checked, Nvidia locked where it begins one."""
    rows = [row("p00.s01", title, "A title", article=id_)]
    rows += [row(f"p{n:02}.s01", zh, en, article=id_) for n, (zh, en) in enumerate(pairs, 1)]
    locked = [_locked(each) if each.segment.zh.startswith("英伟达") else each for each in rows]
    kinds = [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * len(pairs)]
    link = Mark(0, 3, MarkKind.LINK, "https://nvidia.example/")
    blocks = tuple(
        Block(each.segment.block, kind, each.segment.zh, (link,) if each.locks else ())
        for each, kind in zip(locked, kinds, strict=True)
    )
    return TranslatedArticle(
        Article(id_, f"{id_}.md", blocks, date=MONDAY, url=f"https://news.example/{id_}"),
        check_rows(locked),
        SIGNATURE,
    )


def _locked(plain: Row) -> Row:
    return Row(plain.segment, (LOCK,), plain.draft, find_held((LOCK,), plain.draft.en))


def make_desk(folder: Path) -> Path:
    """A project folder: two articles that share a sentence, and a glossary of one term."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "glossary").mkdir()
    (folder / "glossary" / "people.po").write_text(GLOSSARY, encoding="utf-8")
    with Memory.open(folder / "memory.db") as memory:
        memory.store(
            article(
                "a1", (SHARES, "Nvidia’s shares rose on Monday."), ("雪花公司的股价下跌。", "Snow fell.")
            ),
            {},
        )
        memory.store(article("a2", (SHARES, "The shares rose on Monday.")), {})
    return folder


@dataclass(slots=True)
class Client:
    """Somebody with the server's key."""

    server: Server
    folder: Path

    @property
    def token(self) -> str:
        return self.server.keys.token

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Duizhao-Token": self.token}

    def get(self, path: str) -> requests.Response:
        return requests.get(
            self.server.address + path, headers=self.headers, timeout=30, allow_redirects=False
        )

    def post(self, path: str, **body: Any) -> requests.Response:
        return requests.post(self.server.address + path, json=body, headers=self.headers, timeout=30)

    def edit(
        self, segment: str, en: str, version: int, article: str = "a1", **more: Any
    ) -> requests.Response:
        return self.post(f"api/a/{article}/s/{segment}", action="edit", en=en, version=version, **more)

    def segment(self, segment: str = "p01.s01", article: str = "a1") -> Any:
        return self.get(f"api/a/{article}/s/{segment}").json()

    def raw(
        self, method: str, path: str, headers: dict[str, str], body: bytes | Iterator[bytes] = b""
    ) -> tuple[int, Any]:
        """A request with exactly these headers, and what comes back: status and JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if isinstance(body, bytes):
                if body:
                    connection.putheader("Content-Length", str(len(body)))
                connection.endheaders(body or None)
            else:
                connection.putheader("Transfer-Encoding", "chunked")
                connection.endheaders(body, encode_chunked=True)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        return response.status, json.loads(text) if text.startswith(b"{") else text


@contextmanager
def started(
    folder: Path, *options: str, port: int | None = 0, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """``duizhao review`` in a process: it, its address and its key. Killed at the end if it still runs.

    ``port`` None leaves ``--port`` away.
    """
    given = () if port is None else ("--port", str(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "translate", "review", str(folder), "--no-browser", *given, *options],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        printed = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\?token=(\S+)\n", process.stdout.readline())
        assert printed
        yield process, printed[1], printed[2]
    finally:
        process.kill()
        process.communicate()


@contextmanager
def serving(folder: Path, who: str = "Mei") -> Iterator[Client]:
    """A client of a server over ``folder``, in a thread of this process, on a free port."""
    server = Server(Setting(folder, who))
    with server.in_background():
        yield Client(server, folder)
