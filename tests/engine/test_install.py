"""Installing Argos packages and GGUF files, from files and from servers on the loopback."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.argos_zip import write_package
from tests.engine.file_server import Shelf, serving
from tests.engine.tiny_gguf import Tiny
from translate.engine import install, store
from translate.engine.catalogue import ARGOS_ZH_EN, QWEN, Artifact, Entry, WebSource
from translate.engine.digest import Progress
from translate.errors import ModelError


class Report:
    """Collects what an installation tells."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.steps: list[str] = []

    def say(self, line: str) -> None:
        self.said.append(line)

    def in_bytes(self, title: str) -> Progress:
        return lambda done, total: self.steps.append(title) if done == total else None

    in_pieces = in_bytes


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Argos Translate's folder of packages, empty."""
    from argostranslate import settings

    folder = tmp_path / "argos" / "packages"
    folder.mkdir(parents=True)
    monkeypatch.setattr(settings, "package_data_dir", folder)
    monkeypatch.setattr(settings, "package_dirs", [folder])
    return folder


def seen_by_argos() -> list[tuple[str, str]]:
    """The pairs that unmodified Argos Translate finds installed."""
    from argostranslate.package import get_installed_packages

    return [(package.from_code, package.to_code) for package in get_installed_packages()]


# --- Argos packages ---------------------------------------------------------------------------------


def test_a_package_file_is_installed_where_argos_sees_it(
    tmp_path: Path, packages: Path, report: Report
) -> None:
    outcome = install.install_argos_file(write_package(tmp_path / "zh_en.argosmodel"), report)

    assert outcome.new
    assert outcome.model.path == packages / "translate-zh_en-1_9"
    assert outcome.model.kind == "argos"
    assert outcome.model.sha256 == hashlib.sha256(b"weights").hexdigest()
    assert outcome.model == store.require("argos")
    assert seen_by_argos() == [("zh", "en")]
    assert [path.name for path in packages.parent.iterdir()] == ["packages"]
    store.verify(outcome.model)


def test_a_package_is_installed_once(tmp_path: Path, report: Report) -> None:
    path = write_package(tmp_path / "zh_en.argosmodel")
    first = install.install_argos_file(path, report)

    assert install.install_argos_file(path, report) == replace(first, new=False)
    assert install.install_entry(ARGOS_ZH_EN, report) == replace(first, new=False)


def test_a_package_that_argos_installed_itself_is_found(
    tmp_path: Path, packages: Path, report: Report
) -> None:
    from argostranslate.package import install_from_path

    install_from_path(write_package(tmp_path / "zh_en.argosmodel"))

    model = store.require("argos")
    assert model.path == packages / "translate-zh_en-1_9"
    assert model.sha256 == hashlib.sha256(b"weights").hexdigest()
    store.verify(model)
    assert not install.install_entry(ARGOS_ZH_EN, report).new


def test_another_package_for_the_pair_is_not_overwritten(tmp_path: Path, report: Report) -> None:
    install.install_argos_file(write_package(tmp_path / "a.argosmodel"), report)
    newer = write_package(tmp_path / "b.argosmodel", weights=b"newer", folder="translate-zh_en-2_0")

    with pytest.raises(
        ModelError, match="another model is installed as argos; run `duizhao models remove arg"
    ):
        install.install_argos_file(newer, report)

    store.remove("argos")
    assert install.install_argos_file(newer, report).new
    assert seen_by_argos() == [("zh", "en")]


def test_another_pair_is_refused_by_name(tmp_path: Path, packages: Path, report: Report) -> None:
    path = write_package(tmp_path / "en_es.argosmodel", pair=("en", "es"), folder="translate-en_es-1_0")

    with pytest.raises(ModelError, match=r"en_es\.argosmodel: translates en → es, not zh → en"):
        install.install_argos_file(path, report)

    assert list(packages.iterdir()) == []


def test_another_pair_that_is_installed_is_left_alone(tmp_path: Path, packages: Path, report: Report) -> None:
    from argostranslate.package import install_from_path

    install_from_path(write_package(tmp_path / "en_es.argosmodel", pair=("en", "es"), folder="model"))
    assert store.installed("argos") is None

    with pytest.raises(ModelError, match=r"packages/model: is taken by a package that translates en → es"):
        install.install_argos_file(write_package(tmp_path / "zh_en.argosmodel", folder="model"), report)

    assert seen_by_argos() == [("en", "es")]
    assert (packages / "model").is_dir()


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("metadata.json", r"lacks metadata\.json"),
        ("model/model.bin", r"lacks model/model\.bin"),
        ("sentencepiece.model", r"lacks sentencepiece\.model or bpe\.model"),
    ],
)
def test_a_package_without_its_parts_is_refused(
    missing: str, message: str, tmp_path: Path, packages: Path, report: Report
) -> None:
    path = write_package(tmp_path / "zh_en.argosmodel", without=missing)

    with pytest.raises(ModelError, match=message):
        install.install_argos_file(path, report)

    assert list(packages.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "translate-zh_en-1_9/../../evil", "translate-zh_en-1_9/a\\..\\evil", "C:/evil"],
)
def test_a_package_that_reaches_out_of_its_folder_is_refused(
    name: str, tmp_path: Path, packages: Path, report: Report
) -> None:
    path = write_package(tmp_path / "zh_en.argosmodel", more={name: "evil"})

    with pytest.raises(ModelError, match="holds the unsafe path"):
        install.install_argos_file(path, report)

    assert not list(tmp_path.rglob("*evil*"))
    assert list(packages.iterdir()) == []


