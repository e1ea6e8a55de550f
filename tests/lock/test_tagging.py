"""The tagger's quick step gives what jieba's own gives."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate.lock.tagging import tagger, viterbi


@pytest.fixture(scope="module")
def jieba_own() -> Any:
    tagger()
    return importlib.import_module("jieba.posseg.viterbi").viterbi


@settings(deadline=None, max_examples=300)
@given(text=st.text(st.sampled_from("克莱纳曼斯特的了在王小明硅谷雪花丨龘𠮷A·"), min_size=1, max_size=8))
@example(text="克里斯蒂安")
@example(text="𠮷𠮷")
@example(text="曼")
def test_the_same_states_as_jieba(text: str, jieba_own: Any) -> None:
    from jieba.posseg import char_state_tab_P, emit_P, start_P, trans_P

    given_to = (text, char_state_tab_P, start_P, trans_P, emit_P)
    assert viterbi(*given_to) == jieba_own(*given_to)
