"""One run at a time on a project: a second one waits, and says for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from translate.errors import StoreError
from translate.memory import Memory


@contextmanager
def sole_run(memory: Memory, tell: Callable[[str], None] | None) -> Iterator[bool]:
    """Has the memory's project for this process's run; ``tell`` is told if it has to wait.

    Gives whether it did: what was read before may be another by then, such as the glossary.
    The system ends the lock with its process, also one that was killed. Reviewers are kept from nothing: only runs
    take it. Raises ``StoreError`` if the lock cannot be made.
    """
    lock = FileLock(f"{memory.path}-lock")
    try:
        waited = _acquire(lock, memory, tell)
    except OSError as error:
        raise StoreError(
            f"cannot be locked for a run: {error.strerror or error}",
            where=memory.path,
            remedy="keep the memory in a folder that you may write",
        ) from error
    try:
        yield waited
    finally:
        lock.release()


def _acquire(lock: FileLock, memory: Memory, tell: Callable[[str], None] | None) -> bool:
    try:
        lock.acquire(timeout=0)
        return False
    except Timeout:
        other = memory.unfinished_run()
        who = f"process {other.pid}, since {other.started.astimezone():%H:%M}" if other else "it is reading"
        if tell:
            tell(f"waiting: another run works with {memory.path} ({who}); this one goes on when it has ended")
        lock.acquire()
        return True
