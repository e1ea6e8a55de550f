"""Argos package files that have the right parts and next to nothing in them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

METADATA = {"package_version": "1.9", "argos_version": "1.9", "from_name": "Chinese", "to_name": "English"}


def write_package(
    path: Path,
    *,
    pair: tuple[str, str] = ("zh", "en"),
    folder: str = "translate-zh_en-1_9",
    weights: bytes = b"weights",
    without: str = "",
    more: dict[str, str] | None = None,
) -> Path:
    """An ``.argosmodel`` file; ``without`` names a member left out, ``more`` members as they stand."""
    metadata = {**METADATA, "from_code": pair[0], "to_code": pair[1]}
    members: dict[str, str | bytes] = {
        "metadata.json": json.dumps(metadata),
        "model/model.bin": weights,
        "model/shared_vocabulary.txt": "<unk>\n",
        "sentencepiece.model": b"pieces",
        "README.md": "# Chinese to English\n",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            if name != without:
                archive.writestr(f"{folder}/{name}", content)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return path
