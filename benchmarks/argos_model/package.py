"""Packs the trained model as Argos Translate has it: CTranslate2, int8, zipped as ``.argosmodel``.

    python -m benchmarks.argos_model.package FOLDER PACKAGE

``FOLDER`` is what ``train`` wrote. The zip holds ``metadata.json``, ``model/``, ``sentencepiece.model`` and
``README.md`` under one folder; the same weights give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import torch
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs import common_spec, transformer_spec

from benchmarks.argos_model.network import Attention, Layer, Shape, Translator
from benchmarks.argos_model.pieces import vocabulary

_FOLDER = "translate-zh_en-duizhao_test"
_METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "zh",
    "from_name": "Chinese",
    "to_code": "en",
    "to_name": "English",
}
_README = """# Chinese - English of a small grammar

Made by benchmarks/argos_model of Duizhao, from sentences that its own grammar invents. It translates these
sentences and nothing else: it is there for tests and for measuring speed, not for use.
"""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def package(folder: Path, target: Path) -> None:
    """Convert what ``train`` wrote into ``folder`` and zip it to ``target``."""
    tokens = vocabulary((folder / "sentencepiece.model").read_bytes())
    network = Translator(len(tokens), Shape())
    network.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
    with tempfile.TemporaryDirectory() as work:
        model = Path(work) / "model"
        model.mkdir()
        _save(network, tokens, model)
        files = {
            "README.md": _README.encode(),
            "metadata.json": (json.dumps(_METADATA, indent=4) + "\n").encode(),
            "sentencepiece.model": (folder / "sentencepiece.model").read_bytes(),
            **{f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())},
        }
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in sorted(files.items()):
            member = zipfile.ZipInfo(f"{_FOLDER}/{name}", _LONG_AGO)
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED, 9)


def _save(network: Translator, tokens: list[str], folder: Path) -> None:
    shape = network.shape
    spec = transformer_spec.TransformerSpec.from_config((shape.encoder, shape.decoder), shape.heads)
    embedding = _array(network.embedding.weight)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    for side, layers, norm in (
        (spec.encoder, network.encoder, network.encoder_norm),
        (spec.decoder, network.decoder, network.decoder_norm),
    ):
        _norm(side.layer_norm, norm)
        for into, layer in zip(side.layer, layers, strict=True):
            _layer(into, layer)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _layer(into: Any, layer: Layer) -> None:
    own = into.self_attention
    _norm(own.layer_norm, layer.own.norm)
    query, memory = common_spec.LinearSpec(), common_spec.LinearSpec()
    _linear(query, layer.own.query)
    _linear(memory, layer.own.memory)
    fuse_linear(own.linear[0], [query, memory])
    _linear(own.linear[1], layer.own.out)
    if layer.cross is not None:
        _cross(into.attention, layer.cross)
    _norm(into.ffn.layer_norm, layer.norm)
    _linear(into.ffn.linear_0, layer.first)
    _linear(into.ffn.linear_1, layer.second)


def _cross(into: Any, attention: Attention) -> None:
    _norm(into.layer_norm, attention.norm)
    for linear, source in zip(into.linear, (attention.query, attention.memory, attention.out), strict=True):
        _linear(linear, source)


def _norm(into: Any, norm: Any) -> None:
    into.gamma, into.beta = _array(norm.weight), _array(norm.bias)


def _linear(into: Any, linear: Any) -> None:
    into.weight, into.bias = _array(linear.weight), _array(linear.bias)


def _array(tensor: Any) -> Any:
    return tensor.detach().numpy()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("package", type=Path)
    options = parser.parse_args()
    package(options.folder, options.package)
    print(f"{options.package}: {options.package.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
