"""Converting a GGUF: the converted network computes what Qwen2 computes, and nothing else is let in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
from gguf import GGMLQuantizationType
from tokenizers import Tokenizer

from tests.engine.tiny_gguf import CONTROL, F16, Q8_0, WHOLE, Tiny, tiny_tokens
from translate.engine.gguf import MODEL_FILES, convert
from translate.engine.vocabulary import arrange
from translate.errors import ModelError

SENTENCE = ("<|im_start|>", "hello", "Ġw", "a", "ä½ł", "b", "hell", "<|im_end|>", "c", "z", "Ċ")


def converted(tiny: Tiny, folder: Path) -> Path:
    convert(tiny.write(folder / "tiny.gguf"), folder / "model")
    return folder / "model"


def logits(model: Path, tokens: tuple[str, ...]) -> np.ndarray:
    """[tokens, vocabulary], computed by CTranslate2 in float32."""
    generator = ctranslate2.Generator(str(model), compute_type="float32", intra_threads=1)
    return np.asarray(np.array(generator.forward_batch([list(tokens)]))[0])


def writable() -> list[int]:
    """Ids in the GGUF of the tokens that the converted model can write, in its order."""
    arrangement = arrange(tiny_tokens(), (*CONTROL, *WHOLE))
    return list(arrangement.order[: arrangement.english])


@pytest.mark.parametrize(
    "tiny",
    [
        pytest.param(Tiny(), id="float32"),
        pytest.param(Tiny(stored=F16), id="float16"),
        pytest.param(Tiny(stored=Q8_0), id="Q8_0"),
        pytest.param(Tiny(tied=True), id="tied embeddings"),
        pytest.param(Tiny(tied=True, stored=Q8_0), id="tied embeddings in Q8_0"),
        pytest.param(Tiny(heads_kv=4), id="as many keys as queries"),
        pytest.param(Tiny(heads_kv=1), id="one key for all queries"),
        pytest.param(Tiny(rope_base=1e6, epsilon=1e-2), id="other rotary base and epsilon"),
        pytest.param(Tiny(rope_factor=4.0), id="stretched positions"),
        pytest.param(Tiny(layers=3, width=96, hidden=160, heads=3, heads_kv=1), id="other measures"),
    ],
)
def test_the_converted_network_computes_what_qwen2_computes(tiny: Tiny, tmp_path: Path) -> None:
    ids = [tiny_tokens().index(token) for token in SENTENCE]

    found = logits(converted(tiny, tmp_path), SENTENCE)

    np.testing.assert_allclose(found, tiny.logits(ids)[:, writable()], atol=2e-4)


def test_another_network_computes_something_else(tmp_path: Path) -> None:
    """The comparison above would notice one wrong measure: here the rotary base."""
    ids = [tiny_tokens().index(token) for token in SENTENCE]

    found = logits(converted(Tiny(rope_base=10_000.0), tmp_path), SENTENCE)

    assert np.abs(found - Tiny(rope_base=20_000.0).logits(ids)[:, writable()]).max() > 0.01


def test_the_model_generates_in_int8(tmp_path: Path) -> None:
    model = converted(Tiny(), tmp_path)

    generator = ctranslate2.Generator(str(model), compute_type="int8", intra_threads=1)
    result = generator.generate_batch(
        [["hello"]], max_length=3, min_length=3, include_prompt_in_result=False, sampling_topk=1
    )

    assert generator.compute_type == "int8_float32"
    assert len(result[0].sequences_ids[0]) == 3


def test_the_model_reads_chinese_and_cannot_write_it(tmp_path: Path) -> None:
    model = converted(Tiny(), tmp_path)
    tokens = json.loads((model / "vocabulary.json").read_text(encoding="utf-8"))

    outputs = logits(model, ("ä½ł", "hello")).shape[1]

    assert "ä½ł" in tokens[outputs:]  # 你
    assert {"hello", "<|im_end|>", "<tool_call>", "Ġ"} <= set(tokens[:outputs])
    assert sorted(tokens) == sorted(tiny_tokens())


def test_a_model_is_its_five_files(tmp_path: Path) -> None:
    model = converted(Tiny(), tmp_path)

    assert {path.name for path in model.iterdir()} == set(MODEL_FILES)
    tokens = json.loads((model / "vocabulary.json").read_text(encoding="utf-8"))
    assert tokens[: len(writable())] == [tiny_tokens()[old] for old in writable()]
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    assert config["eos_token"] == "<|im_end|>"
    assert config["layer_norm_epsilon"] == pytest.approx(1e-5)


def test_the_record_says_where_it_comes_from_and_how_to_talk_to_it(tmp_path: Path) -> None:
    model = converted(Tiny(metadata={"tokenizer.chat_template": "{{ messages }}"}), tmp_path)

    record = json.loads((model / "duizhao.json").read_text(encoding="utf-8"))

    assert record["architecture"] == "qwen2"
    assert record["name"] == "Tiny"
    assert re.fullmatch("[0-9a-f]{64}", record["source"]["sha256"])
    assert record["source"]["size"] == (tmp_path / "tiny.gguf").stat().st_size
    assert record["context_length"] == 128
    assert record["end_tokens"] == ["<|im_end|>", "<|endoftext|>"]
    assert record["special_tokens"] == list(CONTROL)
    assert record["chat"] == {"start": "<|im_start|>", "end": "<|im_end|>"}
    assert record["chat_template"] == "{{ messages }}"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("hello", ["hello"]),
        ("hello world", ["hello", "Ġw", "o", "r", "l", "d"]),
        ("你", ["ä½ł"]),
        ("12", ["1", "2"]),
        ("<|im_start|>hello<|im_end|>", ["<|im_start|>", "hello", "<|im_end|>"]),
        ("a<tool_call>b", ["a", "<tool_call>", "b"]),
        ("e\u0301", ["Ã", "©"]),  # NFC: one letter, two bytes
        ("[PAD0]", ["[", "P", "A", "D", "0", "]"]),
    ],
)
def test_text_is_cut_as_qwen2_cuts_it(text: str, tokens: list[str], tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(converted(Tiny(), tmp_path) / "tokenizer.json"))

    assert tokenizer.encode(text).tokens == tokens


def test_only_control_tokens_are_no_text(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(converted(Tiny(), tmp_path) / "tokenizer.json"))

    ids = tokenizer.encode("<|im_start|>hello 你<tool_call><|im_end|>").ids

    assert tokenizer.decode(ids) == "hello 你<tool_call>"


def test_every_matrix_is_counted(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    path = Tiny(layers=2).write(tmp_path / "tiny.gguf")
    convert(path, tmp_path / "model", progress=lambda done, total: seen.append((done, total)))

    assert seen == [(done, 12) for done in range(1, 13)]  # two embeddings, five in each layer


def test_another_architecture_is_refused_by_name(tmp_path: Path) -> None:
    path = Tiny(architecture="llama").write(tmp_path / "other.gguf")

    with pytest.raises(ModelError, match=r"other\.gguf: has the architecture 'llama', not 'qwen2'"):
        convert(path, tmp_path / "model")


@pytest.mark.parametrize("kept", [20, 2_000, -100])
def test_a_file_cut_short_is_refused(kept: int, tmp_path: Path) -> None:
    path = Tiny().write(tmp_path / "cut.gguf")
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(ModelError, match=r"cut\.gguf: is cut short or damaged; fetch the file again"):
        convert(path, tmp_path / "model")


@pytest.mark.parametrize("content", [b"", b"GG", b"<!DOCTYPE html><title>Not found</title>"])
def test_a_file_of_another_kind_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.gguf"
    path.write_bytes(content)

    with pytest.raises(ModelError, match=r"page\.gguf: is not a GGUF file"):
        convert(path, tmp_path / "model")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.gguf: cannot be read \(No such file or directory\)"):
        convert(tmp_path / "gone.gguf", tmp_path / "model")


def test_another_tokenizer_is_refused_by_name(tmp_path: Path) -> None:
    path = Tiny(pre="llama-bpe").write(tmp_path / "other.gguf")

    with pytest.raises(ModelError, match="has the tokenizer gpt2/llama-bpe, not Qwen2's"):
        convert(path, tmp_path / "model")


def test_positions_stretched_in_an_unknown_way_are_refused(tmp_path: Path) -> None:
    path = Tiny(metadata={"qwen2.rope.scaling.type": "yarn"}).write(tmp_path / "long.gguf")

    with pytest.raises(ModelError, match="stretches positions by 'yarn'"):
        convert(path, tmp_path / "model")


def test_a_missing_tensor_is_named(tmp_path: Path) -> None:
    path = Tiny(without="blk.1.ffn_up.weight").write(tmp_path / "holey.gguf")

    with pytest.raises(ModelError, match=r"holey\.gguf: lacks the tensor blk\.1\.ffn_up\.weight"):
        convert(path, tmp_path / "model")


def test_a_tensor_of_another_shape_is_named(tmp_path: Path) -> None:
    path = Tiny(claimed_hidden=128).write(tmp_path / "wrong.gguf")

    with pytest.raises(
        ModelError, match=r"blk\.0\.ffn_gate\.weight in the shape \(96, 64\), not \(128, 64\)"
    ):
        convert(path, tmp_path / "model")


def test_weights_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    path = Tiny(poisoned="blk.0.ffn_down.weight").write(tmp_path / "nan.gguf")

    with pytest.raises(ModelError, match=r"blk\.0\.ffn_down\.weight holds values that are not numbers"):
        convert(path, tmp_path / "model")


def test_a_quantization_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    path = Tiny().write(tmp_path / "odd.gguf")
    data = bytearray(path.read_bytes())
    at = data.index(b"blk.0.ffn_up.weight") + len(b"blk.0.ffn_up.weight") + 4 + 2 * 8
    data[at : at + 4] = GGMLQuantizationType.I32.to_bytes(4, "little")
    path.write_bytes(data)

    with pytest.raises(ModelError, match=r"odd\.gguf: is quantized as I32, which cannot be read"):
        convert(path, tmp_path / "model")
