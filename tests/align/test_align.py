"""The aligner: what belongs together is found, nothing is lost, long and strange texts cost no more than others."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.align import Tally, by_length
from tests.align.corpus import cases, reports
from translate.align import Alignment, Text, align
from translate.align.core import align_on
from translate.align.evidence import Sort, gather
from translate.termbase import ArticleContext, Term, Termbase

ZH = st.sampled_from(
    ["他走了。", "", "股价上涨3%。", "𠮷野家", "NATO", "？", "是" * 300, "12月5日，12万人到场。"]
)
EN = st.sampled_from(
    ["He left.", "", "Shares rose 3%.", "NATO", "?", "yes " * 300, "120,000 came on Dec. 5."]
)


def sides(words: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    return st.lists(st.lists(words, max_size=4), max_size=12).map(Text.of)


def is_whole(found: Alignment) -> bool:
    """Whether the beads cover every sentence of both texts once and in order."""
    zh = [i for bead in found.beads for i in range(bead.zh_start, bead.zh_end)]
    en = [j for bead in found.beads for j in range(bead.en_start, bead.en_end)]
    return zh == list(range(len(found.zh.sentences))) and en == list(range(len(found.en.sentences)))


@given(sides(ZH), sides(EN))
def test_every_sentence_is_in_exactly_one_bead_and_in_order(zh: Text, en: Text) -> None:
    found = align(zh, en)
    assert is_whole(found)
    assert all(
        0 <= bead.sure <= 1 and bead.zh_end - bead.zh_start + bead.en_end - bead.en_start
        for bead in found.beads
    )


def test_sentence_pairs_of_news_are_found_where_some_are_merged_and_dropped() -> None:
    ours, lengths = Tally(), Tally()
    for case in cases(seeds=6):
        zh, en = case.zh.text, case.en.text
        ours.add(case, align(zh, en))
        lengths.add(case, align_on(by_length(zh, en), zh, en))
    assert ours.gold > 350
    assert ours.f1 >= 0.97
    assert lengths.f1 < ours.f1 - 0.03  # the evidence is worth something
    caught, missed = ours.doubted[True, False], ours.doubted[False, False]
    assert caught > missed


def test_reports_as_they_are_pair_one_to_one() -> None:
    for report in reports():
        zh = Text.of([[line.zh for line in paragraph] for paragraph in report])
        en = Text.of([[line.en for line in paragraph] for paragraph in report])
        assert set(align(zh, en).shapes()) == {"1-1"}


def test_traditional_chinese_pairs_as_well() -> None:
    traditional = opencc.OpenCC("s2t")
    tally = Tally()
    for case in cases(seeds=3):
        case.zh.sentences = [traditional.convert(zh) for zh in case.zh.sentences]
        tally.add(case, align(case.zh.text, case.en.text))
    assert tally.f1 >= 0.97


def test_paragraphs_may_be_cut_elsewhere() -> None:
    lines = [line for paragraph in reports()[0] for line in paragraph]
    found = align(Text.of([[line.zh for line in lines]]), Text.of([[line.en] for line in lines]))
    assert set(found.shapes()) == {"1-1"}


def test_a_sentence_that_became_two_and_one_that_was_left_out() -> None:
    zh = Text.of(
        [
            [
                "首席执行官韦伯说，利润增长了8%，达到2.4亿元，但明年会更难。",
                "在此之前，它的柏林工厂曾因一场大火停产三个月，损失了大批客户。",
                "公司成立于1987年。",
            ]
        ]
    )
    en = Text.of(
        [
            ["Chief executive Weber said profit rose 8% to 240 million yuan.", "Next year will be harder."],
            ["The company was founded in 1987."],
        ]
    )
    assert [bead.shape for bead in align(zh, en).beads] == ["1-2", "1-0", "1-1"]


@pytest.mark.parametrize(
    ("zh", "en", "sort"),
    [
        ("收入为23.4亿美元。", "Revenue was $2.34 billion.", Sort.NUMBER),
        ("会议定于9月15日举行。", "The meeting is on September 15.", Sort.NUMBER),
        ("两成受访者反对。", "Twenty percent were against.", Sort.NUMBER),
        ("详见 www.example.org 网站。", "See www.example.org for more.", Sort.LATIN),
        ("特朗普没有回应。", "Trump did not respond.", Sort.SOUND),
        ("警方正在调查。", "Police are investigating.", Sort.WORD),
        ("为什么？", "Why?", Sort.MARK),
        ("他加入了碧海集团。", "He joined Bluesea.", Sort.TERM),
    ],
)  # fmt: skip
def test_what_both_languages_show_is_evidence(zh: str, en: str, sort: Sort) -> None:
    termbase = Termbase.of([Term("碧海集团", "Bluesea")])
    evidence = gather(Text.of([["别的。", zh]]), Text.of([["Other."], [en]]), termbase, ArticleContext())
    assert sort in {feature[0] for feature in evidence.zh[1] & evidence.en[1]}
    assert not evidence.zh[0]


def test_doubt_names_what_is_missing() -> None:
    zh = Text.of([["Helios 售价8500美元。", "公司在柏林。", "Vega 售价4700欧元。"]])
    en = Text.of([["The Vega costs 4,700 euros.", "The firm is in Berlin.", "The Helios costs $8,500."]])
    told = [reason for bead in align(zh, en).beads for reason in bead.why]
    assert any(
        "not in the English, but elsewhere in the text" in reason and "8500" in reason for reason in told
    )


def test_a_long_text_with_a_chapter_left_out() -> None:
    """Hundreds of sentences: looked at along what the texts surely share, not all with all."""
    numbered = [
        (
            f"第{n}项：{line.zh}编号为{n * 7919 + 10000}。",
            f"Item {n}: {line.en} It bears number {n * 7919 + 10000}.",
        )
        for n, line in enumerate(
            [line for report in reports() for paragraph in report for line in paragraph] * 6
        )
    ]
    zh = Text.of([[zh] for zh, _ in numbered])
    en = Text.of([[en] for _, en in [*numbered[:100], *numbered[180:]]])
    found = align(zh, en)
    links = {link for bead in found.beads for link in bead.links()}
    gold = {(i, i if i < 100 else i - 80) for i in range(len(numbered)) if not 100 <= i < 180}
    assert is_whole(found)
    assert len(links & gold) > 0.99 * len(gold)


@pytest.mark.parametrize(
    ("ours", "theirs"), [(0, 0), (0, 9), (9, 0), (1, 400), (400, 1), (40, 900), (900, 40)]
)
def test_texts_of_quite_different_length_are_still_covered(ours: int, theirs: int) -> None:
    zh = Text.of([["他走了。"]] * ours)
    en = Text.of([["He left."]] * theirs)
    assert is_whole(align(zh, en))
