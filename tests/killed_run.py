"""Runs that are killed at given moments, in processes of their own: ``python -m tests.killed_run FOLDER SEED KILLS``.

A moment is the start of a statement of SQLite (BEGIN, each row, COMMIT), of a rename or of a file, or the end of a
sentence of the engine. FOLDER/start is a project whose run is to be killed: it is run undisturbed in FOLDER/whole,
then killed at KILLS random moments, each in a copy FOLDER/<n> where it is then run to its end. Prints a line of JSON
a run. The processes are forked, since loading dictionaries takes longer than such a run.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.fakes import FakeEngine
from translate import pipeline
from translate.engine.base import Drafted, Request
from translate.engine.choose import Choice
from translate.job import Job, run
from translate.memory import schema
from translate.termbase import Termbase
from translate.text import fold

_connect = schema.connect
_WINDOW = 24  # sentences: these projects are small, and a kill between two windows is to be among the moments


class Moments:
    """Counts moments; at the last of them the process is killed by itself, with no chance to do anything more."""

    def __init__(self, last: int = 0) -> None:
        self.count, self._last = 0, last

    def pass_one(self, *_: object) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(self, path: Path, patience: float, *, live: bool = False) -> sqlite3.Connection:
        db = _connect(path, patience, live=live)
        db.set_trace_callback(self.pass_one)
        return db

    def audit(self, event: str, _: object) -> None:
        if event in ("open", "os.rename"):
            self.pass_one()


class Logged(FakeEngine):
    """Writes down what it is asked, so that it can be counted over several processes."""

    def __init__(self, log: Path, moments: Moments) -> None:
        super().__init__()
        self._log, self._moments = log, moments

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        with self._log.open("a", encoding="utf-8") as log:
            for drafted in super().draft(requests, notice):
                log.write(requests[drafted.index].zh + "\n")
                log.flush()
                self._moments.pass_one()
                yield drafted


def job(project: Path) -> Job:
    """The job over a project's dumps; paths are relative, as they are kept in the memory."""
    os.chdir(project)
    return Job((Path("dumps"),), Path("output"), Path("glossary"), Path("memory.db"))


def run_once(project: Path, last: int = 0) -> dict[str, object]:
    """Run a project, killed at the moment ``last``; what the parent sees of it."""
    answer = project / "answer.json"
    child = os.fork()
    if not child:
        moments = Moments(last)
        schema.connect = moments.connect
        sys.addaudithook(moments.audit)
        engine = Logged(project / "asked.txt", moments)
        told: list[str] = []
        report = run(job(project), lambda: Choice("fake", "fake/1", lambda: engine), tell_user=told.append)
        answer.write_text(json.dumps({"moments": moments.count, "told": told, "unchanged": report.unchanged}))
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found: dict[str, object] = {"status": status}
    if status == 0:
        found |= json.loads(answer.read_text(encoding="utf-8"))
        answer.unlink()
    return found


def main(folder: Path, seed: int, kills: int) -> None:
    """Everything that the module's docstring says."""
    pipeline._WINDOW = _WINDOW
    fold("")
    Termbase.load(folder / "start" / "glossary")
    warm = folder / "warm"
    shutil.copytree(folder / "start", warm)
    run(job(warm), FakeEngine().choice)  # in this process, so that its children have all dictionaries
    shutil.copytree(folder / "start", folder / "whole")
    whole = run_once(folder / "whole")
    print(json.dumps(whole), flush=True)
    chance = random.Random(seed)
    for number in range(kills):
        project = folder / str(number)
        shutil.copytree(folder / "start", project)
        moment = chance.randrange(1, int(str(whole["moments"])))
        killed = run_once(project, moment)
        print(json.dumps({"moment": moment, "killed": killed["status"], **run_once(project)}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), int(sys.argv[2]), int(sys.argv[3]))
