"""What Duizhao reads from a Qwen2-architecture GGUF: its measures, its vocabulary, its weights.

The file is mapped, not loaded; ``gguf`` reads and dequantizes it.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from translate.errors import ModelError

if TYPE_CHECKING:
    from gguf import GGUFReader

ARCHITECTURE = "qwen2"

# The pre-tokenizer of Qwen2, from tokenizer.json of huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct.
_QWEN2_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
# By tokenizer.ggml.pre; llama.cpp (src/llama-vocab.cpp) splits all of these alike.
_PRE_TOKENIZERS = {"qwen2": _QWEN2_WORDS, "deepseek-r1-qwen": _QWEN2_WORDS, "megrez": _QWEN2_WORDS}

_AGAIN = "fetch the file again"


@dataclass(frozen=True, slots=True)
class Shape:
    """The network's measures. ``heads_kv`` heads of keys and values serve ``heads`` heads of queries."""

    layers: int
    width: int  # of a token's vector
    hidden: int  # of the feed-forward network
    heads: int
    heads_kv: int
    epsilon: float  # of the root mean square norm
    rope_base: float
    rope_factor: float  # linear stretching of positions; 1 is none
    context: int  # tokens that the model was trained to see at once


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens in id order, spelt in byte-level BPE's alphabet, and how they are merged."""

    tokens: tuple[str, ...]
    control: tuple[str, ...]  # never text: <|im_end|> …
    whole: tuple[str, ...]  # text, but never split: <tool_call> …
    merges: tuple[tuple[str, str], ...]
    words: str  # the regular expression that splits text before merging
    bos: str
    eos: str
    chat_template: str  # Jinja, or empty


