"""The Argos engine on genuine packages: the one of the tests, and one whose weights are random.

The first is exact in the sentences of its grammar (benchmarks/argos_model), so whole translations are asserted. The
second says noise, from a vocabulary without byte pieces: what holds there holds for any model.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.argos_model.accuracy import held_out
from tests.argos_fixture import PACKAGE, unpacked
from tests.engine.argos_sample import make_package
from translate.engine import argos_package
from translate.engine.argos import ArgosEngine
from translate.engine.base import Beginning, Drafted, Probe, Request
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


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("据丹尼尔·拉赫曼统计，投票率为81%。", "According to Daniel Rahman, turnout was 81%."),
        ("赫利俄斯没有回应置评请求。", "Helios did not respond to a request for comment."),
        ("阿里巴巴星期六说：“市场将作出决定。”", 'Alibaba said on Saturday: "The market will decide."'),
    ],
)
def test_keeping_chinese_out_does_not_change_what_has_none(engine: ArgosEngine, zh: str, en: str) -> None:
    """With the Chinese pieces shut off from the first, the beam ends these too soon ("turnout.", "The market")."""
    assert drafts(engine, [zh]) == [en]


def test_a_batch_gives_what_each_sentence_gives_alone(engine: ArgosEngine) -> None:
    zhs = [pair.zh for pair in held_out(60, 0.5)]
    assert drafts(engine, zhs) == [drafts(engine, [zh])[0] for zh in zhs]


def test_where_a_runaway_ends_does_not_depend_on_its_batch(noise: ArgosEngine) -> None:
    zhs = [(zh * 9)[:size] for zh in TRANSLATIONS for size in (2, 9, 20, 40, 90, 180)]
    assert drafts(noise, zhs) == [drafts(noise, [zh])[0] for zh in zhs]


class Interrupted(ArgosEngine):
    """Ctrl-C comes when its second and third batch are done and its first is still under way."""

    def __init__(self, package: Path) -> None:
        super().__init__(package, signature="argos/test", beam=4, threads=2, rows=8)
        self._turn, self._pressed = iter(range(1, 1000)), threading.Event()
        self.finished = 0

    def _translate(self, *arguments: Any) -> list[Any]:
        turn = next(self._turn)
        results = super()._translate(*arguments)
        if turn == 1:
            assert self._pressed.wait(60)
        if turn == 3:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            self._pressed.set()
        self.finished += len(results)
        return results


def test_an_interrupted_draft_hands_over_all_that_is_finished(package: Path) -> None:
    engine, pairs = Interrupted(package), held_out(40, 0.5)
    made: list[Drafted] = []
    drafting = engine.draft([Request(pair.zh) for pair in pairs])
    with pytest.raises(KeyboardInterrupt):
        made.extend(drafted for drafted in drafting)
    assert 6 <= len(made) == engine.finished < len(pairs)


def test_what_nobody_waits_for_is_not_begun(package: Path) -> None:
    engine = ArgosEngine(package, signature="argos/test", beam=4, threads=2, rows=8)
    told: list[int] = []
    drafted = engine.draft([Request(pair.zh) for pair in held_out(40, 0.5)], told.append)
    next(drafted)
    assert isinstance(drafted, Generator)
    drafted.close()
    assert told == []
    assert drafts(engine, list(TRANSLATIONS)) == list(TRANSLATIONS.values())


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


def test_probes_together_find_what_each_finds_alone(engine: ArgosEngine) -> None:
    words = ("Nvidia", "3.5%", "Daniel", "Paris", "talks")
    probes = [
        Probe(Request(zh), en, each) for (zh, en), each in zip(TRANSLATIONS.items(), words, strict=False)
    ]
    assert engine.likelihoods(probes) == tuple(engine.likelihoods([probe])[0] for probe in probes)


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
