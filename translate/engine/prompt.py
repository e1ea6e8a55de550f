"""The words that a language model is asked with. Kept apart so that a signature needs no model library."""

from __future__ import annotations

import hashlib

_SYSTEM = (
    "<|im_start|>system\nYou are a professional translator of Chinese news.<|im_end|>\n<|im_start|>user\n"
)
_TASK = (
    "Translate the following sentence of a Chinese news article into English. Output only the translation.\n"
)

#: What every request begins with; the model's state after it is kept and paid for once.
SHARED = _SYSTEM + _TASK
#: Names the English that a sentence must keep; between the shared beginning and the sentence.
NAMES = "Keep these words exactly as they are: {}\n"
#: What follows the sentence.
END = "<|im_end|>\n<|im_start|>assistant\n"

#: What comes before the sentence where only its English is judged. Nothing of it is kept from call to call, so it is
#: short, and the names are left out. By hand: of the seven locks that drafts of ``examples/`` miss, six had the same
#: best place as with all of SHARED and the names, and the seventh had it second, tried with the first.
JUDGED = "<|im_start|>user\nTranslate into English:\n"

#: Part of the engine's signature: change the words and drafts are made anew.
SIGNATURE = hashlib.sha256((SHARED + NAMES + END + JUDGED).encode()).hexdigest()[:8]
