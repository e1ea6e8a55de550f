"""An installed Argos Translate package as an engine: its model and tokenizer, our batches, on CTranslate2.

``argostranslate.translate`` goes sentence by sentence and may download a sentence splitter at run time; here
whole batches go straight to the package's CTranslate2 model (design section 6).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import ctranslate2

from translate.engine.base import Beginning, Completion, Drafted, Place, Probe, Request
from translate.engine.batches import plan
from translate.engine.cores import cores
from translate.errors import ModelError
from translate.text import has_cjk

# As argostranslate.translate decodes; its beam is a setting (``argos_package.beam_size``).
_LENGTH_PENALTY = 0.2
_BATCH = 64
_BUDGET = 4_096
_SPACE = "▁"  # how SentencePiece writes the blank before a word


class ArgosEngine:
    """Drafts with an Argos package; see ``translate.engine.base.Engine`` for the methods.

    ``folder`` is an installed package (``metadata.json``, ``model/``, ``sentencepiece.model``). Raises
    ``ModelError`` if it cannot be loaded.
    """

    name = "argos"

    def __init__(self, folder: Path, *, signature: str, beam: int, threads: int | None = None) -> None:
        from argostranslate.package import Package

        side_by_side, inner = _streams(threads or cores())
        try:
            package = Package(folder)
            self._tokenizer = package.tokenizer
            self._translator = ctranslate2.Translator(
                str(folder / "model"), compute_type="auto", inter_threads=side_by_side, intra_threads=inner
            )
        except (OSError, RuntimeError, ValueError, AttributeError) as error:
            raise ModelError(
                f"is not a working Argos package: {error}",
                where=folder,
                remedy="run `duizhao models remove argos`, then `duizhao models install argos`",
            ) from error
        self.signature = signature
        self._beam = beam
        self._prefix = [package.target_prefix] if package.target_prefix else []
        self._suppressed = [[token] for token in _chinese_pieces(folder / "model")]

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """Translate, longest batches first; ``notice(n)`` is called as a batch of n ends."""
        sources = [self._encode(request.zh) for request in requests]
        for batch in plan([len(source) for source in sources], most=_BATCH, budget=_BUDGET):
            chosen = [sources[index] for index in batch.indices]
            results = self._translate(chosen, [self._prefix] * len(chosen))
            for index, result in zip(batch.indices, results, strict=True):
                tokens = result.hypotheses[0][len(self._prefix) :][: _limit(sources[index])]
                yield Drafted(index, self._decode(tokens), len(tokens))
            if notice:
                notice(len(chosen))

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        """Complete each beginning with ``target_prefix``; the score is the mean log-probability of it all."""
        sources = [self._encode(beginning.request.zh) for beginning in beginnings]
        prefixes = [self._prefix + self._encode(beginning.prefix) for beginning in beginnings]
        done: dict[int, Completion] = {}
        for batch in plan([len(source) for source in sources], most=_BATCH, budget=_BUDGET):
            chosen = [sources[index] for index in batch.indices]
            results = self._translate(chosen, [prefixes[index] for index in batch.indices])
            for index, result in zip(batch.indices, results, strict=True):
                added = result.hypotheses[0][len(prefixes[index]) :]
                en = self._completed(beginnings[index].prefix, result.hypotheses[0], len(added))
                done[index] = Completion(en, result.scores[0] / (len(added) + 1), len(added))
        return tuple(done[index] for index in range(len(beginnings)))

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        """How likely the words are at each word boundary of the draft, all of their tokens together: where a
        name is spelled in small pieces, the first of them tells little."""
        return tuple(self._likelihood(probe) for probe in probes)

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        """The best hypotheses of a beam twice as wide: some of them differ in their pieces and not in their text."""
        source, width = self._encode(request.zh), max(self._beam, 2 * count)
        (result,) = self._translate([source], [self._prefix], width, width)
        texts = (self._decode(tokens[len(self._prefix) :]) for tokens in result.hypotheses)
        return tuple(dict.fromkeys(texts))[:count]

    def _likelihood(self, probe: Probe) -> tuple[Place, ...]:
        source, words = self._encode(probe.request.zh), self._encode(probe.words)
        offsets = _boundaries(probe.en)
        targets = [self._prefix + self._encode(probe.en[:offset]) + words for offset in offsets]
        scores = self._translator.score_batch([source] * len(targets), targets, max_batch_size=_BATCH)
        # The last score is the end token's; those before it are the words'.
        return tuple(
            Place(offset, float(sum(score.log_probs[-1 - len(words) : -1])))
            for offset, score in zip(offsets, scores, strict=True)
        )

    def _translate(
        self, sources: list[list[str]], prefixes: list[list[str]], beam: int = 0, hypotheses: int = 1
    ) -> list[Any]:
        longest = max(map(_limit, sources)) + max(map(len, prefixes))
        results: list[Any] = self._translator.translate_batch(
            sources,
            target_prefix=prefixes if any(prefixes) else None,
            disable_unk=True,  # an unknown would be copied from the Chinese
            beam_size=beam or self._beam,
            num_hypotheses=hypotheses,
            length_penalty=_LENGTH_PENALTY,
            return_scores=True,
            suppress_sequences=self._suppressed or None,
            max_decoding_length=longest,
        )
        return results

    def _completed(self, prefix: str, hypothesis: list[str], added: int) -> str:
        """The text of a hypothesis that ends in so many added tokens. It begins as asked even where the
        vocabulary cannot write that: an unknown letter, an underscore (which Argos's tokenizer drops)."""
        en = self._decode(hypothesis[len(self._prefix) :])
        if en.startswith(prefix):
            return en
        more = hypothesis[len(hypothesis) - added :]
        glue = " " if more and more[0].startswith(_SPACE) else ""
        return f"{prefix}{glue}{self._decode(more)}"

    def _encode(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text)
        return tokens

    def _decode(self, tokens: list[str]) -> str:
        text: str = self._tokenizer.decode(tokens)
        return text.strip()


def _streams(processors: int) -> tuple[int, int]:
    """How many batches run side by side, and threads in each: its models are small, one thread feeds them."""
    side_by_side = min(processors, 4)
    return side_by_side, max(1, processors // side_by_side)


def _limit(source: list[str]) -> int:
    """The most tokens that the English of a source may take: beyond it, it is a runaway."""
    return min(480, 3 * len(source) + 24)


def _boundaries(en: str) -> list[int]:
    """Offsets where a word begins (at the blank before it), and the end."""
    return [0, *(at for at, char in enumerate(en) if char == " " and at), len(en)]


def _chinese_pieces(model: Path) -> Iterator[str]:
    """Target vocabulary with Han or full-width forms: never generated, so that none is left in the English."""
    for name in (
        "target_vocabulary.json",
        "shared_vocabulary.json",
        "target_vocabulary.txt",
        "shared_vocabulary.txt",
    ):
        path = model / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            pieces = json.loads(text) if path.suffix == ".json" else text.splitlines()
            yield from (piece for piece in pieces if has_cjk(piece))
            return
