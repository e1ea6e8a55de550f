"""What may be named on the command line: files, folders, globs, standard input."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ingest.packing import PAGE, RECORD, RSS, TEXT, as_bytes, as_lines, gzipped, tarred, write, zipped
from translate.errors import IngestError
from translate.ingest import SUFFIXES, read_articles


def told(inputs: Sequence[Path | str]) -> list[str]:
    return [str(each) if isinstance(each, IngestError) else each.source for each in read_articles(inputs)]


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(Path("dump/a.txt"), TEXT)
    write(Path("dump/feed.xml"), RSS)
    write(Path("dump/2025/b.html"), PAGE)
    write(Path("dump/2025/c.zip"), zipped({"d.md": TEXT}))
    write(Path("dump/2025/01/e.jsonl.gz"), gzipped(as_lines(RECORD, RECORD)))
    write(Path("dump/style.css"), "x")
    return Path("dump")


def test_a_folder_is_read_with_all_that_is_in_it(dump: Path) -> None:
    assert told([dump]) == [
        "dump/a.txt",
        "dump/feed.xml#1",
        "dump/2025/b.html",
        "dump/2025/c.zip!d.md",
        "dump/2025/01/e.jsonl.gz:1",
        "dump/2025/01/e.jsonl.gz:2",
    ]


@pytest.mark.usefixtures("dump")
def test_a_glob_that_the_shell_did_not_expand() -> None:
    assert told(["dump/*.txt"]) == ["dump/a.txt"]
    assert told(["dump/**/*.html"]) == ["dump/2025/b.html"]
    assert told(["dump/20*"]) == [*told(["dump/2025"])]
    assert told(["dump/*.pdf"]) == ["dump/*.pdf: matches no file; check the pattern"]


def test_a_file_whose_name_looks_like_a_glob(dump: Path) -> None:
    write(dump / "a[1].txt", TEXT)
    assert told([dump / "a[1].txt"]) == ["dump/a[1].txt"]


def test_a_folder_without_news_names_what_it_may_hold(dump: Path) -> None:
    (dump / "empty").mkdir()
    (line,) = told([dump / "empty"])
    assert (
        line == f"dump/empty: holds no news files; it may hold {', '.join(SUFFIXES)}; or name the file itself"
    )


@pytest.mark.parametrize(
    ("content", "sources"),
    [
        (TEXT, ["standard input"]),
        (RSS, ["standard input#1"]),
        (as_lines(RECORD, RECORD), ["standard input:1", "standard input:2"]),
        (f"[{as_lines(RECORD)}]", ["standard input#1"]),
        (gzipped(as_lines(RECORD)), ["standard input:1"]),
        (zipped({"a.txt": TEXT}), ["standard input!a.txt"]),
        (tarred({"a.txt": TEXT}, "w:gz"), ["standard input!a.txt"]),
        ("", ["standard input: is empty; export the article again, or leave the file out"]),
    ],
)
@pytest.mark.parametrize("as_file", [True, False])
def test_standard_input(tmp_path: Path, content: str | bytes, sources: list[str], as_file: bool) -> None:
    code = (
        "from translate.ingest import read_articles\n"
        "for each in read_articles(['-']): print(each if isinstance(each, Exception) else each.source)"
    )
    path = write(tmp_path / "in", content)
    command = [sys.executable, "-c", code]
    with path.open("rb") as file:
        if as_file:
            done = subprocess.run(command, stdin=file, capture_output=True, check=True)
        else:
            done = subprocess.run(command, input=as_bytes(content), capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == sources


def test_two_articles_piped_in_one_after_the_other_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = set()
    for text in (TEXT, TEXT.replace("新馆", "旧馆")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ids |= {each.id for each in read_articles(["-"]) if not isinstance(each, IngestError)}
    assert len(ids) == 2


def test_a_closed_standard_input_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert told(["-"]) == ["standard input: is closed; pipe the news in, or name a file"]
