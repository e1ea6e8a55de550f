"""A process that uses a memory, for tests that kill it, crowd it or take its disk away.

python -m tests.memory.writer JOB DATABASE ARGUMENT
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from tests.memory.samples import MONDAY, numbered
from translate.errors import StoreError
from translate.memory import Memory, draft_key
from translate.model import Draft

ARTICLES = 4  # a writer goes round them, each time with the next version


def store(memory: Memory, step: int) -> None:
    """Keeps the drafts of one article and stores it; every row says its version."""
    result = numbered(step % ARTICLES, version=step // ARTICLES)
    keys = {row.segment.id: draft_key(row.draft.en) for row in result.rows}
    memory.keep_drafts({keys[row.segment.id]: row.draft for row in result.rows})
    memory.store(result, keys)


def forever(path: Path, _: str) -> None:
    """Writes until it is killed; says "ready" when it has begun."""
    with Memory.open(path) as memory:
        for step in count():
            store(memory, step)
            if step == 0:
                print("ready", flush=True)


def until_interrupted(path: Path, _: str) -> None:
    """Writes until Ctrl-C, then goes on with the same memory for one article more."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are born deaf to it
    with Memory.open(path) as memory:
        try:
            print("ready", flush=True)
            for step in count():
                store(memory, step)
        except KeyboardInterrupt:
            memory.store(numbered(99, 1), {})


def drafts_and_edits(path: Path, name: str) -> None:
    """One of several that write at once: its own drafts and articles, edits of a shared segment."""
    with Memory.open(path) as memory:
        for number in range(40):
            memory.keep_drafts({f"{name}-{number}": Draft(name, "engine")})
            memory.store(numbered(int(name) * 100 + number, 1, 5), {})
            memory.edit("shared", "p01.s01", f"{name} said {number}", name, MONDAY)


def keep_one(path: Path, name: str) -> None:
    """Opens a memory, makes it if need be, and keeps one draft."""
    with Memory.open(path) as memory:
        memory.keep_drafts({name: Draft(name, "engine")})


def with_small_disk(path: Path, limit: str) -> None:
    """Writes until no file may grow further; prints the error, goes on reading, and ends well."""
    with Memory.open(path) as memory:
        memory.store(numbered(0, 0), {})
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        try:
            for step in range(1, 1000):
                memory.store(numbered(step, 0), {})
        except StoreError as error:
            print(error)
        assert memory.load("article-0") == numbered(0, 0)


def without_rights(path: Path, _: str) -> None:
    """Opens and writes as somebody who owns nothing; prints the error."""
    if os.geteuid() == 0:
        os.setresuid(65534, 65534, 65534)
    try:
        with Memory.open(path) as memory:
            memory.keep_drafts({"k": Draft("Text", "engine")})
    except StoreError as error:
        print(error)


JOBS: Mapping[str, Callable[[Path, str], None]] = {
    job.__name__: job
    for job in (forever, until_interrupted, drafts_and_edits, keep_one, with_small_disk, without_rights)
}

if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
