"""The table of speeds: every part and stage gives its lines, growth is marked, what is missing is said."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import limits, speed, speed_qwen, speed_run, speed_settings, speed_stages
from benchmarks.llama import Llama, chinese_tokens, prompt
from benchmarks.measured import Row
from benchmarks.speed_run import EXAMPLES, items_of
from benchmarks.speed_stages import Took, row
from benchmarks.stages import STAGES, Stage, Trial
from tests.engine.tiny_gguf import Tiny
from tests.fakes import FakeEngine
from translate.engine import gguf
from translate.engine.base import Beginning, Request
from translate.engine.batches import Expected
from translate.errors import ModelError

SMALL = Stage("small", 5, "things", lambda *_: iter(()))


def ready() -> speed_run.Loaded:
    """The tests' engine, as if it were an installed one."""
    engine = FakeEngine()
    return speed_run.Loaded(engine.choice(), engine)


# --- stages ---------------------------------------------------------------------------------------------------
def test_every_stage_of_a_run_is_there() -> None:
    stages = {each.name.split(",")[0].split(" ")[0] for each in STAGES}
    assert stages == {
        "ingest", "duplicates", "segmentation", "glossary", "locks", "enforcement", "checks", "memory", "page",
        "all", "index", "stats",
    }  # fmt: skip
    assert len({each.name for each in STAGES}) == len(STAGES)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_stage_works_at_any_size(stage: Stage, tmp_path: Path) -> None:
    for size in (4, 8):
        folder = tmp_path / str(size)
        folder.mkdir()
        for trial in islice(stage.trials(size, random.Random(1), folder), 2):
            trial.work()
            assert all(amount > 0 for amount in trial.units.values())


def test_a_stage_is_a_line_of_rates_and_growth() -> None:
    took = [Took(0.5, {"things": 10.0}), Took(5.0, {"things": 10.0}), Took(25.0, {"things": 20.0})]
    line = row(SMALL, (1, 10, 100), took)
    assert (line.what, line.figure) == ("small", "10.0 / 10.0 / 20.0 things/s")
    assert line.note == "growth 1.00 / 0.50; 5 / 50 / 500 things"


def test_what_grows_faster_than_its_input_is_marked() -> None:
    took = [Took(1.0, {"things": 5.0}), Took(10.0, {"things": 5.0}), Took(200.0, {"things": 2.5})]
    assert "growth 1.00 / 2.00, FASTER THAN ITS INPUT" in row(SMALL, (1, 10, 100), took).note


def test_trials_go_on_until_there_are_enough_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_stages, "MOST_TRIALS", 4)
    done: list[int] = []

    def trials(size: int, _chance: random.Random, _folder: Path) -> Iterator[Trial]:
        while True:
            yield Trial(lambda: done.append(size), {"things": size})

    took = speed_stages.measured(Stage("quick", 5, "things", trials), 10)
    assert done == [50] * 4
    assert took.rates["things"] == pytest.approx(50 / took.seconds)


def test_stages_are_chosen_by_the_beginning_of_their_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed_stages, "MOST_TRIALS", 1)
    speed_stages.main(["enforcement", "segmentation", "--sizes", "1"])
    shown = capsys.readouterr()
    assert "segments/s" in shown.out
    assert [line.partition(":")[0].strip() for line in shown.err.splitlines()[1:]] == [
        "segmentation, one paragraph",
        "enforcement, all at once",
    ]


# --- the model's parts, with an engine that answers at once -----------------------------------------------------
def test_a_whole_run_tells_what_is_not_the_models() -> None:
    lines = {line.what: line for line in speed_run.rows(ready=ready())}
    assert [*lines] == [
        "not the model's, of a whole run",
        "decoding again, on top of drafting",
        "the same run again",
        "peak memory of this process",
    ]
    assert lines["not the model's, of a whole run"].goal == "≤ 3%"
    reused, _, segments = lines["the same run again"].note.removesuffix(" segments reused").partition(" of ")
    assert reused == segments != "0"


def test_without_the_other_python_the_line_says_how_to_get_it() -> None:
    lines = list(speed_qwen.rows(sentences=12, pairs=1, ready=ready()))
    assert [line.what for line in lines] == [
        "qwen, batched",
        "against one sentence at a time",
        "against llama.cpp",
    ]
    assert "pip install xllamacpp" in lines[-1].note


def test_a_ratio_is_of_tokens_a_second() -> None:
    ratio = speed_qwen.faster(speed_qwen.Side(lambda: 30), speed_qwen.Side(lambda: 10), 1)
    same = speed_qwen.faster(speed_qwen.Side(lambda: 30), speed_qwen.Side(lambda: 30), 1)
    assert ratio.middle > 0
    assert same.least == same.middle == same.most


def test_a_python_without_llama_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match=r"llama\.cpp ended with exit code 1; .*pip install xllamacpp"):
        Llama(Path(sys.executable), Path("none.gguf"))
    with pytest.raises(ModelError, match="/none/python: does not run"):
        Llama(Path("/none/python"), Path("none.gguf"))


