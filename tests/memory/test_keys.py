from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.memory import draft_key
from translate.memory.keys import sentence_hash

PARTS = st.lists(st.text(), max_size=4)


def test_a_key_is_the_sum_of_its_length_prefixed_parts() -> None:
    prefixed = b"\0\0\0\0\0\0\0\x02ab" + b"\0\0\0\0\0\0\0\x03" + "雪".encode()
    assert draft_key("ab", "雪") == hashlib.sha256(prefixed).hexdigest()


@settings(deadline=None)
@given(PARTS, PARTS)
def test_only_the_same_parts_have_the_same_key(one: list[str], other: list[str]) -> None:
    assert (draft_key(*one) == draft_key(*other)) == (one == other)


def test_a_sentence_hash_fits_an_sqlite_integer_and_never_changes() -> None:
    assert sentence_hash("雪花上市。") == sentence_hash("雪花" + "上市。")
    assert sentence_hash("雪花上市。") != sentence_hash("雪花上市！")
    assert all(-(2**63) <= sentence_hash(str(n)) < 2**63 for n in range(1000))
    assert sentence_hash("") == int.from_bytes(bytes.fromhex("e4a6a0577479b2b4"), "big", signed=True)
