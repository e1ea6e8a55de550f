"""A plain HTML page: its article, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from translate.ingest.addresses import safe_address
from translate.ingest.dates import from_text
from translate.ingest.inline import clean
from translate.ingest.markup import attribute, names, parse
from translate.ingest.parts import Part, Reading, take_title
from translate.ingest.walk import BLOCKS, NOT_READ, is_hidden, walk
from translate.model import BlockKind

_BOILERPLATE = ("nav", "aside", "header", "footer", "dialog", "menu")
_BOILERPLATE_ROLES = ("navigation", "banner", "contentinfo", "complementary", "search")
_TEXT_BLOCKS = names("p h1 h2 h3 h4 h5 h6 li blockquote pre dd dt figcaption")
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_SITE_NAME = re.compile(r"\s+[-–—|·]\s+|\s*[_|｜]\s*|\s*[-–—]{2,}\s*")
_DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "date",
    "dc.date", "dcterms.created",
)  # fmt: skip
# An <article> or <main> counts if it holds this much of the densest element's prose (else it is a teaser), and the
# densest element grows until it holds this much of the page's: what is left out for certain is navigation.
_SHARE_OF_DENSEST = 0.6
_SHARE_OF_PAGE = 0.75
_WORTH_A_NOTICE = 15  # characters left out: a sentence; 分享到微信 and the like are fewer


@dataclass(frozen=True, slots=True)
class _Weights:
    """Characters of text outside links, by ``id()`` of the element."""

    inside: Mapping[int, int]  # in an element and all below it
    density: Mapping[int, float]  # in an element's own paragraphs, and half of its children's
    containers: Sequence[Tag]


def read_page(text: str) -> Reading:
    """Title, date, address and image from the head or the article; the blocks from the article's element."""
    markup = parse(text)
    root = markup.root
    meta = _meta(root)
    url = _address(root, meta)
    date, notices = _date(root, meta)
    base = _base(root, url)
    headings = [clean(tag.get_text()) for tag in root.find_all("h1")]
    _drop_boilerplate(root)
    article: Tag = root
    if _WHOLE_PAGE.search(text):
        article, more = _article(root)
        notices += more
    walked = walk(article, base)
    title, parts = take_title(_title(root, meta, headings, walked.parts), walked.parts)
    image = safe_address(meta.get("og:image", ""), base) or walked.image
    return Reading(title, parts, url, date, image, (*notices, *markup.notices, *walked.notices))


def _meta(root: BeautifulSoup) -> dict[str, str]:
    """What <meta> tags say, the first of each name."""
    found: dict[str, str] = {}
    for tag in root.find_all("meta"):
        name = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
        found.setdefault(name.lower(), attribute(tag, "content").strip())
    return found


def _address(root: BeautifulSoup, meta: Mapping[str, str]) -> str:
    canonical = root.find("link", rel="canonical")
    given = attribute(canonical, "href") if isinstance(canonical, Tag) else ""
    return safe_address(given) or safe_address(meta.get("og:url", ""))


def _base(root: BeautifulSoup, url: str) -> str:
    base = root.find("base", href=True)
    return (safe_address(attribute(base, "href"), url) if isinstance(base, Tag) else "") or url


def _date(root: BeautifulSoup, meta: Mapping[str, str]) -> tuple[datetime | None, tuple[str, ...]]:
    times = root.find_all("time", datetime=True)
    times.sort(
        key=lambda tag: tag.find_parent(["article", "main"]) is None
    )  # stable: the article's own first
    given = [meta[name] for name in _DATE_NAMES if meta.get(name)]
    given += [attribute(tag, "datetime") for tag in times]
    dates = [date for date in map(from_text, given) if date]
    if dates:
        return dates[0], ()
    return None, (f"has a wrong date ({given[0][:40]}); its date is unknown" if given else "has no date",)


