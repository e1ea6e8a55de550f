"""How many sentences that the model never saw it translates to the letter, greedily and with beam search.

    python -m benchmarks.argos_model.accuracy PACKAGE [--sentences N] [--show N]

Runs in the ordinary environment, on CTranslate2 as the product does. Sentences are split by what is in them: names
and amounts put in place, or all of it Chinese.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece

from benchmarks.argos_model.grammar import Grammar
from benchmarks.argos_model.words import Text

HELD_OUT = 20_260_401  # a seed that training does not use

_KINDS = (("all Chinese", 0.0), ("half put in place", 0.5), ("all put in place", 1.0))


def unpacked(package: Path, folder: Path) -> Path:
    """The folder of a package file, unpacked into ``folder``."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


def translated(folder: Path, chinese: list[str], beam: int) -> list[str]:
    """What the model makes of each sentence."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(folder / "model"), inter_threads=1, intra_threads=1)
    results: list[Any] = translator.translate_batch(
        pieces.encode(chinese, out_type=str),
        beam_size=beam,
        max_batch_size=4096,
        batch_type="tokens",
        length_penalty=0.2,
    )
    return [pieces.decode_pieces(result.hypotheses[0]).strip() for result in results]


def held_out(count: int, placed: float) -> list[Text]:
    """Sentences that training does not meet, except by chance where there is little in them."""
    return list(islice(Grammar(HELD_OUT, placed=placed).pairs(), count))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong ones of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = unpacked(options.package, Path(work))
        for title, placed in _KINDS:
            pairs = held_out(options.sentences, placed)
            for beam in (1, 4):
                made = translated(folder, [pair.zh for pair in pairs], beam)
                wrong = [(pair, en) for pair, en in zip(pairs, made, strict=True) if pair.en != en]
                share = 1 - len(wrong) / len(pairs)
                print(f"{title:18} beam {beam}  {share:7.1%} to the letter")
            for pair, en in wrong[: options.show]:
                print(f"  {pair.zh}\n    {pair.en}\n    {en}")


if __name__ == "__main__":
    main()
