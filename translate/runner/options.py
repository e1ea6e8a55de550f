"""The runner's options of a command."""

from __future__ import annotations

from typing import Annotated

import typer

from translate.runner.base import RAY, RUNNERS, Settings


def _known(name: str) -> str:
    if name not in RUNNERS:
        raise typer.BadParameter(f"{name} is none of {', '.join(RUNNERS)}")
    return name


RunnerName = Annotated[
    str,
    typer.Option("--runner", callback=_known, help="local, or ray: drafting spread over a Ray cluster."),
]
RayAddress = Annotated[
    str,
    typer.Option(
        "--ray-address",
        metavar="HOST:PORT",
        help="The cluster, or auto for the one of this machine. Default: RAY_ADDRESS, else one started for the run.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="With ray: how many. Default: one a machine.", show_default=False),
]


def settings(runner: str, address: str, workers: int | None) -> Settings:
    """What the options mean together; a usage error where only ray would take them."""
    if runner != RAY and (address or workers):
        raise typer.BadParameter("--ray-address and --workers are for --runner ray")
    return Settings(runner, address, workers)
