"""The Argos package of the tests: a genuine one, of a small grammar (benchmarks/argos_model)."""

from __future__ import annotations

import zipfile
from pathlib import Path

PACKAGE = Path(__file__).parent / "data" / "zh_en.argosmodel"


def unpacked(folder: Path) -> Path:
    """The package's own folder, as ``argostranslate`` installs it, below ``folder``."""
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(folder)
    (package,) = folder.iterdir()
    return package