def test_a_package_of_two_folders_is_refused(tmp_path: Path, report: Report) -> None:
    path = write_package(tmp_path / "zh_en.argosmodel", more={"another/file": "text"})

    with pytest.raises(ModelError, match="no single top folder"):
        install.install_argos_file(path, report)


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>"])
def test_a_file_that_is_no_package_is_refused(content: bytes, tmp_path: Path, report: Report) -> None:
    path = tmp_path / "zh_en.argosmodel"
    path.write_bytes(content)

    with pytest.raises(ModelError, match=r"zh_en\.argosmodel: is not an Argos package \(no zip archive\)"):
        install.install_argos_file(path, report)


def test_a_damaged_package_leaves_nothing(tmp_path: Path, packages: Path, report: Report) -> None:
    path = write_package(tmp_path / "zh_en.argosmodel", weights=b"weights" * 100)
    path.write_bytes(path.read_bytes().replace(b"weightsweights", b"weightsWEIGHTS", 1))

    with pytest.raises(ModelError, match=r"zh_en\.argosmodel: is damaged \(translate-zh_en-1_9/model/model"):
        install.install_argos_file(path, report)

    assert list(packages.iterdir()) == []
    assert [path.name for path in packages.parent.iterdir()] == ["packages"]


def test_a_missing_package_file_is_named(tmp_path: Path, report: Report) -> None:
    with pytest.raises(ModelError, match=r"gone\.argosmodel: cannot be read \(No such file"):
        install.install_argos_file(tmp_path / "gone.argosmodel", report)


def index(*links: str) -> bytes:
    """The Argos index with three pairs."""
    pairs = [("en", "zh", ["http://127.0.0.1:9/wrong"]), ("zh", "en", list(links)), ("zh", "fr", [])]
    keys = ("from_code", "to_code", "links")
    return json.dumps([dict(zip(keys, pair, strict=True)) for pair in pairs]).encode()