def test_llama_is_asked_with_the_engines_own_words() -> None:
    asked = prompt(Request("Nvidia周二上涨。", ("Nvidia", "Apple")))
    assert "Keep these words exactly as they are: Nvidia; Apple\n\nNvidia周二上涨。<|im_end|>\n" in asked
    assert asked.startswith("<|im_start|>system\n")
    assert asked.endswith("<|im_start|>assistant\n")


def test_what_llama_may_not_say_is_what_the_model_has_no_output_for(tmp_path: Path) -> None:
    file = Tiny().write(tmp_path / "tiny.gguf")
    gguf.convert(file, tmp_path / "model")
    shapes = limits.shapes(tmp_path / "model" / "model.bin")
    tokens, outputs = (shapes[f"decoder/{name}/weight"][0] for name in ("embeddings", "projection"))
    assert len(chinese_tokens(file)) == tokens - outputs > 0


# --- the table --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", speed.PARTS)
def test_every_part_takes_its_options(name: str) -> None:
    part = speed.PARTS[name]
    assert {*part.options} <= {*signature(import_module(f"benchmarks.{part.module}").rows).parameters}


def test_a_part_that_cannot_be_measured_costs_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    def missing() -> Iterator[Row]:
        yield Row("first", "1.0")
        raise ModelError("no model is called 'qwen'", remedy="run `duizhao models install qwen`")

    assert speed.show({"broken": missing(), "whole": iter([Row("second", "2.0", "≥ 1", "of two")])}) == 1
    shown = capsys.readouterr()
    assert "broken: no model is called 'qwen'; run `duizhao models install qwen`" in shown.err.splitlines()
    assert [
        line for line in shown.out.splitlines() if "second" in line and "≥ 1" in line and "of two" in line
    ]
    assert "first" in shown.out


def test_without_a_model_each_part_says_so_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path))
    with pytest.raises(SystemExit, match="1"):
        speed.main(["run", "qwen"])
    shown = capsys.readouterr()
    said = "the model qwen is not installed; run `duizhao models install qwen`"
    assert shown.err.splitlines() == ["run …", f"run: {said}", "qwen …", f"qwen: {said}"]
    assert shown.out == ""


def test_the_command_prints_the_parts_that_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed_stages, "STAGES", ())
    with pytest.raises(SystemExit, match="0"):
        speed.main(["stages", "--sizes", "1"])
    assert capsys.readouterr().err.splitlines() == ["stages …"]


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        speed.main(["everything"])
    assert f"no part is called 'everything'; there are {', '.join(speed.PARTS)}" in capsys.readouterr().err


# --- limits -----------------------------------------------------------------------------------------------------
def test_the_weights_of_a_step_are_all_matrices_but_the_embeddings() -> None:
    shapes = {"decoder/embeddings/weight": (100, 4), "a/weight": (8, 4), "b/weight": (4, 8), "b/bias": (4,)}
    assert limits.multiplied(shapes) == 64
    assert limits.multiplied(shapes, "b/weight") == 32


def test_the_shapes_of_a_converted_model_are_read(tmp_path: Path) -> None:
    gguf.convert(Tiny().write(tmp_path / "tiny.gguf"), tmp_path / "model")
    shapes = limits.shapes(tmp_path / "model" / "model.bin")
    tokens, width = shapes["decoder/embeddings/weight"]
    assert shapes["decoder/projection/weight"][1] == width
    assert shapes["decoder/layer_0/ffn/linear_1/weight"][0] == width
    assert limits.multiplied(shapes) > shapes["decoder/projection/weight"][0] * width
    assert tokens > 0


def test_the_peaks_are_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_SECONDS", 0.0)
    assert limits.memory_peak(2, size=1 << 16) > 0
    assert limits.float_peak(side=32) > 0


# --- what each choice is worth ------------------------------------------------------------------------------------
def test_without_a_plan_batches_are_as_they_come() -> None:
    lengths = [10, 80, 10, 10, 400, 10]
    prompts = [Expected(length, 0) for length in lengths]
    batches = [batch.indices for batch in speed_settings.as_they_come(prompts, None, most=2, room=100)]
    assert batches == [(0,), (1,), (2, 3), (4,), (5,)]


def test_the_ladder_without_the_drafts_words_gives_none_to_the_engine() -> None:
    engine = FakeEngine(finish=lambda prefix: f"{prefix} rises.")
    speed_settings.RestForgotten(engine).resume([Beginning(Request("深"), "DeepSeek", " falls.")])
    assert engine.resumed == [Beginning(Request("深"), "DeepSeek")]


def test_drafts_that_miss_a_lock_are_those_that_are_decoded_again() -> None:
    items = [item for item in items_of(EXAMPLES, "fake/1") if item.locks][:5]
    engine = FakeEngine({items[2].request.zh: "Nothing of the kind."})
    (missed,) = speed_settings.missing_a_lock(engine, items)
    assert missed.request == items[2].request
    assert missed.missing()
