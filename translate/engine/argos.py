"""An installed Argos Translate package as an engine: its model and tokenizer, our batches, on CTranslate2.

``argostranslate.translate`` goes sentence by sentence and may download a sentence splitter at run time; here
whole batches go straight to the package's CTranslate2 model, as many side by side as there are processors
(design section 6). benchmarks/speed_argos.py compares the two.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import ctranslate2

from translate.engine.base import Beginning, Completion, Drafted, Place, Probe, Request
from translate.engine.batches import Batch, plan
from translate.engine.cores import cores
from translate.errors import ModelError
from translate.text import has_cjk

# As argostranslate.translate decodes; its beam is a setting (``argos_package.beam_size``).
_LENGTH_PENALTY = 0.2
# Hypotheses decoded side by side in one batch. Of 8 to 256, 16 to 64 take the least processor time, with our test
# package and with random weights of a usual size (6 layers of 512) alike, at beam 1 and 4; and small batches keep all
# processors busy to the end of an article (benchmarks/speed_argos.py compares).
_ROWS = 32
_BUDGET = 4_096  # tokens of a batch, padding counted
_SCORED = 64  # places of a draft scored side by side
_UNKNOWN = "<unk>"  # CTranslate2's, in every vocabulary
_SPACE = "▁"  # how SentencePiece writes the blank before a word


class ArgosEngine:
    """Drafts with an Argos package; see ``translate.engine.base.Engine`` for the methods.

    ``folder`` is an installed package (``metadata.json``, ``model/``, ``sentencepiece.model``); ``rows`` is how
    many hypotheses a batch holds at most. Raises ``ModelError`` if it cannot be loaded.
    """

    name = "argos"

    def __init__(
        self, folder: Path, *, signature: str, beam: int, threads: int | None = None, rows: int = _ROWS
    ) -> None:
        from argostranslate.package import Package

        self._streams, inner = _streams(threads or cores())
        try:
            package = Package(folder)
            self._tokenizer = package.tokenizer
            self._translator = ctranslate2.Translator(
                str(folder / "model"), compute_type="auto", inter_threads=self._streams, intra_threads=inner
            )
        except (OSError, RuntimeError, ValueError, AttributeError) as error:
            raise ModelError(
                f"is not a working Argos package: {error}",
                where=folder,
                remedy="run `duizhao models remove argos`, then `duizhao models install argos`",
            ) from error
        self.signature = signature
        self._beam = beam
        self._most = max(1, rows // beam)
        self._prefix = [package.target_prefix] if package.target_prefix else []
        self._chinese = frozenset(_chinese_pieces(folder / "model"))

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """Translate, longest batches first; ``notice(n)`` is called as a batch of n ends."""
        sources = [self._encode(request.zh) for request in requests]
        for batch, results in self._run(sources, [self._prefix] * len(sources)):
            for index, result in zip(batch.indices, results, strict=True):
                tokens = result.hypotheses[0][len(self._prefix) :]
                yield Drafted(index, self._decode(tokens), len(tokens))
            if notice:
                notice(len(results))

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        """Complete each beginning with ``target_prefix``; the score is the mean log-probability of it all."""
        sources = [self._encode(beginning.request.zh) for beginning in beginnings]
        prefixes = [self._prefix + self._encode(beginning.prefix) for beginning in beginnings]
        done: dict[int, Completion] = {}
        for batch, results in self._run(sources, prefixes):
            for index, result in zip(batch.indices, results, strict=True):
                added = result.hypotheses[0][len(prefixes[index]) :]
                en = self._completed(beginnings[index].prefix, result.hypotheses[0], len(added))
                done[index] = Completion(en, result.scores[0] / (len(added) + 1), len(added))
        return tuple(done[index] for index in range(len(beginnings)))

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        """How likely the words are at each word boundary of the draft, all of their tokens together: where a
        name is spelled in small pieces, the first of them tells little."""
        with ThreadPoolExecutor(self._streams) as pool:
            return tuple(pool.map(self._likelihood, probes))

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        """The best hypotheses of a beam twice as wide: some of them differ in their pieces and not in their text."""
        source, width = self._encode(request.zh), max(self._beam, 2 * count)
        (result,) = self._translate([source], [self._prefix], width, width)
        texts = (self._decode(tokens[len(self._prefix) :]) for tokens in result.hypotheses)
        return tuple(dict.fromkeys(texts))[:count]

    def _likelihood(self, probe: Probe) -> tuple[Place, ...]:
        """One probe's places are scored together and without another's, on which they would depend a little."""
        source, words = self._encode(probe.request.zh), self._encode(probe.words)
        offsets = _boundaries(probe.en)
        targets = [self._prefix + self._encode(probe.en[:offset]) + words for offset in offsets]
        scores = self._translator.score_batch([source] * len(targets), targets, max_batch_size=_SCORED)
        # The last score is the end token's; those before it are the words'.
        return tuple(
            Place(offset, float(sum(score.log_probs[-1 - len(words) : -1])))
            for offset, score in zip(offsets, scores, strict=True)
        )

    def _run(
        self, sources: Sequence[list[str]], prefixes: Sequence[list[str]]
    ) -> Iterator[tuple[Batch, list[Any]]]:
        """Each batch with its results, the longest first; as many are under way as there are streams.

        On Ctrl-C what is under way ends and is handed over before the interrupt goes on, so that nothing
        finished is lost.
        """
        lengths = [len(source) for source in sources]
        pool = ThreadPoolExecutor(self._streams)
        waiting: deque[tuple[Batch, Future[list[Any]]]] = deque()
        try:
            for batch in plan(lengths, most=self._most, budget=_BUDGET, alike=_limit):
                chosen = [sources[index] for index in batch.indices]
                forced = [prefixes[index] for index in batch.indices]
                waiting.append((batch, pool.submit(self._translate, chosen, forced)))
            while waiting:
                results = waiting[0][1].result()
                yield waiting.popleft()[0], results
        except KeyboardInterrupt:
            pool.shutdown(wait=True, cancel_futures=True)
            yield from ((batch, job.result()) for batch, job in waiting if not job.cancelled())
            raise
        finally:  # also if nobody wants the rest
            pool.shutdown(wait=True, cancel_futures=True)

    def _translate(
        self, sources: list[list[str]], prefixes: list[list[str]], beam: int = 0, hypotheses: int = 1
    ) -> list[Any]:
        """What ``argostranslate.translate`` gives; only where that has Chinese or an unknown in it, again without.

        Keeping them out from the first changes more than it has to: where the model would say something Chinese
        down one branch of the beam, what is left there becomes likely, and 1 draft in 150 ends too soon
        (by hand: of 3,000 drafts of our test package it changed 21, and fewer of them were right).
        """
        results = self._search(sources, prefixes, beam, hypotheses)
        again = [at for at, result in enumerate(results) if self._foreign(result, len(prefixes[at]))]
        if again:
            chosen, forced = [sources[at] for at in again], [prefixes[at] for at in again]
            english = self._search(chosen, forced, beam, hypotheses, english=True)
            for at, result in zip(again, english, strict=True):
                results[at] = result
        return results

    def _foreign(self, result: Any, given: int) -> bool:
        """Whether a hypothesis has, after the tokens given to it, what no English text should have."""
        return any(
            token == _UNKNOWN or token in self._chinese
            for tokens in result.hypotheses
            for token in tokens[given:]
        )

    def _search(
        self,
        sources: list[list[str]],
        prefixes: list[list[str]],
        beam: int,
        hypotheses: int,
        *,
        english: bool = False,
    ) -> list[Any]:
        longest = max(_limit(len(source)) for source in sources) + max(map(len, prefixes))
        results: list[Any] = self._translator.translate_batch(
            sources,
            target_prefix=prefixes if any(prefixes) else None,
            beam_size=beam or self._beam,
            num_hypotheses=hypotheses,
            length_penalty=_LENGTH_PENALTY,
            return_scores=True,
            disable_unk=english,
            suppress_sequences=[[piece] for piece in sorted(self._chinese)] if english else None,
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


def _limit(length: int) -> int:
    """The most tokens that the English of so many may take: beyond it, it is a runaway.

    One for all lengths up to the next power of two: a batch holds only such as have the same, so that where a
    runaway ends does not depend on what else is translated.
    """
    return min(480, 3 * max(16, 1 << (length - 1).bit_length()) + 24)


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
