"""The SentencePiece model of the package: one tokenizer for both languages, made from the grammar's own words.

Its normalizer sets a space around every Han character and full-width mark. So ``公司DeepSeek`` has the same
pieces for DeepSeek as the English has (``▁Deep…``): copying a name is copying its pieces. Words of the grammar
are pieces; any other Latin word is spelled in letters and frequent pairs, any other character in bytes.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import jieba
import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from benchmarks.argos_model import words
from benchmarks.argos_model.grammar import ACCENTED, Grammar
from benchmarks.argos_model.words import Text

_SPACE = "▁"
_SAMPLE = 40_000  # sentences looked at for words
_FREQUENT = 40  # a word seen so often in them is one of the grammar's, and a piece
_PAIRS = 150  # pairs of letters that are pieces
_ASCII = [chr(code) for code in range(0x21, 0x7F)]
_SPACED = ["，", "。", "：", "、", "；", "？", "！", "“", "”", "（", "）", "《", "》", "·"]
_UNIT = re.compile(r"[A-Za-z]+|[^A-Za-z]")
_TABLES = (
    words.GIVEN,
    words.SURNAMES,
    words.CHINESE_PEOPLE,
    words.PLACES,
    words.COMPANIES,
    words.BODIES,
    words.TITLES,
    words.THINGS,
    words.GOODS,
    words.WEEKDAYS,
    words.RELATIVE_TIMES,
    words.FEW,
    words.HEDGES,
)


def make_pieces() -> bytes:
    """The serialized SentencePiece model."""
    protos: Any = sentencepiece_model_pb2
    proto = protos.ModelProto()
    pieces = _pieces()
    proto.ParseFromString(
        _normalizing({char for piece in pieces for char in piece if _runs(char) or char in _SPACED})
    )
    del proto.pieces[:]
    kinds = protos.ModelProto.SentencePiece
    for name, kind in (("<unk>", kinds.UNKNOWN), ("<s>", kinds.CONTROL), ("</s>", kinds.CONTROL)):
        proto.pieces.add(piece=name, score=0.0, type=kind)
    for code in range(256):
        proto.pieces.add(piece=f"<0x{code:02X}>", score=0.0, type=kinds.BYTE)
    for piece in pieces:
        # The fewest pieces win. A space of its own would tell a probe for a name nothing: only before é and the like.
        score = -100.0 if piece == _SPACE else -10.0 - 1.0 / len(piece)
        proto.pieces.add(piece=piece, score=score, type=kinds.NORMAL)
    proto.trainer_spec.byte_fallback = True
    proto.trainer_spec.vocab_size = len(proto.pieces)
    data: bytes = proto.SerializeToString()
    return data


def vocabulary(model: bytes) -> list[str]:
    """The pieces in the order of their numbers."""
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [pieces.id_to_piece(at) for at in range(pieces.get_piece_size())]


def _pieces() -> list[str]:
    sample = list(islice(Grammar(0).pairs(), _SAMPLE))
    latin = Counter(unit for pair in sample for unit in _units(pair.en))
    frequent = sorted(unit for unit, count in latin.items() if count >= _FREQUENT)
    letters = Counter(
        word[at : at + 2]
        for unit in latin
        for word in (unit.removeprefix(_SPACE),)
        for at in range(len(word) - 1)
    )
    pairs = [
        pair for pair, _ in sorted(letters.items(), key=lambda item: (-item[1], item[0])) if pair.isalpha()
    ]
    # Names may follow a quotation mark, without a space.
    named = [name for name in (*words.NAME_WORDS, *(text.en for text in words.COMPANIES)) if name.isalpha()]
    single = [
        _SPACE,
        *_ASCII,
        *(_SPACE + char for char in _ASCII),
        "€",
        "£",
        f"{_SPACE}€",
        f"{_SPACE}£",
        *ACCENTED,
        *(_SPACE + char.upper() for char in ACCENTED),
    ]
    return list(dict.fromkeys([*single, *_chinese(sample), *frequent, *named, *pairs[:_PAIRS]]))


def _units(en: str) -> list[str]:
    """Words with the space before them, marks and figures one by one."""
    marked = [
        (_SPACE if at == 0 else "") + unit
        for word in en.split()
        for at, unit in enumerate(_UNIT.findall(word))
    ]
    return [unit for unit in marked if unit.removeprefix(_SPACE).isalpha()]


def _chinese(sample: list[Text]) -> list[str]:
    """The Chinese words of the tables and what jieba finds between them, then every single character."""
    names = {text.zh for table in _TABLES for text in table}
    for name in names:
        jieba.add_word(name, 10_000_000)
    found = Counter(
        word for pair in sample[:10_000] for run in _runs(pair.zh) for word in jieba.cut(run, HMM=False)
    )
    several = {word for word in (*names, *found) if len(word) > 1 and _runs(word) == [word]}
    characters = {char for pair in sample for char in pair.zh if _runs(char)}
    return [
        "".join(_SPACE + char for char in word) for word in (*sorted(several), *sorted(characters), *_SPACED)
    ]


def _runs(zh: str) -> list[str]:
    return re.findall("[\u4e00-\u9fff]+", zh)


def _normalizing(characters: set[str]) -> bytes:
    """A model with our normalizer, trained on next to nothing."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.tsv"
        lines = (f"{ord(char):X}\t20 {ord(char):X} 20" for char in sorted(characters))
        rules.write_text("\n".join(lines) + "\n", encoding="utf-8")
        proto = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["a b c d"] * 10),
            model_writer=proto,
            model_type="unigram",
            vocab_size=300,
            byte_fallback=True,
            hard_vocab_limit=False,
            normalization_rule_tsv=str(rules),
            minloglevel=2,
        )
    return proto.getvalue()


def processor(model: bytes) -> Any:
    """The tokenizer of a serialized model."""
    return sentencepiece.SentencePieceProcessor(model_proto=model)
