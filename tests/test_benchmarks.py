"""The benchmarks count what they say: right and wrong amounts, what is flagged, names that are missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.amount_forms import MONEY, UNITS
from benchmarks.amount_forms import constructed as amount_forms
from benchmarks.constructed import Constructed, Outcome, constructed, outcome, value
from benchmarks.exchange import measure as measure_exchange
from benchmarks.exchange import measure_foreign
from benchmarks.fidelity import main, outcomes, translations
from benchmarks.fidelity_counts import (
    Measure,
    Pair,
    Share,
    Texts,
    faults,
    judge,
    large_amounts,
    measure,
    read_pairs,
    select,
    subjects,
    wrong_amounts,
)
from benchmarks.glossary_formats import measure as measure_format
from benchmarks.glossary_impact import build
from tests.fakes import FakeEngine
from translate.drafting import Silent
from translate.memory import Memory
from translate.model import LockKind
from translate.quantity.chinese import read_chinese
from translate.quantity.model import Kind
from translate.termbase import Termbase
from translate.update import survey

GLOSSARY = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "明远科技"
msgstr "Farview Technologies"
"""
PAIRS = (
    Pair(
        1, "明远科技周二宣布投资600万美元。", "Farview Technologies said Tuesday it would invest $6 million."
    ),
    Pair(2, "当地居民说，他们不知道工厂会搬走。", "Residents said they did not know the plant would move."),
)
RIGHT = {"Farview Technologies周二宣布投资$6 million。": PAIRS[0].en, PAIRS[1].zh: PAIRS[1].en}
RAW = {PAIRS[0].zh: "Mingyuan said Tuesday it would invest $600 million.", PAIRS[1].zh: PAIRS[1].en}
AIRPORT = Constructed("money", "市政府说，机场的扩建耗资600万美元。", "600万美元", "$6 million")


@pytest.fixture
def termbase(tmp_path: Path) -> Termbase:
    return Termbase.load(glossary(tmp_path))


def glossary(tmp_path: Path) -> Path:
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "companies.po").write_text(GLOSSARY, encoding="utf-8")
    return folder


def columns(
    tmp_path: Path, termbase: Termbase, engine: FakeEngine, *pairs: Pair
) -> tuple[Measure, Measure, Measure, Measure]:
    lines = subjects(pairs, termbase, engine.signature)
    with Memory.open(tmp_path / "memory.db") as memory:
        texts = translations(lines, termbase, engine.choice(), memory, Silent())
    bare, placed, whole, human = (measure(lines, each) for each in texts)
    return bare, placed, whole, human


def came_of(tmp_path: Path, engine: FakeEngine, *sentences: Constructed) -> tuple[Outcome, ...]:
    with Memory.open(tmp_path / "memory.db") as memory:
        return outcomes(sentences, Termbase(), engine.choice(), memory, Silent())


# --- aligned text -------------------------------------------------------------------------------------------
def test_the_engine_alone_is_charged_with_a_missing_name_and_a_wrong_amount(
    tmp_path: Path, termbase: Termbase
) -> None:
    bare, *_ = columns(tmp_path, termbase, FakeEngine(RIGHT | RAW), *PAIRS)
    assert bare.name == "nothing"
    assert bare.held == Share(0, 2)
    assert bare.amounts == Share(0, 1)
    assert bare.flagged == Share(1, 1)
    assert bare.findings == Share(1, 2)


def test_a_right_amount_and_a_name_in_place_count_as_held(tmp_path: Path, termbase: Termbase) -> None:
    _, placed, whole, human = columns(tmp_path, termbase, FakeEngine(RIGHT | RAW), *PAIRS)
    for each in (placed, whole, human):
        assert each.held == Share(2, 2)
        assert dict(zip(LockKind, each.by_kind, strict=True)) == {
            LockKind.TERM: Share(1, 1),
            LockKind.NAME: Share(0, 0),
            LockKind.NUMBER: Share(1, 1),
            LockKind.DATE: Share(0, 0),
        }
        assert each.amounts == Share(1, 1)
        assert (each.flagged, each.findings) == (Share(0, 0), Share(0, 2))


def test_what_only_decoding_again_holds_is_the_whole_ladders_alone(
    tmp_path: Path, termbase: Termbase
) -> None:
    lost = {next(iter(RIGHT)): "Mingyuan said Tuesday it would invest $6 million."}
    engine = FakeEngine(RIGHT | lost, finish=lambda prefix: f"{prefix} said it would invest $6 million.")
    _, placed, whole, _ = columns(tmp_path, termbase, engine, *PAIRS)
    assert placed.held == Share(1, 2)
    assert whole.held == Share(2, 2)