class GgufFile:
    """An open Qwen2-architecture GGUF. Raises ModelError if the file is anything else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = _open(path)
        self._map = _mapping(self._reader.data)
        self._tensors = {tensor.name: tensor for tensor in self._reader.tensors}
        architecture = self.field("general.architecture", "")
        if architecture != ARCHITECTURE:
            raise self._refusal(
                f"has the architecture {architecture!r}, not {ARCHITECTURE!r}",
                "take a GGUF of a Qwen2 or Qwen2.5 model",
            )
        if int(self.field("split.count", 1)) > 1:
            raise self._refusal("is one part of a split GGUF", "join the parts with llama-gguf-split --merge")

    def field(self, key: str, default: Any = None) -> Any:
        """A metadata value; ModelError if it is absent and there is no default."""
        found = self._reader.get_field(key)
        if found is not None:
            return found.contents()
        if default is None:
            raise self._refusal(f"lacks the metadata {key}", _AGAIN)
        return default

    def __contains__(self, tensor: str) -> bool:
        return tensor in self._tensors

    def tensor(self, name: str, *shape: int) -> Any:
        """The tensor as ``gguf`` has it, once its shape and type are known to be good; else ModelError."""
        if name not in self._tensors:
            raise self._refusal(f"lacks the tensor {name}", _AGAIN)
        tensor = self._tensors[name]
        found = tuple(int(size) for size in reversed(tensor.shape))
        if found != shape:
            raise self._refusal(f"has the tensor {name} in the shape {found}, not {shape}", _AGAIN)
        if not _dequantizable(tensor):
            kind = tensor.tensor_type.name
            raise self._refusal(f"is quantized as {kind}, which cannot be read", "take another quantization")
        return tensor

    def release(self) -> None:
        """Let the system drop the pages read so far: they count as our memory and are not needed again."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not everywhere
            self._map.madvise(mmap.MADV_DONTNEED)

    @cached_property
    def shape(self) -> Shape:
        """The network's measures. ModelError where one is missing or cannot be converted."""
        name = f"{ARCHITECTURE}.{{}}".format
        scaling = self.field(name("rope.scaling.type"), "none")
        if scaling not in ("none", "linear"):
            raise self._refusal(
                f"stretches positions by {scaling!r}, which cannot be converted",
                "take the same model without it",
            )
        heads = int(self.field(name("attention.head_count")))
        return Shape(
            layers=int(self.field(name("block_count"))),
            width=int(self.field(name("embedding_length"))),
            hidden=int(self.field(name("feed_forward_length"))),
            heads=heads,
            heads_kv=int(self.field(name("attention.head_count_kv"), heads)),
            epsilon=float(self.field(name("attention.layer_norm_rms_epsilon"))),
            rope_base=float(self.field(name("rope.freq_base"), 10000.0)),
            rope_factor=float(self.field(name("rope.scaling.factor"))) if scaling == "linear" else 1.0,
            context=int(self.field(name("context_length"))),
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Tokens, merges and special tokens. ModelError for a tokenizer that is not of Qwen2's kind."""
        from gguf import TokenType

        kind, words = self.field("tokenizer.ggml.model"), self.field("tokenizer.ggml.pre", "qwen2")
        if kind != "gpt2" or words not in _PRE_TOKENIZERS:
            raise self._refusal(f"has the tokenizer {kind}/{words}, not Qwen2's", "take another GGUF")
        tokens = tuple(self.field("tokenizer.ggml.tokens"))
        types = self.field("tokenizer.ggml.token_type", [int(TokenType.NORMAL)] * len(tokens))
        typed = tuple(zip(tokens, types, strict=True))
        eos = tokens[self.field("tokenizer.ggml.eos_token_id")]
        bos = self.field("tokenizer.ggml.bos_token_id", -1)
        return Vocabulary(
            tokens=tokens,
            control=tuple(token for token, type_ in typed if type_ == TokenType.CONTROL),
            whole=tuple(token for token, type_ in typed if type_ == TokenType.USER_DEFINED),
            merges=tuple(_pair(merge) for merge in self.field("tokenizer.ggml.merges")),
            words=_PRE_TOKENIZERS[words],
            bos=tokens[bos] if bos >= 0 else eos,
            eos=eos,
            chat_template=self.field("tokenizer.chat_template", ""),
        )

    def _refusal(self, what: str, remedy: str) -> ModelError:
        return ModelError(what, where=self.path, remedy=remedy)


def _reader(path: Path) -> GGUFReader:
    from gguf import GGUFReader

    class PlainReader(GGUFReader):
        """``gguf`` slices its ``numpy.memmap`` for each of 450,000 metadata values; a plain view of the same
        memory is sliced three times as fast (2.7 s, not 7.8 s, for the default model)."""

        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, np.asarray(value) if name == "data" else value)

    return PlainReader(path)


def _mapping(array: Any) -> mmap.mmap:
    """The memory map under a view of it."""
    while not isinstance(array, mmap.mmap):
        array = array.base
    return array


def _open(path: Path) -> GGUFReader:
    """The file through ``gguf``, whose errors on a damaged one are of many kinds and name no file."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic != b"GGUF":
            raise ModelError("is not a GGUF file", where=path, remedy="take a model file in GGUF format")
        reader = _reader(path)
    except OSError as error:
        raise ModelError(f"cannot be read ({error.strerror})", where=path, remedy="check the path") from error
    except (ValueError, IndexError, KeyError, OverflowError, MemoryError) as error:
        raise ModelError("is cut short or damaged", where=path, remedy=_AGAIN) from error
    if reader.byte_order == "S":
        raise ModelError("was written for the other byte order", where=path, remedy="take another GGUF")
    return reader


def _dequantizable(tensor: Any) -> bool:
    from gguf.quants import dequantize

    try:
        dequantize(tensor.data[:1], tensor.tensor_type)
    except RuntimeError:  # of the kind that says: not implemented
        return False
    return True


def _pair(merge: str) -> tuple[str, str]:
    """The two tokens of a merge: byte-level BPE spells a space ``Ġ``, so the one space parts them."""
    left, _, right = merge.partition(" ")
    return left, right
