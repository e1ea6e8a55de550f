"""Qwen2-architecture GGUF files of a few kilobytes, and what such a network computes, in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, TokenType
from gguf.quants import dequantize, quantize
from tokenizers import pre_tokenizers

CONTROL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
WHOLE = ("<tool_call>",)
MERGES = ("h e", "l l", "he ll", "hell o", "Ġ w", "ä ½", "ä½ ł")  # the last spell 你

F32, F16, Q8_0 = GGMLQuantizationType.F32, GGMLQuantizationType.F16, GGMLQuantizationType.Q8_0


def tiny_tokens() -> tuple[str, ...]:
    """All bytes, the merged tokens, the special ones, and padding up to a multiple of 32."""
    merged = tuple(merge.replace(" ", "") for merge in MERGES)
    tokens = (*sorted(pre_tokenizers.ByteLevel.alphabet()), *merged, *CONTROL, *WHOLE)
    padding = -len(tokens) % 32
    return tokens + tuple(f"[PAD{number}]" for number in range(padding))


@dataclass(frozen=True)
class Tiny:
    """What to write. ``stored`` says how matrices are kept in the file; vectors are always float32."""

    tied: bool = False
    stored: GGMLQuantizationType = F32
    layers: int = 2
    width: int = 64
    hidden: int = 96
    heads: int = 4
    heads_kv: int = 2
    rope_base: float = 10_000.0
    rope_factor: float = 1.0
    epsilon: float = 1e-5
    architecture: str = "qwen2"
    metadata: dict[str, str] = field(default_factory=dict)
    pre: str = "qwen2"
    without: str = ""  # a tensor left out
    poisoned: str = ""  # a tensor with a value that is no number
    claimed_hidden: int = 0  # a feed_forward_length that is not so
    seed: int = 1

    def tensors(self) -> dict[str, np.ndarray]:
        """Random weights by GGUF name, float32."""
        random = np.random.default_rng(self.seed)
        vocabulary, shared = len(tiny_tokens()), self.width // self.heads * self.heads_kv
        matrices = {"token_embd": (vocabulary, self.width)}
        if not self.tied:
            matrices["output"] = (vocabulary, self.width)
        vectors = {"output_norm.weight": self.width}
        for layer in range(self.layers):
            block = f"blk.{layer}"
            matrices[f"{block}.attn_q"] = matrices[f"{block}.attn_output"] = (self.width, self.width)
            matrices[f"{block}.attn_k"] = matrices[f"{block}.attn_v"] = (shared, self.width)
            matrices[f"{block}.ffn_gate"] = matrices[f"{block}.ffn_up"] = (self.hidden, self.width)
            matrices[f"{block}.ffn_down"] = (self.width, self.hidden)
            vectors |= {f"{block}.attn_norm.weight": self.width, f"{block}.ffn_norm.weight": self.width}
            vectors |= {f"{block}.attn_q.bias": self.width}
            vectors |= {f"{block}.attn_k.bias": shared, f"{block}.attn_v.bias": shared}
        made = {
            f"{name}.weight": random.normal(0, shape[1] ** -0.5, shape) for name, shape in matrices.items()
        }
        made |= {
            name: random.normal(float(name.endswith("weight")), 0.3, size) for name, size in vectors.items()
        }
        if self.poisoned:
            made[self.poisoned].flat[0] = np.nan
        return {name: array.astype(np.float32) for name, array in made.items() if name != self.without}

    def write(self, path: Path) -> Path:
        """The GGUF file."""
        writer = GGUFWriter(path, self.architecture)
        writer.add_name("Tiny")
        writer.add_block_count(self.layers)
        writer.add_context_length(128)
        writer.add_embedding_length(self.width)
        writer.add_feed_forward_length(self.claimed_hidden or self.hidden)
        writer.add_head_count(self.heads)
        writer.add_head_count_kv(self.heads_kv)
        writer.add_layer_norm_rms_eps(self.epsilon)
        writer.add_rope_freq_base(self.rope_base)
        if self.rope_factor != 1:
            writer.add_string(f"{self.architecture}.rope.scaling.type", "linear")
            writer.add_rope_scaling_factor(self.rope_factor)
        self._write_tokenizer(writer)
        for key, value in self.metadata.items():
            writer.add_string(key, value)
        for name, array in self.tensors().items():
            if array.ndim == 1 or self.stored is F32:
                writer.add_tensor(name, array)
            else:
                writer.add_tensor(name, quantize(array, self.stored), raw_dtype=self.stored)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path

    def _write_tokenizer(self, writer: GGUFWriter) -> None:
        tokens = tiny_tokens()
        types = dict.fromkeys(CONTROL, TokenType.CONTROL) | dict.fromkeys(WHOLE, TokenType.USER_DEFINED)
        types |= {token: TokenType.UNUSED for token in tokens if token.startswith("[PAD")}
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre(self.pre)
        writer.add_token_list(list(tokens))
        writer.add_token_types([types.get(token, TokenType.NORMAL) for token in tokens])
        writer.add_token_merges(list(MERGES))
        writer.add_eos_token_id(tokens.index("<|im_end|>"))
        writer.add_bos_token_id(tokens.index("<|endoftext|>"))

    def logits(self, ids: list[int]) -> np.ndarray:
        """What Qwen2 answers to these tokens: [tokens, vocabulary], from int8 weights computed in float32."""
        return Reference(self).logits(ids)


class Reference:
    """The forward pass of Qwen2, written from the model's description (arXiv:2407.10671), float32."""

    def __init__(self, tiny: Tiny) -> None:
        self.tiny = tiny
        self.weights = {name: self._as_converted(array) for name, array in tiny.tensors().items()}

    def logits(self, ids: list[int]) -> np.ndarray:
        x = self.weights["token_embd.weight"][ids]
        for layer in range(self.tiny.layers):
            block = f"blk.{layer}"
            x = x + self._attention(self._norm(x, f"{block}.attn_norm"), block)
            x = x + self._feed_forward(self._norm(x, f"{block}.ffn_norm"), block)
        output = self.weights["token_embd.weight" if self.tiny.tied else "output.weight"]
        return np.asarray(self._norm(x, "output_norm") @ output.T)

    def _as_converted(self, array: np.ndarray) -> np.ndarray:
        """A matrix loses a little in the file, and then what int8 with a scale for each row loses."""
        if array.ndim == 1:
            return array
        if self.tiny.stored is not F32:
            array = dequantize(quantize(array, self.tiny.stored), self.tiny.stored)
        scale = np.float32(127) / np.abs(array).max(axis=1, keepdims=True)
        return np.asarray(np.rint(array * scale) / scale)

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        mean = np.mean(x**2, axis=-1, keepdims=True)
        return np.asarray(x / np.sqrt(mean + self.tiny.epsilon) * self.weights[f"{name}.weight"])

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        bias = self.weights.get(f"{name}.bias", np.float32(0))
        return np.asarray(x @ self.weights[f"{name}.weight"].T + bias)

    def _attention(self, x: np.ndarray, block: str) -> np.ndarray:
        """Grouped queries: each head of keys and values serves several heads of queries."""
        heads, length = self.tiny.heads, len(x)
        q, k, v = (self._linear(x, f"{block}.attn_{name}").reshape(length, -1, self._head) for name in "qkv")
        q, k = self._rotate(q), self._rotate(k)
        k, v = (np.repeat(each, heads // self.tiny.heads_kv, axis=1) for each in (k, v))
        scores = np.einsum("qhd,khd->hqk", q, k) / np.sqrt(self._head)
        scores += np.triu(np.full((length, length), -np.inf), 1)
        likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
        likely /= likely.sum(axis=-1, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", likely, v).reshape(length, -1)
        return self._linear(mixed, f"{block}.attn_output")

    @property
    def _head(self) -> int:
        return self.tiny.width // self.tiny.heads

    def _rotate(self, x: np.ndarray) -> np.ndarray:
        """Rotary positions by halves (not interleaved)."""
        half = self._head // 2
        frequencies = self.tiny.rope_base ** (-np.arange(half) / half)
        angles = np.outer(np.arange(len(x)) / self.tiny.rope_factor, frequencies)[:, np.newaxis]
        first, second = x[..., :half], x[..., half:]
        turned = (
            first * np.cos(angles) - second * np.sin(angles),
            second * np.cos(angles) + first * np.sin(angles),
        )
        return np.concatenate(turned, axis=-1)

    def _feed_forward(self, x: np.ndarray, block: str) -> np.ndarray:
        gate = self._linear(x, f"{block}.ffn_gate")
        return self._linear(
            gate / (1 + np.exp(-gate)) * self._linear(x, f"{block}.ffn_up"), f"{block}.ffn_down"
        )