def test_the_index_tells_where_the_package_is(
    tmp_path: Path, models: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argostranslate import settings

    package = write_package(tmp_path / "zh_en.argosmodel").read_bytes()
    with serving(Shelf({"/page": b"<html></html>", "/zh_en.argosmodel": package})) as shelf:
        links = ("ipfs://Qm", f"{shelf.url}/gone", f"{shelf.url}/page", f"{shelf.url}/zh_en.argosmodel")
        shelf.files["/index.json"] = index(*links)
        monkeypatch.setattr(settings, "remote_package_index", f"{shelf.url}/index.json")

        outcome = install.install_entry(ARGOS_ZH_EN, report)

    assert outcome.new
    assert seen_by_argos() == [("zh", "en")]
    assert "answered 404" in report.said[0]
    assert "is not an Argos package" in report.said[1]
    assert list((models / ".downloads").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html></html>", "is not an Argos index; check ARGOS_PACKAGE_INDEX"),
        (b"[]", "has no Chinese → English package; install one with --file"),
        (None, "answered 404 Not Found"),
    ],
)
def test_an_index_without_the_package_is_named(
    content: bytes | None, message: str, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argostranslate import settings

    with serving(Shelf({} if content is None else {"/index.json": content})) as shelf:
        monkeypatch.setattr(settings, "remote_package_index", f"{shelf.url}/index.json")
        with pytest.raises(ModelError) as raised:
            install.install_entry(ARGOS_ZH_EN, report)

    assert str(raised.value).startswith(f"{shelf.url}/index.json: {message}")


# --- GGUF models ------------------------------------------------------------------------------------


def tiny_entry(url: str, content: bytes) -> Entry:
    """The catalogue's entry, had the tiny file been the official one."""
    sha256 = hashlib.sha256(content).hexdigest()
    artifact = Artifact("tiny.gguf", len(content), sha256, (WebSource(url, "the server"),))
    return replace(QWEN, artifact=artifact, installed_size=1_000_000)


def test_a_model_of_the_catalogue_is_fetched_checked_converted_and_put_in_place(
    tmp_path: Path, models: Path, report: Report
) -> None:
    content = Tiny().write(tmp_path / "tiny.gguf").read_bytes()
    with serving(Shelf({"/tiny.gguf": content})) as shelf:
        entry = tiny_entry(f"{shelf.url}/tiny.gguf", content)

        outcome = install.install_entry(entry, report)
        again = install.install_entry(entry, report)

    assert outcome.new
    assert outcome.model.sha256 == hashlib.sha256(content).hexdigest()
    assert again == replace(outcome, new=False)
    assert report.steps == ["Downloading", "Checking", "Converting", "Saving"]
    assert shelf.asked == [""]
    assert list((models / ".downloads").iterdir()) == []
    store.verify(outcome.model)


DOWNLOADER = """
import sys
from dataclasses import replace
from translate.engine import install
from translate.engine.catalogue import QWEN, Artifact, WebSource

class Silent:
    def say(self, line): pass
    def in_bytes(self, title): return lambda done, total: None
    in_pieces = in_bytes

url, size, sha256 = sys.argv[1:]
artifact = Artifact("tiny.gguf", int(size), sha256, (WebSource(url, "the server"),))
print(install.install_entry(replace(QWEN, artifact=artifact, installed_size=1_000_000), Silent()).new)
"""


def test_a_download_killed_midway_is_gone_on_with_by_the_next_install(tmp_path: Path, models: Path) -> None:
    content = Tiny().write(tmp_path / "tiny.gguf").read_bytes()
    part = models / ".downloads" / "tiny.gguf.0.part"
    with serving(Shelf({"/tiny.gguf": content}, pace=len(content) // 2)) as shelf:
        url, sha256 = f"{shelf.url}/tiny.gguf", hashlib.sha256(content).hexdigest()
        command = [sys.executable, "-c", DOWNLOADER, url, str(len(content)), sha256]
        with subprocess.Popen(command) as process:
            deadline = time.monotonic() + 20
            while not (part.is_file() and part.stat().st_size) and time.monotonic() < deadline:
                time.sleep(0.02)
            process.kill()
        kept = part.stat().st_size
        assert 0 < kept < len(content)
        assert store.installed("qwen") is None
        shelf.pace = 0

        done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout == "True\n"
    assert shelf.asked == ["", f"bytes={kept}-"]
    store.verify(store.require("qwen"))
    assert {path.name for path in models.rglob(".*")} == {".lock", ".downloads"}


def test_the_fetched_file_is_kept_if_asked_for(tmp_path: Path, models: Path, report: Report) -> None:
    content = Tiny().write(tmp_path / "tiny.gguf").read_bytes()
    with serving(Shelf({"/tiny.gguf": content})) as shelf:
        install.install_entry(tiny_entry(f"{shelf.url}/tiny.gguf", content), report, keep=True)

    assert (models / ".downloads" / "tiny.gguf").read_bytes() == content


def test_nothing_is_fetched_when_there_is_no_room(tmp_path: Path, report: Report) -> None:
    content = Tiny().write(tmp_path / "tiny.gguf").read_bytes()
    with serving(Shelf({"/tiny.gguf": content})) as shelf:
        entry = replace(tiny_entry(f"{shelf.url}/tiny.gguf", content), installed_size=10**18)
        with pytest.raises(ModelError, match=r"installing qwen needs .* GB are free; free some space"):
            install.install_entry(entry, report)

    assert shelf.asked == []


def test_a_file_that_cannot_be_converted_installs_nothing(
    tmp_path: Path, models: Path, report: Report
) -> None:
    path = Tiny(architecture="llama").write(tmp_path / "llama.gguf")

    with pytest.raises(ModelError, match=r"llama\.gguf: has the architecture 'llama', not 'qwen2'"):
        install.install_gguf(path, "llama", report)

    assert store.installed_models() == ()
    assert [path.name for path in models.iterdir()] == [".lock"]


def test_a_gguf_of_ones_own_gets_a_name_of_its_own(tmp_path: Path, report: Report) -> None:
    path = Tiny().write(tmp_path / "tiny.gguf")

    outcome = install.install_gguf(path, "house-model", report)

    assert outcome.new
    assert outcome.model == store.require("house-model")
    assert install.install_gguf(path, "house-model", report) == replace(outcome, new=False)


def test_a_name_that_is_taken_is_not_given_to_another_file(tmp_path: Path, report: Report) -> None:
    install.install_gguf(Tiny(seed=1).write(tmp_path / "one.gguf"), "house-model", report)
    other = Tiny(seed=2).write(tmp_path / "two.gguf")

    with pytest.raises(
        ModelError, match="another model is installed as house-model; run `duizhao models remove"
    ):
        install.install_gguf(other, "house-model", report)


@pytest.mark.parametrize("name", ["argos", "../up", ".hidden", "a b", ""])
def test_a_name_that_cannot_be_is_refused(name: str, tmp_path: Path, report: Report) -> None:
    path = Tiny().write(tmp_path / "tiny.gguf")

    with pytest.raises(ModelError, match="name"):
        install.install_gguf(path, name, report)


def test_a_gguf_that_is_not_there_is_named(tmp_path: Path, report: Report) -> None:
    with pytest.raises(ModelError, match=r"gone\.gguf: is not a file; give the path of a GGUF file"):
        install.install_gguf(tmp_path / "gone.gguf", "gone", report)
