"""The Argos engine on genuine packages: the one of the tests, and one whose weights are random.

The first is exact in the sentences of its grammar (benchmarks/argos_model), so whole translations are asserted. The
second says noise, from a vocabulary without byte pieces: what holds there holds for any model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.argos_model.accuracy import held_out
from tests.argos_fixture import PACKAGE, unpacked
from tests.engine.argos_sample import make_package
from translate.engine import argos_package
from translate.engine.argos import ArgosEngine
from translate.engine.base import Beginning, Probe, Request
from translate.errors import ModelError
from translate.text import has_han

TRANSLATIONS = {
    "台积电去年在德国开设了一家工厂。": "TSMC opened a factory in Germany last year.",
    "微软的股价下跌了3.5%，因为投资者担心新的关税。": (
        "Shares of Microsoft fell 3.5% because investors were worried about the new tariffs."
    ),
    "“这只是开始，”北湾咨询分析师丹尼尔·奥科耶说。": (
        '"This is only the beginning," Northbay Research analyst Daniel Okoye said.'
    ),
    "外交部星期三(3月18日)说，巴黎的一场地震造成120人死亡。": (
        "The Foreign Ministry said on Wednesday (March 18) that an earthquake in Paris killed 120 people."
    ),
    "尽管谈判没有取得进展，这个项目将耗资350亿元。": (
        "Although the talks made no progress, the project will cost 35 billion yuan."
    ),
    "Quuxly January 27筹集了$2.34 billion": "Quuxly raised $2.34 billion on January 27",
    "Zelmora首席执行官Kare Oster解雇了Tam Bruck。": "Zelmora chief executive Kare Oster fired Tam Bruck.",
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("argos"))


@pytest.fixture(scope="module")
def engine(package: Path) -> ArgosEngine:
    return ArgosEngine(package, signature="argos/test", beam=4)


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> ArgosEngine:
    package = make_package(tmp_path_factory.mktemp("argos") / "translate-zh_en-1_0")
    return ArgosEngine(package, signature="argos/noise", beam=4)


def drafts(engine: ArgosEngine, zhs: list[str]) -> list[str]:
    drafted = sorted(engine.draft([Request(zh) for zh in zhs]), key=lambda draft: draft.index)
    return [draft.en for draft in drafted]


def test_sentences_are_translated_to_the_letter(engine: ArgosEngine) -> None:
    assert dict(zip(TRANSLATIONS, drafts(engine, list(TRANSLATIONS)), strict=True)) == TRANSLATIONS


@pytest.mark.parametrize(("placed", "share"), [(0.0, 0.95), (0.5, 0.9), (1.0, 0.9)])
def test_of_sentences_that_training_never_saw_most_are_exact(
    engine: ArgosEngine, placed: float, share: float
) -> None:
    pairs = held_out(150, placed)
    made = drafts(engine, [pair.zh for pair in pairs])
    assert sum(pair.en == en for pair, en in zip(pairs, made, strict=True)) >= share * len(pairs)


def test_unmodified_argostranslate_says_the_same(package: Path) -> None:
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    class Whole:
        """Leaves a paragraph whole: Argos Translate's own splitter is a download."""

        def split_sentences(self, text: str) -> list[str]:
            return [text]

    translation: Any = PackageTranslation(
        Language("zh", "Chinese"), Language("en", "English"), Package(package)
    )
    translation.sentencizer = Whole()
    assert {zh: translation.translate(zh) for zh in TRANSLATIONS} == TRANSLATIONS
    assert translation.translate("\n".join(TRANSLATIONS)) == "\n".join(TRANSLATIONS.values())


def test_a_batch_gives_what_each_sentence_gives_alone(engine: ArgosEngine) -> None:
    zhs = [pair.zh for pair in held_out(20, 0.5)]
    assert drafts(engine, zhs) == [drafts(engine, [zh])[0] for zh in zhs]


def test_every_finished_sentence_is_told(engine: ArgosEngine) -> None:
    told: list[int] = []
    made = list(engine.draft([Request(zh) for zh in TRANSLATIONS], told.append))
    assert sum(told) == len(made) == len(TRANSLATIONS)


def test_it_goes_on_from_a_beginning(engine: ArgosEngine) -> None:
    zh = "路透社星期一说，Zelmora的股价上涨了3.5%。"
    wanted = "Reuters said on Monday that shares of Zelmora rose 3.5%."
    beginnings = [
        Beginning(Request(zh), wanted[:at]) for at in (len("Reuters"), len("Reuters said on Monday that"))
    ]
    for completion in engine.resume(beginnings):
        assert completion.en == wanted
        assert completion.score < 0


def test_a_name_is_likeliest_where_the_sentence_wants_it(engine: ArgosEngine) -> None:
    en = "Shares of the company rose 3.5%."
    (places,) = engine.likelihoods([Probe(Request("Zelmora的股价上涨了3.5%。"), en, "Zelmora")])
    best = max(places, key=lambda place: place.score)
    assert en[: best.offset] == "Shares of"


def test_likelihoods_stand_at_the_word_boundaries(engine: ArgosEngine) -> None:
    en = "The ministry said"
    (places,) = engine.likelihoods([Probe(Request("外交部说，没有人员受伤。"), en, "Nvidia")])
    assert [place.offset for place in places] == [0, 3, 12, len(en)]
    assert len({place.score for place in places}) == len(places)


def test_alternatives_are_different_and_the_draft_is_the_first(engine: ArgosEngine) -> None:
    zh = "微软的股价下跌了3.5%，因为投资者担心新的关税。"
    offered = engine.alternatives(Request(zh), 5)
    assert offered[0] == TRANSLATIONS[zh]
    assert len(set(offered)) == len(offered) == 5


def test_no_chinese_comes_out_though_the_vocabulary_has_it(noise: ArgosEngine) -> None:
    assert not any(
        has_han(en) for en in drafts(noise, [zh * times for zh in TRANSLATIONS for times in (1, 2)])
    )


def test_a_beginning_is_kept_to_the_character_though_the_vocabulary_cannot_write_it(
    noise: ArgosEngine,
) -> None:
    beginnings = [
        Beginning(Request("模型。"), en) for en in ("The ministry said", "Société_Générale Šů", "Nvidia")
    ]
    for beginning, completion in zip(beginnings, noise.resume(beginnings), strict=True):
        assert completion.en.startswith(beginning.prefix)


def test_the_package_file_is_one_that_the_product_takes() -> None:
    package = argos_package.inspect(PACKAGE)
    assert package.version == "1.0"
    assert PACKAGE.stat().st_size < 3_000_000


def test_a_folder_that_is_no_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="duizhao models install argos"):
        ArgosEngine(tmp_path, signature="x", beam=4)
