"""The page of one article, read back by a strict parser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.review.hostile import hostile
from tests.review.reading import assert_nothing_but_its_own, by_id, one, strictly, text_of, words
from tests.review.sample import SIGNATURE, article, number, piece, sentence, term, translated, untroubled
from translate.exchange.po import digest
from translate.model import Article, Block, BlockKind, Draft, Lock, LockKind, Row, Segment, TranslatedArticle
from translate.review import render
from translate.review.markup import legible
from translate.review.records import ArticleReview, Live, SegmentReview, SignOff, State
from translate.review.rows import sentence_html
from translate.review.tally import tally, term_uses

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"


def test_the_whole_page_is_as_expected() -> None:
    """`python -m tests.review.regenerate` writes it anew; look at the difference before you commit it."""
    assert render(article()) == (GOLDEN / "article.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("result", [article(), untroubled(), hostile()], ids=["full", "plain", "hostile"])
def test_the_page_is_valid_and_loads_nothing(result: TranslatedArticle) -> None:
    assert_nothing_but_its_own(render(result))


@pytest.mark.parametrize("result", [article(), untroubled(), hostile()], ids=["full", "plain", "hostile"])
def test_both_texts_are_there_character_for_character(result: TranslatedArticle) -> None:
    tree = strictly(render(result))
    for block in result.article.blocks:
        row = by_id(tree, block.id)
        assert text_of(one(row, ".zh")) == legible(block.zh)
    for row_ in result.rows:
        assert by_id(tree, f"{row_.segment.id}-en").get_text() == legible(row_.draft.en.strip())


def test_a_sentence_tells_how_far_people_have_got_with_it() -> None:
    review = ArticleReview(
        {
            "p03.s01": SegmentReview(State.EDITED, "Cost & <risk>", 3),
            "p10.s02": SegmentReview(State.APPROVED, "Shares of its competitors mostly fell.", 7),
            "p05.s01": SegmentReview(State.DRAFT, "Three questions", 0),
        }
    )
    tree = strictly(render(article(), review))
    told = {
        id_: {
            name: value for name, value in by_id(tree, f"{id_}-en").attrs.items() if name.startswith("data")
        }
        for id_ in ("p03.s01", "p10.s02", "p05.s01")
    }
    assert told == {
        "p03.s01": {"data-state": "edited", "data-version": "3", "data-draft": "Cost & <risk>"},
        "p10.s02": {"data-state": "approved", "data-version": "7"},
        "p05.s01": {},
    }
    assert one(tree, "progress")["value"] == "1"
    assert words(tree, ".progress") == ["approved 1/17, 1 edited"]
    assert words(tree, ".unreviewed") == ["In review: 1 of 17 sentences approved"]


def test_a_signed_article_names_who_signed_it_and_why() -> None:
    at = datetime(2025, 2, 1, 9, 30, tzinfo=UTC)
    signed = SignOff(
        "Mei <script>", at, "The names are the agency's.", blockers=tally(article().rows).blockers
    )
    tree = strictly(render(article(), ArticleReview(signed=signed)))
    assert words(tree, ".unreviewed") == ["Signed by Mei <script> on Saturday, February 1, 2025, 09:30 UTC"]
    footer = one(tree, "footer").get_text()
    assert "signed by Mei <script>." in footer
    assert "The names are the agency's." in footer
    assert "unreviewed" not in footer


def test_blockers_that_came_after_the_signature_are_told_and_the_article_can_be_signed_again() -> None:
    signed = SignOff("Mei", datetime(2025, 2, 1, 9, 30, tzinfo=UTC), "The names are the agency's.")
    tree = strictly(render(article(), ArticleReview(signed=signed), Live("t", "Mei")))
    assert words(tree, ".unreviewed") == ["Signed by Mei, then more blockers came: to be signed again"]
    assert "hidden" not in one(tree, "#sign").attrs


def test_a_withdrawn_signature_is_told() -> None:
    at = datetime(2025, 2, 1, 9, 30, tzinfo=UTC)
    tree = strictly(render(article(), ArticleReview(withdrawn=SignOff("Mei", at, "", at, "Ana"))))
    assert words(tree, ".unreviewed") == ["Signed by Mei, then changed by Ana: to be signed again"]
    assert "unreviewed machine translation" in one(tree, "footer").get_text()


@pytest.mark.parametrize("result", [article(), hostile()], ids=["full", "hostile"])
def test_only_a_live_page_may_talk_and_only_to_its_server(result: TranslatedArticle) -> None:
    live = strictly(render(result, None, Live("a-token</script>", "Mei")))
    policies = [
        str(one(tree, 'meta[http-equiv="Content-Security-Policy"]')["content"])
        for tree in (live, strictly(render(result)))
    ]
    assert ["connect-src 'self'" in policy for policy in policies] == [True, False]
    assert all("default-src 'none'" in policy and "unsafe" not in policy for policy in policies)
    config = json.loads(str(one(live, "#config").string))
    assert (config["live"], config["token"], config["who"]) == (True, "a-token</script>", "Mei")
    assert config["digest"] == digest(result.article)
    script = str(one(live, "script:not([type])").string)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", script)


def test_a_sentence_alone_is_as_on_the_page() -> None:
    """What the server gives for one sentence is what a page made anew has there."""
    result = article()
    uses = term_uses(result.rows)
    tree = strictly(render(result))
    blocks = {block.id: block for block in result.article.blocks}
    for row in result.rows:
        alone = sentence_html(blocks[row.segment.block], row, uses)
        for id_, html in zip((row.segment.id, f"{row.segment.id}-en"), alone, strict=True):
            bare = strictly(f"<!DOCTYPE html><title>x</title><p>{html}</p>")
            assert one(bare, "p").decode_contents() == by_id(tree, id_).decode_contents()


def test_no_id_is_given_twice() -> None:
    ids = [str(tag["id"]) for tag in strictly(render(article())).select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_head_tells_titles_date_source_and_image() -> None:
    tree = strictly(render(article()))
    assert one(tree, "title").get_text().startswith("Northwind Energy to invest $2.34 billion")
    assert words(tree, "h1") == [
        "北风能源宣布投资23.4亿美元在北海建造浮式风电场",
        "Northwind Energy to invest $2.34 billion in floating wind farm in the North Sea",
    ]
    assert words(tree, ".facts li") == [
        "Tuesday, January 28, 2025, 10:59 UTC",
        "Source www.voachinese.com",
        "Image images.example.org (not loaded)",
        "File dump/wind-power.md",
    ]
    assert one(tree, "time")["datetime"] == "2025-01-28T10:59:03Z"
    for link in tree.select(".facts a"):
        assert link["rel"] == ["noopener", "noreferrer"]
    assert words(tree, ".notices li") == list(article().article.notices)


def test_the_counts_stand_on_top() -> None:
    tree = strictly(render(article()))
    assert words(tree, ".counts li") == [
        "17 segments",
        "locks held 23/26",
        "3 blockers",
        "1 warning",
        "2 notes",
    ]


def test_the_legend_counts_each_colour() -> None:
    tree = strictly(render(article()))
    assert words(tree, ".legend li") == ["term 9", "name 3", "number 10", "date 4", "not held 3"]


def test_the_terms_of_the_article_are_one_table() -> None:
    tree = strictly(render(article()))
    lines = words(tree, ".terms tbody tr")
    assert tree.select_one("details.terms[open]") is None
    assert [cell.get_text() for cell in by_id(tree, "t0").select("td")] == [
        "北风能源", "Northwind Energy", "term", "2", "companies.po:12",
    ]  # fmt: skip
    assert any("1 not held" in line and "Department for Energy" in line for line in lines)


def test_a_sentence_has_an_id_on_both_sides_and_a_link_to_it() -> None:
    tree = strictly(render(article()))
    assert by_id(tree, "p02.s02").get_text().startswith("首席执行官")
    assert by_id(tree, "p02.s02-en").get_text().startswith("Chief executive")
    assert [link["href"] for link in by_id(tree, "p02").select("a.n")] == [
        "#p02.s01", "#p02.s02", "#p02.s03", "#p02.s01-en", "#p02.s02-en", "#p02.s03-en",
    ]  # fmt: skip
    assert one(by_id(tree, "p01"), "a.no")["href"] == "#p01.s01"


def test_a_lock_is_marked_by_kind_on_both_sides() -> None:
    tree = strictly(render(article()))
    zh, en = by_id(tree, "p02.s01"), by_id(tree, "p02.s01-en")
    for lock, kind, chinese, english in (
        ("0", "term", "北风能源(Northwind Energy)", "Northwind Energy"),
        ("1", "date", "1月27日", "January 27"),
        ("3", "number", "23.4亿美元", "$2.34 billion"),
    ):
        for side, text in ((zh, chinese), (en, english)):
            mark = one(side, f'mark[data-lock="{lock}"]')
            assert (mark["class"], mark.get_text()) == ([kind], text)


def test_a_lock_that_nothing_holds_is_marked_missing() -> None:
    tree = strictly(render(article()))
    zh, en = by_id(tree, "p02.s03"), by_id(tree, "p02.s03-en")
    assert words(zh, "mark.number.missing") == ["600万"]
    assert not en.select("mark")


def test_a_term_that_only_forbids_is_no_lock_to_hold() -> None:
    rows = (
        Row(
            Segment("a", "p00", "p00.s01", "雪花很美。", 0),
            (Lock(0, 2, "雪花", "", LockKind.TERM, forbidden=("Snowflake",)),),
            Draft("Snow is beautiful.", "engine"),
        ),
    )
    made = Article("a", "a.md", (Block("p00", BlockKind.PARAGRAPH, "雪花很美。"),))
    tree = strictly(render(TranslatedArticle(made, rows, SIGNATURE)))
    assert not tree.select(".row mark, .terms")
    assert "locks held 0/0" in words(tree, ".counts li")


def test_findings_sit_on_their_row_with_severity_message_and_check() -> None:
    tree = strictly(render(article()))
    row = by_id(tree, "p02")
    assert row["class"] == ["row", "blocker"]
    assert words(row, ".findings li") == [
        "blocker The Chinese says 600万 (6 million); the English says 600. number_differs in sentence 3",
        "blocker 600万 must be “6 million” in the English. term_missing in sentence 3",
    ]
    assert [item["data-seg"] for item in row.select(".findings li")] == ["p02.s03", "p02.s03"]
    assert words(row, ".findings [lang=zh-Hans]") == ["万", "万"]
    assert words(by_id(tree, "p02.s03-en"), '.f.blocker[data-f="0"]') == ["600"]
    assert by_id(tree, "p04")["class"] == ["row", "warning"]
    assert by_id(tree, "p08")["class"] == ["row", "note"]


def test_chinese_links_stay_where_they_are() -> None:
    zh = one(by_id(strictly(render(article())), "p02"), ".zh")
    assert [(link["href"], link.get_text()) for link in zh.select(".s a")] == [
        ("https://northwind.example/about?x=1&y=2", "北风能源(Northwind Energy)"),
        ("https://news.example.org/2025/01/27/wind", "最大的一笔投资"),
    ]
    assert words(zh, "em") == ["整个行业的承诺"]
    assert "".join(words(zh, "strong")) == "600万户家庭"


def test_no_link_is_lost_in_english() -> None:
    tree = strictly(render(article()))
    en = one(by_id(tree, "p02"), ".en")
    assert [(link["href"], link.get_text()) for link in en.select(".s a")] == [
        ("https://northwind.example/about?x=1&y=2", "Northwind Energy")
    ]
    assert words(en, ".links a") == ["最大的一笔投资 news.example.org"]
    assert [link["href"] for link in by_id(tree, "p09").select(".links a")] == [
        "mailto:press@northwind.example"
    ]


@pytest.mark.parametrize(
    ("block", "elements"),
    [
        ("p00", "h1"),
        ("p01", "figure > figcaption"),
        ("p02", "p"),
        ("p03", "h2"),
        ("p06", "ul > li"),
        ("p08", "blockquote > p"),
        ("p11", "p > em"),
    ],
)
def test_a_block_keeps_its_kind_on_both_sides(block: str, elements: str) -> None:
    row = by_id(strictly(render(article())), block)
    for side in (".zh", ".en"):
        assert one(row, f"{side} > {elements} > .s:first-of-type")


def test_headings_skip_no_level() -> None:
    levels = [(4, "h2"), (6, "h3"), (1, "h2"), (3, "h3"), (3, "h3")]
    result = translated(
        [piece(BlockKind.TITLE, sentence("题", "Title"))]
        + [piece(BlockKind.HEADING, sentence("标", "Heading"), level=level) for level, _ in levels]
    )
    tree = strictly(render(result))
    assert [tag.name for tag in tree.select(".zh > :is(h1, h2, h3, h4)")] == [
        "h1",
        *(name for _, name in levels),
    ]


def test_each_side_says_its_language() -> None:
    tree = strictly(render(article()))
    assert {str(side["lang"]) for side in tree.select(".row .zh")} == {"zh-Hans"}
    assert {str(side["lang"]) for side in tree.select(".row .en")} == {"en"}
    traditional = translated([piece(BlockKind.PARAGRAPH, sentence("這個國家", "This country"))])
    assert 'class="zh" lang="zh-Hant"' in render(traditional)


def test_where_an_english_text_comes_from_is_told_unless_it_is_the_engine() -> None:
    tree = strictly(render(article()))
    assert by_id(tree, "p07.s02-en")["data-origin"] == "memory"
    assert not by_id(tree, "p07.s01-en").has_attr("data-origin")


def test_white_space_around_the_english_moves_no_lock() -> None:
    result = translated(
        [piece(BlockKind.PARAGRAPH, sentence("雪花。", "  The Snowflake. ", term("雪花", "Snowflake", 1)))]
    )
    en = by_id(strictly(render(result)), "p00.s01-en")
    assert (en.get_text(), words(en, "mark")) == ("The Snowflake.", ["Snowflake"])


def test_the_page_says_that_it_is_unreviewed_and_what_made_it() -> None:
    tree = strictly(render(article()))
    footer = one(tree, "footer").get_text()
    assert "unreviewed machine translation" in footer
    assert words(tree, ".unreviewed") == ["Unreviewed machine translation"]
    for part in ("qwen2.5-coder-1.5b", "companies.po people.po 8d1f20c4", "duizhao-1"):
        assert part in footer


def test_a_block_without_sentences_still_shows_its_chinese() -> None:
    empty = Article("x", "x.md", (Block("p00", BlockKind.PARAGRAPH, "只有原文"),))
    page = strictly(render(replace(untroubled(), article=empty, rows=())))
    assert one(by_id(page, "p00"), ".zh").get_text() == "只有原文"


def test_an_article_without_any_block_is_a_page() -> None:
    page = strictly(render(replace(untroubled(), article=Article("x", "x.md", ()), rows=())))
    assert words(page, "h1") == ["x.md"]


def test_a_dangerous_link_is_text() -> None:
    page = render(hostile())
    assert not re.search(r'href="(?!https?://|mailto:|#)', page)
    tree = strictly(page)
    assert tree.select(".zh .s a")
    assert not [fact for fact in words(tree, ".facts li") if fact.startswith("Image")]


def test_nothing_invisible_or_forbidden_stays_unmarked() -> None:
    tree = strictly(render(hostile()))
    for hidden in ("\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\U000e0041"):
        for text in tree.find_all(string=re.compile(hidden)):
            assert text.parent is not None
            assert text.parent["class"] == ["u"]
            assert text.parent["data-u"] == f"U+{ord(hidden):04X}"


def test_the_same_result_gives_the_same_bytes() -> None:
    assert render(article()).encode() == render(article()).encode()


def test_the_page_is_at_most_three_times_its_text_and_150_kilobytes() -> None:
    sentences = [
        sentence(
            f"北风能源在第{index}年投资了23.4亿美元，这是该公司最大的一笔投资。",
            f"In year {index} Northwind Energy invested $2.34 billion, the largest investment of the company.",
            term("北风能源", "Northwind Energy", 12),
            number("23.4亿美元", "$2.34 billion"),
        )
        for index in range(2000)
    ]
    result = translated([piece(BlockKind.PARAGRAPH, *sentences[at : at + 3]) for at in range(0, 2000, 3)])
    text = sum(len(f"{item.zh}{item.en}".encode()) for item in sentences)
    assert len(render(result).encode()) <= 3 * text + 150_000
