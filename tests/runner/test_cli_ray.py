"""``duizhao translate --runner ray`` with a genuine Argos package: the same pages, whoever drafts."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.argos_fixture import PACKAGE
from tests.fakes import FakeEngine
from tests.runner.conftest import ROOT, Machines, running_from
from tests.signals import interruptible
from tests.test_argos_job import ENGLISH, GLOSSARY, NEWS
from translate.cli import app
from translate.errors import RunnerError
from translate.runner import RAY, Settings
from translate.runner.ray_cluster import RayRunner

WITHOUT_RAY = "import sys; sys.modules['ray'] = None\nfrom translate.cli import main\nmain()"
_RAY = ("--runner", "ray", "--workers", "2")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the package installed, a small dump, and its pages made without Ray."""
    folder = tmp_path_factory.mktemp("ray-desk")
    (folder / "news.md").write_text(NEWS, encoding="utf-8")
    (folder / "glossary").mkdir()
    (folder / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
    done = duizhao(folder, "models", "install", "argos", "--file", str(PACKAGE), "--quiet")
    assert done.returncode == 0, done.stderr
    here = duizhao(
        folder, "translate", "news.md", "--output", "here", "--memory", "here.db", "--json", without=True
    )
    assert here.returncode == 0, here.stderr
    assert json.loads(here.stdout)["runner"] == "local"
    return folder


def settings(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    known = {name: text for name, text in os.environ.items() if not name.startswith("RAY_")}
    places = {"ARGOS_PACKAGES_DIR": str(folder / "packages"), "DUIZHAO_MODELS": str(folder / "models")}
    return {**known, **places, **(more or {})}


def duizhao(
    folder: Path, *arguments: str, more: Mapping[str, str] | None = None, without: bool = False
) -> subprocess.CompletedProcess[str]:
    """The command, its warnings errors; ``without`` has it fail where it imports Ray."""
    start = ["-c", WITHOUT_RAY] if without else ["-W", "error::ResourceWarning", "-m", "translate"]
    command = [sys.executable, *start, *arguments]
    environment = settings(folder, more)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.html")}


def test_the_command_line_does_not_import_ray() -> None:
    code = "import sys, translate, translate.cli, translate.runner; print('ray' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_two_workers_of_this_machine_make_the_same_pages_and_leave_nothing(
    desk: Path, short_folder: Path
) -> None:
    more = {"TMPDIR": str(short_folder)}
    done = duizhao(desk, "translate", "news.md", *_RAY, "--output", "own", "--memory", "own.db", more=more)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert done.stderr.splitlines()[:4] == ["reading", "loading the model", "starting Ray", "translating"]
    assert "translating with 2 workers on 1 machine" in done.stderr
    assert "ray, 2 workers on 1 machine" in done.stdout
    assert pages(desk / "own") == pages(desk / "here")
    assert running_from(short_folder) == []
    assert list(short_folder.glob("duizhao-*")) == []


def test_the_machines_of_a_cluster_must_have_the_model_and_then_make_the_same_pages(
    desk: Path, machines: Machines, tmp_path: Path
) -> None:
    """The cluster was started without this desk's settings: its machines look for the model elsewhere."""
    place = ("--memory", str(tmp_path / "m.db"), "--output", str(tmp_path / "far"))
    arguments = ("translate", "news.md", *place, "--json", "--runner", "ray")
    more = {**machines.environment, "RAY_ADDRESS": machines.address}
    done = duizhao(desk, *arguments, more=more)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "the model argos is not installed; on " in done.stderr
    shutil.copytree(desk / "packages", machines.packages, dirs_exist_ok=True)
    done = duizhao(desk, *arguments, more=more)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["runner"] == "ray, 2 workers on 2 machines"
    assert pages(tmp_path / "far") == pages(desk / "here")


def test_without_a_sentence_to_draft_no_cluster_is_needed(desk: Path) -> None:
    arguments = ("--output", "here", "--memory", "here.db", "--json", "--runner", "ray")
    done = duizhao(desk, "translate", "news.md", *arguments, "--ray-address", "127.0.0.1:1")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["runner"], told["reused"]) == ("ray, no worker needed", len(ENGLISH))


