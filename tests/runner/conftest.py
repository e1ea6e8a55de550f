"""A real Ray cluster of two machines, as far as Ray knows; both are here."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
_STORE = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Machines:
    """The cluster, and the settings with which another process can join it."""

    cluster: Any
    address: str
    environment: dict[str, str]
    packages: Path  # where its workers look for Argos packages; there is none

    def add(self) -> Any:
        """One machine more."""
        return self.cluster.add_node(num_cpus=1, object_store_memory=_STORE)


@pytest.fixture(scope="session")
def machines() -> Iterator[Machines]:
    """Two machines of one processor each, on the loopback address; their files are gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="rt", dir="/tmp"))
    environment = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": "d" * 64,
        "RAY_TMPDIR": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setenv("ARGOS_PACKAGES_DIR", str(folder / "packages"))
        from ray.cluster_utils import Cluster

        quick = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 1000}
        head = {
            "num_cpus": 1,
            "object_store_memory": _STORE,
            "plasma_directory": str(folder),
            "include_dashboard": False,
            "_system_config": quick,
        }
        cluster: Any = None
        try:
            cluster = Cluster(initialize_head=True, head_node_args=head)
            there = Machines(cluster, cluster.address, environment, folder / "packages")
            there.add()
            yield there
        finally:
            if cluster:
                cluster.shutdown()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A temporary folder whose path is short enough for Ray."""
    folder = Path(tempfile.mkdtemp(prefix="rt", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


def running_from(folder: Path) -> list[int]:
    """Processes that name the folder in their command line."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue  # it has just ended
        if os.fsencode(folder) in command and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found
