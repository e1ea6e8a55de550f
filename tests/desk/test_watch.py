"""``duizhao watch`` as a process: files come and change, faults, a locked memory, a folder that goes, signals."""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.signals import interruptible
from tests.test_job import DUMP, GLOSSARY
from translate.cli import app
from translate.cli_watch import alone
from translate.errors import StoreError

# The command itself, but for the engine; how often that is loaded is printed.
WATCH = """
import sys, time
from dataclasses import replace
import translate.engine.choose as engines
from tests.fakes import FakeEngine

class Slow(FakeEngine):
    def draft(self, requests, notice=None):
        for drafted in super().draft(requests, notice):
            time.sleep(SECONDS)
            print("drafted", flush=True)
            yield drafted

def load():
    print("loaded", flush=True)
    return Slow()

SECONDS = float(sys.argv.pop(1))
engines.choose = lambda name: replace(FakeEngine().choice(), load=load)
from translate.cli import main
main()
"""


class Watched:
    """A project, and a watch of it as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.dumps = folder, folder / "dumps"
        self.dumps.mkdir()
        (folder / "glossary").mkdir()
        (folder / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
        self.script = folder / "watch.py"
        self.script.write_text(WATCH, encoding="utf-8")
        self.running: list[subprocess.Popen[str]] = []

    def add(self, name: str, content: str | None = None) -> None:
        text = DUMP.replace("deepseek-model", name).replace("天气", f"{name}号天气")
        (self.dumps / f"{name}.md").write_text(text if content is None else content, encoding="utf-8")

    def start(self, *options: str, seconds: float = 0.0) -> subprocess.Popen[str]:
        words = ["watch", "dumps", "--interval", "0.1", *options]
        process = subprocess.Popen(
            [sys.executable, str(self.script), str(seconds), *words],
            cwd=self.folder,
            env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            preexec_fn=interruptible,
        )
        self.running.append(process)
        return process


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    project = Watched(tmp_path)
    yield project
    for process in project.running:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def until(process: subprocess.Popen[str], pattern: str) -> str:
    """Reads what it says up to a line with the pattern; gives that line."""
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(line)
        if re.search(pattern, line):
            return line
    raise AssertionError("".join(told))


def end(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
    process.send_signal(number)
    out, _ = process.communicate()
    return process.returncode, out


def test_files_that_come_are_translated_the_engine_loaded_once(watched: Watched) -> None:
    watched.add("1")
    process = watched.start()
    assert until(process, "article").count("1 new") == 1
    watched.add("2")
    watched.add("3")
    assert "2 files: 2 articles (2 new)" in until(process, "article")
    watched.add("1", DUMP.replace("deepseek-model", "1").replace("天气很好", "海浪很高"))
    assert "1 file: 1 article (1 changed)" in until(process, "article")
    code, out = end(process)
    assert (code, "loaded" in out) == (0, False)
    assert "stopped" in out
    index = (watched.folder / "output" / "index.html").read_text(encoding="utf-8")
    pages = [page.name for page in (watched.folder / "output").glob("*.html") if page.name != "index.html"]
    assert len(pages) == 3
    assert all(page in index for page in pages)


def test_a_fault_is_told_once_and_stops_nothing(watched: Watched) -> None:
    watched.add("bad", "")
    process = watched.start()
    until(process, r"error: dumps/bad\.md: .*empty")
    until(process, "1 fault")
    watched.add("good")
    assert "1 file: 1 article" in until(process, "article")
    watched.add("bad", "好天气\n\n天气很好。")
    assert "1 file: 1 article (1 new)" in until(process, "article")
    assert "bad.md" not in end(process)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_after_the_batch_in_flight_and_goes_on_from_there(
    watched: Watched, number: signal.Signals
) -> None:
    for name in "12345":
        watched.add(name)
    process = watched.start(seconds=0.3)
    until(process, "drafted")
    until(process, "drafted")
    code, out = end(process, number)
    assert code == 0
    assert "stopped; what was finished is kept" in out
    assert "articles" not in out  # the round was not finished
    with closing(sqlite3.connect(watched.folder / "memory.db")) as db:
        (kept,) = db.execute("SELECT count(*) FROM drafts").fetchone()
    drafted = 2 + out.count("drafted")
    assert kept >= drafted  # more where the signal came late: what is mended is kept beside what was drafted
    again = watched.start()
    until(again, "articles")
    _, rest = end(again)
    assert "drafted" not in rest


def test_two_watches_on_one_project_are_refused(watched: Watched) -> None:
    first = watched.start()
    until(first, "watching dumps")
    second = watched.start()
    out, _ = second.communicate()
    assert second.returncode == 1
    assert "another duizhao watch; stop that one first" in out
    assert end(first)[0] == 0
    assert end_of(watched.start("--once")) == 0  # the lock went with the process


def end_of(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


def test_a_lock_is_gone_after_a_kill(watched: Watched) -> None:
    process = watched.start()
    until(process, "watching dumps")
    with pytest.raises(StoreError, match="another duizhao watch"), alone(watched.folder / "memory.db"):
        pass
    process.kill()
    process.communicate()
    with alone(watched.folder / "memory.db"):
        pass


def test_once_does_what_is_there_and_leaves(watched: Watched) -> None:
    watched.add("1")
    process = watched.start("--once")
    out, _ = process.communicate()
    assert process.returncode == 0, out
    assert "1 file: 1 article (1 new)" in out
    watched.add("bad", "")
    assert end_of(watched.start("--once")) == 1


def test_a_folder_that_goes_and_comes_back(watched: Watched) -> None:
    watched.add("1")
    process = watched.start()
    until(process, "article")
    shutil.move(watched.dumps, watched.folder / "away")
    until(process, "dumps is gone; waiting for it")
    shutil.move(watched.folder / "away", watched.dumps)
    until(process, "dumps is there again")
    watched.add("2")
    assert "1 file: 1 article (1 new)" in until(process, "article")


def test_files_wait_while_the_glossary_is_broken(watched: Watched) -> None:
    (watched.folder / "glossary").rename(watched.folder / "aside")
    watched.add("1")
    process = watched.start()
    until(process, "error: .*glossary")
    until(process, "1 file wait")
    (watched.folder / "aside").rename(watched.folder / "glossary")
    assert "1 article (1 new)" in until(process, "article")


def test_a_folder_that_is_not_there_at_all_is_a_typo(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["watch", str(tmp_path / "dmups")])
    assert result.exit_code == 1
    assert "is no folder that is there" in str(result.exception)
