"""What the page says about language and time."""

from __future__ import annotations

from datetime import UTC, datetime

# The most frequent characters whose simplified and traditional forms differ, pairwise, from function words
# and everyday news words. Characters that both scripts share (后, 里, 台) tell nothing and are left out.
_PAIRS = (
    "国國 这這 们們 来來 时時 会會 说說 为為 对對 个個 从從 过過 还還 后後 发發 现現 动動 经經 开開 关關 "
    "问問 间間 长長 当當 应應 学學 见見 话話 业業 产產 车車 东東 门門 书書 无無 与與 两兩 万萬 亿億 点點 "
    "电電 网網 马馬 员員 总總 报報 军軍 战戰 际際 区區 华華 议議 选選 举舉 将將 团團 实實 应應 认認 让讓 "
    "达達 术術 机機 进進 运運 连連 单單 双雙 变變 数數 据據 显顯 题題 风風 龙龍 岁歲 历歷 价價 财財 "
    "资資 银銀 钱錢 线線 结結 给給 统統 续續 纪紀 约約 级級 组組 终終 继繼 节節 师師 带帶 导導 边邊 头頭"
)
_SIMPLIFIED = frozenset(pair[0] for pair in _PAIRS.split()) - {"后"}
_TRADITIONAL = frozenset(pair[1] for pair in _PAIRS.split())

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def chinese_tag(text: str) -> str:
    """The tag of a Chinese text: ``zh-Hans``, ``zh-Hant``, or ``zh`` where its characters do not tell.

    >>> chinese_tag("这个国家"), chinese_tag("這個國家"), chinese_tag("中文")
    ('zh-Hans', 'zh-Hant', 'zh')
    """
    simplified = sum(map(_SIMPLIFIED.__contains__, text))
    traditional = sum(map(_TRADITIONAL.__contains__, text))
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def in_utc(date: datetime) -> datetime:
    """The moment in UTC; a date without a zone is taken as UTC."""
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def date_in_words(date: datetime) -> str:
    """The moment for readers, independent of the machine's locale and zone.

    >>> date_in_words(datetime(2025, 1, 28, 10, 59, tzinfo=UTC))
    'Tuesday, January 28, 2025, 10:59 UTC'
    """
    utc = in_utc(date)
    return f"{WEEKDAYS[utc.weekday()]}, {MONTHS[utc.month - 1]} {utc.day}, {utc.year}, {utc:%H:%M} UTC"


def date_for_machines(date: datetime) -> str:
    """The moment as ``<time datetime>`` and as a key that sorts, to the second: ``2025-01-28T10:59:03Z``."""
    return in_utc(date).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
