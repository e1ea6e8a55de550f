"""Pages read back by a strict parser that is not ours."""

from __future__ import annotations

import base64
import hashlib
import re

import html5lib
from bs4 import BeautifulSoup, Tag


def strictly(html: str) -> BeautifulSoup:
    """The page as a tree, after html5lib has found no error in it."""
    html5lib.HTMLParser(strict=True).parse(html)
    return BeautifulSoup(html, "html5lib")


def one(tree: BeautifulSoup | Tag, selector: str) -> Tag:
    """The only element that the selector finds."""
    (found,) = tree.select(selector)
    return found


def words(tree: BeautifulSoup | Tag, selector: str) -> list[str]:
    """The text of each element found, white space folded."""
    return [" ".join(found.get_text().split()) for found in tree.select(selector)]


def by_id(tree: BeautifulSoup, anchor: str) -> Tag:
    """The only element with this id."""
    (found,) = tree.find_all(id=anchor)
    assert isinstance(found, Tag)
    return found


def text_of(side: Tag) -> str:
    """The text of one side of a row without the sentence numbers and what stands below the text."""
    return "".join(sentence.get_text() for sentence in side.select(".s"))


def assert_nothing_but_its_own(html: str) -> None:
    """The page holds one style and one script, both allowed by their hashes; nothing else loads or runs."""
    tree = strictly(html)
    policy = str(one(tree, 'meta[http-equiv="Content-Security-Policy"]')["content"])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("style", "script"):
        text = str(one(tree, f"{name}:not([type])").string)
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(", text)
    assert not tree.select("img, iframe, object, embed, link, base, form, svg, video, audio, source, [style]")
    assert not [attribute for tag in tree.find_all(True) for attribute in tag.attrs if _loads(attribute)]


def _loads(attribute: str) -> bool:
    return attribute.startswith("on") or attribute in {"src", "srcset", "srcdoc", "action", "ping"}
