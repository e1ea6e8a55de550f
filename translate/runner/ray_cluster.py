"""The Ray cluster of a run: one on this machine, started and ended with it, or one that is there already."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from translate.engine.base import Engine
from translate.engine.choose import Choice, choose
from translate.errors import RunnerError
from translate.runner.base import Settings
from translate.runner.board import Machine, Seat, seats

# Ray's own settings, read when it is imported: nothing is sent to its makers, workers run what this process runs.
_SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # as Ray will have it; silences its notice of that
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
}
# For a cluster on this machine alone: it listens on the loopback address, whatever the system (by itself Ray does so
# on macOS and Windows, and on Linux listens to the whole network), and takes work from who has the token.
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}
# Ray's least. Sentences are small and travel in messages; what is in the store is next to nothing.
_STORE = 80 * 1024 * 1024
_ANSWERS_WITHIN = 5.0  # seconds; Ray itself tries for more than a minute and then ends the process


class RayRunner:
    """Spreads an engine over a Ray cluster, which is joined when the engine is loaded and left by ``close``.

    ``find`` finds the engine on a worker's machine; by default the one of the same name.
    """

    def __init__(
        self, settings: Settings, say: Callable[[str], None], find: Callable[[], Choice] | None = None
    ) -> None:
        self._settings = settings
        self._say = say
        self._find = find
        self._address = settings.address or os.environ.get("RAY_ADDRESS", "")
        self._folder: Path | None = None
        self._engine: Any = None

    def spread(self, choice: Choice) -> Choice:
        """The engine on the cluster; its signature, and so what the memory makes of its drafts, is the same."""
        return replace(choice, load=lambda: self._loaded(choice))

    def told(self) -> str:
        """How many workers there were and how many were lost; that none was needed."""
        if self._engine is None:
            return "ray, no worker needed"
        from translate.runner.ray_engine import described

        lost = f", {self._engine.lost} lost and replaced" if self._engine.lost else ""
        return f"ray, {described(self._engine.seats)}{lost}"

    def close(self) -> None:
        """Leave the cluster; one that was started for the run ends, with its folder."""
        if ray := sys.modules.get("ray"):
            ray.shutdown()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _loaded(self, choice: Choice) -> Engine:
        self._say(f"joining the Ray cluster at {self._address}" if self._address else "starting Ray")
        taken = self._seats(self._joined())
        from translate.runner.ray_engine import RayEngine

        self._engine = RayEngine(choice, taken, self._find or partial(choose, choice.name), self._say)
        engine: Engine = self._engine
        return engine

    def _seats(self, ray: Any) -> tuple[Seat, ...]:
        machines = [
            Machine(node["NodeID"], node["NodeManagerHostname"], int(node["Resources"].get("CPU", 0)))
            for node in ray.nodes()
            if node["Alive"]
        ]
        taken = seats(machines, self._settings.workers)
        if len(taken) < (self._settings.workers or 1):
            total = sum(machine.cpus for machine in machines)
            raise RunnerError(
                f"has {total} processors, too few for {self._settings.workers or 1} workers",
                where=self._address,
                remedy=f"give --workers {total}" if total else "add a machine with processors to the cluster",
            )
        return taken

    def _joined(self) -> Any:
        for name, value in _SETTINGS.items():
            os.environ.setdefault(name, value)
        where = self._address or "ray"
        options = self._existing() if self._address else self._own()
        try:
            ray = _quiet()
            ray.init(log_to_driver=False, logging_level=logging.CRITICAL, **options)
        except SystemExit as error:  # what Ray makes of a cluster that does not answer it
            raise RunnerError("the Ray cluster does not answer", where=where, remedy=_STATUS) from error
        except Exception as error:  # the library raises a dozen kinds
            what = " ".join(str(error).split())[:300].rstrip(".")
            raise RunnerError(f"cannot be used: {what}", where=where, remedy=_STATUS) from error
        return ray

    def _existing(self) -> dict[str, Any]:
        """Options for a cluster that is there; RunnerError if nobody answers at its address."""
        if self._address.startswith("ray://"):
            raise RunnerError(
                "is an address of Ray Client, which Duizhao does not use",
                where=self._address,
                remedy="run it on a machine of the cluster with --ray-address auto",
            )
        if self._address != "auto":
            host, _, port = self._address.rpartition(":")
            if not host or not port.isdecimal():
                raise RunnerError("is no HOST:PORT", where=self._address, remedy="give HOST:PORT, or auto")
            try:
                socket.create_connection((host.strip("[]"), int(port)), _ANSWERS_WITHIN).close()
            except (OSError, OverflowError) as error:
                raise RunnerError(
                    f"no Ray cluster answers there ({error})", where=self._address, remedy=_STATUS
                ) from error
        return {"address": self._address}

    def _own(self) -> dict[str, Any]:
        """Options for a cluster on this machine, with its files in a folder of its own."""
        if "ray" not in sys.modules:  # else it has read its settings, and would not agree with its workers
            os.environ.update({**_LOOPBACK, "RAY_AUTH_TOKEN": _token()})
        self._folder = Path(tempfile.mkdtemp(prefix="duizhao-", dir=_short(tempfile.gettempdir())))
        return {
            "address": "local",
            "num_cpus": max(os.cpu_count() or 1, self._settings.workers or 1),
            "include_dashboard": False,
            "object_store_memory": _STORE,
            "_temp_dir": str(self._folder),
            "_plasma_directory": str(self._folder),  # /dev/shm is small in a container
        }


_STATUS = "look at `ray status` on a machine of the cluster"


def _short(folder: str) -> str:
    """The folder, or /tmp where it is too long: the path of a Unix socket ends at 107 bytes, and Ray adds 81."""
    return folder if len(os.fsencode(folder)) <= 26 else "/tmp"


@cache
def _token() -> str:
    """The key of this process's own cluster; Ray reads it once."""
    return secrets.token_hex(32)


def _quiet() -> Any:
    """Ray, kept from printing of lost workers into the progress bar: the run tells that itself."""
    import ray
    from ray._private import worker

    if hasattr(worker, "_worker_logs_enabled"):
        worker._worker_logs_enabled = False
    return ray
