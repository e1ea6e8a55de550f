from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from translate.errors import OutputError
from translate.output import write_text, write_together

ROOT = Path(__file__).parents[1]
LONG_AGO = 1_000_000_000


def refusal(path: Path, text: str = "new") -> str:
    """What a person reads when ``path`` cannot be written."""
    with pytest.raises(OutputError) as caught:
        write_text(path, text)
    return str(caught.value).removeprefix(f"{path}: cannot be written: ")


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_page_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    assert write_text(tmp_path / "对照.html", "雪花\n上市\r\n𠀀")
    assert (tmp_path / "对照.html").read_bytes() == "雪花\n上市\r\n𠀀".encode()
    assert names(tmp_path) == ["对照.html"]


def test_a_page_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("old and longer", encoding="utf-8")
    assert write_text(page, "new")
    assert page.read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["a.html"]


def test_the_same_bytes_leave_the_file_untouched(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    write_text(page, "雪花")
    os.utime(page, (LONG_AGO, LONG_AGO))
    before = page.stat()
    assert not write_text(page, "雪花")
    assert (page.stat().st_mtime_ns, page.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_other_bytes_of_the_same_length_are_written(tmp_path: Path) -> None:
    write_text(tmp_path / "a.html", "600万")
    assert write_text(tmp_path / "a.html", "700万")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "700万"


def test_an_empty_text_is_an_empty_file(tmp_path: Path) -> None:
    assert write_text(tmp_path / "a.html", "")
    assert not write_text(tmp_path / "a.html", "")
    assert (tmp_path / "a.html").read_bytes() == b""


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    assert write_text(tmp_path / "2025" / "01" / "a.html", "new")
    assert (tmp_path / "2025" / "01" / "a.html").read_text(encoding="utf-8") == "new"


def test_a_new_page_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_text(tmp_path / "a.html", "new")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o640


def test_a_page_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    write_text(page, "old")
    page.chmod(0o604)
    write_text(page, "new")
    assert stat.S_IMODE(page.stat().st_mode) == 0o604


def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "a.html").symlink_to(tmp_path / "site" / "a.html")
    for text in ("new", "newer"):
        assert write_text(tmp_path / "a.html", text)
    assert (tmp_path / "a.html").is_symlink()
    assert (tmp_path / "site" / "a.html").read_text(encoding="utf-8") == "newer"


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    name = "a" * os.pathconf(tmp_path, "PC_NAME_MAX")
    assert write_text(tmp_path / name, "new")
    assert names(tmp_path) == [name]


def test_a_reader_never_meets_half_a_page(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    pages = {"甲" * 300_000, "乙" * 400_000}
    write_text(page, "甲" * 300_000)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for text in pages:
                write_text(page, text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = {page.read_text(encoding="utf-8") for _ in range(100)}
    finally:
        stop.set()
        writer.join()
    assert seen <= pages


# What cannot be written: one clear error, the old file as it was, nothing beside it


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    assert refusal(tmp_path / "a.html") == (
        "a folder has this name; move that folder away, or name another output folder"
    )
    assert names(tmp_path) == ["a.html"]


@pytest.mark.parametrize("below", ["page/a.html", "page/2025/a.html"])
def test_a_file_where_the_folder_should_be(tmp_path: Path, below: str) -> None:
    (tmp_path / "page").write_text("old", encoding="utf-8")
    assert refusal(tmp_path / below) == "a file stands where its folder should be; move that file away"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("长" * 100)) == "its name is too long for this disk; shorten the name"
    assert names(tmp_path) == []


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("a.html")
    assert refusal(tmp_path / "a.html") == "it is a link that leads back to itself; remove that link"


def test_a_device_or_socket_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
    for path in (tmp_path / "pipe", tmp_path / "socket"):
        kind = path.stat().st_mode
        assert refusal(path).startswith("it is a device or a pipe, not a file")
        assert path.stat().st_mode == kind


def test_half_a_character(tmp_path: Path) -> None:
    write_text(tmp_path / "a.html", "old")
    assert refusal(tmp_path / "a.html", "雪\ud83d").startswith("half a character, '\\ud83d', in its text")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.html"]


SCRIPT = """
import os, resource, sys
from pathlib import Path
from translate.errors import OutputError
from translate.output import write_together, write_text
path, size, limit, as_nobody = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "nobody"
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if as_nobody and os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
try:
    write_text(path, "x" * size)
except OutputError as error:
    print(error)
"""


def said_by_process(path: Path, *, size: int = 3, limit: int = 0, who: str = "me") -> str:
    """What a process says that writes ``size`` bytes, with files of at most ``limit`` bytes, as ``who``."""
    command = [sys.executable, "-c", SCRIPT, str(path), str(size), str(limit), who]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    )
    return done.stdout.strip().removeprefix(f"{path}: cannot be written: ")


def test_a_disk_that_takes_only_the_beginning_of_a_page(tmp_path: Path) -> None:
    write_text(tmp_path / "a.html", "old")
    said = said_by_process(tmp_path / "a.html", size=100_000, limit=50_000)
    assert said == "it is larger than a file may be here; raise the file size limit (ulimit -f)"
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.html"]


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full answers every write as a full disk does: the new file is made, and its bytes go there."""
    write_text(tmp_path / "a.html", "old")
    really_open = os.open

    def open_on_full_disk(path: Path, flags: int, mode: int) -> int:
        os.close(really_open(path, flags, mode))
        return really_open("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", open_on_full_disk)
    said = refusal(tmp_path / "a.html")
    monkeypatch.undo()
    assert said == "the disk is full; free some space there and run the same command again"
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.html"]


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that somebody without rights can reach; pytest's own are for their owner only."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_may_not_be_written(public_folder: Path) -> None:
    said = said_by_process(public_folder / "a.html", who="nobody")
    assert said == (
        "it or its folder may not be written; make both writable for you, or name another output folder"
    )
    assert names(public_folder) == []


def test_what_a_killed_run_left_behind_is_removed_when_it_is_old(tmp_path: Path) -> None:
    for name in (".duizhao-old.tmp", ".duizhao-young.tmp", "old.tmp"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    for name in (".duizhao-old.tmp", "old.tmp"):
        os.utime(tmp_path / name, (LONG_AGO, LONG_AGO))
    write_text(tmp_path / "a.html", "new")
    assert names(tmp_path) == [".duizhao-young.tmp", "a.html", "old.tmp"]


def test_ctrl_c_in_the_middle_of_a_page_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.html"
    write_text(page, "old")
    really_sync = os.fsync

    def interrupted(descriptor: int) -> None:
        really_sync(descriptor)
        signal.raise_signal(signal.SIGINT)
        time.sleep(1)  # the signal is handled before this ends

    monkeypatch.setattr(os, "fsync", interrupted)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_text(page, "new")
    finally:
        signal.signal(signal.SIGINT, handler)
    assert page.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.html"]


def test_files_that_are_made_while_they_are_written_come_together_or_not_at_all(tmp_path: Path) -> None:
    def files(*, whole: bool) -> Iterator[tuple[Path, bytes]]:
        yield tmp_path / "a.html", b"a"
        yield tmp_path / "folder" / "b.html", b"b"
        if not whole:
            raise OutputError("the press broke")

    with pytest.raises(OutputError, match="the press broke"):
        write_together(files(whole=False))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert write_together(files(whole=True)) == (tmp_path / "a.html", tmp_path / "folder" / "b.html")
    assert write_together(files(whole=True)) == ()  # the same bytes: no file is touched
    assert names(tmp_path) == ["a.html", "folder"]
