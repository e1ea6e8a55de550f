"""The glossary as the desk asks about it: read once, and again when a file has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.desk import GLOSSARY
from translate.errors import GlossaryError
from translate.review.house import Houses


def test_it_is_read_again_only_when_a_file_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "people.po"
    path.write_text(GLOSSARY, encoding="utf-8")
    houses = Houses(tmp_path)
    first = houses.now()
    assert houses.now() is first
    (tmp_path / "places.po").write_text('msgid "奧斯陸"\nmsgstr "Oslo"\n', encoding="utf-8")
    second = houses.now()
    assert first.entry("奥斯陆") is None
    found = second.entry("奥斯陆")
    assert found is not None
    assert found.en == "Oslo"
    assert len(second.termbase) == 2


def test_a_glossary_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    houses = Houses(folder)
    with pytest.raises(GlossaryError, match="there is no such glossary folder"):
        houses.now()
    folder.mkdir()
    assert houses.now().entry("英伟达") is None
