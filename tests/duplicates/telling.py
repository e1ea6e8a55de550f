"""Wire reports written for these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from translate.ingest import read_text
from translate.model import Article

REPORT = (
    "河城市政府星期四宣布，耗资三亿元的市立图书馆新馆对公众开放。市长在仪式上说，这座建筑是送给孩子们的礼物。\n\n"
    "据当地媒体报道，开馆当天有超过20000人前来参观，排队的时间一度长达三个小时。\n\n"
    "新馆藏书120万册，设有儿童阅览室和盲文阅览室，每天开放到夜里十点。附近的居民说，他们盼这一天盼了很久。"
)
OTHER = (
    "气象部门周二发布台风预警，预计未来两天沿海地区将出现大到暴雨，渔船须回港避风。\n\n"
    "铁路部门说，途经沿海的列车将停运，旅客可以免费退票。学校是否停课由各地自行决定，家长应留意通知。"
)


def article(
    text: str = REPORT, source: str = "a.txt", *, url: str = "", day: int = 0, title: str = "图书馆新馆开放"
) -> Article:
    """``text`` as an article; with ``day``, of that day of January 2026."""
    matter = f"---\ntitle: {title}\nurl: {url}\n---\n{text}" if url else f"{title}\n\n{text}"
    read = read_text(matter, source=source, name="a.md" if url else "a.txt")
    return replace(read, date=datetime(2026, 1, day, 10, tzinfo=UTC)) if day else read
