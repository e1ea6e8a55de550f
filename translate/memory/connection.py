"""An open ``memory.db``: reads of one moment, writes that are all or nothing, faults as sentences."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from translate.memory import schema
from translate.memory.faults import clear_errors
from translate.memory.records import Correction


class Connection:
    """What every question to a memory needs; :class:`translate.memory.Memory` has the questions."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self.corrections: dict[str, Correction] = {}  # since it was opened, by article
        self._run = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"

    @classmethod
    def open(cls, path: Path, *, patience: float = 10.0, live: bool = False) -> Self:
        """The memory at ``path``; an empty one is made if there is no file.

        ``patience``: how many seconds to wait for another process that writes. ``live``: for people's words as
        they come: any thread may use it, one at a time, and a power cut costs nothing that was kept. Raises
        :class:`StoreError` for a file that is not a memory, is damaged, locked, made by a newer Duizhao, or may
        not be written.
        """
        return cls(path, schema.connect(path, patience, live=live))

    def close(self) -> None:
        """Closes the file. Closing twice is fine."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with clear_errors(self.path), schema.snapshot(self._db) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with clear_errors(self.path), schema.transaction(self._db) as db:
            yield db