def test_chrf_and_bleu_are_a_hundred_for_the_reference_and_less_for_other_words(
    tmp_path: Path, termbase: Termbase
) -> None:
    bare, _, whole, human = columns(tmp_path, termbase, FakeEngine(RIGHT | RAW), *PAIRS)
    assert human.chrf == whole.chrf == pytest.approx(100)
    assert bare.chrf < 100
    assert bare.bleu < human.bleu == pytest.approx(100)


def test_han_left_in_the_english_is_counted(termbase: Termbase) -> None:
    lines = subjects(PAIRS, termbase, "fake")
    assert measure(lines, Texts("", ("Farview 明远 paid.", "Nothing."))).han == Share(1, 2)


def test_a_line_of_two_sentences_is_one_segment_with_the_locks_of_both(
    tmp_path: Path, termbase: Termbase
) -> None:
    pair = Pair(
        1, "工厂去年亏损。明远科技投资了600万美元。", "The plant lost money. Farview Technologies paid."
    )
    (line,) = subjects([pair], termbase, "fake")
    assert len(line.items) == 2
    assert [line.pair.zh[lock.start : lock.end] for lock in line.locks] == ["明远科技", "600万美元"]
    _, _, whole, human = columns(tmp_path, termbase, FakeEngine(), pair)
    assert whole.held == Share(2, 2)
    assert human.held == Share(1, 2)


def test_a_fault_names_the_line_what_was_lost_and_whether_it_was_flagged(termbase: Termbase) -> None:
    lines = subjects(PAIRS, termbase, "fake")
    (fault,) = faults(lines, Texts("", (RAW[PAIRS[0].zh], PAIRS[1].en)))
    assert fault.startswith("1: wrong 600万美元 ($6 million); lost term 明远科技 (Farview Technologies)")
    assert "numbers flagged" in fault
    assert len(judge(lines[0], RAW[PAIRS[0].zh]).findings) == 1


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("有600万人，花费600万美元。", "It cost $6 million for six million people.", 0),
        ("有600万人，花费600万美元。", "It cost $6 million for many people.", 1),
        ("去年是3亿，今年也是3亿。", "It was 300 million in both years.", 0),
        ("去年是3亿，今年是4亿。", "It was 300 million in both years.", 1),
        ("花费3亿5000万元。", "It cost 350 million yuan.", 0),
        ("花费3亿5000万元。", "It cost 35 million yuan.", 1),
    ],
)
def test_an_amount_is_right_when_the_english_states_its_value(zh: str, en: str, wrong: int) -> None:
    assert len(wrong_amounts(large_amounts(zh), en)) == wrong


def test_only_what_is_written_with_wan_or_yi_is_a_large_amount() -> None:
    zh = "1月27日，2,048人花了600万美元和三億日元，增长5%。"
    assert [zh[found.start : found.end] for found in large_amounts(zh)] == ["600万美元", "三億日元"]


def test_the_seed_decides_which_lines_are_taken() -> None:
    pairs = [Pair(line, f"第{line}行。", f"Line {line}.") for line in range(1, 101)]
    chosen = select(pairs, limit=10, seed=1, amounts_only=False)
    assert len(chosen) == 10
    assert chosen == select(pairs, limit=10, seed=1, amounts_only=False)
    assert chosen != select(pairs, limit=10, seed=2, amounts_only=False)
    assert chosen == sorted(chosen, key=lambda pair: pair.line)


def test_amounts_only_takes_the_lines_with_a_large_amount() -> None:
    assert select(PAIRS, limit=None, seed=1, amounts_only=True) == [PAIRS[0]]


