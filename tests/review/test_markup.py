"""Overlapping spans become nested HTML that loses nothing."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from translate.review.markup import Layer, attribute, bilingual, legible, plain, visible, weave

_TAGS = ("mark", "span", "em", "strong", "a")
_TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("<>&\"'中文。 a\u202e\u200b\x00\r\ufffe"), st.characters())
)
_SPANS = st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(_TAGS), st.integers(0, 5))


class _Reader(HTMLParser):
    """Reads HTML back: its text, the text under each ``data-i``, and whether each end tag fits."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.under: defaultdict[str, str] = defaultdict(str)
        self._open: list[tuple[str, str | None]] = []
        self.feed(str(html))  # a Markup would escape what is added to it
        self.close()
        assert not self._open, "an element was left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("data-i")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "elements are not nested"

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, index in self._open:
            if index is not None:
                self.under[index] += data


def _layers(spans: list[tuple[int, int, str, int]]) -> list[Layer]:
    return [
        Layer(start, end, tag, rank, attribute("data-i", str(index)))
        for index, (start, end, tag, rank) in enumerate(spans)
    ]


@given(_TEXTS, st.lists(_SPANS, max_size=8))
def test_taking_the_tags_away_gives_the_text_back(text: str, spans: list[tuple[int, int, str, int]]) -> None:
    assert _Reader(weave(text, _layers(spans))).text == legible(text)


@given(_TEXTS, st.lists(_SPANS, max_size=8))
def test_each_layer_covers_exactly_its_span(text: str, spans: list[tuple[int, int, str, int]]) -> None:
    spans = [span for span in spans if span[2] != "a"]
    under = _Reader(weave(text, _layers(spans))).under
    for index, (start, end, _, _) in enumerate(spans):
        assert under[str(index)] == legible(text)[max(start, 0) : max(end, 0)]


@given(_TEXTS, st.lists(_SPANS, max_size=8))
def test_a_strict_parser_has_nothing_to_say(text: str, spans: list[tuple[int, int, str, int]]) -> None:
    page = f"<!DOCTYPE html><title>t</title><p>{weave(text, _layers(spans))}</p>"
    html5lib.HTMLParser(strict=True).parse(page)


def test_elements_that_overlap_are_cut_where_they_must() -> None:
    layers = [Layer(0, 4, "mark", 0), Layer(2, 6, "a", 1, attribute("href", "https://x.example/?a&b"))]
    href = ' href="https://x.example/?a&amp;b"'
    assert weave("北风能源公司", layers) == f"<mark>北风<a{href}>能源</a></mark><a{href}>公司</a>"


def test_of_two_overlapping_links_the_first_stays_open() -> None:
    assert weave("abcd", [Layer(0, 3, "a", 0), Layer(1, 4, "a", 0)]) == "<a>abc</a><a>d</a>"


def test_many_layers_on_one_long_line_are_no_trouble() -> None:
    text = "字" * 50_000
    layers = [Layer(start, start + 15, "mark", 0) for start in range(0, len(text), 10)]
    assert _Reader(weave(text, layers)).text == text


def test_a_reordering_character_is_boxed_and_named() -> None:
    assert visible("a\u202eb") == 'a<span class="u" data-u="U+202E">\u202e</span>b'


def test_chinese_within_english_is_marked_and_nothing_else() -> None:
    assert bilingual("“<雪花、公司>” \u202eis 5万", "zh-Hans") == (
        '“&lt;<span lang="zh-Hans">雪花、公司</span>&gt;” <span class="u" data-u="U+202E">\u202e</span>is 5'
        '<span lang="zh-Hans">万</span>'
    )


def test_emoji_keep_their_joiners() -> None:
    assert visible("👩\u200d💻") == "👩\u200d💻"


def test_titles_take_no_invisible_characters_and_one_line() -> None:
    assert plain(" a\u202e\n b\x00 ") == "a b\ufffd"
