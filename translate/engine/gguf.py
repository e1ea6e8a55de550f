"""A Qwen2-architecture GGUF made into a CTranslate2 int8 model with its tokenizer. No torch.

The layout follows ctranslate2's own ``Qwen2Loader`` (ctranslate2/converters/transformers.py): q, k and v
with biases, fused and not permuted; rotary positions not interleaved; SwiGLU; root mean square norms.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.engine.digest import Progress, file_sha256
from translate.engine.disk import require_space
from translate.engine.gguf_file import ARCHITECTURE, GgufFile, Shape, Vocabulary
from translate.engine.vocabulary import arrange

if TYPE_CHECKING:
    import numpy as np
    from ctranslate2.specs.transformer_spec import TransformerDecoderModelSpec
    from tokenizers import Tokenizer

CONVERTER = "2"
"""Raised whenever the same GGUF would give other files; ``duizhao.json`` records it."""

MODEL_FILES = ("model.bin", "config.json", "vocabulary.json", "tokenizer.json", "duizhao.json")
"""What a converted model consists of."""

# What ends an answer, besides the file's own eos token; as in the model's generation_config.json.
_END_TOKENS = ("<|im_end|>", "<|endoftext|>")
_CHAT_START, _CHAT_END = "<|im_start|>", "<|im_end|>"


def convert(source: Path, target: Path, *, sha256: str = "", progress: Progress | None = None) -> None:
    """Write MODEL_FILES into the folder ``target`` (made if need be) from the GGUF ``source``.

    ``sha256`` is the file's sum where the caller knows it already; ``progress`` is told of matrices. Raises
    ModelError for another architecture, a damaged file or weights that cannot be read; OSError where
    ``target`` cannot be written. A failed conversion leaves files behind: see ``store.building``.
    """
    gguf = GgufFile(source)
    target.mkdir(parents=True, exist_ok=True)
    conversion = _Conversion(gguf, progress or _ignore)
    tokenizer(conversion.vocabulary).save(str(target / "tokenizer.json"))
    spec = conversion.spec()
    spec.validate()
    require_space(target, _bytes(spec), "the converted model")
    spec.optimize()
    spec.save(str(target))
    _write_json(target / "duizhao.json", _record(gguf, sha256 or file_sha256(source)))


def tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The byte-level BPE of the GGUF as a ``tokenizers.Tokenizer``, the same that Qwen publishes."""
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    ids = {token: number for number, token in enumerate(vocabulary.tokens)}
    made = Tokenizer(models.BPE(ids, list(vocabulary.merges)))
    made.normalizer = normalizers.NFC()
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(vocabulary.words), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    made.post_processor = processors.ByteLevel(trim_offsets=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, normalized=False) for token in vocabulary.control])
    made.add_tokens([AddedToken(token, normalized=False) for token in vocabulary.whole])
    return made