def test_files_of_unequal_length_are_refused(tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("一。\n二。\n", encoding="utf-8")
    en.write_text("One.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"has 2 lines and .* 1"):
        read_pairs(zh, en)


def test_the_command_prints_the_table_and_shows_that_it_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("".join(f"{pair.zh}\n" for pair in PAIRS), encoding="utf-8")
    en.write_text("".join(f"{pair.en}\n" for pair in PAIRS), encoding="utf-8")
    arguments = [str(zh), str(en), "--list", "--glossary", str(glossary(tmp_path))]
    main(arguments, FakeEngine(RIGHT | RAW).choice)
    shown = capsys.readouterr()
    rows = {line[:42].strip(): line[42:].split() for line in shown.out.splitlines()}
    assert rows["locks held"] == ["0/2", "0.0%", *["2/2", "100.0%"] * 3]
    assert rows["segments with a wrong amount: flagged"] == ["1/1", "100.0%", "-", "-", "-"]
    assert "translating" in shown.err


def test_one_file_alone_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["zh.txt"], FakeEngine().choice)
    assert "ZH and EN" in capsys.readouterr().err


# --- constructed sentences ----------------------------------------------------------------------------------
SENTENCES = constructed(1)


def test_there_are_more_than_300_sentences_no_two_alike() -> None:
    assert len(SENTENCES) == len({each.zh for each in SENTENCES})
    assert len(SENTENCES) > 300


def test_the_same_seed_constructs_the_same_sentences() -> None:
    assert constructed(1) == SENTENCES
    assert constructed(2) != SENTENCES


def test_every_form_currency_and_unit_is_there() -> None:
    assert {each.form for each in SENTENCES} >= {form.name for form in amount_forms(1, 1) if form.en}
    said = [each.amount for each in SENTENCES if each.form in ("money", "measures")]
    assert all(any(amount.endswith(unit) for amount in said) for unit in (*MONEY, *UNITS))


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: each.zh)
def test_each_sentence_holds_its_amount_and_no_other_number(sentence: Constructed) -> None:
    found = [each for each in read_chinese(sentence.zh) if each.quantity.kind is not Kind.WEEKDAY]
    assert [sentence.zh[each.start : each.end] for each in found] == [sentence.amount]
    assert found[0].quantity == value(sentence)
    assert len(sentence.zh) - len(sentence.amount) >= 12


def test_an_amount_whose_value_is_stated_in_any_words_is_right() -> None:
    assert outcome(AIRPORT, "The airport cost six million dollars.", ()).right
    assert not outcome(AIRPORT, "The airport cost 6 million euros.", ()).right


def test_an_amount_that_is_misread_is_never_right() -> None:
    misread = Constructed("money", AIRPORT.zh, AIRPORT.amount, "$60 million")
    assert not outcome(misread, "The airport cost $6 million.", ()).right


def test_the_product_puts_the_amounts_through(tmp_path: Path) -> None:
    results = came_of(tmp_path, FakeEngine(), *SENTENCES[::20])
    assert [each.sentence for each in results if not each.right] == []


def test_a_wrong_amount_is_flagged_by_the_products_own_findings(tmp_path: Path) -> None:
    said = "The city government said the airport cost $600 million."
    placed = "市政府说，机场的扩建耗资$6 million。"
    (wrong,) = came_of(tmp_path, FakeEngine({placed: said}, finish=lambda _: said), AIRPORT)
    assert (wrong.en, wrong.right, wrong.flagged) == (said, False, True)
    assert not outcome(AIRPORT, said, ()).flagged  # without a finding it is silent


def test_the_command_counts_the_sentences_of_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--constructed", "--seed", "1", "--glossary", str(glossary(tmp_path))], FakeEngine().choice)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["money", "30", "30", "0", "0"] in rows
    assert any(row[:2] == ["all", str(len(SENTENCES))] for row in rows)


def test_the_memory_of_the_impact_benchmark_is_one_that_was_translated(tmp_path: Path) -> None:
    termbase = Termbase.load(glossary(tmp_path))
    path = tmp_path / "memory.db"
    assert build(path, termbase, 90) == 100  # whole articles of 20
    with Memory.open(path) as memory:
        assert survey(memory, termbase).touched == ()
        stats = memory.stats()
    assert (stats.articles, stats.approved) == (5, 2)


@pytest.mark.parametrize("name", ["csv", "xlsx", "tbx"])
def test_every_entry_of_the_formats_benchmark_comes_back(name: str, tmp_path: Path) -> None:
    assert measure_format(name, tmp_path, entries=30)[-1] == "30"


@pytest.mark.parametrize("name", ["po", "xliff", "xliff21", "tmx", "csv", "tsv", "xlsx"])
def test_every_sentence_comes_back_through_every_format(tmp_path: Path, name: str) -> None:
    assert measure_exchange(name, 60, tmp_path)[-1] == "60"


def test_a_foreign_memory_is_taken_whole(tmp_path: Path) -> None:
    counted = measure_foreign(1, tmp_path)[0]
    assert counted == f"{(tmp_path / 'agency.tmx').read_text(encoding='utf-8').count('<tu '):,}"


def test_the_batch_benchmark_measures_every_stage() -> None:
    """It times functions of the product by name: one that is renamed has to be renamed there."""
    command = [sys.executable, "-m", "benchmarks.batch", "--articles", "3"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    stages = [line for line in done.stdout.splitlines() if "articles/s" in line]
    assert len(stages) == 8
    assert not [line for line in stages if "–" in line]
    assert [line for line in done.stdout.splitlines() if "passed over" in line and " 3 " in line]
