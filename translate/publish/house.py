"""The desk's own templates and style sheet over the built-in ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class House:
    """A folder of templates, beside ``glossary/``; ``None`` is the built-in ones alone."""

    folder: Path | None = None