def test_a_cluster_that_is_not_there_is_one_line(desk: Path, tmp_path: Path) -> None:
    place = ("--memory", str(tmp_path / "m.db"), "--output", str(tmp_path / "out"))
    arguments = ("--quiet", "--runner", "ray", "--ray-address", "127.0.0.1:1")
    done = duizhao(desk, "translate", "news.md", *place, *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "127.0.0.1:1: no Ray cluster answers there" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nonsense", "nonsense: is no HOST:PORT; give HOST:PORT, or auto"),
        ("127.0.0.1:99999", "127.0.0.1:99999: no Ray cluster answers there"),
        (
            "ray://127.0.0.1:1",
            "ray://127.0.0.1:1: is an address of Ray Client, which Duizhao does not use; run it",
        ),
    ],
)
def test_an_address_that_cannot_be_one_is_told_before_ray_tries_it(address: str, message: str) -> None:
    runner = RayRunner(Settings(RAY, address), lambda _: None)
    with pytest.raises(RunnerError) as caught:
        runner.spread(FakeEngine().choice()).load()
    assert str(caught.value).startswith(message)


def test_where_ray_is_not_installed_one_line_says_how(desk: Path) -> None:
    done = duizhao(desk, "translate", "news.md", *_RAY, "--output", "none", without=True)
    assert done.returncode == 1
    assert done.stderr == 'error: Ray is not installed; run `pip install "duizhao[ray]"`\n'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--runner", "dask"], "dask is none of local, ray"),
        (["--workers", "2"], "are for --runner ray"),
        (["--runner", "ray", "--workers", "0"], "--workers"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], message: str) -> None:
    done = CliRunner().invoke(app, ["translate", "news.md", *arguments])
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())


def test_an_update_is_spread_as_well(desk: Path, tmp_path: Path, machines: Machines) -> None:
    other = tmp_path / "desk"
    shutil.copytree(desk, other)
    (other / "glossary" / "a.po").write_text(GLOSSARY.replace('"posts"', '"roles"'), encoding="utf-8")
    shutil.copytree(desk / "packages", machines.packages, dirs_exist_ok=True)
    arguments = ("update", "--output", "here", "--memory", "here.db", "--json", "--runner", "ray")
    done = duizhao(other, *arguments, "--ray-address", machines.address, more=machines.environment)
    assert done.returncode in (0, 3), done.stderr
    assert json.loads(done.stdout)["drafted"] == 1
    (page,) = (path for path in (other / "here").glob("*.html") if path.name != "index.html")
    assert "roles" in page.read_text(encoding="utf-8")


def test_ctrl_c_ends_it_with_what_was_finished_kept(desk: Path, short_folder: Path) -> None:
    sentences = [f"谷歌裁减了{number}个工作岗位，但谈判没有取得进展。" for number in range(1000, 1400)]
    (desk / "long.txt").write_text("谈判\n\n" + "\n\n".join(sentences), encoding="utf-8")
    memory = desk / "long.db"
    command = [sys.executable, "-m", "translate", "translate", "long.txt", "--output", "long", *_RAY]
    command += ["--memory", str(memory)]
    with subprocess.Popen(
        command,
        cwd=desk,
        env=settings(desk, {"TMPDIR": str(short_folder)}),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    ) as run:
        while run.poll() is None and kept(memory) == 0:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=120)
    assert run.returncode == 130, told
    assert "stopped; what was finished is kept" in told
    assert "Traceback" not in told
    assert 0 < kept(memory) < len(sentences)
    assert not (desk / "long").exists()
    assert running_from(short_folder) == []
    assert list(short_folder.glob("duizhao-*")) == []


def kept(memory: Path) -> int:
    if not memory.exists():
        return 0
    try:
        with sqlite3.connect(memory) as db:
            count: int = db.execute("SELECT count(*) FROM drafts").fetchone()[0]
    except sqlite3.OperationalError:  # its tables are being made
        return 0
    finally:
        db.close()
    return count
