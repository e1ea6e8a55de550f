"""Every command's help is as it was looked at, and shows an example."""

from __future__ import annotations

import pytest

from tests.help_pages import FOLDER, commands, golden, printed

GROUPS = ((), ("models",), ("glossary",))


@pytest.mark.parametrize("words", commands(), ids=lambda words: "-".join(words) or "duizhao")
def test_help_is_as_it_was_looked_at(words: tuple[str, ...]) -> None:
    """After a change that is meant: ``python -m tests.help_pages``, and look at the difference."""
    assert printed(words) == golden(words).read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [words for words in commands() if words not in GROUPS], ids="-".join)
def test_help_shows_an_example(words: tuple[str, ...]) -> None:
    assert f"Example: duizhao {' '.join(words)}" in printed(words)


def test_no_golden_help_is_left_of_a_command_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {golden(words).name for words in commands()}
