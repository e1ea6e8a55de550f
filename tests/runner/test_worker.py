"""What a worker says of the machine that it is on."""

from __future__ import annotations

import pickle
import socket
from functools import partial
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from tests.runner import engines
from translate.engine.base import Request
from translate.engine.choose import choose
from translate.engine.cores import SETTING, cores
from translate.errors import DuizhaoError, ModelError
from translate.runner.worker import Worker

HOST = socket.gethostname()


@pytest.fixture(autouse=True)
def _threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "1")  # a worker sets it for its process: here it is put back


def told(worker: Worker) -> str:
    """Its error as it comes back from the other machine."""
    error = pickle.loads(pickle.dumps(worker.work("draft", [Request("你好。")]))).error
    assert isinstance(error, ModelError)
    return str(error)


def test_drafts_come_in_the_order_of_the_batch() -> None:
    class Backwards(FakeEngine):
        def draft(self, requests, notice=None):  # type: ignore[no-untyped-def]
            return reversed(list(super().draft(requests, notice)))

    worker = Worker(Backwards().choice, "fake/1", 1)
    outcome = worker.work("draft", [Request("甲A。"), Request("乙B。")])
    assert [drafted.index for drafted in outcome.results] == [0, 1]


def test_a_machine_without_the_model_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path))
    error = told(Worker(partial(choose, "qwen"), "qwen/0123456789ab/p1", 1))
    assert error == f"{HOST}: the model qwen is not installed; on {HOST}, run `duizhao models install qwen`"


def test_a_machine_with_another_model_is_named_with_both() -> None:
    error = told(Worker(engines.another, "fake/1", 1))
    assert error.startswith(f"{HOST}: has the engine fake/2, this run is with fake/1; on {HOST}, install")


def test_an_error_keeps_its_kind_its_place_and_its_machine(tmp_path: Path) -> None:
    worker = Worker(partial(engines.refuses, tmp_path / "log"), "fake/1", 1)
    error = worker.work("draft", [Request(engines.ILL)]).error
    assert str(error) == f"{HOST}: is out of words; on {HOST}, give it some"


def test_a_worker_has_as_many_processors_as_its_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    Worker(engines.well, "fake/1", 3)
    assert cores() == 3
    monkeypatch.delenv(SETTING)
    assert cores() >= 1
    monkeypatch.setenv(SETTING, "many")
    with pytest.raises(DuizhaoError, match="DUIZHAO_THREADS is 'many'; set it to a number of processors"):
        cores()
