"""Hedges and currencies around an amount in Chinese text (already ``plain``): 约, 近, 不到; 左右, 以上."""

from __future__ import annotations

import re
from dataclasses import replace

from translate.quantity import units
from translate.quantity.model import Approx, Found
from translate.quantity.numerals import longest_first

_HEDGES = {
    Approx.ABOUT: "大约 约 大概 估计",
    Approx.NEARLY: "将近 接近 近",
    Approx.OVER: "超过 超出 逾 多于 高于 大于 过 超 上",
    Approx.UNDER: "不到 不足 少于 低于 未满 不满 小于",
    Approx.AT_LEAST: "至少 最少 不少于 不低于 起码",
    Approx.AT_MOST: "最多 至多 不超过 不会超过 不得超过 不多于 顶多",
}
_APPROX = {word: approx for approx, words in _HEDGES.items() for word in words.split()}
_CURRENCIES = (*units.SYMBOL, "人民币", "港币", "新台币", "日币", "台币", "美金")
_BEFORE = re.compile(
    rf"(?P<approx>{longest_first(_APPROX)})? ?(?P<currency>{longest_first(_CURRENCIES)})? ?$"
)
# A look at one character saves the search for most numerals.
_ENDS = frozenset(" ") | {word[-1] for word in (*_APPROX, *_CURRENCIES)}
_REACH = 9  # characters: the longest hedge and the longest currency
_AFTER = re.compile(
    r" ?(?:(?P<about>左右|上下)|(?P<over>以上)|(?P<under>以下)|(?P<most>以内)|[多余](?![年个名家位数项次万种]))"
)
_AFTER_STARTS = frozenset(" 左上以多余")


def words_before(text: str, at: int) -> re.Match[str] | None:
    """The ``approx`` and the ``currency`` right before ``at``, either of them or both, or None."""
    return _BEFORE.search(text, max(0, at - _REACH), at) if text[at - 1 : at] in _ENDS else None


def hedge_before(text: str, at: int) -> tuple[Approx, int]:
    """约, 近, 超过 … right before ``at``, and where they begin."""
    match = words_before(text, at)
    word = match["approx"] if match else None
    if match is None or word is None or (word == "上" and text[at] not in "百千万亿"):
        return Approx.EXACT, at
    start = match.start("approx")
    if word == "过" and text[start - 1 : start] in ("通", "经", "不"):
        return Approx.EXACT, at
    return _APPROX[word], start


def hedge_after(text: str, found: Found) -> Found:
    """20%左右, 5%以上, 三分之二多."""
    match = _AFTER.match(text, found.end) if text[found.end : found.end + 1] in _AFTER_STARTS else None
    if match is None or found.quantity.approx is not Approx.EXACT:
        return found
    names = {"about": Approx.ABOUT, "under": Approx.UNDER, "most": Approx.AT_MOST}
    approx = names.get(match.lastgroup or "", Approx.OVER)
    return replace(found, end=match.end(), quantity=replace(found.quantity, approx=approx))
