"""The comparison with Argos Translate counts what it says, on the same sentences for both."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.argos_model.words import Text
from benchmarks.measured import Row
from benchmarks.speed_argos import Ours, Paragraph, Theirs, articles, chrf, right, rows
from tests.argos_fixture import unpacked
from translate.engine.argos import ArgosEngine
from translate.engine.argos_package import settings
from translate.segment import sentences

DUMP = list(islice(articles(3), 4))
COUNT = sum(len(part.texts) for page in DUMP for part in page)
ONE = [
    (
        Paragraph(
            (
                Text("外交部说，没有人员受伤。", "The Foreign Ministry said nobody was hurt."),
                Text("股价下跌了。", "Shares fell."),
            )
        ),
    )
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("argos"))


@pytest.mark.parametrize("beam", [1, 4])
def test_ours_is_at_least_as_exact_as_argos_translate(package: Path, beam: int) -> None:
    before = settings().beam_size
    made = Ours(ArgosEngine(package, signature="argos/test", beam=beam)).paragraphs(DUMP)
    other = Theirs(package, beam).paragraphs(DUMP)
    assert len(made) == len(other) == sum(map(len, DUMP))
    assert chrf(made, DUMP) >= chrf(other, DUMP) > 95
    assert COUNT >= right(made, DUMP) >= right(other, DUMP) > 0.9 * COUNT
    assert settings().beam_size == before


def test_the_segmenter_cuts_paragraphs_where_the_grammar_joined_them() -> None:
    for page in islice(articles(5), 40):
        for part in page:
            assert list(sentences(part.zh)) == [text.zh for text in part.texts]


def test_the_same_articles_come_each_time() -> None:
    assert list(islice(articles(3), 4)) == DUMP


@pytest.mark.parametrize(
    ("en", "count"),
    [
        ("The Foreign Ministry said nobody was hurt. Shares fell.", 2),
        ("The Foreign Ministry said that nobody was hurt. Shares fell.", 1),
        ("Shares fell. The Foreign Ministry said nobody was hurt.", 1),
        ("", 0),
    ],
)
def test_a_sentence_is_right_if_its_paragraph_has_it_to_the_letter_in_its_place(en: str, count: int) -> None:
    assert right([en], ONE) == count


def test_the_table_has_every_row() -> None:
    table = list(rows(1, size=1, sizes=(1, 2, 3)))
    assert all(isinstance(row, Row) and row.figure for row in table)
    told = [row.what for row in table]
    assert len(set(told)) == len(told)
    for wanted in ("a dump", "chrF", "right to the letter", "one long article", "dump × 3", "one thread"):
        assert any(wanted in what for what in told), wanted
    letters = [row for row in table if "letter" in row.what]
    assert all(int(row.figure.partition(" of ")[0]) >= int(row.goal.removeprefix("≥ ")) for row in letters)
