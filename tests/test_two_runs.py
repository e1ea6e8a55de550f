"""Runs that meet each other, a signal or a full disk: real processes on one project."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.signals import interruptible
from tests.test_killed_runs import asked, news, project, state, write


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.job_process", str(folder), *options]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, preexec_fn=interruptible
    )


def first_line(process: subprocess.Popen[str], stream: str) -> str:
    file = getattr(process, stream)
    return str(file.readline())


def test_a_second_run_waits_for_the_first_and_adds_to_it(tmp_path: Path) -> None:
    folder = project(tmp_path)
    with start(folder, "--pause", "3") as first:
        assert first_line(first, "stdout") == "drafting\n"
        write(folder / "dumps" / "late.jsonl", news(20))
        with start(folder) as second:
            told = first_line(second, "stderr")
            assert told.startswith("waiting: another run works with memory.db (process ")
            assert f"process {first.pid}, since " in told
            said, errors = first.communicate("\n")
            assert errors == ""
            told_later, errors = second.communicate()
    assert errors == ""
    one, two = json.loads(said), json.loads(told_later)
    assert (one["articles"], two["articles"], two["unchanged"], two["resumed"]) == (13, 14, 13, "")
    assert len(asked(folder)) == len(set(asked(folder)))
    index = (folder / "output" / "index.html").read_text(encoding="utf-8")
    assert all(f"新闻之{number}<" in index or f"新闻之{number}" in index for number in (0, 12, 20))


def test_a_run_that_waited_takes_the_glossary_as_it_is_then(tmp_path: Path) -> None:
    folder = project(tmp_path)
    with start(folder, "--pause", "3") as first:
        assert first_line(first, "stdout") == "drafting\n"
        with start(folder) as second:
            assert first_line(second, "stderr").startswith("waiting: ")
            term = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "新闻"\nmsgstr "tidings"\n'
            (folder / "glossary" / "late.po").write_text(term, encoding="utf-8")
            first.communicate("\n")
            second.communicate()
    pages = list((folder / "output").glob("*.html"))
    assert any("tidings" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_loses_no_finished_sentence(tmp_path: Path, stop: signal.Signals) -> None:
    folder = project(tmp_path)
    with start(folder, "--pause", "6") as run:
        assert first_line(run, "stdout") == "drafting\n"
        run.send_signal(stop)
        run.communicate()
        assert run.returncode == 130
    assert len(asked(folder)) == 5
    with start(folder) as run:
        said, told = run.communicate()
    assert told == "resuming: 0 of 13 articles were done, 5 sentences were already drafted\n"
    assert json.loads(said)["resumed"] == told.strip()
    assert len(asked(folder)) == len(set(asked(folder)))


def test_a_full_disk_at_any_moment_costs_at_most_the_batch_in_flight(tmp_path: Path) -> None:
    start_ = project(tmp_path)
    whole = Path(shutil.copytree(start_, tmp_path / "whole"))
    with start(whole) as run:
        run.communicate()
    expected = state(whole)
    size = (start_ / "memory.db").stat().st_size
    for number, more in enumerate((-100_000, -60_000, 0, 30_000)):
        folder = Path(shutil.copytree(start_, tmp_path / str(number)))
        with start(folder, "--limit", str(size + more)) as run:
            errors = run.communicate()[1]
        assert run.returncode == 1, (more, errors)
        assert errors.count("error: ") == 1
        assert "memory.db: cannot " in errors
        with start(folder) as run:
            run.communicate()
        now = state(folder)
        assert [name for name in expected if now.get(name) != expected[name]] == []
        assert len(asked(folder)) <= len(set(asked(whole))) + 16
