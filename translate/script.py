"""Which script a Chinese text is written in."""

from __future__ import annotations

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