def _title(
    root: BeautifulSoup, meta: Mapping[str, str], headings: Sequence[str], parts: Sequence[Part]
) -> str:
    """The article's <h1>; else the page's, if the <title> repeats it; else og:title, <title>, any <h1>."""
    tag = root.find("title")
    whole = clean(tag.get_text()) if isinstance(tag, Tag) else ""
    candidates = [part.zh for part in parts if part.kind is BlockKind.HEADING and part.level == 1]
    shared = clean(meta.get("og:title", ""))
    candidates += [
        heading for heading in headings if heading and (heading == shared or whole.startswith(heading))
    ]
    candidates += [shared, _SITE_NAME.split(whole)[0] or whole, *headings]
    return next(filter(None, candidates), "")


def _drop_boilerplate(root: BeautifulSoup) -> None:
    """Takes navigation and the like out of the tree, then forms, but nothing that may be the article itself.

    A form may be: some publishing systems wrap the whole page in one.
    """
    _drop(root, [*root.find_all(_BOILERPLATE), *root.find_all(role=_BOILERPLATE_ROLES)], most=0.5)
    _drop(root, root.find_all("form"), most=0.25)


def _drop(root: BeautifulSoup, tags: Sequence[Tag], most: float) -> None:
    """Takes out those of ``tags`` that hold at most this share of the page's prose."""
    inside = _weigh(root).inside
    for tag in tags:
        own = tag.name in ("header", "footer") and tag.find_parent(["article", "main"])
        if not own and inside.get(id(tag), 0) <= inside[id(root)] * most:
            tag.extract()


def _article(root: BeautifulSoup) -> tuple[Tag, tuple[str, ...]]:
    """The element that holds the article, and a notice if much prose lies outside it."""
    weights = _weigh(root)
    inside = weights.inside
    if not weights.containers:
        return root, ()
    densest = max(weights.containers, key=lambda tag: weights.density[id(tag)])
    chosen = _named_article(root, inside, inside[id(densest)] * _SHARE_OF_DENSEST)
    if chosen is None:
        chosen = densest
        while inside[id(chosen)] < inside[id(root)] * _SHARE_OF_PAGE and chosen.parent is not None:
            chosen = chosen.parent
    left = inside[id(root)] - inside[id(chosen)]
    if left < _WORTH_A_NOTICE:
        return chosen, ()
    return chosen, (f"has {left} characters of text outside its main part; left out",)


def _named_article(root: BeautifulSoup, inside: Mapping[int, int], least: float) -> Tag | None:
    """The fullest element that the page itself names as its article, if it holds at least ``least``."""
    groups = (root.find_all("article"), root.find_all(["main"]), root.find_all(itemprop="articleBody"))
    for group in groups:
        best = max(group, key=lambda tag: inside.get(id(tag), 0), default=None)
        if best is not None and inside.get(id(best), 0) >= max(least, 1):
            return best
    return None


@dataclass(slots=True)
class _Open:
    """An element whose inside is being weighed."""

    children: Iterator[PageElement]
    tag: Tag
    container: Tag
    linked: bool
    before: int  # characters counted before it began


def _weigh(root: Tag) -> _Weights:
    """One iterative pass, so that depth and size cost no more than they are."""
    inside: dict[int, int] = {}
    density: dict[int, float] = {}
    containers: list[Tag] = []
    total = 0
    stack = [_Open(iter(root.contents), root, root, False, 0)]
    while stack:
        top = stack[-1]
        node = next(top.children, None)
        if node is None:
            inside[id(top.tag)] = total - top.before
            stack.pop()
        elif isinstance(node, Tag):
            if node.name not in NOT_READ and not is_hidden(node):
                is_container = node.name in BLOCKS and node.name not in _TEXT_BLOCKS
                container = node if is_container else top.container
                linked = top.linked or node.name == "a"
                stack.append(_Open(iter(node.contents), node, container, linked, total))
        elif (
            isinstance(node, NavigableString) and not isinstance(node, PreformattedString) and not top.linked
        ):
            size = len(node.strip())
            total += size
            for tag, share in ((top.container, 1.0), (top.container.parent, 0.5)):
                if tag is not None and size:
                    if id(tag) not in density:
                        containers.append(tag)
                    density[id(tag)] = density.get(id(tag), 0.0) + size * share
    return _Weights(inside, density, containers)
