"""A run in a process of its own: ``python -m tests.job_process PROJECT [--pause SENTENCES] [--limit BYTES]``.

With ``--pause`` its engine says "drafting" on standard output before that sentence and goes on when a line comes in
on standard input. ``--limit`` is the size that files may have, as on a full disk. Prints the summary as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.fakes import FakeEngine
from translate.cli_translate import stopped_by_sigterm, summary, to_stderr
from translate.engine.base import Drafted, Request
from translate.errors import DuizhaoError
from translate.job import Job, run


class Paused(FakeEngine):
    """Notes each sentence in ``asked.txt`` when it is done, and waits once."""

    def __init__(self, log: Path, pause: int) -> None:
        super().__init__()
        self._log, self._pause = log, pause

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        for drafted in super().draft(requests, notice):
            self._pause -= 1
            if self._pause == 0:
                print("drafting", flush=True)
                sys.stdin.readline()
            with self._log.open("a", encoding="utf-8") as log:
                log.write(requests[drafted.index].zh + "\n")
            yield drafted


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("project", type=Path)
    parser.add_argument("--pause", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    os.chdir(options.project)
    if options.limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.limit, options.limit))
    engine = Paused(Path("asked.txt"), options.pause)
    job = Job((Path("dumps"),), Path("output"), Path("glossary"), Path("memory.db"))
    try:
        with stopped_by_sigterm():
            report = run(job, engine.choice, tell_user=to_stderr)
    except KeyboardInterrupt:
        return 130
    except DuizhaoError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(json.dumps(summary(report)))
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
