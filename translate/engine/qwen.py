"""A Qwen2 language model as a translation engine, run by CTranslate2.

The prompt is one shared beginning (kept by CTranslate2, paid for once) and then the sentence. Decoding is
greedy: beam search was measured no better and 2.6 times as dear (design section 6). The model has no output for
Han or full-width forms (``translate.engine.vocabulary``), so no Chinese is left in the English.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import ctranslate2
import numpy as np
from tokenizers import Tokenizer

from translate.engine.base import Beginning, Completion, Drafted, Place, Probe, Request
from translate.engine.batches import Batch, Costs, Expected, plan_prompts
from translate.engine.cores import cores
from translate.engine.heap import give_back, one_heap
from translate.engine.prompt import END, JUDGED, NAMES, SHARED
from translate.errors import ModelError

_ECHO = NAMES.partition("{}")[0].strip()
_SPACE = "Ġ"  # how byte-level BPE writes the blank before a word
_STOPS = ("<|im_end|>", "<|endoftext|>")

# Sequences decoded side by side in one batch, and positions (tokens of prompt and English, times rows) that it may
# hold: the state of each takes 0.34 MB, so that a run stays under 3 GiB (benchmarks/speed_run.py).
_BATCH = 32
_ROOM = 2_400
# Milliseconds, measured with two threads (benchmarks/costs.py prints them for any machine; ratios decide).
_COSTS = Costs(token=3.5, step=109.0, row=2.7)
# English tokens that news takes for a Chinese token, and more for a short sentence: for planning only.
_SHARE, _MORE = 0.6, 8
# English tokens until a beginning comes back to the words of its earlier draft, for planning as well.
_REJOINS = 8
# Beginnings are few and of all lengths, and what is longer than the shortest of a batch is fed token by token: at
# like lengths it is read ahead. Blank lines change next to nothing of what follows, and by hand took a third off the
# time. Drafts, of which there are many of each length, gain nothing by them.
_WIDTH = 32
# English tokens for one Chinese token: news needs 1.1 on average; more than this is a runaway.
_GROWTH = 2.5
_SPARE = 24


@dataclass(frozen=True, slots=True)
class _Prompt:
    """Token strings of what follows the shared beginning; how many tokens the English may take, and will."""

    tokens: list[str]
    limit: int
    expected: int
    rest: tuple[int, ...] = ()  # of an earlier draft: saying some of it again, the English ends with it

    def after(self, prefix: list[str], rest: Sequence[int], filler: list[str]) -> _Prompt:
        """The same prompt with the beginning of its English given, and what may follow again later.

        Filled up with blank lines to a multiple of _WIDTH: see there.
        """
        said, tokens = len(prefix), self.tokens + prefix
        left = _REJOINS if rest else max(_MORE, self.expected - said)
        filled = filler * (-len(tokens) % _WIDTH) + tokens
        return _Prompt(filled, max(_SPARE, self.limit - said), left, tuple(rest))


class QwenEngine:
    """Drafts with a converted Qwen2 model; see ``translate.engine.base.Engine`` for the methods.

    Raises ``ModelError`` if the folder does not hold a model that CTranslate2 can load.
    """

    name = "qwen"

    def __init__(self, folder: Path, *, signature: str, threads: int | None = None) -> None:
        self._tokenizer = _tokenizer(folder)
        self._shared = self._tokenizer.encode(SHARED, add_special_tokens=False).tokens
        self._filler = self._tokenizer.encode("\n", add_special_tokens=False).tokens
        self._judged = self._tokenizer.encode(JUDGED, add_special_tokens=False).tokens
        self._end = self._tokenizer.encode(END, add_special_tokens=False).tokens
        # From here on «<|im_end|>» in a news text is text, not a command to the model.
        self._tokenizer.encode_special_tokens = True
        self._streams, inner = streams(threads or cores())
        one_heap()
        try:
            self._generator = ctranslate2.Generator(
                str(folder), compute_type="int8", inter_threads=self._streams, intra_threads=inner
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"cannot be loaded: {error}", where=folder, remedy="run `duizhao models install qwen`"
            ) from error
        self.signature = signature
        self._stopped = Event()
        # CTranslate2's threads must end before the interpreter does, or the process aborts.
        weakref.finalize(self, self._generator.unload_model)

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        """Translate, longest batches first; ``notice(1)`` is called as each sentence ends."""
        prompts = [self._prompt(request) for request in requests]
        echoes = []
        for batch, results in self._run(prompts, notice):
            for index, result in zip(batch.indices, results, strict=True):
                ids = result.sequences_ids[0]
                en = self._decode(ids)
                if requests[index].names and en.lstrip().startswith(_ECHO):
                    echoes.append(index)  # it said what it was asked with: asked again without that line
                else:
                    yield Drafted(index, en, len(ids))
        if echoes:
            for again in self.draft([Request(requests[index].zh) for index in echoes]):
                yield Drafted(echoes[again.index], again.en, again.tokens)

    def resume(self, beginnings: Sequence[Beginning]) -> tuple[Completion, ...]:
        """Complete each beginning; its score is the mean log-probability of the added tokens."""
        prompts = []
        for beginning in beginnings:
            prompt, prefix = self._prompt(beginning.request), self._encode(beginning.prefix)
            rest = self._tokenizer.encode(beginning.rest, add_special_tokens=False).ids
            prompts.append(prompt.after(prefix, rest, self._filler))
        done: dict[int, Completion] = {}
        for batch, results in self._run(prompts, None):
            for index, result in zip(batch.indices, results, strict=True):
                ids = result.sequences_ids[0]
                again = rejoins(ids, prompts[index].rest)
                en = beginnings[index].prefix + self._decode([*ids, *prompts[index].rest[again:]])
                done[index] = Completion(en, result.scores[0], len(ids))
        return tuple(done[index] for index in range(len(beginnings)))

    def likelihoods(self, probes: Sequence[Probe]) -> tuple[tuple[Place, ...], ...]:
        """How likely the first token of the words is at each word boundary, from one pass over each draft."""
        with ThreadPoolExecutor(self._streams) as pool:
            return tuple(pool.map(self._likelihood, probes))

    def alternatives(self, request: Request, count: int) -> tuple[str, ...]:
        """What a beam search of that width ends with; drafts are greedy, so the first is often new."""
        prompt = self._prompt(request)
        (result,) = self._generator.generate_batch(
            [prompt.tokens],
            static_prompt=self._shared,
            cache_static_prompt=True,
            include_prompt_in_result=False,
            end_token=list(_STOPS),
            max_length=prompt.limit,
            beam_size=count,
            num_hypotheses=count,
        )
        return tuple(dict.fromkeys(self._decode(ids).strip() for ids in result.sequences_ids))[:count]

    def _likelihood(self, probe: Probe) -> tuple[Place, ...]:
        before = self._judged + self._encode(probe.request.zh) + self._end
        encoding = self._tokenizer.encode(probe.en, add_special_tokens=False)
        first, inner = self._encode(probe.words)[0], self._encode(f" {probe.words}")[0]
        logs = np.asarray(
            self._generator.forward_batch([before + encoding.tokens], return_log_probs=True), dtype=np.float32
        )[0, len(before) - 1 :]
        places = [Place(0, float(logs[0, self._tokenizer.token_to_id(first)]))]
        for at, (token, (start, _)) in enumerate(zip(encoding.tokens, encoding.offsets, strict=True)):
            if at and token.startswith(_SPACE):
                places.append(Place(start, float(logs[at, self._tokenizer.token_to_id(inner)])))
        return (*places, Place(len(probe.en), float(logs[-1, self._tokenizer.token_to_id(inner)])))

    def _prompt(self, request: Request) -> _Prompt:
        names = NAMES.format("; ".join(request.names)) if request.names else ""
        sentence = self._encode(f"{names}\n{request.zh}")
        size = len(sentence)
        return _Prompt(sentence + self._end, int(size * _GROWTH) + _SPARE, int(size * _SHARE) + _MORE)

    def _encode(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens

    def _decode(self, ids: Sequence[int]) -> str:
        text: str = self._tokenizer.decode(list(ids), skip_special_tokens=True)
        return text

    def _run(
        self, prompts: Sequence[_Prompt], notice: Callable[[int], None] | None
    ) -> Iterator[tuple[Batch, list[Any]]]:
        """Each batch with its results as it ends; as many batches are under way as there are streams."""
        shared = len(self._shared)
        batches = plan_prompts(
            [Expected(shared + len(prompt.tokens), prompt.expected) for prompt in prompts],
            _COSTS,
            most=_BATCH,
            room=_ROOM // self._streams,
        )
        self._stopped.clear()
        with ThreadPoolExecutor(self._streams) as pool:
            waiting: deque[tuple[Batch, Future[list[Any]]]] = deque()
            try:
                for batch in batches:
                    chosen = [prompts[index] for index in batch.indices]
                    waiting.append((batch, pool.submit(self._generate, chosen, notice)))
                    if len(waiting) > self._streams:
                        yield _finished(waiting)
                        give_back()
                while waiting:
                    yield _finished(waiting)
            finally:  # on Ctrl-C, or if nobody wants the rest: what is under way ends at its next token
                self._stopped.set()
                pool.shutdown(wait=True, cancel_futures=True)

    def _generate(self, prompts: Sequence[_Prompt], notice: Callable[[int], None] | None) -> list[Any]:
        results: list[Any] = self._generator.generate_batch(
            [prompt.tokens for prompt in prompts],
            static_prompt=self._shared,
            cache_static_prompt=True,
            include_prompt_in_result=False,
            end_token=list(_STOPS),
            max_length=max(prompt.limit for prompt in prompts),
            sampling_topk=1,
            return_scores=True,
            callback=_Watch(prompts, self._stopped, notice),
        )
        return results


def _finished(waiting: deque[tuple[Batch, Future[list[Any]]]]) -> tuple[Batch, list[Any]]:
    batch, future = waiting.popleft()
    return batch, future.result()


class _Watch:
    """Follows a batch token by token: reports each sentence's end, and ends one that runs away or comes back to
    its earlier draft.

    Each sentence has a limit of its own, so that what it gives does not depend on its batch.
    """

    def __init__(
        self, prompts: Sequence[_Prompt], stopped: Event, notice: Callable[[int], None] | None
    ) -> None:
        self._prompts = prompts
        self._stopped = stopped
        self._ids: list[list[int]] = [[] for _ in prompts]
        self._notice = notice

    def __call__(self, step: Any) -> bool:
        if self._stopped.is_set():
            return True
        ids, prompt = self._ids[step.batch_id], self._prompts[step.batch_id]
        ids.append(step.token_id)
        over = len(ids) >= prompt.limit or repeats(ids) or rejoins(ids, prompt.rest) < len(prompt.rest)
        if (step.is_last or over) and self._notice:
            self._notice(1)
        return over


def repeats(ids: Sequence[int], *, times: int = 4, longest: int = 24) -> bool:
    """Whether ``ids`` ends in a run of up to ``longest`` tokens said ``times`` times (a single token: 8)."""
    for size in range(1, min(longest, len(ids) // times) + 1):
        count = times if size > 1 else 8
        tail = ids[-size:]
        if all(ids[-size * (n + 1) : -size * n] == tail for n in range(1, count)):
            return True
    return False


def rejoins(ids: Sequence[int], rest: Sequence[int], *, same: int = 4, skipped: int = 8) -> int:
    """Where in ``rest`` what follows ``ids`` begins, if these end in ``same`` tokens of it; else its length.

    At most ``skipped`` tokens of ``rest`` more than were said may be passed over.
    """
    tail = list(ids[-same:])
    if len(tail) == same:
        for end in range(same, min(len(rest), len(ids) + skipped) + 1):
            if list(rest[end - same : end]) == tail:
                return end
    return len(rest)


def streams(processors: int) -> tuple[int, int]:
    """How many batches run side by side, and threads in each.

    A step reads all weights whatever the batch's size. On two processors two streams of half the room each draft
    ``examples/`` as fast as one, for a seventh more processor time; few sentences by themselves they draft 7% faster
    (benchmarks/speed_settings.py). More than four threads in one stream are not measured.
    """
    side_by_side = max(1, min(4, processors // 4))
    return side_by_side, max(1, processors // side_by_side)


def _tokenizer(folder: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the library raises bare Exception
        raise ModelError(
            f"has no readable tokenizer: {error}", where=folder, remedy="run `duizhao models install qwen`"
        ) from error
