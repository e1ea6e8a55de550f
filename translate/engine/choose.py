"""Which engine a run uses, told without loading a model library: only ``load`` does that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translate.engine import prompt
from translate.engine.base import Engine
from translate.engine.store import (
    ARGOS,
    DEFAULT,
    InstalledModel,
    install_command,
    installed,
    installed_argos,
    require,
)
from translate.errors import ModelError

#: Takes an installed Argos package first, else the default model.
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine that is installed but not loaded. ``load`` takes seconds and memory; the rest costs nothing."""

    name: str
    signature: str
    load: Callable[[], Engine]


def choose(name: str = AUTO) -> Choice:
    """The engine of that name: ``auto``, ``argos``, ``qwen``, or a model installed under a name of its own.

    Raises ``ModelError`` that says which command installs it.
    """
    if name != AUTO:
        return _choice(require(name))
    model = installed_argos() or installed(DEFAULT)
    if model is None:
        raise ModelError(
            "no translation model is installed",
            remedy=f"run `{install_command(DEFAULT)}` (1.1 GB, good English) "
            f"or `{install_command(ARGOS)}` (smaller and faster)",
        )
    return _choice(model)


def _choice(model: InstalledModel) -> Choice:
    return _argos(model) if model.kind == ARGOS else _qwen(model)


def _argos(model: InstalledModel) -> Choice:
    from translate.engine import argos_package

    beam = argos_package.beam_size()
    signature = f"argos/{model.sha256[:12]}/{argos_package.DECODING}/beam{beam}"

    def load() -> Engine:
        from translate.engine.argos import ArgosEngine

        return ArgosEngine(model.path, signature=signature, beam=beam)

    return Choice(ARGOS, signature, load)


def _qwen(model: InstalledModel) -> Choice:
    signature = f"{model.name}/{model.sha256[:12]}/{prompt.SIGNATURE}"

    def load() -> Engine:
        from translate.engine.qwen import QwenEngine

        return QwenEngine(model.path, signature=signature)

    return Choice(model.name, signature, load)
