"""News written for these tests, and short ways to read and look at it."""

from __future__ import annotations

from translate.errors import IngestError
from translate.ingest import Form, read_text
from translate.model import Article

STAMP = "<!--1767261600000-->"  # 2026-01-01 10:00:00 UTC
URL = "https://news.example/a/river-city-opens-library-20260101/4411.html"
LINK = f"[河城市立图书馆新馆开放]({URL})"
DATE_LINE = "<div><i>Thu, 01 Jan 2026 09:30:00 GMT</i></div>"

SIMPLIFIED = (
    "河城市政府星期四宣布，耗资三亿元的市立图书馆新馆对公众开放。市长在仪式上说，这座建筑是送给孩子们的礼物。"
    "据当地媒体报道，开馆当天有超过两万人前来参观，排队的时间一度长达三个小时。"
)
TRADITIONAL = (
    "河城市政府星期四宣布，耗資三億元的市立圖書館新館對公眾開放。市長在儀式上說，這座建築是送給孩子們的禮物。"
    "據當地媒體報導，開館當天有超過兩萬人前來參觀，排隊的時間一度長達三個小時。"
)


def dump(body: str, *, link: str = LINK, stamp: str = STAMP, date_line: str = DATE_LINE) -> str:
    """A file in the dump format around ``body``."""
    return f"{stamp}\n{link}\n------\n\n{date_line}{body}"


def article(text: str, form: Form | None = None) -> Article:
    return read_text(text, source="dump/article.md", form=form)


def attempt(text: str, form: Form | None = None, source: str = "dump/x.md") -> Article | IngestError:
    """The article, or the one error that ingest may raise."""
    try:
        return read_text(text, source=source, form=form)
    except IngestError as error:
        return error


def body(html: str) -> Article:
    """The article of a whole dump file with this HTML in it."""
    return article(dump(html))


def shown(article: Article) -> list[str]:
    """One line a block: ``kind: text``."""
    return [f"{block.kind}: {block.zh}" for block in article.blocks]


def texts(article: Article) -> list[str]:
    """The texts of all blocks but the title."""
    return [block.zh for block in article.blocks if block.kind != "title"]


def marked(article: Article) -> list[str]:
    """One line a mark: ``kind text href``."""
    return [
        f"{mark.kind} {block.zh[mark.start : mark.end]} {mark.href}".rstrip()
        for block in article.blocks
        for mark in block.marks
    ]
