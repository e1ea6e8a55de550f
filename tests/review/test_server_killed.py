"""The server as a process of its own: started from the command line, killed, interrupted, in a crowd."""

from __future__ import annotations

import resource
import shlex
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from tests.memory.samples import sentences
from tests.review.desk import make_desk, started
from translate.memory import Memory
from translate.review.server import USUAL_PORT

WRITERS = 8
SENTENCES = 4


class Writer(threading.Thread):
    """Edits its own sentences until nobody answers; ``kept`` is what was acknowledged, by sentence."""

    def __init__(self, address: str, token: str, number: int, began: threading.Semaphore) -> None:
        super().__init__()
        self._address, self._number, self._began = address, number, began
        self._session = requests.Session()
        self._session.headers["X-Duizhao-Token"] = token
        self.kept: dict[str, list[str]] = {}

    def run(self) -> None:
        versions = dict.fromkeys((f"p{n:02}.s01" for n in range(1, SENTENCES + 1)), 0)
        with self._session:
            for count in range(100_000):
                segment = f"p{count % SENTENCES + 1:02}.s01"
                body = {"action": "edit", "en": f"Text {count}.", "version": versions[segment]}
                try:
                    answer = self._session.post(
                        f"{self._address}api/a/w{self._number}/s/{segment}", json=body, timeout=30
                    )
                except requests.RequestException:
                    return
                assert answer.status_code == 200, answer.text
                versions[segment] = answer.json()["segment"]["version"]
                self.kept.setdefault(segment, []).append(body["en"])  # type: ignore[arg-type]
                self._began.release()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with an article for each writer."""
    made = make_desk(tmp_path / "desk")
    with Memory.open(made / "memory.db") as memory:
        for number in range(WRITERS):
            texts = (f"第{number}篇，第{n}句。" for n in range(SENTENCES))
            memory.store(sentences(*texts, id_=f"w{number}"), {})
    return made


def test_killed_in_the_middle_of_saving_nothing_that_was_acknowledged_is_lost(folder: Path) -> None:
    began = threading.Semaphore(0)
    with started(folder) as (process, address, token):
        writers = [Writer(address, token, number, began) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for _ in range(150):  # all are well under way
            began.acquire()
        process.kill()
        for writer in writers:
            writer.join()
    assert sum(len(kept) for writer in writers for kept in writer.kept.values()) >= 150
    with Memory.open(folder / "memory.db") as memory:
        memory.verify()
        for number, writer in enumerate(writers):
            result = memory.load(f"w{number}")
            assert result is not None
            for row in result.rows:
                steps = [step.after for step in memory.history(f"w{number}", row.segment.id)]
                kept = writer.kept.get(row.segment.id, [])
                assert steps[: len(kept)] == kept
                assert len(steps) <= len(kept) + 1  # saved, but killed before it could say so
                assert row.draft.en == (steps[-1] if steps else row.draft.en)


def test_a_full_disk_is_said_and_what_is_kept_stays(folder: Path) -> None:
    with started(folder) as (process, address, token):

        def save(en: str, version: int) -> requests.Response:
            body = {"action": "edit", "en": en, "version": version}
            headers = {"X-Duizhao-Token": token}
            return requests.post(f"{address}api/a/w0/s/p01.s01", json=body, headers=headers, timeout=30)

        assert save("One.", 0).status_code == 200
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        refused = save("Two.", 1)
        assert refused.status_code == 503  # a page tries again after any 5xx
        assert refused.json()["error"].startswith("The memory cannot ")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert save("Two.", 1).status_code == 200
    with Memory.open(folder / "memory.db") as memory:
        assert [step.after for step in memory.history("w0", "p01.s01")] == ["One.", "Two."]


def test_ctrl_c_stops_it_cleanly(folder: Path) -> None:
    with started(folder, "--who", "Mei Lin") as (process, address, token):
        headers = {"X-Duizhao-Token": token}
        body = {"action": "approve", "version": 0}
        answer = requests.post(f"{address}api/a/w0/s/p01.s01", json=body, headers=headers, timeout=30)
        assert answer.json()["segment"]["who"] == "Mei Lin"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert err.splitlines() == [
        f"reviewing {folder.resolve()} as Mei Lin",
        "Ctrl-C stops it; everything is saved as you go",
        "stopped; everything is saved",
    ]
    assert not (folder / "memory.db-wal").exists()


def test_the_browser_is_given_a_key_that_only_it_can_use(folder: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser.py"
    browser.write_text(
        "import sys, requests\n"
        "page = requests.get(sys.argv[1], timeout=30)\n"
        f"open({str(seen)!r}, 'w').write(f'{{sys.argv[1]}} {{page.status_code}}\\n')\n",
        encoding="utf-8",
    )
    with started(
        folder, "--browser", BROWSER=f"{shlex.quote(sys.executable)} {shlex.quote(str(browser))} %s"
    ) as (_, _, token):
        while not seen.exists() or not seen.read_text(encoding="utf-8").endswith("\n"):
            time.sleep(0.02)
        url, status = seen.read_text(encoding="utf-8").split()
        assert status == "200"
        assert token not in url
        assert requests.get(url, timeout=30).status_code == 403


def test_another_port_is_told_where_the_usual_one_is_taken(folder: Path) -> None:
    with socket.socket() as holder:
        with suppress(OSError):  # somebody else holds it, which serves as well
            holder.bind(("127.0.0.1", USUAL_PORT))
            holder.listen()
        with started(folder, port=None) as (process, address, _):
            port = int(address.strip("/").rpartition(":")[2])
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
    assert port != USUAL_PORT
    assert err.startswith(
        f"port {USUAL_PORT} is taken by another program; this is {port}, where pages that are"
    )


def test_letting_other_machines_in_is_warned_of(folder: Path) -> None:
    with started(folder, "--host", "0.0.0.0", "--expose") as (process, address, token):
        assert requests.get(f"{address}?token={token}", timeout=30).status_code == 200
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert err.startswith("warning: everybody who can reach 0.0.0.0 and has the key may read and change")


def test_two_servers_and_a_run_share_one_memory(folder: Path) -> None:
    with started(folder) as (_, one, key), started(folder) as (_, other, other_key):
        first = {"action": "edit", "en": "One.", "version": 0}
        requests.post(
            f"{one}api/a/w0/s/p01.s01", json=first, headers={"X-Duizhao-Token": key}, timeout=30
        ).raise_for_status()
        late = requests.post(
            f"{other}api/a/w0/s/p01.s01",
            json={**first, "en": "Two."},
            headers={"X-Duizhao-Token": other_key},
            timeout=30,
        )
        assert late.status_code == 409
        with Memory.open(folder / "memory.db") as memory:  # the desk translates meanwhile
            memory.store(sentences("第0篇，第0句。", id_="w0"), {})
        segment = requests.get(
            f"{other}api/a/w0/s/p01.s01", headers={"X-Duizhao-Token": other_key}, timeout=30
        )
        assert segment.json()["en"] == "One."
