"""Installed models: whole or not there, whatever happens while they are made."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from translate.engine import store
from translate.engine.disk import require_space, writing
from translate.errors import ModelError


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of models, empty; no Argos package is installed."""
    from argostranslate import settings

    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr(settings, "package_dirs", [])
    return tmp_path / "models"


def build(name: str, weights: bytes = b"weights", sha256: str = "ab" * 32) -> store.InstalledModel:
    """A model of two small files, installed as installers do it."""
    with store.lock(), store.building(store.models_dir() / name, "qwen", sha256) as folder:
        (folder / "model.bin").write_bytes(weights)
        (folder / "config.json").write_text("{}", encoding="utf-8")
    return store.require(name)


def test_models_are_kept_where_the_user_says(models: Path) -> None:
    assert store.models_dir() == models


def test_models_are_kept_in_the_users_cache_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DUIZHAO_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))

    assert store.models_dir().parts[-2:] == ("duizhao", "models")
    assert tmp_path in store.models_dir().parents


def test_an_installed_model_is_found(models: Path) -> None:
    built = build("qwen")

    assert built == store.InstalledModel("qwen", models / "qwen", "qwen", "ab" * 32, 9)
    assert store.installed("qwen") == built
    assert store.installed_models() == (built,)
    store.verify(built)


@pytest.mark.parametrize("name", ["qwen", "", "..", "../qwen", "a/b", ".lock", ".downloads"])
def test_what_is_not_installed_is_not_found(name: str) -> None:
    with store.lock():
        pass  # makes the folder and its lock

    assert store.installed(name) is None
    assert store.installed_models() == ()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("qwen", "duizhao models install qwen"),
        ("argos", "duizhao models install argos"),
        ("mine", "duizhao models install mine --gguf FILE"),
    ],
)
def test_a_model_that_is_needed_is_asked_for_with_one_command(name: str, command: str) -> None:
    with pytest.raises(ModelError) as raised:
        store.require(name)

    assert str(raised.value) == f"the model {name} is not installed; run `{command}`"


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"kind": "qwen"}'])
def test_a_folder_with_a_broken_manifest_is_no_model(manifest: str, models: Path) -> None:
    build("qwen")
    (models / "qwen" / store.MANIFEST).write_text(manifest, encoding="utf-8")

    assert store.installed("qwen") is None


def test_a_folder_without_a_manifest_is_no_model(models: Path) -> None:
    build("qwen")
    (models / "qwen" / store.MANIFEST).unlink()

    assert store.installed("qwen") is None


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_model_with_a_missing_or_cut_file_is_not_loaded(damage: str, models: Path) -> None:
    built, path = build("qwen"), models / "qwen" / "model.bin"
    if damage == "cut":
        path.write_bytes(b"wei")
    else:
        path.unlink()

    assert store.installed("qwen") is None
    with pytest.raises(
        ModelError, match=r"model\.bin: is missing or has another size; run `duizhao models inst"
    ):
        store.verify(built)


def test_a_changed_byte_is_found_by_verify_alone(models: Path) -> None:
    built = build("qwen", b"weights")
    (models / "qwen" / "model.bin").write_bytes(b"weighty")

    assert store.installed("qwen") == built
    with pytest.raises(ModelError, match=r"model\.bin: is not what was installed: its sum differs"):
        store.verify(built)


def test_verify_tells_how_far_it_is() -> None:
    seen: list[tuple[int, int]] = []

    store.verify(build("qwen"), lambda done, total: seen.append((done, total)))

    assert seen == [(2, 9), (9, 9)]


def test_a_new_model_takes_the_place_of_the_old_one(models: Path) -> None:
    build("qwen", b"old")

    built = build("qwen", b"new weights")

    assert (built.path / "model.bin").read_bytes() == b"new weights"
    assert {path.name for path in models.iterdir()} == {".lock", "qwen"}


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_build_that_fails_leaves_the_old_model(fault: type[BaseException], models: Path) -> None:
    build("qwen", b"old")

    def fail() -> None:
        with store.lock(), store.building(models / "qwen", "qwen", "cd" * 32) as folder:
            (folder / "model.bin").write_bytes(b"new")
            raise fault

    with pytest.raises(fault):
        fail()

    assert store.require("qwen").sha256 == "ab" * 32
    assert {path.name for path in models.iterdir()} == {".lock", "qwen"}


def test_a_removed_model_is_gone(models: Path) -> None:
    built = build("qwen")

    assert store.remove("qwen") == built
    assert {path.name for path in models.iterdir()} == {".lock"}
    with pytest.raises(ModelError, match="the model qwen is not installed"):
        store.remove("qwen")


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the disk is full; free some space"), writing(tmp_path):
        Path("/dev/full").write_bytes(b"x")  # Linux's own device that is always full


def test_room_is_asked_for_beforehand(tmp_path: Path) -> None:
    require_space(tmp_path / "not" / "yet", 1, "one byte")
    with pytest.raises(ModelError, match=r"installing qwen needs 1000000000\.0 GB, .* GB are free"):
        require_space(tmp_path / "not" / "yet", 10**18, "installing qwen")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path / "file" / "models"))

    with pytest.raises(ModelError, match=r"file/models: cannot be written \(Not a directory\); make it writ"):
        build("qwen")


# A real installer that says where it is and then waits for ever, to be killed there.
INSTALLER = """
import sys, time
from pathlib import Path
from translate.engine import install

class Report:
    def say(self, line): print(line, flush=True)
    def in_bytes(self, title):
        def progress(done, total):
            if title == sys.argv[2]:
                print("at", title, flush=True)
                time.sleep(60)
        return progress
    in_pieces = in_bytes

print(install.install_gguf(Path(sys.argv[1]), "tiny", Report()).new, flush=True)
"""


@contextmanager
def installer(gguf: Path, stops_at: str = "nowhere") -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", INSTALLER, str(gguf), stops_at]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    from tests.engine.tiny_gguf import Tiny

    return Tiny().write(tmp_path / "tiny.gguf")


@pytest.mark.parametrize("stage", ["Converting", "Saving"])
def test_an_install_killed_midway_is_completed_by_the_next(stage: str, gguf: Path, models: Path) -> None:
    with installer(gguf, stage) as process:
        assert line(process) == f"at {stage}"
        os.kill(process.pid, signal.SIGKILL)
    assert (models / ".tiny.building").is_dir()
    assert store.installed("tiny") is None
    assert store.installed_models() == ()

    with installer(gguf) as process:
        assert line(process) == "True"

    store.verify(store.require("tiny"))
    assert {path.name for path in models.iterdir()} == {".lock", "tiny"}


def test_two_installs_at_once_take_turns(gguf: Path) -> None:
    with installer(gguf, "Saving") as first:
        assert line(first) == "at Saving"
        with installer(gguf) as second:
            assert line(second) == "another install is at work; waiting for it to end"
            assert store.installed("tiny") is None
            os.kill(first.pid, signal.SIGKILL)
            assert line(second) == "True"

    store.verify(store.require("tiny"))


def test_the_manifest_lists_every_file(models: Path) -> None:
    build("qwen")

    manifest = json.loads((models / "qwen" / store.MANIFEST).read_text(encoding="utf-8"))

    assert manifest["kind"] == "qwen"
    assert {name: file["size"] for name, file in manifest["files"].items()} == {
        "config.json": 2,
        "model.bin": 7,
    }
