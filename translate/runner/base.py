"""The runners by name, and how a run takes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from translate.engine.choose import Choice
from translate.errors import RunnerError

LOCAL = "local"
RAY = "ray"
RUNNERS = (LOCAL, RAY)


@dataclass(frozen=True, slots=True)
class Settings:
    """Which runner; for ``ray`` the cluster (empty: one on this machine, for this run) and how many workers (None:
    one a machine)."""

    name: str = LOCAL
    address: str = ""
    workers: int | None = None


class Runner(Protocol):
    """Loads engines where it has them run."""

    def spread(self, choice: Choice) -> Choice:
        """The same engine, run by this runner."""

    def told(self) -> str:
        """Who did the work, in a few words; empty where that needs no saying."""


@contextmanager
def running(settings: Settings, say: Callable[[str], None]) -> Iterator[Runner]:
    """The runner of a run, ended with it. ``say`` gets what is being done now, in a few words.

    Raises ``RunnerError`` if the runner's library is not installed and, on loading, if no machine can be reached.
    """
    if settings.name != RAY:
        yield _Here()
        return
    if find_spec("ray") is None:
        raise RunnerError("Ray is not installed", remedy='run `pip install "duizhao[ray]"`')
    from translate.runner.ray_cluster import RayRunner

    runner = RayRunner(settings, say)
    try:
        yield runner
    finally:
        runner.close()


class _Here:
    """Runs engines in this process."""

    def spread(self, choice: Choice) -> Choice:
        return choice

    def told(self) -> str:
        return ""
