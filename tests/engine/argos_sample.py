"""Makes an Argos package whose weights are random: what it says is noise, how it is run is real.

SentencePiece is trained on the lines below, the transformer is one layer of 16 numbers, and the folder is what
``argostranslate`` installs: ``metadata.json``, ``model/``, ``sentencepiece.model``.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import transformer_spec

LINES = (
    "中国公司深度求索发布了新的模型。",
    "DeepSeek released a new model on Monday.",
    "英伟达的股价星期一下跌了。",
    "Shares of Nvidia fell sharply.",
    "The ministry said talks would go on.",
)
_WIDTH, _INNER, _POSITIONS = 16, 32, 512


def make_package(folder: Path, *, from_code: str = "zh") -> Path:
    """An Argos package in ``folder``; the same bytes of weights each time."""
    (folder / "model").mkdir(parents=True)
    proto = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 50),
        model_writer=proto,
        vocab_size=120,
        character_coverage=1.0,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "sentencepiece.model").write_bytes(proto.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=proto.getvalue())
    tokens = [pieces.id_to_piece(at) for at in range(pieces.get_piece_size())]
    _save_model(folder / "model", tokens)
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": from_code,
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
    }
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def _save_model(folder: Path, tokens: list[str]) -> None:
    spec = transformer_spec.TransformerSpec.from_config(1, 2, pre_norm=True)
    fill = _Filler(np.random.default_rng(3), len(tokens))
    for side in (spec.encoder, spec.decoder):
        fill.norm(side.layer_norm)
        side.position_encodings.encodings = fill.random(_POSITIONS, _WIDTH)
        fill.layer(side.layer[0])
    spec.encoder.embeddings[0].weight = fill.random(len(tokens), _WIDTH)
    spec.decoder.embeddings.weight = fill.random(len(tokens), _WIDTH)
    fill.linear(spec.decoder.projection, len(tokens), _WIDTH)
    spec.decoder.projection.bias[tokens.index("</s>")] = 4.0  # so that sentences end
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.validate()
    spec.optimize()
    spec.save(str(folder))


class _Filler:
    """Puts random weights into a specification's layers."""

    def __init__(self, random: np.random.Generator, vocabulary: int) -> None:
        self._random = random
        self._vocabulary = vocabulary

    def random(self, *shape: int) -> Any:
        return self._random.normal(0, 0.7, shape).astype("float32")

    def linear(self, layer: Any, out: int, inner: int) -> None:
        layer.weight = self.random(out, inner)
        layer.bias = np.zeros(out, dtype="float32")

    def norm(self, layer: Any) -> None:
        layer.gamma = np.ones(_WIDTH, dtype="float32")
        layer.beta = np.zeros(_WIDTH, dtype="float32")

    def layer(self, layer: Any) -> None:
        self.norm(layer.self_attention.layer_norm)
        self.linear(layer.self_attention.linear[0], 3 * _WIDTH, _WIDTH)
        self.linear(layer.self_attention.linear[1], _WIDTH, _WIDTH)
        if hasattr(layer, "attention"):
            self.norm(layer.attention.layer_norm)
            self.linear(layer.attention.linear[0], _WIDTH, _WIDTH)
            self.linear(layer.attention.linear[1], 2 * _WIDTH, _WIDTH)
            self.linear(layer.attention.linear[2], _WIDTH, _WIDTH)
        self.norm(layer.ffn.layer_norm)
        self.linear(layer.ffn.linear_0, _INNER, _WIDTH)
        self.linear(layer.ffn.linear_1, _WIDTH, _INNER)
