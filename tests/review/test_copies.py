"""Other places of an article, on its page and in the index."""

from __future__ import annotations

from dataclasses import replace

from tests.review import sample
from translate.model import Copy
from translate.review import entry_of, render, render_index
from translate.review.copies import elsewhere

OWN = "https://one.example/1"


def places(*copies: Copy) -> list[str]:
    return [f"{place.text} {place.href}".strip() for place in elsewhere(OWN, copies).places]


def test_addresses_come_first_and_each_once() -> None:
    assert places(
        Copy("c", "c.txt"),
        Copy("b", "b.md", "https://www.two.example/2"),
        Copy("b", "later/b.md", "https://www.two.example/2"),
        Copy("a", "again.md", OWN),
        Copy("x", "x.md", "javascript:alert(1)"),
    ) == ["two.example https://www.two.example/2", "c.txt", "again.md", "x.md"]


def test_a_long_list_is_counted() -> None:
    many = elsewhere(OWN, [Copy(f"{n}", f"{n}.txt") for n in range(40)])
    assert (len(many.places), many.more) == (6, 34)


def test_the_page_and_the_index_name_them_and_escape_what_dumps_say() -> None:
    result = sample.article()
    copies = (Copy("b", "<b>.md", "https://www.two.example/2"), Copy("c", "<i>.txt"))
    told = replace(result, article=replace(result.article, copies=copies))
    index = render_index([entry_of(told, "a.html")], (), None)
    for html in (render(told), index):
        assert (
            '<a href="https://www.two.example/2" rel="noopener noreferrer" title="&lt;b&gt;.md">two.example</a>, '
            in html
        )
        assert "&lt;i&gt;.txt" in html
        assert "<i>.txt" not in html
    assert '</small> <small class="also">· also at <a ' in index
    assert "Also at" not in render(result)