class _Conversion:
    """One run of filling CTranslate2's layout from a GGUF, counting the matrices as they are written."""

    def __init__(self, gguf: GgufFile, progress: Progress) -> None:
        self._gguf = gguf
        self._progress = progress
        self._made = 0
        self._written = 0
        words = gguf.vocabulary
        self._arrangement = arrange(words.tokens, (*words.control, *words.whole))
        self.vocabulary = replace(words, tokens=tuple(words.tokens[old] for old in self._arrangement.order))

    def spec(self) -> TransformerDecoderModelSpec:
        """The whole model; its matrices are read when it is saved."""
        shape, words = self._gguf.shape, self.vocabulary
        spec = _empty_spec(shape)
        decoder = spec.decoder
        decoder.scale_embeddings = False
        height, order = len(words.tokens), self._arrangement.order
        self._matrix(decoder.embeddings, {"token_embd": height}, shape.width, order)
        # Where the output is tied to the embeddings, it is still a matrix of its own here: it has fewer rows.
        output = "output" if "output.weight" in self._gguf else "token_embd"
        self._matrix(decoder.projection, {output: height}, shape.width, order[: self._arrangement.english])
        decoder.layer_norm.gamma = self._vector({"output_norm.weight": shape.width})
        for number, layer in enumerate(decoder.layer):
            self._layer(layer, f"blk.{number}")
        spec.register_vocabulary(words.tokens)
        spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = words.bos, words.eos, ""
        spec.config.layer_norm_epsilon = shape.epsilon
        return spec

    def _layer(self, layer: Any, block: str) -> None:
        shape = self._gguf.shape
        shared = shape.width // shape.heads * shape.heads_kv
        attention, ffn = layer.self_attention, layer.ffn
        attention.layer_norm.gamma = self._vector({f"{block}.attn_norm.weight": shape.width})
        qkv = {f"{block}.attn_q": shape.width, f"{block}.attn_k": shared, f"{block}.attn_v": shared}
        self._matrix(attention.linear[0], qkv, shape.width)
        attention.linear[0].bias = self._vector({f"{name}.bias": size for name, size in qkv.items()})
        self._matrix(attention.linear[1], {f"{block}.attn_output": shape.width}, shape.width)
        ffn.layer_norm.gamma = self._vector({f"{block}.ffn_norm.weight": shape.width})
        self._matrix(ffn.linear_0, {f"{block}.ffn_gate": shape.hidden}, shape.width)
        self._matrix(ffn.linear_0_noact, {f"{block}.ffn_up": shape.hidden}, shape.width)
        self._matrix(ffn.linear_1, {f"{block}.ffn_down": shape.width}, shape.hidden)

    def _matrix(
        self, linear: Any, heights: dict[str, int], width: int, order: Sequence[int] | None = None
    ) -> None:
        """Set the weight of ``linear`` to the named matrices, one under the other, its rows in ``order``."""
        from translate.engine.weights import Int8Rows

        tensors = [self._gguf.tensor(f"{name}.weight", height, width) for name, height in heights.items()]
        linear.weight = Int8Rows(tuple(tensors), self._count, order)
        linear.weight_scale = linear.weight.scales
        self._made += 1

    def _vector(self, sizes: dict[str, int]) -> np.ndarray:
        """The named vectors end to end, float32."""
        import numpy as np
        from gguf.quants import dequantize

        tensors = [self._gguf.tensor(name, size) for name, size in sizes.items()]
        return np.concatenate([dequantize(tensor.data, tensor.tensor_type) for tensor in tensors])

    def _count(self) -> None:
        self._written += 1
        self._gguf.release()
        self._progress(self._written, self._made)


def _empty_spec(shape: Shape) -> TransformerDecoderModelSpec:
    from ctranslate2.specs import attention_spec, common_spec, transformer_spec

    linear = attention_spec.RotaryScalingType.Linear
    return transformer_spec.TransformerDecoderModelSpec.from_config(
        shape.layers,
        shape.heads,
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,  # all of them
        rotary_interleave=False,
        rotary_scaling_type=None if shape.rope_factor == 1 else linear,
        rotary_scaling_factor=shape.rope_factor,
        rotary_base=shape.rope_base,
        num_heads_kv=None if shape.heads_kv == shape.heads else shape.heads_kv,
    )


def _bytes(spec: TransformerDecoderModelSpec) -> int:
    """What the model takes on disk."""
    return sum(variable.num_bytes() for variable in spec.variables().values())


def _record(gguf: GgufFile, sha256: str) -> dict[str, Any]:
    """``duizhao.json``: where the model comes from and what an engine must know to talk to it."""
    words = gguf.vocabulary
    known = set(words.tokens)
    return {
        "architecture": ARCHITECTURE,
        "converter": CONVERTER,
        "name": gguf.field("general.name", ""),
        "source": {"sha256": sha256, "size": gguf.path.stat().st_size},
        "context_length": gguf.shape.context,
        "bos_token": words.bos,
        "end_tokens": [token for token in dict.fromkeys((words.eos, *_END_TOKENS)) if token in known],
        "special_tokens": list(words.control),
        "chat": {"start": _CHAT_START, "end": _CHAT_END} if {_CHAT_START, _CHAT_END} <= known else None,
        "chat_template": words.chat_template,
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _ignore(done: int, total: int) -> None:
    """Progress that nobody watches."""
