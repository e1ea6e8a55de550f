"""Trains the model on sentences that the grammar makes as they are needed: none is seen twice.

    python -m benchmarks.argos_model.train FOLDER [--steps N]

Writes ``sentencepiece.model`` and ``weights.pt`` into the folder, and ``state.pt`` every 250 steps: the same command
goes on from there, to the same end. Needs torch, sentencepiece, protobuf and jieba
in an environment of its own: see README.md here.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.argos_model.grammar import Grammar
from benchmarks.argos_model.network import Shape, Translator
from benchmarks.argos_model.pieces import make_pieces, processor

_BATCH = 128  # sentences a step
_POOL = 16  # batches made together, and cut by length
_RATE = 2e-3
_WARM = 300
_SMOOTHING = 0.05
_BOS, _EOS = 1, 2
_SAVED_EVERY = 250  # steps


def train(folder: Path, steps: int, threads: int) -> None:
    """Train for so many steps and save; prints the loss as it goes."""
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    model = make_pieces()
    (folder / "sentencepiece.model").write_bytes(model)
    pieces = processor(model)
    network = Translator(pieces.get_piece_size(), Shape())
    print(
        sum(weight.numel() for weight in network.parameters()), "weights,", pieces.get_piece_size(), "pieces"
    )
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    done = _restored(folder / "state.pt", (network, optimizer, schedule), steps)
    began, seen, total = monotonic(), 0, 0.0
    for step, (source, target) in enumerate(islice(_batches(pieces), done, steps), done + 1):
        loss = _loss(network, source, target)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        seen, total = seen + len(source), total + loss.item()
        if step % 50 == 0:
            print(
                f"step {step}  loss {total / 50:.4f}  {seen / (monotonic() - began):.0f} sentences/s",
                flush=True,
            )
            total = 0.0
        if step % _SAVED_EVERY == 0 or step == steps:
            _save(folder / "state.pt", (network, optimizer, schedule), step, steps)
    torch.save(network.state_dict(), folder / "weights.pt")


def _save(path: Path, parts: tuple[Any, ...], step: int, steps: int) -> None:
    """In one move: a run that is ended here leaves the state before."""
    part = path.with_suffix(".part")
    torch.save({"step": step, "steps": steps, "parts": [each.state_dict() for each in parts]}, part)
    part.replace(path)


def _restored(path: Path, parts: tuple[Any, ...], steps: int) -> int:
    """How many steps an earlier run of the same length has done; its state goes into ``parts``."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    if state["steps"] != steps:
        return 0
    for each, saved in zip(parts, state["parts"], strict=True):
        each.load_state_dict(saved)
    return int(state["step"])


def _rate(step: int, steps: int) -> float:
    """The share of the full rate: up at first, then down along a cosine to nothing."""
    if step < _WARM:
        return (step + 1) / _WARM
    return 0.5 * (1 + math.cos(math.pi * (step - _WARM) / (steps - _WARM)))


def _loss(network: Translator, source: Tensor, target: Tensor) -> Tensor:
    logits = network(source, target[:, :-1])
    wanted = target[:, 1:]
    kept = wanted != 0
    return functional.cross_entropy(logits[kept], wanted[kept], label_smoothing=_SMOOTHING)


def _batches(pieces: Any) -> Iterator[tuple[Tensor, Tensor]]:
    pairs = Grammar(1).pairs()
    shuffle = torch.Generator().manual_seed(1)
    while True:
        pool = list(islice(pairs, _BATCH * _POOL))
        sources = pieces.encode([pair.zh for pair in pool])
        targets = pieces.encode([pair.en for pair in pool])
        order = sorted(range(len(pool)), key=lambda at: len(sources[at]) + len(targets[at]))
        for number in torch.randperm(_POOL, generator=shuffle).tolist():
            chosen = order[number * _BATCH : (number + 1) * _BATCH]
            yield (
                _padded([sources[at] for at in chosen]),
                _padded([[_BOS, *targets[at], _EOS] for at in chosen]),
            )


def _padded(rows: list[list[int]]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=1800)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    train(options.folder, options.steps, options.threads)


if __name__ == "__main__":
    main()
