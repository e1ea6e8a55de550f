"""llama.cpp through the package ``xllamacpp``, in a Python of its own, for comparison: it is no part of Duizhao."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from translate.engine import fetch, install
from translate.engine.base import Request
from translate.engine.catalogue import QWEN
from translate.engine.cores import cores
from translate.engine.gguf_file import GgufFile
from translate.engine.prompt import END, NAMES, SHARED
from translate.engine.vocabulary import arrange
from translate.errors import ModelError

#: How to get a Python that ``--llama-python`` takes.
HOW = "python -m venv V && V/bin/pip install xllamacpp, then --llama-python V/bin/python"

_SLOTS = 16
# Characters of Chinese have at most 1.5 tokens; the engine lets an answer have 2.5 a token of its request, and 24.
_GROWTH, _SPARE = 3, 24


@dataclass(frozen=True, slots=True)
class Answer:
    """What llama.cpp said to some requests. ``seconds`` by its own clock, ``peak`` memory in bytes."""

    seconds: float
    tokens: int
    texts: tuple[str, ...]
    peak: int


class Llama:
    """A llama.cpp server under a Python that has ``xllamacpp``, as a context manager.

    ModelError where that Python or its package does not run.
    """

    def __init__(self, python: Path, gguf: Path) -> None:
        script = Path(__file__).with_name("llama_side.py")
        command = [str(python), str(script), str(gguf), f"--slots={_SLOTS}", f"--threads={cores()}"]
        pipe = subprocess.PIPE
        try:
            self._child = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
            )
        except OSError as error:
            raise ModelError(f"does not run ({error.strerror})", where=python, remedy=HOW) from error
        self.version = str(self._read()["ready"])

    def __enter__(self) -> Llama:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def say(self, requests: Sequence[Request], banned: Sequence[int] = ()) -> Answer:
        """Translate with the prompt of the ``qwen`` engine; tokens that are ``banned`` are never generated."""
        asked = {
            "prompts": [prompt(each) for each in requests],
            "limits": [len(each.zh) * _GROWTH + _SPARE for each in requests],
            "banned": list(banned),
        }
        stdin = _pipe(self._child.stdin)
        stdin.write(json.dumps(asked) + "\n")
        stdin.flush()
        found = self._read()
        return Answer(found["seconds"], found["tokens"], tuple(found["texts"]), found["peak"])

    def _read(self) -> dict[str, Any]:
        line = _pipe(self._child.stdout).readline()
        if not line:
            raise ModelError(f"llama.cpp ended with exit code {self._end()}", remedy=HOW)
        found: dict[str, Any] = json.loads(line)
        return found

    def _end(self) -> int:
        """The server goes when its input ends; gives its exit code."""
        _pipe(self._child.stdin).close()
        code = self._child.wait()
        _pipe(self._child.stdout).close()
        return code


def prompt(request: Request) -> str:
    """The whole text that the ``qwen`` engine asks its model with."""
    names = NAMES.format("; ".join(request.names)) if request.names else ""
    return f"{SHARED}{names}\n{request.zh}{END}"


def chinese_tokens(gguf: Path) -> tuple[int, ...]:
    """The ids, in the GGUF, of the tokens that the installed model has no output for."""
    words = GgufFile(gguf).vocabulary
    arrangement = arrange(words.tokens, (*words.control, *words.whole))
    return arrangement.order[arrangement.english :]


def gguf_file(given: Path | None, say: install.Reporter) -> Path:
    """The GGUF that the ``qwen`` model was made from: ``given``, else kept by ``models install --keep-gguf``,
    else fetched now (1.1 GB) and kept there. ModelError where it is not to be had."""
    if given is not None:
        if not given.is_file():
            raise ModelError("is not a file", where=given, remedy="give the GGUF with --gguf")
        return given
    assert QWEN.artifact is not None
    watch = fetch.Watch(say.in_bytes("Downloading"), say.in_bytes("Checking"), say.say)
    return fetch.fetch(QWEN.artifact, install.downloads_dir(), watch)


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
