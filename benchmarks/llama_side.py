"""llama.cpp's side of the comparison with the ``qwen`` engine; ``benchmarks.speed_qwen`` starts it.

    PYTHON benchmarks/llama_side.py MODEL.gguf [--slots 16] [--threads 2]

PYTHON is one that has ``xllamacpp``, which brings llama.cpp's server (``python -m venv V && V/bin/pip install
xllamacpp``); nothing else is needed, not Duizhao either. The server listens on the loopback at a port of its own
choice. A line of JSON comes in, ``{"prompts": […], "limits": […], "banned": […]}``: whole prompts, the most tokens
of each answer, and ids of tokens that may not be generated. A line goes out, ``{"seconds", "tokens", "texts",
"peak"}``: wall time, tokens generated (end tokens not counted) and the most memory of this process so far, in
bytes. Before the first it says ``{"ready": VERSION}``. All slots are kept busy, what prompts share is kept in each
(``cache_prompt``), decoding is greedy.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from time import perf_counter
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

# Positions in each slot: the longest segment and its longest answer fit (segments have at most 240 characters).
_ROOM = 1_024
_OPENER = build_opener(ProxyHandler({}))  # the loopback needs no proxy


def main() -> None:
    """Answer line by line until the input ends."""
    options = _options()
    said = os.dup(1)  # the library may print: its words go to stderr, our lines to what was stdout
    os.dup2(2, 1)
    with os.fdopen(said, "w", encoding="utf-8") as out:
        server, version = _server(options)
        print(json.dumps({"ready": version}), file=out, flush=True)
        for line in sys.stdin:
            answer = _answer(server.listening_address, json.loads(line), options.slots)
            print(json.dumps(answer), file=out, flush=True)
        out.flush()
        os._exit(0)  # the library's threads are not waited for


def _server(options: argparse.Namespace) -> tuple[Any, str]:
    xllamacpp = import_module("xllamacpp")  # of that other Python
    params = xllamacpp.CommonParams()
    params.model.path = options.model
    params.n_parallel, params.n_ctx = options.slots, options.slots * _ROOM
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = options.threads
    params.cont_batching, params.cache_prompt = True, True
    params.cache_ram_mib, params.verbosity = 0, 1
    return xllamacpp.Server(params), str(xllamacpp.__version__)


def _answer(address: str, asked: dict[str, Any], slots: int) -> dict[str, Any]:
    banned = [[token, False] for token in asked["banned"]]
    bodies = [
        _body(prompt, limit, banned) for prompt, limit in zip(asked["prompts"], asked["limits"], strict=True)
    ]
    began = perf_counter()
    with ThreadPoolExecutor(slots) as clients:
        results = list(clients.map(lambda body: _post(f"{address}/completion", body), bodies))
    seconds = perf_counter() - began
    return {
        "seconds": seconds,
        "tokens": sum(map(_generated, results)),
        "texts": [result["content"] for result in results],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def _body(prompt: str, limit: int, banned: Sequence[Sequence[Any]]) -> bytes:
    asked = {"prompt": prompt, "n_predict": limit, "cache_prompt": True, "logit_bias": banned}
    greedy = {"temperature": 0, "samplers": ["top_k"], "top_k": 1}
    return json.dumps({**asked, **greedy}).encode()


def _post(address: str, body: bytes) -> dict[str, Any]:
    request = Request(address, body, {"Content-Type": "application/json"})
    with _OPENER.open(request) as response:
        found: dict[str, Any] = json.load(response)
    return found


def _generated(result: dict[str, Any]) -> int:
    ends = 1 if result["stop_type"] == "eos" else 0
    return int(result["tokens_predicted"]) - ends


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", help="a GGUF file")
    parser.add_argument("--slots", type=int, default=16, help="sentences decoded side by side")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
