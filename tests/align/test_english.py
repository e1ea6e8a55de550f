"""English sentences: where one ends, where none does, and that nothing is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.align.english import sentences


@pytest.mark.parametrize(
    "pieces",
    [
        ["Shares fell. ", "Analysts do not worry! ", "Why?"],
        ["Mr. Li met Ms. Wang. ", "They talked."],
        ["The U.S. Senate voted. ", "It was close."],
        ["He lives in the U.S. ", "The firm does not."],
        ["Acme Inc. reported a loss. ", "Acme Inc. ", "The loss grew."],
        ["It rose 2.5% to $3.14 billion. ", "2018 was worse."],
        ["J. K. Rowling wrote it. ", "George W. Bush read it."],
        ["They meet at 5 p.m. on Jan. 5. ", "At 6 p.m. ", "They leave."],
        ["“We won.” ", "They left."],
        ['"Is it true?" Ms. Li asked. ', "Nobody knew."],
        ['"Really?" he said. ', "He left."],
        ["He paused... then left. ", "He paused… ", "Then he left."],
        ["They left (he came. She went.) and slept. ", "Done."],
        ["See www.example.org/a.b?c=d! ", "Fine."],
        ["No. 5 is alive, see Fig. 3. ", "No. ", "It is not."],
        ["Only a headline without a stop"],
        ["It ended. ***"],
        ["One [1]. ", "Two.[2] ", "Three."],
    ],
)
def test_a_sentence_ends_where_a_reader_says_it_ends(pieces: list[str]) -> None:
    assert list(sentences("".join(pieces))) == pieces


MARKS = ".!?…\"'“”’()[] \n\u00a0-"


@given(st.one_of(st.text(), st.text(alphabet=MARKS + "Aa1UuS中")))
def test_joining_the_sentences_gives_the_paragraph_back(text: str) -> None:
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert all(pieces)


def test_a_megabyte_of_stops_and_brackets_takes_no_longer_than_its_length() -> None:
    for text in ("." * 10**6, "(" * 10**5 + ". A" * 10**5, '."' * 10**5, "U.S. " * 10**5, "[" * 10**6):
        assert "".join(sentences(text)) == text
