"""Connections to one memory for many threads: a few, each used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from translate.memory import Memory

MOST = 8  # open connections; who comes ninth waits


class Memories:
    """Open memories to borrow. One thread of this process writes at a time: SQLite's own waiting is not fair."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[Memory] = LifoQueue()
        self._permits = threading.BoundedSemaphore(MOST)
        self._writing = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Memory]:
        """A memory for questions. Raises :class:`StoreError` if it cannot be opened."""
        with self._permits:
            try:
                memory = self._idle.get_nowait()
            except Empty:
                memory = Memory.open(self.path, live=True)
            try:
                yield memory
            finally:
                self._idle.put(memory)

    @contextmanager
    def writing(self) -> Iterator[Memory]:
        """A memory for changes: others of this process wait, other processes are waited for."""
        with self._writing, self.reading() as memory:
            yield memory

    def close(self) -> None:
        """Closes the connections that nobody uses; call it when all is quiet."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return
