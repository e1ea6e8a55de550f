"""The ingest benchmark reads every article it made and finds the copies it made, and no others."""

from __future__ import annotations

import pytest

from benchmarks import ingest


def test_it_prints_what_it_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ingest, "COUNT", 12)
    monkeypatch.setattr(ingest, "SIZES", (40,))
    ingest.main()
    lines = [[cell.strip() for cell in line.split("│")] for line in capsys.readouterr().out.splitlines()]
    assert {"rss.xml", "atom.xml", "news.jsonl", "dumps.zip"} <= {
        cells[1] for cells in lines if len(cells) > 1
    }
    (found,) = (cells for cells in lines if cells[1:2] == ["40"])
    assert found[2:5] == ["10", "10", "0"]
