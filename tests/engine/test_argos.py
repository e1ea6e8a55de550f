"""The Argos engine on a real package: a SentencePiece model and a CTranslate2 translator, both loaded for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.argos_sample import make_package
from translate.engine.argos import ArgosEngine
from translate.engine.base import Beginning, Probe, Request
from translate.errors import ModelError
from translate.text import has_han

ZH = ("DeepSeek发布了新的模型。", "Nvidia的股价星期一下跌了。", "模型。", "英伟达")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("argos") / "translate-zh_en-1_0")


@pytest.fixture(scope="module")
def engine(package: Path) -> ArgosEngine:
    return ArgosEngine(package, signature="argos/test", beam=4)


def test_a_batch_gives_what_each_sentence_gives_alone(engine: ArgosEngine) -> None:
    requests = [Request(zh) for zh in ZH]
    together = {drafted.index: drafted.en for drafted in engine.draft(requests)}
    alone = {at: next(engine.draft([request])).en for at, request in enumerate(requests)}
    assert together == alone


def test_every_finished_sentence_is_told(engine: ArgosEngine) -> None:
    told: list[int] = []
    drafts = list(engine.draft([Request(zh) for zh in ZH], told.append))
    assert sum(told) == len(drafts) == len(ZH)


def test_no_chinese_comes_out_though_the_vocabulary_has_it(engine: ArgosEngine) -> None:
    requests = [Request(zh * repeat) for zh in ZH for repeat in (1, 2, 3)]
    assert not any(has_han(drafted.en) for drafted in engine.draft(requests))


def test_a_beginning_is_kept_to_the_character(engine: ArgosEngine) -> None:
    beginnings = [Beginning(Request(ZH[0]), "The ministry said"), Beginning(Request(ZH[1]), "Nvidia")]
    for beginning, completion in zip(beginnings, engine.resume(beginnings), strict=True):
        assert completion.en.startswith(beginning.prefix)
        assert completion.score < 0


def test_likelihoods_stand_at_the_word_boundaries(engine: ArgosEngine) -> None:
    en = "The ministry said"
    (places,) = engine.likelihoods([Probe(Request(ZH[0]), en, "Nvidia")])
    assert [place.offset for place in places] == [0, 3, 12, len(en)]
    assert len({place.score for place in places}) == len(places)


def test_a_folder_that_is_no_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="duizhao models install argos"):
        ArgosEngine(tmp_path, signature="x", beam=4)
