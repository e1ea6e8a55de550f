"""How quick ``duizhao review`` is on a desk of many articles, and whether it loses a save.

    python -m benchmarks.review_server [--articles 1000] [--seconds 10]

Makes a memory of so many articles (30 sentences each, one of 2,000), starts the server as a process of its own,
and asks it over HTTP on loopback. Requests are timed one by one, the median of 20; saves come from 8 clients at
once, each in its own article, and afterwards every save that was acknowledged is looked for in the memory.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from translate.checks import check_rows
from translate.lock.matching import find_held
from translate.lock.numbers import number_locks
from translate.memory import Action, Change, Memory
from translate.model import Article, Block, BlockKind, Draft, Row, Segment, Signature, TranslatedArticle

CLIENTS = 8
_SENTENCES = 30
_LONG = 2_000
_TIMES = 20
_DAY = datetime(2025, 1, 1, tzinfo=UTC)
# Characters of made-up sentences: common ones, so that lengths and overlaps are like those of news.
_WORDS = (
    *("公司", "股价", "市场", "星期一", "上涨", "下跌", "政府", "表示", "计划", "投资"),
    *("能源", "国家", "部门", "总统", "会议", "经济", "增长", "报告", "官员", "记者"),
)


def sentence(source: random.Random) -> tuple[str, str]:
    """Made-up Chinese with an amount, and English that holds it."""
    amount = source.randrange(2, 900)
    zh = "".join(source.choices(_WORDS, k=source.randrange(4, 14)))
    return (
        f"{zh}{amount}万美元。",
        f"They said on Monday that it rose ${amount / 100:g} million in the market.",
    )


def article(number: int, sentences: int, source: random.Random) -> TranslatedArticle:
    """An article of so many sentences, five a paragraph, locked and checked as a run does it."""
    id_ = f"news-{number:05}"
    date = _DAY + timedelta(hours=number)
    rows, blocks = [], []
    for block in range(0, sentences, 5):
        start, name = 0, f"p{block // 5:03}"
        kind = BlockKind.PARAGRAPH if block else BlockKind.TITLE
        for place in range(5):
            zh, en = sentence(source)
            part = Segment(id_, name, f"{name}.s{place + 1:02}", zh, start, kind)
            locks = number_locks(part, date)
            rows.append(Row(part, locks, Draft(en, "engine", "made up"), find_held(locks, en)))
            start += len(zh)
        blocks.append(Block(name, kind, "".join(row.segment.zh for row in rows[-5:])))
    head = Article(id_, f"{id_}.md", tuple(blocks), f"https://news.example/{id_}", date)
    return TranslatedArticle(head, check_rows(rows), Signature("made up", "none", "made up"))


def make(folder: Path, articles: int) -> None:
    """A desk of so many articles, and one long one; one in ten is approved."""
    source = random.Random(20250101)
    (folder / "glossary").mkdir(parents=True)
    with Memory.open(folder / "memory.db") as memory:
        for number in range(articles):
            result = article(number, _LONG if number == 0 else _SENTENCES, source)
            memory.store(result, {})
            if number % 10 == 5:
                memory.change(
                    [
                        Change(result.article.id, row.segment.id, Action.APPROVE, "Ann", _DAY)
                        for row in result.rows
                    ]
                )


@dataclass(slots=True)
class Client:
    """One connection that stays open, as a browser's does."""

    port: int
    token: str
    connection: http.client.HTTPConnection

    @classmethod
    def of(cls, port: int, token: str) -> Client:
        return cls(port, token, http.client.HTTPConnection("127.0.0.1", port, timeout=60))

    def ask(self, path: str, body: object = None) -> bytes:
        """The answer to a GET, or to a POST of ``body``. Raises ``RuntimeError`` unless it is 200."""
        headers = {"X-Duizhao-Token": self.token, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body)
        self.connection.request("GET" if body is None else "POST", path, data, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {text[:200]!r}")
        return text


@contextmanager
def serving(folder: Path) -> Iterator[tuple[int, str, int]]:
    """Port, key and process id of a server over ``folder``."""
    command = [sys.executable, "-m", "translate", "review", str(folder), "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        found = re.search(r":(\d+)/\?token=(\S+)", process.stdout.readline())
        assert found
        yield int(found[1]), found[2], process.pid
    finally:
        process.kill()
        process.wait()


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of some runs, after one that warms up."""
    work()
    times = []
    for _ in range(_TIMES):
        began = perf_counter()
        work()
        times.append(1000 * (perf_counter() - began))
    return statistics.median(times)


def save_for(seconds: float, port: int, token: str) -> tuple[float, dict[tuple[str, str], list[str]]]:
    """Saves of all clients at once: how many a second, and what was acknowledged, by article and segment."""
    kept: dict[tuple[str, str], list[str]] = {}
    until = perf_counter() + seconds

    def write(number: int) -> None:
        client, id_ = Client.of(port, token), f"news-{10 * number + 1:05}"
        versions: dict[str, int] = {}
        count = 0
        while perf_counter() < until:
            segment = f"p{count % 6:03}.s{count % 5 + 1:02}"
            body = {
                "action": "edit",
                "en": f"Client {number} wrote {count}.",
                "version": versions.get(segment, 0),
            }
            answer = json.loads(client.ask(f"/api/a/{id_}/s/{segment}", body))
            versions[segment] = answer["segment"]["version"]
            kept.setdefault((id_, segment), []).append(str(body["en"]))
            count += 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(map(len, kept.values())) / seconds, kept


def lost(folder: Path, kept: dict[tuple[str, str], list[str]]) -> int:
    """How many acknowledged saves the memory does not have in its history."""
    with Memory.open(folder / "memory.db") as memory:
        return sum(
            len(set(texts) - {step.after for step in memory.history(*place)}) for place, texts in kept.items()
        )


def peak_memory(pid: int) -> float:
    """The most memory that a process had so far, in MB (Linux)."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1000 if found else 0.0


def measure(folder: Path, articles: int, seconds: float) -> Iterator[tuple[str, str]]:
    """The lines of the table."""
    with serving(folder) as (port, token, pid):
        client = Client.of(port, token)
        long, short = "news-00000", "news-00010"
        edit = {"action": "edit", "version": 0}

        def save(id_: str) -> Callable[[], None]:
            def once() -> None:
                path = f"/api/a/{id_}/s/p001.s01"
                version = json.loads(client.ask(path))["version"]
                client.ask(path, {**edit, "version": version, "en": f"Version {version} of it."})

            return once

        began = perf_counter()
        client.ask("/")
        yield f"first index of {articles:,} articles", f"{1000 * (perf_counter() - began):.0f} ms"
        yield f"index of {articles:,} articles", f"{milliseconds(lambda: client.ask('/')):.0f} ms"
        yield f"page of {_SENTENCES} sentences", f"{milliseconds(lambda: client.ask(f'/a/{short}')):.0f} ms"
        yield f"page of {_LONG:,} sentences", f"{milliseconds(lambda: client.ask(f'/a/{long}')):.0f} ms"
        yield f"read and save a sentence of {_SENTENCES}", f"{milliseconds(save(short)):.0f} ms"
        yield f"read and save a sentence of {_LONG:,}", f"{milliseconds(save(long)):.0f} ms"
        near = f"/api/a/{short}/s/p002.s01/suggestions"
        yield "suggestions for a sentence", f"{milliseconds(lambda: client.ask(near)):.0f} ms"
        rate, kept = save_for(seconds, port, token)
        yield f"saves by {CLIENTS} clients at once", f"{rate:.0f}/s"
        client = Client.of(port, token)  # the server has hung up on the one that was silent
        yield "index after that", f"{milliseconds(lambda: client.ask('/')):.0f} ms"
        yield "peak memory of the server", f"{peak_memory(pid):.0f} MB"
    total = sum(map(len, kept.values()))
    yield "acknowledged saves lost, the server then killed", f"{lost(folder, kept)} of {total:,}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=10)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="duizhao-review-"))
    try:
        make(folder, wanted.articles)
        for name, value in measure(folder, wanted.articles, wanted.seconds):
            print(f"{name:<50} {value:>12}", flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
