"""What runs on the other machines: an engine, loaded once in each worker process, that answers stateless batches.

Nothing here knows Ray, the memory or the run.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from translate.engine.base import Engine
from translate.engine.choose import Choice
from translate.engine.cores import SETTING
from translate.engine.store import install_command
from translate.errors import DuizhaoError, ModelError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch: one result an item, in their order, or the engine's error, told of that machine."""

    results: tuple[Any, ...] = ()
    error: DuizhaoError | None = None


def _drafts(engine: Engine, items: Sequence[Any]) -> Iterable[Any]:
    return sorted(engine.draft(items), key=lambda drafted: drafted.index)


#: What a worker can be asked to do with the items of a batch; the methods of ``Engine``.
_WORK: Mapping[str, Callable[[Engine, Sequence[Any]], Iterable[Any]]] = {
    "draft": _drafts,
    "resume": lambda engine, items: engine.resume(items),
    "likelihoods": lambda engine, items: engine.likelihoods(items),
    "alternatives": lambda engine, items: [engine.alternatives(*item) for item in items],
}


class Worker:
    """Answers batches with the engine that ``find`` finds on this machine, if it is the one of that ``signature``."""

    def __init__(self, find: Callable[[], Choice], signature: str, threads: int) -> None:
        os.environ[SETTING] = str(threads)
        self._find = find
        self._signature = signature
        self._engine: Engine | None = None

    def work(self, method: str, items: Sequence[Any]) -> Outcome:
        """The results. A ``DuizhaoError`` is one of them: another worker would have it as well."""
        try:
            return Outcome(tuple(_WORK[method](self._loaded(), items)))
        except DuizhaoError as error:
            return Outcome(error=_told_of(socket.gethostname(), error))

    def _loaded(self) -> Engine:
        if self._engine is None:
            choice = self._find()
            if choice.signature != self._signature:
                raise ModelError(
                    f"has the engine {choice.signature}, this run is with {self._signature}",
                    remedy=f"install the same model and settings there (`{install_command(choice.name)}`), "
                    "and the same version of duizhao",
                )
            self._engine = choice.load()
        return self._engine


def _told_of(host: str, error: DuizhaoError) -> DuizhaoError:
    """The error with the machine's name before its place and its remedy."""
    where = f"{host}: {error.where}" if error.where else host
    remedy = f"on {host}, {error.remedy}" if error.remedy else ""
    return type(error)(error.what, where=where, line=error.line, remedy=remedy)
