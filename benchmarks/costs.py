"""What a batch of the qwen engine costs: prompt tokens, steps, rows. Its planner takes their ratios.

    python -m benchmarks.costs

Prints milliseconds for a prompt token that is read ahead, for a step of a whole batch (one more token each, the
weights are read once) and for each row of a step, fitted by least squares to batches of 1, 8 and 24 rows with
short and long prompts and few and many steps; and how far the fit is off. ``translate.engine.qwen`` plans its
batches by these three figures; only their ratios decide.
"""

from __future__ import annotations

from itertools import product
from time import perf_counter

import numpy as np

from translate.engine.choose import choose
from translate.engine.qwen import QwenEngine

_ROWS, _PROMPTS, _STEPS = (1, 8, 24), (16, 96), (4, 28)
_TEXT = "上海市气象台周三表示，预计未来三天当地气温将明显下降，并伴有阵风和小雨。"


def seconds(engine: QwenEngine, rows: int, prompt: int, steps: int) -> float:
    """Wall seconds of a batch of so many rows with prompts of so many tokens, each going on for ``steps``."""
    tokens = engine._tokenizer.encode(_TEXT * 8, add_special_tokens=False).tokens[:prompt]
    began = perf_counter()
    engine._generator.generate_batch(
        [tokens] * rows,
        static_prompt=engine._shared,
        cache_static_prompt=True,
        include_prompt_in_result=False,
        end_token=[],
        max_length=steps,
        min_length=steps,
    )
    return perf_counter() - began


def main() -> None:
    engine = choose("qwen").load()
    assert isinstance(engine, QwenEngine)
    seconds(engine, 1, 16, 4)  # warm: reads the weights, keeps the shared prompt
    cases = list(product(_ROWS, _PROMPTS, _STEPS))
    took = np.array([min(seconds(engine, *case) for _ in range(2)) for case in cases]) * 1_000
    shape = np.array([(rows * prompt, steps, rows * steps) for rows, prompt, steps in cases], dtype=float)
    weight = 1 / took  # relative errors count, not the seconds of the largest
    fitted, *_ = np.linalg.lstsq(shape * weight[:, None], took * weight, rcond=None)
    off = np.median(np.abs(shape @ fitted - took) / took)
    for name, value in zip(("a prompt token", "a step", "a row of a step"), fitted, strict=True):
        print(f"{name:16} {value:7.1f} ms")
    print(f"the fit is off by {off:.0%} (median of {len(cases)} batches)")


if __name__ == "__main__":
    main()
