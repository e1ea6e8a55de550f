"""Names of files: stable, safe on any disk, within their folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.publish.naming import slug
from translate.publish.pictures import PictureFolder


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Chips: this week", "chips-this-week"),
        ("本周芯片", "本周芯片"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\con", "c-con"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize("title", ["", "…", "CON", "lpt1", "x" * 300])
def test_what_is_lost_is_told_by_a_hash(title: str) -> None:
    assert len(slug(title).rpartition("-")[2]) == 8


@given(st.text())
def test_every_title_becomes_a_safe_name(title: str) -> None:
    name = slug(title)
    assert name
    assert name == slug(title)
    assert not set(name) & set('/\\:*?"<>|.\0 \n')
    assert len(name.encode("utf-8")) <= 96


@given(st.text())
def test_no_address_leads_out_of_the_folder_of_images(path: str) -> None:
    assert PictureFolder(Path(__file__).parent)(f"https://a.example/{path}") is None


@pytest.mark.parametrize(
    "url", ["https://a.example/../secret.png", "https://../secret.png", "file:///secret.png", "x://["]
)
def test_no_address_climbs_out_of_the_folder_of_images(url: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "images").mkdir()
    assert PictureFolder(tmp_path / "images")(url) is None
