"""Writes the golden products anew: ``python -m tests.publish.regenerate``, from the project's root."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.publish.test_html import GOLDEN, golden


def main() -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in golden(Path(folder)).items():
            (GOLDEN / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
