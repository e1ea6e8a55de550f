"""The job: the same bytes each time, nothing half-written, one fault never costing the rest."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.publish.sample import CHIPS, CUP, DRAFT, MEI, SIGNED_AT, WIND, make_desk, order, published
from translate.errors import PublishError
from translate.memory import Action, Change, Memory
from translate.publish.forms import FORMS, Form
from translate.publish.job import publish
from translate.publish.loading import Loader, stored
from translate.publish.model import Edition, File, Options
from translate.publish.names import index_of
from translate.publish.select import Wanted, select


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory that no test changes."""
    return make_desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("title", ["", "Late news"], ids=["articles", "edition"])
def test_twice_the_same_bytes(desk: Path, tmp_path: Path, title: str) -> None:
    first = published(desk, tmp_path / "one", drafts=True, title=title)
    second = published(desk, tmp_path / "two", drafts=True, title=title)
    again = published(desk, tmp_path / "one", drafts=True, title=title)
    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "two")
    assert first.changed == first.files
    assert len(second.files) == len(first.files)
    assert again.changed == ()


WHAT = (
    *(("publish", "--drafts", "-o", "out", *edition) for edition in ((), ("--edition", "Late news"))),
    *(
        ("export", "-o", "out", "-f", name)
        for name in ("po", "xliff", "xliff21", "csv", "tsv", "xlsx", "tmx")
    ),
)
HERE = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"}, {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles"})


def test_other_processes_in_other_places_make_the_same_bytes(desk: Path, tmp_path: Path) -> None:
    script = "import sys, json; from translate.cli import app\n" + (
        "for line in json.load(sys.stdin): app(line, standalone_mode=False)"
    )
    forms = [part for each in FORMS if each.name != "pdf" for part in ("-f", each.name)]
    for number, place in enumerate(HERE):
        made = tmp_path / str(number)
        made.mkdir()
        lines = [[*line, "-m", str(desk), *(forms if line[0] == "publish" else ())] for line in WHAT]
        subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(lines).encode(),
            cwd=made,
            env={**os.environ, **place, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        )
    one, other = bytes_in(tmp_path / "0"), bytes_in(tmp_path / "1")
    assert len(one) > 70
    assert one == other


def test_nothing_opens_the_network_and_no_engine_is_asked(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("publishing opened a socket")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr("translate.engine.choose.choose", refused)
    assert published(desk, tmp_path / "out", drafts=True).exit_code == 0


def test_an_edition_has_contents_articles_and_an_index_of_names(desk: Path, tmp_path: Path) -> None:
    report = published(desk, tmp_path / "out", forms=["site"], title="Late news")
    site = tmp_path / "out" / "late-news"
    assert {path.relative_to(site).as_posix() for path in report.files if site in path.parents} == {
        "index.html",
        "names.html",
        "style.css",
        *(f"articles/{id_}.html" for id_ in (WIND, CHIPS, CUP)),
    }
    chips = (site / "articles" / f"{CHIPS}.html").read_text(encoding="utf-8")
    assert f'<a href="{WIND}.html" rel="prev">' in chips
    assert f'<a href="{CUP}.html" rel="next">' in chips


def test_the_index_of_names_has_what_the_english_holds(desk: Path) -> None:
    with Memory.open(desk) as memory:
        lines = select(memory, Wanted((CHIPS, WIND))).lines
        names = index_of(stored(memory, line)[0] for line in lines)
    found = {name.en: (name.zh, name.articles) for name in names}
    assert found["Nvidia"] == (("英伟达",), (CHIPS,))
    assert found["Wei Jianfeng"] == (("韦建峰",), (CHIPS,))
    assert set(found["Ingrid Halvorsen"][0]) == {
        "英格丽·哈尔沃森",
        "哈尔沃森",
    }  # the surname counts under the name
    assert "Halvorsen" not in found
    assert "artificial intelligence" not in found  # a term, no name
    assert "Department for Energy Security and Net Zero" not in found  # demanded, not held
    assert [name.en for name in names] == sorted(found, key=str.casefold)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), [WIND, CHIPS, DRAFT, CUP]),
        (Wanted((CUP, f"{CHIPS}.html", CUP)), [CUP, CHIPS]),
        (Wanted(since=date(2025, 1, 28)), [WIND, CHIPS, DRAFT]),
        (Wanted(until=date(2025, 1, 27)), [CUP]),
        (Wanted(query="nvidia CHIP"), [CHIPS]),
        (Wanted(query="决赛"), [CUP]),  # written 決賽 there
        (Wanted(query="nvidia harbour"), []),
    ],
)
def test_articles_are_chosen_by_id_day_and_words(desk: Path, wanted: Wanted, ids: list[str]) -> None:
    with Memory.open(desk) as memory:
        assert [line.id for line in select(memory, wanted).lines] == ids


def test_an_unknown_article_is_a_fault_and_the_others_leave(desk: Path, tmp_path: Path) -> None:
    report = published(desk, tmp_path / "out", ids=[CHIPS, "nobody"], forms=["html"])
    assert [str(fault) for fault in report.faults] == [
        f"{desk}: has no article nobody; see what there is with: duizhao status"
    ]
    assert report.exit_code == 1
    assert (tmp_path / "out" / f"{CHIPS}.html").exists()


def test_a_dry_run_makes_everything_and_writes_nothing(desk: Path, tmp_path: Path) -> None:
    report = published(desk, tmp_path / "out", dry=True)
    assert report.changed == report.files
    assert len(report.files) > 20
    assert not (tmp_path / "out").exists()


def _failing(edition: Edition, options: Options) -> Iterator[File]:
    yield File("half.txt", b"half")
    raise PublishError("the press is broken", where=edition.name, remedy=options.language)


def test_a_product_that_fails_leaves_no_half_and_costs_no_other(desk: Path, tmp_path: Path) -> None:
    wanted = order(tmp_path / "out", ids=[CHIPS], forms=["html"])
    broken = Form("broken", "fails", lambda: _failing)
    with Memory.open(desk) as memory:
        report = publish(memory, replace(wanted, forms=(broken, *wanted.forms)))
    assert len(report.faults) == 2
    assert report.exit_code == 1
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{CHIPS}.html", f"{CHIPS}.en.html"}


def test_an_article_that_somebody_changes_meanwhile_does_not_leave(tmp_path: Path) -> None:
    path = make_desk(tmp_path)
    with Memory.open(path) as memory:
        (line,) = select(memory, Wanted((CHIPS,))).lines
        memory.change([Change(CHIPS, "p01.s01", Action.EDIT, MEI, SIGNED_AT, "Other words.")])
        with pytest.raises(PublishError, match="was changed while it was being published"):
            Loader(memory, (line,), lambda _: None).load(line)


def test_the_memory_stays_as_it_is(tmp_path: Path) -> None:
    path = make_desk(tmp_path)
    with Memory.open(path) as memory:
        before = [memory.load(id_) for id_ in (WIND, CHIPS, CUP, DRAFT)], list(memory.articles())
    published(path, tmp_path / "out", drafts=True)
    with Memory.open(path) as memory:
        assert ([memory.load(id_) for id_ in (WIND, CHIPS, CUP, DRAFT)], list(memory.articles())) == before
