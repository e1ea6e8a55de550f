"""The benchmark of alignment: what it makes of documents, what it counts, what it prints."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks import align as benchmark
from benchmarks import align_fit
from benchmarks.align import Line, Tally, documents, make
from tests.align.corpus import reports
from translate.align import Alignment, Bead


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Our corpus as an NTREX folder has it: three files, a line of one belongs to that line of the others."""
    lines = [(f"report{n}", line) for n, report in enumerate(reports()) for part in report for line in part]
    (tmp_path / "DOCUMENT_IDS.tsv").write_text("".join(f"{name}\n" for name, _ in lines), encoding="utf-8")
    (tmp_path / "news.zh.txt").write_text("".join(f"{line.zh}\n" for _, line in lines), encoding="utf-8")
    (tmp_path / "news.en.txt").write_text("".join(f"{line.en}\n" for _, line in lines), encoding="utf-8")
    return tmp_path


def test_a_made_case_loses_no_line_but_those_dropped_on_one_side() -> None:
    lines = [Line(f"第{n}句。", f"Sentence {n}.") for n in range(200)]
    case = make(lines, random.Random(1))
    zh, en = ([n for group in side.lines for n in group] for side in (case.zh, case.en))
    assert zh == sorted(zh)
    assert en == sorted(en)
    assert set(zh) | set(en) == set(range(200))
    assert 0 < 200 - len(set(zh) & set(en)) < 50
    assert any(len(group) > 1 for group in case.zh.lines)
    assert "，第" in "".join(case.zh.sentences)


def test_links_that_are_wrong_missing_and_right_are_counted() -> None:
    case = make([Line("一。", "One."), Line("二。", "Two.")], random.Random(3))
    assert case.links == {(0, 0), (1, 1)}
    tally = Tally()
    tally.add(
        case, Alignment(case.zh.text, case.en.text, (Bead(0, 1, 0, 2, 0.6, ("?",)), Bead(1, 2, 2, 2, 0.9)))
    )
    assert (tally.gold, tally.found, tally.right) == (2, 2, 1)
    assert (tally.precision, tally.recall) == (0.5, 0.5)
    assert tally.doubted[True, False] == 1


def test_documents_are_those_of_the_folder(folder: Path) -> None:
    assert [len(document) for document in documents(folder)] == [
        sum(map(len, report)) for report in reports()
    ]


def test_both_scripts_print_their_figures(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["align", str(folder)])
    benchmark.main()
    printed = capsys.readouterr().out
    assert "length and" in printed
    assert "doubtful:" in printed
    align_fit.main()
    printed = capsys.readouterr().out
    assert "length.HAN = " in printed
    assert "evidence.KEPT[number] = " in printed
