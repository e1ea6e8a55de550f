"""Drafting on a real Ray cluster of two workers, well and ill."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from tests.runner import engines
from tests.runner.conftest import Machines
from translate.drafting import Silent
from translate.engine.base import Beginning, Engine, Probe, Request
from translate.engine.choose import Choice
from translate.errors import ModelError, RunnerError
from translate.job import Job, run
from translate.memory import Memory
from translate.runner import RAY, Settings
from translate.runner.ray_cluster import RayRunner

REQUESTS = [Request(f"第{number}家公司说：{'新' * (number % 50)}。") for number in range(120)]
SICK = [*REQUESTS[:70], Request(f"{engines.ILL}。")]  # the shortest, so in the last batch


@contextmanager
def spread(
    machines: Machines, find: Callable[[], Choice], workers: int | None = None
) -> Iterator[tuple[Engine, RayRunner]]:
    runner = RayRunner(Settings(RAY, machines.address, workers), lambda _: None, find)
    try:
        yield runner.spread(FakeEngine().choice()).load(), runner
    finally:
        runner.close()


def drafts(engine: Engine, requests: list[Request]) -> list[tuple[int, str, int]]:
    return sorted((drafted.index, drafted.en, drafted.tokens) for drafted in engine.draft(requests))


def test_the_drafts_are_those_of_the_engine_itself(machines: Machines) -> None:
    noticed: list[int] = []
    with spread(machines, engines.well) as (engine, runner):
        came = [(d.index, d.en, d.tokens) for d in engine.draft(REQUESTS, noticed.append)]
        told = runner.told()
    assert sorted(came) == drafts(FakeEngine(), REQUESTS)
    assert sum(noticed) == len(REQUESTS)
    assert told == "ray, 2 workers on 2 machines"


def test_all_else_that_an_engine_can_do_comes_back_in_order(machines: Machines) -> None:
    fake = FakeEngine()
    beginnings = [Beginning(request, f"So {at}") for at, request in enumerate(REQUESTS)]
    probes = [Probe(request, f"so it {'is ' * (at % 7)}", "is") for at, request in enumerate(REQUESTS)]
    with spread(machines, engines.well) as (engine, _):
        assert (engine.name, engine.signature) == (fake.name, fake.signature)
        assert engine.resume(beginnings) == fake.resume(beginnings)
        assert engine.likelihoods(probes) == fake.likelihoods(probes)
        assert engine.alternatives(REQUESTS[0], 3) == fake.alternatives(REQUESTS[0], 3)
        assert list(engine.draft([])) == []
        assert engine.resume([]) == ()


def test_a_worker_killed_in_the_middle_of_a_batch_costs_nothing(machines: Machines, tmp_path: Path) -> None:
    with spread(machines, partial(engines.killed_once, tmp_path / "marker")) as (engine, runner):
        assert drafts(engine, SICK) == drafts(FakeEngine(), SICK)
        assert runner.told() == "ray, 2 workers on 2 machines, 1 lost and replaced"
        assert drafts(engine, REQUESTS) == drafts(FakeEngine(), REQUESTS)


def test_a_batch_that_kills_each_worker_is_given_up_and_the_rest_is_kept(machines: Machines) -> None:
    came: list[int] = []
    with spread(machines, engines.killed_always) as (engine, _):
        with pytest.raises(RunnerError) as caught:
            came.extend(drafted.index for drafted in engine.draft(SICK))
        assert drafts(engine, REQUESTS) == drafts(FakeEngine(), REQUESTS)  # and the workers are new ones
    assert "sentences lost their worker 3 times, at last so: The actor is dead because" in str(caught.value)
    assert "--runner local" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert 0 < len(came) < len(SICK)
    assert len(set(came)) == len(came)
    assert len(SICK) - 1 not in came


def test_one_worker_alone_is_tried_again(machines: Machines, tmp_path: Path) -> None:
    with spread(machines, partial(engines.killed_once, tmp_path / "marker"), 1) as (engine, runner):
        assert drafts(engine, SICK) == drafts(FakeEngine(), SICK)
        assert runner.told() == "ray, 1 worker on 1 machine, 1 lost and replaced"


def test_what_the_engine_refuses_is_not_tried_again(machines: Machines, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        spread(machines, partial(engines.refuses, log)) as (engine, _),
        pytest.raises(ModelError, match=r": is out of words; on .*, give it some"),
    ):
        list(engine.draft(SICK))
    assert log.read_text(encoding="utf-8") == "asked\n"


def test_a_mistake_in_the_program_is_told_of_its_machine(machines: Machines) -> None:
    with (
        spread(machines, engines.broken) as (engine, _),
        pytest.raises(RunnerError, match="the engine failed: ValueError: a mistake of ours"),
    ):
        list(engine.draft(SICK))


def test_a_machine_with_another_engine_ends_the_run(machines: Machines) -> None:
    with (
        spread(machines, engines.another) as (engine, _),
        pytest.raises(ModelError, match="has the engine fake/2, this run is with fake/1"),
    ):
        list(engine.draft(SICK))


def test_a_machine_that_goes_down_leaves_its_batch_to_the_others(machines: Machines, tmp_path: Path) -> None:
    third, marker = machines.add(), tmp_path / "marker"
    machines.cluster.wait_for_nodes()

    def pull_the_plug() -> None:
        while not marker.exists():
            time.sleep(0.05)
        machines.cluster.remove_node(third, allow_graceful=False)

    plug = threading.Thread(target=pull_the_plug, daemon=True)
    everywhere = [Request(f"{engines.ILL}{number}。") for number in range(30)]
    plug.start()
    with spread(machines, partial(engines.waits_on, third.node_id, marker)) as (engine, runner):
        assert drafts(engine, everywhere) == drafts(FakeEngine(), everywhere)
        assert runner.told() == "ray, 3 workers on 3 machines, 1 lost and replaced"
    plug.join()


def test_an_article_that_kills_its_workers_stops_the_run_and_the_next_one_goes_on(
    machines: Machines, tmp_path: Path
) -> None:
    """What was finished is in the memory; the next run, on this machine, does only the rest."""
    (tmp_path / "glossary").mkdir()
    dump = tmp_path / "news.txt"
    dump.write_text("\n\n".join(request.zh for request in SICK), encoding="utf-8")
    job = Job((dump,), tmp_path / "output", tmp_path / "glossary", tmp_path / "memory.db")
    choice = FakeEngine().choice()
    runner = RayRunner(Settings(RAY, machines.address), lambda _: None, engines.killed_always)
    with pytest.raises(RunnerError, match="lost their worker 3 times"):
        run(job, lambda: runner.spread(choice), Silent())
    runner.close()
    with Memory.open(job.memory) as memory:
        assert list(memory.articles()) == []
    engine = FakeEngine()
    report = run(job, engine.choice, Silent())
    assert 0 < len(engine.asked) < len(SICK)
    assert report.faults == ()
    assert len(report.pages) == 1
