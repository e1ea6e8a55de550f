"""Engines for workers that fall ill: found on the worker by functions that can be pickled."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.fakes import FakeEngine
from translate.engine.base import Drafted, Request
from translate.engine.choose import Choice
from translate.errors import ModelError

#: A sentence that holds it makes its worker ill.
ILL = "病"


class Ill(FakeEngine):
    """Does ``harm`` when it comes to a sentence with ``ILL``, others of its batch being done."""

    def __init__(self, harm: Callable[[], None]) -> None:
        super().__init__()
        self._harm = harm

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        for drafted in super().draft(requests, notice):
            if ILL in requests[drafted.index].zh:
                self._harm()
            yield drafted


def well() -> Choice:
    return FakeEngine().choice()


def killed_once(marker: Path) -> Choice:
    """The first worker that gets there is killed as the system kills one that takes too much memory."""

    def harm() -> None:
        try:
            marker.touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)

    return Ill(harm).choice()


def killed_always() -> Choice:
    return Ill(lambda: os.kill(os.getpid(), signal.SIGKILL)).choice()


def refuses(log: Path) -> Choice:
    """Says no, and writes down each time that it was asked."""

    def harm() -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write("asked\n")
        raise ModelError("is out of words", remedy="give it some")

    return Ill(harm).choice()


def broken() -> Choice:
    def harm() -> None:
        raise ValueError("a mistake of ours")

    return Ill(harm).choice()


def waits_on(node: str, marker: Path) -> Choice:
    """On that machine it says so and then never ends."""

    import ray  # not above: it reads its settings when it is imported

    def harm() -> None:
        if ray.get_runtime_context().get_node_id() == node:
            marker.touch()
            while True:
                time.sleep(1)

    return Ill(harm).choice()


def another() -> Choice:
    return Choice("fake", "fake/2", FakeEngine)
