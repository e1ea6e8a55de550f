"""Word lists for finding names, one file a list: ``#`` lines say what it holds, all else is words."""

from __future__ import annotations

from importlib.resources import files


def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, comments and empty ones left out."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def words(name: str) -> tuple[str, ...]:
    """The words of a list, in its order.

    >>> words("titles")[:2]
    ('总统', '副总统')
    """
    return tuple(word for line in lines(name) for word in line.split())
