"""The translation model in torch: a small Transformer, before-layer norms, one embedding for everything."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model: numbers a token, heads, inner width, layers of either side.

    ``positions`` is the most tokens in training; the package has no such bound.
    """

    width: int = 160
    heads: int = 4
    inner: int = 512
    encoder: int = 3
    decoder: int = 2
    positions: int = 256


class Attention(nn.Module):
    """Multi-head attention with its norm before and the sum after it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm = nn.LayerNorm(shape.width)
        self.query = nn.Linear(shape.width, shape.width)
        self.memory = nn.Linear(shape.width, 2 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def forward(
        self, hidden: Tensor, memory: Tensor | None, mask: Tensor | None, causal: bool = False
    ) -> Tensor:
        """``memory`` None: attends to ``hidden`` itself."""
        inner = self.norm(hidden)
        keys, values = self.memory(inner if memory is None else memory).chunk(2, dim=-1)
        heads = [self._split(each) for each in (self.query(inner), keys, values)]
        mixed = functional.scaled_dot_product_attention(*heads, attn_mask=mask, is_causal=causal)
        return hidden + self.out(mixed.transpose(1, 2).flatten(2))

    def _split(self, hidden: Tensor) -> Tensor:
        return hidden.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Layer(nn.Module):
    """One layer of the encoder, or with ``crossed`` of the decoder."""

    def __init__(self, shape: Shape, *, crossed: bool) -> None:
        super().__init__()
        self.own = Attention(shape)
        self.cross = Attention(shape) if crossed else None
        self.norm = nn.LayerNorm(shape.width)
        self.first = nn.Linear(shape.width, shape.inner)
        self.second = nn.Linear(shape.inner, shape.width)

    def forward(self, hidden: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        """``mask`` tells the source's real tokens."""
        if self.cross is None:
            hidden = self.own(hidden, None, mask)
        else:
            hidden = self.own(hidden, None, None, causal=True)
            hidden = self.cross(hidden, memory, mask)
        return hidden + self.second(functional.relu(self.first(self.norm(hidden))))


class Translator(nn.Module):
    """Source and target ids to log-odds of the next target ids."""

    def __init__(self, vocabulary: int, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        self.register_buffer("places", places(shape.positions, shape.width), persistent=False)
        self.encoder = nn.ModuleList(Layer(shape, crossed=False) for _ in range(shape.encoder))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(Layer(shape, crossed=True) for _ in range(shape.decoder))
        self.decoder_norm = nn.LayerNorm(shape.width)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Ids with 0 as padding, one sentence a row."""
        mask = (source != 0)[:, None, None, :]
        memory = self._embed(source)
        for layer in self.encoder:
            memory = layer(memory, None, mask)
        memory = self.encoder_norm(memory)
        hidden = self._embed(target)
        for layer in self.decoder:
            hidden = layer(hidden, memory, mask)
        return functional.linear(self.decoder_norm(hidden), self.embedding.weight)

    def _embed(self, ids: Tensor) -> Tensor:
        return self.embedding(ids) * math.sqrt(self.shape.width) + self.places[: ids.shape[1]]


def places(count: int, width: int) -> Tensor:
    """Sines, then cosines of the place, counted from 1: what CTranslate2 makes by itself for any length."""
    rates = torch.exp(torch.arange(width // 2) * (-math.log(10_000.0) / (width // 2 - 1)))
    angles = torch.arange(1, count + 1)[:, None] * rates[None, :]
    return torch.cat((angles.sin(), angles.cos()), dim=1)
